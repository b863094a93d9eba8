"""Cells that data widen, colour or merge: {% colspan n %}, {% cellbg "D9E2F3" %}, {% hm %} and {% vm %}.

The tag leaves its run and becomes part of its cell: an attribute of w:tcPr, or a condition around cell or content.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from schematom_docs.document.marks import Marks, Tag
from schematom_docs.document.ooxml import W_P, W_T, W_VAL, qn
from schematom_docs.document.streams import detach

SPAN_WORDS: Final = ("colspan", "cellbg", "hm", "vm")
_ORDER: Final = [
    qn(f"w:{name}")
    for name in ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "vAlign")
]


def apply_span(node: etree._Element, tag: Tag, cell: etree._Element, marks: Marks, *, narrow: bool = False) -> None:
    """Carry out the span tag that a mark in the cell stands for.

    narrow: a merge empties the texts of the cell up to the tag's own w:t and keeps those behind it, as in docxtpl.
    """
    expression = tag.body[len(tag.word) :].strip()
    if tag.word == "colspan":
        cell_property(cell, "gridSpan").set(W_VAL, _value(marks, tag, expression))
    elif tag.word == "cellbg":
        shade = cell_property(cell, "shd")
        shade.set(W_VAL, "clear")
        shade.set(qn("w:color"), "auto")
        shade.set(qn("w:fill"), _value(marks, tag, expression))
    elif tag.word == "hm":
        span = cell_property(cell, "gridSpan")
        span.set(W_VAL, _value(marks, tag, f"{span.get(W_VAL) or 1} * loop.length"))
        _condition(marks, tag, cell, cell)
    else:
        _merge_down(marks, tag, cell, node.getparent() if narrow else None)
    cell_text = node.getparent()
    detach(node)
    if cell_text is not None and not cell_text.text and not len(cell_text):
        detach(cell_text)


def _value(marks: Marks, tag: Tag, expression: str) -> str:
    return marks.token(marks.derive(tag, "expression", expression, "attribute"))


def _condition(marks: Marks, tag: Tag, first: etree._Element, last: etree._Element) -> None:
    """Put `{% if loop.first %}` before the first element and `{% endif %}` after the last."""
    first.addprevious(marks.node(marks.derive(tag, "block", "if loop.first", "text")))
    last.addnext(marks.node(marks.derive(tag, "block", "endif", "text")))


def _merge_down(marks: Marks, tag: Tag, cell: etree._Element, text: etree._Element | None) -> None:
    """Begin a vertical merge in the loop's first row and continue it, empty, in the others."""
    merge = cell_property(cell, "vMerge")
    merge.set(W_VAL, _value(marks, tag, "'restart' if loop.first else 'continue'"))
    if text is not None:
        first = next(cell.iter(W_T), text)
        if _depth(first) != _depth(text):
            first = text  # nested differently: a condition over both would cut elements
        opening = marks.node(marks.derive(tag, "block", "if loop.first", "text"))
        opening.tail, first.text = first.text, None
        first.insert(0, opening)
        text.append(marks.node(marks.derive(tag, "block", "endif", "text")))
        return
    for paragraph in cell.findall(W_P):
        children = [child for child in paragraph if child.tag != qn("w:pPr")]
        if children:
            _condition(marks, tag, children[0], children[-1])


def _depth(element: etree._Element) -> list[object]:
    """Return the names of the elements around an element, outermost last."""
    return [above.tag for above in element.iterancestors()]


def cell_property(cell: etree._Element, name: str) -> etree._Element:
    """Return the named child of the cell's w:tcPr, made in its place by the schema when absent."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        properties = cell.makeelement(qn("w:tcPr"))
        cell.insert(0, properties)
    found = properties.find(qn(f"w:{name}"))
    if found is None:
        found = properties.makeelement(qn(f"w:{name}"))
        rank = _ORDER.index(found.tag)
        before = [index + 1 for index, child in enumerate(properties) if child.tag in _ORDER[:rank]]
        properties.insert(max(before, default=0), found)
    return found
