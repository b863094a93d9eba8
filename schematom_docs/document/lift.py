"""Bind block tags to their container in the tree – paragraph, row, cell, run – so that a block is whole elements."""

from __future__ import annotations

from typing import Final

from lxml import etree

from schematom_docs.document.marks import Marks
from schematom_docs.document.ooxml import (
    W_HYPERLINK,
    W_P,
    W_PPR,
    W_R,
    W_RPR,
    W_SECTPR,
    W_T,
    W_TBL,
    W_TC,
    W_TR,
    W_TXBX,
    XML_SPACE,
    qn,
)
from schematom_docs.document.streams import detach

_SPLITTABLE: Final = {W_T, W_R, W_HYPERLINK, qn("w:ins"), qn("w:smartTag"), qn("w:customXml"), qn("w:moveTo")}
_ANCHORS: Final = {qn(f"w:{name}") for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")}
_CONTENT: Final = [
    qn(name)
    for name in (
        "w:drawing", "w:pict", "w:object", "w:fldChar", "w:instrText", "w:fldSimple", "w:footnoteReference", "w:ruby",
        "w:endnoteReference", "w:sym", "w:br", "w:tab", "w:noBreakHyphen", "w:sdt", "m:oMath",
        "w:footnoteRef", "w:endnoteRef", "w:annotationRef", "w:pgNum", "w:delText",
    )
]  # fmt: skip
LEVELS: Final = {"p": W_P, "tr": W_TR, "tc": W_TC, "r": W_R, "tbl": W_TBL, "col": W_TC}


def ancestor(node: etree._Element, tag: str) -> etree._Element | None:
    """Return the nearest ancestor of that name; a text box is a wall."""
    for parent in node.iterancestors():
        if parent.tag == tag:
            return parent
        if parent.tag == W_TXBX and tag != W_TXBX:
            return None
    return None


def has_text(element: etree._Element) -> bool:
    """Tell whether an element holds anything a reader would see besides marks."""
    if any((tail or "").strip() for text in element.iter(W_T) for tail in (text.text, *(child.tail for child in text))):
        return True
    inside = next(element.iter(*_CONTENT), None)
    while inside is not None and inside.tag == qn("w:tab") and ancestor(inside, W_PPR) is not None:
        inside = next((found for found in element.iter(*_CONTENT) if ancestor(found, W_PPR) is None), None)
    return inside is not None


def stands_alone(element: etree._Element, marks: Marks) -> bool:
    """Tell whether a paragraph or row holds nothing but block tags, at least one."""
    inside = marks.within(element)
    if not inside or any(marks.tag_of(node).kind == "expression" for node in inside):
        return False
    if next(element.iter(W_SECTPR), None) is not None:
        return False
    return not has_text(element)


def replace_by_marks(element: etree._Element, inside: list[etree._Element]) -> None:
    """Replace an element by the given marks from within it; bookmarks and comment ends beside them survive."""
    parent = element.getparent()
    if parent is None:
        return
    kept = [node for node in element.iter() if node in inside or node.tag in _ANCHORS]
    for node in kept:
        if parent.tag in (W_TBL, W_TR) and node.tag in _ANCHORS:
            continue
        node.tail = None
        element.addprevious(node)
    detach(element)


def split_up(node: etree._Element, top: etree._Element) -> bool:
    """Raise a mark to be a child of `top`, splitting runs and links between. Return False when one may not be split."""
    path: list[etree._Element] = []
    for parent in node.iterancestors():
        if parent is top:
            break
        path.append(parent)
    if any(parent.tag not in _SPLITTABLE for parent in path):
        return False
    for parent in path:
        _split_once(node, parent)
    return True


def _split_once(node: etree._Element, parent: etree._Element) -> None:
    after = parent.makeelement(parent.tag)
    for name, value in parent.attrib.items():
        after.set(name, value)
    if parent.tag == W_R and (formatting := parent.find(W_RPR)) is not None:
        after.append(_copy(formatting))
    if parent.tag == W_T:
        after.set(XML_SPACE, "preserve")
        parent.set(XML_SPACE, "preserve")
    after.text = node.tail
    node.tail = None
    for sibling in list(node.itersiblings()):
        after.append(sibling)
    after.tail, parent.tail = parent.tail, None
    parent.addnext(after)
    parent.addnext(node)
    for half in (parent, after):
        if not half.text and all(child.tag == W_RPR for child in half):
            detach(half)


def _copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False))


