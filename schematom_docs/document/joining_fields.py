"""Fields of a file that becomes part of a longer one: they go on telling of their own part, not of the whole."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from schematom_docs.document.ooxml import W_INSTR, W_T, qn
from schematom_docs.document.ranges import FIELD_CHAR
from schematom_docs.document.source_document import SourceDocument
from schematom_docs.document.streams import remove

_SIMPLE, _INSTRUCTION, _KIND = qn("w:fldSimple"), qn("w:instr"), qn("w:fldCharType")
_NAMES: Final = """
TITLE SUBJECT AUTHOR KEYWORDS COMMENTS DOCPROPERTY DOCVARIABLE INFO FILENAME FILESIZE TEMPLATE LASTSAVEDBY CREATEDATE
SAVEDATE PRINTDATE EDITTIME REVNUM NUMWORDS NUMCHARS"""
OF_THE_FILE: Final = frozenset(_NAMES.split())
"""Fields that tell of the file they stand in: in another file they would say something else."""
_NO_STORY: Final = {"word/styles.xml", "word/numbering.xml"}
_FIELD: Final = re.compile(rb"<w:fld(?:Char|Simple)[ />]")
_TOTAL: Final = "NUMPAGES"


@dataclass(slots=True)
class Field:
    """One field. marks: its w:fldChar; instructions, results: elements that hold its instruction and its outcome."""

    marks: list[etree._Element] = field(default_factory=list)
    instructions: list[etree._Element] = field(default_factory=list)
    results: list[etree._Element] = field(default_factory=list)
    settled: bool = False

    @property
    def words(self) -> list[str]:
        """Return the words of the instruction: ["NUMPAGES", "\\*", "Arabic"]."""
        simple = [element.get(_INSTRUCTION, "") for element in self.instructions if element.tag == _SIMPLE]
        return "".join(simple or [element.text or "" for element in self.instructions]).split()

    def instruct(self, words: list[str]) -> None:
        """Give the field another instruction."""
        first, *others = self.instructions
        text = f" {' '.join(words)} "
        if first.tag == _SIMPLE:
            first.set(_INSTRUCTION, text)
        else:
            first.text = text
        for element in others:
            element.text = ""

    def show(self, text: str) -> None:
        """Give the field another outcome, until a program works it out anew."""
        for place, element in enumerate(self.results):
            element.text = "" if place else text

    def freeze(self) -> None:
        """Leave the outcome as plain text."""
        for element in (*self.marks, *self.instructions):
            if element.tag != _SIMPLE:
                remove(element)
                continue
            for child in list(element):
                element.addprevious(child)
            remove(element)


def fields(root: etree._Element) -> Iterator[Field]:
    """Yield the fields of a story, inner ones first. A field without its end is no field."""
    opened: list[Field] = []
    for element in list(root.iter(FIELD_CHAR, W_INSTR, W_T, _SIMPLE)):
        if element.tag == _SIMPLE:
            yield Field([], [element], list(element.iter(W_T)))
        elif element.tag == FIELD_CHAR:
            kind = element.get(_KIND)
            if kind == "begin":
                opened.append(Field())
            if opened:
                opened[-1].marks.append(element)
                opened[-1].settled = opened[-1].settled or kind == "separate"
            if kind == "end" and opened:
                yield opened.pop()
        elif opened and element.tag == W_INSTR:
            opened[-1].instructions.append(element)
        elif opened and opened[-1].settled:
            opened[-1].results.append(element)


@dataclass(slots=True)
class PartFields:
    """What the fields of one part become. total: instruction that counts its pages, [] to leave the count alone;
    pages: how many they are, 0 when unknown; whole, end: bookmarks around the part and at its end; listed: whether a
    table of contents asks for the first; met: sequences that have begun."""

    total: list[str]
    pages: int
    whole: str
    end: str
    listed: bool = False
    met: set[str] = field(default_factory=set)

    def settle(self, root: etree._Element) -> None:
        """Settle the fields of one story."""
        for one in fields(root):
            words = one.words
            if not words or not one.instructions:
                continue
            name = words[0].upper()
            if name == _TOTAL and self.total:
                one.instruct([*self.total, *words[1:]])
                one.show(str(self.pages or 1))
            elif name in OF_THE_FILE:
                one.freeze()
            elif name == "TOC" and "\\b" not in words:
                self.listed = True
                one.instruct([*words, "\\b", self.whole])
            elif name == "SEQ" and len(words) > 1 and words[1] not in self.met:
                self.met.add(words[1])
                one.instruct(words if "\\r" in words else [*words, "\\r", "1"])
            elif len(one.instructions) > 1:
                one.instruct(words)


@dataclass(frozen=True)
class PartSource(SourceDocument):
    """A file whose fields tell of its own part. what: what they become."""

    what: PartFields

    def root(self, name: str) -> etree._Element | None:
        """Return the root of a part of the file with its fields settled."""
        root = super().root(name)
        if root is not None and name not in _NO_STORY:
            self.what.settle(root)
        return root

    def digest(self, name: str) -> str:
        """Return letters that tell a part from every other, also from one whose fields tell of other pages."""
        own = super().digest(name)
        if _FIELD.search(self.entries[name].unpack()) is None:
            return own
        return hashlib.sha256(f"{own} {self.what.total} {self.what.pages}".encode()).hexdigest()[:16]
