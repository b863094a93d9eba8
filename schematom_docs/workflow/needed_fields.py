"""The fields a template needs as a tree for people: names, kinds from the data model, questions of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schematom_docs.case import FormDefinition
from schematom_docs.case.known_names import Known
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.templates import ANSWERS, names_of

_STEP = "  "
_WORDS = {"boolean": "tak albo nie", "string": "tekst", "date": "data", "number": "liczba", "integer": "liczba"}


def field_lines(
    desk: Desk, name: str, schema: Mapping[str, object], form: FormDefinition | None = None
) -> Iterator[str]:
    """Yield the tree of a template's fields, a line a field: „  okres – zestaw pól”.

    form: whose data tell the kinds; by default the first that names a template file so called, if any.
    """
    if form is None:
        form = next((item for item in desk.forms.values() if name in item.template_files), None)
    labels = {question.name: question.label for question in form.questions} if form else {}
    known = names_of(desk, form) if form else None
    yield from _lines(schema, known, labels, ())


def _lines(
    schema: Mapping[str, object], known: Known | None, labels: Mapping[str, str], path: tuple[str, ...]
) -> Iterator[str]:
    properties = schema.get("properties")
    for name, part in properties.items() if isinstance(properties, Mapping) else ():
        own = known.field(name) if known else None
        label = f": {labels[name]}" if path == (ANSWERS,) and name in labels else ""
        yield f"{_STEP * len(path)}{name} – {_kind(part, own)}{label}"
        yield from _lines(part, own, labels, (*path, name))
    items = schema.get("items")
    if isinstance(items, Mapping) and (items.get("properties") or items.get("items")):
        yield from _lines(items, known.item() if known else None, labels, path)


def _kind(schema: Mapping[str, object], known: Known | None) -> str:
    """Return the kind of a field: of a list or group by its use, of a value by the data model, else by its use."""
    if schema.get("type") == "array":
        return "lista"
    if schema.get("type") == "object":
        return "zestaw pól"
    by_use = _WORDS.get(str(schema.get("format") or schema.get("type")), "wartość")
    return known.kind if known and known.kind else by_use
