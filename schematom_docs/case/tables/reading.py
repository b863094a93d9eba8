"""Sheets of people's files → rows of answers to fields, each with what is wrong in it and how it was understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from schematom_docs.case.suggestion import did_you_mean
from schematom_docs.case.tables.cells import Book, Line, Sheet, column_letters
from schematom_docs.case.tables.choosing_sheet import chosen_grids
from schematom_docs.case.tables.columns import IGNORED, NAME_MARK, NAME_PATHS, Match, folded, match_columns, proposed
from schematom_docs.case.tables.layout import KEY_PATH, Grid
from schematom_docs.case.tables.office_values import read_value
from schematom_docs.case.tables.person_names import REMEDY as SPLIT_REMEDY
from schematom_docs.case.tables.person_names import Order, plain_case, split_name
from schematom_docs.errors import CaseError, Fault, UsageError
from schematom_docs.fields import Answer, FormField

KEY_FIELD = FormField(KEY_PATH, "Klucz", "tekst", hint="Nie zmieniaj: po kluczu program poznaje pozycję sprawy")
Tables = Mapping[str, Sequence[FormField]]
"""Name of a sub-table, "" for the main one → its fields."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row. key: as written, "" = none; answers: path → in one spelling, empty cells left out; faults: why the row
    is refused; notes: how doubtful cells were understood; group: heading merged above; hidden: not shown on screen.
    """

    number: int
    key: str
    answers: dict[str, Answer]
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One table. place: file and sheet; name: of the sub-table, "" = main; matches: what each column is taken for."""

    place: str
    name: str
    rows: list[ReadRow]
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadBook:
    """What a file says. type_id: written in our own workbooks, else ""; notices: what a person must know of it."""

    file: str
    type_id: str
    tables: dict[str, ReadTable]
    notices: tuple[Fault, ...] = field(default=())

    @property
    def main(self) -> ReadTable:
        """Return the main table."""
        return self.tables[""]


class DoubtfulColumnsError(CaseError):
    """Columns that may be several fields, or none: a person has to say."""

    def __init__(self, file: str, doubtful: Sequence[Match], labels: Mapping[str, str]) -> None:
        faults = [_doubt(file, match, labels) for match in doubtful]
        super().__init__("nie wiadomo, czym są niektóre kolumny", place=file, faults=faults)
        self.doubtful = tuple(doubtful)


def _doubt(file: str, match: Match, labels: Mapping[str, str]) -> Fault:
    may_be = " albo ".join(f"„{labels[path]}”" for path in match.near)
    remedy = f'Podaj np. --column "{match.header}={match.near[0]}" (albo „{match.header}=-”, aby ją pominąć).'
    return Fault(f"{file}, kolumna „{match.header}”", f"może to być {may_be}", remedy)


def read_tables(book: Book, tables: Tables, given: Mapping[str, str], sheet: str = "") -> ReadBook:
    """Return the rows of a file as answers. given: header → path as the person says; sheet: the one to read, "" = find.

    Raises CaseError when no sheet or several may be meant, DoubtfulColumnsError when a column may be several fields.
    """
    grids, notices = chosen_grids(book, tables, sheet)
    found: dict[str, ReadTable] = {}
    for grid in grids:
        table, more = _table(book, grid, [KEY_FIELD, *tables[grid.table]], given)
        notices += more
        found[grid.table] = table
    _refuse_idle_columns(book.file, grids, given)
    if "" not in found:
        raise CaseError("w pliku nie ma arkusza z główną tabelą", place=book.file, remedy="Wczytaj cały skoroszyt.")
    return ReadBook(book.file, next((grid.type_id for grid in grids), ""), found, tuple(notices))


def _refuse_idle_columns(file: str, grids: Sequence[Grid], given: Mapping[str, str]) -> None:
    """Raise UsageError for a header that a person names and the file does not have, or that our own workbook fixes."""
    titles = [title for grid in grids if not grid.paths for group in grid.headers.values() for title in group]
    known = {folded(title) for title in titles}
    idle = [header for header in given if folded(header) not in known]
    if idle and not titles:
        raise UsageError(
            f"opcja --column „{idle[0]}” nic tu nie znaczy", place=file,
            remedy="To skoroszyt tego programu: kolumny poznaje po ukrytym wierszu. Usuń tę opcję.",
        )  # fmt: skip
    if idle:
        remedy = did_you_mean(idle[0], titles) or f"Kolumny: {', '.join(dict.fromkeys(titles))}."
        raise UsageError(f"w pliku nie ma kolumny „{idle[0]}”", place=file, remedy=remedy)


