"""Signature fields of a pack: named, tagged, visible, one for each place for a signature; put in before the seal.

What later signatures need is fixed here: /K of the structure element is the reference to the field itself, not a list
of one (pyHanko would call the second signature a change of the first), and SigFlags is 3 from the beginning.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, ObjectStreamMode, Pdf, String

from schematom_docs.errors import SigningError
from schematom_docs.records import Slot
from schematom_docs.signing.signature_appearance import field_picture

PREFIX = "podpis-"
SIGNATURES_ONLY_APPENDED = 3  # SigFlags: there are signatures, the file may only be appended to
PRINTED, LOCKED = 4, 128  # flags of an annotation
WIDTH, HEIGHT, GAP = 228.0, 62.0, 14.0  # points
_NAME = re.compile(r"[A-Za-z0-9_-]+")

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where one party signs. page: from 1; box: (left, bottom, right, top) in points of that page."""

    slot: Slot
    page: int
    box: Box


def field_name(slot: str) -> str:
    """Return the name of the field of a slot: „podpis-pup”."""
    return f"{PREFIX}{slot}"


def grid(slots: Sequence[Slot], page: int, *, left: float, top: float) -> list[FieldPlace]:
    """Return places for slots in two columns, row after row, downwards from `top`, in points."""
    places = []
    for number, slot in enumerate(slots):
        x = left + number % 2 * (WIDTH + GAP)
        y = top - number // 2 * (HEIGHT + GAP)
        places.append(FieldPlace(slot, page, (x, y - HEIGHT, x + WIDTH, y)))
    return places


def add_fields(pdf: bytes, places: Sequence[FieldPlace], font: Path) -> bytes:
    """Return pdf with an empty signature field at each place; same input → same bytes.

    A tagged file gets a Form element for each. Raises SigningError for a page or name that cannot be, a name taken
    twice and a file that is no PDF.
    """
    _check(places)
    try:
        document = Pdf.open(io.BytesIO(pdf))
    except pikepdf.PdfError as error:
        raise SigningError("plik nie jest poprawnym PDF", remedy="Utwórz pakiet jeszcze raz.") from error
    with document:
        form = _form(document)
        taken = {str(field.get(Name.T, "")) for field in form.Fields}
        for place in places:
            if field_name(place.slot.key) in taken:
                raise SigningError("plik ma już pole podpisu", place=place.slot.key, remedy="Weź plik bez pól podpisu.")
            if not 1 <= place.page <= len(document.pages):
                raise SigningError(f"plik nie ma strony {place.page}", place=place.slot.key)
            widget = _widget(document, place, font)
            form.Fields.append(widget)
            _tag(document, widget, place)
        for page in document.pages:
            page.obj.Tabs = Name.S
        return _saved(document)


def _check(places: Sequence[FieldPlace]) -> None:
    keys = [place.slot.key for place in places]
    for key in keys:
        if not _NAME.fullmatch(key) or keys.count(key) > 1:
            raise SigningError(
                "klucz miejsca na podpis się powtarza albo ma znaki inne niż litery ASCII, cyfry, „_” i „-”", place=key
            )


def _form(document: Pdf) -> Object:
    form = document.Root.get(Name.AcroForm)
    if not isinstance(form, pikepdf.Dictionary):
        form = document.make_indirect(Dictionary(Fields=Array()))
        document.Root.AcroForm = form
    if not isinstance(form.get(Name.Fields), pikepdf.Array):
        form.Fields = Array()
    form.SigFlags = SIGNATURES_ONLY_APPENDED
    return form


def _widget(document: Pdf, place: FieldPlace, font: Path) -> Object:
    page = document.pages[place.page - 1]
    left, bottom, right, top = place.box
    lines = [line for line in (f"Podpis: {place.slot.party}", place.slot.person, place.slot.role) if line]
    with Pdf.open(io.BytesIO(field_picture((right - left, top - bottom), lines, font, dashed=True))) as drawn:
        picture = document.copy_foreign(drawn.pages[0].as_form_xobject())
    widget = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(field_name(place.slot.key)),
            TU=String(", ".join(lines)),
            F=PRINTED | LOCKED,
            P=page.obj,
            Rect=Array([round(edge, 2) for edge in place.box]),
            AP=Dictionary(N=picture),
        )
    )
    if not isinstance(page.obj.get(Name.Annots), pikepdf.Array):
        page.obj.Annots = document.make_indirect(Array())
    page.obj.Annots.append(widget)
    return widget


def _tag(document: Pdf, widget: Object, place: FieldPlace) -> None:
    """Give the field a Form element under the uppermost element; a file without tags stays without."""
    tree = document.Root.get(Name.StructTreeRoot)
    if not isinstance(tree, pikepdf.Dictionary) or not isinstance(tree.get(Name.ParentTree), pikepdf.Dictionary):
        return
    home = _home(tree)
    numbers = NumberTree(tree.ParentTree)
    key = max([int(tree.get(Name.ParentTreeNextKey, 0)), *(number + 1 for number in numbers)])
    reference = Dictionary(Type=Name.OBJR, Obj=widget, Pg=widget.P)
    element = document.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Form, P=home, Pg=widget.P, K=reference, Alt=widget.TU)
    )
    kids = home.get(Name.K, Array())
    home.K = Array([*(kids if isinstance(kids, pikepdf.Array) else [kids]), element])
    widget.StructParent = key
    numbers[key] = element
    tree.ParentTreeNextKey = key + 1


def _home(tree: Object) -> Object:
    """Return the only element under the root of the tree, else the root itself."""
    kids = tree.get(Name.K)
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return listed[0] if len(listed) == 1 and isinstance(listed[0], pikepdf.Dictionary) else tree


def _saved(document: Pdf) -> bytes:
    if "/ID" in document.trailer:
        del document.trailer["/ID"]
    out = io.BytesIO()
    document.save(
        out,
        min_version="1.7",
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=ObjectStreamMode.generate,
        compress_streams=True,
    )
    return out.getvalue()
