"""Surnames of men and women: by the dictionary's label „nazwisko”, else by rule from the ending."""

from __future__ import annotations

from schematom_docs.polish.adjectives import adjective
from schematom_docs.polish.cases import CASES, Case, invariable
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like
from schematom_docs.polish.name_rules import feminine_in_a, masculine_surname
from schematom_docs.polish.nouns import candidates, chosen

_VOWELS = "aąeęioóuy"
_SAFE: frozenset[Case] = frozenset({"nom", "voc"})
_SKI = ("ski", "cki", "dzki")
_SKA = ("ska", "cka", "dzka")


def surname(name: str, gender: str) -> Declension:
    """Return the forms of one surname without hyphen; gender: m or f. The vocative is the nominative."""
    wanted = "m1" if gender == "m" else "f"
    pool = [c for c in candidates(name) if c.gender == wanted and c.number == "sg" and "nazwisko" in c.labels]
    found = chosen(pool, lambda candidate: -1 if candidate.dated else 0)
    if found is None:
        found = by_rule(name, gender)
    certain = found.certain if not _homonym_differs(name, wanted, found) else frozenset({"nom", "voc"})
    return Declension({**found.forms, "voc": (name,)}, found.source, certain | _SAFE, wanted)


def _homonym_differs(name: str, gender: str, found: Declension) -> bool:
    """Return whether a common noun of the same spelling has another stem: Dąb – dębu, Kozieł, Lew – lwa.

    The instrumental is compared: its ending is the same for persons, animals and things.
    """
    if gender == "f":
        return False
    own = {form.lower() for form in found.forms["ins"]}
    for candidate in candidates(name):
        common = "nazwa_pospolita" in candidate.labels and candidate.number == "sg" and candidate.gender[0] == "m"
        if common and own != {form.lower() for form in candidate.forms["ins"]}:
            return True
    return False


def by_rule(name: str, gender: str) -> Declension:
    """Return the forms of a surname that the dictionary lacks; only -ski, -cki, -dzki are certain."""
    lower = name.lower()
    forms: dict[Case, tuple[str, ...]]
    certain: frozenset[Case] = frozenset({"nom", "voc"})
    if gender == "m":
        forms = masculine_surname(lower)
        safe = lower.endswith(_SKI)
    elif lower.endswith(_SKA) or (lower.endswith(("owa", "na")) and len(lower) > 5):
        forms = {case: (adjective(lower[:-1] + ("i" if lower.endswith("ka") else "y"), case, "f"),) for case in CASES}
        safe = lower.endswith(_SKA)
    elif lower.endswith("a"):
        forms, safe = feminine_in_a(lower), False
    else:
        forms, safe = invariable(lower), lower[-1] not in _VOWELS
    if safe:
        certain = frozenset(CASES)
    shaped = {case: tuple(like(name, form) for form in forms[case]) for case in CASES}
    return Declension(shaped, "rule", certain, "m1" if gender == "m" else "f")
