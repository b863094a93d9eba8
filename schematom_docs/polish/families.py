"""Families: the plural of a surname after „Państwo”."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from schematom_docs.polish.adjectives import adjective, masculine_lemma
from schematom_docs.polish.cases import CASES, Case, invariable, paradigm
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like
from schematom_docs.polish.name_rules import Forms
from schematom_docs.polish.nouns import candidates, chosen, other_number
from schematom_docs.polish.persons import combined
from schematom_docs.polish.surnames import is_plain_adjective, labelled, surname

PANSTWO = Declension(
    paradigm("Państwo", "Państwa", "Państwu", "Państwa", "Państwem", "Państwu", "Państwo"),
    "dictionary",
    frozenset(CASES),
    "m1",
)
_SKI = ("ski", "cki", "dzki")
_SKA = ("ska", "cka", "dzka")
_OBLIQUE: frozenset[Case] = frozenset({"gen", "dat", "acc", "ins", "loc"})


def family(name: str) -> Declension:
    """Return the forms of „Państwo” and the plural of a surname given in a man's or woman's singular."""
    parts = [plural_surname(part) for part in name.split("-") if part]
    surnames = parts[0] if len(parts) == 1 else combined(parts, "-")
    return combined([PANSTWO, surnames])


@lru_cache(maxsize=20_000)
def plural_surname(name: str) -> Declension:
    """Return the masculine-personal plural of one surname: Wójcikowie, Kowalscy, Dudowie."""
    lemma, sure = _masculine(name)
    found = _plural_of(lemma)
    return found if sure else replace(found, certain=frozenset())


def _plural_of(lemma: str) -> Declension:
    pool = [c for c in candidates(lemma) if c.gender == "m1" and c.number == "sg" and "nazwisko" in c.labels]
    plurals = [other_number(c, "pl") for c in pool]
    found = chosen([c for c in plurals if c.forms["nom"]], lambda candidate: 0)
    if found is None:
        return _by_rule(lemma)
    certain: frozenset[Case] = found.certain if "gen" in surname(lemma, "m").certain else frozenset[Case]()
    adjectival = all(form.lower().endswith(("ych", "ich")) for form in found.forms["gen"])
    forms = dict(found.forms) if adjectival else {case: _usual(variants) for case, variants in found.forms.items()}
    if adjectival:
        forms["nom"] = forms["voc"] = tuple(sorted(forms["nom"], key=lambda form: form.lower().endswith("owie")))
    if certain and forms["nom"][0].endswith("owie") and lemma[-1].lower() not in "eiy":
        # „Mickiewicze” is familiar, „Państwo Mickiewiczowie” is what a paper writes.
        forms["nom"] = forms["voc"] = forms["nom"][:1]
        certain |= {"nom", "voc"}
    return replace(found, forms=forms, certain=certain)


def _usual(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the variants with those of families first: Mickiewiczowie before Mickiewicze, Lindów before Lindych."""
    return tuple(sorted(forms, key=lambda form: not form.lower().endswith(("owie", "ów"))))


def _masculine(name: str) -> tuple[str, bool]:
    """Return the man's surname of a woman's (Kowalska → Kowalski, Dudowa → Duda) and whether it is beyond doubt."""
    lower = name.lower()
    if lower.endswith("ová"):
        return name[:-3], False  # Nováková – Novák, Svobodová – Svoboda: the plural has the same stem
    if not lower.endswith("a"):
        return name, True
    sure = "gen" in surname(name, "f").certain
    if lower.endswith(_SKA) and surname(name, "f").forms["gen"][0].lower().endswith("ej"):
        return like(name, masculine_lemma(lower, "f") or lower), sure
    if is_plain_adjective(name, "f"):
        return like(name, masculine_lemma(lower, "f") or lower), sure
    if labelled(name, "m1") is not None:
        return name, sure
    for husband in (name[:-3], name[:-3] + "a") if lower.endswith("owa") and len(name) > 5 else ():
        if labelled(husband, "m1") is not None:
            return husband, False
    masculine = masculine_lemma(lower, "f")
    if masculine and surname(name, "f").forms["gen"][0].lower().endswith("ej"):
        return like(name, masculine), False
    return name, sure


def _by_rule(name: str) -> Declension:
    """Return the plural of a surname that the dictionary lacks; certain are -ski and the oblique plain adjectives."""
    lower = name.lower()
    certain: frozenset[Case] = frozenset()
    if lower.endswith(_SKI):
        certain = frozenset(CASES)
    elif is_plain_adjective(name, "m1"):
        certain = _OBLIQUE
    elif not lower.endswith(("y", "i", "e")) and "gen" in surname(name, "m").certain:
        certain = frozenset(CASES)
    forms = _adjectival(lower) if lower.endswith(("y", "i")) else _noun_plural(lower)
    shaped = {case: tuple(like(name, form) for form in forms[case]) for case in CASES}
    return Declension(shaped, "rule", certain, "m1")


def _adjectival(lower: str) -> Forms:
    """Return the plural of a surname in -y or -i; a foreign one without such a plural stays as it is (Kelly)."""
    try:
        return {case: (adjective(lower, case, "m1", "pl"),) for case in CASES}
    except ValueError:
        return invariable(lower)


def _noun_plural(lower: str) -> Forms:
    dative = surname(lower, "m").forms["dat"][0]
    stem = lower[:-1] if lower[-1] in "aoe" else dative[:-3] if dative.endswith("owi") else lower
    if stem[-1] in "ąęóuáéíúýäöüåø":
        return invariable(lower)
    forms = [stem + ending for ending in ("owie", "ów", "om", "ów", "ami", "ach", "owie")]
    return paradigm(*forms)
