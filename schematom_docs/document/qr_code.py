"""QR codes as pictures: `{{ adres|qr(bok=20) }}` prints a square of 20 mm that a telephone reads back as the text."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from typing import Final

from schematom_docs.document.operations import plain_text
from schematom_docs.document.rich import Picture
from schematom_docs.errors import TemplateError

_LONGEST: Final = 2200
"""Bytes that the largest code holds at level M."""
_QUIET: Final = 4
_SCALE: Final = 8
"""Pixels a module takes: enough for print, exact at any size."""


def qr(text: object, bok: float = 25, opis: str = "") -> Picture:
    """Return the QR code of a text. bok: side in mm, margin included; opis: alternative text, by default the text.

    Error correction M; bytes in UTF-8. Raises TemplateError when the text is empty or too long for a QR code.
    """
    content = plain_text(text)
    if not content:
        raise TemplateError("kod QR nie może być pusty", remedy="Uzupełnij dane albo obejmij znacznik warunkiem.")
    return Picture(_png(content), bok, bok, opis or content)


@lru_cache(maxsize=256)
def _png(content: str) -> bytes:
    rows = _modules(content)
    blank = [False] * _QUIET
    framed = [[False] * (len(rows) + 2 * _QUIET)] * _QUIET
    square = [*framed, *([*blank, *row, *blank] for row in rows), *framed]
    lines = b"".join(_line(row) * _SCALE for row in square)
    side = len(square) * _SCALE
    header = struct.pack(">2L5B", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(lines)) + _chunk(b"IEND", b"")


def _modules(content: str) -> list[list[bool]]:
    """Return the dark modules, row by row."""
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel  # only when one is printed

    if len(content.encode("utf-8")) > _LONGEST:
        raise TemplateError("tekst jest za długi na kod QR", remedy="Skróć go, np. podaj sam adres.")
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(content))
    code.make()
    return [[bool(cell) for cell in row] for row in code.modules]


def _line(row: list[bool]) -> bytes:
    """Return one row of pixels, a bit each, dark as 0, with the filter byte before it; a module is a whole byte."""
    return b"\0" + bytes(0 if dark else 255 for dark in row)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
