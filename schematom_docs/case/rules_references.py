"""Rules on references: every key that is named exists."""

from __future__ import annotations

from collections.abc import Iterator

from schematom_docs.case.case_model import Case
from schematom_docs.case.entities import person_at
from schematom_docs.case.record import PersonRef, Reference, walk
from schematom_docs.case.source import DataPath, SourceData, raw_at
from schematom_docs.case.suggestion import did_you_mean
from schematom_docs.case.validation import Finding


def references_lead_somewhere(case: Case, source: SourceData) -> Iterator[Finding]:
    """Every reference means an entity of the data file. Entities that are faulty themselves count as present."""
    for path, value in walk(case):
        if isinstance(value, PersonRef):
            yield from _person(case, source, path, value)
        elif isinstance(value, Reference):
            keys = _keys(source, (value.collection,))
            if value not in keys:
                reason = f"nie ma {value.noun} „{value}”." if value.echoed else f"nie ma takiej {value.noun}."
                yield Finding(path, reason, did_you_mean(value, keys))


def _keys(source: SourceData, path: DataPath) -> list[str]:
    found = raw_at(source.data, path)
    return list(found) if isinstance(found, dict) else []


def _person(case: Case, source: SourceData, path: DataPath, value: PersonRef) -> Iterator[Finding]:
    family = _family(case, path)
    if person_at(case, value, family) is not None:
        return
    parts = value.split(".")
    if parts[0] == "zespoly" and len(parts) == 3:
        rows = raw_at(source.data, ("zespoly", parts[1], "czlonkowie"))
        count = len(rows) if isinstance(rows, list) else 0
        if not parts[2].isdigit() or not 0 < int(parts[2]) <= count:
            remedy = f"Wpisz numer z listy od 1 do {count}." if count else "Ten zespół nie ma listy członków."
            yield Finding(path, "nie ma takiego członka zespołu.", remedy)
    elif len(parts) == 1 and family:
        keys = _keys(source, ("rodziny", family, "czlonkowie"))
        if value not in keys:
            yield Finding(path, "w tej rodzinie nie ma takiej osoby.", did_you_mean(value, keys))
    elif len(parts) == 3 and parts[0] == "rodziny":
        keys = _keys(source, ("rodziny", parts[1], "czlonkowie"))
        if parts[2] not in keys:
            yield Finding(path, "nie ma takiej osoby.", did_you_mean(parts[2], keys) or "Sprawdź klucz rodziny.")
    elif len(parts) == 2 and parts[0] in ("uczestnicy", "osoby"):
        keys = _keys(source, (parts[0],))
        if parts[1] not in keys:
            yield Finding(path, "nie ma takiej osoby.", did_you_mean(parts[1], keys))
    elif value not in _keys(source, ("osoby",)) and value not in _keys(source, ("uczestnicy",)):
        remedy = "Wpisz np. rodziny.r01.o1, uczestnicy.u03, osoby.koordynator albo zespoly.mgi.3."
        yield Finding(path, "nie ma takiej osoby.", remedy)


def _family(case: Case, path: DataPath) -> str:
    """Return the key of the family that bare keys mean at a path: inside a contract, that of the contract."""
    if path[0] == "kontrakty" and path[1] in case.contracts:
        return str(case.contracts[str(path[1])].family)
    return ""


def products_are_linked(case: Case, source: SourceData) -> Iterator[Finding]:
    """A product that details another names one of the products; each product has its own key."""
    keys = [item.key for item in case.project.products]
    for index, item in enumerate(case.project.products):
        path: DataPath = ("projekt", "produkty", index)
        if item.details is not None and item.details not in keys:
            yield Finding(
                (*path, "uszczegolawia"), f"nie ma produktu „{item.details}”.", did_you_mean(item.details, keys)
            )
        if keys.index(item.key) != index:
            yield Finding((*path, "klucz"), f"produkt „{item.key}” jest drugi raz.", "Nadaj inny klucz.")


def samples_exist(case: Case, source: SourceData) -> Iterator[Finding]:
    """Every path of `dane_przykladowe` leads to something, so that a misspelt one does not pass sample data as real."""
    for index, pattern in enumerate(case.sample_data):
        if not _leads(source.data, pattern.split(".")):
            reason = f"ścieżka „{pattern}” do niczego nie prowadzi."
            yield Finding(("dane_przykladowe", index), reason, "Popraw ją albo usuń.", warning=True)


def _leads(data: object, parts: list[str]) -> bool:
    if not parts:
        return True
    head, rest = parts[0], parts[1:]
    if isinstance(data, dict):
        return any(_leads(value, rest) for key, value in data.items() if head in ("*", key))
    if isinstance(data, list):
        items = enumerate(data, start=1)
        return any(_leads(value, rest) for number, value in items if head in ("*", str(number))) or (
            not head.isdigit() and head != "*" and any(_leads(value, parts) for value in data)
        )
    return False
