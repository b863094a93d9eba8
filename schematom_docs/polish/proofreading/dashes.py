"""Dashes and hyphens: pauses, ranges, compound words and names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schematom_docs.polish.hyphens import ranged
from schematom_docs.polish.proofreading.passage import Correction, Passage, Rule, Surroundings, all_of, by_pattern
from schematom_docs.polish.proofreading.words import parts_of_speech

_MONTH = r"(?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia)"


def _joining(word: str) -> bool:
    """Return whether a word is the first part of a compound adjective: „społeczno” of „społeczno-zawodowy”."""
    base = word.lower().removesuffix("o")
    return word.endswith("o") and any("adj" in parts_of_speech(base + ending) for ending in "yi")


def _compound(match: re.Match[str]) -> str | None:
    first, second = match[1], match[2]
    joined = _joining(first) and parts_of_speech(second.lower()) & {"adj", "ppas"}
    return f"{first}-{second}" if joined else None


_NUMBER = re.compile(r"\d{1,4}|\d\d?[.:]\d\d")


def _number(text: str) -> int:
    return int("".join(sign for sign in text if sign.isdigit()))


def _pause(match: re.Match[str]) -> str | None:
    before, after = match[1], match[2]
    if _joining(before) and "adj" in parts_of_speech(after.strip(".,;:").lower()):
        return None
    if _NUMBER.fullmatch(before) and _NUMBER.fullmatch(after.rstrip(".,;:")) and _number(before) < _number(after):
        return f"{before}–{after}"
    return f"{before} – {after}"


def _days(match: re.Match[str]) -> str:
    return f"{int(match[1])}–{int(match[2])}{match[3]}"


_BESIDE = re.compile(
    r"\b(?P<lead>[Ss]tr\.|[Ss]trony|[Pp]kt|[Uu]st\.|[Aa]rt\.|godz\.|dniach) (?P<first>\d{1,3}[a-z]?|\d\d?[.:]\d\d)"
    r"(?: - |- | -| – )(?P<last>\d{1,3}[a-z]?|\d\d?[.:]\d\d)(?![\w/-]|[.,:]\d| (?:zł|dni|osób|punkt\w*|godzin\w*)\b)"
    r"|§§? \d{1,3} - \d{1,3}(?![\w/-]|[.,]\d)"
)


def _ranges(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield ranges told by the word beside them: „str. 5-7”, „godz. 10.00 - 12.00”."""
    text = passage.text
    for match in _BESIDE.finditer(text):
        if match["first"] and match["lead"] != "godz." and _number(match["first"]) > _number(match["last"]):
            continue
        yield Correction(match.start(), match.end(), re.sub(r" ?[-–] ?", "–", match.group()))
    passed = ranged(text)
    for at, (old, new) in enumerate(zip(text, passed, strict=True)):
        if old != new and not _YEARS_BESIDE.search(text[at - 4 : at + 5]):
            yield Correction(at, at + 1, new)


_YEARS_BESIDE = re.compile(r"(?:19|20)\d\d-(?:19|20)\d\d")
_WORD = r"[^\W\d_]+"
_TWO_PART_TOWNS = (
    r"\b(Bielsk[oau]\w*) (Biał\w+)|\b(Skarżysk\w+) (Kamienn\w+)|\b(Kędzierzyn\w*) (Koźl\w+)|\b(Golub\w*) (Dobrzy\w+)"
    r"|\b(Czechowic\w+) (Dziedzic\w+)|\b([A-ZŁŚŻ]\w+) (Zdr(?:ój|oju|ojem|ojowi))\b"
)

_DAYS = by_pattern(
    rf"(?<![\d.])(\d{{1,2}})(?: ?[-—] ?| – | –|– )(\d{{1,2}})( {_MONTH})"
    rf"|(?<![\d.])(0\d)–(\d{{1,2}})( {_MONTH})",
    lambda m: _days(m) if m[1] else f"{int(m[4])}–{int(m[5])}{m[6]}",
)

RULES = (
    Rule(
        "polpauza",
        "Łącznik zamiast myślnika",
        "myślnik między wyrazami to półpauza ze spacjami, a nie łącznik",
        by_pattern(r"(\S+) +-(?: +(?=\S)|(?=[^\W\d_]{4}))(\S+)", _pause, holds=" -"),
    ),
    Rule(
        "zlozenie",
        "Złożenie z łącznikiem",
        "przymiotnik złożony pisze się z łącznikiem bez spacji",
        by_pattern(rf"\b({_WORD}o)(?: - |- | -)({_WORD})", _compound),
    ),
    Rule(
        "zakres",
        "Zapis zakresu",
        "zakres łączy półpauza bez spacji, a dni pisze się bez zera na początku",
        all_of(_DAYS, _ranges),
    ),
    Rule(
        "zakres-lat",
        "Zapis zakresu lat",
        "zakres lat łączy półpauza bez spacji",
        by_pattern(r"(?<![\d/.-])((?:19|20)\d\d)(?: ?- ?| – )((?:19|20)\d\d)(?![\d/.-])", r"\1–\2"),
    ),
    Rule(
        "nazwa-z-lacznikiem",
        "Nazwa miejscowości bez łącznika",
        "nazwę tej miejscowości pisze się z łącznikiem",
        by_pattern(_TWO_PART_TOWNS, lambda m: m.group().replace(" ", "-")),
    ),
)
