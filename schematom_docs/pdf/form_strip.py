"""The publicity strip at the head of a form: marks side by side and the sentence about the funding."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

from pikepdf import Name, Object, Pdf, Stream
from PIL import Image
from reportlab.lib.units import mm

from schematom_docs.pdf.form_sheet import HINT, LEFT, Sheet

HEIGHT = 13 * mm
GAP = 8 * mm


def draw_strip(sheet: Sheet, marks: Sequence[tuple[bytes, str]], funding: str) -> None:
    """Draw the marks over the width of the text, none higher than 13 mm, each with its description; then funding."""
    if marks:
        images = [_image(sheet.pdf, data) for data, _ in marks]
        shapes = [int(image.Width) / int(image.Height) for image in images]
        free = sheet.width - GAP * (len(marks) - 1)
        height = min(HEIGHT, free / sum(shapes))
        widths = [height * shape for shape in shapes]
        gap = (sheet.width - sum(widths)) / (len(marks) - 1) if len(marks) > 1 else 0
        x = LEFT
        for place, (image, width, (_, description)) in enumerate(zip(images, widths, marks, strict=True)):
            element = sheet.tags.root.add("Figure", alternative=description)
            sheet.picture(f"Znak{place}", image, element, (x, sheet.y - height, x + width, sheet.y))
            x += width + gap
        sheet.y -= height + 2 * mm
    if funding:
        sheet.paragraph(sheet.tags.root.add("P"), funding, HINT)
    if marks or funding:
        sheet.y -= 4 * mm


def _image(pdf: Pdf, data: bytes) -> Object:
    with Image.open(io.BytesIO(data)) as picture:
        flat = Image.new("RGB", picture.size, "white")
        rgba = picture.convert("RGBA")
        flat.paste(rgba, mask=rgba.getchannel("A"))
    return Stream(
        pdf, zlib.compress(flat.tobytes(), 9), Type=Name.XObject, Subtype=Name.Image, Width=flat.width,
        Height=flat.height, ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.FlateDecode,
    )  # fmt: skip
