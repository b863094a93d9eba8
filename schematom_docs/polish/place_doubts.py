"""Which forms of a place name the dictionary alone cannot settle, so that somebody who knows the place confirms them.

Each doubt is a class of names in which the dictionary was seen to give another place's pattern: Rozogi – Rozóg (not
„Rozogów”), Trzebiel – Trzebiela (not „Trzebieli”), Cisna – Cisnej (not „Cisny”), Suchy Las – w Suchym Lesie (not
„Lasie”), Irządze – Irządz (not „Irządza”).
"""

from __future__ import annotations

import re
from dataclasses import replace

from schematom_docs.polish import dictionary
from schematom_docs.polish.cases import CASES, Case, Paradigm
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.nouns import candidates

_VOWEL = re.compile("[aąeęioóuy]")
_OBLIQUE: frozenset[Case] = frozenset(CASES) - {"nom"}


def doubtful_cases(name: str, forms: Paradigm) -> frozenset[Case]:
    """Return the cases of a place name, given with its forms, that are not certain."""
    lower = name.lower()
    genitive = (forms.get("gen") or ("",))[0].lower()
    if _other_pattern(lower, genitive):
        return _OBLIQUE
    doubts: set[Case] = set()
    if _unsure_plural_genitive(lower, genitive):
        doubts.add("gen")
    if _unsure_locative(name, forms):
        doubts |= {"loc", "voc"}
    return frozenset(doubts)


def _other_pattern(lower: str, genitive: str) -> bool:
    """Return whether a name declined like a noun may well be an adjective (Cisna, Wysokie) or a plural (Irządze)."""
    if re.search(r"[bcdfghklłmpsśtwzźż]na$", lower) and genitive.endswith("ny"):
        return not any(reading.pos == "subst" and "nazwa_pospolita" in reading.labels for reading in _readings(lower))
    if re.search("[aąeęioóuy]l$", lower) and genitive == lower + "i":
        return True  # Trzebiel: feminine for the dictionary, „do Trzebiela” where people live; not Sól – Soli
    if re.search("[aąeęioóuy]ń$", lower) and genitive == lower[:-1] + "ni":
        return True  # so names in -ń: Gostyni of the river, Gostynia of the town
    if lower.endswith("dze") and genitive.endswith("dza"):
        return True
    if lower.endswith("e") and genitive.endswith("ego") and any(r.extra == ("pt",) for r in _readings(lower)):
        return True  # Wysokie: Wysokiego or, for another place of the name, Wysokich
    adjective = any(r.pos == "adj" and r.is_nominative() for r in _readings(lower))
    return lower.endswith("e") and not lower.endswith("skie") and adjective and genitive.endswith(("ych", "ich"))


def _readings(lower: str) -> tuple[dictionary.Reading, ...]:
    return dictionary.readings(lower)


def _unsure_plural_genitive(lower: str, genitive: str) -> bool:
    """Return whether a plural name has the rarer of two endings: -ów after a long hard stem, -y after sz, cz, ż."""
    if lower.endswith(("sze", "cze", "że", "rze")) and genitive.endswith("y"):
        return True
    if re.search("[^aąeęioóuy]ce$", lower) and genitive != lower[:-1]:
        return True  # Gorce: the mountains have Gorców, the town Gorc; Tulce – Tulec, Kielce – Kielc
    long = len(_VOWEL.findall(lower[:-1])) > 1
    return lower.endswith(("y", "i")) and genitive.endswith("ów") and long


def _unsure_locative(name: str, forms: Paradigm) -> bool:
    """Return whether the locative changes a to e (Cmolas), or differs from that of the common noun (las – lesie)."""
    own = {form.lower() for form in forms.get("loc", ())}
    lower = name.lower()
    match = re.search(r"a([^aąeęioóuy]+)$", lower)
    if match and any(re.search(r"ie[^aąeęioóuy]+e$|le[^aąeęioóuy]+ie$", form) for form in own):
        return True
    common = [c for c in candidates(name) if "nazwa_pospolita" in c.labels and c.number == "sg" and c.gender == "m3"]
    return any(own.isdisjoint(form.lower() for form in c.forms["loc"]) for c in common)


def plain_dative(name: str, found: Declension) -> Declension:
    """Return a declension in which names in -ów keep „Krakowowi” and lose the bookish „Krakowu”."""
    datives = [form for form in found.forms["dat"] if form.lower().endswith("owi")]
    if not name.lower().endswith("ów") or len(datives) != 1:
        return found
    return replace(found, forms={**found.forms, "dat": tuple(datives)}, certain=found.certain | {"dat"})
