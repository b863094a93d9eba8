"""Settings and properties of a file joined of many: what the parts need of the whole, and whose title it bears."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from schematom_docs.document.ooxml import W_VAL, qn
from schematom_docs.document.parts import parse
from schematom_docs.document.source_document import SourceDocument

SETTINGS: Final = "word/settings.xml"
CORE: Final = "docProps/core.xml"
_EVEN, _HYPHENS, _MIRROR = qn("w:evenAndOddHeaders"), qn("w:autoHyphenation"), qn("w:mirrorMargins")
_ENDNOTES, _PLACE = qn("w:endnotePr"), qn("w:pos")
_GONE: Final = tuple(qn(f"w:{name}") for name in ("documentProtection", "mailMerge", "attachedTemplate", "rsids"))
_OFF: Final = ("0", "false", "off")
_NAMES: Final = """
writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries
displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts
embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader
bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState
formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView
trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme
styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope
summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting
bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery
displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin
drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne
strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema
saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving
saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat"""
_ORDER: Final = [qn(f"w:{name}") for name in _NAMES.split()]
_TITLE: Final = re.compile(r"<dc:title\b[^>]*?(?:/>|>.*?</dc:title>)", re.DOTALL)
_OF_ONE: Final = re.compile(r"<(dc:subject|dc:description|cp:keywords|cp:category)\b[^>]*?(?:/>|>.*?</\1>)", re.DOTALL)


def even_pages(source: SourceDocument) -> bool:
    """Tell whether a file has other headers on even pages."""
    return _is_on(source, _EVEN)


def hyphenates(source: SourceDocument) -> bool:
    """Tell whether a file divides words at ends of lines."""
    return _is_on(source, _HYPHENS)


def merged_settings(sources: Sequence[SourceDocument]) -> bytes | None:
    """Return the settings of the first file with what the others need, or None where it has none.

    Told of the whole file: even pages, hyphenation, notes at the end of each part, mirrored margins (only when every
    part has them). A part's protection and mail merge do not pass to the whole.
    """
    root = _settings(sources[0])
    if root is None:
        return None
    for element in [child for child in root if child.tag in _GONE]:
        root.remove(element)
    for name, on in (
        (_EVEN, any(map(even_pages, sources))),
        (_HYPHENS, any(map(hyphenates, sources))),
        (_MIRROR, all(_is_on(source, _MIRROR) for source in sources)),
    ):
        found = root.find(name)
        if found is not None and not on:
            root.remove(found)
        elif on:
            _child(root, name).attrib.pop(W_VAL, "")
    if any("word/endnotes.xml" in source.entries for source in sources):
        place = _child(root, _ENDNOTES)
        for old in place.findall(_PLACE):
            place.remove(old)
        place.insert(0, place.makeelement(_PLACE, {W_VAL: "sectEnd"}))
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def titled(core: bytes, title: str) -> bytes:
    """Return the properties of the whole: its title in place of the first part's, without what told of that part."""
    text = _OF_ONE.sub("", core.decode("utf-8-sig"))
    if not title:
        return text.encode("utf-8")
    new = f"<dc:title>{escape(title)}</dc:title>"
    if _TITLE.search(text):
        return _TITLE.sub(lambda _: new, text, count=1).encode("utf-8")
    return re.sub(r"(</cp:coreProperties>)", lambda match: new + match[1], text, count=1).encode("utf-8")


def _is_on(source: SourceDocument, name: str) -> bool:
    root = _settings(source)
    found = None if root is None else root.find(name)
    return found is not None and found.get(W_VAL) not in _OFF


def _settings(source: SourceDocument) -> etree._Element | None:
    entry = source.entries.get(SETTINGS)
    return None if entry is None else parse(SETTINGS, entry.unpack())


def _child(root: etree._Element, name: str) -> etree._Element:
    found = root.find(name)
    if found is None:
        found = root.makeelement(name)
        before = _ORDER[: _ORDER.index(name)]
        at = max((index + 1 for index, item in enumerate(root) if item.tag in before), default=0)
        root.insert(at, found)
    return found
