"""Where the table of a sheet begins and ends: titles above, two-level headers, merged rows, totals, our own marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from schematom_docs.case.tables.cells import Line, Merge, Sheet
from schematom_docs.case.tables.columns import folded

OWN_MARK = re.compile(r"klucz@(\w+)(?:/([\w.]+))?")
"""First cell of the hidden row of paths of our own workbooks: „klucz@TYP” or „klucz@TYP/tabela”."""
KEY_PATH = "klucz"
SAMPLE = "PRZYKŁAD"
_TOTALS = ("razem", "suma", "ogolem", "lacznie", "podsumowanie")
_SEARCHED = 15


@dataclass(frozen=True, slots=True)
class Grid:
    """The table of one sheet. headers: column → titles, the own one first, then joined to what is merged above;
    paths: column → path, of our own workbook alone; lines: data rows; groups: number of a row → text of the heading
    merged over all columns above it; skipped: (row number, what it is) of rows that hold no record.
    """

    sheet: Sheet
    header_row: int
    headers: dict[int, tuple[str, ...]]
    lines: list[Line]
    paths: dict[int, str] = field(default_factory=dict)
    type_id: str = ""
    table: str = ""
    groups: dict[int, str] = field(default_factory=dict)
    skipped: tuple[tuple[int, str], ...] = ()


def own_mark(sheet: Sheet) -> tuple[int, re.Match[str]] | None:
    """Return (index of the line, match) of the mark of our own workbooks, None when a sheet is not ours."""
    for index, line in enumerate(sheet.lines[:5]):
        for text in line.cells:
            if match := OWN_MARK.fullmatch(text):
                return index, match
    return None


def grid_of(sheet: Sheet, names: frozenset[str]) -> Grid | None:
    """Return the table of a sheet, None when it has no row. names: folded names that headers may bear."""
    if not sheet.lines:
        return None
    if mark := own_mark(sheet):
        return _own_grid(sheet, *mark)
    at = _header_index(sheet, names)
    headers = _headers(sheet, at)
    return _without_odd_rows(Grid(sheet, sheet.lines[at].number, headers, _filled_down(sheet, sheet.lines[at + 1 :])))


def _own_grid(sheet: Sheet, at: int, match: re.Match[str]) -> Grid:
    line = sheet.lines[at]
    paths = {column: KEY_PATH if OWN_MARK.fullmatch(text) else text for column, text in enumerate(line.cells) if text}
    key = next(column for column, path in paths.items() if path == KEY_PATH)
    below = sheet.lines[at + 1 :]
    start = next((index for index, item in enumerate(below[:4]) if item.cell(key).startswith("Klucz")), -1)
    titles = below[start] if start >= 0 else line
    headers: dict[int, tuple[str, ...]] = {column: (titles.cell(column) or path,) for column, path in paths.items()}
    stray = {column for item in below[start + 1 :] for column in item.filled} - set(headers)
    headers |= {column: (titles.cell(column),) for column in sorted(stray)}
    samples = [item for item in below[start + 1 :] if item.cell(key).upper().startswith(SAMPLE)]
    lines = [item for item in below[start + 1 :] if item not in samples]
    skipped = tuple((item.number, "wiersz przykładu") for item in samples)
    return Grid(sheet, titles.number, headers, lines, paths, match[1], match[2] or "", skipped=skipped)


def _header_index(sheet: Sheet, names: frozenset[str]) -> int:
    """Return the index of the header: the first line with the most known names, else the first that is no title."""
    known = [sum(folded(text) in names for text in line.cells if text) for line in sheet.lines[:_SEARCHED]]
    if max(known) > 0:
        return known.index(max(known))
    for index, line in enumerate(sheet.lines[:_SEARCHED]):
        title = len(line.filled) == 1 and re.search(r"[\s.,:]|[A-ZĄĆĘŁŃÓŚŹŻ]", line.cells[line.filled[0]])
        more = index + 1 < len(sheet.lines) and len(sheet.lines[index + 1].filled) > 1
        if not (title and more and index + 2 < len(sheet.lines)):
            return index
    return 0


def _headers(sheet: Sheet, at: int) -> dict[int, tuple[str, ...]]:
    line = sheet.lines[at]
    above = [merge for merge in sheet.merges if merge.across and merge.bottom == line.number - 1]
    upper = sheet.lines[at - 1] if at and sheet.lines[at - 1].number == line.number - 1 else None
    lower = {column: text for merge in sheet.merges for column, text in _spanning(sheet, merge, line.number)}
    headers: dict[int, tuple[str, ...]] = {}
    for column in range(max(len(line.cells), *(item + 1 for item in lower), 0) if lower else len(line.cells)):
        text = line.cell(column) or lower.get(column, "")
        group = next((upper.cell(item.left) for item in above if upper and item.left <= column <= item.right), "")
        narrow = group and any(item.right - item.left + 1 < len(line.filled) for item in above)
        if text:
            headers[column] = (text, f"{group} – {text}") if narrow else (text,)
    return headers


def _spanning(sheet: Sheet, merge: Merge, row: int) -> Iterator[tuple[int, str]]:
    """Yield (column, text) of a header cell that is merged downwards over the row."""
    if merge.top < row <= merge.bottom and not merge.across:
        yield from ((merge.left, line.cell(merge.left)) for line in sheet.lines if line.number == merge.top)


def _filled_down(sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
    """Return the lines with cells merged downwards saying the same of each row."""
    wanted: dict[int, list[tuple[int, str]]] = {}
    by_number = {line.number: line for line in sheet.lines}
    for merge in sheet.merges:
        if not merge.across and merge.top in by_number:
            text = by_number[merge.top].cell(merge.left)
            for number in range(merge.top + 1, merge.bottom + 1):
                wanted.setdefault(number, []).append((merge.left, text))
    return [_with_cells(line, wanted[line.number]) if line.number in wanted else line for line in lines]


def _with_cells(line: Line, given: list[tuple[int, str]]) -> Line:
    cells = list(line.cells)
    for column, text in given:
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = cells[column] or text
    return replace(line, cells=cells)


def _without_odd_rows(grid: Grid) -> Grid:
    lines: list[Line] = []
    skipped: list[tuple[int, str]] = []
    groups: dict[int, str] = {}
    group = ""
    titles = {column: title[0] for column, title in grid.headers.items()}
    for line in grid.lines:
        first = line.cells[line.filled[0]]
        if all(line.cell(column) == title for column, title in titles.items()):
            skipped.append((line.number, "nagłówek powtórzony"))
        elif folded(first).split(" ")[0] in _TOTALS:
            skipped.append((line.number, "wiersz podsumowania"))
        elif len(line.filled) == 1 and len(titles) > 2 and _is_heading(grid.sheet, line):
            group = first
            skipped.append((line.number, "nagłówek grupy"))
        elif all(text.strip(" .-–_") == "" for text in line.cells):
            skipped.append((line.number, "wiersz kresek"))
        elif all(text.isdigit() and int(text) == number + 1 for number, text in enumerate(line.cells) if text) and (
            len(line.filled) > 2
        ):
            skipped.append((line.number, "numery kolumn"))
        else:
            lines.append(line)
            if group:
                groups[line.number] = group
    return replace(grid, lines=lines, groups=groups, skipped=tuple(skipped))


def _is_heading(sheet: Sheet, line: Line) -> bool:
    return any(merge.across and merge.top <= line.number <= merge.bottom for merge in sheet.merges)
