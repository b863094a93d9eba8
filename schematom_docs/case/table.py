"""Tables of subjects for papers in bulk: columns bear keys of the record; files are read as any table of an office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from schematom_docs.case.tables.cells import Book, Line, Sheet, column_letters
from schematom_docs.case.tables.files import read_book
from schematom_docs.case.tables.layout import Grid, grid_of
from schematom_docs.errors import CaseError

_FILL = "Wpisz wiersz nagłówków i wiersze danych."


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row. number: as the spreadsheet shows it, from 1; cells: column header → text, empty cells left out."""

    number: int
    cells: dict[str, str]


def read_table(path: Path) -> list[TableRow]:
    """Return the rows of a table below its header; empty rows, titles above and totals below are left out.

    Raises CaseError when the file cannot be read as a table, when visible sheets are several, when it has no header, a
    doubled header or no row, when a value stands under no header or a cell holds no readable value.
    """
    book = read_book(path)
    sheet = _sheet(book)
    grid = grid_of(sheet, frozenset())
    if grid is None:
        raise CaseError("tabela jest pusta", place=book.file, remedy=_FILL)
    if grid.paths:
        remedy = "Wczytaj go poleceniem import, a pisma zrób poleceniem generate."
        raise CaseError("to jest skoroszyt formularza, nie tabela do pism", place=book.file, remedy=remedy)
    headers = {column: titles[0] for column, titles in grid.headers.items()}
    doubled = sorted({title for title in headers.values() if list(headers.values()).count(title) > 1})
    if doubled:
        place = f"{book.file}, wiersz {grid.header_row}"
        raise CaseError(f"kolumna „{doubled[0]}” jest dwa razy", place=place, remedy="Usuń jedną z nich.")
    rows = [_row(book.file, grid, line, headers) for line in grid.lines]
    if not rows:
        remedy = "Dopisz wiersze pod nagłówkami."
        raise CaseError("tabela nie ma ani jednego wiersza danych", place=book.file, remedy=remedy)
    return rows


def _sheet(book: Book) -> Sheet:
    """Return the one visible sheet that holds something."""
    found = [sheet for sheet in book.sheets if sheet.lines and not sheet.hidden]
    if len(found) > 1:
        names = ", ".join(f"„{sheet.name}”" for sheet in found)
        remedy = "Zostaw w pliku jeden arkusz z danymi."
        raise CaseError(f"nie wiadomo, który arkusz wczytać: {names}", place=book.file, remedy=remedy)
    if not found:
        raise CaseError("tabela jest pusta", place=book.file, remedy=_FILL)
    return found[0]


def _row(file: str, grid: Grid, line: Line, headers: Mapping[int, str]) -> TableRow:
    place = f"{file}, wiersz {line.number}"
    for column in line.filled:
        name = f"komórka {column_letters(column)}{line.number}"
        if column not in headers:
            remedy = "Nazwij tę kolumnę albo usuń wartość."
            raise CaseError("wartość stoi w kolumnie bez nagłówka", place=place, remedy=remedy)
        if reason := grid.sheet.broken.get((line.number, column)):
            remedy = "Otwórz plik w Excelu i zapisz go albo wpisz wartość zamiast formuły."
            raise CaseError(f"{name}: w komórce {reason}", place=place, remedy=remedy)
        merged = [item for item in grid.sheet.merges if item.across and item.top <= line.number <= item.bottom]
        if any(item.left <= column <= item.right for item in merged):
            remedy = "Rozdziel ją i wpisz wartości osobno."
            raise CaseError(f"{name} jest scalona z sąsiednimi kolumnami", place=place, remedy=remedy)
    return TableRow(line.number, {headers[column]: line.cells[column] for column in line.filled})
