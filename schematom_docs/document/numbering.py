"""§ and ustęp: which paragraphs they are; a § with a single ustęp shows no „1.”, also when the data leave one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from schematom_docs.document.invariants import Guards
from schematom_docs.document.ooxml import W_P, W_PPR, W_VAL, number, qn
from schematom_docs.document.package import Entry
from schematom_docs.document.parts import parse

_NO_NUMBER: Final = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
_NO_INDENT: Final = '<w:ind w:left="0" w:firstLine="0"/>'
_BEFORE_NUM_PR: Final = [
    qn(f"w:{name}") for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
]
_BEFORE_IND: Final = [
    *_BEFORE_NUM_PR,
    *(qn(f"w:{name}") for name in ("numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens")),
    *(qn(f"w:{name}") for name in ("kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE")),
    *(qn(f"w:{name}") for name in ("autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing")),
]
SECTION: Final = "P"
CLAUSE: Final = "U"
"""Before what gives an ustęp its number; the rest of the code says what stands there when it is alone: "" for Word's
own „no number”, "-" for nothing, "=id" for the style of that id."""
CLAUSE_END: Final = "u"
DIRECT: Final = "D"
"""Before the list of a paragraph whose style changes when it is alone: the list goes with the style."""
INDENT: Final = "I"
REFERRED: Final = "E"
"""Before a bookmark in an ustęp to whose number fields refer; settled, those of lone ones carry that of their §."""
SECTION_TEXT, SECTION_TEXT_END = "H", "h"
"""Around the text of a §, where such fields are; settled, they carry the number of the §."""
_DROPPED, _STYLED = "-", "="
_UNNUMBERED: Final = "ustęp bez numeru"

Number = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """What numbers paragraphs. kinds, numbers: by style id; levels: (numId, level) → "P", "U" or "".

    bases: style id → id of the style it is based on; unnumbered: id of the style „Ustęp bez numeru”, "" without one.
    """

    kinds: Mapping[str, str]
    numbers: Mapping[str, Number]
    levels: Mapping[Number, str]
    bases: Mapping[str, str]
    unnumbered: str

    def kind(self, paragraph: etree._Element) -> str:
        """Return "P" for a §, "U" for an ustęp, "" for any other paragraph: by style name, then by list level."""
        properties = paragraph.find(W_PPR)
        if properties is None:
            return ""
        style_id = _value(properties, "w:pStyle")
        if self.kinds.get(style_id):
            return self.kinds[style_id]
        own = _number(properties) or self.numbers.get(style_id)
        return self.levels.get(own, "") if own else ""

    def numbering_style(self, style_id: str) -> bool:
        """Tell whether a style, or one it is based on, numbers its paragraphs."""
        seen: set[str] = set()
        while style_id and style_id not in seen:
            if style_id in self.numbers:
                return True
            seen.add(style_id)
            style_id = self.bases.get(style_id, "")
        return False


def read_outline(entries: Mapping[str, Entry]) -> Outline:
    """Return the outline that word/styles.xml and word/numbering.xml of a file define."""
    kinds: dict[str, str] = {}
    numbers: dict[str, Number] = {}
    bases: dict[str, str] = {}
    unnumbered = ""
    if "word/styles.xml" in entries:
        for style in parse("word/styles.xml", entries["word/styles.xml"].unpack()).iter(qn("w:style")):
            word, style_id = _value(style, "w:name").lower(), style.get(qn("w:styleId"), "")
            bases[style_id] = _value(style, "w:basedOn")
            if word == _UNNUMBERED and re.fullmatch(r"[\w-]+", style_id):
                unnumbered = style_id
            kinds[style_id] = {"paragraf": SECTION, "ustęp": CLAUSE, "ustep": CLAUSE}.get(word, "")
            properties = style.find(W_PPR)
            own = None if properties is None else _number(properties)
            if own:
                numbers[style_id] = own
    return Outline(kinds, numbers, _levels(entries), bases, unnumbered)


def _value(element: etree._Element, name: str) -> str:
    found = element.find(qn(name))
    return "" if found is None else found.get(W_VAL, "")


def _number(properties: etree._Element) -> Number | None:
    found = properties.find(qn("w:numPr"))
    if found is None:
        return None
    level, list_id = found.find(qn("w:ilvl")), found.find(qn("w:numId"))
    return ("" if list_id is None else list_id.get(W_VAL, ""), 0 if level is None else number(level.get(W_VAL)))


def _levels(entries: Mapping[str, Entry]) -> dict[Number, str]:
    if "word/numbering.xml" not in entries:
        return {}
    root = parse("word/numbering.xml", entries["word/numbering.xml"].unpack())
    abstract: dict[str, dict[int, str]] = {}
    for item in root.iter(qn("w:abstractNum")):
        section = next(
            (number(level.get(qn("w:ilvl"))) for level in item.iter(qn("w:lvl")) if "§" in _level_text(level)), None
        )
        if section is not None:
            abstract[item.get(qn("w:abstractNumId"), "")] = {section: SECTION, section + 1: CLAUSE}
    levels: dict[Number, str] = {}
    for item in root.iter(qn("w:num")):
        link = item.find(qn("w:abstractNumId"))
        for level, kind in abstract.get("" if link is None else link.get(W_VAL, ""), {}).items():
            levels[item.get(qn("w:numId"), ""), level] = kind
    return levels


def _level_text(level: etree._Element) -> str:
    text = level.find(qn("w:lvlText"))
    return "" if text is None else text.get(W_VAL, "")


def guard_clauses(root: etree._Element, outline: Outline, guards: Guards) -> None:
    """Set guards at every § and ustęp, so that the lonely ustęp is found after rendering; none where no ustęp is."""
    found = [(paragraph.find(W_PPR), outline.kind(paragraph)) for paragraph in root.iter(W_P)]
    if not any(kind == CLAUSE for _, kind in found):
        return
    for properties, kind in found:
        if properties is None or not kind:
            continue
        if kind == SECTION:
            properties.insert(0, guards.node(SECTION))
        else:
            _guard_clause(properties, outline, guards)


def _guard_clause(properties: etree._Element, outline: Outline, guards: Guards) -> None:
    style = properties.find(qn("w:pStyle"))
    if style is not None and outline.unnumbered and outline.kinds.get(style.get(W_VAL, "")) == CLAUSE:
        _guard_style(style, properties.find(qn("w:numPr")), outline, guards)
    else:
        _guard_number(properties, outline, guards)


def _guard_style(style: etree._Element, own: etree._Element | None, outline: Outline, guards: Guards) -> None:
    """Guard an ustęp that takes the style „Ustęp bez numeru” when it is alone, as if its author had chosen it."""
    _between(style, f"{CLAUSE}{_STYLED}{outline.unnumbered}", guards)
    if own is not None:
        _between(own, DIRECT, guards)


def _guard_number(properties: etree._Element, outline: Outline, guards: Guards) -> None:
    """Guard an ustęp that keeps its style when it is alone: a list of its own goes, that of its style is put off."""
    if properties.find(qn("w:ind")) is None:
        properties.insert(_position(properties, _BEFORE_IND), guards.node(INDENT))
    own = properties.find(qn("w:numPr"))
    if own is None:
        at = _position(properties, _BEFORE_NUM_PR)
        properties.insert(at, guards.node(CLAUSE_END))
        properties.insert(at, guards.node(CLAUSE))
    else:
        from_style = outline.numbering_style(_value(properties, "w:pStyle"))
        _between(own, CLAUSE if from_style else f"{CLAUSE}{_DROPPED}", guards)


def _between(element: etree._Element, code: str, guards: Guards) -> None:
    element.addprevious(guards.node(code))
    element.addnext(guards.node(CLAUSE_END))


def _position(properties: etree._Element, before: list[str]) -> int:
    """Return the index after the last child that must stand before the new one; guards between do not matter."""
    return max((index + 1 for index, child in enumerate(properties) if child.tag in before), default=0)


def settle_clauses(xml: str) -> str:
    """Return rendered XML with the guards of § and ustęp gone: an ustęp alone in its § loses its number.

    Those for references stay, with the number of the § as it is counted here.
    """
    head, *pieces = xml.split("\0")
    clauses: list[int] = []
    lonely: set[int] = set()
    for index, piece in enumerate(pieces):
        if piece.startswith(f"{SECTION};"):
            lonely.update(clauses if len(clauses) == 1 else ())
            clauses = []
        elif piece.startswith(CLAUSE):
            clauses.append(index)
    lonely.update(clauses if len(clauses) == 1 else ())
    out = [head]
    alone, section = False, 0
    for index, piece in enumerate(pieces):
        code, _, text = piece.partition(";")
        if code.startswith(CLAUSE):
            alone = index in lonely
            out.append(_alone(code) if alone else text)
        elif code == DIRECT:
            out.append("" if alone else text)
        elif code == INDENT:
            out.append((_NO_INDENT if alone else "") + text)
        elif code == REFERRED:
            out.append(f"\0{code}{section};{text}" if alone else text)
        elif code in (SECTION_TEXT, SECTION_TEXT_END):
            out.append(f"\0{code}{section};{text}")
        elif code in (CLAUSE_END, SECTION):
            section += code == SECTION
            out.append(text)
        else:
            out.append(f"\0{piece}")
    return "".join(out)


def _alone(code: str) -> str:
    """Return what an ustęp alone in its § has in place of what numbers it."""
    how, style_id = code[1:2], code[2:]
    return {_DROPPED: "", _STYLED: f'<w:pStyle w:val="{style_id}"/>'}.get(how, _NO_NUMBER)
