"""Files that coordinators bring: PDFs of other programs, scans and photographs, sound and unsound."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from schematom_docs.pdf.fonts import find_font
from schematom_docs.pdf.stamp import registered


def office_pdf(*, embedded: bool = True, pages: int = 1) -> bytes:
    """Return a PDF without tags and without any label; embedded: whether its font is."""
    out = io.BytesIO()
    font = registered(find_font()) if embedded else "Helvetica"
    canvas = Canvas(out, pagesize=A4, invariant=1, initialFontName=font)  # type: ignore[arg-type]  # stubs say float
    for number in range(1, pages + 1):
        canvas.setFont(font, 14)
        canvas.drawString(90, 700, f"Zaswiadczenie {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(pdf: bytes, change: Callable[[Pdf], None], **options: object) -> bytes:
    """Return pdf after a change, saved with the options of pikepdf."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(out, **options)  # type: ignore[arg-type]  # as the caller gives them
    return out.getvalue()


def with_field(pdf: bytes, *, signed: bool) -> bytes:
    """Return pdf with one field: a signature that is given, or a text to fill."""

    def add(document: Pdf) -> None:
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig if signed else Name.Tx, T=String("pole"))
        field.Rect = Array([90, 100, 290, 160])
        form = document.make_stream(b"0 0 1 rg 0 0 200 60 re f")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 60])
        field.AP = Dictionary(N=form)
        field.F = 4
        if signed:
            field.V = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=String("x"))
        widget = document.make_indirect(field)
        document.pages[0].obj.Annots = Array([widget])
        document.Root.AcroForm = Dictionary(Fields=Array([widget]), SigFlags=3)

    return changed(pdf, add)


def picture(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return a white picture with a black bar along its upper edge and a red block in its lower left corner."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((width // 10, height // 10, width * 9 // 10, height // 5), fill="black")
    pen.rectangle((0, height * 9 // 10, width // 10, height), fill="red")
    return image.convert(mode)


def stored(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return an image as a file of a kind that Pillow writes."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
