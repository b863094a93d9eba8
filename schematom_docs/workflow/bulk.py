"""One paper for each row of a table: rows become records of the case; faulty ones are refused, the others go on."""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from schematom_docs.case import CheckedCase, checked_case
from schematom_docs.case.source import DataPath, SourceData
from schematom_docs.case.table import TableRow, read_table
from schematom_docs.errors import CaseError, Fault, NotReleasableError, TemplateError, UsageError
from schematom_docs.values import Document
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from schematom_docs.workflow.relations import records

KEY_COLUMN = "klucz"
# A person written into the row itself (columns osoba.imie, osoba.nazwisko …) joins `osoby` under the key of the row.
INLINE = {"osoba": "osoby", "instytucja": "instytucje"}


@dataclass(frozen=True, slots=True)
class BulkResult:
    """Papers made, and the faults of the rows refused, each with file, row and column.

    case: the case with the good rows in it; unapproved: the word forms that nobody has approved, by row.
    """

    case: CheckedCase
    documents: tuple[Document, ...]
    refused: tuple[Fault, ...]
    refused_rows: int
    unapproved: tuple[Fault, ...] = ()


def bulk_papers(desk: Desk, case: CheckedCase, type_id: str, table: Path, pattern: str | None = None) -> BulkResult:
    """Return the papers of `type_id` for the rows of `table`, in order.

    Columns carry the Polish keys of the record („instytucja”, „data”, „osoba.imie”); `klucz` names the file, otherwise
    w001, w002 … by row. pattern: key of a record that lends the fields a row does not give.
    Raises UsageError for a type about the whole case, CaseError for an unreadable table.
    """
    form = desk.form(type_id)
    if form.subject is None:
        raise UsageError(f"„{form.name}” dotyczy całej sprawy, nie wierszy tabeli", remedy="Użyj polecenia generate.")
    rows = read_table(table)
    _refuse_double_columns(rows, table.name)
    collection = form.subject.collection
    keyed = _keyed(rows, table.name, records(case, collection))
    lent = _pattern(case, collection, pattern)
    merged, refused = _merge(desk, case, partial(_with_rows, case.source, collection, lent, table.name), keyed)
    documents: list[Document] = []
    unapproved: list[Fault] = []
    for number, (key, row) in enumerate(keyed.items(), 1):
        if key not in refused:
            try:
                document = issue(desk, merged, type_id, key).document
                documents.append(document)
                place = f"{table.name}, wiersz {row.number}"
                unapproved += [Fault(place, f"forma niezatwierdzona: {form}") for form in document.uncertain]
            except (CaseError, TemplateError) as error:
                refused[key] = _row_faults(error, table.name, row)
        desk.progress(form.name, number, len(keyed))
    faults = [fault for key in keyed for fault in refused.get(key, ())]
    return BulkResult(merged, tuple(documents), tuple(faults), len(refused), tuple(unapproved))


def unapproved_rows(made: BulkResult) -> NotReleasableError:
    """Return the error that lists, row by row, the forms nobody has approved, and the rows refused besides."""
    return NotReleasableError(
        "pism nie można wydać: wiersze mają formy, których nikt nie zatwierdził; nie zapisano żadnego",
        remedy="Sprawdź je poleceniem „names” i zatwierdź („names --approve”) albo dopisz je do działu „odmiany”.",
        faults=[*dict.fromkeys(made.unapproved), *made.refused],
    )


def _refuse_double_columns(rows: Sequence[TableRow], name: str) -> None:
    """Raise CaseError when one column gives a whole („osoba”) and another a part of it („osoba.imie”)."""
    columns = {column for row in rows for column in row.cells}
    for column in sorted(columns):
        part = next((other for other in columns if other.startswith(f"{column}.")), None)
        if part:
            raise CaseError(
                f"kolumny „{column}” i „{part}” mówią o tym samym", place=name, remedy="Zostaw jedną z nich."
            )


