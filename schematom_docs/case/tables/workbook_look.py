"""Look of the workbooks: fonts, fills, widths; one place for every sheet."""

from __future__ import annotations

import math
from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle

from schematom_docs.fields import FieldKind, FormField

FONT_NAME: Final = "Calibri"
FONT: Final = Font(name=FONT_NAME, size=11)
HEADER_FONT: Final = Font(name=FONT_NAME, size=11, bold=True, color="1F3A5F")
BAND_FONT: Final = Font(name=FONT_NAME, size=10, color="FFFFFF", bold=True)
SAMPLE_FONT: Final = Font(name=FONT_NAME, size=11, italic=True, color="595959")
TITLE_FONT: Final = Font(name="Cambria", size=16, bold=True, color="1F3A5F")
HEADER_FILL: Final = PatternFill("solid", fgColor="DCE6F1")
REQUIRED_FILL: Final = PatternFill("solid", fgColor="FCE4C8")
BAND_FILL: Final = PatternFill("solid", fgColor="1F3A5F")
SAMPLE_FILL: Final = PatternFill("solid", fgColor="F2F2F2")
KEY_FILL: Final = PatternFill("solid", fgColor="EDEDED")
_HAIR: Final = Side("thin", color="BFBFBF")
BORDER: Final = Border(_HAIR, _HAIR, _HAIR, _HAIR)
BAND_ALIGNMENT: Final = Alignment(vertical="center")
WRAP: Final = Alignment(wrap_text=True, vertical="top")
HEADER_ALIGNMENT: Final = Alignment(wrap_text=True, vertical="center", horizontal="left")
NUMBER_ALIGNMENT: Final = Alignment(vertical="top", horizontal="right", indent=1)
DATE_ALIGNMENT: Final = Alignment(vertical="top", horizontal="center")
OPEN: Final = Protection(locked=False)
MISSING: Final = DifferentialStyle(fill=PatternFill(bgColor="F8CBAD"), border=None)
NOT_ASKED: Final = DifferentialStyle(fill=PatternFill("gray125", bgColor="D9D9D9"), font=Font(color="7F7F7F"))

DATE_FORMAT: Final = "dd\\.mm\\.yyyy"
FORMATS: Final[dict[FieldKind, str]] = {
    "data": DATE_FORMAT,
    "kwota": '#,##0.00\\ "zł"',
    "liczba": "General",
    "procent": "General",
}
"""Kinds that are not text in the workbook."""
TEXT_FORMAT: Final = "@"
_WIDTHS: Final[dict[str, int]] = {
    "data": 13, "kwota": 16, "liczba": 11, "procent": 11, "tak_nie": 9, "okres": 26, "pesel": 14, "nip": 13,
    "regon": 17, "krs": 13, "nrb": 32, "dowod": 12, "kod_pocztowy": 14, "telefon": 18, "email": 28, "ade": 28,
    "teryt": 10,
    "dlugi_tekst": 48, "lista_tekstow": 40, "wiele_z": 30, "odwolanie": 30,
}  # fmt: skip
_LINE: Final = 14.6


def width_of(field: FormField) -> int:
    """Return the width of a column in characters, wide enough for the longest word of its header."""
    longest = max((len(word) for word in field.label.replace("/", " ").split()), default=8)
    wanted = _WIDTHS.get(field.kind, 20)
    if field.choices:
        wanted = min(max(12, *(len(item.label) + 4 for item in field.choices)), 36)
    if field.path == "klucz":
        wanted = 16
    return max(wanted, longest + 5, min(len(field.example) + 3, 40))


def lines_of(text: str, width: int) -> int:
    """Return how many lines a text takes in a column, generously."""
    return sum(max(1, math.ceil(len(part) * 1.05 / max(width - 1, 1))) for part in text.split("\n"))


def height_of(lines: int) -> float:
    """Return the height of a row in points."""
    return min(max(lines, 1) * _LINE + 4, 400)
