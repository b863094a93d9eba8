"""Questions to the dictionary that rules ask about single words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from schematom_docs.polish.cases import Case, Number
from schematom_docs.polish.dictionary import adjective_forms, analyses, noun_forms, readings
from schematom_docs.polish.inflection import inflect

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NOMINAL = frozenset({"subst", "adj", "ger", "ppas", "pact", "depr"})
_ALL = 7
_ADJECTIVES = 3
_GERUND: Mapping[Case, str] = {"gen": "a", "dat": "u", "ins": "em", "loc": "u"}
_FINITE = frozenset({"fin", "praet", "bedzie"})


@lru_cache(maxsize=20_000)
def parts_of_speech(word: str) -> frozenset[str]:
    """Return the parts of speech a word can be, empty for an unknown word."""
    return frozenset(tag[0] for _, tag, _ in analyses(word))


@lru_cache(maxsize=20_000)
def cases_of(word: str, label: str = "") -> frozenset[str]:
    """Return the cases a word can stand in. label: only as a name of this kind.

    A surname that women bear uninflected tells nothing where the word is also something else: Turek, Radom.
    """
    found = [
        (frozenset(tag[2].split(".")), labels)
        for _, tag, labels in analyses(word)
        if tag[0] in _NOMINAL and len(tag) > 2 and (not label or label in labels)
    ]
    declined = [cases for cases, labels in found if "nazwisko" not in labels or len(cases) < _ALL]
    return frozenset(case for cases in (declined or [cases for cases, _ in found]) for case in cases)


def is_nominal(word: str) -> bool:
    """Return whether a known word is a noun, adjective or participle and nothing else."""
    found = parts_of_speech(word)
    return bool(found) and found <= _NOMINAL


def is_noun(word: str) -> bool:
    """Return whether a word can be a noun."""
    return "subst" in parts_of_speech(word)


def is_adjective(word: str) -> bool:
    """Return whether a word can be an adjective or participle and no noun."""
    found = parts_of_speech(word)
    return bool(found & {"adj", "ppas", "pact"}) and "subst" not in found


@lru_cache(maxsize=20_000)
def person_numbers(word: str) -> frozenset[str]:
    """Return sg, pl of the third person when the word is a finite verb and nothing else."""
    found = analyses(word)
    if not found or any(tag[0] not in _FINITE for _, tag, _ in found):
        return frozenset()
    return frozenset(tag[1] for _, tag, _ in found if tag[0] == "praet" or "ter" in tag)


def has_label(word: str, label: str) -> bool:
    """Return whether the dictionary knows the word as a name of a kind: imię, nazwisko, nazwa_geograficzna."""
    return any(label in labels for _, _, labels in analyses(word))


@lru_cache(maxsize=4_000)
def put_in(word: str, case: Case, head: str = "") -> str:
    """Return a noun or adjective in another case and the same number, "" when the dictionary does not tell.

    head: the noun an adjective belongs to: „Powiatowe” of „Centrum” is singular.
    """
    agreeing = _agreeing(word, case, head) if head else ""
    if agreeing:
        return _cased(word, agreeing)
    if any(
        reading.pos == "subst" and {"nom"} <= reading.cases and "sg" in reading.numbers for reading in readings(word)
    ):
        return inflect(word, case).form
    for reading in sorted(readings(word), key=lambda one: ("nom" not in one.cases, one.pos != "subst")):
        number: Number = "sg" if "sg" in reading.numbers else "pl"
        gender = sorted(reading.genders)[0]
        if reading.pos == "subst":
            forms = noun_forms(reading.lemma, number, gender)
        else:
            forms = adjective_forms(reading.lemma, reading.pos, number, gender, reading.extra)
        if forms.get(case):
            return _cased(word, forms[case][0])
    if parts_of_speech(word) == {"ger"} and word.endswith("ie") and case in _GERUND:  # „uczestniczenie”
        return word[:-1] + _GERUND[case]
    return ""


def _agreeing(word: str, case: Case, head: str) -> str:
    """Return an adjective in a case of the number and gender in which it and its noun are in the nominative."""
    nouns = [one for one in readings(head) if one.pos == "subst" and "nom" in one.cases and not one.dated]
    for noun in sorted(nouns, key=lambda one: "sg" not in one.numbers):
        for own in readings(word):
            shared = own.genders & noun.genders
            if own.pos != "subst" and "nom" in own.cases and shared and own.numbers & noun.numbers:
                number: Number = "sg" if "sg" in own.numbers & noun.numbers else "pl"
                forms = adjective_forms(own.lemma, own.pos, number, min(shared), own.extra)
                if forms.get(case):
                    return forms[case][0]
    return ""


def noun_after(text: str, position: int) -> str:
    """Return the noun that the adjective ending at `position` belongs to, past other adjectives; "" for none."""
    for _ in range(_ADJECTIVES):
        match = WORD.match(text, position + 1)
        if not match or text[position : position + 1] != " ":
            return ""
        if any(one.pos == "subst" and "nom" in one.cases for one in readings(match.group())):
            return match.group()
        if not is_adjective(match.group()):
            return ""
        position = match.end()
    return ""


def _cased(pattern: str, form: str) -> str:
    if pattern.isupper() and len(pattern) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if pattern[:1].isupper() else form
