"""Pages as a scanner of an office gives them: drawn with reportlab, rendered, turned, blurred, noisy, stamped over.

Everything is pseudo-random with a fixed seed: the same call gives the same picture.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from schematom_docs.signing.page_codes import qr_modules

WIDTH, HEIGHT = 210 * mm, 297 * mm
SYMBOL = 20.0  # mm
CORNER = 5.0  # mm from the left and from the bottom edge, as pdf/mark_sheet.py has it


@dataclass(frozen=True, slots=True)
class Scanner:
    """How bad the scanner is. degrees: the page lies askew; blur: radius in pixels; noise: amplitude of grey levels;
    quality: of the JPEG; contrast: 1 = full; stamp: an office stamp is drawn over the code."""

    dpi: int = 150
    degrees: float = 2.0
    blur: float = 0.6
    noise: int = 12
    quality: int = 60
    contrast: float = 1.0
    stamp: bool = False


def drawn_pages(
    payloads: Sequence[str | None], *, body_left: float = 25.0, body_bottom: float = 20.0, corner: float = CORNER
) -> bytes:
    """Return a PDF of A4 pages full of text, each with the QR symbol of its payload, None for a page without.

    body_left, body_bottom: where the text begins, in mm; corner: distance of the symbol from both edges, in mm.
    """
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT))
    for number, payload in enumerate(payloads, start=1):
        _body(canvas, number, body_left, body_bottom)
        if payload is not None:
            _symbol(canvas, payload, corner)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _body(canvas: Canvas, number: int, left: float, bottom: float) -> None:
    canvas.setFont("Helvetica", 10)
    words = "Strony zobowiazuja sie do wspolpracy przy realizacji programu aktywizacji rodziny oraz do wymiany danych"
    y = 277.0
    while y > bottom:
        canvas.drawString(left * mm, y * mm, f"{number}. {words}")
        y -= 4.6


def _symbol(canvas: Canvas, payload: str, corner: float) -> None:
    rows = qr_modules(payload)
    side = SYMBOL * mm / len(rows)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                top = corner * mm + SYMBOL * mm - (y + 1) * side
                canvas.rect(corner * mm + x * side, top, side, side, stroke=0, fill=1)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(27 * mm, 5.5 * mm, f"PAK/RODZINNY/3/2026, wersja 1, {payload}")


def rendered(pdf: bytes, dpi: int) -> list[Image.Image]:
    """Return the pages as grey pictures."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    return pages


def scanned(page: Image.Image, scanner: Scanner, seed: int) -> Image.Image:
    """Return the page as this scanner would give it. page: grey, rendered at the scanner's dpi."""
    chance = random.Random(seed)
    picture = page.copy()
    if scanner.stamp:
        _stamp(picture, scanner.dpi, chance)
    angle = scanner.degrees * chance.choice((-1, 1))
    picture = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=250)
    picture = picture.filter(ImageFilter.GaussianBlur(scanner.blur))
    if scanner.contrast < 1:
        picture = picture.point([int(128 + (level - 128) * scanner.contrast) for level in range(256)])
    picture = _noisy(picture, scanner.noise, chance)
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=scanner.quality)
    return Image.open(io.BytesIO(target.getvalue())).convert(picture.mode)


def _noisy(picture: Image.Image, amplitude: int, chance: random.Random) -> Image.Image:
    """Add noise of this standard deviation: the sum of two even noises, moved to mean 0."""
    if not amplitude:
        return picture
    spread = amplitude * math.sqrt(6) / 255
    area = picture.width * picture.height
    for _ in range(2):
        grain = Image.frombytes("L", picture.size, chance.randbytes(area))
        grain = grain.point([int(128 + (level - 127.5) * spread) for level in range(256)])
        picture = ImageChops.add(picture, grain, offset=-128)
    return picture


def _stamp(picture: Image.Image, dpi: int, chance: random.Random) -> None:
    """Draw an office stamp over the code: a ring with words in it, 30 mm wide, 1 mm thick."""
    unit = dpi / 25.4
    middle_x, middle_y = (
        (CORNER + SYMBOL * 0.5 + chance.uniform(4, 9)) * unit,
        picture.height - (CORNER + SYMBOL * 0.5 + chance.uniform(4, 9)) * unit,
    )
    draw = ImageDraw.Draw(picture)
    for radius in (15.0, 12.0):
        box = [middle_x - radius * unit, middle_y - radius * unit, middle_x + radius * unit, middle_y + radius * unit]
        draw.ellipse(box, outline=90, width=max(2, int(0.7 * unit)))
    draw.line([middle_x - 10 * unit, middle_y, middle_x + 10 * unit, middle_y], fill=90, width=max(2, int(0.5 * unit)))


def scan_file(pictures: Sequence[Image.Image], kind: str = "PDF", quality: int = 60) -> bytes:
    """Return the pictures as one file of a scanner: PDF, TIFF, JPEG or PNG (of the first picture)."""
    copies = [picture.copy() for picture in pictures]
    target = io.BytesIO()
    if kind == "PDF":
        copies[0].save(target, kind, save_all=True, append_images=copies[1:], resolution=150, quality=quality)
    elif kind == "TIFF":
        copies[0].save(target, kind, save_all=True, append_images=copies[1:], compression="jpeg")
    else:
        copies[0].save(target, kind)
    return target.getvalue()


def sheets(payloads: Sequence[str | None], scanner: Scanner | None = None, seed: int = 7) -> list[Image.Image]:
    """Return pages with these payloads as a scanner would give them."""
    how = scanner or Scanner()
    pages = rendered(drawn_pages(payloads), how.dpi)
    return [scanned(page, how, seed + number) for number, page in enumerate(pages)]
