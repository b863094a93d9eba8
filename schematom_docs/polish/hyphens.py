"""Hyphens of finished text: dashes in ranges, hyphens that do not break in names, compounds and postal codes.

Every function keeps the length of the text and is idempotent.
"""

from __future__ import annotations

import re

NBSP = "\u00a0"
HYPHEN = "\u2011"  # NON-BREAKING HYPHEN; a PDF reads it back as a plain one
TAG = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: stands for a template tag and counts as a word

_SPACE = f"[ {NBSP}]"
_BEFORE = rf"(?<![\w./,:§@{HYPHEN}–-])"
_AFTER = rf"(?![\w/@{HYPHEN}–-]|[.,:]\d)"
_MONTH = r"stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"
_UNIT = (
    rf"(?:{_MONTH}|osób|osoby|osobami|rodzin|rodziny|kobiet|dzieci|uczestników|uczestniczek|dni|tygodni|tygodnie"
    r"|miesięcy|miesiące|lat|lata|godzin|godziny|minut|min|zł|tys\.|mln|proc\.|km|stron|strony|egzemplarzy|etapów)"
)
_YEARS = re.compile(rf"(?<![\w./{HYPHEN}-])((?:19|20)\d\d)-(?=(?:19|20)\d\d(?![\w/-]))")
_MEASURED = re.compile(rf"{_BEFORE}(\d{{1,3}})-(\d{{1,3}})(?={_SPACE}{_UNIT}(?!\w)|{_SPACE}?%)")
_HOURS = re.compile(rf"{_BEFORE}(\d{{1,2}}[.:]\d\d)-(\d{{1,2}}[.:]\d\d){_AFTER}(?!\.\d)")
_DAYS = re.compile(rf"(?<=\bdniach{_SPACE})(\d{{1,2}})-(?=\d{{1,2}}(?![\w/{HYPHEN}-]))")
_ITEM = r"\d{1,3}[a-z]?(?:-\d{1,3}[a-z]?)?"
_LISTED = re.compile(
    rf"(?:(?<![\w.])(?:str\.|s\.|[Ss]trony|[Ss]tronach|[Ss]tron|[Pp]kt|[Pp]unkty|[Pp]unktach|[Uu]st\.|[Aa]rt\.|poz\.|rozdz\.)"
    rf"|§§?){_SPACE}{_ITEM}(?:(?:,{_SPACE}|{_SPACE}(?:i|oraz|lub){_SPACE}){_ITEM})*{_AFTER}"
)
_HOUR_WORDS = re.compile(rf"(?<=\bgodz\.{_SPACE})(\d{{1,2}})-(?=\d{{1,2}}{_AFTER})")
_LETTERS = re.compile(rf"(?<=\blit\.{_SPACE}[a-z])-(?=[a-z]{_AFTER})")
_PART = re.compile(r"(\d+)([a-z]?)-(\d+)")

_POSTCODE = re.compile(
    rf"(?<!tel\.{_SPACE})(?<!nr{_SPACE})(?:^(\d\d)-(?=\d{{3}}$)"
    rf"|(?<![\w./{HYPHEN}–-])(\d\d)-(?=\d{{3}}{_SPACE}[A-ZĄĆĘŁŃÓŚŹŻ{TAG}]))"
)
_UPPER, _LOWER = "A-ZĄĆĘŁŃÓŚŹŻÁÉÍÖÜČŘŠŽ", "a-ząćęłńóśźżáéíöüčřšžß"
_EDGE = rf"(?![\w@/\\{HYPHEN}-]|\.\w)"
_NAME = re.compile(rf"(?<![\w.@/:\\{HYPHEN}–-])[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)+{_EDGE}")
# A column of 42 mm holds 22 letters; a longer name kept whole would be broken in the middle of a word.
_LONGEST_WHOLE_NAME = 22
_COMPOUND = re.compile(
    rf"(?<![\w.@/:\\{HYPHEN}–-])(?:[{_UPPER}{_LOWER}]{{3,}}[oO]-)+[{_UPPER}{_LOWER}]{{2,}}"
    rf"(?:[yiaeąYIAEĄ]|ego|emu|ym|im|ej|ych|ich|ymi|imi|EGO|EMU|YM|IM|EJ|YCH|ICH|YMI|IMI){_EDGE}"
)


def with_hyphens(text: str) -> str:
    """Return the text with a dash in ranges, and hyphens that hold a name, a compound or a postal code together."""
    if "-" not in text:
        return text
    return bound(ranged(_POSTCODE.sub(_whole, text)))


def ranged(text: str) -> str:
    """Return the text with a dash between the ends of a range: of years, days, hours, pages, points, amounts.

    A range has a month or a unit after it, or a word that announces one before it, and it rises; numbers of cases
    and telephones, codes and dates like 2014-05-06 have none of these.
    """
    text = _LISTED.sub(lambda match: _PART.sub(_rising, match.group()), _YEARS.sub(r"\1–", text))
    text = _HOURS.sub(_later, _MEASURED.sub(lambda match: _PART.sub(_rising, match.group()), text))
    return _LETTERS.sub("–", _HOUR_WORDS.sub(r"\1–", _DAYS.sub(r"\1–", text)))


def bound(text: str) -> str:
    """Return the text with hyphens that do not break in „Busko-Zdrój”, „Kowalska-Nowak”, „społeczno-zawodowy”.

    A name of more than 22 signs keeps a hyphen at which a line may end, so that it fits narrow columns.
    """
    return _COMPOUND.sub(_whole, _NAME.sub(_whole_name, text))


def _rising(match: re.Match[str]) -> str:
    if int(match[1]) > int(match[3]) or (int(match[1]) == int(match[3]) and not match[2]):
        return match.group()
    return match.group().replace("-", "–")


def _later(match: re.Match[str]) -> str:
    hours = [tuple(map(int, re.split(r"[.:]", hour))) for hour in match.groups()]
    clock = all(hour <= 24 and minute < 60 for hour, minute in hours)
    return match.group().replace("-", "–") if clock and hours[0] < hours[1] else match.group()


def _whole_name(match: re.Match[str]) -> str:
    return _whole(match) if len(match.group()) <= _LONGEST_WHOLE_NAME else match.group()


def _whole(match: re.Match[str]) -> str:
    return match.group().replace("-", HYPHEN)
