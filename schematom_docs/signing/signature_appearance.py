"""What people see in a signature field, before and after signing, drawn as a one-page PDF with an embedded font.

pyHanko's own stamp has no Polish letters in its built-in font, and spreads those of fonts with 2048 units an em; pages
drawn by reportlab have neither fault.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.stamp import StaticStampStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont, TTFontFace
from reportlab.pdfgen.canvas import Canvas

from schematom_docs.errors import SigningError

SIZE, SMALLEST = 9.0, 5.0  # pt
LEADING = 1.25
MARGIN = 4.0
_FONT = "Podpis"
_REMEDY = "Wybierz inny krój pisma (TrueType z polskimi literami) albo podpisz bez widocznego znaku."

Size = tuple[float, float]


def field_picture(size: Size, lines: Sequence[str], font: Path, *, dashed: bool = False) -> bytes:
    """Return a one-page PDF of a size in points: a frame and lines of text that fit in it.

    The letters shrink from 9 to 5 pt; a line still too long is broken between words. dashed: the frame of an empty
    field. Raises SigningError for a font without a letter that the lines need, and for text that cannot fit.
    """
    face = _face(font, "".join(lines))
    letters, broken = _fitted(lines, size)
    out = io.BytesIO()
    first: Any = _FONT  # the stubs call the name a number
    canvas = Canvas(out, pagesize=size, invariant=1, initialFontName=first, initialFontSize=letters)
    canvas.setLineWidth(0.6)
    if dashed:
        canvas.setDash(3, 2)
    canvas.rect(0.5, 0.5, size[0] - 1, size[1] - 1)
    text = canvas.beginText(MARGIN, size[1] - MARGIN - face.ascent / 1000 * letters)
    text.setFont(_FONT, letters, letters * LEADING)
    for line in broken:
        text.textLine(line)
    canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def stamp_of(picture: bytes) -> StaticStampStyle:
    """Return a one-page PDF as the visible part of a signature, as large as the field."""
    layout = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, Margins.uniform(0))
    return StaticStampStyle(
        border_width=0, background=_Picture(picture), background_layout=layout, background_opacity=1.0
    )


class _Picture(PdfContent):
    """A page held in memory, as content of an appearance."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self._page = page

    def render(self) -> bytes:
        """Return the operators that draw the page; its resources go to the writer."""
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._page)))
        self.resources.xobject["/Znak"] = page
        left, bottom, right, top = (float(edge) for edge in page.get_object()["/BBox"])
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        return b"/Znak Do"


def _face(font: Path, text: str) -> TTFontFace:
    try:
        made = TTFont(_FONT, str(font))
    except (TTFError, OSError) as error:
        raise SigningError("kroju pisma podpisu nie da się odczytać", place=font.name, remedy=_REMEDY) from error
    missing = sorted({letter for letter in text if ord(letter) not in made.face.charToGlyph})
    if missing:
        raise SigningError(f"krój pisma podpisu nie ma liter: {' '.join(missing)}", place=font.name, remedy=_REMEDY)
    pdfmetrics.registerFont(made)
    return made.face


def _fitted(lines: Sequence[str], size: Size) -> tuple[float, list[str]]:
    """Return (size of letters, lines) that fit."""
    letters = SIZE
    while letters >= SMALLEST:
        broken = [part for line in lines for part in _broken(line, letters, size[0] - 2 * MARGIN)]
        wide = max(pdfmetrics.stringWidth(line, _FONT, letters) for line in broken) if broken else 0
        if len(broken) * letters * LEADING <= size[1] - 2 * MARGIN and wide <= size[0] - 2 * MARGIN:
            return letters, broken
        letters -= 0.5
    raise SigningError(
        "tekst podpisu nie mieści się w polu", remedy="Podpisz bez widocznego znaku albo powiększ pole podpisu."
    )


def _broken(line: str, letters: float, width: float) -> list[str]:
    """Return a line broken between words so that each part is at most so wide, where it can be."""
    parts = [""]
    for word in line.split():
        longer = f"{parts[-1]} {word}".strip()
        if parts[-1] and pdfmetrics.stringWidth(longer, _FONT, letters) > width:
            parts.append(word)
        else:
            parts[-1] = longer
    return parts
