"""Scanned files as stacks of sheets: multi-page PDF and TIFF, JPG, PNG; what is none is refused by name.

A PDF sheet that is one picture is shown as that picture, as the scanner made it; any other is rendered.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Protocol

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageFile

from schematom_docs.errors import Fault, VerificationError

LARGEST_FILE = 500 * 1024 * 1024
MOST_SHEETS = 2000
MOST_PIXELS = 80_000_000  # A3 at 600 dpi has 70
FIRST_DPI, SECOND_DPI = 200, 300

_PICTURE_KINDS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG": "PNG", b"II*\0": "TIFF", b"MM\0*": "TIFF", b"II+\0": "TIFF"}
_OTHER_KINDS = {
    b"PK\x03\x04": "to archiwum ZIP albo plik Worda czy Excela",
    b"GIF8": "to obraz GIF",
    b"BM": "to obraz BMP",
    b"RIFF": "to obraz WebP albo nagranie",
    b"\xd0\xcf\x11\xe0": "to stary plik Worda albo Excela",
}
_REMEDY = "Zapisz skan jako PDF, TIFF, JPG albo PNG."
_AGAIN = "Zeskanuj jeszcze raz."


class TooManyPixelsError(ValueError):
    """A sheet has more pixels than MOST_PIXELS."""


class Stack(Protocol):
    """An opened file. count: how many sheets it has."""

    count: int

    def views(self, number: int) -> Iterator[Image.Image]:
        """Yield pictures of a sheet (from 1), the best for reading first; raises whatever its decoder raises."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


def open_stack(data: bytes, *, place: str) -> Stack:
    """Return the stack of sheets in a file.

    place: name of the file in messages. Raises VerificationError when it is no scan, too large, locked or broken.
    """
    if not data:
        raise _refused(place, "plik jest pusty", _AGAIN)
    if len(data) > LARGEST_FILE:
        fault = too_large(place)
        raise _refused(fault.place, fault.reason, fault.remedy)
    if b"%PDF-" in data[:1024]:
        stack: Stack = _PdfStack(data, place)
    else:
        kind = next((kind for start, kind in _PICTURE_KINDS.items() if data.startswith(start)), "")
        if not kind:
            raise _refused(place, _kind_named(data), _REMEDY)
        stack = _PictureStack(data, kind, place)
    if not 0 < stack.count <= MOST_SHEETS:
        stack.close()
        reason = f"plik ma {stack.count} stron, najwyżej {MOST_SHEETS}" if stack.count else "plik nie ma stron"
        raise _refused(place, reason, "Podziel skan na mniejsze pliki." if stack.count else _AGAIN)
    return stack


def too_large(place: str) -> Fault:
    """Return what is wrong with a file that is larger than LARGEST_FILE."""
    return Fault(place, f"plik ma ponad {LARGEST_FILE // 1024**2} MB", "Zeskanuj w 200–300 dpi, w szarościach.")


def _refused(place: str, reason: str, remedy: str) -> VerificationError:
    return VerificationError(reason, place=place, remedy=remedy)


def _kind_named(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return "to zdjęcie HEIC albo film z telefonu"
    return next((name for start, name in _OTHER_KINDS.items() if data.startswith(start)), "to nie jest skan")


# -- PDF ------------------------------------------------------------------------------------------------------------
class _PdfStack:
    """Pages of a PDF."""

    def __init__(self, data: bytes, place: str) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data)
            self.count = len(self._document)
        except pypdfium2.PdfiumError as error:
            if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
                raise _refused(place, "plik PDF jest zamknięty hasłem", "Zapisz go bez hasła.") from error
            raise _refused(place, "plik PDF jest uszkodzony", _AGAIN) from error

    def views(self, number: int) -> Iterator[Image.Image]:
        """Yield the page as its only picture and rendered, or rendered twice."""
        page = self._document[number - 1]
        try:
            picture = _only_picture(page)
            if picture is not None:
                yield picture
            yield _rendered(page, FIRST_DPI)
            if picture is None:
                yield _rendered(page, SECOND_DPI)
        finally:
            page.close()

    def close(self) -> None:
        """Close the document."""
        self._document.close()


def _only_picture(page: pypdfium2.PdfPage) -> Image.Image | None:
    """Return the picture of a page that shows nothing else (text laid invisibly over it aside), None for any other."""
    pictures = []
    for item in page.get_objects(max_depth=1):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(item)
        elif not _is_invisible_text(item):
            return None
    if len(pictures) != 1:
        return None
    wide, high = pictures[0].get_px_size()
    if wide * high > MOST_PIXELS:
        raise TooManyPixelsError
    bitmap = pictures[0].get_bitmap(render=False)
    return bitmap.to_pil().copy() if bitmap is not None else None


def _is_invisible_text(item: pypdfium2.PdfObject) -> bool:
    if item.type != pdfium.FPDF_PAGEOBJ_TEXT:
        return False
    return bool(pdfium.FPDFTextObj_GetTextRenderMode(item.raw) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def _rendered(page: pypdfium2.PdfPage, dpi: int) -> Image.Image:
    wide, high = page.get_size()
    inches = max(1e-6, wide / 72 * high / 72)
    scale = min(dpi, (MOST_PIXELS / inches) ** 0.5) / 72
    picture: Image.Image = page.render(scale=scale).to_pil()
    return picture.copy()


# -- pictures -------------------------------------------------------------------------------------------------------
class _PictureStack:
    """Frames of a TIFF that are pages; JPG and PNG are one sheet (a phone adds previews to its photos)."""

    def __init__(self, data: bytes, kind: str, place: str) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._picture = Image.open(io.BytesIO(data), formats=[kind, "MPO"] if kind == "JPEG" else [kind])
                count = int(getattr(self._picture, "n_frames", 1)) if kind == "TIFF" else 1
                wanted = min(count, MOST_SHEETS + 1)
                self._frames = [n for n in range(wanted) if not _is_preview(self._picture, n)] or [0]
        except Image.DecompressionBombError as error:
            raise _refused(place, "obraz ma za dużo punktów", "Zeskanuj w 200–300 dpi.") from error
        except Exception as error:  # a broken header raises whatever its reader met
            raise _refused(place, f"plik {kind} jest uszkodzony", _AGAIN) from error
        self.count = len(self._frames)

    def views(self, number: int) -> Iterator[Image.Image]:
        """Yield the frame."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._picture.seek(self._frames[number - 1])
            if self._picture.width * self._picture.height > MOST_PIXELS:
                raise TooManyPixelsError
            copy = self._picture.copy()
        yield copy

    def close(self) -> None:
        """Close the picture."""
        self._picture.close()


def _is_preview(picture: ImageFile.ImageFile, frame: int) -> bool:
    """Return whether a frame of a TIFF is a smaller copy of another (NewSubfileType, bit 0)."""
    if not frame:
        return False
    try:
        picture.seek(frame)
        tags = getattr(picture, "tag_v2", {})
        return bool(int(tags.get(254, 0)) & 1)
    except Exception:  # a broken frame is a sheet with a fault, told when it is read
        return False
