"""Common nouns without the dictionary: the nouns that office papers need most, the rest by ending.

Used where no wheel of morfeusz2 exists; such forms are marked as made by rule.
"""

from __future__ import annotations

from collections.abc import Mapping

from schematom_docs.polish.cases import CASES, Case, invariable
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like
from schematom_docs.polish.name_rules import feminine_in_a, softened

# Genitive in -u of frequent masculine names of bodies and things; others of the ending take -a.
_IN_U = frozenset(
    {"urząd", "powiat", "zespół", "dom", "bank", "klub", "zakład", "fundusz", "związek", "wydział", "oddział"}
    | {"projekt", "kontrakt", "program", "moduł", "zarząd"}
)
_STEMS: Mapping[str, str] = {
    "urząd": "urzęd",
    "zespół": "zespoł",
    "ośrodek": "ośrodk",
    "związek": "związk",
    "powiat": "powiat",
}


def common_noun(word: str) -> Declension | None:
    """Return the singular of a noun by its ending, None for a word that looks like no noun."""
    lower = word.lower()
    if not lower.isalpha():
        return None
    forms, gender = _by_ending(lower)
    if forms is None:
        return None
    shaped = {case: tuple(like(word, form) for form in forms[case]) for case in CASES}
    return Declension(shaped, "rule", frozenset({"nom"}), gender)


def _by_ending(word: str) -> tuple[dict[Case, tuple[str, ...]] | None, str]:
    if word.endswith("um"):
        return invariable(word), "n"
    if word.endswith("a"):
        return feminine_in_a(word), "f"
    if word.endswith("ość"):
        stem = word[:-1] + "ci"
        return _forms(word, stem, stem, word, stem + "ą", stem), "f"
    if word.endswith("ie") or word.endswith("e"):
        stem = word[:-1]
        return _forms(word, stem + "a", stem + "u", word, stem + "em", stem + "u"), "n"
    if word.endswith("o"):
        stem = word[:-1]
        loc = stem + "u" if stem.endswith(("k", "g")) else softened(stem)
        return _forms(word, stem + "a", stem + "u", word, stem + ("iem" if stem[-1] in "kg" else "em"), loc), "n"
    return _masculine(word)


def _masculine(word: str) -> tuple[dict[Case, tuple[str, ...]] | None, str]:
    if word[-1] in "ąęóyiu":
        return None, ""
    stem = _STEMS.get(word, word)
    thing = word in _IN_U or word in _STEMS
    gen = stem + ("u" if word in _IN_U else "a")
    back = stem.endswith(("k", "g"))
    soft = stem.endswith(("l", "j", "c", "cz", "sz", "rz", "ż", "ch"))
    loc = stem + "u" if back or soft else softened(stem)
    loc = "powiecie" if word == "powiat" else "domu" if word == "dom" else loc
    acc = word if thing else gen
    return _forms(word, gen, stem + "owi", acc, stem + ("iem" if back else "em"), loc), "m3" if thing else "m1"


def _forms(nom: str, gen: str, dat: str, acc: str, ins: str, loc: str) -> dict[Case, tuple[str, ...]]:
    return {case: (form,) for case, form in zip(CASES, (nom, gen, dat, acc, ins, loc, nom), strict=True)}
