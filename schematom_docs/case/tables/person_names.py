"""First name and surname written in one cell, in either order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from schematom_docs.polish.genders import gender_by_first_name

Order = Literal["imie", "nazwisko", ""]
"""What stands first, "" = the header does not say."""
REMEDY = "Rozdziel imię i nazwisko do dwóch kolumn."


@dataclass(frozen=True, slots=True)
class SplitName:
    """A name divided. reason: why it could not be, "" when it was; note: when the row turns the order of the header."""

    first: str = ""
    middle: str = ""
    surname: str = ""
    reason: str = ""
    note: str = ""


@lru_cache(maxsize=20_000)
def known_first_name(word: str) -> bool:
    """Tell whether the dictionary knows a word as a first name; without it, none is known."""
    return gender_by_first_name(word.capitalize()) is not None


def plain_case(text: str) -> str:
    """Return „NOWAK-WÓJCIK” as „Nowak-Wójcik”; a name that is not all capitals, and initials, as they are."""
    letters = [sign for sign in text if sign.isalpha()]
    if len(letters) < 3 or not text.isupper():
        return text
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), text)


def split_name(text: str, order: Order) -> SplitName:
    """Return the parts of „Nowak Anna Maria” or „Anna Nowak-Wójcik”. order: of the header.

    The dictionary of first names decides where it knows one end alone; else the header; else the cell is refused.
    """
    words = text.replace(",", " ").replace(" - ", "-").split()
    if len(words) < 2:
        return SplitName(reason="w komórce jest jedno słowo, a powinno być imię i nazwisko")
    if len(words) > 4:
        return SplitName(reason="w komórce jest za dużo słów jak na imię i nazwisko")
    capitals = [word.isupper() and len(word) > 1 for word in words]
    if capitals[0] != capitals[-1]:
        return _parts(words, surname_first=capitals[0], order=order)
    first, last = known_first_name(words[0]), known_first_name(words[-1])
    if first != last:
        return _parts(words, surname_first=last, order=order)
    if not order:
        return SplitName(reason="nie wiadomo, które słowo jest imieniem, a które nazwiskiem")
    return _parts(words, surname_first=order == "nazwisko", order=order)


def _parts(words: list[str], *, surname_first: bool, order: Order) -> SplitName:
    turned = bool(order) and surname_first != (order == "nazwisko")
    note = "imię i nazwisko odczytano w odwrotnej kolejności niż w nagłówku" if turned else ""
    given = [*words[1:]] if surname_first else [*words[:-1]]
    surname = words[0] if surname_first else words[-1]
    return SplitName(given[0], " ".join(given[1:]), surname, note=note)
