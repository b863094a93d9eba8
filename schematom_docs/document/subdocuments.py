"""A Word file as a value: its text with lists, styles, notes, pictures, links and bookmarks, all of them its own."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from schematom_docs.document.additions import BODY, STYLES, Additions, Relation
from schematom_docs.document.import_lists import NUMBERING, ListImporter, Lists
from schematom_docs.document.import_notes import NoteImporter
from schematom_docs.document.import_sections import Pages, is_mark, mark_sections
from schematom_docs.document.import_styles import Stylebook, StyleImporter
from schematom_docs.document.invariants import Ids
from schematom_docs.document.marks import Tag
from schematom_docs.document.ooxml import NAMESPACES, W_SECTPR, qn
from schematom_docs.document.output import Block
from schematom_docs.document.sections import Foreign, Sections
from schematom_docs.document.source_document import SourceDocument, opened, serialised
from schematom_docs.document.streams import detach
from schematom_docs.errors import TemplateError

_DROPPED: Final = tuple(qn(f"w:{name}") for name in ("permStart", "permEnd", "proofErr"))
_R: Final = f"{{{NAMESPACES['r']}}}"
_OLD_LINK: Final = "{urn:schemas-microsoft-com:office:office}relid"
_NAME: Final = re.compile(r"(?:(?<=REF )|(?<=\\l ))(\s*\"?)([\w.]+)")
_W_ID, _W_NAME = qn("w:id"), qn("w:name")


@dataclass(frozen=True, slots=True)
class SubDocument(Block):
    """A whole Word file put in place of the paragraph that holds nothing but its tag. data: bytes of a DOCX.

    Lists start anew, equal styles are shared and others added beside. own_pages: whether its sections keep their paper,
    margins and columns; None: when they are several or differ from the document's in paper or columns. A file in a
    table, text box or header has no pages of its own. own_headers: whether those sections keep their headers, footers
    and page numbers too; otherwise those of the document run on.
    """

    data: bytes
    own_pages: bool | None = None
    own_headers: bool = False

    def blocks_xml(self, state: Any, tag: Tag) -> str:
        """Return the paragraphs and tables of the file. Raises TemplateError when it is no Word file."""
        pages = None if not tag.flow or self.own_pages is False else Pages(bool(self.own_pages), self.own_headers)
        return str(state.importer.insert(self.data, tag.part, pages))


@dataclass(slots=True)
class Importer:
    """Bring Word files into one being filled. names: bookmarks it already has; foreign: sections brought so far.

    sections: of the body being filled; None leaves page set-up and comments behind, as docxtpl does. looks: styles of
    the files brought so far and the ids they got, by digest of their look; known: the document's own styles.
    """

    additions: Additions
    ids: Ids
    names: set[str] = field(default_factory=set)
    sections: Sections | None = None
    foreign: list[Foreign] = field(default_factory=list)
    looks: dict[str, tuple[Stylebook, dict[str, str]]] = field(default_factory=dict)
    known: Stylebook | None = None

    def insert(self, data: bytes, part: str, pages: Pages | None = None) -> str:
        """Return the blocks of a Word file as XML for a part; what they need joins the additions."""
        return Import(self, opened(data), part).blocks(pages)

    def own_styles(self) -> Stylebook:
        """Return the styles of the document, to which every file adds its own."""
        if self.known is None:
            numbered = NUMBERING in self.additions.trees or NUMBERING in self.additions.known
            seen = etree.fromstring(etree.tostring(self.additions.tree(STYLES)))
            SourceDocument(self.additions.known).own_look(seen)
            self.known = Stylebook(seen, Lists(self.additions.tree(NUMBERING) if numbered else None))
        return self.known

    def styles_of(self, source: SourceDocument, lists: Lists) -> tuple[Stylebook, dict[str, str]]:
        """Return the styles of a file and the ids that files of the same styles were given for them."""
        if source.look not in self.looks:
            self.looks[source.look] = Stylebook(source.root(STYLES), lists), {}
        return self.looks[source.look]


class Import:
    """One file on its way into one part."""

    def __init__(self, importer: Importer, source: SourceDocument, part: str) -> None:
        self.importer, self.source, self.part = importer, source, part
        self.additions = importer.additions
        self.bookmarks: dict[str, str] = {}
        self.copied: dict[str, str] = {}
        own, target = Lists(source.root(NUMBERING)), importer.own_styles()
        self.lists = ListImporter(
            own,
            self.additions,
            target.lists,
            self._new_style,
            lambda bullet: self._relations(bullet, NUMBERING, NUMBERING),
        )
        book, ids = importer.styles_of(source, own)
        self.styles = StyleImporter(book, self.additions.tree(STYLES), target, self.lists.wanted, ids)

    def blocks(self, pages: Pages | None) -> str:
        """Return the body's paragraphs and tables. pages: how its page set-up is kept; None for not at all."""
        root = self.source.root(BODY)
        body = None if root is None else root.find(qn("w:body"))
        if body is None:
            raise TemplateError("poddokument nie ma treści", remedy="Zapisz go ponownie w Wordzie.")
        target = self.importer.sections
        if pages is not None and target is not None:
            mark_sections(self, body, pages, target)
        for section in list(body.iter(W_SECTPR)):
            detach(section)
        self.adapt(body, BODY, self.part)
        NoteImporter(self, self.part).bring(body)
        return "".join(
            serialised(child) for child in body if isinstance(child.tag, str) or (target and is_mark(child, target))
        )

    def _new_style(self, style_id: str) -> str:
        mapped = self.styles.wanted(style_id)
        return mapped if mapped in self.styles.new else ""

    def adapt(self, root: etree._Element, source_part: str, part: str) -> None:
        """Give everything below an element the styles, lists, relations and ids of the document."""
        for element in list(root.iter(*_DROPPED)):
            detach(element)
        for identity in list(root.iter(f"{qn('w:sdtPr')}")):
            for own in identity.findall(_W_ID):
                identity.remove(own)
        self.styles.number_directly(root)
        self.styles.apply(root)
        self.lists.apply(root)
        self._relations(root, source_part, part)
        self._bookmarks(root)
        for drawing in root.iter(qn("wp:docPr")):
            drawing.set("id", str(self.importer.ids.next_drawing()))

    def _relations(self, root: etree._Element, source_part: str, part: str) -> None:
        relations = self.source.relations(source_part)
        for element in root.iter("*"):
            for name, value in element.attrib.items():
                if not str(name).startswith(_R) and name != _OLD_LINK:
                    continue
                relation = relations.get(str(value))
                if relation is None or not (relation.external or relation.target in self.source.entries):
                    del element.attrib[name]
                    continue
                element.set(name, self.additions.relate(part, self._carried(relation)))

    def _carried(self, relation: Relation) -> Relation:
        """Return the relation to a part's copy in the document, with all that the part itself points at."""
        if relation.external:
            return relation
        name = relation.target
        if name not in self.copied:
            data = self.source.entries[name].unpack()
            stem = self.source.digest(name)
            media = name.startswith("word/media/")
            extension = name.rpartition(".")[2].lower()
            own = f"word/media/st{stem}.{extension}" if media else f"word/st{stem}/{posixpath.basename(name)}"
            self.copied[name] = own
            self.additions.types[own] = self.source.content_type(name)
            below = self.source.relations(name)
            self.additions.files[own] = self._relinked(data, own, below) if below else data
        return Relation(relation.type, self.copied[name])

    def _relinked(self, data: bytes, own: str, below: Any) -> bytes:
        """Return a copied part whose own references point at the copies of what it needs."""
        text = data
        for key, relation in below.items():
            if relation.external or relation.target in self.source.entries:
                new = self.additions.relate(own, self._carried(relation))
                text = re.sub(rb'(:\w+=")%s(")' % re.escape(key.encode()), rb"\g<1>%s\g<2>" % new.encode(), text)
        return text

    def _bookmarks(self, root: etree._Element) -> None:
        """Give bookmarks ids and names that nothing else has; fields and links follow."""
        given: dict[str, str] = {}
        for mark in list(root.iter(qn("w:bookmarkStart"))):
            name = mark.get(_W_NAME, "")
            self.importer.ids.bookmark += 1
            given[mark.get(_W_ID, "")] = str(self.importer.ids.bookmark)
            mark.set(_W_ID, given[mark.get(_W_ID, "")])
            mark.set(_W_NAME, self._free_name(name))
            self.bookmarks[name] = mark.get(_W_NAME, "")
        for end in list(root.iter(qn("w:bookmarkEnd"))):
            if end.get(_W_ID, "") in given:
                end.set(_W_ID, given[end.get(_W_ID, "")])
            else:
                detach(end)
        for link in root.iter(qn("w:hyperlink")):
            anchor = link.get(qn("w:anchor"))
            if anchor in self.bookmarks:
                link.set(qn("w:anchor"), self.bookmarks[anchor])
        for text in root.iter(qn("w:instrText")):
            text.text = self._field(text.text or "")
        for simple in root.iter(qn("w:fldSimple")):
            simple.set(qn("w:instr"), self._field(simple.get(qn("w:instr"), "")))

    def _field(self, instruction: str) -> str:
        return _NAME.sub(lambda match: match[1] + self.bookmarks.get(match[2], match[2]), instruction)

    def _free_name(self, name: str) -> str:
        free, number_ = name, 1
        while free in self.importer.names:
            number_ += 1
            free = f"{name}_{number_}"
        self.importer.names.add(free)
        return free
