"""What must hold in every output: a cell has a paragraph, a table rows, ids are unique. Guards are set at compile time,
`repair` settles them in the rendered text without parsing it. A guard is `\\0`, a code, `;` – no value can hold one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from schematom_docs.document.marks import BLOCK_ENDS, Marks
from schematom_docs.document.ooxml import W_P, W_SDT, W_TBL, W_TC, W_TR, W_TXBX, qn
from schematom_docs.document.repeated_ids import guard_repeated_ids
from schematom_docs.document.tablegrid import repair_grid

_HOLDERS: Final = [W_TC, W_TXBX, *(qn(f"w:{name}") for name in ("hdr", "ftr", "footnote", "endnote", "comment"))]
_STORIES: Final = (qn("w:body"), *_HOLDERS)
_ANCHORS: Final = {qn("w:bookmarkStart"), qn("w:bookmarkEnd")}
_LONGEST_NAME: Final = 40
_CONTROLLED: Final = qn("w:sdtContent")
_IN_TABLES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {W_TR: ("r", (W_TC,)), W_TBL: ("t", (W_TR,))}
"""What a content control needs by its parent: cells in a row, rows in a table; elsewhere paragraphs or tables."""


@dataclass(frozen=True, slots=True)
class Guards:
    """Set guards in one part. marks: whose nonce makes the guards' notation unmistakable."""

    marks: Marks

    def node(self, code: str) -> etree._ProcessingInstruction:
        """Return a guard for the tree."""
        return etree.ProcessingInstruction(f"{self.marks.nonce}x", code)

    def token(self, code: str) -> str:
        """Return a guard for an attribute value."""
        return f"<{self.marks.nonce}x {code}>"

    def settle(self, xml: str) -> str:
        """Return serialised XML with its guards in their final notation."""
        nonce = self.marks.nonce
        return re.sub(rf"(?:<\?{nonce}x (\S+?)\?>|&lt;{nonce}x (\S+?)&gt;)", lambda m: f"\0{m[1] or m[2]};", xml)

    def protect(self, root: etree._Element) -> None:
        """Guard rows, tables and cells that data may leave empty, and ids that loops repeat."""
        if not self.marks.within(root):
            return
        guarded: set[etree._Element] = set()
        self._guard_controls(root, tuple(_IN_TABLES), guarded)
        for name, child, code in ((W_TR, W_TC, "r"), (W_TBL, W_TR, "t")):
            for element in root.iter(name):
                if self._may_vanish(element, (child,), guarded):
                    self._guard(element, code, guarded)
        self._guard_controls(root, _STORIES, guarded)
        for element in root.iter(W_TBL):
            if any(self.marks.is_mark(child) for line in element.iterchildren(W_TR) for child in line):
                element.addprevious(self.node("g"))
                _add_after(element, self.node("G"))
        for element in root.iter(*_HOLDERS):
            if self._may_end_without_paragraph(element, guarded):
                element.insert(1 if len(element) and element[0].tag == qn("w:tcPr") else 0, self.node("c"))
                element.append(self.node("C"))
        guard_repeated_ids(root, self)

    def _guard_controls(self, root: etree._Element, holders: tuple[str, ...], guarded: set[etree._Element]) -> None:
        """Guard content controls of the given holders that data may leave empty, the inner ones first."""
        for control in reversed(list(root.iter(W_SDT))):
            content = control.find(_CONTROLLED)
            holder = next(str(item.tag) for item in control.iterancestors() if item.tag not in (W_SDT, _CONTROLLED))
            code, needed = _IN_TABLES.get(holder, ("s", (W_P, W_TBL)))
            if content is not None and holder in holders and self._may_vanish(content, needed, guarded):
                self._guard(control, code, guarded)

    def _guard(self, element: etree._Element, code: str, guarded: set[etree._Element]) -> None:
        """Put guards around an element that goes when it is left without what it needs."""
        guarded.add(element)
        element.addprevious(self.node(code))
        _add_after(element, self.node(code.upper()))

    def _static(self, element: etree._Element, guarded: set[etree._Element]) -> tuple[list[etree._Element], bool]:
        """Return the children that every output holds, and whether some may be missing."""
        depth, doubtful, found = 0, False, []
        for child in element:
            if self.marks.is_mark(child):
                tag = self.marks.tag_of(child)
                depth += tag.opens - (tag.word in BLOCK_ENDS.values())
                doubtful = True
            elif child in guarded:
                doubtful = True
            elif depth == 0 and isinstance(child.tag, str) and child.tag not in _ANCHORS:
                found.append(child)
        return found, doubtful

    def _may_vanish(self, element: etree._Element, needed: tuple[str, ...], guarded: set[etree._Element]) -> bool:
        """Tell whether data may leave an element, or the controls in it, without the children it needs."""
        found, doubtful = self._static(element, guarded)
        return doubtful and not any(item.tag in (*needed, W_SDT) for item in found)

    def _may_end_without_paragraph(self, element: etree._Element, guarded: set[etree._Element]) -> bool:
        found, doubtful = self._static(element, guarded)
        if not doubtful and any(child.tag == W_P for child in element):
            return False
        children = [child for child in element if isinstance(child.tag, str) and child.tag not in _ANCHORS]
        return not (children and found and children[-1] is found[-1] and children[-1].tag == W_P)


