"""Fields as pictures: what a form shows, held letter by letter against the same text drawn by reportlab."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageChops
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as DrawnFont
from reportlab.pdfgen.canvas import Canvas

from schematom_docs.pdf.fonts import find_font

DOTS = 600  # to the inch: at 150 the edge of a letter weighs as much as its ogonek
DARK = 110  # of 255: letters are black, boxes and their paper are lighter
SIZE, INSET = 11, 3
A4 = (595.28, 841.89)
Rect = tuple[float, float, float, float]


def field_picture(pdf: bytes, rect: Rect, folder: Path, *, page: int = 1) -> Image.Image:
    """Return the ink inside a rectangle of a page as poppler shows it: letters white on black, the edge left out."""
    source, scale = folder / "strona.pdf", DOTS / 72
    source.write_bytes(pdf)
    left, bottom, right, top = rect
    corner = (round((left + 1.5) * scale), round((A4[1] - top + 1.5) * scale))
    size = (round((right - left - 3) * scale), round((top - bottom - 3) * scale))
    cut = ["-x", str(corner[0]), "-y", str(corner[1]), "-W", str(size[0]), "-H", str(size[1])]
    command = ["pdftoppm", "-r", str(DOTS), "-gray", "-f", str(page), "-l", str(page), "-singlefile", *cut]
    done = subprocess.run([*command, str(source), str(folder / "strona")], capture_output=True, text=True, check=True)
    assert done.stderr == "", done.stderr
    with Image.open(folder / "strona.pgm") as image:
        return image.convert("L").point(lambda value: 255 if value < DARK else 0)


def drawn_by_reportlab(text: str, rect: Rect, folder: Path) -> Image.Image:
    """Return the ink of one line of Carlito in the middle of the rectangle, 3 points from its left edge."""
    path = find_font()
    pdfmetrics.registerFont(DrawnFont("wzorzec", str(path)))
    with TTFont(path) as font:
        unit = font["head"].unitsPerEm
        ascent, descent = font["hhea"].ascent / unit * SIZE, -font["hhea"].descent / unit * SIZE
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("wzorzec", SIZE)
    left, bottom, _, top = rect
    canvas.drawString(left + INSET, bottom + (top - bottom - ascent - descent) / 2 + descent, text)
    canvas.save()
    return field_picture(out.getvalue(), rect, folder)


def letters_that_differ(one: Image.Image, other: Image.Image, text: str, limit: float = 0.09) -> list[str]:
    """Return the letters of the text whose pictures differ by more than a share of their ink, after a shift ≤ 2 dots.

    The text stands alike in both pictures: Carlito, 11 points, 3 points from the left.
    """
    scale, wrong = DOTS / 72, []
    for place, letter in enumerate(text):
        if letter == " ":
            continue
        start = INSET - 1.5 + pdfmetrics.stringWidth(text[:place], "wzorzec", SIZE) - 1
        end = INSET - 1.5 + pdfmetrics.stringWidth(text[: place + 1], "wzorzec", SIZE) + 1
        cell = (round(start * scale), 0, round(end * scale), one.height)
        if difference(one.crop(cell), other.crop(cell)) > limit:
            wrong.append(letter)
    return wrong


def ink(image: Image.Image) -> int:
    """Return how many dots are dark."""
    return image.histogram()[255]


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of dots dark in only one of two pictures, after the best shift of at most two dots."""
    whole = max(ink(one), ink(other), 1)
    shifts = [(across, down) for across in range(-2, 3) for down in range(-2, 3)]
    return min(ink(ImageChops.difference(one, ImageChops.offset(other, *by))) for by in shifts) / whole
