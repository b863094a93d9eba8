"""Numbers of Excel as people see them: dates, percentages, masks of zeros; nothing that Excel lost is guessed back."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

_EPOCH_1900, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - days of a sheet have no zone
_EXACT_DIGITS = 15
"""Digits of a number that Excel keeps; further ones are zeros or noise."""
_MASK = re.compile(r"0[0 -]*0")
_FORGED_DATES = re.compile(r"\[[^\]]*\]|\"[^\"]*\"|\\.|_.")


def format_kinds(formats: dict[int, str], ids: list[int]) -> list[str]:
    """Return for each cell style what its number format means: "date", "percent", a mask of zeros, "" = plain.

    formats: the workbook's own formats by id; ids: format id of each style.
    """
    return [_kind(formats.get(item, BUILTIN_FORMATS.get(item, "General"))) for item in ids]


def _kind(code: str) -> str:
    first = code.split(";")[0]
    bare = first.replace("\\", "").replace('"', "").strip()
    if _MASK.fullmatch(bare):
        return bare
    if "%" in bare:
        return "percent"
    return "date" if is_date_format(_FORGED_DATES.sub("", first)) else ""


def number_text(raw: str, kind: str, *, from_1904: bool = False) -> str:
    """Return a number of the file as text. raw: as written in the file; kind: of its format, see format_kinds.

    A number longer than Excel keeps exactly is told as Excel shows it („4.41020003E+25”), so that it is refused.
    """
    try:
        value = float(raw)
    except ValueError:
        return raw
    if kind == "date":
        return _date_text(value, from_1904=from_1904)
    if kind == "percent":
        return f"{_plain(value * 100)}%"
    if abs(value) >= 10**_EXACT_DIGITS:
        return f"{value:.9G}" if "E" in f"{value:.9G}" else f"{value:.9E}"
    if kind and value >= 0 and value.is_integer():
        return _masked(int(value), kind)
    return _plain(value)


def _plain(value: float) -> str:
    text = f"{value:.15g}"
    if "e" in text:
        text = f"{value:.20f}".rstrip("0")
    return text.removesuffix(".0")


def _masked(value: int, mask: str) -> str:
    """Return the digits laid into a mask of zeros: 5800 and „00-000” → „05-800”."""
    digits = str(value).zfill(mask.count("0"))
    spare = len(digits) - mask.count("0")
    taken = iter(digits[spare:])
    return digits[:spare] + "".join(next(taken) if sign == "0" else sign for sign in mask)


def _date_text(serial: float, *, from_1904: bool) -> str:
    if not 0 <= serial < 2_958_466:
        return _plain(serial)
    epoch = _EPOCH_1904 if from_1904 else _EPOCH_1900
    if not from_1904 and serial < 60:
        epoch += timedelta(days=1)  # Excel counts a 29 February 1900 that never was
    moment = epoch + timedelta(days=int(serial), seconds=round(serial % 1 * 86_400))
    if serial < 1:
        return f"{moment:%H:%M}"
    return f"{moment:%Y-%m-%d}" if not serial % 1 else f"{moment:%Y-%m-%d %H:%M}"
