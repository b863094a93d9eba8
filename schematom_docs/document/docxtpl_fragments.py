"""Ready XML of docxtpl's rich values, checked as it is written, so that no value can break its document.

docxtpl escapes the text of a RichText and nothing of its style, colour, font, size, language and link.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from typing import Any, Final

from lxml import etree

from schematom_docs.document.ooxml import NAMESPACES, W_VAL, qn
from schematom_docs.document.output import checked
from schematom_docs.document.properties_xml import PARAGRAPH_ORDER, RUN_ORDER
from schematom_docs.errors import TemplateError

Relations = Callable[[], Container[str]]
"""Gives the ids of the relationships of the part that is being written."""

_BARE: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")
_MARKUP: Final = re.compile(r'(<[^<>"]*(?:"[^"]*"[^<>"]*)*>)')
_NO_TAG: Final = re.compile(r"<(?!/?[A-Za-z]\w*:\w+(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*\s*/?>)")
_BREAKS: Final = re.compile("\r\n?")
_DECLARED: Final = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
_ANCHORS: Final = ("bookmarkStart", "bookmarkEnd", "proofErr")
_IN_RUN: Final = (
    "rPr", "t", "tab", "br", "cr", "sym", "noBreakHyphen", "softHyphen", "drawing", "pict", "object", "fldChar", "ptab",
    "instrText", "footnoteReference", "endnoteReference", "pgNum", "ruby", "lastRenderedPageBreak",
)  # fmt: skip
_INLINE: Final = ("r", "hyperlink", "fldSimple", *_ANCHORS)
_CHILDREN: Final[Mapping[str, frozenset[str]]] = {
    qn(f"w:{parent}"): frozenset(qn(f"w:{child}") for child in children)
    for parent, children in {
        "p": ("pPr", *_INLINE),
        "pPr": PARAGRAPH_ORDER,
        "hyperlink": ("r", "fldSimple", *_ANCHORS),
        "fldSimple": _INLINE,
        "r": _IN_RUN,
        "rPr": RUN_ORDER,
        "t": (),
    }.items()
}
_SIZES: Final = (qn("w:sz"), qn("w:szCs"))
_RELATION: Final = f"{{{NAMESPACES['r']}}}"
_FIX: Final = "Popraw argumenty RichText; sam tekst może być dowolny."


def checked_runs(xml: str, relations: Relations) -> str:
    """Return the runs and links of a RichText, fit for a paragraph.

    Raises ForbiddenCharacterError, and TemplateError for what is no run, for a size that is no number and for a link
    without its relationship.
    """
    return _checked(xml, frozenset(qn(f"w:{name}") for name in _INLINE), relations)


def checked_paragraphs(xml: str, relations: Relations) -> str:
    """Return the paragraphs of a RichTextParagraph. Raises as checked_runs does."""
    return _checked(xml, frozenset([qn("w:p")]), relations)


def with_breaks(xml: str) -> str:
    """Return runs with the line breaks and tabs of their texts as elements."""
    again = '<w:t xml:space="preserve">'
    pieces = _MARKUP.split(xml)
    for at in range(0, len(pieces), 2):
        text = _BREAKS.sub("\n", pieces[at])
        pieces[at] = text.replace("\n", f"</w:t><w:br/>{again}").replace("\t", f"</w:t><w:tab/>{again}")
    return "".join(pieces)


def checked_markup(text: str) -> str:
    """Return what a template declares to be ready XML, each „&” that is none of XML's escaped.

    Whether its elements fit their place only the whole part can tell. Raises ForbiddenCharacterError, and TemplateError
    for a „<” that begins no element of OOXML.
    """
    checked(text)
    bad = _NO_TAG.search(text)
    if bad is not None:
        raise TemplateError(
            "wartość podana jako gotowy XML (|safe, Markup) ma znak „<”, który nie otwiera elementu dokumentu",
            remedy="Usuń „|safe” lub Markup: zwykły tekst wpisuje się bez zmian sam.",
        )
    return _BARE.sub("&amp;", text)


def _checked(xml: str, allowed: frozenset[str], relations: Relations) -> str:
    xml = _BARE.sub("&amp;", checked(xml))
    try:
        root = etree.fromstring(f"<st:x xmlns:st='st' {_DECLARED}>{xml}</st:x>")
    except etree.XMLSyntaxError as error:
        reason = "styl, kolor, krój, rozmiar, język lub odsyłacz wartości RichText ma znak, który psuje dokument"
        raise TemplateError(reason, remedy=_FIX) from error
    _fits(root, allowed)
    for element in root.iter():
        for key, value in ((str(key), str(value)) for key, value in element.attrib.items()):
            if key.startswith(_RELATION) and value not in relations():
                remedy = "Weź identyfikator z build_url_id dokumentu, który się wypełnia."
                raise TemplateError(f"odsyłacz „{value}” nie ma relacji w tej części dokumentu", remedy=remedy)
    return xml


def _fits(element: Any, allowed: Container[str]) -> None:
    """Raise TemplateError for a child that may not stand in the element, and for a size that is no number."""
    for child in element:
        if child.tag not in allowed:
            name = etree.QName(child).localname if isinstance(child.tag, str) else "komentarz"
            raise TemplateError(f"element „{name}” nie może stać w tym miejscu wartości RichText", remedy=_FIX)
        if child.tag in _SIZES and not re.fullmatch("[0-9]{1,4}", child.get(W_VAL, "")):
            raise TemplateError("rozmiar pisma w RichText nie jest liczbą półpunktów", remedy="Podaj np. size=24.")
        if child.tag in _CHILDREN:
            _fits(child, _CHILDREN[child.tag])
