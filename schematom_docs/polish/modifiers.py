"""Adjectives and participles inside a phrase: whether they agree with a noun, and their forms beside it."""

from __future__ import annotations

from functools import lru_cache

from schematom_docs.polish import dictionary
from schematom_docs.polish.adjectives import adjective, masculine_lemma
from schematom_docs.polish.cases import CASES, Number, invariable
from schematom_docs.polish.dictionary import Reading
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like

NUMBERS: tuple[Number, Number] = ("sg", "pl")


@lru_cache(maxsize=20_000)
def agrees(word: str, gender: str, number: Number) -> bool:
    """Return whether the word is an adjective or participle that can stand in the nominative of gender and number.

    An adjective in -ski, -cki that the dictionary lacks (Napękowskie) is known by its ending.
    """
    return _reading(word, gender, number) is not None or _is_new_ski(word, gender, number)


def _is_new_ski(word: str, gender: str, number: Number) -> bool:
    if not dictionary.available() or any(r.pos != "subst" for r in dictionary.readings(word)):
        return False
    ending = "i" if gender[0] == "m" else "a" if gender == "f" else "ie"
    ending = "ie" if number == "pl" else ending
    return len(word) > 5 and word.lower().endswith(("sk" + ending, "ck" + ending, "dzk" + ending))


def is_adjectival(word: str) -> bool:
    """Return whether the word is an adjective or participle in the nominative of any gender."""
    return any(agrees(word, gender, number) for gender in ("m3", "f", "n") for number in NUMBERS)


def is_participle(word: str, gender: str, number: Number) -> bool:
    """Return whether the word is a participle that can stand in the nominative of gender and number."""
    reading = _reading(word, gender, number)
    return reading is not None and reading.pos in ("ppas", "pact")


def _reading(word: str, gender: str, number: Number) -> Reading | None:
    last = word.rsplit("-", 1)[-1]
    for reading in dictionary.readings(last):
        adjectival = reading.pos in ("adj", "ppas", "pact") and reading.is_nominative()
        if adjectival and number in reading.numbers and gender in reading.genders:
            return reading
    return None


@lru_cache(maxsize=20_000)
def modifier(word: str, gender: str, number: Number, target: Number) -> Declension:
    """Return the forms of an adjective that stands in the nominative of gender and number, in the target number."""
    front, dash, last = word.rpartition("-")
    target = "pl" if "pl" in (number, target) else "sg"
    reading = _reading(word, gender, number)
    if reading is not None:
        raw = dictionary.adjective_forms(reading.lemma, reading.pos, target, gender, reading.extra)
        forms = {case: tuple(front + dash + like(last, form) for form in raw[case]) for case in CASES}
        return Declension(forms, "dictionary", frozenset(c for c in CASES if len(forms[c]) == 1), gender)
    lemma = masculine_lemma(last, gender, number)
    if lemma is None:
        return Declension(invariable(word), "unknown", frozenset(), gender)
    ruled = {case: (front + dash + adjective(lemma, case, gender, target),) for case in CASES}
    certain = frozenset(CASES) if _is_new_ski(word, gender, number) else frozenset({CASES[0]})
    return Declension(ruled, "rule", certain, gender)
