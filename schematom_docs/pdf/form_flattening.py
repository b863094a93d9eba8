"""A filled form made fast: what the fields show becomes part of the pages, and nothing can be typed any more."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from schematom_docs.pdf.form_ink import number
from schematom_docs.pdf.form_tags import elements
from schematom_docs.pdf.form_terminals import HIDDEN
from schematom_docs.pdf.trees import read_number_tree, write_number_tree

_NO_VIEW = 1 << 5


def flatten(pdf: Pdf) -> None:
    """Draw every field into its page and take the interactive form away; in tagged files the text keeps its place."""
    owners = _owners(pdf)
    tree = pdf.Root.get(Name.StructTreeRoot)
    pairs = dict(read_number_tree(tree.get(Name.ParentTree))) if tree is not None else {}
    for page in pdf.pages:
        kept: list[Object] = []
        for annotation in page.obj.get(Name.Annots, Array()):
            if annotation.get(Name.Subtype) != Name.Widget:
                kept.append(annotation)
                continue
            _draw(pdf, page, annotation, owners.get(annotation.objgen), pairs)
            pairs.pop(int(annotation.get(Name.StructParent, -1)), None)
        if kept:
            page.obj.Annots = Array(kept)
        elif Name.Annots in page.obj:
            del page.obj.Annots
    if tree is not None:
        tree.ParentTree = pdf.make_indirect(write_number_tree(pairs.items()))
    if Name.AcroForm in pdf.Root:
        del pdf.Root.AcroForm


def _owners(pdf: Pdf) -> dict[tuple[int, int], Object]:
    """Return the structure element of each widget."""
    found = {}
    for element in elements(pdf):
        held = element.get(Name.K)
        for kid in held if isinstance(held, pikepdf.Array) else [held]:
            if isinstance(kid, pikepdf.Dictionary) and kid.get(Name.Type) == Name.OBJR:
                found[kid.Obj.objgen] = element
    return found


def _draw(pdf: Pdf, page: Page, widget: Object, owner: Object | None, pairs: dict[int, Object]) -> None:
    stream = shown_stream(widget)
    visible = stream is not None and not int(widget.get(Name.F, 0)) & (HIDDEN | _NO_VIEW)
    if not visible or stream is None or stream.read_bytes().strip() in (b"", b"/Tx BMC EMC"):
        if owner is not None:
            _remove(owner)
        return
    name = _free_name(page)
    page.add_resource(stream, Name.XObject, name)
    matrix = " ".join(number(part) for part in _placed(widget, stream))
    content = f"q {matrix} cm {name} Do Q"
    if owner is not None:
        content = f"/Span <</MCID {_mark(pdf, page, owner, pairs)}>> BDC {content} EMC"
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(f"Q\n{content}\n".encode("ascii"))


def shown_stream(widget: Object) -> Object | None:
    """Return the appearance stream a reader shows now, None when there is none."""
    normal = widget.get(Name.AP, Dictionary()).get(Name.N)
    if isinstance(normal, pikepdf.Stream):
        return normal
    state = str(widget.get(Name.AS, ""))
    if isinstance(normal, pikepdf.Dictionary) and state and state in normal:
        drawn: Object = normal[state]
        return drawn
    return None


def _placed(widget: Object, stream: Object) -> Iterator[float]:
    """Yield the matrix that brings the appearance into the widget's rectangle (ISO 32000-1, 12.5.5, algorithm 8.1)."""
    a, b, c, d, e, f = (float(part) for part in stream.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0])))
    x1, y1, x2, y2 = (float(edge) for edge in stream.BBox)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x1, x2) for y in (y1, y2)]
    left, low = min(x for x, _ in corners), min(y for _, y in corners)
    width, height = max(x for x, _ in corners) - left, max(y for _, y in corners) - low
    r1, r2, r3, r4 = (float(edge) for edge in widget.Rect)
    across = abs(r3 - r1) / width if width else 1.0
    up = abs(r4 - r2) / height if height else 1.0
    yield from (across, 0, 0, up, min(r1, r3) - left * across, min(r2, r4) - low * up)


def _mark(pdf: Pdf, page: Page, owner: Object, pairs: dict[int, Object]) -> int:
    """Make the element hold a new piece of page content instead of the widget; return the number of the piece."""
    known = page.obj.get(Name.StructParents)
    key = max(pairs, default=-1) + 1 if known is None else int(known)
    if known is None:
        page.obj.StructParents = key
        pairs[key] = pdf.make_indirect(Array())
        pdf.Root.StructTreeRoot.ParentTreeNextKey = key + 1
    pieces = pairs[key]
    pieces.append(owner)
    owner.S = Name.Span
    owner.Pg = page.obj
    owner.K = len(pieces) - 1
    if Name.Alt in owner:  # the drawn text speaks for itself now
        del owner.Alt
    return len(pieces) - 1


def _remove(element: Object) -> None:
    """Take an element without content out of its parent."""
    parent = element.get(Name.P)
    if parent is None:
        return
    kids = parent.get(Name.K)
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    left = [kid for kid in listed if not (isinstance(kid, pikepdf.Object) and kid.objgen == element.objgen)]
    if left:
        parent.K = Array(left)
    elif Name.K in parent:
        del parent.K


def _free_name(page: Page) -> Name:
    taken = page.resources.get(Name.XObject, Dictionary())
    place = len(taken)
    while f"/Pole{place}" in taken:
        place += 1
    return Name(f"/Pole{place}")
