"""A form or a list of people as a workbook, blank or filled from a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schematom_docs.case.answer_values import answer_of
from schematom_docs.case.answering import answers_of
from schematom_docs.case.form_fields import PERSONS, fields_of
from schematom_docs.case.source import SourceData, raw_at
from schematom_docs.case.tables.people_list import FAMILIES, FAMILY, FAMILY_PATHS, NAMES, people_fields
from schematom_docs.case.tables.workbook import workbook_bytes
from schematom_docs.case.tables.workbook_plan import Filled, workbook_plan
from schematom_docs.fields import Answer, Answers, Choice, FormField
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.importing import subject_keys

_TITLES = ("numer", "nazwa", "nazwisko", "tytul")


def form_workbook(desk: Desk, type_id: str, source: SourceData | None = None) -> bytes:
    """Return the workbook of a form or of a list of people („rodziny”, „uczestnicy”); source: of a case to fill it.

    Raises UsageError for an unknown type, CaseError when an answer does not fit into a cell.
    """
    data = source.data if source is not None and isinstance(source.data, dict) else {}
    if type_id in NAMES:
        fields = people_fields(type_id)
        filled = Filled(tuple(_people(type_id, fields, data)))
        return workbook_bytes(workbook_plan(type_id, NAMES[type_id], fields, filled))
    form = desk.form(type_id)
    fields = fields_of(form)
    keys = [] if source is None else subject_keys(desk, form, source)
    rows = tuple(answers_of(data, form, key) for key in keys)
    filled = Filled(rows, whole_case=form.subject is None)
    return workbook_bytes(workbook_plan(type_id, form.name, fields, filled, _entries(fields, data)))


def _people(kind: str, fields: Sequence[FormField], data: Mapping[str, object]) -> Iterator[Answers]:
    group = data.get(kind)
    for key, record in group.items() if isinstance(group, dict) else ():
        if kind != FAMILIES:
            yield Answers(key, _answers(fields, record))
            continue
        members = raw_at(record, ("czlonkowie",))
        shared = _answers([item for item in fields if item.path in FAMILY_PATHS], record)
        own = [item for item in fields if item.path not in (*FAMILY_PATHS, FAMILY)]
        for name, member in members.items() if isinstance(members, dict) else ():
            yield Answers(f"{key}.{name}", {FAMILY: key, **shared, **_answers(own, member)})


def _answers(fields: Sequence[FormField], record: object) -> dict[str, Answer]:
    found = ((item.path, answer_of(item, raw_at(record, tuple(item.path.split("."))))) for item in fields)
    return {path: answer for path, answer in found if answer}


def _entries(fields: Sequence[FormField], data: Mapping[str, object]) -> dict[str, tuple[Choice, ...]]:
    """Return what the drop-downs of references offer: keys of the case with what tells them apart."""
    wanted = {item.collection for item in fields if item.collection}
    wanted |= {column.collection for item in fields for column in item.columns if column.collection}
    return {name: tuple(_persons(data) if name == PERSONS else _records(data, name)) for name in sorted(wanted)}


def _records(data: Mapping[str, object], collection: str) -> Iterator[Choice]:
    group = data.get(collection)
    for key, record in group.items() if isinstance(group, dict) else ():
        yield Choice(str(key), next((text for name in _TITLES if isinstance(text := raw_at(record, (name,)), str)), ""))


def _persons(data: Mapping[str, object]) -> Iterator[Choice]:
    families = data.get(FAMILIES)
    for key, family in families.items() if isinstance(families, dict) else ():
        members = raw_at(family, ("czlonkowie",))
        for own, member in members.items() if isinstance(members, dict) else ():
            yield Choice(f"{FAMILIES}.{key}.{own}", _full_name(member))
    for home in ("uczestnicy", "osoby"):
        group = data.get(home)
        for key, person in group.items() if isinstance(group, dict) else ():
            yield Choice(f"{home}.{key}", _full_name(person))


def _full_name(person: object) -> str:
    return " ".join(str(raw_at(person, (name,)) or "") for name in ("imie", "nazwisko")).strip()
