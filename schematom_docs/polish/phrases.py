"""Noun phrases: the head noun and the adjectives that agree with it are declined, all else is left.

„Powiatowy Urząd Pracy w Turku” → „Powiatowego Urzędu” + „Pracy w Turku”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from schematom_docs.polish import dictionary
from schematom_docs.polish.adjectives import adjective, masculine_lemma
from schematom_docs.polish.cases import CASES, Number, invariable
from schematom_docs.polish.common_nouns import common_noun
from schematom_docs.polish.dictionary import Reading
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like
from schematom_docs.polish.nouns import Candidate, candidates, chosen, other_number
from schematom_docs.polish.persons import combined
from schematom_docs.polish.phrase_tail import tail_is_plain

_SKIPPED = re.compile(r"[IVXLC]+\.?|\d+\.?|[„\"»(].*")
_ACRONYM = re.compile(r"[A-ZĄĆĘŁŃÓŚŹŻ][A-Za-zŻŹŁ]?[A-ZĄĆĘŁŃÓŚŹŻ]{1,6}")
_FIXED_START = ("p.o.", "p.", "z-ca", "ds.")
_JOINING = ("i", "oraz", "lub")


@dataclass(frozen=True, slots=True)
class Head:
    """Where the head stands: first and last declined word, the noun's index and its declension and number."""

    first: int
    last: int
    noun: int
    declension: Declension
    number: Number


def phrase(text: str, kind: str | None = None, number: Number = "sg") -> Declension:
    """Return the forms of a noun phrase in the nominative. kind: institution, function, place or None."""
    words = text.split()
    if not words:
        raise ValueError("Pustego tekstu nie można odmienić.")
    if words[0] in _FIXED_START:
        return Declension(invariable(text), "dictionary", frozenset(CASES), "m1")
    if _ACRONYM.fullmatch(words[0]) and not (text.isupper() and len(words) > 1):
        return Declension(invariable(text), "rule", frozenset({"nom"}), "m3")
    head = find_head(words, kind, number)
    if head is None:
        return Declension({"nom": (text,)}, "unknown")
    parts = [_word(word, index, head, number) for index, word in enumerate(words)]
    whole = combined(parts)
    result = Declension(whole.forms, whole.source, whole.certain, head.declension.gender)
    if not tail_is_plain(words, head.last + 1, head.noun, kind):
        result = replace(result, certain=frozenset({"nom"}))
    return result


def _word(word: str, index: int, head: Head, number: Number) -> Declension:
    if index == head.noun:
        return head.declension
    if head.first <= index <= head.last and word not in _JOINING:
        return modifier(word, head.declension.gender, head.number, number)
    return Declension(invariable(word), "dictionary", frozenset(CASES), head.declension.gender)


def find_head(words: list[str], kind: str | None, number: Number = "sg") -> Head | None:
    """Return the head of the phrase: the first noun in the nominative with which all adjectives before it agree."""
    start = 0
    while start < len(words) - 1 and _SKIPPED.fullmatch(words[start]):
        start += 1
    for noun in range(start, len(words)):
        before = [word for word in words[start:noun] if word not in _JOINING]
        pool = [
            candidate
            for candidate in candidates(words[noun])
            if _rank(candidate, kind) > -9 and all(agrees(word, candidate.gender, candidate.number) for word in before)
        ]
        if pool and not _modifies_next(words, noun, kind):
            return _head(words, start, noun, pool, kind, number)
        if not pool and words[noun] not in _JOINING and not _adjectival(words[noun]):
            return _by_rule(words, start, noun)
    return _adjective_head(words, start, kind)


def _head(
    words: list[str], start: int, noun: int, pool: list[Candidate], kind: str | None, number: Number
) -> Head | None:
    following = words[noun + 1] if noun + 1 < len(words) else ""
    pool = [c for c in pool if agrees(following, c.gender, c.number)] or pool
    best = max(pool, key=lambda candidate: _rank(candidate, kind))
    same = [c for c in pool if c.number == best.number or _rank(c, kind) == _rank(best, kind)]
    shifted = [other_number(c, words[noun], number if number == "pl" else c.number) for c in same]
    declension = chosen([c for c in shifted if c.forms["nom"]], lambda candidate: _rank(candidate, kind))
    if declension is None:
        return None
    return Head(start, _last_modifier(words, noun, best.gender, best.number), noun, declension, best.number)


def _modifies_next(words: list[str], index: int, kind: str | None) -> bool:
    """Return whether a word that may be a noun is better read as adjective of the next noun: „Pierwszy Urząd”."""
    following = index + 1
    return following < len(words) and any(
        _rank(candidate, kind) > -9 and agrees(words[index], candidate.gender, candidate.number)
        for candidate in candidates(words[following])
    )


