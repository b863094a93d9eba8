"""A form drafted from a template: answers and facts become questions, loops tables and lists, filters kinds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from schematom_docs.case.case_context import DICTIONARIES, LISTS
from schematom_docs.document.uses import ITEM, Use
from schematom_docs.workflow.fact_questions import Schema, entity_collections, fact_questions, properties_of
from schematom_docs.workflow.question_uses import ANSWERS

_BY_PROGRAM = frozenset({
    "typ", "nazwa", "tytul", "strony", "podpisy", "liczba_egzemplarzy", "zalaczniki", "stopka", "przyklad", "slownik",
    "numer",
})  # fmt: skip
_GIVEN = frozenset({
    *DICTIONARIES, *LISTS, "projekt", "lider", "beneficjent", "partnerzy", "realizatorzy", "wizyty_wyjazdowe",
    "wizyty_przyjazdowe", "wizyty_wspolne", "stan", "dokument", "podstawy", "rezim_danych", "odmiany", "pakiet",
    "pilotaz", "katalog_uslug",
})  # fmt: skip
_FILTERS = {
    "data": "data", "zakres": "okres", "kwota": "kwota", "kwota_slownie": "kwota", "liczba_pl": "liczba",
    "liczba": "liczba", "slownie": "liczba", "procent": "procent", "adres": "adres",
}  # fmt: skip
_WORDS = {"boolean": "tak_nie", "number": "liczba", "integer": "liczba"}
_KNOWN = {"data": ("Data dokumentu", "data"), "miejscowosc": ("Miejscowość", "tekst")}


def draft_form(stem: str, schema: Schema, used: list[Use], collections: Mapping[str, str], template: str) -> str:
    """Return the YAML text of a form for a template; labels and sections are left for the author to put right.

    stem: of the file of the form, its type; template: file name of the template; schema: Template.schema();
    used: its tags, for the filters;
    collections: names of subjects of the forms there are → their section of the case („kontrakt” → „kontrakty”).
    """
    properties = properties_of(schema)
    answers = properties_of(properties.get(ANSWERS))
    roots = [name for name in properties if name not in _GIVEN]
    known = {**entity_collections(), **collections}
    subject = next((name for name in roots if name in known), "")
    title = stem.replace("_", " ").capitalize()
    lines = [
        f"# Szkic formularza do szablonu {template}. Popraw etykiety i podpowiedzi; zasady: docs/formularze.md.",
        f"typ: {stem}",
        f"nazwa: {_text(title)}",
        f"tytul: {_text(title)}",
        f"szablon: {template}",
    ]
    if subject:
        lines.append(f"dotyczy: {{z: {known[subject]}, jako: {subject}}}")
    if "strony" in answers or "podpisy" in answers:
        lines.append("# strony i podpisy: dopisz, skąd je brać, np. strony: [lider]")
    questions = [line for name in answers if name not in _BY_PROGRAM for line in _question(name, answers, used)]
    if "data" not in answers:
        questions = [*_question("data", {"data": {}}, used), *questions]
    if subject:
        questions = [*fact_questions(subject, known[subject], properties_of(properties[subject])), *questions]
    for root in roots:
        if root != subject:
            questions += _other_root(root, known.get(root, ""), properties[root], used)
    return "\n".join([*lines, "pytania:", *questions]) + "\n"


def _other_root(root: str, collection: str, schema: Schema, used: list[Use]) -> Iterator[str]:
    """Yield what asks for a first name that is not what the paper is about: a reference, or answers of the paper."""
    inner = properties_of(schema)
    yield f"  # szablon czyta „{root}”, czego program nie zna w tym piśmie: zmień tam nazwy na te poniżej (dokument.…)"
    if collection:
        yield f"  - {{pole: {root}, etykieta: {_text(_label(root))}, rodzaj: odwolanie, dzial: {collection}}}"
    elif not inner:
        yield f"  - {{pole: {root}, etykieta: {_text(_label(root))}, rodzaj: {_plain((root,), schema, used)}}}"
    for name, part in inner.items() if not collection else ():
        label = _text(_label(f"{root} {name}"))
        yield f"  - {{pole: {root}_{name}, etykieta: {label}, rodzaj: {_plain((root, name), part, used)}}}"


def _plain(path: tuple[str, ...], schema: Schema, used: list[Use]) -> str:
    """Return the kind of a name without columns: a list of groups is drafted as a list of texts."""
    kind = _kind(path, schema, used)
    return "lista_tekstow" if kind == "tabela" else kind


def _question(name: str, answers: Mapping[str, Schema], used: list[Use]) -> Iterator[str]:
    label, kind = _KNOWN.get(name, (_label(name), _kind((ANSWERS, name), answers[name], used)))
    yield f"  - pole: {name}"
    yield f"    etykieta: {_text(label)}"
    yield f"    rodzaj: {kind}"
    if kind == "tabela":
        yield "    kolumny:"
        columns = properties_of(answers[name].get("items"))
        for column, schema in columns.items():
            inner = _kind((ANSWERS, name, ITEM, column), schema, used)
            plain = "tekst" if inner in ("tabela", "adres", "odwolanie") else inner
            yield f"      - {{pole: {column}, etykieta: {_text(_label(column))}, rodzaj: {plain}}}"
    if name == "data":
        yield "    wymagane: tak"


def _kind(path: tuple[str, ...], schema: Schema, used: list[Use]) -> str:
    """Return the kind a name is used as: by loop, by filter, by condition; text when nothing tells."""
    if schema.get("type") == "array":
        return "tabela" if properties_of(schema.get("items")) else "lista_tekstow"
    by_filter = [kind for use in used if use.path == path for name, kind in _FILTERS.items() if _filtered(use, name)]
    if by_filter:
        return by_filter[0]
    if schema.get("format") == "date":
        return "data"
    inner = set(properties_of(schema))
    if inner:
        return "okres" if inner <= {"od", "do"} else "adres" if inner <= _ADDRESS else "instytucja"
    return _WORDS.get(str(schema.get("type")), "tekst")


_ADDRESS = {"ulica", "numer", "kod", "miejscowosc", "poczta"}


def _filtered(use: Use, name: str) -> bool:
    last = re.escape(use.path[-1])
    return re.search(rf"\b{last}\s*\|\s*{name}\b", use.tag.raw) is not None


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _text(text: str) -> str:
    return text if re.fullmatch(r"[A-ZŻŹĆĄŚĘŁÓŃ][\w ]*", text) else json.dumps(text, ensure_ascii=False)
