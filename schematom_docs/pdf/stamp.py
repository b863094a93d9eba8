"""Marks drawn over finished pages as artifacts: the page number of the pack and the watermark of a draft."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from schematom_docs.errors import ConversionError
from schematom_docs.pdf.files import open_pdf, saved
from schematom_docs.pdf.fonts import find_font

# Footers of the papers stand 10-12 mm from the edge; printers leave 4-5 mm blank. Between lies the pack number.
NUMBER_SIZE = 7.0
NUMBER_FROM_BOTTOM = 5.5 * mm
NUMBER_FROM_RIGHT = 10 * mm
NUMBER_GREY = 0.35  # 7 : 1 against white paper
WATERMARK_GREY = 0.6
WATERMARK_OPACITY = 0.35

Draw = Callable[[Canvas, str, float, float], None]


def stamp_page_numbers(pdf: bytes, *, label: str = "pakiet – str. {page} z {pages}", font: Path | None = None) -> bytes:
    """Return pdf with label in the bottom right corner of each page, 5.5 mm from the edge, outside the tags.

    label: text with {page} and {pages}; font: TrueType file, None to look for Carlito and its like. Title, tags and
    metadata stay. Raises ConversionError for an unreadable PDF or font, MissingProgramError without a font.
    """
    with open_pdf(pdf, name="pakiet") as document:
        total = len(document.pages)
        texts = [label.format(page=number, pages=total) for number in range(1, total + 1)]
        marks = dict(Type=Name.Pagination, Subtype=Name.Footer)
        _overlay(document, texts, _draw_number, Dictionary(**marks), font)
        return saved(document)


def stamp_watermark(pdf: bytes, *, text: str = "PROJEKT", font: Path | None = None) -> bytes:
    """Return pdf with text across each page, pale enough to read what lies below. Errors as in stamp_page_numbers."""
    with open_pdf(pdf, name="pakiet") as document:
        marks = dict(Type=Name.Background, Subtype=Name.Watermark)
        _overlay(document, [text] * len(document.pages), _draw_watermark, Dictionary(**marks), font)
        return saved(document)


def _draw_number(canvas: Canvas, font: str, width: float, height: float, *, text: str) -> None:
    canvas.setFont(font, NUMBER_SIZE)
    canvas.setFillGray(NUMBER_GREY)
    canvas.drawRightString(width - NUMBER_FROM_RIGHT, NUMBER_FROM_BOTTOM, text)


def _draw_watermark(canvas: Canvas, font: str, width: float, height: float, *, text: str) -> None:
    diagonal = (width**2 + height**2) ** 0.5
    size = 0.6 * diagonal / max(pdfmetrics.stringWidth(text, font, 1), 1)
    canvas.setFont(font, min(size, 0.25 * diagonal))
    canvas.setFillGray(WATERMARK_GREY)
    canvas.setFillAlpha(WATERMARK_OPACITY)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(45)
    canvas.drawCentredString(0, -size / 3, text)
