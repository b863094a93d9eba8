"""Marks drawn over finished pages as artifacts: the page number of the pack and the watermark of a draft."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from pikepdf import Dictionary, Name, Object, Page, Pdf
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from schematom_docs.errors import ConversionError
from schematom_docs.pdf.files import open_pdf, saved
from schematom_docs.pdf.fonts import find_font
from schematom_docs.pdf.page_view import operands, seen_size, seen_to_user

# Footers of the papers stand 10-12 mm from the edge; printers leave 4-5 mm blank. Between lies the pack number.
NUMBER_SIZE = 7.0
NUMBER_FROM_BOTTOM = 5.5 * mm
NUMBER_FROM_RIGHT = 10 * mm
NUMBER_GREY = 0.35  # 7 : 1 against white paper
WATERMARK_GREY = 0.6
WATERMARK_OPACITY = 0.25

Draw = Callable[[Canvas, str, float, float, str], None]


def stamp_page_numbers(
    pdf: bytes,
    *,
    label: str = "pakiet – str. {page} z {pages}",
    skip: Collection[int] = (),
    first: int = 1,
    total: int = 0,
    font: Path | None = None,
) -> bytes:
    """Return pdf with label in the bottom right corner of each page, 5.5 mm from the edge, outside the tags.

    label: text with {page} and {pages}; skip: pages of this file, from 1, that count but carry no number
    (diplomas); first: number of its first page; total: page count of the pack, 0 = of this file; font: TrueType file,
    None to look for Carlito and its like. Title, tags and metadata stay. Raises ConversionError for an unreadable PDF
    or font, MissingProgramError without a font.
    """
    with open_pdf(pdf, name="pakiet") as document:
        pages = total or len(document.pages)
        numbers = range(1, len(document.pages) + 1)
        texts = ["" if place in skip else label.format(page=first + place - 1, pages=pages) for place in numbers]
        artifact = Dictionary(Type=Name.Pagination, Subtype=Name.Footer)
        _overlay(document, texts, _draw_number, artifact, font or find_font())
        return saved(document)


def stamp_watermark(pdf: bytes, *, text: str = "PROJEKT", font: Path | None = None) -> bytes:
    """Return pdf with text across each page, pale enough to read what lies below. Errors as in stamp_page_numbers."""
    with open_pdf(pdf, name="pakiet") as document:
        artifact = Dictionary(Type=Name.Pagination, Subtype=Name.Watermark)
        _overlay(document, [text] * len(document.pages), _draw_watermark, artifact, font or find_font())
        return saved(document)


def _draw_number(canvas: Canvas, font: str, width: float, height: float, text: str) -> None:
    canvas.setFont(font, NUMBER_SIZE)
    canvas.setFillGray(NUMBER_GREY)
    canvas.drawRightString(width - NUMBER_FROM_RIGHT, NUMBER_FROM_BOTTOM, text)


def _draw_watermark(canvas: Canvas, font: str, width: float, height: float, text: str) -> None:
    diagonal = (width**2 + height**2) ** 0.5
    size = 0.6 * diagonal / max(pdfmetrics.stringWidth(text, font, 1), 1)
    canvas.setFont(font, min(size, 0.25 * diagonal))
    canvas.setFillGray(WATERMARK_GREY)
    canvas.setFillAlpha(WATERMARK_OPACITY)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(45)
    canvas.drawCentredString(0, -size / 3, text)


def _overlay(pdf: Pdf, texts: Sequence[str], draw: Draw, artifact: Object, font: Path) -> None:
    sizes = [seen_size(page) for page in pdf.pages]
    with open_pdf(_drawn(sizes, texts, draw, registered(font)), name="numery stron") as marks:
        for page, mark, text in zip(pdf.pages, marks.pages, texts, strict=True):
            if not text:
                continue
            form = pdf.copy_foreign(mark.as_form_xobject())
            name = _free_name(page)
            page.add_resource(form, Name.XObject, name)
            place = operands(seen_to_user(page))
            wrapped = f"Q\n/Artifact {artifact.unparse().decode('ascii')} BDC q {place} cm {name} Do Q EMC\n"
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(wrapped.encode("ascii"))


def _drawn(sizes: Sequence[tuple[float, float]], texts: Sequence[str], draw: Draw, font: str) -> bytes:
    out = io.BytesIO()
    # initialFontName: otherwise reportlab leaves a Helvetica in the file that is not embedded, and PDF/A refuses it.
    canvas = Canvas(out, invariant=1, initialFontName=font)  # type: ignore[arg-type]  # stubs say float
    for (width, height), text in zip(sizes, texts, strict=True):
        canvas.setPageSize((width, height))
        draw(canvas, font, width, height, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def registered(font: Path) -> str:
    """Return the name under which reportlab knows the font file."""
    name = f"schematom-{font.as_posix()}"
    if name not in pdfmetrics.getRegisteredFontNames():
        try:
            pdfmetrics.registerFont(TTFont(name, str(font)))
        except TTFError as error:
            reason = "Tego kroju pisma nie da się osadzić w pliku PDF."
            raise ConversionError(reason, place=font.name, remedy="Wskaż plik TrueType (.ttf), np. Carlito.") from error
    return name


def _free_name(page: Page) -> Name:
    """Return a name no XObject of the page has; pages made by LibreOffice share one table of resources."""
    taken = page.resources.get(Name.XObject, Dictionary())
    number = len(taken)
    while f"/Nadruk{number}" in taken:
        number += 1
    return Name(f"/Nadruk{number}")
