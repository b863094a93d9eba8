"""Dates as offices write them → 2015-05-14; a date that may mean two days is refused, never guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from schematom_docs.case.datafault import refusal

_MONTHS = ("stycz", "lut", "mar", "kwie", "maj", "czerw", "lip", "sierp", "wrze", "paźdz", "listop", "grud")
_SHORT = {"sty": 1, "kwi": 4, "cze": 6, "sie": 8, "wrz": 9, "paź": 10, "paz": 10, "lis": 11, "gru": 12}
_STEMS = {stem: number for number, stem in enumerate(_MONTHS, 1)} | _SHORT
_ROMAN = {name: number for number, name in enumerate(
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)}  # fmt: skip
_YEAR_MARK = re.compile(r"\s*(?:r\.?|roku)$", re.IGNORECASE)
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?$")
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}([-./])\d{1,2}\1\d{2}")
_WORDS = re.compile(r"(\d{1,2})\.?\s+([^\W\d_]+)\.?\s+(\d{4})")
_SERIAL = re.compile(r"[1-7]\d{4}")
_EXCEL_START = date(1899, 12, 30)
REMEDY = "Wpisz datę tak: 2015-05-14 albo 14.05.2015."


def written_date(text: str) -> tuple[str, str]:
    """Return (ISO date, how it was read when that is not plain to see: a serial of Excel; else "").

    „14.05.2015”, „14.5.2015 r.”, „14 maja 2015 r.”, „14 V 2015”, „2015-05-14 00:00:00”, „42138” are read; „14/5/15” and
    „05/06/2015” may mean two days and are refused, as is what no calendar holds.
    """
    bare = _MIDNIGHT.sub("", _YEAR_MARK.sub("", " ".join(text.split())))
    if match := _ISO.fullmatch(bare):
        return _day(int(match[1]), int(match[2]), int(match[3])), ""
    if match := _DAY_FIRST.fullmatch(bare):
        first, second = int(match[1]), int(match[3])
        if match[2] == "/" and first <= 12 and second <= 12 and first != second:
            raise refusal("data z ukośnikami może znaczyć dwa różne dni", REMEDY)
        return _day(int(match[4]), second, first), ""
    if match := _WORDS.fullmatch(bare):
        return _day(int(match[3]), _month(match[2].lower()), int(match[1])), ""
    if _SHORT_YEAR.fullmatch(bare):
        raise refusal("rok ma tylko dwie cyfry i nie wiadomo, która liczba jest rokiem", REMEDY)
    if _SERIAL.fullmatch(bare):
        found = _EXCEL_START + timedelta(days=int(bare))
        return found.isoformat(), f"numer dnia z Excela odczytano jako {found:%d.%m.%Y}"
    if re.fullmatch(r"\d{4}-\d{1,2}|\d{1,2}\.\d{4}|\d{4}", bare):
        raise refusal("podano sam miesiąc albo rok, a potrzebny jest dzień", REMEDY)
    raise refusal("to nie jest data", REMEDY)


def _month(word: str) -> int:
    if word in _ROMAN:
        return _ROMAN[word]
    found = {number for stem, number in _STEMS.items() if word.startswith(stem)}
    if len(found) != 1:
        raise refusal("nie ma takiego miesiąca", REMEDY)
    return found.pop()


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise refusal("nie ma takiego dnia w kalendarzu", "Sprawdź dzień, miesiąc i rok.") from None
