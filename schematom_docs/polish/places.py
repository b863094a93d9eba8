"""Names of places: by the dictionary's label, hyphened ones part by part, villages it lacks by ending."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from schematom_docs.polish.cases import CASES, Case, Paradigm, paradigm
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like
from schematom_docs.polish.name_rules import feminine_in_a
from schematom_docs.polish.nouns import Candidate, candidates, chosen
from schematom_docs.polish.persons import combined
from schematom_docs.polish.phrases import phrase
from schematom_docs.polish.place_doubts import doubtful_cases, plain_dative
from schematom_docs.polish.place_exceptions import PLACE_EXCEPTIONS


def place(name: str) -> Declension:
    """Return the forms of a place name: „Busko-Zdrój” → „Buska-Zdroju”, „Gorzów Wielkopolski” → „Gorzowie …”."""
    listed = PLACE_EXCEPTIONS.get(name)
    if listed is not None:
        return Declension(listed, "dictionary", frozenset(CASES), "")
    if " " in name.strip():
        return phrase(name, "place")
    if "-" in name:
        return combined([_word(part) for part in name.split("-")], "-")
    return _word(name)


@lru_cache(maxsize=20_000)
def _word(name: str) -> Declension:
    geographic = {"nazwa_geograficzna", "człon_nazwy_geograficznej"}
    pool = [c for c in candidates(name) if c.labels & geographic and c.gender != "m1"]
    # „Borki” is a village of that name before it is several villages called Borek.
    own = [c for c in pool if c.number == "sg" or c.lemma.split(":")[0].lower() == name.lower()]
    found = chosen(own or pool, _rank)
    if found is None:
        return by_rule(name)
    genders = {candidate.gender for candidate in own}
    if {"m3", "f"} <= genders and name[-1:].lower() not in "aeioóuyąę":
        found = _town_first(found, [candidate for candidate in own if candidate.gender == "m3"])
    plain = plain_dative(name, found)
    return replace(plain, certain=plain.certain - doubtful_cases(name, plain.forms))


def _town_first(found: Declension, towns: list[Candidate]) -> Declension:
    """Return the forms with those of the town before those of the river of the same name: Supraśl – Supraśla."""
    town = chosen(towns, _rank)
    if town is None:
        return found
    forms = {case: tuple(dict.fromkeys((*town.forms[case], *found.forms[case]))) for case in CASES}
    return replace(found, forms=forms, certain=frozenset({"nom"}), gender="m3")


def _rank(candidate: Candidate) -> int:
    whole = 2 if "nazwa_geograficzna" in candidate.labels else 0
    # Of the readings of Końskie the plural is the town; Koźle, Wysokie, Zakopane are singular.
    plural_only = 1 if candidate.lemma.endswith("pt") and candidate.forms["nom"][0].lower().endswith("skie") else 0
    singular = 1 if candidate.number == "sg" and not plural_only else 0
    return whole + 2 * plural_only + singular - (4 if candidate.dated else 0)


# Ending → gender, letters to drop, endings of the five cases after the nominative (None: as the nominative).
_Rule = tuple[str, str, int, tuple[str, str, str | None, str, str]]
_RULES: tuple[_Rule, ...] = (
    (r"(?:ow|ew|in|yn)o$", "n", 1, ("a", "u", None, "em", "ie")),
    (r"zdrój$", "m3", 2, ("oju", "ojowi", None, "ojem", "oju")),
    (r"dź$", "f", 1, ("zi", "zi", None, "zią", "zi")),
    (r"sław$", "m3", 0, ("ia", "iowi", None, "iem", "iu")),
    (r"ów$", "m3", 2, ("owa", "owowi", None, "owem", "owie")),
    (r"(?:i|y)n$", "m3", 0, ("a", "owi", None, "em", "ie")),
    (r"(?:s|ń)k$|nik$|ak$", "m3", 0, ("a", "owi", None, "iem", "u")),
    (r"[wm]iec$", "m3", 3, ("ca", "cowi", None, "cem", "cu")),
    (r"[lrn]ec$", "m3", 2, ("ca", "cowi", None, "cem", "cu")),
    (r"(?:ic|yc)e$", "pl", 1, ("", "om", None, "ami", "ach")),
    (r"(?:ch|[gk])[yi]$", "pl", 1, ("ów", "om", None, "ami", "ach")),
    (r"[nrłtdmwbp]y$", "pl", 1, ("", "om", None, "ami", "ach")),
    (r"[^aąeęioóuy](?:sz|cz|rz|ż)$|(?:sz|cz|rz|ż|dz)$", "m3", 0, ("a", "owi", None, "em", "u")),
    (r"[^aąeęioóuy]ień$|[aou]ń$", "m3", 1, ("nia", "niowi", None, "niem", "niu")),
)


def by_rule(name: str) -> Declension:
    """Return the forms of a place the dictionary lacks, by its ending; unknown endings give the nominative only."""
    lower = name.lower()
    if lower.endswith("a") and " " not in lower:
        return _shaped(name, feminine_in_a(lower, vocative="given"), "f")
    for pattern, gender, dropped, endings in _RULES:
        if re.search(pattern, lower) and " " not in lower:
            stem = lower[: len(lower) - dropped]
            gen, dat, acc, ins, loc = (lower if ending is None else stem + ending for ending in endings)
            return _shaped(name, paradigm(lower, gen, dat, acc, ins, loc, loc if gender == "m3" else lower), gender)
    return replace(phrase(name, "place"), certain=frozenset({"nom"}))


def _shaped(name: str, forms: Paradigm, gender: str) -> Declension:
    """Return forms with the capitals of the name; none but the nominative is certain."""
    shaped = {case: (like(name, forms[case][0]),) for case in CASES}
    return Declension(shaped, "rule", frozenset[Case]({"nom"}), gender)
