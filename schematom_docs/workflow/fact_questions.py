"""Questions about facts of the case drafted from what a template reads below the entity its paper is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic.fields import FieldInfo

from schematom_docs.case import FormDefinition
from schematom_docs.case.answer_kinds import SCALARS
from schematom_docs.case.case_model import Case
from schematom_docs.case.form_parts import part_names
from schematom_docs.case.form_places import steps_of
from schematom_docs.case.model_kinds import collection_of, kinds_of, row_model, words_of
from schematom_docs.case.record import keys_of
from schematom_docs.case.validation import model_at

Schema = Mapping[str, object]
_DEPTH = 3
_PARTED = ("instytucja", "adres")
"""Kinds asked for part by part; a person is one of the case, chosen by its key."""


def entity_collections() -> dict[str, str]:
    """Return name of each entity of the case model → its section: „deklaracja” → „deklaracje_pracodawcow”."""
    found: dict[str, str] = {}
    for section in keys_of(Case):
        entity = str(getattr(model_at(Case, (section, "klucz")), "entity", ""))
        if entity:
            found.setdefault(entity, section)
    return found


def fact_questions(root: str, collection: str, properties: Mapping[str, Schema]) -> Iterator[str]:
    """Yield YAML lines of a question for each fact a template reads below its entity; a comment for what is derived."""
    form = FormDefinition.model_validate(
        {"typ": "szkic", "nazwa": "-", "tytul": "-", "szablon": "-", "dotyczy": {"z": collection, "jako": root}}
    )
    derived: list[str] = []
    for name, schema in properties.items():
        yield from _question(form, f"{root}.{name}", schema, derived)
    if derived:
        yield f"  # bez pytań (wynikają z danych albo mają własne wiersze i poziomy): {', '.join(derived)}"


def properties_of(schema: object) -> dict[str, Schema]:
    """Return the named parts of a schema, {} when it has none."""
    found = schema.get("properties") if isinstance(schema, Mapping) else None
    return dict(found) if isinstance(found, Mapping) else {}


def _question(form: FormDefinition, path: str, schema: Schema, derived: list[str]) -> Iterator[str]:
    steps = steps_of(form, path)
    kinds = kinds_of(steps[-1].info) if steps else ()
    inner = properties_of(schema)
    if steps and kinds and not (kinds[0] == "tabela" and not _columns(steps[-1].info, schema)):
        parted = next((kind for kind in kinds if kind in _PARTED and set(inner) & set(part_names(kind))), kinds[0])
        yield from _lines(path, parted, steps[-1].info, schema)
    elif steps and inner and path.count(".") < _DEPTH:
        for name, part in inner.items():
            yield from _question(form, f"{path}.{name}", part, derived)
    else:
        derived.append(path)


def _lines(path: str, kind: str, info: FieldInfo, schema: Schema) -> Iterator[str]:
    yield f"  - pole: {path}"
    yield f"    etykieta: {_quoted(_label(path.rpartition('.')[2], info))}"
    yield f"    rodzaj: {kind}"
    if info.is_required():
        yield "    wymagane: tak"
    yield from (f"    {line}" for line in _of_kind(kind, info))
    if kind in _PARTED and (parts := [name for name in properties_of(schema) if name in part_names(kind)]):
        yield f"    czesci: [{', '.join(parts)}]"
    if kind == "tabela":
        yield "    kolumny:"
        yield from (f"      - {{{column}}}" for column in _columns(info, schema))


def _of_kind(kind: str, info: FieldInfo) -> Iterator[str]:
    words = words_of(info.annotation)
    if kind in ("wybor", "wiele_z"):
        yield f"wybor: [{', '.join(_quoted(word) for word in words)}]"
    collection = collection_of(info.annotation)
    if collection and kind in ("odwolanie", "lista_tekstow"):
        yield f"dzial: {collection}"


def _columns(info: FieldInfo, schema: Schema) -> list[str]:
    """Return the columns of a table: those names of its rows that the model has and that fit into one cell."""
    model = row_model(info.annotation)
    found: list[str] = []
    for name in properties_of(schema.get("items")) if model is not None else ():
        own = model.model_fields[keys_of(model)[name]] if model is not None and name in keys_of(model) else None
        kinds = kinds_of(own) if own is not None else ()
        if own is None or not kinds or not (kinds[0] in SCALARS or kinds[0] in ("wybor", "odwolanie", "okres")):
            continue
        parts = [f"pole: {name}", f"etykieta: {_quoted(_label(name, own))}", f"rodzaj: {kinds[0]}"]
        found.append(", ".join([*parts, *_of_kind(kinds[0], own)]))
    return found


def _label(name: str, info: FieldInfo) -> str:
    text = info.description or name.replace("_", " ")
    return text[:1].upper() + text[1:]


def _quoted(text: str) -> str:
    """Return a text as YAML reads it back unchanged."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
