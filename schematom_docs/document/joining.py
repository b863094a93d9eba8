"""Many finished Word files → one that can still be edited: each is a part with pages, headers and lists of its own.

The first file is the ground; the others are brought in as Word files that are values are (`subdocuments`). The body
is written part by part and never whole in memory, so time and memory grow with the number of parts and no faster.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from schematom_docs.document.additions import BODY, Additions
from schematom_docs.document.import_notes import NoteImporter
from schematom_docs.document.import_sections import brought_section
from schematom_docs.document.invariants import Ids
from schematom_docs.document.joining_fields import PartFields, PartSource
from schematom_docs.document.joining_sections import (
    begin_anew,
    end_in_text,
    last_block,
    last_text,
    own_headers,
    sections_of,
    undivided,
)
from schematom_docs.document.joining_settings import CORE, SETTINGS, even_pages, hyphenates, merged_settings, titled
from schematom_docs.document.ooxml import XML_DECLARATION, number, qn
from schematom_docs.document.package import Deflater, Entry, deflate, write_package
from schematom_docs.document.parts import parse, template_parts
from schematom_docs.document.references import bookmark_names
from schematom_docs.document.repeated_ids import annotation_ids
from schematom_docs.document.sections import Sections
from schematom_docs.document.settling import without_declared
from schematom_docs.document.source_document import SourceDocument, opened, serialised
from schematom_docs.document.subdocuments import Import, Importer
from schematom_docs.errors import TemplateError, UsageError

_START, _END, _ID, _NAME = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:id"), qn("w:name")
_BODY: Final = qn("w:body")
_NOTED: Final = (qn("w:footnoteReference"), qn("w:endnoteReference"))
_SECTION: Final = re.compile(rb"<w:sectPr[ />]")


@dataclass(frozen=True, slots=True)
class Joined:
    """One finished Word file among those to be joined.

    title: names it in errors; restart_pages: its pages are counted from 1 and its „z N” is its own; otherwise both run
    on; pages: how many it has, 0 when unknown: what „z N” says until Word counts.
    """

    title: str
    docx: bytes
    restart_pages: bool = True
    pages: int = 0


def join_documents(parts: Sequence[Joined], *, title: str = "") -> bytes:
    """Return one DOCX of all parts, each on pages of its own with its headers, footers, numbering, styles and notes.

    title: of the whole, in its properties; the first part's when empty. The same parts give the same bytes.
    Raises UsageError without parts, TemplateError naming the part that is no Word file.
    """
    if not parts:
        raise UsageError("nie ma czego łączyć", remedy="Podaj co najmniej jeden dokument Worda.")
    sources = [_opened(part) for part in parts]
    whole = _Whole(sources[0], even=any(map(even_pages, sources)), hyphens=any(map(hyphenates, sources)))
    for place, (part, source) in enumerate(zip(parts, sources, strict=True), 1):
        try:
            whole.add(part, source, place, last=place == len(parts))
        except TemplateError as error:
            raise TemplateError(error.reason, place=part.title, remedy=error.remedy, faults=error.faults) from error
    return whole.finished(sources, title)


def _opened(part: Joined) -> SourceDocument:
    try:
        return opened(part.docx)
    except TemplateError as error:
        raise TemplateError(
            "tego pliku nie można dołączyć: nie jest plikiem Worda", place=part.title, remedy=error.remedy
        ) from error


class _Whole:
    """The file being put together on the ground of its first part. even: whether it tells even pages from odd ones."""

    def __init__(self, ground: SourceDocument, *, even: bool, hyphens: bool) -> None:
        self._ground, self._even, self._hyphens = ground, even, hyphens
        self._additions = Additions(tuple(ground.entries.values()))
        names, top, drawing = _taken(ground)
        self._importer = Importer(self._additions, Ids(drawing, top), names, Sections("st"))
        self._changed: dict[str, Entry] = {}
        self._kinds: frozenset[tuple[str, str]] = frozenset()
        self._body, self._head, self._tail = Deflater(BODY), "", ""

    def add(self, part: Joined, source: SourceDocument, place: int, *, last: bool) -> None:
        """Write the body of the next part. Raises TemplateError for a file without one."""
        source = self._own(part, source, place)
        importing = Import(self._importer, source, BODY) if place > 1 else None
        root = source.root(BODY) if importing else self._first(source)
        body = None if root is None else root.find(_BODY)
        if root is None or body is None:
            raise TemplateError("plik nie ma treści", remedy="Zapisz go ponownie w Wordzie.")
        sections = sections_of(body)
        noted = next(body.iter(*_NOTED), None) is not None
        if self._hyphens and not hyphenates(source):
            undivided(body)
        if importing:
            sections = self._brought(importing, body, sections)
        begin_anew(sections[0], count=part.restart_pages, notes=noted)
        even = even_pages(source)
        self._kinds = own_headers(sections, self._additions, self._kinds, even=even, wanted=self._even)
        self._mark(body, source.what)
        if not last:
            end_in_text(body)
        self._write(root, body, first=importing is None)

    def _own(self, part: Joined, source: SourceDocument, place: int) -> PartSource:
        """Return the file with fields that tell of it alone."""
        text = source.entries[BODY].unpack()
        whole, end = (self._free(f"{name}_{place}", text) for name in ("czesc", "koniec_czesci"))
        total = []
        if part.restart_pages:
            alone = part.pages and len(_SECTION.findall(text)) == 1
            total = ["SECTIONPAGES"] if alone else ["PAGEREF", end]
        return PartSource(source.entries, PartFields(total, part.pages, whole, end))

    def _free(self, name: str, text: bytes) -> str:
        free, number_ = name, 1
        while free in self._importer.names or free.encode() in text:
            number_ += 1
            free = f"{name}_{number_}"
        self._importer.names.add(free)
        return free

    def _first(self, source: PartSource) -> etree._Element:
        """Return the body of the ground; its other stories are settled at once."""
        for name in _stories(source):
            data = source.entries[name].unpack()
            if name != BODY and (b"w:fldChar" in data or b"w:fldSimple" in data):
                root = parse(name, data)
                source.what.settle(root)
                self._changed[name] = deflate(name, etree.tostring(root, encoding="UTF-8", standalone=True))
        root = parse(BODY, source.entries[BODY].unpack())
        source.what.settle(root)
        return root

    @staticmethod
    def _brought(importing: Import, body: etree._Element, sections: Sequence[etree._Element]) -> list[etree._Element]:
        """Bring a body over with its notes. Return its sections as the joined file has them."""
        kept = [copy.deepcopy(section) for section in sections]
        for section in sections:
            section.clear()
        importing.adapt(body, BODY, BODY)
        NoteImporter(importing, BODY).bring(body)
        made = [brought_section(importing, section, headers=True) for section in kept]
        for old, new in zip(sections, made, strict=True):
            parent = old.getparent()
            assert parent is not None
            parent.replace(old, new)
        return made

    def _mark(self, body: etree._Element, what: PartFields) -> None:
        """Set the bookmarks that fields of the part point at: at its end and around it.

        LibreOffice 7.4 loses the one in the last table of a file when another ends behind that table.
        """
        text, block = last_text(body), last_block(body)
        if what.end in what.total:
            start, end = self._bookmark(body, what.end)
            text.extend([start, end])
        if what.listed:
            start, end = self._bookmark(body, what.whole)
            body.insert(0, start)
            if block is text:
                text.append(end)
            else:
                block.addprevious(end)

    def _bookmark(self, body: etree._Element, name: str) -> tuple[etree._Element, etree._Element]:
        self._importer.ids.bookmark += 1
        own = str(self._importer.ids.bookmark)
        return body.makeelement(_START, {_ID: own, _NAME: name}), body.makeelement(_END, {_ID: own})

    def _write(self, root: etree._Element, body: etree._Element, *, first: bool) -> None:
        if first:
            text = XML_DECLARATION + etree.tostring(root, encoding="unicode", with_tail=False)
            self._head, _, self._tail = text.rpartition("</w:body>")
            self._body.add(self._head)
            self._head = self._head[: self._head.index("<w:body")]
            return
        blocks = "".join(serialised(child) for child in body if isinstance(child.tag, str))
        self._body.add(without_declared(blocks, self._head))

    def finished(self, sources: Sequence[SourceDocument], title: str) -> bytes:
        """Return the joined file."""
        self._body.add(f"</w:body>{self._tail}")
        changed = {BODY: self._body.entry(), **self._changed}
        notes = {name: changed[name].unpack().decode() for name in self._additions.notes if name in changed}
        self._additions.put_notes(notes)
        changed |= {name: deflate(name, xml.encode("utf-8")) for name, xml in notes.items()}
        settings = merged_settings(sources)
        if settings is not None:
            changed[SETTINGS] = deflate(SETTINGS, settings)
        if CORE in self._ground.entries:
            changed[CORE] = deflate(CORE, titled(self._ground.entries[CORE].unpack(), title))
        if self._additions:
            self._additions.put_into(changed)
        return write_package(tuple(self._ground.entries.values()), changed)


def _stories(source: SourceDocument) -> list[str]:
    return [part.name for part in template_parts(source.entries) if part.kind == "story"]


def _taken(ground: SourceDocument) -> tuple[set[str], int, int]:
    """Return the names of bookmarks that a file has, its highest id of an annotation and of a drawing."""
    names, top, drawing = set[str](), 0, 0
    for name in _stories(ground):
        root = parse(name, ground.entries[name].unpack())
        names |= bookmark_names(root)
        top = max([top, *annotation_ids(root)])
        drawing = max([drawing, *(number(item.get("id")) for item in root.iter(qn("wp:docPr")))])
    return names, top, drawing
