"""Sections of a sub-document: their paper, margins and columns come along, marked for `section_flow` to put in."""

from __future__ import annotations

import copy
import hashlib
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from schematom_docs.document.additions import BODY, Relation
from schematom_docs.document.ooxml import NAMESPACES, W_SECTPR, qn
from schematom_docs.document.sections import COUNT, Breaks, Foreign, Sections, paper
from schematom_docs.document.source_document import serialised

if TYPE_CHECKING:
    from schematom_docs.document.subdocuments import Import

_REFERENCES: Final = (qn("w:headerReference"), qn("w:footerReference"))
_LEFT: Final = [qn(f"w:{name}") for name in ("paperSrc", "printerSettings", "formProt", "sectPrChange")]
_OWN: Final = [qn(f"w:{name}") for name in ("titlePg", "pgNumType")]
_BEFORE_COUNT: Final = [
    qn(f"w:{name}") for name in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz",
                                 "pgMar", "paperSrc", "pgBorders", "lnNumType")
]  # fmt: skip
_ID: Final = qn("r:id")


@dataclass(frozen=True, slots=True)
class Pages:
    """How sections of a sub-document are kept. exact: on the document's paper too; headers: with their own."""

    exact: bool
    headers: bool


def mark_sections(importing: Import, body: etree._Element, pages: Pages, target: Sections) -> bool:
    """Mark the sections of a sub-document's body. Return False when it may as well run on in the document's own.

    One section on the document's paper runs on, whatever its margins: most are pieces of text.
    """
    root = body.getparent()
    last = body.find(W_SECTPR)
    if root is None or last is None:
        return False
    breaks = Breaks.lift(root, target.marker)
    exact = pages.exact or pages.headers or bool(breaks.lifted)
    if not exact and target.papers == frozenset({paper(_text(last))}):
        return False
    numbers = []
    for section in [section for _, _, section, _ in breaks.lifted] + [last]:
        numbers.append(len(importing.importer.foreign))
        importing.importer.foreign.append(Foreign(_settings(importing, section, headers=pages.headers), exact))
    for (mark, *_), number in zip(breaks.lifted, numbers[1:], strict=True):
        mark.addnext(etree.ProcessingInstruction(target.marker, f"F{number}"))
        mark.addnext(etree.ProcessingInstruction(target.marker, "G"))
        _remove(mark)
    body.insert(0, etree.ProcessingInstruction(target.marker, f"F{numbers[0]}"))
    last.addprevious(etree.ProcessingInstruction(target.marker, "J"))
    return True


def is_mark(node: etree._Element, target: Sections) -> bool:
    """Tell whether a node marks a section."""
    return isinstance(node, etree._ProcessingInstruction) and node.target == target.marker


def _settings(importing: Import, section: etree._Element, *, headers: bool) -> str:
    """Return a w:sectPr for the document: with headers of its own, or with a place for those of the document."""
    made = brought_section(importing, section, headers=headers)
    if headers:
        return _text(made)
    at = max((index + 1 for index, element in enumerate(made) if element.tag in _BEFORE_COUNT), default=0)
    made.insert(at, etree.Comment("strony"))
    return _text(made).replace("<!--strony-->", COUNT)


def brought_section(importing: Import, section: etree._Element, *, headers: bool) -> etree._Element:
    """Return a w:sectPr of a file for the document. headers: with its headers, footers and page numbers."""
    made = copy.deepcopy(section)
    for element in list(made):
        left = element.tag in _LEFT or (not headers and element.tag in (*_OWN, *_REFERENCES))
        if left or (element.tag in _REFERENCES and not _bring_header(importing, element)):
            made.remove(element)
    return made


def _bring_header(importing: Import, reference: etree._Element) -> bool:
    """Bring the header or footer that a section refers to. Return False when the file lacks it."""
    relation = importing.source.relations(BODY).get(reference.get(_ID, ""))
    if relation is None or relation.target not in importing.source.entries:
        return False
    stem = f"{importing.source.digest(relation.target)}{importing.source.look}"
    name = f"word/st{hashlib.sha256(stem.encode()).hexdigest()[:16]}/{posixpath.basename(relation.target)}"
    if name not in importing.additions.files:
        importing.additions.files[name] = b""
        root = importing.source.root(relation.target)
        assert root is not None
        importing.adapt(root, relation.target, name)
        importing.additions.files[name] = etree.tostring(root, encoding="UTF-8", standalone=True)
        importing.additions.types[name] = importing.source.content_type(relation.target)
    reference.set(_ID, importing.additions.relate(BODY, Relation(relation.type, name)))
    return True


def _text(section: etree._Element) -> str:
    """Return a w:sectPr as text with an end tag, without what every document declares itself."""
    head, _, rest = serialised(section).partition(">")
    if head.endswith("/"):
        return "<w:sectPr></w:sectPr>"
    relations = f' xmlns:r="{NAMESPACES["r"]}"' if "r:id=" in rest else ""
    return f"<w:sectPr{relations}>{rest}"


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
