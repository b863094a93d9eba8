"""First names: by the dictionary's label „imię”, else by rule from the ending."""

from __future__ import annotations

from functools import lru_cache

from schematom_docs.polish import dictionary
from schematom_docs.polish.cases import CASES, invariable, paradigm
from schematom_docs.polish.exported_names import exported
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like
from schematom_docs.polish.name_rules import feminine_in_a, masculine_given_name
from schematom_docs.polish.nouns import Candidate, candidates, chosen
from schematom_docs.polish.safe_endings import feminine_given_name_cases, masculine_given_name_is_safe


@lru_cache(maxsize=20_000)
def given_name(name: str, gender: str) -> Declension:
    """Return the forms of a first name; gender: m or f."""
    wanted = "m1" if gender == "m" else "f"
    pool = [c for c in candidates(name) if c.gender == wanted and c.number == "sg" and "imię" in c.labels]
    found = chosen(pool, _rank)
    if found is None and not dictionary.available():
        found = exported(name, "g", gender)
    return found if found is not None else by_rule(name, gender)


def _rank(candidate: Candidate) -> int:
    return -1 if candidate.dated else 0


def by_rule(name: str, gender: str) -> Declension:
    """Return the forms of a first name that the dictionary lacks; certain only where the ending declines in one way."""
    lower = name.lower()
    if gender == "m" and lower.endswith("ca"):
        # Italian c before a is k: Luca – Luki, Luce, Lucę
        stem = lower[:-2]
        forms = paradigm(lower, f"{stem}ki", f"{stem}ce", f"{stem}cę", f"{stem}cą", f"{stem}ce", f"{stem}co")
    elif lower.endswith("a"):
        forms = feminine_in_a(lower, vocative="given")
    elif gender == "f":
        forms = invariable(lower)
    else:
        forms = masculine_given_name(lower)
    shaped = {case: tuple(like(name, form) for form in forms[case]) for case in CASES}
    if gender == "f":
        return Declension(shaped, "rule", feminine_given_name_cases(lower), "f")
    safe = masculine_given_name_is_safe(lower)
    return Declension(shaped, "rule", frozenset(CASES) if safe else frozenset({"nom"}), "m1")
