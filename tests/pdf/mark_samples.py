"""Pages and page codes for tests of marks: sheets of any size and turn, with ink where a test wants it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import segno
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from schematom_docs.pdf.mark_sheet import PageMark
from schematom_docs.pdf.page_marks import page_line
from schematom_docs.pdf.rendering import drawn

MM = 72 / 25.4
A4 = (210.0, 297.0)
Rect = tuple[float, float, float, float]


def sheet(size: tuple[float, float] = A4, ink: Sequence[Rect] = (), *, turn: int = 0, pages: int = 1) -> bytes:
    """Return pages of a size in mm with black rectangles (left, bottom, width, height in mm), turned for the reader."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(size[0] * MM, size[1] * MM), invariant=1)
    for _ in range(pages):
        for left, bottom, width, height in ink:
            canvas.rect(left * MM, bottom * MM, width * MM, height * MM, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    if not turn:
        return out.getvalue()
    turned = io.BytesIO()
    with pikepdf.open(out) as document:
        for page in document.pages:
            page.obj.Rotate = turn
        document.save(turned, deterministic_id=True)
    return turned.getvalue()


def page_mark(page: int = 1, pages: int = 1, digest: str = "0123456789abcdef") -> PageMark:
    """Return a mark as a release makes it, with a payload of the agreed shape."""
    payload = f"ZD1|K7Q2M9XA-2|1|{page}|{pages}|{digest}"
    line = page_line("PAK/RODZINNY/3/2026", 1, page, pages, payload, counterpart="egz. 2/3 – PUP")
    symbol = segno.make(payload, error="Q", micro=False, boost_error=False)
    return PageMark(line, tuple(tuple(bool(module) for module in row) for row in symbol.matrix))


def picture(pdf: bytes, page: int = 0, dots: float = 150) -> Image.Image:
    """Return a page as PDFium draws it, in grey."""
    with drawn(pdf) as document:
        return document.picture(page, dots=dots, grey=True)


def dark_box(image: Image.Image, dots: float = 150) -> Rect:
    """Return (left, bottom, right, top) in mm of what is dark, from the lower left corner."""
    box = image.point([255 if grey < 128 else 0 for grey in range(256)]).getbbox()
    assert box is not None, "nothing is drawn"
    per_mm = dots / 25.4
    left, top, right, bottom = box
    return left / per_mm, (image.height - bottom) / per_mm, right / per_mm, (image.height - top) / per_mm
