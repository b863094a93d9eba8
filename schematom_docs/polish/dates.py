"""Dates and ranges of dates as Polish office papers write them, with non-breaking spaces inside."""

from __future__ import annotations

import re
from datetime import date

from schematom_docs.polish.cases import Case
from schematom_docs.polish.numerals import ordinal
from schematom_docs.polish.prepositions import in_form, prefixed

NBSP = "\u00a0"
_MONTHS = (
    *("styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik"),
    *("listopad", "grudzień"),
)
_MONTHS_GENITIVE = (
    *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października"),
    *("listopada", "grudnia"),
)
_MONTHS_LOCATIVE = (
    *("styczniu", "lutym", "marcu", "kwietniu", "maju", "czerwcu", "lipcu", "sierpniu", "wrześniu", "październiku"),
    *("listopadzie", "grudniu"),
)
_WEEKDAYS = ("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela")
_ON_WEEKDAYS = ("w poniedziałek", "we wtorek", "w środę", "w czwartek", "w piątek", "w sobotę", "w niedzielę")


def as_date(value: object) -> date:
    """Return a date given as date or as ISO text. Raises ValueError in Polish."""
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            raise ValueError(f"„{value}” nie jest datą w zapisie RRRR-MM-DD.") from None
    raise ValueError("Oczekiwano daty.")


def date_text(value: object, style: str = "dluga") -> str:
    """Return a date in a named style; the keys of the table below are the styles.

    value: date, ISO text, or the text of a month („2013-06”), which has the styles of a month alone.
    """
    month = _as_month(value)
    if month is not None:
        return _month_text(month, style)
    day = as_date(value)
    texts = {
        "dluga": _spaced(day.day, _MONTHS_GENITIVE[day.month - 1], day.year, "r."),
        "krotka": _spaced(f"{day:%d.%m}.{day.year:04d}", "r."),
        "slownie": in_words(day),
        "miesiac": _spaced(_MONTHS[day.month - 1], day.year, "r."),
        "miesiaca": _spaced(_MONTHS_GENITIVE[day.month - 1], day.year, "r."),
        "w_miesiacu": _in(_spaced(_MONTHS_LOCATIVE[day.month - 1], day.year, "r.")),
        "bez_roku": _spaced(day.day, _MONTHS_GENITIVE[day.month - 1]),
        "dzien_tygodnia": _WEEKDAYS[day.weekday()],
        "w_dzien": _ON_WEEKDAYS[day.weekday()].replace(" ", NBSP),
    }
    if style not in texts:
        raise ValueError(f"Nie ma postaci daty „{style}”; są: {', '.join(texts)}.")
    return texts[style]


def _as_month(value: object) -> date | None:
    """Return the first day of a month given as „RRRR-MM”, None for anything else."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", value.strip()):
        return None
    return date.fromisoformat(f"{value.strip()}-01")


def _month_text(month: date, style: str) -> str:
    """Return a month without day; only the styles of a month suit it, the long one is its genitive."""
    if style in ("dluga", "miesiaca"):
        return date_text(month, "miesiaca")
    if style in ("miesiac", "w_miesiacu"):
        return date_text(month, style)
    raise ValueError(f"Miesiąc bez dnia nie ma postaci „{style}”; są: dluga, miesiac, miesiaca, w_miesiacu.")


def _in(text: str) -> str:
    return prefixed(in_form(text), text)


def _spaced(*parts: object) -> str:
    return NBSP.join(str(part) for part in parts)


def in_words(day: date, case: Case = "gen") -> str:
    """Return „trzydziestego lipca dwa tysiące piętnastego roku”; case: of the day number."""
    number = ordinal(day.day, "m3", case)
    return f"{number} {_MONTHS_GENITIVE[day.month - 1]} {ordinal(day.year, 'm3', 'gen')} roku"


def period_text(start: object, end: object, style: str = "od_do") -> str:
    """Return a range of dates, either side may be open. style: od_do, dni, w_dniach, krotki.

    od_do „od 15 listopada 2013 r. do 31 grudnia 2014 r.”; dni „23–24 czerwca 2015 r.”; w_dniach „w dniach 27–29 …”.
    """
    if start is None and end is None:
        raise ValueError("Okres nie ma ani początku, ani końca.")
    if _as_month(start) is not None or _as_month(end) is not None:
        return _from_to(start, end, "dluga")
    first = None if start is None else as_date(start)
    last = None if end is None else as_date(end)
    if first is not None and last is not None and last < first:
        raise ValueError("Koniec okresu jest wcześniejszy niż początek.")
    if style not in ("od_do", "dni", "w_dniach", "krotki"):
        raise ValueError(f"Nie ma postaci okresu „{style}”; są: od_do, dni, w_dniach, krotki.")
    if first is None or last is None or style == "od_do":
        return _from_to(first, last, "krotka" if style == "krotki" else "dluga")
    if style == "krotki":
        return _short_days(first, last)
    if style == "dni":
        return _days(first, last)
    return (f"w{NBSP}dniu " if first == last else f"w{NBSP}dniach ") + _days(first, last)


def _from_to(first: object, last: object, style: str) -> str:
    parts = []
    if first is not None:
        parts.append(f"od {date_text(first, style)}")
    if last is not None:
        parts.append(f"do {date_text(last, style)}")
    return " ".join(parts)


def _short_days(first: date, last: date) -> str:
    if first == last:
        return date_text(first, "krotka")
    return f"{first:%d.%m}.{first.year:04d}–{date_text(last, 'krotka')}"


def _days(first: date, last: date) -> str:
    """Return „23–24 czerwca 2015 r.”, „29 czerwca – 3 lipca 2015 r.” or both full dates across years."""
    if first == last:
        return date_text(last)
    if first.year != last.year:
        return f"{date_text(first)} – {date_text(last)}"
    if first.month != last.month:
        return f"{date_text(first, 'bez_roku')} – {date_text(last)}"
    return f"{first.day}–{date_text(last)}"
