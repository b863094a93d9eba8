"""Ranges with a start and an end – bookmarks, permissions, moved text, comments, fields: data never drop one half."""

from __future__ import annotations

from typing import Final

from lxml import etree

from schematom_docs.document.marks import BLOCK_ENDS, MIDDLES, Marks, Tag
from schematom_docs.document.ooxml import qn
from schematom_docs.document.streams import detach

PAIRS: Final = {
    qn(f"w:{name}Start"): qn(f"w:{name}End") for name in ("bookmark", "perm", "moveFromRange", "moveToRange")
}
FIELD_CHAR: Final = qn("w:fldChar")
COMMENT_REFERENCE: Final = qn("w:commentReference")
_COMMENT_RANGE: Final = (qn("w:commentRangeStart"), qn("w:commentRangeEnd"))
_STARTS: Final = {end: start for start, end in PAIRS.items()}
_ID: Final = qn("w:id")
_ALL: Final = (etree.ProcessingInstruction, FIELD_CHAR, COMMENT_REFERENCE, *_COMMENT_RANGE, *PAIRS, *_STARTS)

Path = tuple[int, ...]
Placed = tuple[etree._Element, Path]


def follow(path: list[int], tag: Tag) -> None:
    """Keep the path of open blocks, as numbers of the tags that opened them or turned them to another branch."""
    if tag.word in MIDDLES or tag.word in BLOCK_ENDS.values():
        del path[-1:]
    if tag.opens or tag.word in MIDDLES:
        path.append(tag.number)


def whole_ranges(root: etree._Element, marks: Marks) -> list[etree._Element]:
    """Make each range of a story lie in one block, and return the beginnings of fields that do not.

    The end of a bookmark, permission or move that another block holds goes to its start; a comment keeps its sign only,
    and what is left of a comment whose sign went with the paragraph of a tag goes too.
    """
    if not marks.within(root):
        return []
    path: list[int] = []
    starts: dict[tuple[str, str], Placed] = {}
    fields: list[Placed] = []
    comments: dict[str, list[Placed]] = {}
    cut: dict[etree._Element, None] = {}
    for element in list(root.iter(*_ALL)):
        tag, own = str(element.tag), element.get(_ID, "0")
        if isinstance(element, etree._ProcessingInstruction):
            if marks.is_mark(element):
                follow(path, marks.tag_of(element))
        elif tag in PAIRS:
            starts[tag, own] = (element, tuple(path))
        elif tag in _STARTS:
            _to_start(element, starts.get((_STARTS[tag], own)), tuple(path))
        elif tag == FIELD_CHAR:
            cut |= dict.fromkeys(_cut_field(element, fields, tuple(path)))
        else:
            comments.setdefault(own, []).append((element, tuple(path)))
    for anchors in comments.values():
        _whole_comment(anchors)
    return list(cut)


def _to_start(end: etree._Element, start: Placed | None, path: Path) -> None:
    if start is not None and start[1] != path:
        detach(end)
        start[0].addnext(end)


def _cut_field(mark: etree._Element, opened: list[Placed], path: Path) -> list[etree._Element]:
    """Follow the marks of fields. Return the beginning of one when this mark of it stands in another block."""
    kind = mark.get(qn("w:fldCharType"), "")
    if kind == "begin":
        opened.append((mark, path))
        return []
    if not opened:
        return []
    begin, home = opened.pop() if kind == "end" else opened[-1]
    return [begin] if home != path else []


def _whole_comment(anchors: list[Placed]) -> None:
    signs = [path for element, path in anchors if element.tag == COMMENT_REFERENCE]
    if not signs or any(path != signs[0] for _, path in anchors):
        for element, _ in anchors:
            if element.tag != COMMENT_REFERENCE:
                detach(element)


def comment_ids(root: etree._Element) -> frozenset[str]:
    """Return the ids of the comments whose sign stands in a story."""
    return frozenset(sign.get(_ID, "") for sign in root.iter(COMMENT_REFERENCE))


def comments_vary(root: etree._Element, marks: Marks, before: frozenset[str]) -> bool:
    """Tell whether data may drop or repeat a comment, or the binding of tags has dropped one. before: ids so far."""
    path: list[int] = []
    for element in root.iter(etree.ProcessingInstruction, COMMENT_REFERENCE):
        if not isinstance(element, etree._ProcessingInstruction):
            if path:
                return True
        elif marks.is_mark(element):
            follow(path, marks.tag_of(element))
    return comment_ids(root) != before
