"""Properties of runs and paragraphs as XML text, changed without losing any and in the order the schema asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

# fmt: off
RUN_ORDER: Final = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss",
    "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz",
    "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
    "eastAsianLayout", "specVanish", "oMath", "rPrChange",
)
PARAGRAPH_ORDER: Final = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
    "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
    "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
    "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)
# fmt: on
_TAG: Final = re.compile(r"<(/?)([^\s/>]+)[^>]*?(/?)>")
_MARKS: Final[Mapping[str, tuple[str, str, tuple[str, ...]]]] = {
    "b": ("b", "<w:b/>", ()),
    "i": ("i", "<w:i/>", ()),
    "u": ("u", '<w:u w:val="single"/>', ()),
    "s": ("strike", "<w:strike/>", ("dstrike",)),
    "^": ("vertAlign", '<w:vertAlign w:val="superscript"/>', ()),
    "_": ("vertAlign", '<w:vertAlign w:val="subscript"/>', ()),
}


@lru_cache(maxsize=1024)
def formatted(run: str, marks: str, link: str | None = None) -> str:
    """Return the w:rPr of a run with marks added, all it had kept. run: w:rPr as XML or "".

    marks: of b bold, i italic, u underlined, s struck, ^ raised, _ lowered; link: for the text of a hyperlink the id
    of its character style, "" when the template has none.
    """
    changes: dict[str, str] = {}
    for mark in marks:
        name, xml, without = _MARKS[mark]
        changes |= {name: xml, **dict.fromkeys(without, "")}
    if link is not None:
        own = {"color": '<w:color w:val="0563C1"/>', "u": '<w:u w:val="single"/>'}
        changes |= {"rStyle": f'<w:rStyle w:val="{link}"/>', "color": ""} if link else own
    return _changed(run, "rPr", RUN_ORDER, changes) if changes else run


def paragraph_with(properties: str, changes: Mapping[str, str]) -> str:
    """Return the w:pPr with children replaced.

    properties: w:pPr as XML or ""; changes: local name → XML, "" removes.
    """
    return _changed(properties, "pPr", PARAGRAPH_ORDER, changes)


def _changed(properties: str, name: str, order: tuple[str, ...], changes: Mapping[str, str]) -> str:
    ranks = {f"w:{child}": rank for rank, child in enumerate(order)}
    own = {f"w:{child}": xml for child, xml in changes.items()}
    kept = [(ranks.get(child, len(order)), xml) for child, xml in _children(properties) if child not in own]
    kept += [(ranks[child], xml) for child, xml in own.items() if xml]
    inside = "".join(xml for _, xml in sorted(kept, key=lambda item: item[0]))
    return f"<w:{name}>{inside}</w:{name}>" if inside else ""


def _children(properties: str) -> Iterator[tuple[str, str]]:
    """Yield (name, XML) of each child of an element."""
    depth, start, name = 0, 0, ""
    for tag in _TAG.finditer(properties):
        if not tag[1]:
            depth += 1
            if depth == 2:
                start, name = tag.start(), tag[2]
        if tag[1] or tag[3]:
            if depth == 2:
                yield name, properties[start : tag.end()]
            depth -= 1
