"""Which sheet of a file holds the table: marked ones of our own, the one with known columns, the one asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from schematom_docs.case.tables.cells import Book
from schematom_docs.case.tables.columns import ALIASES, NAME_PATHS, folded
from schematom_docs.case.tables.layout import Grid, grid_of, own_mark
from schematom_docs.errors import CaseError, Fault
from schematom_docs.fields import FormField


def chosen_grids(book: Book, tables: Mapping[str, Sequence[FormField]], wanted: str) -> tuple[list[Grid], list[Fault]]:
    """Return the grids to read and what to tell of the others. wanted: name of the sheet to read, "" = find it.

    Raises CaseError when the file is empty, the sheet asked for is not there, or several sheets may be meant.
    """
    notices = list(book.notices)
    own = [sheet for sheet in book.sheets if own_mark(sheet)]
    if own:
        grids = [grid for sheet in own if (grid := grid_of(sheet, frozenset())) is not None]
        kinds = {grid.type_id for grid in grids}
        if len(kinds) > 1:
            raise CaseError("w pliku są arkusze różnych formularzy", place=book.file, remedy="Rozdziel je na pliki.")
        known = [grid for grid in grids if grid.table in tables]
        strange = [grid.sheet.name for grid in grids if grid.table not in tables]
        notices += [_left_out(book, name, "formularz nie ma już takiej tabeli") for name in strange]
        return known, notices
    names = header_names(tables[""])
    found = [grid for sheet in book.sheets if not sheet.hidden and (grid := grid_of(sheet, names)) is not None]
    for sheet in book.sheets:
        if sheet.hidden and sheet.lines and sheet.name != wanted:
            notices.append(_left_out(book, sheet.name, "arkusz jest ukryty"))
    return [_one(book, found, names, wanted, notices)], notices


def _one(book: Book, found: list[Grid], names: frozenset[str], wanted: str, notices: list[Fault]) -> Grid:
    if wanted:
        return _asked_for(book, names, wanted)
    if not found:
        raise CaseError("tabela jest pusta", place=book.file, remedy="Wpisz wiersz nagłówków i wiersze danych.")
    scores = [(sum(folded(title[0]) in names for title in grid.headers.values()), grid) for grid in found]
    best = max(score for score, _ in scores)
    chosen = [grid for score, grid in scores if score == best]
    if len(found) > 1 and (len(chosen) > 1 or best == 0):
        sheets = ", ".join(f"„{grid.sheet.name}”" for grid in chosen)
        raise CaseError(
            f"nie wiadomo, który arkusz wczytać: {sheets}", place=book.file, remedy='Wskaż go: --sheet "nazwa".'
        )
    grid = chosen[0]
    notices += [_left_out(book, item.sheet.name, "arkusz ma inne kolumny") for item in found if item is not grid]
    if not grid.lines:
        raise CaseError(
            "tabela nie ma ani jednego wiersza danych", place=book.file, remedy="Dopisz wiersze pod nagłówkami."
        )
    return grid


def _asked_for(book: Book, names: frozenset[str], wanted: str) -> Grid:
    for sheet in book.sheets:
        if sheet.name == wanted and (grid := grid_of(sheet, names)) is not None:
            return grid
    sheets = ", ".join(f"„{sheet.name}”" for sheet in book.sheets)
    raise CaseError(f"nie ma arkusza „{wanted}” z danymi", place=book.file, remedy=f"Arkusze: {sheets}.")


def _left_out(book: Book, name: str, why: str) -> Fault:
    return Fault(
        f"{book.file}, arkusz „{name}”", f"pominięto: {why}", f'Aby go wczytać: --sheet "{name}".', warning=True
    )


def header_names(fields: Sequence[FormField]) -> frozenset[str]:
    """Return every folded name a header of these fields may bear."""
    names = set(NAME_PATHS)
    for field in fields:
        last = field.path.rsplit(".", 1)[-1]
        short = field.label.rsplit(" – ", 1)[-1].rsplit(": ", 1)[-1]
        names |= {folded(field.label), folded(field.path), folded(last), folded(short), *ALIASES.get(last, ())}
    return frozenset(names)
