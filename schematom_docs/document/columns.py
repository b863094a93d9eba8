"""Columns that data drop or repeat: `{%col if x %}…{%col endif %}` in one row of a table takes the cells of all rows.

A cell that is merged over the column and its neighbours grows or shrinks with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from schematom_docs.document.containers import lift_out
from schematom_docs.document.lift import ancestor
from schematom_docs.document.marks import BLOCK_ENDS, Marks, Tag
from schematom_docs.document.ooxml import W_TBL, W_TC, W_TR, W_VAL, number, qn
from schematom_docs.document.spans import cell_property

_LOOP: Final = re.compile(r"for\s+[\w\s,]+?\s+in\s+(.+)", re.DOTALL)
_SPAN: Final = qn("w:gridSpan")
_REMEDY: Final = "Postaw oba znaczniki w jednym wierszu, np. w nagłówku tej kolumny."


@dataclass(frozen=True, slots=True)
class _Column:
    """Columns start … end of a table's grid, and the marks of the block that takes them."""

    opening: etree._Element
    closing: etree._Element
    start: int
    end: int


def bind_columns(root: etree._Element, marks: Marks) -> list[tuple[Tag, str, str]]:
    """Put every block of columns around its cells in all rows. Return (tag, reason, remedy) of those that resist."""
    wrong: list[tuple[Tag, str, str]] = []
    waiting: list[etree._Element] = []
    for node in [node for node in marks.within(root) if marks.tag_of(node).level == "col"]:
        tag = marks.tag_of(node)
        if tag.kind != "block" or ancestor(node, W_TC) is None:
            wrong.append((tag, "znacznik wiąże kolumnę tabeli, a nie stoi w żadnej", ""))
        elif tag.opens:
            waiting.append(node)
        elif tag.word not in BLOCK_ENDS.values() or not waiting:
            wrong.append((tag, f"„{tag.word}” nie ma swojej kolumny", _REMEDY))
        elif reason := _bind(waiting.pop(), node, marks):
            wrong.append((tag, reason, _REMEDY))
    return wrong + [(marks.tag_of(node), "blok nie jest zamknięty w tym samym wierszu", _REMEDY) for node in waiting]


def _bind(opening: etree._Element, closing: etree._Element, marks: Marks) -> str:
    row, table = ancestor(opening, W_TR), ancestor(opening, W_TBL)
    first, last = ancestor(opening, W_TC), ancestor(closing, W_TC)
    if row is None or table is None or first is None or last is None or ancestor(closing, W_TR) is not row:
        return f"blok otwarty w innym wierszu niż zamknięty: {marks.tag_of(opening).raw}"
    places = {cell: (start, end) for cell, start, end in _cells(row)}
    column = _Column(opening, closing, places[first][0], places[last][1])
    cut = [(line, _crossing(line, column)) for line in table.iter(W_TR) if ancestor(line, W_TBL) is table]
    for _, crossing in cut:
        if len(crossing) > 1 or any(start > column.start or end < column.end for _, start, end in crossing):
            return "scalona komórka innego wiersza przecina tę kolumnę"
    if any(crossing for _, crossing in cut) and not _width(marks.tag_of(opening), 1, 1):
        return "scalona komórka obejmuje tę kolumnę, a pętla wybiera tylko część listy"
    for node in (opening, closing):
        lift_out(node, marks)
    for line, crossing in cut:
        _wrap(line, column, crossing, marks, own=line is row)
    return ""


def _wrap(
    row: etree._Element,
    column: _Column,
    crossing: list[tuple[etree._Element, int, int]],
    marks: Marks,
    *,
    own: bool,
) -> None:
    opening, closing = marks.tag_of(column.opening), marks.tag_of(column.closing)
    for cell, start, end in crossing:
        width = _width(opening, end - start, column.end - column.start)
        cell_property(cell, "gridSpan").set(W_VAL, marks.token(marks.derive(opening, "expression", width, "attribute")))
    inside = [cell for cell, start, end in _cells(row) if start >= column.start and end <= column.end]
    if not inside:
        return
    before = column.opening if own else marks.node(marks.derive(opening, "block", opening.body, "text"))
    after = column.closing if own else marks.node(marks.derive(closing, "block", closing.body, "text"))
    inside[0].addprevious(before)
    after.tail, inside[-1].tail = inside[-1].tail, None
    inside[-1].addnext(after)


def _width(opening: Tag, span: int, taken: int) -> str:
    """Return the expression for the span of a cell merged over the columns that a block takes, "" for none."""
    if opening.word == "if":
        return f"{span} if ({opening.body[2:].strip()}) else {span - taken}"
    loop = _LOOP.fullmatch(opening.body)
    if loop is None or re.search(r"\b(if|recursive)\b", loop[1]):
        return ""
    return f"{span - taken} + {taken} * ({loop[1]})|length"


def _cells(row: etree._Element) -> list[tuple[etree._Element, int, int]]:
    """Return the cells of a row with the grid columns where each begins and ends."""
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    at = 0 if before is None else number(before.get(W_VAL))
    found = []
    for cell in row.iter(W_TC):
        if ancestor(cell, W_TR) is not row:
            continue
        span = cell.find(f"{qn('w:tcPr')}/{_SPAN}")
        width = 1 if span is None else max(1, number(span.get(W_VAL), 1))
        found.append((cell, at, at + width))
        at += width
    return found


def _crossing(row: etree._Element, column: _Column) -> list[tuple[etree._Element, int, int]]:
    """Return the cells of a row that stand partly in the columns and partly out of them."""
    return [
        (cell, start, end)
        for cell, start, end in _cells(row)
        if start < column.end and end > column.start and not (start >= column.start and end <= column.end)
    ]
