"""docxtpl's sub-document on our own importer: no docxcompose needed, the document's own styles and lists stay."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import IO, Any, Final

from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from lxml import etree

from schematom_docs.document.additions import BODY, STYLES, Additions
from schematom_docs.document.import_lists import NUMBERING
from schematom_docs.document.invariants import Ids
from schematom_docs.document.ooxml import W_SECTPR, number, qn
from schematom_docs.document.package import read_package
from schematom_docs.document.parts import parse, template_parts
from schematom_docs.document.references import bookmark_names
from schematom_docs.document.subdocuments import Importer

_LOADED: Final = {STYLES, NUMBERING}


class Subdoc:
    """A document inside a document; other attributes are python-docx's. docpath: the file, None for an empty one."""

    def __init__(self, tpl: Any, docpath: str | os.PathLike[str] | IO[bytes] | None = None) -> None:
        self.tpl = tpl
        self.docx = tpl.get_docx()
        self.subdocx: Any = Document(os.fspath(docpath) if isinstance(docpath, os.PathLike) else docpath)
        self._whole = docpath is not None
        if not self._whole:
            self.subdocx._part = self.docx._part

    def __getattr__(self, name: str) -> Any:
        if name == "subdocx":
            raise AttributeError(name)
        return getattr(self.subdocx, name)

    def _get_xml(self) -> str:
        if self._whole:
            part = self.tpl.current_rendering_part
            name = BODY if part is None else str(part.partname).lstrip("/")
            return str(self.tpl.importer.insert(_bytes(self.subdocx), name))
        body = self.subdocx.element.body
        return "".join(etree.tostring(child, encoding="unicode") for child in body if child.tag != W_SECTPR)

    def __str__(self) -> str:
        return self._get_xml()

    def __unicode__(self) -> str:
        return self._get_xml()

    def __html__(self) -> str:
        return self._get_xml()


def importer_for(document: Any) -> Importer:
    """Return what brings files into an opened document as it stands."""
    entries = read_package(_bytes(document))
    additions = Additions(entries)
    names: set[str] = set()
    top = 0
    for part in template_parts(additions.known):
        if part.kind == "story":
            root = parse(part.name, additions.known[part.name].unpack())
            names |= bookmark_names(root)
            top = max([top, *(number(mark.get(qn("w:id"))) for mark in root.iter(qn("w:bookmarkStart")))])
    return Importer(additions, Ids(0, top), names)


def put_additions(document: Any, additions: Additions) -> None:
    """Give python-docx's document the parts, styles, lists, notes and relationships that sub-documents brought."""
    parts = {str(part.partname).lstrip("/"): part for part in _parts(document.part)}
    package = document.part.package
    for name, blob in _blobs(additions, parts):
        loaded = parts.get(name)
        if loaded is not None and name in _LOADED:
            loaded._element = parse_xml(blob)
        elif loaded is not None:
            loaded._blob = blob
        else:
            parts[name] = Part(PackURI(f"/{name}"), additions.types[name], blob, package)
    for owner, relations in additions.relations.items():
        for relation in relations:
            rels = parts[owner].rels
            if relation.key not in rels and (relation.external or relation.target in parts):
                target = relation.target if relation.external else parts[relation.target]
                rels.add_relationship(relation.type, target, relation.key, relation.external)


def _blobs(additions: Additions, parts: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    for name, root in additions.trees.items():
        yield name, etree.tostring(root)
    for name, data in additions.files.items():
        additions.types.setdefault(name, f"image/{name.rpartition('.')[2]}")
        yield name, data
    for name, notes in additions.notes.items():
        xml = etree.tostring(etree.fromstring(parts[name].blob), encoding="unicode") if name in parts else notes.frame
        yield name, additions.with_notes(name, xml).encode("utf-8")


def _parts(main: Any) -> Iterator[Any]:
    yield main
    yield from (part for part in main.package.iter_parts() if part is not main)


def _bytes(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
