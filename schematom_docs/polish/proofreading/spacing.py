"""Spaces: doubled, before marks, missing after marks, hanging one-letter words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schematom_docs.polish.proofreading.passage import NBSP, Correction, Passage, Rule, Surroundings, by_pattern

_DOUBLED = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_BULLET = re.compile(r"[\s\-–—•·*üo§]*(?:\d+[.)]|[a-z]\))?$")
# „I” in mid-sentence is a Roman numeral: „Priorytet I „Zatrudnienie …””
_ONE_LETTER = re.compile(r"(?<![^\s(„»«\"–/])(?:[aiouwzAOUWZ]|(?:(?<=^)|(?<=[.!?„] ))I) (?=\S)")
_ONE_LETTER_END = re.compile(r"(?:^|[\s(„])[aiouwzAOUWZ]$")


def _doubled(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    for match in _DOUBLED.finditer(passage.original):
        if not _BULLET.fullmatch(passage.plain[: match.start()]):
            yield Correction(match.start(), match.end(), NBSP if NBSP in match.group() else " ")


def _hanging(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield one correction a paragraph: all its loose one-letter words together."""
    if passage.line_ends:
        ends = [end for end in passage.line_ends if _ONE_LETTER_END.search(passage.plain[:end])]
        if ends:
            yield _hanging_at(ends[0] - 1, len(ends), passage.plain, "na końcu wiersza")
    elif passage.typeset and len(passage.plain) > 40:
        found = [match.start() for match in _ONE_LETTER.finditer(passage.original)]
        if found:
            yield _hanging_at(found[0], len(found), passage.plain, "ze zwykłą spacją")


def _hanging_at(start: int, count: int, text: str, where: str) -> Correction:
    end = start + 2 + len(text[start + 2 :].split(" ", 1)[0])
    reason = f"jednoliterowy wyraz {where}" if count == 1 else f"jednoliterowe wyrazy {where}: {count}"
    return Correction(start, end, f"{text[start]}{NBSP}{text[start + 2 : end]}", reason)


RULES = (
    Rule("podwojna-spacja", "Podwójna spacja", "między wyrazami stoi więcej niż jedna spacja", _doubled, spaces=True),
    Rule(
        "spacja-przed-znakiem",
        "Spacja przed znakiem",
        "przed znakiem przestankowym nie stawia się spacji",
        by_pattern(r"(?<=[^\s.,;:!?–—-])(?<![=|]) +((?!,,\w)[,;:!?)]|\.(?!\.|\d|\w))(?![^\s\w”\")\].,;:–])", r"\1"),
    ),
    Rule(
        "brak-spacji",
        "Brak spacji po znaku",
        "po przecinku, średniku i nawiasie zamykającym stawia się spację",
        by_pattern(r"(?<=[a-ząćęłńóśźż])([,;)])(?=[A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż])(?!\)[a-z]{1,3}\b)", r"\1 "),
    ),
    Rule(
        "procent",
        "Znak procentu",
        "znak procentu pisze się bez spacji po liczbie",
        by_pattern(r"(?<=\d) +(?=%)", "", holds="%"),
    ),
    Rule(
        "sierotka",
        "Wiszący wyraz jednoliterowy",
        "jednoliterowy wyraz nie może zostać na końcu wiersza",
        _hanging,
        spaces=True,
    ),
)
