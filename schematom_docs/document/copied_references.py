"""References inside what a loop repeats: each follows the bookmark of its own copy, whose name the copy changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from schematom_docs.document.invariants import Guards, Ids
from schematom_docs.document.marks import BLOCK_ENDS, MIDDLES, Tag
from schematom_docs.document.ooxml import W_HYPERLINK, W_INSTR, qn
from schematom_docs.document.ranges import FIELD_CHAR

_POINTING: Final = re.compile(r"(?<!\S)(?:(?:REF|PAGEREF|NOTEREF)|HYPERLINK\s+\\l)\s+\"?([^\s\"\\{;]+)")
_BOOKMARK, _SIMPLE = qn("w:bookmarkStart"), qn("w:fldSimple")
_NAME, _ANCHOR, _INSTR = qn("w:name"), qn("w:anchor"), qn("w:instr")
_READ: Final = (etree.ProcessingInstruction, _BOOKMARK, FIELD_CHAR, W_INSTR, _SIMPLE, W_HYPERLINK)
TURN: Final = "w"
"""At the beginning of each turn of a loop; the rest of the code is the number of the loop."""
FIELD, LINK = "q", "l"
"""In place of the name a field or link points at; the rest of the code is the number of the loop and the name."""
_COPIED: Final = "n"


@dataclass(slots=True)
class _Reference:
    """A field or link in loops. texts: elements whose text is its instruction; name: attribute that holds it, or ""."""

    texts: list[etree._Element]
    loops: tuple[int, ...]
    name: str = ""

    def text(self) -> str:
        if self.name == _ANCHOR:
            return f'REF "{self.texts[0].get(_ANCHOR, "")}'
        if self.name:
            return self.texts[0].get(self.name, "")
        return "".join(element.text or "" for element in self.texts)

    def point(self, start: int, end: int, token: str) -> None:
        """Put the token in place of the name that stands between two positions of the instruction."""
        if self.name:
            value = self.text()
            whole = token if self.name == _ANCHOR else value[:start] + token + value[end:]
            self.texts[0].set(self.name, whole)
            return
        position = 0
        for element in self.texts:
            text = element.text or ""
            first, last = max(start - position, 0), min(end - position, len(text))
            if first < last:
                element.text = text[:first] + (token if start >= position else "") + text[last:]
            position += len(text)


@dataclass(slots=True)
class _Reader:
    """One story being read. blocks: open blocks as (number of the tag, whether it is a loop); opened: fields."""

    guards: Guards
    blocks: list[tuple[int, bool]] = field(default_factory=list)
    loops: dict[int, etree._Element] = field(default_factory=dict)
    homes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    found: list[_Reference] = field(default_factory=list)
    opened: list[_Reference] = field(default_factory=list)

    def read(self, element: etree._Element) -> None:
        """Take the next element in document order."""
        if isinstance(element, etree._ProcessingInstruction):
            if self.guards.marks.is_mark(element):
                self._follow(self.guards.marks.tag_of(element), element)
            return
        within = tuple(number for number, loop in self.blocks if loop)
        if element.tag == _BOOKMARK:
            self.homes.setdefault(element.get(_NAME, ""), within)
        elif element.tag == FIELD_CHAR:
            kind = element.get(qn("w:fldCharType"))
            if kind == "begin":
                self.opened.append(_Reference([], within))
                self.found += self.opened[-1:]
            elif kind == "end":
                del self.opened[-1:]
        elif element.tag == W_INSTR:
            if self.opened:
                self.opened[-1].texts.append(element)
        else:
            self.found.append(_Reference([element], within, _SIMPLE_NAMES[str(element.tag)]))

    def _follow(self, tag: Tag, mark: etree._Element) -> None:
        if tag.word in MIDDLES or tag.word in BLOCK_ENDS.values():
            del self.blocks[-1:]
        if tag.opens or tag.word in MIDDLES:
            self.blocks.append((tag.number, tag.word == "for"))
        if tag.word == "for":
            self.loops[tag.number] = mark


_SIMPLE_NAMES: Final = {_SIMPLE: _INSTR, W_HYPERLINK: _ANCHOR}


def guard_copied_references(root: etree._Element, guards: Guards) -> bool:
    """Set guards at references to bookmarks that the same loop repeats. Return whether there are any."""
    marks = guards.marks
    if not any(marks.tag_of(mark).word == "for" for mark in marks.within(root)):
        return False
    reader = _Reader(guards)
    for element in root.iter(*_READ):
        reader.read(element)
    turning: set[int] = set()
    for reference in reader.found:
        match = _POINTING.search(reference.text()) if reference.loops else None
        shared = [*_shared(reference.loops, reader.homes.get(match[1], ()))] if match else []
        if match and shared and not any(len(element) for element in reference.texts if not reference.name):
            kind = LINK if reference.name == _ANCHOR or match[0].startswith("HYPERLINK") else FIELD
            reference.point(match.start(1), match.end(1), guards.token(f"{kind}{shared[-1]}.{match[1]}"))
            turning.add(shared[-1])
    for number in turning:
        mark = reader.loops[number]
        turn = guards.node(f"{TURN}{number}")
        turn.tail, mark.tail = mark.tail, None
        mark.addnext(turn)
    return bool(turning)


def _shared(one: tuple[int, ...], other: tuple[int, ...]) -> Iterator[int]:
    for left, right in zip(one, other, strict=False):
        if left != right:
            return
        yield left


def settle_copied_references(xml: str, ids: Ids) -> tuple[str, set[str]]:
    """Return rendered XML with each reference at its copy's bookmark, and names of fields whose copy has no such one.

    Names of bookmarks are given on the way, from `ids`.
    """
    head, *pieces = xml.split("\0")
    turns: dict[str, int] = {}
    given: dict[tuple[str, int, str], str] = {}
    waiting: list[tuple[int, str, tuple[str, int, str]]] = []
    out = [head]
    for piece in pieces:
        code, _, text = piece.partition(";")
        kind, rest = code[:1], code[1:]
        if kind == TURN:
            turns[rest] = turns.get(rest, 0) + 1
            out.append(text)
        elif kind == _COPIED:
            name = ids.given(code)
            for loop, turn in turns.items():
                given.setdefault((loop, turn, rest), name)
            out.append(name + text)
        elif kind in (FIELD, LINK):
            loop, _, name = rest.partition(".")
            waiting.append((len(out), kind, (loop, turns.get(loop, 0), name)))
            out += (name, text)
        else:
            out.append(f"\0{piece}")
    for at, _, key in waiting:
        out[at] = given.get(key, key[2])
    return "".join(out), {key[2] for _, kind, key in waiting if kind == FIELD and key not in given}