def _table(
    book: Book, grid: Grid, fields: Sequence[FormField], given: Mapping[str, str]
) -> tuple[ReadTable, list[Fault]]:
    place = _place(book, grid.sheet)
    by_path = {item.path: item for item in fields}
    matches = _matches(grid, fields, given, book.file)
    columns = {match.column: match for match in matches if match.path}
    notices = [*_column_notices(place, grid, matches, by_path), *_row_notices(place, grid)]
    reader = _RowReader(place, grid, columns, by_path)
    return ReadTable(place, grid.table, [reader.row(line) for line in grid.lines], tuple(matches)), notices


def _place(book: Book, sheet: Sheet) -> str:
    return f"{book.file}, arkusz „{sheet.name}”" if sheet.name and len(book.sheets) > 1 else book.file


def _matches(grid: Grid, fields: Sequence[FormField], given: Mapping[str, str], file: str) -> list[Match]:
    known = {item.path: item.label for item in fields}
    if grid.paths:
        return [
            Match(column, titles[0], path if path in known else "", "sure" if path in known else "unknown")
            for column, titles in grid.headers.items()
            for path in [grid.paths.get(column, "")]
        ]
    wrong = sorted(path for path in given.values() if path not in known and path != "-")
    if wrong:
        raise CaseError(f"formularz nie ma pola „{wrong[0]}”", place=file, remedy=f"Pola: {', '.join(known)}.")
    matches = match_columns(grid.headers, fields, given)
    doubtful = [match for match in matches if match.certainty == "doubtful" and _has_data(grid, match.column)]
    if doubtful:
        raise DoubtfulColumnsError(file, doubtful, known)
    doubled = sorted(title[0] for title in grid.headers.values() if _count(grid, title[0]) > 1)
    used = {match.header for match in matches if match.path}
    if any(title in used for title in doubled):
        title = next(title for title in doubled if title in used)
        raise CaseError(
            f"kolumna „{title}” jest dwa razy",
            place=f"{file}, wiersz {grid.header_row}",
            remedy="Zmień nazwę jednej z nich albo ją usuń.",
        )
    return matches


def _count(grid: Grid, title: str) -> int:
    return sum(titles == (title,) for titles in grid.headers.values())


def _has_data(grid: Grid, column: int) -> bool:
    return any(line.cell(column) for line in grid.lines)


def _column_notices(
    place: str, grid: Grid, matches: Sequence[Match], fields: Mapping[str, FormField]
) -> Iterator[Fault]:
    taken = {match.path for match in matches}
    free = [field for path, field in fields.items() if path not in taken]
    for match in matches:
        where = f"{place}, kolumna {column_letters(match.column)} „{match.header}”"
        if match.path.endswith(NAME_MARK):
            yield Fault(where, "rozdzielono na imię i nazwisko", warning=True)
        elif match.certainty == "likely":
            yield Fault(where, f"odczytano jako „{fields[match.path].label}”", warning=True)
        elif not match.path and _has_data(grid, match.column) and folded(match.header) not in IGNORED:
            reason = "nie odpowiada żadnemu pytaniu i nie będzie wczytana"
            yield Fault(where, reason, _unknown_remedy(grid, match.header, free), warning=True)
        if match.column in grid.sheet.hidden_columns and _has_data(grid, match.column):
            yield Fault(where, "kolumna jest ukryta, a została odczytana", "Odkryj ją i sprawdź.", warning=True)


def _unknown_remedy(grid: Grid, header: str, free: Sequence[FormField]) -> str:
    """Return how to say what a column is; free: fields no column is read into."""
    if grid.paths:
        return "Przenieś jej wartości do kolumn, które arkusz miał od początku."
    near = proposed(header, free)
    if near is None:
        return f'Wskaż pole: --column "{header}=pole" (albo „{header}=-”, aby ją pominąć).'
    return f'Jeśli to „{near.label}”, podaj --column "{header}={near.path}" (albo „{header}=-”, aby ją pominąć).'


