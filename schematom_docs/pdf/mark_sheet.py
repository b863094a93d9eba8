"""Where the marks of a page stand and how they are drawn: a QR symbol and a line of small print."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import Page
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from schematom_docs.errors import ConversionError
from schematom_docs.pdf.page_view import Box, seen_size

SYMBOL_SIDE = 20 * mm
# 5 mm: printers leave 4-5 mm blank, and a sheet scanned 2° askew loses as much of its corner (at 4.3 mm 4 of 10 symbols
# were read, at 5 mm 10 of 10). The text of our papers starts at 25 mm, right beside it, and does not disturb it.
SYMBOL_FROM_EDGE = 5 * mm
LINE_FROM_BOTTOM = 5.5 * mm  # baseline; footers of papers stand 10-12 mm from the edge
LINE_FROM_LEFT = 27.5 * mm
LINE_FROM_RIGHT = 8 * mm
LINE_SIZE = 7.0
LINE_LEADING = 8.4
SMALLEST_LINE_SIZE = 6.0
CLEARANCE = 0.3 * mm
# One module: with 0.6 mm between a frame of any thickness and the symbol it was read at 100, 150, 200 and 300 dpi, with
# 0.1 mm not always.
QUIET_ZONE = 0.7 * mm
LEAST_SIDE = 100 * mm


@dataclass(frozen=True, slots=True)
class PageMark:
    """Marks of one page. line: small print, Polish letters welcome; modules: rows of the QR symbol, top first, True =
    dark, without the quiet zone; None for a page with the line alone."""

    line: str
    modules: Sequence[Sequence[bool]] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the marks of one page stand, in points of the page as seen."""

    width: float
    height: float
    lines: tuple[str, ...]
    size: float
    modules: Sequence[Sequence[bool]] | None
    face: str

    @classmethod
    def of(cls, page: Page, mark: PageMark, face: str, index: int) -> Sheet:
        width, height = seen_size(page)
        if min(width, height) < LEAST_SIDE:
            reason = "Strona jest za mała na znaki pakietu (mniej niż 100 mm)."
            remedy = "Umieść jej treść na arkuszu A4 i złóż pakiet jeszcze raz."
            raise ConversionError(reason, place=f"strona {index + 1}", remedy=remedy)
        room = width - LINE_FROM_LEFT - LINE_FROM_RIGHT
        lines, size = _fitted(mark.line, face, room)
        if not lines:
            reason = "Wiersz znaku strony nie mieści się na stronie."
            raise ConversionError(reason, place=f"strona {index + 1}", remedy="Skróć numer pakietu albo nazwę strony.")
        return cls(width, height, lines, size, mark.modules, face)

    def boxes(self) -> list[Box]:
        """Return what the marks cover, with a hair of clear paper round it."""
        found: list[Box] = []
        if self.modules is not None:
            low, high = SYMBOL_FROM_EDGE - CLEARANCE, SYMBOL_FROM_EDGE + SYMBOL_SIDE
            found.append((low, low, high, high))
        for place, line in self.placed():
            right = LINE_FROM_LEFT + pdfmetrics.stringWidth(line, self.face, self.size)
            low, high = place - 0.25 * self.size, place + 0.8 * self.size
            found.append((LINE_FROM_LEFT - CLEARANCE, low - CLEARANCE, right + CLEARANCE, high + CLEARANCE))
        return found

    def quiet(self) -> list[Box]:
        """Return the bands round the symbol that a frame must not fill: left, right, below and above."""
        if self.modules is None:
            return []
        low, high = SYMBOL_FROM_EDGE, SYMBOL_FROM_EDGE + SYMBOL_SIDE
        out, beyond = low - QUIET_ZONE, high + QUIET_ZONE
        return [(out, low, low, high), (high, low, beyond, high), (low, out, high, low), (low, high, high, beyond)]

    def placed(self) -> list[tuple[float, str]]:
        """Return (baseline, text) of each line, the last one lowest."""
        return [(LINE_FROM_BOTTOM + up * LINE_LEADING, line) for up, line in enumerate(reversed(self.lines))]


def _fitted(line: str, face: str, room: float) -> tuple[tuple[str, ...], float]:
    """Return the lines and their size: one line, a little smaller if need be, else two or three broken at „ · ”."""
    if not line:
        return ("",), LINE_SIZE
    whole = pdfmetrics.stringWidth(line, face, LINE_SIZE)
    if whole * SMALLEST_LINE_SIZE / LINE_SIZE <= room:
        return (line,), min(LINE_SIZE, LINE_SIZE * room / whole)
    words, lines = line.split(" · "), [""]
    for word in words:
        longer = f"{lines[-1]} · {word}" if lines[-1] else word
        if pdfmetrics.stringWidth(longer, face, SMALLEST_LINE_SIZE) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    fits = all(pdfmetrics.stringWidth(text, face, SMALLEST_LINE_SIZE) <= room for text in lines)
    return (tuple(lines), SMALLEST_LINE_SIZE) if fits and len(lines) <= 3 and lines[0] else ((), 0.0)


def drawing(sheets: Sequence[Sheet], face: str) -> bytes:
    """Return a PDF with one page for each sheet that holds its marks alone."""
    out = io.BytesIO()
    # initialFontName: otherwise reportlab leaves a Helvetica in the file that is not embedded, and PDF/A refuses it.
    canvas = Canvas(out, invariant=1, initialFontName=face)  # type: ignore[arg-type]  # stubs say float
    for sheet in sheets or [Sheet(LEAST_SIDE, LEAST_SIDE, (), LINE_SIZE, None, face)]:
        canvas.setPageSize((sheet.width, sheet.height))
        canvas.setFillGray(0)
        if sheet.modules is not None:
            _draw_symbol(canvas, sheet.modules)
        canvas.setFont(face, sheet.size)
        for place, line in sheet.placed():
            canvas.drawString(LINE_FROM_LEFT, place, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw_symbol(canvas: Canvas, modules: Sequence[Sequence[bool]]) -> None:
    """Draw dark modules as one path: rectangles filled one by one leave pale seams on the screen."""
    side = SYMBOL_SIDE / len(modules)
    path = canvas.beginPath()
    for down, row in enumerate(modules, 1):
        start: int | None = None
        for across, dark in enumerate([*row, False]):
            if dark and start is None:
                start = across
            elif not dark and start is not None:
                bottom = SYMBOL_FROM_EDGE + SYMBOL_SIDE - down * side
                path.rect(SYMBOL_FROM_EDGE + start * side, bottom, (across - start) * side, side)
                start = None
    canvas.drawPath(path, stroke=0, fill=1)
