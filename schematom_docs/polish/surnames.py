"""Surnames of men and women: by the dictionary's label „nazwisko”, else by rule from the ending.

The vocative of a surname is its nominative („Panie Nowak”).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from schematom_docs.polish import dictionary
from schematom_docs.polish.adjectives import adjective, masculine_lemma
from schematom_docs.polish.cases import CASES, Case, invariable, paradigm
from schematom_docs.polish.exported_names import exported
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like
from schematom_docs.polish.name_rules import Forms, feminine_in_a, masculine_surname
from schematom_docs.polish.nouns import candidates, chosen
from schematom_docs.polish.safe_endings import SLAVIC_AJA, foreign_undeclined, masculine_surname_is_safe
from schematom_docs.polish.surname_doubts import doubtful_cases

_SKA = ("ska", "cka", "dzka")
_SKI = ("ski", "cki", "dzki")
_ALWAYS: frozenset[Case] = frozenset({"nom", "voc"})
_EVERY: frozenset[Case] = frozenset(CASES)
_OBLIQUE: tuple[Case, ...] = ("gen", "dat", "acc", "ins", "loc")


@lru_cache(maxsize=20_000)
def surname(name: str, gender: str) -> Declension:
    """Return the forms of one surname without hyphen; gender: m or f."""
    found = labelled(name, "m1" if gender == "m" else "f")
    if found is None and not dictionary.available():
        found = exported(name, "s", gender)
    if found is None:
        found = _masculine_by_rule(name) if gender == "m" else _feminine_by_rule(name)
    certain = found.certain - doubtful_cases(name, gender, found.forms)
    return replace(found, forms={**found.forms, "voc": (name,)}, certain=certain | _ALWAYS)


def labelled(name: str, gender: str) -> Declension | None:
    """Return the singular of a word that the dictionary labels as a surname of the gender m1 or f."""
    pool = [c for c in candidates(name) if c.gender == gender and c.number == "sg" and "nazwisko" in c.labels]
    return chosen(pool, lambda candidate: -1 if candidate.dated else 0)


def _shaped(name: str, forms: Forms, gender: str, *, safe: bool) -> Declension:
    shaped = {case: tuple(like(name, form) for form in forms[case]) for case in CASES}
    return Declension(shaped, "rule", _EVERY if safe else _ALWAYS, gender)


def is_plain_adjective(word: str, gender: str) -> bool:
    """Return whether the dictionary knows the word as an adjective of the gender and as no noun."""
    if any(reading.pos == "subst" and "sg" in reading.numbers for reading in dictionary.readings(word)):
        return False
    return is_adjective_form(word, gender)


def is_adjective_form(word: str, gender: str = "f") -> bool:
    """Return whether the dictionary knows the word as the singular nominative of an adjective or participle."""
    found = [r for r in dictionary.readings(word) if r.pos in ("adj", "ppas", "pact") and r.is_nominative()]
    return any(gender in r.genders and "sg" in r.numbers for r in found)


def _masculine_by_rule(name: str) -> Declension:
    """Return a man's surname by its ending; certain are -ski, -cki, plain adjectives and the safe endings."""
    lower = name.lower()
    given = _like_given_name(name)
    if given is not None:
        return given
    if foreign_undeclined(lower):
        return _shaped(name, invariable(lower), "m1", safe=dictionary.available())
    forms = masculine_surname(lower)
    safe = lower.endswith(_SKI) or is_plain_adjective(name, "m1") or masculine_surname_is_safe(lower)
    if lower.endswith("a") and is_adjective_form(name) and not _is_noun(name):
        return _shaped(name, forms, "m1", safe=False)  # Jan Ostra: Ostry as a noun, or the adjective of Anna Ostra
    return _shaped(name, forms, "m1", safe=safe or _like_common_noun(name, forms))


def _like_given_name(name: str) -> Declension | None:
    """Return the forms of a first name that serves as surname; certain where the stem stays: Filip, not Paweł."""
    pool = [c for c in candidates(name) if c.gender == "m1" and c.number == "sg" and "imię" in c.labels]
    found = chosen(pool, lambda candidate: -1 if candidate.dated else 0)
    if found is None:
        return None
    changes = not all(form.startswith(name) for case in _OBLIQUE[:-1] for form in found.forms[case])
    return replace(found, source="rule", certain=_ALWAYS if changes else found.certain)


def _like_common_noun(name: str, forms: Forms) -> bool:
    """Return whether a noun of persons has the same forms by the dictionary, on an unchanged stem: Bohater."""
    nouns = [c for c in candidates(name) if c.gender == "m1" and c.number == "sg" and "nazwa_pospolita" in c.labels]
    same = [c for c in nouns if all(tuple(f.lower() for f in c.forms[k]) == forms[k] for k in _OBLIQUE)]
    return bool(same) and all(form.startswith(name.lower()) for case in _OBLIQUE for form in forms[case])


