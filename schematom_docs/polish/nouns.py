"""Candidates for a noun: every dictionary reading of a word that can stand in the nominative, with its forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from schematom_docs.polish import dictionary
from schematom_docs.polish.cases import CASES, Case, Number
from schematom_docs.polish.dictionary import Reading
from schematom_docs.polish.house_forms import HOUSE_FORMS
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like

GENDERS = ("m1", "m2", "m3", "f", "n")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a word as a noun: word, lemma, number, gender, labels; its forms when they are asked for."""

    word: str
    lemma: str
    number: Number
    gender: str
    labels: frozenset[str]
    dated: bool

    @property
    def forms(self) -> dict[Case, tuple[str, ...]]:
        """Return the forms by case, written with the word's capitals."""
        return _forms(self.word, self.lemma, self.number, self.gender)


@lru_cache(maxsize=40_000)
def _forms(word: str, lemma: str, number: Number, gender: str) -> dict[Case, tuple[str, ...]]:
    raw = dictionary.noun_forms(lemma, number, gender)
    house = HOUSE_FORMS.get(lemma) if number == "sg" else None
    if house:
        raw = {case: _listed_first(raw[case], house.get(case)) for case in CASES}
    return {case: tuple([like(word, form) for form in raw[case]]) for case in CASES}


@lru_cache(maxsize=20_000)
def candidates(word: str) -> tuple[Candidate, ...]:
    """Return the nominative noun readings of a word, in dictionary order, forms written with the word's capitals."""
    known = [
        Candidate(word, reading.lemma, number, gender, reading.labels, reading.dated)
        for reading in dictionary.readings(word)
        if reading.pos == "subst" and reading.is_nominative()
        for number in _numbers(reading)
        for gender in GENDERS
        if gender in reading.genders
    ]
    masculine = any(candidate.gender == "m1" for candidate in known)
    return tuple(c for c in known if not (masculine and c.gender == "f" and _undeclined_title(c)))


def _undeclined_title(candidate: Candidate) -> bool:
    """Return whether this is the undeclined feminine use of a masculine title: „(pani) dyrektor”."""
    return "nazwa_pospolita" in candidate.labels and len({f for forms in candidate.forms.values() for f in forms}) == 1


def _listed_first(forms: tuple[str, ...], house: str | None) -> tuple[str, ...]:
    """Return the one form of the house where it is among the dictionary's, else all of them."""
    return (house,) if house in forms and house is not None else forms


def _numbers(reading: Reading) -> list[Number]:
    both: tuple[Number, Number] = ("sg", "pl")
    return [number for number in both if number in reading.numbers]


def other_number(candidate: Candidate, number: Number) -> Candidate:
    """Return the same noun in the given number."""
    return candidate if candidate.number == number else replace(candidate, number=number)


def chosen(pool: Iterable[Candidate], rank: Callable[[Candidate], int]) -> Declension | None:
    """Return the declension of the best-ranked candidates; a case on which equals disagree is not certain."""
    ranked = [(rank(candidate), candidate) for candidate in pool]
    if not ranked:
        return None
    best = max(score for score, _ in ranked)
    equals = [candidate for score, candidate in ranked if score == best]
    forms: dict[Case, tuple[str, ...]] = {}
    for case in CASES:
        forms[case] = tuple(dict.fromkeys(form for candidate in equals for form in candidate.forms[case]))
    if equals[0].gender == "m3" and "nazwa_pospolita" in equals[0].labels:
        forms["gen"] = _preferred(forms["gen"], lambda form: form.lower().endswith("u"))
    forms["gen"] = _preferred(forms["gen"], lambda form: _opens_o(forms["nom"][0], form))
    _align(forms)
    if equals[0].number == "pl":
        # One-syllable stems take -ów (Tychów, Kątów), longer ones and those in -ki the bare stem (Bielin, Marek).
        long = forms["nom"][0].lower().endswith("ki") or len(re.findall("[aąeęioóuy]", forms["nom"][0].lower())) > 2
        forms["gen"] = _preferred(forms["gen"], lambda form: form.lower().endswith("ów") is not long)
        if re.search("[^aąeęioóuy]ki$", forms["nom"][0].lower()):
            forms["gen"] = _preferred(forms["gen"], lambda form: form.lower().endswith("ek"))  # Borek, not „Bork”
    certain = frozenset(case for case in CASES if len(forms[case]) == 1)
    return Declension(forms, "dictionary", certain, equals[0].gender)


def _opens_o(nominative: str, genitive: str) -> bool:
    """Return whether ó of the last closed syllable becomes o when it opens: Przedbórz – Przedborza."""
    last = max(nominative.lower().rfind(vowel) for vowel in "aąeęioóuy")
    return nominative[last : last + 1].lower() != "ó" or genitive[last : last + 1].lower() == "o"


def _align(forms: dict[Case, tuple[str, ...]]) -> None:
    """Put first the variants of one pattern: those nearest to the first genitive („Kozioła, Koziołowi, Koziole”)."""
    if len(forms["gen"]) > 1:
        genitive, lemma = forms["gen"][0], forms["nom"][0]
        undeclined = lemma if genitive != lemma and forms["loc"] != (lemma,) else None
        for case in ("dat", "acc", "ins", "loc"):
            # an undeclined variant comes last where the first genitive is declined: Wende – Wendego, Wendemu
            last = undeclined if case != "acc" or forms["acc"] != (lemma,) else None
            forms[case] = tuple(sorted(forms[case], key=lambda f: (f == last, -_shared(f, genitive), len(f))))
    forms["voc"] = _preferred(forms["voc"], lambda form: form in forms["loc"])


def _shared(first: str, second: str) -> int:
    """Return how many letters two forms share from the start."""
    pairs = zip(first, second, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def _preferred(forms: tuple[str, ...], first: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the forms, those that meet the test first: the dictionary lists variants by alphabet, not by use."""
    return tuple(sorted(forms, key=lambda form: not first(form)))