def _keyed(rows: Sequence[TableRow], name: str, taken: Collection[str]) -> dict[str, TableRow]:
    keyed: dict[str, TableRow] = {}
    for position, row in enumerate(rows, 1):
        key = row.cells.get(KEY_COLUMN) or f"w{position:03d}"
        if key in taken:
            raise CaseError(
                f"pozycja o kluczu „{key}” już jest w danych sprawy",
                place=f"{name}, wiersz {row.number}",
                remedy="Nadaj wierszowi inny klucz, aby pliki się nie zastąpiły.",
            )
        if key in keyed:
            raise CaseError(
                f"klucz „{key}” jest też w wierszu {keyed[key].number}",
                place=f"{name}, wiersz {row.number}",
                remedy="Nadaj wierszom różne klucze.",
            )
        keyed[key] = row
    return keyed


def _pattern(case: CheckedCase, collection: str, key: str | None) -> dict[str, object]:
    """Return the fields of the record `key` as they were read, {} without a key. Raises UsageError for a wrong key."""
    found = records(case, collection)
    if key is not None and key not in found:
        raise UsageError(
            f"w dziale „{collection}” nie ma pozycji „{key}”", remedy=f"Są: {', '.join(found) or 'żadne'}."
        )
    return dict(found[key]) if key else {}


def _merge(
    desk: Desk, case: CheckedCase, joined: Callable[[dict[str, TableRow]], SourceData], keyed: dict[str, TableRow]
) -> tuple[CheckedCase, dict[str, list[Fault]]]:
    """Return the case with the good rows in it, and the faults of the others by key."""
    refused: dict[str, list[Fault]] = {}
    while True:
        good = {key: row for key, row in keyed.items() if key not in refused}
        try:
            source = joined(good)
            return checked_case(source, reference=desk.reference), refused
        except CaseError as error:
            found = _by_key(error, good, source.file)
            if not found:
                raise
            refused.update(found)


def _with_rows(
    source: SourceData, collection: str, lent: Mapping[str, object], name: str, rows: dict[str, TableRow]
) -> SourceData:
    """Return the data of the case with the rows as records of `collection`; places name the table and the row."""
    data = copy.deepcopy(source.data)
    if not isinstance(data, dict):
        raise CaseError("dane sprawy nie są zbiorem działów", place=source.file)
    lines: dict[DataPath, int] = {}
    for key, row in rows.items():
        record: dict[str, object] = copy.deepcopy(dict(lent))
        for column, text in row.cells.items():
            if column != KEY_COLUMN:
                _put(record, column.split("."), text)
        for field, home in INLINE.items():
            inline = record.get(field)
            if isinstance(inline, dict):
                data.setdefault(home, {})[key] = inline
                record[field] = key if home == "instytucje" else f"{home}.{key}"
                lines[home, key] = row.number
        data.setdefault(collection, {})[key] = record
        lines[collection, key] = row.number
    return SourceData(name, data, lines)


def _put(record: dict[str, object], path: list[str], text: str) -> None:
    *above, last = path
    for part in above:
        inner = record.get(part)
        if not isinstance(inner, dict):
            inner = record[part] = {}
        record = inner
    record[last] = text


def _by_key(error: CaseError, rows: dict[str, TableRow], name: str) -> dict[str, list[Fault]]:
    """Return the faults of the error by the key of the row they stand in."""
    numbers = {row.number: key for key, row in rows.items()}
    found: dict[str, list[Fault]] = {}
    for fault in error.faults:
        line = fault.place.removeprefix(f"{name}, wiersz ").partition(",")[0]
        if not fault.warning and fault.place.startswith(f"{name}, wiersz ") and int(line) in numbers:
            found.setdefault(numbers[int(line)], []).append(fault)
    return found


def _row_faults(error: CaseError | TemplateError, name: str, row: TableRow) -> list[Fault]:
    place = f"{name}, wiersz {row.number}"
    return [
        fault if fault.place.startswith(place) else Fault(place, fault.reason, fault.remedy)
        for fault in (error.faults or (Fault(place, error.reason, error.remedy),))
    ]
