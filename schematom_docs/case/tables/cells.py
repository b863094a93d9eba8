"""Tables as files hold them: sheets of text cells, with everything a reader must not overlook."""

from __future__ import annotations

from dataclasses import dataclass, field

from schematom_docs.errors import Fault

Place = tuple[int, int]
"""Row number as the spreadsheet shows it, and column number from 0."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row. number: as the spreadsheet shows it, from 1; cells: trimmed texts; hidden: not shown on screen."""

    number: int
    cells: list[str]
    hidden: bool = False

    def cell(self, column: int) -> str:
        """Return the text of a column, "" beyond the last cell."""
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def filled(self) -> list[int]:
        """Return the columns that hold something."""
        return [column for column, text in enumerate(self.cells) if text]


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells. Rows as the spreadsheet numbers them, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def across(self) -> bool:
        """Tell whether more than one column is covered."""
        return self.right > self.left


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. lines: rows that hold something, in order; broken: cells without a readable value → the reason."""

    name: str
    lines: list[Line]
    broken: dict[Place, str] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """One file. sheets: in its order, hidden ones too; notices: what was done to read it (encoding told, …)."""

    file: str
    sheets: tuple[Sheet, ...]
    notices: tuple[Fault, ...] = ()


LONGEST_CELL = 32_767
"""Characters of an Excel cell, as the program itself limits them."""
MOST_ROWS = 100_000
"""Rows of one sheet that are read; more is no list of a pilot but a wrong file."""
MOST_COLUMNS = 1_000


def column_letters(column: int) -> str:
    """Return the letters of a column number from 0: 0 → „A”, 27 → „AB”."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
