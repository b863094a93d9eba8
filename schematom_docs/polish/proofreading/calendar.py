"""Dates: month in the genitive, „r.” after the year, days that exist, the right weekday, no „br.”, od … do …."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from schematom_docs.polish.proofreading.passage import (
    Correction,
    Passage,
    Rule,
    Surroundings,
    all_of,
    by_pattern,
)

_NOMINATIVE = (
    *("styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik"),
    *("listopad", "grudzień"),
)
_GENITIVE = (
    *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października"),
    *("listopada", "grudnia"),
)
_WEEKDAYS = ("poniedział", "wtor", "środ", "czwart", "piąt", "sobot", "niedziel")
_WEEKDAY_NAMES = ("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela")
_GEN = "|".join(_GENITIVE)
_NOM = "|".join(_NOMINATIVE)
_DATE = re.compile(
    rf"\b(?P<d>\d{{1,2}}),? (?P<m>{_GEN}|{_NOM}),? (?P<y>(?:19|20)\d\d)\b"
    r"|(?<![\d.])(?P<d2>\d{1,2})\.(?P<m2>\d{1,2})\.(?P<y2>(?:19|20)\d\d)(?![\d-])",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_WEEKDAY = re.compile(rf"\b((?:{'|'.join(_WEEKDAYS)})\w*),? (?:dnia |w dniu )?$", re.IGNORECASE)
_NO_YEAR = re.compile(rf"\b(\d{{1,2}}) ({_GEN})\b(?!,? (?:19|20)\d\d)")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ONE = rf"(?:\d{{1,2}}\.\d{{1,2}}(?:\.\d{{4}})?|\d{{1,2}}(?: (?:{_GEN}))?|(?:19|20)\d\d)(?: \d{{4}})?(?: ?r\.| roku)?"


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    if match["d2"]:
        return int(match["y2"]), int(match["m2"]), int(match["d2"])
    name = match["m"].lower()
    months = _GENITIVE if name in _GENITIVE else _NOMINATIVE
    return int(match["y"]), months.index(name) + 1, int(match["d"])


_OF_AN_ACT = re.compile(
    r"\b(?:ustaw|rozporządze|uchwał|zarządze|dyrektyw|decyzj|umow)\w*[^.;:]{0,80} z (?:dnia )?$", re.IGNORECASE
)


def year_of(text: str) -> int:
    """Return the year of the first full date of a text, 0 when there is none.

    The date of an act or contract the text refers to („ustawa z dnia 29 września 1994 r.”) is not its own.
    """
    own = (match for match in _dates(text) if not _OF_AN_ACT.search(text[: match.start()]))
    return next((_numbers(match)[0] for match in own), 0)


def _dates(text: str) -> list[re.Match[str]]:
    """Return the full dates of a text; a text without digits is not searched."""
    return list(_DATE.finditer(text)) if _DIGIT.search(text) else []


def _impossible(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    for match in _dates(passage.text):
        year, month, day = _numbers(match)
        try:
            date(year, month, day)
        except ValueError:
            yield Correction(match.start(), match.end(), "", hint="Sprawdź dzień i miesiąc w kalendarzu.")
    for match in _NO_YEAR.finditer(passage.text):
        if not 1 <= int(match[1]) <= _LONGEST[_GENITIVE.index(match[2])]:
            yield Correction(match.start(), match.end(), "", hint="Sprawdź dzień i miesiąc w kalendarzu.")


_SPAN_IN_MONTH = re.compile(rf"\b(\d{{1,2}})[-–](\d{{1,2}}) (?:{_GEN})\b")


def _reversed(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield ranges that end before they begin: „29–27 lipca”, „od 1 lipca 2015 r. do 30 czerwca 2015 r.”."""
    for match in _SPAN_IN_MONTH.finditer(passage.text):
        if int(match[1]) > int(match[2]):
            yield Correction(match.start(), match.end(), "", _BACKWARDS, "Sprawdź początek i koniec okresu.")
    dates = list(_dates(passage.text))
    for first, last in pairwise(dates):
        between = passage.text[first.end() : last.start()]
        if not re.fullmatch(r"(?: ?r\.| roku)? do(?: dnia)? ", between):
            continue
        if not re.search(r"\b[Oo]d(?: dnia)? $", passage.text[: first.start()]):
            continue
        if _numbers(first) > _numbers(last):
            yield Correction(first.start(), last.end(), "", _BACKWARDS, "Sprawdź początek i koniec okresu.")


