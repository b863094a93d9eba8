"""Notes and comments of a sub-document: each that its text refers to comes along under an id of its own."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Final

from lxml import etree

from schematom_docs.document.additions import BODY, NewNotes
from schematom_docs.document.ooxml import number, qn
from schematom_docs.document.source_document import SourceDocument, serialised
from schematom_docs.document.streams import remove
from schematom_docs.errors import TemplateError

if TYPE_CHECKING:
    from schematom_docs.document.subdocuments import Import

_PARTS: Final = {
    "footnote": "word/footnotes.xml",
    "endnote": "word/endnotes.xml",
    "comment": "word/comments.xml",
}
_CALLED: Final = {"footnote": "przypisy", "endnote": "przypisy", "comment": "komentarze"}
_RANGE: Final = (qn("w:commentRangeStart"), qn("w:commentRangeEnd"))
_ID: Final = qn("w:id")
_APART: Final = 10_000
"""Ids that loops may give to copies of the document's own notes lie between those and the new ones."""


class NoteImporter:
    """Bring over the notes that text of one sub-document refers to. part: where the text goes."""

    def __init__(self, importing: Import, part: str) -> None:
        self._import, self._part, self._additions = importing, part, importing.additions

    def bring(self, text: etree._Element) -> None:
        """Bring the notes and comments of a text, and comments within its notes."""
        new = [note for kind in ("footnote", "endnote") for note in self._bring(text, kind)]
        for place in (text, *new):
            if self._import.importer.sections is None:
                _uncomment(place, {})
            else:
                self._bring(place, "comment")
        for note in new:
            part = _PARTS[str(note.tag).rpartition("}")[2]]
            self._additions.notes[part].xml.append(serialised(note))

    def _bring(self, text: etree._Element, kind: str) -> list[etree._Element]:
        part = _PARTS[kind]
        references = list(text.iter(qn(f"w:{kind}Reference")))
        root = self._import.source.root(part) if references else None
        if root is not None and self._part != BODY:
            what = _CALLED[kind]
            raise TemplateError(
                f"poddokument ma {what}, a stoi poza treścią", remedy=f"Wstaw go w treści albo usuń z niego {what}."
            )
        notes = {} if root is None else {note.get(_ID, ""): note for note in root.iter(qn(f"w:{kind}"))}
        given: dict[str, str] = {}
        made: list[etree._Element] = []
        for reference in references:
            original = notes.get(reference.get(_ID, ""))
            if original is None or root is None:
                remove(reference)
                continue
            new = self._gathered(kind, part, root)
            new.top += 1
            note = copy.deepcopy(original)
            given[reference.get(_ID, "")] = str(new.top)
            for element in (reference, note):
                element.set(_ID, str(new.top))
            self._import.adapt(note, part, part)
            made.append(note)
        if kind == "comment":
            _uncomment(text, given)
            self._gather(made, part)
        return made

    def _gather(self, comments: list[etree._Element], part: str) -> None:
        for comment in comments:
            self._additions.notes[part].xml.append(serialised(comment))

    def _gathered(self, kind: str, part: str, root: etree._Element) -> NewNotes:
        """Return where new notes are gathered. A file without notes gets the part, with the source's separators."""
        known = self._additions.notes.get(part)
        if known is not None:
            return known
        new = self._additions.notes[part] = NewNotes(0)
        if part in self._additions.known:
            own = SourceDocument(self._additions.known).root(part)
            ids = [] if own is None else [number(note.get(_ID)) for note in own.iter(qn(f"w:{kind}"))]
            new.top = max(ids, default=0) + _APART
        else:
            frame = etree.fromstring(etree.tostring(root))
            for note in list(frame.iter(qn(f"w:{kind}"))):
                if note.get(qn("w:type")) in (None, "normal"):
                    frame.remove(note)
            new.top = max((number(note.get(_ID)) for note in frame), default=0)
            self._import.adapt(frame, part, part)
            new.frame = etree.tostring(frame, encoding="unicode")
            self._additions.add_part(part, f"{kind}s")
        return new


def _uncomment(text: etree._Element, given: dict[str, str]) -> None:
    """Give the ranges of comments their new ids; those of comments that do not come along go."""
    for mark in list(text.iter(*_RANGE)):
        new, parent = given.get(mark.get(_ID, "")), mark.getparent()
        if new is not None:
            mark.set(_ID, new)
        elif parent is not None:
            parent.remove(mark)
    for reference in list(text.iter(qn("w:commentReference"))) if not given else ():
        remove(reference)
