"""The text of a template as clauses: every paragraph with what a lawyer would call it, „§ 3 ust. 2 pkt 1 lit. a”."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from schematom_docs.document.numbering import CLAUSE, SECTION, Outline, read_outline
from schematom_docs.document.ooxml import W_PPR, W_VAL, number, qn
from schematom_docs.document.package import Entry, read_package
from schematom_docs.document.parts import parse, template_parts
from schematom_docs.document.places import paragraphs
from schematom_docs.document.streams import joined, text_atoms

_DEPTHS: Final = {"punkt": 2, "litera": 3, "tiret": 4}
_WORDS: Final = ("§ {}", "ust. {}", "pkt {}", "lit. {}", "tiret {}")
_LETTER: Final = 3
_BODY: Final = "treść"


@dataclass(frozen=True, slots=True)
class Clause:
    """One paragraph. part: Polish name of its part; label: its numbers, or its place where it has none; text: with
    single spaces; own_number: the last of its numbers, „ust. 2”, "" when it has none.
    """

    part: str
    label: str
    text: str
    own_number: str = ""

    @property
    def place(self) -> str:
        """Return the label, outside the body with the part before it: „§ 3 ust. 2”, „stopka, akapit 1”."""
        return self.label if self.part == _BODY else f"{self.part}, {self.label}"


def clauses(source: bytes) -> list[Clause]:
    """Return the paragraphs with text of all stories of a DOCX, in order. Raises TemplateError when it is no Word file.

    Numbers are those of the template: paragraphs that data repeat or leave out count once.
    """
    entries = {entry.name: entry for entry in read_package(source)}
    numbers = Numbers(read_outline(entries), depths_of(entries))
    found: list[Clause] = []
    for part in template_parts(entries):
        if part.kind != "story":
            continue
        for paragraph, place in paragraphs(parse(part.name, entries[part.name].unpack()), ""):
            label = numbers.label(paragraph)
            text = " ".join(joined(text_atoms(paragraph)).split())
            if text:
                own = " ".join(label.split()[-2:])
                found.append(Clause(part.label, label or place.removeprefix(", "), text, own))
    return found


def places(source: bytes) -> list[str]:
    """Return the place of every paragraph of all stories in order: „treść, tabela 1, wiersz 2, komórka 1, akapit 1”."""
    entries = {entry.name: entry for entry in read_package(source)}
    return [
        place
        for part in template_parts(entries)
        if part.kind == "story"
        for _, place in paragraphs(parse(part.name, entries[part.name].unpack()), part.label)
    ]


class Numbers:
    """Counts §, ustęp, punkt, litera and tiret while paragraphs go by."""

    def __init__(self, outline: Outline, depths: Mapping[str, int]) -> None:
        self.outline = outline
        self.depths = depths
        self.counts = [0] * len(_WORDS)

    def label(self, paragraph: etree._Element) -> str:
        """Return the numbers of the next paragraph, "" when it has none."""
        depth = self._depth(paragraph)
        if depth is None:
            return ""
        self.counts[depth] += 1
        self.counts[depth + 1 :] = [0] * (len(_WORDS) - depth - 1)
        return " ".join(
            word.format(chr(ord("a") + count - 1) if level == _LETTER and count <= 26 else count)
            for level, (word, count) in enumerate(zip(_WORDS, self.counts, strict=True))
            if count
        )

    def numbered(self, paragraph: etree._Element) -> tuple[int, int] | None:
        """Return depth (0 for a §) and number of the next paragraph, None when it has no number."""
        if not self.label(paragraph):
            return None
        depth = max(level for level, count in enumerate(self.counts) if count)
        return depth, self.counts[depth]

    def _depth(self, paragraph: etree._Element) -> int | None:
        kind = self.outline.kind(paragraph)
        if kind in (SECTION, CLAUSE):
            return (SECTION, CLAUSE).index(kind)
        style = paragraph.find(f"{W_PPR}/{qn('w:pStyle')}")
        style_id = "" if style is None else style.get(W_VAL, "")
        if style_id in self.depths:
            return self.depths[style_id]
        own = paragraph.find(f"{W_PPR}/{qn('w:numPr')}")
        listed = self.outline.numbers.get(style_id) if own is None else _number(own)
        if listed is None:
            return None
        return next((1 + n for n in (1, 2, 3) if self.outline.levels.get((listed[0], listed[1] - n)) == CLAUSE), None)


def _number(properties: etree._Element) -> tuple[str, int]:
    level, list_id = properties.find(qn("w:ilvl")), properties.find(qn("w:numId"))
    return ("" if list_id is None else list_id.get(W_VAL, ""), 0 if level is None else number(level.get(W_VAL)))


def depths_of(entries: Mapping[str, Entry]) -> dict[str, int]:
    """Return style id → depth of the styles named Punkt, Litera, Tiret."""
    if "word/styles.xml" not in entries:
        return {}
    depths: dict[str, int] = {}
    for style in parse("word/styles.xml", entries["word/styles.xml"].unpack()).iter(qn("w:style")):
        name = style.find(qn("w:name"))
        word = "" if name is None else name.get(W_VAL, "").lower()
        if word in _DEPTHS:
            depths[style.get(qn("w:styleId"), "")] = _DEPTHS[word]
    return depths
