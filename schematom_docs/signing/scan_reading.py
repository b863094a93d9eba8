"""Scanned files → their sheets: multi-page PDF and TIFF, JPG, PNG. A broken sheet never loses the stack.

A PDF sheet that is one picture is read from that picture, as the scanner made it; any other is rendered. What cannot be
opened at all is refused by name; what breaks on one sheet is told of that sheet.
"""

from __future__ import annotations

import io
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageFile

from schematom_docs.errors import Fault, VerificationError
from schematom_docs.signing.scan_decoding import Reading, read_codes

LARGEST_FILE = 500 * 1024 * 1024
MOST_SHEETS = 2000
MOST_PIXELS = 80_000_000  # A3 at 600 dpi has 70
SECONDS_A_SHEET = 20.0  # after this no further view of a sheet is tried
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
_BROKEN = "strona pliku jest uszkodzona"

_NOTHING = Reading()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a scanned file. number: from 1; fault: why it could not be looked at, "" when it could."""

    number: int
    reading: Reading = _NOTHING
    fault: str = ""


def read_scan(data: bytes, *, place: str, report: Callable[[int, int], None] | None = None) -> list[Sheet]:
    """Return the sheets of a scanned file, in order.

    place: name of the file in messages; report: told (sheets done, all sheets). Raises VerificationError when the file
    is none that can be read, is too large, locked or broken as a whole.
    """
    if not data:
        raise _refused(place, "plik jest pusty", "Zeskanuj jeszcze raz.")
    if len(data) > LARGEST_FILE:
        fault = too_large(place)
        raise _refused(fault.place, fault.reason, fault.remedy)
    if b"%PDF-" in data[:1024]:
        return _pdf_sheets(data, place, report)
    kind = next((kind for start, kind in _PICTURE_KINDS.items() if data.startswith(start)), "")
    if not kind:
        raise _refused(place, _kind_named(data), _REMEDY)
    return _picture_sheets(data, kind, place, report)


def too_large(place: str) -> Fault:
    """Return what is wrong with a file that is larger than LARGEST_FILE."""
    return Fault(place, f"plik ma ponad {LARGEST_FILE // 1024**2} MB", "Zeskanuj w 200–300 dpi, w szarościach.")


def _refused(place: str, reason: str, remedy: str) -> VerificationError:
    return VerificationError(reason, place=place, remedy=remedy)


def _kind_named(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return "to zdjęcie HEIC albo film z telefonu"
    return next((name for start, name in _OTHER_KINDS.items() if data.startswith(start)), "to nie jest skan")


def _looked_at(number: int, views: Iterator[Image.Image]) -> Sheet:
    """Return the sheet as the first view shows it that has a page code of ours; no failure leaves this function."""
    best = Reading()
    fault = ""
    start = time.monotonic()
    try:
        for view in views:
            reading = read_codes(view)
            if reading.ours or reading.blank:
                return Sheet(number, reading)
            best = best if best.payloads else reading
            if time.monotonic() - start > SECONDS_A_SHEET:
                break
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, _TooLargeError):
        fault = "strona ma za dużo punktów; zeskanuj ją w 200–300 dpi"
    except MemoryError:
        fault = "na tę stronę nie starcza pamięci; zeskanuj ją w 200–300 dpi"
    except Exception:  # decoders of pictures raise whatever they meet in a broken file; the stack must go on
        fault = _BROKEN
    return Sheet(number, best, fault if not best.payloads else "")


class _TooLargeError(ValueError):
    """A picture has more pixels than MOST_PIXELS."""


# -- PDF ------------------------------------------------------------------------------------------------------------
def _pdf_sheets(data: bytes, place: str, report: Callable[[int, int], None] | None) -> list[Sheet]:
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise _refused(place, "plik PDF jest zamknięty hasłem", "Zapisz go bez hasła.") from error
        raise _refused(place, "plik PDF jest uszkodzony", "Zeskanuj jeszcze raz.") from error
    try:
        if not count:
            raise _refused(place, "plik PDF nie ma stron", "Zeskanuj jeszcze raz.")
        _refuse_many(count, place)
        return list(_reported((_looked_at(n, _pdf_views(document, n - 1)) for n in range(1, count + 1)), count, report))
    finally:
        document.close()


def _pdf_views(document: pypdfium2.PdfDocument, index: int) -> Iterator[Image.Image]:
    page = document[index]
    try:
        if (picture := _only_picture(page)) is not None:
            yield picture
            yield _rendered(page, FIRST_DPI)
        else:
            yield _rendered(page, FIRST_DPI)
            yield _rendered(page, SECOND_DPI)
    finally:
        page.close()


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
        raise _TooLargeError
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
def _picture_sheets(data: bytes, kind: str, place: str, report: Callable[[int, int], None] | None) -> list[Sheet]:
    """Return the frames of a TIFF that are pages; JPG and PNG are one sheet (a phone adds previews to its photos)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=[kind, "MPO"] if kind == "JPEG" else [kind])
            count = int(getattr(picture, "n_frames", 1)) if kind == "TIFF" else 1
    except Image.DecompressionBombError as error:
        reason = "obraz ma za dużo punktów"
        raise _refused(place, reason, "Zeskanuj w 200–300 dpi.") from error
    except Exception as error:  # a broken header raises whatever its reader met
        raise _refused(place, f"plik {kind} jest uszkodzony", "Zeskanuj jeszcze raz.") from error
    _refuse_many(count, place)
    frames = [n for n in range(count) if not _is_preview(picture, n)] or [0]
    sheets = (_looked_at(n, _frame_views(picture, frame)) for n, frame in enumerate(frames, start=1))
    return list(_reported(sheets, len(frames), report))


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


def _frame_views(picture: ImageFile.ImageFile, frame: int) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        picture.seek(frame)
        if picture.width * picture.height > MOST_PIXELS:
            raise _TooLargeError
        copy = picture.copy()
    yield copy


def _refuse_many(count: int, place: str) -> None:
    if count > MOST_SHEETS:
        raise _refused(place, f"plik ma {count} stron, najwyżej {MOST_SHEETS}", "Podziel skan na mniejsze pliki.")


def _reported(sheets: Iterator[Sheet], count: int, report: Callable[[int, int], None] | None) -> Iterator[Sheet]:
    for sheet in sheets:
        if report is not None:
            report(sheet.number, count)
        yield sheet
