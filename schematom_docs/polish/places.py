"""Names of places: by the dictionary's label, hyphened ones part by part, villages it lacks by ending."""

from __future__ import annotations

import re
from dataclasses import replace

from schematom_docs.polish.cases import CASES, Case, paradigm
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like
from schematom_docs.polish.nouns import Candidate, candidates, chosen
from schematom_docs.polish.persons import combined
from schematom_docs.polish.phrases import phrase
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


def _word(name: str) -> Declension:
    geographic = {"nazwa_geograficzna", "człon_nazwy_geograficznej"}
    pool = [c for c in candidates(name) if c.labels & geographic and c.gender != "m1"]
    found = chosen(pool, _rank)
    return _plain_dative(name, found) if found is not None else by_rule(name)


def _plain_dative(name: str, found: Declension) -> Declension:
    """Return a declension in which names in -ów keep „Krakowowi” and lose the bookish „Krakowu”."""
    datives = [form for form in found.forms["dat"] if form.lower().endswith("owi")]
    if not name.lower().endswith("ów") or len(datives) != 1:
        return found
    return replace(found, forms={**found.forms, "dat": tuple(datives)}, certain=found.certain | {"dat"})


def _rank(candidate: Candidate) -> int:
    whole = 2 if "nazwa_geograficzna" in candidate.labels else 0
    plural_only = 1 if candidate.number == "pl" and candidate.lemma.endswith("pt") else 0
    return whole + plural_only - (4 if candidate.dated else 0)


_RULES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (r"(?:ow|ew|in|yn)o$", "n", ("a", "u", "o", "em", "ie")),
    (r"ów$", "m3", ("owa", "owowi", "ów", "owem", "owie")),
    (r"in$", "m3", ("ina", "inowi", "in", "inem", "inie")),
    (r"(?:ic|yc)e$", "pl", ("", "om", "e", "ami", "ach")),
)


def by_rule(name: str) -> Declension:
    """Return the forms of a place the dictionary lacks, by its ending; unknown endings give the nominative only."""
    lower = name.lower()
    for pattern, gender, endings in _RULES:
        match = re.search(pattern, lower)
        if match:
            stem = lower[:-1] if lower[-1] in "oe" else lower[: match.start()]
            gen, dat, acc, ins, loc = (stem + ending for ending in endings)
            forms = paradigm(lower, gen, dat, acc, ins, loc, lower)
            shaped = {case: (like(name, forms[case][0]),) for case in CASES}
            return Declension(shaped, "rule", frozenset[Case]({"nom"}), gender)
    return replace(phrase(name, "place"), certain=frozenset({"nom"}))
