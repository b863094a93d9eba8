"""Ids that a loop repeats – drawings, bookmarks, permissions, tracked changes, content controls – become guards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from lxml import etree

from schematom_docs.document.ooxml import W_P, number, qn
from schematom_docs.document.ranges import PAIRS

if TYPE_CHECKING:
    from schematom_docs.document.invariants import Guards

_CONTROL: Final = qn("w:sdtPr")
_DOC_PR: Final = qn("wp:docPr")
_W_ID, _W_NAME, _W_VAL = qn("w:id"), qn("w:name"), qn("w:val")
_PARA_IDS: Final = (qn("w14:paraId"), qn("w14:textId"))
_CHANGES: Final = tuple(
    qn(f"w:{name}")
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange",
        "tblGridChange", "trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
    )
)  # fmt: skip
_ENDS: Final = {end: start for start, end in PAIRS.items()}
_BOOKMARK: Final = qn("w:bookmarkStart")
_LETTERS: Final = dict(zip(PAIRS, ("", "p", "f", "t"), strict=True))
"""By what the ids of the kinds of ranges are told from each other in guards."""
_REPEATED: Final = (etree.ProcessingInstruction, _DOC_PR, _CONTROL, W_P, *PAIRS, *_ENDS, *_CHANGES)
_USUAL: Final = 2**30
"""Word draws ids of permissions and controls at random; new ones are counted on from those below this number."""


def annotation_ids(root: etree._Element) -> set[int]:
    """Return the ids of bookmarks, permissions, moves and tracked changes of a story, from which new ones go on."""
    return _below(mark.get(_W_ID) for mark in root.iter(*PAIRS, *_CHANGES))


def control_ids(root: etree._Element) -> set[int]:
    """Return the ids of content controls of a story, from which new ones go on."""
    found = (properties.find(_W_ID) for properties in root.iter(_CONTROL))
    return _below(item.get(_W_VAL) for item in found if item is not None)


def _below(ids: Iterable[str | None]) -> set[int]:
    return {own for own in map(number, ids) if own < _USUAL}


def guard_repeated_ids(root: etree._Element, guards: Guards) -> None:
    """Set guards for the ids that loops repeat, and give tracked changes that were split for a tag ids of their own."""
    depth = 0
    seen: set[str] = set()
    top = max(annotation_ids(root), default=0)
    for element in root.iter(*_REPEATED):
        if isinstance(element, etree._ProcessingInstruction):
            if guards.marks.is_mark(element):
                word = guards.marks.tag_of(element).word
                depth += (word in ("for", "macro")) - (word in ("endfor", "endmacro"))
        elif depth:
            _guard(element, guards)
        elif element.tag in _CHANGES and (own := element.get(_W_ID)) is not None:
            if own in seen:
                top += 1
                element.set(_W_ID, str(top))
            seen.add(own)


def _guard(element: etree._Element, guards: Guards) -> None:
    tag = str(element.tag)
    if tag == W_P:
        for name in _PARA_IDS:
            if name in element.attrib:
                del element.attrib[name]
    elif tag == _DOC_PR:
        element.set("id", guards.token("N"))
    elif tag == _CONTROL:
        own = element.find(_W_ID)
        if own is not None:
            own.set(_W_VAL, guards.token("O"))
    elif tag in _CHANGES:
        if _W_ID in element.attrib:
            element.set(_W_ID, guards.token(f"Bi{element.get(_W_ID)}"))
    else:
        start = tag in PAIRS
        kind = _LETTERS[tag if start else _ENDS[tag]]
        element.set(_W_ID, guards.token(f"{'B' if start else 'b'}{kind}{element.get(_W_ID, '0')}"))
        if tag == _BOOKMARK:
            element.set(_W_NAME, guards.token(f"n{element.get(_W_NAME, '')}"))
