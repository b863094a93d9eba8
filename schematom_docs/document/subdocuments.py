"""A Word file as a value: its text with lists, styles, notes, pictures, links and bookmarks, all of them its own."""

from __future__ import annotations

import copy
import hashlib
import posixpath
import re
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from schematom_docs.document.additions import BODY, STYLES, Additions, NewNotes, Relation
from schematom_docs.document.import_lists import NUMBERING, ListImporter, Lists
from schematom_docs.document.import_styles import Stylebook, StyleImporter
from schematom_docs.document.invariants import Ids
from schematom_docs.document.marks import Tag
from schematom_docs.document.ooxml import NAMESPACES, W_SECTPR, number, qn
from schematom_docs.document.output import Block
from schematom_docs.document.source_document import SourceDocument, opened
from schematom_docs.document.streams import detach
from schematom_docs.errors import TemplateError

_DROPPED: Final = tuple(
    qn(f"w:{name}")
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "permStart", "permEnd", "proofErr")
)
_R: Final = f"{{{NAMESPACES['r']}}}"
_OLD_LINK: Final = "{urn:schemas-microsoft-com:office:office}relid"
_NOTES: Final = {"footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml"}
_NAME: Final = re.compile(r"(?<=REF )(\s*\"?)([\w.]+)")
_W_ID, _W_NAME = qn("w:id"), qn("w:name")


@dataclass(frozen=True, slots=True)
class SubDocument(Block):
    """A whole Word file put in place of the paragraph that holds nothing but its tag. data: bytes of a DOCX.

    Lists start anew, equal styles are shared and others added beside, page set-up and comments stay behind.
    """

    data: bytes

    def blocks_xml(self, state: Any, tag: Tag) -> str:
        """Return the paragraphs and tables of the file. Raises TemplateError when it is no Word file."""
        return str(state.importer.insert(self.data, tag.part))


@dataclass(slots=True)
class Importer:
    """Bring Word files into one being filled. names: bookmarks it already has."""

    additions: Additions
    ids: Ids
    names: set[str] = field(default_factory=set)

    def insert(self, data: bytes, part: str) -> str:
        """Return the blocks of a Word file as XML for a part; what they need joins the additions."""
        return _Import(self, opened(data), part).blocks()


class _Import:
    """One file on its way into one part."""

    def __init__(self, importer: Importer, source: SourceDocument, part: str) -> None:
        self.importer, self.source, self.part = importer, source, part
        self.additions = importer.additions
        self.bookmarks: dict[str, str] = {}
        self.copied: dict[str, str] = {}
        own, theirs = Lists(source.root(NUMBERING)), Lists(self._numbering())
        target = self.additions.tree(STYLES)
        known = SourceDocument(self.additions.known)
        seen = etree.fromstring(etree.tostring(target))
        known.own_look(seen)
        self.lists = ListImporter(own, self.additions, self._new_style)
        self.styles = StyleImporter(
            Stylebook(source.root(STYLES), own), target, Stylebook(seen, theirs), self.lists.wanted
        )

    def blocks(self) -> str:
        """Return the body's paragraphs and tables."""
        root = self.source.root(BODY)
        body = None if root is None else root.find(qn("w:body"))
        if body is None:
            raise TemplateError("poddokument nie ma treści", remedy="Zapisz go ponownie w Wordzie.")
        for section in list(body.iter(W_SECTPR)):
            detach(section)
        self._adapt(body, BODY, self.part)
        self._notes(body)
        return "".join(map(_serialised, (child for child in body if isinstance(child.tag, str))))

    def _numbering(self) -> etree._Element | None:
        known = NUMBERING in self.additions.trees or NUMBERING in self.additions.known
        return self.additions.tree(NUMBERING) if known else None

    def _new_style(self, style_id: str) -> str:
        mapped = self.styles.wanted(style_id)
        return mapped if mapped in self.styles.new else ""

    def _adapt(self, root: etree._Element, source_part: str, part: str) -> None:
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
            stem = hashlib.sha256(data).hexdigest()[:16]
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

    def _notes(self, body: etree._Element) -> None:
        for kind, part in _NOTES.items():
            references = list(body.iter(qn(f"w:{kind}Reference")))
            root = self.source.root(part) if references else None
            if root is None:
                for reference in references:
                    detach(reference)
                continue
            if self.part != BODY:
                raise TemplateError(
                    "poddokument ma przypisy, a stoi poza treścią",
                    remedy="Wstaw go w treści albo usuń z niego przypisy.",
                )
            notes = {note.get(_W_ID, ""): note for note in root.iter(qn(f"w:{kind}"))}
            new = self._part_of_notes(kind, part, root)
            for reference in references:
                original = notes.get(reference.get(_W_ID, ""))
                if original is None:
                    detach(reference)
                    continue
                new.top += 1
                note = copy.deepcopy(original)
                for element in (reference, note):
                    element.set(_W_ID, str(new.top))
                self._adapt(note, part, part)
                new.xml.append(_serialised(note))

    def _part_of_notes(self, kind: str, part: str, root: etree._Element) -> NewNotes:
        """Return where new notes are gathered. A file without notes gets the part, with the source's separators."""
        known = self.additions.notes.get(part)
        if known is not None:
            return known
        new = self.additions.notes[part] = NewNotes(0)
        if part in self.additions.known:
            own = SourceDocument(self.additions.known).root(part)
            new.top = (
                max((number(note.get(_W_ID)) for note in own.iter(qn(f"w:{kind}"))), default=0)
                if own is not None
                else 0
            )
            new.top += 10_000  # ids that loops may give to copies of the document's own notes lie between
        else:
            frame = etree.fromstring(etree.tostring(root))
            for note in list(frame.iter(qn(f"w:{kind}"))):
                if note.get(qn("w:type")) in (None, "normal"):
                    detach(note)
            self._adapt(frame, part, part)
            new.frame = etree.tostring(frame, encoding="unicode")
            self.additions.add_part(part, f"{kind}s")
        return new


def _serialised(element: etree._Element) -> str:
    """Return one element with the namespaces it uses and no others."""
    alone = etree.fromstring(etree.tostring(element, with_tail=False))
    needed = {prefix for item in alone.iter(qn("mc:Choice")) for prefix in item.get("Requires", "").split()}
    etree.cleanup_namespaces(alone, keep_ns_prefixes=sorted(needed))
    return etree.tostring(alone, encoding="unicode")
