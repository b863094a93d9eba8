"""Scalar types of case data. Each takes the text as it stands in the file, gives a typed value or refuses in Polish."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import PlainValidator

from schematom_docs.case import identifiers
from schematom_docs.case.datafault import refusal

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]"
    r"|[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"  # zero width and direction marks turn text round
)
_GREATEST_AMOUNT = Decimal(10) ** 11
_GREATEST_NUMBER = Decimal(10) ** 6
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_POLISH_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: ?r\.)?")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"(19|20)\d\d")
_MONEY = re.compile(r"(\d+|\d{1,3}(?: \d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:\.\d{3})+(?=,))(?:[.,](\d{1,2}))?")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")
_HOUR = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_YES = {"tak": True, "t": True, "true": True, "prawda": True, "nie": False, "n": False, "false": False, "fałsz": False}
_EARLIEST, _LATEST = 1900, 2100


def as_text(value: object) -> str:
    """Return the text trimmed, its letters composed (NFC). Refuses an empty text, a list, a group of fields."""
    if not isinstance(value, str):
        shape = "zestaw pól" if isinstance(value, dict) else "lista" if isinstance(value, list) else "nic"
        raise refusal(f"tu powinien stać jeden tekst, a jest {shape}", "Wpisz jedną wartość w tym samym wierszu.")
    text = unicodedata.normalize("NFC", value).strip()
    if not text:
        raise refusal("wartość jest pusta", "Wpisz ją albo usuń całe pole.")
    if _INVISIBLE.search(text):
        raise refusal("w tekście jest niewidoczny znak sterujący", "Usuń całą wartość i wpisz ją ręcznie.")
    return text


def as_money(value: object) -> Decimal:
    """Return złote with two places: „724 860,00”, „34.337.973,00”, „724860.00” and „25 zł” are read exactly."""
    text = _SPACES.sub(" ", as_text(value))
    bare = re.sub(r" ?(zł|PLN)\.?$", "", text)
    match = _MONEY.fullmatch(bare)
    if match is None:
        raise refusal(f"to nie jest kwota{_money_hint(bare)}", "Zapisz kwotę tak: 724860,00 albo 724 860,00.")
    whole, grosze = re.sub(r"[ .]", "", match[1]), (match[2] or "").ljust(2, "0")
    amount = Decimal(f"{whole}.{grosze}")
    if amount >= _GREATEST_AMOUNT:
        raise refusal("kwota jest za duża: program liczy do 100 miliardów złotych", "Sprawdź liczbę cyfr.")
    return amount


def _money_hint(bare: str) -> str:
    if re.fullmatch(r"\d+[.]\d{3}", bare):
        return ": nie wiadomo, czy kropka oddziela tysiące, czy grosze"
    if re.fullmatch(r"[\d ]+[.,]\d{3,}", bare):
        return ": są w niej ułamki grosza"
    if bare.startswith("-"):
        return ": kwota nie może być ujemna"
    return ""


def as_count(value: object) -> int:
    """Return a whole number ≥ 0."""
    text = _SPACES.sub("", as_text(value))
    if not re.fullmatch(r"\d{1,9}", text):
        reason = "liczba nie może być ujemna" if text.startswith("-") else "to nie jest liczba całkowita"
        raise refusal(reason, "Wpisz same cyfry, np. 10.")
    return int(text)


def as_number(value: object) -> Decimal:
    """Return an exact number ≥ 0; decimal comma or point."""
    text = _SPACES.sub("", as_text(value))
    if not _DECIMAL.fullmatch(text):
        if re.match(r"[-–−]\d", text):
            raise refusal("liczba nie może być ujemna", "Wpisz liczbę bez minusa: najmniej 0.")
        raise refusal("to nie jest liczba", "Wpisz liczbę, np. 5 albo 1,5.")
    number = Decimal(text.replace(",", "."))
    if number >= _GREATEST_NUMBER:
        raise refusal("liczba jest za duża: program liczy do miliona", "Sprawdź liczbę cyfr.")
    return number


def as_percent(value: object) -> Decimal:
    """Return percent as an exact number from 0 to 100: „37,5” and „37,5%” are read."""
    text = _SPACES.sub("", as_text(value)).removesuffix("%")
    if not _DECIMAL.fullmatch(text) or not 0 <= Decimal(text.replace(",", ".")) <= 100:
        raise refusal("to nie jest procent od 0 do 100", "Wpisz np. 60 albo 37,5.")
    return Decimal(text.replace(",", "."))


def as_date(value: object) -> date:
    """Return a date written 2015-05-14 or 14.05.2015."""
    text = as_text(value)
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _POLISH_DATE.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    else:
        raise refusal(f"to nie jest data{_date_hint(text)}", "Wpisz datę tak: 2015-05-14 albo 14.05.2015.")
    try:
        result = date(year, month, day)
    except ValueError:
        raise refusal("nie ma takiego dnia w kalendarzu", "Sprawdź dzień, miesiąc i rok.") from None
    if not _EARLIEST <= year <= _LATEST:
        raise refusal(f"rok {year} jest poza zakresem {_EARLIEST}–{_LATEST}", "Sprawdź rok.")
    return result


def _date_hint(text: str) -> str:
    if re.fullmatch(r"[1-5]\d{4}", text):
        return ": wygląda na numer dnia z Excela"
    if _MONTH.fullmatch(text):
        return ": podano sam miesiąc, a potrzebny jest dzień"
    if re.fullmatch(r"\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{1,2}\.\d{1,2}\.\d{2}", text):
        return ": nie wiadomo, która liczba jest dniem, a która rokiem"
    return ""


def as_partial_date(value: object) -> date | str:
    """Return a date, or „2013-08” when only the month is known, or „2011” when only the year is known."""
    text = as_text(value)
    return text if _MONTH.fullmatch(text) or _YEAR.fullmatch(text) else as_date(text)


def as_month(value: object) -> str:
    """Return a month as „2013-08”."""
    text = as_text(value)
    if match := re.fullmatch(r"(\d{1,2})\.(\d{4})", text):
        text = f"{match[2]}-{match[1].zfill(2)}"
    if not _MONTH.fullmatch(text):
        raise refusal("to nie jest miesiąc", "Wpisz miesiąc tak: 2013-08.")
    return text


def as_yes_no(value: object) -> bool:
    """Return True for tak, False for nie."""
    answer = _YES.get(as_text(value).lower())
    if answer is None:
        raise refusal("tu można wpisać tylko tak albo nie", "Wpisz tak albo nie.")
    return answer


def as_fraction(value: object) -> str:
    """Return a share of full time „1/2”, „3/4” or „1” (full time), in lowest terms."""
    text = _SPACES.sub("", as_text(value)).replace("½", "1/2").replace("¼", "1/4").replace("¾", "3/4")
    match = re.fullmatch(r"(\d{1,3})(?:/(\d{1,3}))?|0[.,](\d{1,4})", text)
    if match is None or (match[2] is not None and int(match[2]) == 0):
        raise refusal("to nie jest ułamek etatu", "Wpisz np. 1/2, 3/4 albo 1.")
    share = Fraction(f"0.{match[3]}") if match[3] else Fraction(int(match[1]), int(match[2] or 1))
    if not 0 < share <= 1:
        raise refusal("ułamek etatu musi być większy od 0 i nie większy od 1", "Wpisz np. 1/2, 3/4 albo 1.")
    return str(share)


def as_hour(value: object) -> str:
    """Return an hour as „23:00”."""
    match = _HOUR.fullmatch(as_text(value))
    if match is None:
        raise refusal("to nie jest godzina", "Wpisz godzinę tak: 23:00.")
    return f"{int(match[1]):02d}:{match[2]}"


def _checked(check: Callable[[str], str]) -> Callable[[object], str]:
    def validate(value: object) -> str:
        return check(as_text(value))

    return validate


Text = Annotated[str, PlainValidator(as_text)]
Money = Annotated[Decimal, PlainValidator(as_money)]
Count = Annotated[int, PlainValidator(as_count)]
Number = Annotated[Decimal, PlainValidator(as_number)]
Percent = Annotated[Decimal, PlainValidator(as_percent)]
Day = Annotated[date, PlainValidator(as_date)]
PartialDate = Annotated[date | str, PlainValidator(as_partial_date)]
Month = Annotated[str, PlainValidator(as_month)]
YesNo = Annotated[bool, PlainValidator(as_yes_no)]
WorkingTime = Annotated[str, PlainValidator(as_fraction)]
Hour = Annotated[str, PlainValidator(as_hour)]
Pesel = Annotated[str, PlainValidator(_checked(identifiers.pesel))]
Nip = Annotated[str, PlainValidator(_checked(identifiers.nip))]
Regon = Annotated[str, PlainValidator(_checked(identifiers.regon))]
Krs = Annotated[str, PlainValidator(_checked(identifiers.krs))]
Nrb = Annotated[str, PlainValidator(_checked(identifiers.nrb))]
Postcode = Annotated[str, PlainValidator(_checked(identifiers.postcode))]
Phone = Annotated[str, PlainValidator(_checked(identifiers.phone))]
Email = Annotated[str, PlainValidator(_checked(identifiers.email))]
Ade = Annotated[str, PlainValidator(_checked(identifiers.ade))]
