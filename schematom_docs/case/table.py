"""Tables of subjects: XLSX and CSV as rows of text, with the row number of the office's own sheet."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

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
        values = load_workbook(path, data_only=True).worksheets[0]
        formulas = load_workbook(path).worksheets[0]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, IndexError, ValueError, SyntaxError, OSError) as error:
        raise CaseError(
            "pliku nie da się odczytać jako skoroszytu Excela", place=path.name, remedy="Zapisz go ponownie jako .xlsx."
        ) from error
    _refuse_uncomputed(values, formulas, path.name)
    cells = {(cell.row, cell.column): _cell_text(cell.value) for row in values.iter_rows() for cell in row}
    for merged in values.merged_cells.ranges:
        # A merged cell says the same of every row and column it covers.
        for row, column in product(
            range(merged.min_row, merged.max_row + 1), range(merged.min_col, merged.max_col + 1)
        ):
            cells[row, column] = cells[merged.min_row, merged.min_col]
    return [
        [cells.get((row, column), "") for column in range(1, values.max_column + 1)]
        for row in range(1, values.max_row + 1)
    ]


def _refuse_uncomputed(values: Worksheet, formulas: Worksheet, name: str) -> None:
    """Raise CaseError for a formula whose result the file does not hold (Excel has never computed it)."""
    for row in formulas.iter_rows():
        for cell in row:
            if cell.data_type == "f" and values[cell.coordinate].value is None:
                raise CaseError(
                    f"komórka {cell.coordinate} ma formułę bez obliczonego wyniku",
                    place=f"{name}, wiersz {cell.row}",
                    remedy="Otwórz plik w Excelu i zapisz go albo wpisz wartość zamiast formuły.",
                )


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
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines: list[list[str]] = []
    try:
        for line in reader:
            # A quoted cell may run over several lines; the row keeps the number of its last line.
            lines += [[]] * (reader.line_num - len(lines) - 1)
            lines.append(line)
    except csv.Error as error:
        raise CaseError(
            "wiersza nie da się odczytać jako CSV",
            place=f"{path.name}, wiersz {reader.line_num}",
            remedy="Sprawdź cudzysłowy i długość komórek w tym wierszu albo zapisz tabelę jako .xlsx.",
        ) from error
    return lines


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CaseError(
        "nieznane kodowanie znaków", place=path.name, remedy="Zapisz tabelę jako „CSV UTF-8” albo jako .xlsx."
    )