def _add_after(element: etree._Element, node: etree._Element) -> None:
    tail, element.tail = element.tail, None
    element.addnext(node)
    node.tail = tail


@dataclass(slots=True)
class Ids:
    """Ids given out during one rendering: drawings, annotations (bookmarks, permissions, changes), content controls.

    taken: names of bookmarks that the template has.
    """

    drawing: int
    bookmark: int
    control: int = 0
    taken: frozenset[str] = frozenset()
    open_bookmarks: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)

    def next_drawing(self) -> int:
        """Return a drawing id no other drawing has."""
        self.drawing += 1
        return self.drawing

    def given(self, code: str) -> str:
        """Return the text for an id guard: N drawing, O control, B/b annotation or its end, n bookmark name."""
        kind, key = code[0], code[1:]
        if kind == "N":
            return str(self.next_drawing())
        if kind == "O":
            self.control += 1
            return str(self.control)
        if kind == "B":
            self.bookmark += 1
            self.open_bookmarks[key] = self.bookmark
            return str(self.bookmark)
        if kind == "b":
            return str(self.open_bookmarks.get(key, self.bookmark))
        return self._name(key)

    def fresh_name(self, stem: str) -> str:
        """Return a bookmark name that begins so and that the template does not have."""
        while stem in self.taken:
            stem += "_"
        return self._name(stem)

    def _name(self, key: str) -> str:
        """Return the name of a copy of a bookmark: the first one keeps its name. Word allows 40 characters."""
        name = key
        while name in self.names or (name != key and name in self.taken):
            self.names[key] += 1
            suffix = f"_{self.names[key]}"
            name = key[: _LONGEST_NAME - len(suffix)] + suffix
        self.names[name] = 1
        return name


_NEEDED: Final[dict[str, Callable[[str], bool]]] = {
    "T": lambda content: "<w:tr>" in content or "<w:tr " in content,
    "R": lambda content: "<w:tc>" in content or "<w:tc " in content,
    "S": lambda content: any(start in content for start in ("<w:p>", "<w:p ", "<w:p/>", "<w:tbl>")),
}


class Repairer:
    """Settle guards in rendered XML fed piece by piece; what is still open waits. A piece never cuts a guard."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._stack: list[list[str]] = [[]]
        self._codes: list[str] = [""]

    def feed(self, xml: str) -> None:
        """Take the next piece."""
        head, *pieces = xml.split("\0")
        self._stack[-1].append(head)
        for piece in pieces:
            code, _, text = piece.partition(";")
            if code in ("c", "t", "r", "s", "g"):
                self._stack.append([text])
                self._codes.append(code)
                continue
            settled = self._closed(code) if code in ("C", "T", "R", "S", "G") else self._ids.given(code)
            self._stack[-1].append(settled + text)

    def taken(self) -> str:
        """Return what is settled so far and has not been taken yet."""
        for level in range(1, len(self._stack)):
            inner, outer = self._stack[level], self._stack[level - 1]
            needed = _NEEDED.get(self._codes[level].upper())
            if inner is not outer and needed is not None and any(map(needed, inner)):
                outer.extend(inner)
                self._stack = [outer if items is inner else items for items in self._stack]
        done = "".join(self._stack[0])
        self._stack[0].clear()
        return done

    def _closed(self, code: str) -> str:
        inner = self._stack.pop()
        self._codes.pop()
        if inner is self._stack[-1]:
            return ""
        content = "".join(inner)
        if code == "C":
            return content + ("" if content.rstrip().endswith(("</w:p>", "<w:p/>")) else "<w:p/>")
        if code == "G":
            return repair_grid(content)
        return content if _NEEDED[code](content) else ""


def repair(xml: str, ids: Ids) -> str:
    """Return rendered XML with its guards settled: empty tables and rows gone, cells end in a paragraph, ids given."""
    repairer = Repairer(ids)
    repairer.feed(xml)
    return repairer.taken()
