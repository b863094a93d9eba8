"""A template as plain text, for reading and git differences: a line a paragraph, a heading a part, cells in bars."""

from __future__ import annotations

from schematom_docs.document.ooxml import W_TC
from schematom_docs.document.package import read_package
from schematom_docs.document.parts import parse, template_parts
from schematom_docs.document.places import paragraphs
from schematom_docs.document.streams import joined, text_atoms


def text_view(source: bytes) -> str:
    """Return the text of all stories of a DOCX. Raises TemplateError when it is no Word file."""
    entries = {entry.name: entry for entry in read_package(source)}
    lines: list[str] = []
    for part in template_parts(entries):
        if part.kind != "story":
            continue
        root = parse(part.name, entries[part.name].unpack())
        body = [_line(paragraph, joined(text_atoms(paragraph))) for paragraph, _ in paragraphs(root, "")]
        if any(line.strip(" |") for line in body):
            lines += [f"== {part.label} ==", *body]
    return "\n".join(lines) + "\n" if lines else ""


def _line(paragraph: object, text: str) -> str:
    parent = paragraph.getparent()  # type: ignore[attr-defined]
    return f"| {text}" if parent is not None and parent.tag == W_TC else text
