"""Pages made of pictures: scans and photographs on A4 sheets, and pictures of pages that cannot be bound themselves."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import Dictionary, Name, Object, Page, Pdf
from PIL import Image, ImageOps, ImageSequence

from schematom_docs.errors import ConversionError
from schematom_docs.pdf.archival import archival_copy
from schematom_docs.pdf.page_view import POINTS_PER_MM, Box

SHEET = (210 * POINTS_PER_MM, 297 * POINTS_PER_MM)
FRAME = (25 * POINTS_PER_MM, 27 * POINTS_PER_MM, 15 * POINTS_PER_MM, 15 * POINTS_PER_MM)  # left, bottom, right, top
MOST_DOTS = 300.0  # to the inch on the page; finer pictures are made coarser
MOST_PIXELS = 200_000_000
LOSSLESS_BYTES = 1_000_000
QUALITY = 88
LETTERS = 0.6  # pages of letters take less than this share of JPEG in 16 greys, photographs more
COLOURLESS = 30  # of 255: less saturated is grey

_SATURATED = [255 if level > COLOURLESS else 0 for level in range(256)]
_LOW = bytes(round(level / 17) for level in range(256))
_HIGH = bytes(level << 4 for level in _LOW)
_KINDS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture. image: mode 1, L or RGB; dots: to the inch, as the file says, 0 when it is silent; jpeg: the file as
    stored, without what cameras write into it, where it can be used so; packed: 16 greys, two dots a byte, deflated."""

    image: Image.Image
    dots: float = 0.0
    jpeg: bytes = b""
    packed: bytes = b""


def is_picture(data: bytes) -> bool:
    """Return whether data begin like JPG, PNG or TIFF."""
    return data.startswith(_KINDS)


