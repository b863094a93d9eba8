"""Tables of subjects: XLSX and CSV as rows of text, with the row number of the office's own sheet."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from schematom_docs.errors import CaseError

ENCODINGS = ("utf-8-sig", "cp1250")
DELIMITERS = ";\t,"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row. number: as the spreadsheet shows it, from 1; cells: column header → text, empty cells left out."""

    number: int
    cells: dict[str, str]


def read_table(path: Path) -> list[TableRow]:
    """Return the rows of a table below its header; wholly empty rows are left out.

    Raises CaseError when the file is absent, unreadable, has no header, an empty or doubled header, or no row.
    """
    if not path.is_file():
        raise CaseError("nie ma takiego pliku", place=path.name, remedy="Sprawdź ścieżkę i nazwę pliku.")
    readers = {".xlsx": _xlsx, ".csv": _csv}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise CaseError("nieznany rodzaj tabeli", place=path.name, remedy="Zapisz ją jako .xlsx albo .csv.")
    lines = [[cell.strip() for cell in line] for line in reader(path)]
    return _rows(lines, path.name)


def _rows(lines: Sequence[Sequence[str]], name: str) -> list[TableRow]:
    start = next((number for number, line in enumerate(lines) if any(line)), None)
    if start is None:
        raise CaseError("tabela jest pusta", place=name, remedy="Wpisz wiersz nagłówków i wiersze danych.")
    header = list(lines[start])
    while header and not header[-1]:
        header.pop()
    doubled = sorted({title for title in header if title and header.count(title) > 1})
    if doubled:
        raise CaseError(
            f"kolumna „{doubled[0]}” jest dwa razy", place=f"{name}, wiersz {start + 1}", remedy="Usuń jedną z nich."
        )
    rows = []
    for number, line in enumerate(lines[start + 1 :], start + 2):
        if not any(line):
            continue
        stray = [cell for cell in line[len(header) :] if cell]
        stray += [cell for title, cell in zip(header, line, strict=False) if cell and not title]
        if stray:
            raise CaseError(
                "wartość stoi w kolumnie bez nagłówka",
                place=f"{name}, wiersz {number}",
                remedy="Nazwij tę kolumnę albo usuń wartość.",
            )
        rows.append(TableRow(number, {title: cell for title, cell in zip(header, line, strict=False) if cell}))
    if not rows:
        raise CaseError("tabela nie ma ani jednego wiersza danych", place=name, remedy="Dopisz wiersze pod nagłówkami.")
    return rows


def _xlsx(path: Path) -> list[list[str]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError) as error:
        raise CaseError(
            "pliku nie da się odczytać jako skoroszytu Excela", place=path.name, remedy="Zapisz go ponownie jako .xlsx."
        ) from error
    try:
        sheet = book.worksheets[0]
        return [[_cell_text(cell) for cell in line] for line in sheet.iter_rows(values_only=True)]
    finally:
        book.close()


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _csv(path: Path) -> list[list[str]]:
    text = _decoded(path)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    return [list(line) for line in _parsed(text, delimiter)]


def _parsed(text: str, delimiter: str) -> Iterable[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CaseError(
        "nieznane kodowanie znaków", place=path.name, remedy="Zapisz tabelę jako „CSV UTF-8” albo jako .xlsx."
    )
