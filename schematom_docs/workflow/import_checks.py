"""The checks of the whole case over imported rows: each fault goes to the row it comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from schematom_docs.case import ReferenceData, checked_case
from schematom_docs.case.source import DataPath, SourceData
from schematom_docs.errors import CaseError, Fault


def faults_by_row(
    before: object,
    after: object,
    places: Mapping[DataPath, int],
    name: str,
    reference: ReferenceData,
    told_at: Callable[[int, str], str] | None = None,
) -> tuple[dict[int, list[Fault]], list[Fault]]:
    """Return (faults by row number, faults in no row) that the imported rows bring into the case.

    before, after: data without and with the rows; places: path of a record → row; name: of file and
    sheet, for places; told_at: row and path in the data → place as people read it. What was wrong already is not told
    again.
    """
    old = {(_path(fault.place, name), fault.reason) for fault in _faults(SourceData(name, before), reference)}
    rows: dict[int, list[Fault]] = {}
    rest: list[Fault] = []
    for fault in _faults(SourceData(name, after, dict(places)), reference):
        if (_path(fault.place, name), fault.reason) in old:
            continue
        number = _row(fault.place, name)
        if number:
            path = _path(fault.place, name)
            place = told_at(number, path) if told_at else f"{name}, wiersz {number}, pole „{path.rpartition('.')[2]}”"
            rows.setdefault(number, []).append(replace(fault, place=place))
        else:
            rest.append(fault)
    return rows, rest


def _faults(source: SourceData, reference: ReferenceData) -> list[Fault]:
    try:
        checked_case(source, reference=reference)
    except CaseError as error:
        return [fault for fault in error.faults if not fault.warning]
    return []


def _row(place: str, name: str) -> int:
    rest = place.removeprefix(f"{name}, wiersz ")
    digits = rest.partition(",")[0]
    return int(digits) if rest != place and digits.isdigit() else 0


def _path(place: str, name: str) -> str:
    """Return the path of the data that a place ends with."""
    rest = place.removeprefix(f"{name}, ")
    return rest.partition(", ")[2] if rest.startswith("wiersz ") else rest
