"""Gminas and other units named after a place: „Gmina Kamienna Góra” keeps the place, „gmina turecka” declines.

The place stands in apposition and stays in the nominative (Gminy Swarzędz, Miasta i Gminy Buk); what says of which kind
the unit is (miejska, wiejska) or whose it is (turecka) is an adjective and declines with it.
"""

from __future__ import annotations

from functools import lru_cache

from schematom_docs.polish import dictionary
from schematom_docs.polish.modifiers import NUMBERS, agrees
from schematom_docs.polish.nouns import candidates
from schematom_docs.polish.place_exceptions import PLACE_EXCEPTIONS

UNITS = frozenset({"gmina", "sołectwo", "wieś", "nadleśnictwo"})
_KINDS = ("miejsk", "wiejsk", "samorządow", "wyznaniow", "uzdrowiskow", "partnersk", "sąsiedni")
_BETWEEN = frozenset({"nad", "pod", "w", "we", "koło", "k."})
_GEOGRAPHIC = frozenset({"nazwa_geograficzna", "człon_nazwy_geograficznej"})


def opens_place(words: list[str], index: int) -> bool:
    """Return whether the name of a place begins after a unit: „Kamienna Góra”, „Biała”, but not „Miejska Turek”."""
    word = words[index]
    if not word[0].isupper() or word.lower().startswith(_KINDS):
        return False
    if " ".join(words[index:]) in PLACE_EXCEPTIONS or _is_place_word(word):
        return True
    following = words[index + 1] if index + 1 < len(words) else ""
    return _is_place_word(following) and any(agrees(word, c.gender, c.number) for c in candidates(following))


def is_kind(word: str) -> bool:
    """Return whether an adjective after a unit can only be one: of its kind (Miejska), small (turecka) or in -ska."""
    lower = word.lower()
    return word[0].islower() or lower.startswith(_KINDS) or lower.endswith(("ska", "cka", "dzka", "skie", "ckie"))


@lru_cache(maxsize=4_000)
def is_place(name: str) -> bool:
    """Return whether the words name one place in the nominative, as far as the dictionary knows: „Stary Sącz”."""
    if name in PLACE_EXCEPTIONS:
        return True
    words = name.split()
    end = next((index for index, word in enumerate(words) if word in _BETWEEN), len(words))
    own = words[:end]
    plain = all(word[0].isupper() for word in own) and own[:1] != ["Miasto"]
    if not own or not plain or len(words) - end == 1:
        return False
    return any(_is_place_word(word) for word in own) and all(_is_place_word(w) or _is_adjective(w) for w in own)


@lru_cache(maxsize=4_000)
def _is_place_word(word: str) -> bool:
    parts = word.split("-")
    return all(
        any(reading.labels & _GEOGRAPHIC and "nom" in reading.cases for reading in dictionary.readings(part))
        for part in parts
        if part
    )


def _is_adjective(word: str) -> bool:
    return any(agrees(word, gender, number) for gender in ("m3", "f", "n") for number in NUMBERS)
