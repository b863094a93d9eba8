"""Tags of a PDF made elsewhere: mended where that is safe, taken off where they would lie."""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from schematom_docs.pdf.content_check import content_faults
from schematom_docs.pdf.graft import is_tagged
from schematom_docs.pdf.loose_ink import hide_loose_ink
from schematom_docs.pdf.references import inner_objects, shift_structure_keys
from schematom_docs.pdf.structure import elements
from schematom_docs.pdf.structure_check import tree_faults

_HEADING = re.compile(r"/H([1-6])")


def settle_tags(document: Pdf) -> str:
    """Make the tags of document pass the gate of PDF/UA; return what was done, in Polish, "" for nothing.

    Levels of headings are closed up and header cells told their scope; tags that are wrong in another way are taken
    off, and the joining makes a figure of every page.
    """
    if not is_tagged(document):
        drop_tags(document)
        return ""
    hide_loose_ink(document)
    for page in document.pages:
        page.obj.Tabs = Name.S
    tree = document.Root.StructTreeRoot
    mended = _close_up_headings(tree) + _tell_scopes(tree)
    faults = [*tree_faults(document), *content_faults(document)]
    if faults:
        drop_tags(document)
        return f"Znaczniki dostępności pliku są wadliwe ({faults[0].reason}); strony opisano jako ilustracje."
    return "Uzupełniono znaczniki dostępności (poziomy nagłówków, komórki nagłówków tabel)." if mended else ""


def drop_tags(document: Pdf) -> None:
    """Take the structure tree off, with all that points into it."""
    for key in (Name.StructTreeRoot, Name.MarkInfo):
        if key in document.Root:
            del document.Root[key]
    for node in inner_objects(document):
        shift_structure_keys(node, None)


def _close_up_headings(tree: Object) -> int:
    """Give each heading a level one below the heading it stands under; return how many were changed."""
    above: list[tuple[int, int]] = []  # (level as it was, level given) of the headings around
    changed = 0
    for element in elements(tree):
        found = _HEADING.fullmatch(str(element.S))
        if found is not None:
            level = int(found[1])
            while above and above[-1][0] >= level:
                above.pop()
            wanted = above[-1][1] + 1 if above else 1
            above.append((level, wanted))
            if wanted != level:
                element.S = Name(f"/H{wanted}")
                changed += 1
    return changed


def _tell_scopes(tree: Object) -> int:
    """Say of header cells without a scope that they describe their column, or their row when data cells follow them."""
    changed = 0
    for row in [element for element in elements(tree) if str(element.S) == "/TR"]:
        kids = row.get(Name.K)
        cells = [cell for cell in kids if isinstance(cell, pikepdf.Dictionary)] if isinstance(kids, Array) else []
        scope = Name.Row if any(str(cell.get(Name.S)) == "/TD" for cell in cells) else Name.Column
        for cell in cells:
            if str(cell.get(Name.S)) == "/TH" and not _says_scope(cell):
                owner = Dictionary(O=Name.Table, Scope=scope)
                stated = cell.get(Name.A)
                owners = list(stated) if isinstance(stated, pikepdf.Array) else [] if stated is None else [stated]
                cell.A = Array([*owners, owner])
                changed += 1
    return changed


def _says_scope(cell: Object) -> bool:
    stated = cell.get(Name.A)
    owners = list(stated) if isinstance(stated, pikepdf.Array) else [stated]
    return any(isinstance(one, pikepdf.Dictionary) and (Name.Scope in one or Name.Headers in one) for one in owners)