def _feminine_by_rule(name: str) -> Declension:
    """Return a woman's surname by its ending; those in a consonant are not declined."""
    lower = name.lower()
    if lower.endswith("á"):
        return _shaped(name, _czech(lower), "f", safe=False)
    if not lower.endswith("a"):
        return _shaped(name, invariable(lower), "f", safe=True)
    if lower.endswith("ówna") and not is_adjective_form(name):  # Nowakówna, but Główna is of Główny
        return _shaped(name, feminine_in_a(lower), "f", safe=True)
    masculine = labelled(name, "m1")
    common = any(c.gender == "f" and "nazwa_pospolita" in c.labels and c.number == "sg" for c in candidates(name))
    if not common and masculine is None and len(lower) > 5 and lower.endswith("aja"):
        return _in_aja(name, lower)
    if _is_adjectival(name, lower):
        # Anna Maska: Maskiej as of Maski, or Maski as the noun
        ska = lower.endswith(_SKA) and not _SHORT_SKA.fullmatch(lower)
        safe = masculine is None and not _is_noun(name) and (ska or _of_a_man(name, lower) or _is_derived(name, lower))
        return _shaped(name, _adjectival(lower), "f", safe=safe)
    if masculine is not None:
        return replace(masculine, gender="f")
    return _shaped(name, feminine_in_a(lower), "f", safe=common or lower.endswith(("aja", "eja", "uja")))


def _adjectival(lower: str) -> Forms:
    lemma = masculine_lemma(lower, "f") or lower
    return {case: (adjective(lemma, case, "f"),) for case in CASES}


# one syllable and -ska, -cka may be a noun: Cacka, Pliska
_SHORT_SKA = re.compile(r"[^aąeęioóuy]*i?[aąeęioóuy]d?[scz]ka")
_OF_A_MAN = re.compile(r"owa$|[aeiouy]jewa$")


def _of_a_man(name: str, lower: str) -> bool:
    """Return whether a surname is that of a man with -owa, -ewa: Nowakowa, Iwanowa, Fadiejewa; not Galewa, Ostra.

    Any other adjective may be a noun in the mouth of the family, as a man has it: Jan Ostra – Ostry.
    """
    if not dictionary.available() or not _OF_A_MAN.search(lower):
        return lower.endswith("ewa") and labelled(name[:-1], "m1") is not None
    return len(lower) > 5 or labelled(name[:-3], "m1") is not None


def _is_derived(name: str, lower: str) -> bool:
    """Return whether a surname is an adjective by its suffix -na: Ćwiczebna, Próbna; not Sina, Ostra."""
    return len(lower) > 5 and bool(re.search("[^aąeęioóuy]na$", lower)) and is_plain_adjective(name, "f")


def _in_aja(name: str, lower: str) -> Declension:
    """Return an East Slavic surname, which PWN has decline as an adjective: Kostornaja – Kostornej, Kostorną.

    It may be a noun as well (Zgraja – Zgrai), so neither is certain.
    """
    noun, stem = feminine_in_a(lower), lower[:-2]
    adjectival: Forms = {**_adjectival(stem), "nom": (lower,), "voc": (lower,)}
    first, second = (adjectival, noun) if SLAVIC_AJA.search(lower) else (noun, adjectival)
    both: Forms = {case: tuple(dict.fromkeys((*first[case], *second[case]))) for case in CASES}
    return _shaped(name, first if lower.endswith(("skaja", "ckaja")) else both, "f", safe=False)


def _czech(lower: str) -> Forms:
    """Return a Czech or Slovak woman's surname, in lower case, as a Polish adjective: Nováková – Novákovej."""
    stem = lower[:-1]
    return paradigm(lower, stem + "ej", stem + "ej", stem + "ą", stem + "ą", stem + "ej", lower)


def _is_noun(name: str) -> bool:
    """Return whether a feminine common noun of that spelling has forms of its own: Maska – Maski, not Prosta."""
    nouns = [c for c in candidates(name) if c.gender == "f" and c.number == "sg" and "nazwa_pospolita" in c.labels]
    return any(not form.lower().endswith("ej") for noun in nouns for form in noun.forms["gen"])


def _is_adjectival(name: str, lower: str) -> bool:
    """Return whether a woman's surname declines like an adjective: Zalewska, Nowakowa, Przykładowa, Haraźna, Prosta."""
    if lower.endswith(_SKA) or is_plain_adjective(name, "f"):
        return True
    found = [c for c in candidates(name) if c.gender == "f" and c.number == "sg"]
    if found and labelled(name, "m1") is None and masculine_lemma(name, "f") and not _is_noun(name):
        return all(form.lower().endswith("ej") for one in found for form in one.forms["gen"])
    if lower.endswith(("owa", "ewa")) and labelled(name[:-3], "m1") is not None:
        return True
    if labelled(name, "m1") is not None or any(c.gender == "f" for c in candidates(name)):
        return False
    if lower.endswith(("owa", "ewa")) and len(lower) > 5:
        return True
    masculine = masculine_lemma(name, "f")
    brother = labelled(masculine, "m1") if masculine else None
    return brother is not None and brother.forms["gen"][0].lower().endswith("ego")
