"""A finished paper as a lawyer reads it: parties, § → ust. → pkt → lit. as a tree, signatures, annexes.

References by number to a provision are read as where they point, so that a number that moves is no change of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from schematom_docs.document.clauses import Numbers, depths_of
from schematom_docs.document.joining_fields import fields
from schematom_docs.document.numbering import read_outline
from schematom_docs.document.ooxml import W_P, W_PPR, W_SDT, W_SECTPR, W_TBL, W_TC, W_TR, W_VAL, qn
from schematom_docs.document.package import read_package
from schematom_docs.document.parts import parse, template_parts
from schematom_docs.document.places import paragraphs
from schematom_docs.document.starter import style_ids
from schematom_docs.document.streams import joined, text_atoms

UNITS: Final = ("§", "ust.", "pkt", "lit.", "tiret")
BODY: Final = "word/document.xml"
_LETTERED: Final = 3
_LONE: Final = "ustęp bez numeru"
_CONTINUED: Final = "ciąg dalszy ustępu"
_PARTY: Final = "strona umowy"
_END: Final = frozenset({"wstęp podpisów", "nagłówek załączników", "lista załączników", "załącznik umowy"})
_ANNEX: Final = "oznaczenie załącznika"
_ANNEX_NUMBER: Final = re.compile(r"[Zz]ałącznik\s+nr\s+(\d+\w*)")
_BY_NUMBER: Final = frozenset({"\\r", "\\n", "\\w"})
REFERENCE: Final = re.compile("\ue000([^\ue001]*)\ue001")
"""A reference by number in a text: the name of the bookmark between two signs of private use."""


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision with all below it. depth: 0 for a §; number: „5”, „4a”, "b", "" when it stands alone and has none;
    text: its words; more: further paragraphs of it; tables: each a tuple of rows of cells; after: what follows its
    points; children: provisions one step below; marks: bookmarks in it; blocks: where its tables stand in the body.
    """

    depth: int
    number: str
    text: str
    more: tuple[str, ...] = ()
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    after: tuple[str, ...] = ()
    children: tuple[Provision, ...] = ()
    marks: tuple[str, ...] = ()
    blocks: tuple[int, ...] = ()

    @property
    def unit(self) -> str:
        """Return „§”, „ust.”, „pkt”, „lit.” or „tiret”."""
        return UNITS[self.depth]

    def walk(self) -> Iterator[Provision]:
        """Yield it and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class AnnexText:
    """An annex that stands in the paper itself. lines: its texts, cells of a row joined; first, last: its blocks."""

    number: str
    title: str
    lines: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper as read. parties: paragraphs that name the parties; sections: the §; annexes: those inside the paper;
    others: (place, text) of every other paragraph, headers and footers included."""

    parties: tuple[str, ...]
    sections: tuple[Provision, ...]
    annexes: tuple[AnnexText, ...]
    others: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Node:
    """A provision being read."""

    depth: int
    number: str
    text: str
    marks: list[str]
    more: list[str] = field(default_factory=list)
    tables: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)

    def made(self) -> Provision:
        children = tuple(child.made() for child in self.children)
        parts = tuple(self.more), tuple(self.tables), tuple(self.after), children, tuple(self.marks), tuple(self.blocks)
        return Provision(self.depth, self.number, self.text, *parts)


def read_provisions(docx: bytes) -> Reading:
    """Return a finished paper read. Raises TemplateError when it is no Word file."""
    entries = {entry.name: entry for entry in read_package(docx)}
    styles = {style_id: name.lower() for name, style_id in style_ids(entries).items()}
    root = parse(BODY, entries[BODY].unpack())
    reader = _Reader(Numbers(read_outline(entries), depths_of(entries)), styles)
    for index, block in enumerate(body_blocks(root)):
        reader.read(index, block)
    for part in template_parts(entries):
        if part.kind == "story" and part.name != BODY:
            for paragraph, place in paragraphs(parse(part.name, entries[part.name].unpack()), part.label):
                reader.other(place, _text(paragraph))
    return reader.finished()


def body_blocks(root: etree._Element) -> list[etree._Element]:
    """Return paragraphs and tables of a body in order, those in content controls too."""
    return list(_blocks(root[0]))


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag in (W_P, W_TBL):
            yield child
        elif child.tag == W_SDT or (isinstance(child.tag, str) and child.tag != W_SECTPR):
            yield from _blocks(child)


