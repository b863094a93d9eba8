"""Families: the plural of a surname after „Państwo”, and families whose adults bear different surnames."""

from __future__ import annotations

from schematom_docs.polish.adjectives import adjective
from schematom_docs.polish.cases import CASES, Case, invariable, paradigm
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like
from schematom_docs.polish.nouns import candidates, chosen, other_number
from schematom_docs.polish.persons import combined
from schematom_docs.polish.surnames import surname

PANSTWO = Declension(
    paradigm("Państwo", "Państwa", "Państwu", "Państwa", "Państwem", "Państwu", "Państwo"),
    "dictionary",
    frozenset(CASES),
    "m1",
)


def family(name: str) -> Declension:
    """Return the forms of „Państwo” and the plural of a surname given in a man's or woman's singular."""
    parts = [plural_surname(part) for part in name.split("-") if part]
    surnames = parts[0] if len(parts) == 1 else combined(parts, "-")
    return combined([PANSTWO, surnames])


def plural_surname(name: str) -> Declension:
    """Return the masculine-personal plural of one surname: Wójcikowie, Kowalscy, Dudowie."""
    lemma = _masculine(name)
    pool = [c for c in candidates(lemma) if c.gender == "m1" and c.number == "sg" and "nazwisko" in c.labels]
    plurals = [other_number(c, lemma, "pl") for c in pool]
    found = chosen([c for c in plurals if c.forms["nom"]], lambda candidate: 0)
    if found is None:
        return _by_rule(lemma)
    singular = surname(lemma, "m")
    certain = found.certain if "gen" in singular.certain else frozenset[Case]()
    return Declension(found.forms, found.source, certain, "m1")


def _masculine(name: str) -> str:
    """Return the man's surname: Kowalska → Kowalski, Biała → Biały when the dictionary has only the adjective."""
    if name.lower().endswith(("ska", "cka", "dzka")):
        return name[:-1] + ("I" if name.isupper() else "i")
    return name


def _by_rule(name: str) -> Declension:
    lower = name.lower()
    forms: dict[Case, tuple[str, ...]]
    if lower.endswith(("ski", "cki", "dzki")):
        forms = {case: (adjective(lower, case, "m1", "pl"),) for case in CASES}
        certain = frozenset(CASES)
    else:
        forms = _noun_plural(lower)
        certain = frozenset[Case]()
    shaped = {case: tuple(like(name, form) for form in forms[case]) for case in CASES}
    return Declension(shaped, "rule", certain, "m1")


def _noun_plural(lower: str) -> dict[Case, tuple[str, ...]]:
    if lower.endswith(("y", "i")):
        return {case: (adjective(lower, case, "m1", "pl"),) for case in CASES}
    singular = surname(lower, "m").forms
    dative = singular["dat"][0]
    stem = lower[:-1] if lower[-1] in "aoe" else dative[:-3] if dative.endswith("owi") else lower
    if stem[-1] in "ąęóu":
        return invariable(lower)
    return paradigm(stem + "owie", stem + "ów", stem + "om", stem + "ów", stem + "ami", stem + "ach", stem + "owie")
