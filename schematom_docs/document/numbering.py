"""§ and ustęp: which paragraphs they are; a § with a single ustęp shows no „1.”, also when the data leave one."""

from __future__ import annotations

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
CLAUSE_END: Final = "u"
INDENT: Final = "I"

Number = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """What numbers paragraphs. kinds, numbers: by style id; levels: (numId, level) → "P", "U" or ""."""

    kinds: Mapping[str, str]
    numbers: Mapping[str, Number]
    levels: Mapping[Number, str]

    def kind(self, paragraph: etree._Element) -> str:
        """Return "P" for a §, "U" for an ustęp, "" for any other paragraph: by style name, then by list level."""
        properties = paragraph.find(W_PPR)
        if properties is None:
            return ""
        style = properties.find(qn("w:pStyle"))
        style_id = "" if style is None else style.get(W_VAL, "")
        if self.kinds.get(style_id):
            return self.kinds[style_id]
        own = _number(properties) or self.numbers.get(style_id)
        return self.levels.get(own, "") if own else ""


def read_outline(entries: Mapping[str, Entry]) -> Outline:
    """Return the outline that word/styles.xml and word/numbering.xml of a file define."""
    kinds: dict[str, str] = {}
    numbers: dict[str, Number] = {}
    if "word/styles.xml" in entries:
        for style in parse("word/styles.xml", entries["word/styles.xml"].unpack()).iter(qn("w:style")):
            name, style_id = style.find(qn("w:name")), style.get(qn("w:styleId"), "")
            word = "" if name is None else name.get(W_VAL, "").lower()
            kinds[style_id] = {"paragraf": SECTION, "ustęp": CLAUSE, "ustep": CLAUSE}.get(word, "")
            properties = style.find(W_PPR)
            own = None if properties is None else _number(properties)
            if own:
                numbers[style_id] = own
    return Outline(kinds, numbers, _levels(entries))


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
    """Set guards at every § and ustęp, so that the lonely ustęp is found after rendering."""
    for paragraph in root.iter(W_P):
        kind = outline.kind(paragraph)
        properties = paragraph.find(W_PPR)
        if not kind or properties is None:
            continue
        if kind == SECTION:
            properties.insert(0, guards.node(SECTION))
            continue
        if properties.find(qn("w:ind")) is None:
            properties.insert(_position(properties, _BEFORE_IND), guards.node(INDENT))
        own = properties.find(qn("w:numPr"))
        if own is None:
            at = _position(properties, _BEFORE_NUM_PR)
            properties.insert(at, guards.node(CLAUSE_END))
            properties.insert(at, guards.node(CLAUSE))
        else:
            own.addprevious(guards.node(CLAUSE))
            own.addnext(guards.node(CLAUSE_END))


def _position(properties: etree._Element, before: list[str]) -> int:
    """Return the index after the last child that must stand before the new one; guards between do not matter."""
    return max((index + 1 for index, child in enumerate(properties) if child.tag in before), default=0)


def settle_clauses(xml: str) -> str:
    """Return rendered XML with the guards of § and ustęp gone: an ustęp alone in its § loses its number."""
    head, *pieces = xml.split("\0")
    clauses: list[int] = []
    lonely: set[int] = set()
    for index, piece in enumerate(pieces):
        if piece.startswith(f"{SECTION};"):
            lonely.update(clauses if len(clauses) == 1 else ())
            clauses = []
        elif piece.startswith(f"{CLAUSE};"):
            clauses.append(index)
    lonely.update(clauses if len(clauses) == 1 else ())
    out = [head]
    alone = False
    for index, piece in enumerate(pieces):
        code, _, text = piece.partition(";")
        if code == CLAUSE:
            alone = index in lonely
            out.append(_NO_NUMBER if alone else text)
        elif code == INDENT:
            out.append((_NO_INDENT if alone else "") + text)
        elif code in (CLAUSE_END, SECTION):
            out.append(text)
        else:
            out.append(f"\0{piece}")
    return "".join(out)
