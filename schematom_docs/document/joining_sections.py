"""Sections of a file that becomes part of a longer one: a new page to begin on, headers and counts of their own."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Final

from lxml import etree

from schematom_docs.document.additions import Additions
from schematom_docs.document.ooxml import NAMESPACES, W_P, W_PPR, W_SECTPR, W_TXBX, W_VAL, qn
from schematom_docs.document.properties_xml import PARAGRAPH_ORDER
from schematom_docs.document.sections import in_flow, with_own_headers
from schematom_docs.document.streams import detach

_REFERENCES: Final = (qn("w:headerReference"), qn("w:footerReference"))
_KIND, _START = qn("w:type"), qn("w:start")
_BREAK, _COUNT, _NOTES, _ENDNOTES = qn("w:type"), qn("w:pgNumType"), qn("w:footnotePr"), qn("w:endnotePr")
_RESTART, _CHANGE = qn("w:numRestart"), qn("w:pPrChange")
_ORDER: Final = [
    qn(f"w:{name}")
    for name in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc",
                 "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg",
                 "textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange")
]  # fmt: skip
_UNDIVIDED: Final = qn("w:suppressAutoHyphens")
_BEFORE_UNDIVIDED: Final = frozenset(
    qn(f"w:{name}") for name in PARAGRAPH_ORDER[: PARAGRAPH_ORDER.index("suppressAutoHyphens")]
)
_NO_BLOCK: Final = {W_SECTPR} | {
    qn(f"w:{name}") for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd")
}
_THIN: Final = (
    f'<w:p xmlns:w="{NAMESPACES["w"]}"><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    "</w:pPr></w:p>"
)


def sections_of(body: etree._Element) -> list[etree._Element]:
    """Return the w:sectPr of a body, the last one at its end; those where no section can end are taken out."""
    last = body.find(W_SECTPR)
    if last is None:
        last = etree.SubElement(body, W_SECTPR)
    found = []
    for section in list(body.iter(W_SECTPR)):
        properties = section.getparent()
        paragraph = None if properties is None else properties.getparent()
        if section is last or (paragraph is not None and paragraph.tag == W_P and in_flow(paragraph)):
            found.append(section)
        elif section.getparent() is not None and properties is not None and properties.tag == W_PPR:
            detach(section)
    return found


def begin_anew(section: etree._Element, *, count: bool, notes: bool) -> None:
    """Let the first section of a part begin on a new page. count: with page 1 or what it says; notes: with 1."""
    kind = section.find(_BREAK)
    if kind is not None and kind.get(W_VAL) == "continuous":
        section.remove(kind)
    if count:
        number = _child(section, _COUNT)
        number.set(_START, number.get(_START) or "1")
    for name in (_NOTES, _ENDNOTES) if notes else ():
        counted = _child(section, name)
        if counted.find(_RESTART) is None:
            etree.SubElement(counted, _RESTART).set(W_VAL, "eachSect")


def undivided(body: etree._Element) -> None:
    """Keep the words of a part whole that does not hyphenate, among parts that do."""
    for paragraph in body.iter(W_P):
        properties = paragraph.find(W_PPR)
        if properties is None:
            properties = paragraph.makeelement(W_PPR)
            paragraph.insert(0, properties)
        if properties.find(_UNDIVIDED) is None:
            at = max((n + 1 for n, item in enumerate(properties) if item.tag in _BEFORE_UNDIVIDED), default=0)
            properties.insert(at, properties.makeelement(_UNDIVIDED))


def own_headers(
    sections: Sequence[etree._Element],
    additions: Additions,
    before: frozenset[tuple[str, str]],
    *,
    even: bool,
    wanted: bool,
) -> frozenset[tuple[str, str]]:
    """Give every section of a part its headers and footers by name, empty ones where a part before has some.

    before: (element, kind) of headers of the parts before; even: whether this part tells even pages from odd ones;
    wanted: whether the joined file does. Return the kinds known after the part.
    """
    if wanted and not even:
        for reference in [item for section in sections for item in section.iter(*_REFERENCES)]:
            if reference.get(_KIND) == "even":
                detach(reference)
    with_own_headers(list(sections), additions, before)
    if wanted and not even:
        for reference in [item for section in sections for item in section.iter(*_REFERENCES)]:
            if reference.get(_KIND, "default") == "default":
                twin = copy.deepcopy(reference)
                twin.set(_KIND, "even")
                old = next((i for i in reference.itersiblings(reference.tag) if i.get(_KIND) == "even"), None)
                if old is not None:
                    detach(old)
                reference.addnext(twin)
    return before | {
        (str(item.tag), item.get(_KIND, "default")) for section in sections for item in section.iter(*_REFERENCES)
    }


def end_in_text(body: etree._Element) -> None:
    """Put the last w:sectPr of a body into its last paragraph; a thin one is added after a table."""
    last = body.find(W_SECTPR)
    if last is None:
        return
    paragraph = last_block(body)
    if paragraph.tag != W_P or paragraph.find(f"{W_PPR}/{W_SECTPR}") is not None:
        paragraph = etree.fromstring(_THIN)
        last.addprevious(paragraph)
    body.remove(last)
    properties = paragraph.find(W_PPR)
    if properties is None:
        properties = paragraph.makeelement(W_PPR)
        paragraph.insert(0, properties)
    change = properties.find(_CHANGE)
    if change is None:
        properties.append(last)
    else:
        change.addprevious(last)


def last_block(body: etree._Element) -> etree._Element:
    """Return the last paragraph, table or content control of a body; an empty body gets a thin paragraph."""
    blocks = [child for child in body if isinstance(child.tag, str) and child.tag not in _NO_BLOCK]
    if not blocks:
        blocks = [etree.fromstring(_THIN)]
        body.insert(0, blocks[0])
    return blocks[-1]


def last_text(body: etree._Element) -> etree._Element:
    """Return the paragraph on whose page a body ends, also when it stands in a table."""
    found = [item for item in last_block(body).iter(W_P) if next(item.iterancestors(W_TXBX), None) is None]
    return found[-1] if found else last_block(body)


def _child(section: etree._Element, name: str) -> etree._Element:
    found = section.find(name)
    if found is None:
        found = section.makeelement(name)
        before = _ORDER[: _ORDER.index(name) + 1]
        at = max((index + 1 for index, item in enumerate(section) if item.tag in before), default=0)
        section.insert(at, found)
    return found
