"""What a PDF keeps for its readers beside the pages, counted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Name

from schematom_docs.pdf.trees import read_name_tree


@dataclass(frozen=True, slots=True)
class Kept:
    """What a reader finds in a PDF beside its pages: structure elements, entries of the outline, named places."""

    elements: int
    outlines: int
    places: int

    @classmethod
    def of(cls, pdf: bytes) -> Kept:
        """Return the counts of one file."""
        with pikepdf.open(io.BytesIO(pdf)) as document, document.open_outline() as outline:
            tree = document.Root.get(Name.Names, pikepdf.Dictionary()).get(Name.Dests)
            places = len(list(read_name_tree(tree))) + len(document.Root.get(Name.Dests, pikepdf.Dictionary()))
            return cls(_elements(document.Root.StructTreeRoot), sum(1 for _ in _items(outline.root)), places)


def _items(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _items(list(item.children))


def _elements(node: pikepdf.Object) -> int:
    kids = node.get(Name.K, pikepdf.Array())
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    inner = [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and Name.S in kid]
    return len(inner) + sum(_elements(kid) for kid in inner)
