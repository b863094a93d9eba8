"""One scanned picture → the QR codes on it: zxing-cpp, and a ladder of retries for pictures not read at once.

The first step sees the whole sheet; the next ones its four corners, because the code of a page lies in a corner however
the sheet was turned. Steps run until a page code of ours is read; every code that a step sees is told.
Source: docs/skany.md has what each step is worth, measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import zxingcpp
from PIL import Image, ImageChops, ImageFilter, ImageOps

from schematom_docs.signing.page_codes import claims_ours, parse_payload
from schematom_docs.signing.scan_mending import mended

CORNER_SHARE = (0.40, 0.29)  # of width and height: 84 × 86 mm of an A4 sheet
RIM = 24  # pixels of white around a crop: the quiet zone of a code that lies at the very edge
ENLARGED_PIXELS = 4_000_000  # a crop larger than this is not enlarged
FEW_PIXELS = 1200  # an A4 sheet of 100 dpi has 1169
FAINT = 32  # grey levels darker than paper: what a pencil leaves
BLANK_SHARE = 0.00008  # of the sheet that may be darker than paper on a blank side
AT_ONCE = "od razu"
_WHITE = 255
_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read on a picture. payloads: texts of all its codes, sorted, each once; step: name of the step that read
    them, "" when none did; blank: nothing is printed on it."""

    payloads: tuple[str, ...] = ()
    step: str = ""
    blank: bool = False

    @property
    def ours(self) -> tuple[str, ...]:
        """Payloads that begin like a page code of ours."""
        return tuple(text for text in self.payloads if claims_ours(text))


def read_codes(picture: Image.Image) -> Reading:
    """Return the codes of one sheet; foreign codes only when no step finds one of ours."""
    grey = grey_of(picture)
    foreign = Reading()
    for name, texts in _ladder(picture, grey):
        payloads = sorted(texts)
        if any(claims_ours(text) for text in payloads):
            return Reading(tuple(payloads), name)
        if payloads and not foreign.payloads:
            foreign = Reading(tuple(payloads), name)
        if name == AT_ONCE and not payloads and is_blank(grey):
            return Reading(blank=True)
    return foreign


def grey_of(picture: Image.Image) -> Image.Image:
    """Return the picture in 8-bit grey; what is transparent is white paper, 16 bits are scaled, not cut."""
    if picture.mode.startswith("I"):
        wide = picture.convert("I")
        scale = 1 / 256 if "16" in picture.mode else 1.0
        return wide.point(lambda level: level * scale).convert("L")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("L")
    return picture.convert("L")


