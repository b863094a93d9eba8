"""The text of a finished Word file, paragraph by paragraph, each with its place as a person counts it."""

from __future__ import annotations

from collections.abc import Iterator

from schematom_docs.document.package import read_package
from schematom_docs.document.parts import parse, template_parts
from schematom_docs.document.places import paragraphs
from schematom_docs.document.streams import joined, text_atoms

_BREAKING_TABS = "\t"


def paragraph_texts(source: bytes) -> Iterator[tuple[str, str]]:
    """Yield (place, text) of every paragraph that holds text: body, headers, footers, notes, text boxes, tables.

    Cells and lines after a break or a tab come one by one. Raises TemplateError when the bytes are no Word file.
    """
    entries = {entry.name: entry for entry in read_package(source)}
    for part in template_parts(entries):
        if part.kind != "story":
            continue
        root = parse(part.name, entries[part.name].unpack())
        for paragraph, place in paragraphs(root, part.label):
            text = joined(text_atoms(paragraph)).replace(_BREAKING_TABS, "\n")
            for line in text.split("\n"):
                if line.strip():
                    yield place.removeprefix(", "), line.strip()
