"""What docxtpl does to rendered XML: control characters become elements, grids follow rows, drawing ids run on."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Final

from lxml import etree

from schematom_docs.document.lift import ancestor
from schematom_docs.document.ooxml import W_P, W_PPR, W_R, W_RPR, W_T, W_TBL, W_TC, W_TR, W_TXBX, W_VAL, XML_SPACE, qn

NEW_PARAGRAPH: Final = "\ufdd0"
NEW_PAGE: Final = "\ufdd1"
"""Noncharacters that XML allows: they stand for "\\a" and "\\f", which it forbids, until the tree is repaired."""
_CONTROL: Final = f"\t\n{NEW_PARAGRAPH}{NEW_PAGE}"
_W_W: Final = qn("w:w")


def repair_tree(root: etree._Element, first_drawing: int) -> int:
    """Repair a rendered part in place; return the last drawing id given, counting on from `first_drawing`."""
    resolve_control(root)
    for table in root.iter(W_TBL):
        fit_grids(table)
    for cell in root.iter(W_TC, W_TXBX):
        if not any(child.tag == W_P for child in cell):
            etree.SubElement(cell, W_P)
    for table in list(root.iter(W_TBL)):
        if table.find(W_TR) is None and (parent := table.getparent()) is not None:
            parent.remove(table)
    return renumber_drawings(root, first_drawing)


def resolve_control(root: etree._Element) -> None:
    """Turn the control characters of every text into elements."""
    for text in [item for item in root.iter(W_T) if any(char in (item.text or "") for char in _CONTROL)]:
        _resolve(text)


def renumber_drawings(root: etree._Element, first: int) -> int:
    """Number the drawings on from `first` and return the last number given."""
    for drawing in root.iter(qn("wp:docPr")):
        first += 1
        drawing.set("id", str(first))
    return first


def _resolve(text: etree._Element) -> None:
    """Turn "\\t", "\\n", "\\a" and "\\f" of one w:t into a tab, a break, a new paragraph, a page break."""
    run, paragraph = ancestor(text, W_R), ancestor(text, W_P)
    if run is None or paragraph is None:
        return
    stretch, text.text = text.text or "", ""
    current = text
    for char, part in _stretches(stretch):
        if char == "\n":
            current = _following(current, [current.makeelement(qn("w:br"))], part)
        elif char == "\t":
            run = _new_run(run, current, run)
            run.insert(1 if run.find(W_RPR) is not None else 0, run.makeelement(qn("w:tab")))
            run = _new_run(run, run[-1], run)
            current = _text(run, part)
        elif char:
            paragraph, run = _new_paragraph(paragraph, run, current, page=char == NEW_PAGE)
            current = _text(run, part)
        else:
            current.text = part
            current.set(XML_SPACE, "preserve")


def _stretches(text: str) -> Iterator[tuple[str, str]]:
    """Yield (control character before it or "", plain text) pairs."""
    start, before = 0, ""
    for at, char in enumerate(text):
        if char in _CONTROL:
            yield before, text[start:at]
            start, before = at + 1, char
    yield before, text[start:]


def _following(current: etree._Element, elements: list[etree._Element], part: str) -> etree._Element:
    new = current.makeelement(W_T)
    new.text = part
    new.set(XML_SPACE, "preserve")
    for element in [new, *reversed(elements)]:
        current.addnext(element)
    return new


def _new_run(run: etree._Element, after: etree._Element, like: etree._Element) -> etree._Element:
    """Return a run put behind `run`, formatted like it, that takes over what stands behind `after`."""
    new = run.makeelement(W_R)
    formatting = like.find(W_RPR)
    if formatting is not None:
        new.append(copy.deepcopy(formatting))
    for sibling in list(after.itersiblings()):
        new.append(sibling)
    run.addnext(new)
    return new


def _text(run: etree._Element, part: str) -> etree._Element:
    new = run.makeelement(W_T)
    new.text = part
    new.set(XML_SPACE, "preserve")
    run.insert(1 if run.find(W_RPR) is not None else 0, new)
    return new


def _new_paragraph(
    paragraph: etree._Element, run: etree._Element, after: etree._Element, *, page: bool
) -> tuple[etree._Element, etree._Element]:
    """Return a new paragraph like the old one and its first run; what stood behind `after` moves into them."""
    new = paragraph.makeelement(W_P)
    properties = paragraph.find(W_PPR)
    if properties is not None:
        new.append(copy.deepcopy(properties))
    following = list(run.itersiblings())
    first = _new_run(run, after, run)
    new.append(first)
    for sibling in following:
        new.append(sibling)
    paragraph.addnext(new)
    if page:
        between = paragraph.makeelement(W_P)
        mark = etree.SubElement(etree.SubElement(between, W_R), qn("w:br"))
        mark.set(qn("w:type"), "page")
        paragraph.addnext(between)
    return new, first


def fit_grids(table: etree._Element) -> None:
    """Give the table's own grid as many columns as its widest own row has, in docxtpl's widths."""
    grid = table.find(qn("w:tblGrid"))
    rows = [row.findall(W_TC) for row in table.findall(W_TR)]
    if grid is None or not rows:
        return
    columns = grid.findall(qn("w:gridCol"))
    missing = max(len(cells) for cells in rows) - len(columns)
    if missing > 0:
        _add_columns(grid, columns, missing)
    columns = grid.findall(qn("w:gridCol"))
    surplus = len(columns) - max(sum(map(_span, cells)) for cells in rows)
    if surplus > 0:
        _remove_columns(grid, columns, surplus)


def _add_columns(grid: etree._Element, columns: list[etree._Element], missing: int) -> None:
    width = sum(float(column.get(_W_W, "0")) for column in columns)
    if width <= 0:
        return
    share, average = width / len(columns), width / (len(columns) + missing)
    for column in columns:
        column.set(_W_W, str(int(float(column.get(_W_W, "0")) * average / share)))
    for _ in range(missing):
        etree.SubElement(grid, qn("w:gridCol")).set(_W_W, str(int(average)))


def _remove_columns(grid: etree._Element, columns: list[etree._Element], surplus: int) -> None:
    removed = sum(float(column.get(_W_W, "0")) for column in columns[-surplus:])
    for column in columns[-surplus:]:
        grid.remove(column)
    left = columns[:-surplus]
    for column in left:
        column.set(_W_W, str(int(float(column.get(_W_W, "0")) + int(removed / len(left)))))


def _span(cell: etree._Element) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return 1 if found is None else int(found.get(W_VAL, "1"))
