"""Dashes and hyphens: pauses, ranges, compound words and names."""

from __future__ import annotations

import re

from schematom_docs.polish.proofreading.passage import Rule, by_pattern
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


def _pause(match: re.Match[str]) -> str | None:
    before, after = match[1], match[2]
    if _joining(before) and "adj" in parts_of_speech(after.strip(".,;:").lower()):
        return None
    return f"{before} – {after}"


def _days(match: re.Match[str]) -> str:
    return f"{int(match[1])}–{int(match[2])}{match[3]}"


_WORD = r"[^\W\d_]+"
_TWO_PART_TOWNS = (
    r"\b(Bielsk[oau]\w*) (Biał\w+)|\b(Skarżysk\w+) (Kamienn\w+)|\b(Kędzierzyn\w*) (Koźl\w+)|\b(Golub\w*) (Dobrzy\w+)"
    r"|\b(Czechowic\w+) (Dziedzic\w+)|\b([A-ZŁŚŻ]\w+) (Zdr(?:ój|oju|ojem|ojowi))\b"
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
        by_pattern(
            rf"(?<![\d.])(\d{{1,2}})(?: ?[-—] ?| – | –|– )(\d{{1,2}})( {_MONTH})"
            rf"|(?<![\d.])(0\d)–(\d{{1,2}})( {_MONTH})",
            lambda m: _days(m) if m[1] else f"{int(m[4])}–{int(m[5])}{m[6]}",
        ),
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
