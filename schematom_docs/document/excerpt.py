"""A part of a finished paper as a file of its own: chosen blocks of its body, with its look, without its headers."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from schematom_docs.document.ooxml import W_P, W_SECTPR, XML_DECLARATION, qn
from schematom_docs.document.package import deflate, read_package, write_package
from schematom_docs.document.parts import parse
from schematom_docs.document.provisions import BODY, body_blocks
from schematom_docs.document.starter import Line, paragraph_of, style_ids
from schematom_docs.document.streams import detach

_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))
_BREAK = qn("w:pageBreakBefore")


def excerpt(docx: bytes, blocks: Collection[int], heading: Line) -> bytes:
    """Return the DOCX with only those paragraphs and tables of its body, counted from 0 (see `body_blocks`).

    heading: paragraph above them. Raises TemplateError when the file lacks its style.
    """
    entries = read_package(docx)
    styles = style_ids({entry.name: entry for entry in entries})
    root = parse(BODY, next(entry for entry in entries if entry.name == BODY).unpack())
    kept = [block for index, block in enumerate(body_blocks(root)) if index in blocks]
    body = root[0]
    section = next(body.iterchildren(W_SECTPR, reversed=True), None)
    for child in list(body):
        if child is not section:
            body.remove(child)
    body.insert(0, paragraph_of(heading, styles))
    for at, block in enumerate(kept, 1):
        detach(block)
        body.insert(at, block)
    for item in [*body.iter(_BREAK)][:1] if kept and kept[0].tag == W_P else ():
        detach(item)
    if section is not None:
        section[:] = [child for child in section if child.tag not in _REFERENCES]
    xml = XML_DECLARATION + etree.tostring(root, encoding="unicode")
    return write_package(entries, {BODY: deflate(BODY, xml.encode("utf-8"))})
