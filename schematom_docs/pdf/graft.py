"""Copying one PDF into another with everything its pages refer to: tags, outline, destinations, fields, attachments."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from schematom_docs.errors import ConversionError
from schematom_docs.pdf.page_view import DEEPEST
from schematom_docs.pdf.references import inner_objects, rename_destinations, shift_structure_keys
from schematom_docs.pdf.trees import read_name_tree

INHERITED = (Name.Resources, Name.MediaBox, Name.CropBox, Name.Rotate)
# While a page has this type, qpdf copies it like any other object; a real page is cut off from its neighbours
# when it is copied, and links between pages would point to nothing.
_PARKED = Name.SchematomPage


@dataclass(frozen=True, slots=True)
class Graft:
    """What came along with the pages of one source; each object belongs to the pack now, None = the source has none."""

    pages: list[Object]
    tree: Object | None
    outline: Object | None
    destinations: list[tuple[str, Object]]
    attachments: list[tuple[str, Object]]
    intents: Object | None
    form: Object | None
    layers: Object | None


def is_tagged(source: Pdf) -> bool:
    """Return whether source has a structure tree that its pages can be found in."""
    tree = source.Root.get(Name.StructTreeRoot)
    return isinstance(tree, pikepdf.Dictionary) and Name.K in tree and Name.ParentTree in tree


def is_signed(source: Pdf) -> bool:
    """Return whether source holds an electronic signature or time stamp; they need a form or permissions to count."""
    if Name.AcroForm not in source.Root and Name.Perms not in source.Root:
        return False
    return any(node.get(Name.FT) == Name.Sig and Name.V in node for node in inner_objects(source))


def refuse_signed(source: Pdf, *, name: str) -> None:
    """Raise ConversionError when source holds an electronic signature: joining would break it without a word."""
    if is_signed(source):
        raise ConversionError(
            "Plik PDF jest podpisany elektronicznie; włączenie go do pakietu unieważniłoby podpis.",
            place=name,
            remedy="Dołącz go obok pakietu jako osobny plik albo włącz wersję bez podpisu.",
        )


def graft(pack: Pdf, source: Pdf, *, offset: int | None, renamed: Callable[[str], str]) -> Graft:
    """Append the pages of source to pack and return what came with them.

    offset: added to the structure keys of source, None when source has no tags; renamed: new name of a destination.
    source is changed on the way and is of no use afterwards, but must stay open until pack is saved.
    """
    for node in inner_objects(source):
        shift_structure_keys(node, offset)
        rename_destinations(node, renamed)
    bundle = _bundle(source, renamed)
    if offset is not None:
        bundle.Tree = source.Root.StructTreeRoot
    copied = pack.copy_foreign(source.make_indirect(bundle))
    pages = list(copied.Pages)
    for page in pages:
        page.Type = Name.Page
        pack.pages.append(Page(page))
    return Graft(
        pages=pages,
        tree=copied.get(Name.Tree),
        outline=copied.get(Name.Outlines),
        destinations=_pairs(copied.Destinations),
        attachments=_pairs(copied.Attachments),
        intents=copied.get(Name.OutputIntents),
        form=copied.get(Name.AcroForm),
        layers=copied.get(Name.OCProperties),
    )


def _bundle(source: Pdf, renamed: Callable[[str], str]) -> Dictionary:
    """Return one dictionary that holds all that moves from source, its pages parked."""
    root = source.Root
    names = root.get(Name.Names, Dictionary())
    old = root.get(Name.Dests, Dictionary())
    destinations = [(key[1:], old[key]) for key in sorted(old.keys())] + read_name_tree(names.get(Name.Dests))
    bundle = Dictionary(
        Destinations=_flat((renamed(key), value) for key, value in destinations),
        Attachments=_flat(read_name_tree(names.get(Name.EmbeddedFiles))),
    )
    for key in (Name.Outlines, Name.OutputIntents, Name.AcroForm, Name.OCProperties):
        if key in root:
            bundle[key] = root[key]
    bundle.Pages = Array(_parked(source))
    return bundle


def _parked(source: Pdf) -> list[Object]:
    pages: list[Object] = [page.obj for page in source.pages]
    for page in pages:
        for key in INHERITED:
            value = _inherited(page, key)
            if value is not None:
                page[key] = value
    for page in pages:
        page.Type = _PARKED
        del page[Name.Parent]
    return pages


def _inherited(page: Object, key: Name) -> Object | None:
    node: Object | None = page
    for _ in range(DEEPEST):
        if node is None or key in node:
            return None if node is None else node[key]
        node = node.get(Name.Parent)
    return None


def _flat(pairs: Iterable[tuple[str, Object]]) -> Array:
    return Array([item for key, value in pairs for item in (String(key), value)])


def _pairs(flat: Object) -> list[tuple[str, Object]]:
    return [(str(flat[place]), flat[place + 1]) for place in range(0, len(flat) - 1, 2)]