class _Reader:
    """Reads the blocks of a body one by one: parties, then provisions, then what stands behind them."""

    def __init__(self, numbers: Numbers, styles: Mapping[str, str]) -> None:
        self._numbers, self._styles = numbers, styles
        self._parties: list[str] = []
        self._sections: list[_Node] = []
        self._path: list[_Node] = []
        self._others: list[tuple[str, str]] = []
        self._annexes: list[AnnexText] = []
        self._ended = False

    def other(self, place: str, text: str) -> None:
        """Take a paragraph that is no provision."""
        if text:
            self._others.append((place, text))

    def read(self, index: int, block: etree._Element) -> None:
        """Take the next block of the body."""
        style = self._style(block)
        if style == _ANNEX:
            self._annexes.append(AnnexText(*_annex_name(_text(block), len(self._annexes) + 1), (), index, index))
            self._ended = True
        elif self._annexes:
            last = self._annexes[-1]
            lines = tuple(" | ".join(row) for row in _rows(block)) if block.tag == W_TBL else (_text(block),)
            title = last.title or (lines[0] if block.tag == W_P else "")
            self._annexes[-1] = replace(last, title=title, lines=last.lines + lines, last=index)
        elif block.tag == W_TBL:
            self._table(index, block)
        else:
            self._paragraph(index, block, style)

    def _paragraph(self, index: int, block: etree._Element, style: str) -> None:
        self._ended = self._ended or style in _END
        _point_references(block)
        label, text = self._numbers.numbered(block), _text(block)
        place = f"treść, akapit {index + 1}"
        if label is not None and not self._ended:
            self._open(label[0], label[1], text, block)
        elif style == _LONE and self._path and not self._ended:
            self._open(1, "", text, block)
        elif not text:
            return
        elif self._path and not self._ended:
            self._continue(style, text)
        elif style == _PARTY:
            self._parties.append(text)
        else:
            self._others.append((place, text))

    def _open(self, depth: int, count: int | str, text: str, block: etree._Element) -> None:
        number = (
            chr(ord("a") + count - 1) if depth == _LETTERED and isinstance(count, int) and count <= 26 else str(count)
        )
        marks = [mark.get(qn("w:name"), "") for mark in block.iter(qn("w:bookmarkStart"))]
        node = _Node(depth, number, text, marks)
        while self._path and self._path[-1].depth >= depth:
            self._path.pop()
        (self._path[-1].children if self._path else self._sections).append(node)
        self._path.append(node)

    def _continue(self, style: str, text: str) -> None:
        """Take a paragraph without a number inside a §: the end of an ustęp with points, or more of what came last."""
        if style == _CONTINUED:
            holder = next((node for node in self._path if node.depth == 1), self._path[-1])
            (holder.after if holder.children else holder.more).append(text)
        else:
            self._path[-1].more.append(text)

    def _table(self, index: int, block: etree._Element) -> None:
        rows = tuple(_rows(block))
        if self._path and not self._ended:
            self._path[-1].tables.append(rows)
            self._path[-1].blocks.append(index)
            return
        for number, row in enumerate(rows, 1):
            self.other(f"treść, tabela za akapitem {index}, wiersz {number}", " | ".join(row).strip(" |"))

    def _style(self, block: etree._Element) -> str:
        mark = block.find(f"{W_PPR}/{qn('w:pStyle')}") if block.tag == W_P else None
        return "" if mark is None else self._styles.get(mark.get(W_VAL, ""), "")

    def finished(self) -> Reading:
        """Return what has been read."""
        sections = tuple(node.made() for node in self._sections)
        return Reading(tuple(self._parties), sections, tuple(self._annexes), tuple(self._others))


def _annex_name(text: str, place: int) -> tuple[str, str]:
    found = _ANNEX_NUMBER.search(text)
    return (found[1] if found else str(place)), ""


def _rows(table: etree._Element) -> Iterator[tuple[str, ...]]:
    for row in table.iterchildren(W_TR):
        yield tuple("; ".join(filter(None, map(_text, cell.iter(W_P)))) for cell in row.iterchildren(W_TC))


def _text(paragraph: etree._Element) -> str:
    return " ".join(joined(text_atoms(paragraph)).split())


def _point_references(paragraph: etree._Element) -> None:
    """Put where a reference by number points in place of the number it shows."""
    for one in fields(paragraph):
        words = one.words
        if len(words) > 1 and words[0].upper() == "REF" and _BY_NUMBER & set(words):
            one.show(f"\ue000{words[1]}\ue001")


def resolved(text: str, numbers: Mapping[str, str]) -> str:
    """Return a text with its references by number as printed. numbers: by name of the bookmark."""
    return REFERENCE.sub(lambda match: numbers.get(match[1], "…"), text)


def reference_numbers(sections: Sequence[Provision]) -> dict[str, str]:
    """Return what a reference by number shows for each bookmark: „§ 4” for a §, else the number alone."""
    found: dict[str, str] = {}
    for section in sections:
        for item in section.walk():
            shown = f"§\u00a0{section.number}" if item.depth == 0 or not item.number else item.number
            found.update(dict.fromkeys(item.marks, shown))
    return found