_BACKWARDS = "okres kończy się, zanim się zacznie"


def _weekday(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    for match in _dates(passage.text):
        named = _WEEKDAY.search(passage.text[: match.start()])
        if not named:
            continue
        try:
            actual = date(*_numbers(match)).weekday()
        except ValueError:
            continue
        if not named[1].lower().startswith(_WEEKDAYS[actual]):
            hint = f"Ten dzień to {_WEEKDAY_NAMES[actual]}: popraw dzień tygodnia albo datę."
            yield Correction(named.start(1), match.end(), "", hint=hint)


def _relative(passage: Passage, surroundings: Surroundings) -> Iterator[Correction]:
    year = surroundings.year
    pattern = r"\bb\. ?r\.|\bbr\.|\bbr\b|\bub\. ?r\.|\b[Ww] (?:tym|bieżącym|ubiegłym|zeszłym|przyszłym) roku\b"
    for match in re.finditer(pattern + r"|\b(?:bieżącego|ubiegłego|zeszłego) roku\b", passage.text):
        word = match.group()
        right = ""
        if year and word in ("br.", "br", "b.r.", "b. r."):
            right = f"{year} r."
        elif year and word.lower() in ("w tym roku", "w bieżącym roku"):
            right = f"{word[0]} {year} r."
        yield Correction(match.start(), match.end(), right, hint="Podaj rok cyframi, np. „2015 r.”.")


def _month_name(match: re.Match[str]) -> str:
    year = f" {match[3]} r." if match[3] else ""
    return f"{int(match[1])} {_GENITIVE[_NOMINATIVE.index(match[2].lower())]}{year}"


def _opened(match: re.Match[str]) -> str:
    """Return the beginning of a range with its „od”, the month in the genitive and „r.” after the year."""
    month = match[2].lower()
    genitive = _GENITIVE[_NOMINATIVE.index(month)] if month in _NOMINATIVE else month
    return f"od {int(match[1])} {genitive} {match[3]} r. do "


RULES = (
    Rule(
        "miesiac",
        "Miesiąc w dacie",
        "nazwa miesiąca w dacie stoi w dopełniaczu",
        by_pattern(rf"\b(\d{{1,2}}),? ({_NOM})\b(?:,? ((?:19|20)\d\d)(?: ?r\.| roku)?)?", _month_name, re.IGNORECASE),
    ),
    Rule(
        "rok-w-dacie",
        "Data bez „r.”",
        "po roku w dacie z nazwą miesiąca stoi „r.” albo „roku”",
        by_pattern(rf"(\b\d{{1,2}} (?:{_GEN}) (?:19|20)\d\d)(?! ?r\.|r\b| roku|\d| ?[-–]|\w)", r"\1 r."),
    ),
    Rule(
        "zero-w-dacie",
        "Zero w dacie",
        "dzień przed nazwą miesiąca pisze się bez zera na początku",
        by_pattern(rf"(?<![\d–.-])(?<![–-] )0(\d) ({_GEN})\b", r"\1 \2"),
    ),
    Rule("data-niemozliwa", "Data, której nie ma", "takiego dnia nie ma w kalendarzu", all_of(_impossible, _reversed)),
    Rule("dzien-tygodnia", "Dzień tygodnia", "dzień tygodnia nie zgadza się z datą", _weekday),
    Rule(
        "data-wzgledna",
        "Data względna",
        "„br.” i „w tym roku” tracą sens po roku; pismo podaje datę z rokiem",
        _relative,
    ),
    Rule(
        "od-do",
        "Zakres „od … do …”",
        "po „od” następuje „do”, a nie myślnik",
        all_of(
            by_pattern(rf"\b([Oo]d(?: dnia)?) ({_ONE}) ?[-–—] ?({_ONE})", r"\1 \2 do \3"),
            by_pattern(
                rf"(?<![Oo]d )(?<![Oo]d dnia )(?<!\d )(?<!\w–)\b(\d{{1,2}}) ((?i:{_GEN}|{_NOM})) (\d{{4}})"
                r" ?(?:r\.|roku)? do (?=końca|\d)",
                _opened,
            ),
        ),
    ),
)