def is_blank(grey: Image.Image) -> bool:
    """Return whether nothing is printed or written on the sheet, a few specks and dark edges of the scan left aside.

    What is in doubt is not blank: a person looks at it.
    """
    small = grey.reduce(max(1, grey.width // 1000))
    edge_x, edge_y = small.width // 25, small.height // 25
    sheet = small.crop((edge_x, edge_y, small.width - edge_x, small.height - edge_y))
    counts = sheet.histogram()
    area = sum(counts)
    if not area:
        return True
    paper = _level(counts, area // 2)
    noise = paper - _level(counts, area * 16 // 100)
    faint = max(FAINT, 6 * noise)
    return paper > 127 and faint < paper // 2 and sum(counts[: paper - faint]) <= area * BLANK_SHARE


def _level(counts: list[int], below: int) -> int:
    """Return the grey level with this many pixels at or under it."""
    passed = 0
    for level, count in enumerate(counts):
        passed += count
        if passed > below:
            return level
    return len(counts) - 1


def _texts(views: Iterable[Image.Image], *, pure: bool = False) -> set[str]:
    """Return the texts of all QR codes on the views."""
    return {
        barcode.text
        for view in views
        for barcode in zxingcpp.read_barcodes(
            view, formats=_FORMATS, text_mode=zxingcpp.TextMode.Plain, is_pure=pure, try_downscale=not pure
        )
        if barcode.valid
    }


def _ladder(picture: Image.Image, grey: Image.Image) -> Iterator[tuple[str, set[str]]]:
    """Yield name of the step and what it read, cheapest first; a step is done when it is asked for."""
    yield AT_ONCE, _texts([grey])
    corners = _corners(grey)
    yield "narożniki", _texts(map(_rimmed, corners))
    yield "narożniki x2", _texts(map(_doubled, corners))
    if picture.mode not in ("1", "L", "LA") and not picture.mode.startswith("I"):
        yield "bez barwnej pieczęci", _texts(map(_doubled, _corners(_lightest(picture))))
    if max(grey.size) < FEW_PIXELS:
        yield "narożniki x3", _texts(_enlarged(corner, 3) for corner in corners)
    for name, change in _CHANGES[:2]:
        yield name, _texts(_doubled(change(corner)) for corner in corners)
    yield "odtworzone wzory", _mended_texts(corners, max(grey.size))
    for name, change in _CHANGES[2:]:
        yield name, _texts(_doubled(change(corner)) for corner in corners)
    if grey.width * grey.height <= ENLARGED_PIXELS:
        yield "cała strona x2", _texts([_doubled(grey)])
    yield "odwrócona", _texts([grey.rotate(180)])


def _mended_texts(corners: Iterable[Image.Image], sheet_side: int) -> set[str]:
    """Return the first page code of ours that can be read once its finder patterns are redrawn."""
    views = (view for corner in corners for view in mended(corner, sheet_side))
    texts = (text for view in views for text in _texts([view], pure=True))
    return set(islice((text for text in texts if parse_payload(text) is not None), 1))


def _corners(grey: Image.Image) -> list[Image.Image]:
    """Return bottom left, top right, bottom right and top left corner."""
    wide, high = (max(1, round(side * share)) for side, share in zip(grey.size, CORNER_SHARE, strict=True))
    if grey.width > grey.height:
        wide, high = (max(1, round(side * share)) for side, share in zip(grey.size, CORNER_SHARE[::-1], strict=True))
    left, top = grey.width - wide, grey.height - high
    boxes = [(0, top, wide, grey.height), (left, 0, grey.width, high), (left, top, *grey.size), (0, 0, wide, high)]
    return [grey.crop(box) for box in boxes]


def _rimmed(view: Image.Image) -> Image.Image:
    return ImageOps.expand(view, RIM, _WHITE)


def _doubled(view: Image.Image) -> Image.Image:
    return _rimmed(view) if view.width * view.height > ENLARGED_PIXELS else _enlarged(view, 2)


def _enlarged(view: Image.Image, times: int) -> Image.Image:
    return _rimmed(view.resize((view.width * times, view.height * times), Image.Resampling.BICUBIC))


def _lightest(picture: Image.Image) -> Image.Image:
    """Return the lightest channel of each pixel: ink of any colour becomes pale, black print stays black."""
    red, green, blue = picture.convert("RGB").split()
    return ImageChops.lighter(red, ImageChops.lighter(green, blue))


def _toner(share: float) -> Callable[[Image.Image], Image.Image]:
    """Return the change that keeps what is nearly as dark as the darkest print: a stamp is paler than toner."""

    def keep(view: Image.Image) -> Image.Image:
        soft = view.filter(ImageFilter.GaussianBlur(0.6))
        counts = soft.histogram()
        area = sum(counts)
        dark, light = _level(counts, area // 200), _level(counts, area // 2)
        limit = dark + (light - dark) * share
        return soft.point([0 if level < limit else _WHITE for level in range(256)])

    return keep


def _sharpened(view: Image.Image) -> Image.Image:
    return view.filter(ImageFilter.UnsharpMask(radius=3, percent=200, threshold=2))


_CHANGES: tuple[tuple[str, Callable[[Image.Image], Image.Image]], ...] = (
    ("mediana", lambda view: view.filter(ImageFilter.MedianFilter(3))),
    ("autokontrast", lambda view: ImageOps.autocontrast(view.filter(ImageFilter.GaussianBlur(1)), cutoff=1)),
    ("wyostrzenie", _sharpened),
    ("sam toner", _toner(0.35)),
    ("najciemniejszy toner", _toner(0.2)),
    ("toner i szarości", _toner(0.5)),
)
