"""Identifier of a unit of territory (TERYT, TERC): WW voivodeship, PP powiat, GG gmina, R kind of gmina."""

from __future__ import annotations

import re

from schematom_docs.case.datafault import refusal

_VOIVODESHIPS = frozenset(f"{number:02d}" for number in range(2, 33, 2))
_KINDS = "1234589"
"""Kinds of gminas and their parts: 1 city, 2 rural, 3 mixed, 4 town in mixed, 5 rural part, 8 and 9 parts of cities."""


_LOST_ZERO = {1: ("1 cyfrę", "2 cyfry"), 3: ("3 cyfry", "4 cyfry"), 6: ("6 cyfr", "7 cyfr")}


def teryt(text: str) -> str:
    """Return an identifier of two (voivodeship), four (powiat) or seven digits (gmina with its kind)."""
    number = re.sub(r"[\s\u00a0-]", "", text)
    if re.fullmatch(r"\d|\d{3}|\d{6}", number) and f"0{number}"[:2] in _VOIVODESHIPS:
        has, needs = _LOST_ZERO[len(number)]
        raise refusal(
            f"TERYT ma {has} – Excel zgubił zero?",
            f"Wpisz {needs} z zerem na początku; gmina ma siedem cyfr, także rodzaj (ostatnia).",
        )
    if not re.fullmatch(r"\d{2}|\d{4}|\d{7}", number):
        raise refusal(
            "to nie jest identyfikator TERYT",
            "Wpisz 2 cyfry województwa, 4 powiatu albo 7 gminy z rodzajem (WW PP GG R), np. 3021 albo 3021163.",
        )
    if number[:2] not in _VOIVODESHIPS:
        raise refusal("TERYT zaczyna się od kodu, którego nie ma żadne województwo", "Sprawdź dwie pierwsze cyfry.")
    if number[2:4] == "00":
        raise refusal("TERYT ma powiat 00", "Sprawdź cyfry trzecią i czwartą albo wpisz sam kod województwa.")
    if len(number) == 7 and (number[4:6] == "00" or number[6] not in _KINDS):
        raise refusal(
            "TERYT gminy ma zły numer albo rodzaj", "Rodzaj (ostatnia cyfra): 1 miejska, 2 wiejska, 3 mieszana."
        )
    return number
