"""Common nouns without the dictionary: the nouns that office papers need most, the rest by ending.

Used where no wheel of morfeusz2 exists; such forms are marked as made by rule.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from schematom_docs.polish.cases import CASES, Case, Paradigm, invariable
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like
from schematom_docs.polish.name_rules import feminine_in_a, softened

# Masculine names of bodies and things: the stem before endings and the genitive ending.
_THINGS: Mapping[str, tuple[str, str]] = {
    "urząd": ("urzęd", "u"),
    "zespół": ("zespoł", "u"),
    "kościół": ("kościoł", "a"),
    "ośrodek": ("ośrodk", "a"),
    "związek": ("związk", "u"),
    "żłobek": ("żłobk", "a"),
    "hufiec": ("hufc", "a"),
    "szpital": ("szpital", "a"),
    **{
        word: (word, "u")
        for word in ("powiat", "dom", "bank", "klub", "zakład", "fundusz", "wydział", "oddział", "sąd")
    },
    **{
        word: (word, "u")
        for word in ("projekt", "kontrakt", "program", "moduł", "zarząd", "komitet", "referat", "punkt")
    },
    **{
        word: (word, "u")
        for word in ("park", "teatr", "instytut", "uniwersytet", "warsztat", "skarb", "hotel", "areszt")
    },
}
_OWN_LOCATIVE: Mapping[str, str] = {"powiat": "powiecie", "dom": "domu", "sąd": "sądzie", "kościół": "kościele"}
# Feminine nouns in a consonant; others in a consonant count as masculine.
_FEMININE: Mapping[str, str] = {
    "straż": "straży",
    "sieć": "sieci",
    "kolej": "kolei",
    "spółdzielczość": "spółdzielczości",
}


def common_noun(word: str) -> Declension | None:
    """Return the singular of a noun by its ending, None for a word that looks like no noun."""
    lower = word.lower()
    if not lower.isalpha() or len(lower) < 2:
        return None
    forms, gender = _by_ending(lower)
    if forms is None:
        return None
    shaped = {case: tuple(like(word, form) for form in forms[case]) for case in CASES}
    return Declension(shaped, "rule", frozenset({"nom"}), gender)


def _by_ending(word: str) -> tuple[Paradigm | None, str]:
    if word.endswith("um"):
        return invariable(word), "n"
    if word in _FEMININE or word.endswith("ość"):
        stem = _FEMININE.get(word, word[:-1] + "ci")
        return _forms(
            word, stem, stem, word, stem.removesuffix("y").removesuffix("i") + _instrumental(stem), stem, stem
        ), "f"
    if word.endswith("a"):
        return _feminine(word)
    if word.endswith("e"):
        stem = word[:-1]
        return _forms(word, stem + "a", stem + "u", word, stem + "em", stem + "u", word), "n"
    if word.endswith("o"):
        stem = word[:-1]
        loc = stem + "u" if stem.endswith(("k", "g")) else softened(stem)
        return _forms(word, stem + "a", stem + "u", word, stem + ("iem" if stem[-1] in "kg" else "em"), loc, word), "n"
    return _masculine(word)


def _instrumental(genitive: str) -> str:
    return "ą" if genitive.endswith("y") or genitive.endswith("ei") else "ią"


def _feminine(word: str) -> tuple[Paradigm, str]:
    """Return a noun in -a; titles of men (starosta, radca) are masculine."""
    forms: Paradigm = feminine_in_a(word)
    if re.search(r"(?:[mfpbwtdrkgch]|l)ia$", word) and not word.endswith("ziemia"):
        genitive = (word[:-1] + "i",)
        forms = {**forms, "gen": genitive, "dat": genitive, "loc": genitive}
    gender = "m1" if word.endswith(("sta", "ca", "woda", "nista")) and word != "placówka" else "f"
    return {**forms, "voc": (word[:-1] + "o",)}, gender


def _masculine(word: str) -> tuple[Paradigm | None, str]:
    if word[-1] in "ąęóyiu":
        return None, ""
    thing = word in _THINGS
    stem, ending = _THINGS.get(word, (_without_mobile_e(word), "a"))
    gen = stem + ending
    back = stem.endswith(("k", "g"))
    soft = stem.endswith(("l", "j", "c", "cz", "sz", "rz", "ż", "ch"))
    loc = _OWN_LOCATIVE.get(word) or (stem + "u" if back or soft else softened(stem))
    acc = word if thing else gen
    return _forms(word, gen, stem + "owi", acc, stem + ("iem" if back else "em"), loc, loc), "m3" if thing else "m1"


def _without_mobile_e(word: str) -> str:
    """Return the stem before endings: „członek” → „członk-”, „ster” stays."""
    if len(word) > 4 and word.endswith("ek"):
        return word[:-2] + "k"
    return word[:-2] + "r" if word.endswith("ister") else word


def _forms(*forms: str) -> dict[Case, tuple[str, ...]]:
    return {case: (form,) for case, form in zip(CASES, forms, strict=True)}