def lift_from_edge(node: etree._Element, paragraph: etree._Element, marks: Marks) -> bool:
    """Move a mark at the very start or end of its paragraph before or after it, with the marks nearer the edge."""
    inside = marks.within(paragraph)
    leading = _edge(paragraph, inside, marks)
    if node in leading:
        for mark in leading[: leading.index(node) + 1]:
            detach_mark(mark)
            paragraph.addprevious(mark)
        return True
    trailing = _edge(paragraph, inside, marks, last=True)
    if node in trailing:
        for mark in trailing[: trailing.index(node) + 1]:
            detach_mark(mark)
            paragraph.addnext(mark)
        return True
    return False


def detach_mark(mark: etree._Element) -> None:
    """Take a mark out of its text and remove the text element and run it leaves empty."""
    parent = mark.getparent()
    detach(mark)
    while parent is not None and parent.tag in _SPLITTABLE:
        if parent.text or any(child.tag != W_RPR for child in parent):
            return
        above = parent.getparent()
        detach(parent)
        parent = above


def _edge(
    paragraph: etree._Element, inside: list[etree._Element], marks: Marks, *, last: bool = False
) -> list[etree._Element]:
    """Return the block marks before any content of the paragraph, outermost first (or after all of it)."""
    found: list[etree._Element] = []
    for kind, node in _content(paragraph, set(inside), reverse=last):
        if kind != "mark" or node is None or marks.tag_of(node).kind != "block":
            break
        found.append(node)
    return found


def _content(
    paragraph: etree._Element, inside: set[etree._Element], *, reverse: bool
) -> list[tuple[str, etree._Element | None]]:
    items: list[tuple[str, etree._Element | None]] = []
    for element in paragraph.iter():
        if element in inside:
            items.append(("mark", element))
            parent = element.getparent()
            if parent is not None and parent.tag == W_T and (element.tail or "").strip():
                items.append(("text", None))
        elif element.tag == W_T and (element.text or "").strip():
            items.append(("text", None))
        elif element.tag in _CONTENT and ancestor(element, W_PPR) is None:
            items.append(("object", None))
    return items[::-1] if reverse else items


def whole_paragraph(opening: etree._Element, closing: etree._Element, paragraph: etree._Element, marks: Marks) -> bool:
    """Tell whether a block covers all of a paragraph that may vanish: not the only one of its cell, box or note."""
    parent = paragraph.getparent()
    if parent is None or next(paragraph.iter(W_SECTPR), None) is not None:
        return False
    if sum(1 for child in parent if isinstance(child.tag, str) and child.tag not in (qn("w:tcPr"), W_SECTPR)) < 2:
        return False
    inside = marks.within(paragraph)
    leading, trailing = _edge(paragraph, inside, marks), _edge(paragraph, inside, marks, last=True)
    if opening not in leading or closing not in trailing:
        return False
    outside = leading[: leading.index(opening)] + trailing[: trailing.index(closing)]
    return all(marks.tag_of(node).word in ("if", "endif") for node in outside)  # an inline loop stays inline


def whole_rows(block: list[etree._Element], marks: Marks) -> bool:
    """Raise a block that begins with a row of a table and ends with one to be around them. Return whether it was done.

    Within one cell only a condition does: one around all of a row that has no other cell takes the row.
    """
    rows = [ancestor(node, W_TR) for node in block]
    first, last = rows[0], rows[-1]
    if len(block) != 2 or first is None or last is None or first.getparent() is not last.getparent():
        return False
    if any(marks.tag_of(node).level for node in block):
        return False
    if ancestor(block[0], W_TC) is ancestor(block[1], W_TC):
        alone = sum(1 for _ in first.iterchildren(W_TC)) == 1 and _rows_of(first) > 1
        if marks.tag_of(block[0]).word != "if" or not alone:
            return False
    if block[0] not in _edge(first, marks.within(first), marks):
        return False
    if block[1] not in _edge(last, marks.within(last), marks, last=True):
        return False
    return lift_from_edge(block[0], first, marks) and lift_from_edge(block[1], last, marks)


def _rows_of(row: etree._Element) -> int:
    table = row.getparent()
    return 0 if table is None else sum(1 for _ in table.iterchildren(W_TR))
