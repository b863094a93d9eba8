"""An answer → a cell of the workbook: dates and amounts as such, all else as text that never becomes a formula."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from schematom_docs.case.tables.cells import LONGEST_CELL
from schematom_docs.case.tables.office_values import BULLET, KEY_SEPARATOR, LISTS, list_items, list_text, read_value
from schematom_docs.case.tables.workbook_look import DATE_ALIGNMENT, FORMATS, NUMBER_ALIGNMENT, TEXT_FORMAT, WRAP
from schematom_docs.errors import CaseError
from schematom_docs.fields import Answer, Choice, FormField

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LAST_EXACT = Decimal(10) ** 15


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return the cell at (row, column), both from 1, which is never one covered by a merge."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def write_cell(cell: Cell, field: FormField, answer: Answer, entries: dict[str, tuple[Choice, ...]]) -> str:
    """Put an answer into a cell and return the text people see there. Raises CaseError when no cell can hold it."""
    typed = _typed(field, answer) if isinstance(answer, str) else None
    if typed is not None:
        cell.value = typed
        cell.number_format = FORMATS[field.kind]
        cell.alignment = DATE_ALIGNMENT if isinstance(typed, date) else NUMBER_ALIGNMENT
        return f"{typed:%d.%m.%Y}" if isinstance(typed, date) else f"{typed:,}"
    shown = cell_text(field, answer, entries)
    write_text(cell, shown, place=field.label)
    return shown


def write_text(cell: Cell, text: str, *, place: str) -> None:
    """Put a text into a cell as text, whatever it begins with. Raises CaseError when no cell can hold it."""
    if len(text) > LONGEST_CELL:
        raise CaseError(
            f"tekst ma {len(text)} znaków, a komórka Excela mieści {LONGEST_CELL}",
            place=place,
            remedy="Skróć tekst albo wpisz go w pliku sprawy.",
        )
    if _FORBIDDEN.search(text):
        raise CaseError(
            "w tekście jest niewidoczny znak sterujący, którego nie ma w arkuszach",
            place=place,
            remedy="Usuń całą wartość i wpisz ją ręcznie.",
        )
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", text.replace("\r", "_x000D_"))
    cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    cell.alignment = WRAP
    if text[:1] in ("=", "+", "-", "@", "'"):
        cell.quotePrefix = True


def cell_text(field: FormField, answer: Answer, entries: dict[str, tuple[Choice, ...]]) -> str:
    """Return the text of an answer as people see it: labels for values, a list one item a line."""
    if isinstance(answer, list):
        items = [item for item in answer if isinstance(item, str)]
        text = list_text([_shown(field, item, entries) for item in items])
        if field.kind in LISTS and list_items(text) != [_shown(field, item, entries).strip() for item in items]:
            raise CaseError(
                f"pozycji listy nie da się wpisać do jednej komórki: któraś ma „{BULLET.strip()}” albo jest pusta",
                place=field.label,
                remedy="Usuń ten znak z początku wiersza.",
            )
        return text
    return _shown(field, answer, entries)


def _shown(field: FormField, text: str, entries: dict[str, tuple[Choice, ...]]) -> str:
    if field.choices:
        return next((choice.label for choice in field.choices if choice.value == text), text)
    if field.collection:
        label = next((item.label for item in entries.get(field.collection, ()) if item.value == text), "")
        return f"{text}{KEY_SEPARATOR}{label}" if label else text
    return _polish_period(field, text) if field.kind == "okres" else text


def _polish_period(field: FormField, text: str) -> str:
    """Return a period with its dates as Poles write them, when it is read back as the same answer."""
    shown = re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\3.\2.\1", text)
    return shown if read_value(field, shown).answer == text else text


def _typed(field: FormField, answer: str) -> date | Decimal | None:
    """Return a date or number when the answer is one that a cell keeps exactly, else None: it stays text."""
    if field.kind not in FORMATS:
        return None
    read = read_value(field, answer)
    if read.reason or read.note or not isinstance(read.answer, str) or not read.answer:
        return None
    if field.kind == "data":
        day = date.fromisoformat(read.answer)
        return day if day >= date(1900, 3, 1) else None
    number = Decimal(read.answer)
    return number if abs(number) < _LAST_EXACT and len(number.as_tuple().digits) <= 15 else None