def pictures_in(data: bytes, name: str) -> list[Picture]:
    """Return the pictures of a file in order (TIFF holds several), turned upright. Raises ConversionError."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "TIFF")) as file:
            if file.width * file.height > MOST_PIXELS:
                raise ConversionError("Obraz jest za duży.", place=name, remedy="Zeskanuj go w 200–300 dpi.")
            plain = file.format == "JPEG" and file.mode in ("L", "RGB") and file.getexif().get(0x0112, 1) == 1
            jpeg = _bare_jpeg(data) if plain else b""
            return [Picture(_upright(frame), _dots(frame), jpeg) for frame in ImageSequence.Iterator(file)]
    except (OSError, SyntaxError, ValueError, TypeError, Image.DecompressionBombError) as error:
        reason = "Obrazu nie da się odczytać."
        raise ConversionError(reason, place=name, remedy="Zeskanuj dokument jeszcze raz.") from error


def pages_of_pictures(pictures: Sequence[Picture], *, title: str, name: str) -> tuple[bytes, bool]:
    """Return (PDF/A-2b with a picture on each A4 page, whether any picture was made coarser or stored anew)."""
    changed = False
    with Pdf.new() as document:
        for picture in pictures:
            width, height = SHEET if picture.image.height >= picture.image.width else SHEET[::-1]
            box = _place(picture, width, height)
            fitted = _coarser(picture, box)
            changed = changed or not fitted.jpeg
            add_picture_page(document, fitted, (width, height), box)
        copy = archival_copy(document, title=title)
    if copy is None:
        raise ConversionError(
            "Obrazu nie da się zapisać jako PDF/A.", place=name, remedy="Zapisz go jako JPG albo PNG."
        )
    return copy, changed


def add_picture_page(document: Pdf, picture: Picture, size: tuple[float, float], box: Box) -> None:
    """Append a page of the given size (points) with the picture filling box."""
    document.add_blank_page(page_size=size)
    page: Page = document.pages[-1]
    page.obj.Resources = Dictionary(XObject=Dictionary(Obraz=document.make_indirect(_stream(document, picture))))
    left, bottom, right, top = box
    content = f"q {right - left:.3f} 0 0 {top - bottom:.3f} {left:.3f} {bottom:.3f} cm /Obraz Do Q"
    page.obj.Contents = document.make_stream(content.encode("ascii"))


def plain_picture(image: Image.Image) -> Picture:
    """Return a drawn page as a picture to store: JPEG where it has colour, grey where it has none, and where it is
    letters on paper 16 greys, which are sharper and take a third of the room."""
    saturation = image.convert("HSV").getchannel("S") if image.mode == "RGB" else None
    if saturation is not None and saturation.point(_SATURATED).getbbox() is not None:
        return Picture(image, jpeg=_as_jpeg(image))
    grey = image.convert("L")
    jpeg, packed = _as_jpeg(grey), _as_greys(grey)
    return Picture(grey, packed=packed) if len(packed) < LETTERS * len(jpeg) else Picture(grey, jpeg=jpeg)


def _place(picture: Picture, width: float, height: float) -> Box:
    """Return where a picture stands: at its own size where it says one that fits the sheet, else within a frame."""
    image = picture.image
    if picture.dots >= 60:
        wide, high = image.width / picture.dots * 72, image.height / picture.dots * 72
        if wide <= width * 1.02 and high <= height * 1.02:
            scale = min(1.0, width / wide, height / high)
            return _centred((0, 0, width, height), wide * scale, high * scale)
    left, bottom, right, top = FRAME[0], FRAME[1], width - FRAME[2], height - FRAME[3]
    scale = min((right - left) / image.width, (top - bottom) / image.height)
    return _centred((left, bottom, right, top), image.width * scale, image.height * scale)


def _centred(frame: Box, width: float, height: float) -> Box:
    left = frame[0] + (frame[2] - frame[0] - width) / 2
    bottom = frame[1] + (frame[3] - frame[1] - height) / 2
    return left, bottom, left + width, bottom + height


def _coarser(picture: Picture, box: Box) -> Picture:
    dots = picture.image.width / ((box[2] - box[0]) / 72)
    if dots <= MOST_DOTS * 1.05 or picture.image.mode == "1":
        return picture
    share = MOST_DOTS / dots
    size = (round(picture.image.width * share), round(picture.image.height * share))
    return Picture(picture.image.resize(size, Image.Resampling.LANCZOS), MOST_DOTS)


def _upright(frame: Image.Image) -> Image.Image:
    """Return a picture of mode 1, L or RGB, turned as its camera was held, transparent parts white."""
    image = ImageOps.exif_transpose(frame)
    if image.mode in ("1", "L", "RGB"):
        return image.copy()
    if image.mode in ("LA", "RGBA", "PA") or "transparency" in image.info:
        coloured = image.convert("RGBA")
        paper = Image.new("RGBA", coloured.size, "white")
        return Image.alpha_composite(paper, coloured).convert("RGB")
    if image.mode.startswith("I"):  # 16 bits of grey
        return image.convert("I").point(lambda level: level * (1 / 257)).convert("L")
    return image.convert("RGB")


def _dots(frame: Image.Image) -> float:
    stated = frame.info.get("dpi", (0, 0))
    try:
        return float(stated[0])
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        return 0.0


def _stream(document: Pdf, picture: Picture) -> Object:
    image, jpeg, bits = picture.image, picture.jpeg, 1 if picture.image.mode == "1" else 8
    data = picture.packed
    if data:
        bits = 4
    elif not jpeg:
        data = zlib.compress(image.tobytes(), 9)
        if bits == 8 and len(data) > LOSSLESS_BYTES:
            jpeg = _as_jpeg(image)
    stream = document.make_stream(jpeg or data)
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height, stream.BitsPerComponent = image.width, image.height, bits
    stream.ColorSpace = Name.DeviceRGB if image.mode == "RGB" else Name.DeviceGray
    stream.Filter = Name.DCTDecode if jpeg else Name.FlateDecode
    return stream


def _as_greys(image: Image.Image) -> bytes:
    """Return a grey picture in 16 levels, two dots a byte, rows filled up to whole bytes, deflated."""
    wide = image if image.width % 2 == 0 else ImageOps.expand(image, (0, 0, 1, 0), 255)
    dots = wide.tobytes()
    # As two large numbers: joining dots one by one takes a second a page.
    left, right = int.from_bytes(dots[::2].translate(_HIGH), "big"), int.from_bytes(dots[1::2].translate(_LOW), "big")
    return zlib.compress((left | right).to_bytes(len(dots) // 2, "big"), 7)


def _as_jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _bare_jpeg(data: bytes) -> bytes:
    """Return a JPEG without what cameras write into it (place, device, thumbnails): APP1-13, APP15 and COM."""
    kept, place = bytearray(data[:2]), 2
    while place + 4 <= len(data) and data[place] == 0xFF and data[place + 1] != 0xDA:
        length = 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        marker = data[place + 1]
        if marker != 0xFE and (marker < 0xE1 or marker == 0xEE or marker > 0xEF):
            kept += data[place : place + length]
        place += length
    return bytes(kept + data[place:])