def _last_modifier(words: list[str], noun: int, gender: str, number: Number) -> int:
    """Return the index of the last adjective right after the noun that agrees with it."""
    last = noun
    for index in range(noun + 1, len(words)):
        word = words[index]
        if agrees(word, gender, number):
            last = index
        elif not (word in _JOINING and index + 1 < len(words) and agrees(words[index + 1], gender, number)):
            break
    return last


def _rank(candidate: Candidate, kind: str | None) -> int:
    """Return how well a reading suits the kind of phrase; -9 and less: not at all."""
    labels = candidate.labels
    score = -4 if candidate.dated else 0
    if kind == "place":
        return score + (2 if labels & {"nazwa_geograficzna", "człon_nazwy_geograficznej"} else -2)
    if not labels or labels & {"nazwa_pospolita", "nazwa_instytucji", "nazwa_organizacji"}:
        score += 2
    elif labels <= {"nazwisko", "imię"}:
        return -9
    if kind == "function":
        return score + (1 if candidate.gender in ("m1", "f") else -3)
    if candidate.gender in ("m1", "m2") and kind == "institution":
        score -= 1
    return score


def agrees(word: str, gender: str, number: Number) -> bool:
    """Return whether the word is an adjective or participle that can stand in the nominative of gender and number."""
    return _adjectival_reading(word, gender, number) is not None


def _adjectival(word: str) -> bool:
    """Return whether the word is an adjective in the nominative of any gender."""
    numbers: tuple[Number, Number] = ("sg", "pl")
    return any(agrees(word, gender, number) for gender in ("m3", "f", "n") for number in numbers)


def _adjectival_reading(word: str, gender: str, number: Number) -> Reading | None:
    last = word.rsplit("-", 1)[-1]
    for reading in dictionary.readings(last):
        adjectival = reading.pos in ("adj", "ppas", "pact") and reading.is_nominative()
        if adjectival and number in reading.numbers and gender in reading.genders:
            return reading
    return None


def modifier(word: str, gender: str, number: Number, target: Number) -> Declension:
    """Return the forms of an adjective that stands in the nominative of gender and number, in the target number."""
    front, dash, last = word.rpartition("-")
    target = "pl" if "pl" in (number, target) else "sg"
    reading = _adjectival_reading(word, gender, number)
    if reading is not None:
        raw = dictionary.adjective_forms(reading.lemma, reading.pos, target, gender, reading.extra)
        forms = {case: tuple(front + dash + like(last, form) for form in raw[case]) for case in CASES}
        return Declension(forms, "dictionary", frozenset(c for c in CASES if len(forms[c]) == 1), gender)
    lemma = masculine_lemma(last, gender, number)
    if lemma is None:
        return Declension(invariable(word), "unknown", frozenset(), gender)
    ruled = {case: (front + dash + adjective(lemma, case, gender, target),) for case in CASES}
    return Declension(ruled, "rule", frozenset({"nom"}), gender)


def _adjective_head(words: list[str], start: int, kind: str | None) -> Head | None:
    """Return a head that is itself an adjective or participle: „Zamawiający”, „Biegły Sądowy”, „Końskie”."""
    genders: tuple[tuple[str, Number], ...] = (("m1", "sg"), ("f", "sg"), ("n", "sg"), ("m3", "pl"))
    for gender, number in genders:
        if agrees(words[start], gender, number):
            declension = modifier(words[start], gender, number, "sg")
            last = _last_modifier(words, start, gender, number)
            return Head(start, last, start, declension, number)
    return _by_rule(words, start, start)


def _by_rule(words: list[str], start: int, noun: int) -> Head | None:
    """Return the head by endings alone, where the dictionary is absent or does not know the noun."""
    index = start
    while index < len(words) - 1 and common_noun(words[index]) is None and _looks_adjectival(words[index]):
        index += 1
    declension = common_noun(words[index]) if not dictionary.available() or index == noun else None
    if declension is None:
        return None
    last = index
    while last + 1 < len(words) and _modifies_by_ending(words[last + 1], declension.gender):
        last += 1
    return Head(start, last, index, declension, "sg")


def _looks_adjectival(word: str) -> bool:
    return word in _JOINING or bool(re.search(r"(?:[nwczsł]y|[ksz]ki|[nwczsł]a|[sczd]ka|[nwczsł]e|kie)$", word))


def _modifies_by_ending(word: str, gender: str) -> bool:
    endings = {"m": ("owy", "ny", "cki", "ski", "czy"), "f": ("owa", "na", "cka", "ska", "cza")}
    return word.endswith(endings.get(gender[0], ("owe", "ne", "ckie", "skie", "cze")))
