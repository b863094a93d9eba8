"""Number of a Polish identity card: three letters and six digits, the first digit checks the others."""

from __future__ import annotations

import re

from schematom_docs.case.datafault import refusal
from schematom_docs.case.identifiers import masked

_WEIGHTS = (7, 3, 1, 9, 7, 3, 1, 7, 3)
"""Source: public validators of dowód osobisty; the sum of value × weight is a multiple of 10, A = 10 … Z = 35."""


def identity_card(text: str) -> str:
    """Return a card number „ABA300000” without spaces, in capitals. Refuses letter O, which no card has, and typos."""
    number = re.sub(r"[\s\u00a0-]", "", text).upper()
    letters, digits = number[:3], number[3:]
    if len(number) == 9 and letters.isalpha() and "O" in digits:
        raise refusal(f"numer dowodu {masked(number)} ma literę O między cyframi", "Wpisz cyfrę 0 zamiast litery O.")
    if len(number) == 9 and "0" in letters:
        raise refusal(
            f"numer dowodu {masked(number)} ma cyfrę 0 między literami",
            "Numer zaczyna się od trzech liter; litery O w serii dowodu nie ma. Przepisz go z dokumentu.",
        )
    if not re.fullmatch(r"[A-Z]{3}\d{6}", number):
        raise refusal("to nie jest numer dowodu osobistego", "Wpisz trzy litery i sześć cyfr, np. ABA300000.")
    if "O" in letters:
        raise refusal(f"numer dowodu {masked(number)} ma w serii literę O, której się nie używa", "Sprawdź serię.")
    if sum(int(sign, 36) * weight for sign, weight in zip(number, _WEIGHTS, strict=True)) % 10:
        raise refusal(
            f"numer dowodu {masked(number)} ma złą cyfrę kontrolną",
            "Przepisz go z dokumentu; wpisuj go tylko, gdy jest naprawdę potrzebny.",
        )
    return number