def _row_notices(place: str, grid: Grid) -> Iterator[Fault]:
    for number, what in grid.skipped:
        if what != "wiersz przykładu":
            yield Fault(f"{place}, wiersz {number}", f"pominięto: {what}", warning=True)


class _RowReader:
    def __init__(self, place: str, grid: Grid, columns: Mapping[int, Match], fields: Mapping[str, FormField]) -> None:
        self.place, self.grid, self.columns, self.fields = place, grid, columns, fields
        self.wide = [merge for merge in grid.sheet.merges if merge.across and merge.bottom > grid.header_row]
        self.unknown = set(grid.headers) - set(columns)

    def row(self, line: Line) -> ReadRow:
        """Return one row read."""
        answers: dict[str, Answer] = {}
        faults: list[Fault] = []
        notes = ["wiersz jest ukryty w arkuszu"] if line.hidden else []
        for column, text in enumerate(line.cells):
            if text and column in self.columns:
                self._cell(line, column, text, answers, faults, notes)
            elif text and column not in self.unknown:
                where = f"{self.place}, wiersz {line.number}, kolumna {column_letters(column)}"
                faults.append(Fault(where, "wartość stoi w kolumnie bez nagłówka", "Nazwij kolumnę albo usuń wartość."))
        key = str(answers.pop(KEY_PATH, ""))
        group = self.grid.groups.get(line.number, "")
        return ReadRow(line.number, key, answers, tuple(faults), tuple(notes), group)

    def _cell(
        self, line: Line, column: int, text: str, answers: dict[str, Answer], faults: list[Fault], notes: list[str]
    ) -> None:
        match = self.columns[column]
        where = f"{self.place}, wiersz {line.number}, kolumna {column_letters(column)} „{match.header}”"
        reason = self.grid.sheet.broken.get((line.number, column))
        if reason:
            faults.append(Fault(where, f"w komórce {reason}", "Wpisz wartość zamiast formuły i zapisz plik."))
        elif any(self._covers(merge.top, merge.bottom, merge.left, merge.right, line, column) for merge in self.wide):
            faults.append(Fault(where, "komórka jest scalona z sąsiednimi kolumnami", "Rozdziel ją i wpisz osobno."))
        elif match.path.endswith(NAME_MARK):
            self._names(match, where, text, answers, faults, notes)
        else:
            found = read_value(self.fields[match.path], text)
            if found.reason:
                faults.append(Fault(where, found.reason, found.remedy))
            elif found.answer:
                answers[match.path] = found.answer
                if match.path.split(".")[-1] in ("imie", "nazwisko"):
                    self._plain_case(match, answers, notes)
            if found.note:
                notes.append(f"{match.header}: {found.note}")

    def _covers(self, top: int, bottom: int, left: int, right: int, line: Line, column: int) -> bool:
        own = top <= line.number <= bottom and left <= column <= right
        return own and sum(item in self.columns for item in range(left, right + 1)) > 1

    def _names(
        self, match: Match, where: str, text: str, answers: dict[str, Answer], faults: list[Fault], notes: list[str]
    ) -> None:
        order: Order = "imie" if NAME_PATHS.get(folded(match.header)) == "imie" else ""
        order = "nazwisko" if NAME_PATHS.get(folded(match.header)) == "nazwisko" else order
        split = split_name(text, order)
        holder = match.path.removesuffix(NAME_MARK)
        if split.reason:
            faults.append(Fault(where, split.reason, SPLIT_REMEDY))
            return
        middle = f"{holder}drugie_imie"
        given = {"imie": split.first, "nazwisko": split.surname}
        if split.middle and middle in self.fields:
            given["drugie_imie"] = split.middle
        elif split.middle:
            given["imie"] = f"{split.first} {split.middle}"
        answers.update({f"{holder}{name}": part for name, part in given.items()})
        self._plain_case(replace(match, path=f"{holder}nazwisko"), answers, notes)
        self._plain_case(replace(match, path=f"{holder}imie"), answers, notes)
        if split.note:
            notes.append(f"{match.header}: {split.note}")

    def _plain_case(self, match: Match, answers: dict[str, Answer], notes: list[str]) -> None:
        """Write a name in capitals as papers print it, and tell so."""
        text = str(answers.get(match.path, ""))
        plain = plain_case(text)
        if plain != text and not self.grid.paths:
            answers[match.path] = plain
            notes.append(f"{match.header}: wielkie litery zamieniono: {plain}")
