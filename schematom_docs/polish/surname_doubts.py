"""Which forms of a surname only its bearer can settle, whatever one pattern the dictionary gives.

A surname spelled like a common noun may keep its stem (Dąb – Dąba) or change it as the noun does (dębu); a woman's
surname in -ska may be a noun (Laska – Laski) or the feminine of one in -ski (Laski – Laskiej).
"""

from __future__ import annotations

from schematom_docs.polish import dictionary
from schematom_docs.polish.adjectives import masculine_lemma
from schematom_docs.polish.cases import CASES, Case, Paradigm
from schematom_docs.polish.nouns import Candidate, candidates

_OBLIQUE: frozenset[Case] = frozenset(CASES) - {"nom", "voc"}


def doubtful_cases(name: str, gender: str, forms: Paradigm) -> frozenset[Case]:
    """Return the cases of a surname, given with its forms, that are not certain. gender: m or f."""
    if name.lower().endswith("a") and _other_pattern_of_the_other_sex(name, gender, forms):
        return _OBLIQUE
    if gender == "f":
        return _OBLIQUE if _may_be_adjective(name, forms) else frozenset()
    if name.lower().endswith("rzec"):
        return _OBLIQUE  # Marzec: Marca as the month, or Marzeca by the custom of the family
    doubts: set[Case] = set()
    for noun in candidates(name):
        if "nazwa_pospolita" in noun.labels and noun.number == "sg":
            doubts |= _differing(name, forms, noun)
    return frozenset(doubts)


def _other_pattern_of_the_other_sex(name: str, gender: str, forms: Paradigm) -> bool:
    """Return whether the dictionary has the surname of the other sex alone, or both, in another pattern.

    A woman's Czarnej is certain beside no Jan Czarna of the dictionary; his form, noun or adjective, is not.
    """
    own = [c for c in candidates(name) if c.gender == ("f" if gender == "f" else "m1") and "nazwisko" in c.labels]
    other = [c for c in candidates(name) if c.gender == ("m1" if gender == "f" else "f") and "nazwisko" in c.labels]
    adjectival = forms["gen"][0].lower().endswith("ej")
    clash = any(
        form.lower().endswith("ej") is not adjectival for c in other if c.number == "sg" for form in c.forms["gen"]
    )
    return clash and (gender == "f" or not own)


def _may_be_adjective(name: str, forms: Paradigm) -> bool:
    """Return whether a woman's surname with the forms of a noun has a brother declined like an adjective."""
    if not name.lower().endswith("a") or forms["gen"][0].lower().endswith("ej"):
        return False
    masculine = masculine_lemma(name, "f")
    if masculine is None:
        return False
    ski = name.lower().endswith(("ska", "cka", "dzka"))
    if ski and any(r.pos == "adj" and r.is_nominative() and "f" in r.genders for r in dictionary.readings(name)):
        return True
    brothers = [c for c in candidates(masculine) if c.gender == "m1" and "nazwisko" in c.labels and c.number == "sg"]
    return any(form.lower().endswith("ego") for brother in brothers for form in brother.forms["gen"])


def _differing(name: str, forms: Paradigm, noun: Candidate) -> frozenset[Case]:
    """Return the cases in which the stem of the surname and that of the common noun part ways."""
    if noun.gender.startswith("m"):
        if _lower(forms, "ins") != _lower(noun.forms, "ins"):
            return _OBLIQUE
        if name.lower().endswith("a") and not _lower(forms, "gen") >= _lower(noun.forms, "gen"):
            return _OBLIQUE  # Hrabia: Hrabi, but hrabiego
        own, other = _lower(forms, "loc"), _lower(noun.forms, "loc")
        same_kind = all(form.endswith("u") for form in own | other) or own & other
        return frozenset() if same_kind else frozenset({"loc"})
    if noun.gender == "n" and not noun.dated:
        # Oko: „Oki” as surnames in -o decline, „Oka” as the noun does; so Drewno, whichever the dictionary gives
        if name.lower().endswith("o") and _lower(forms, "gen") & _lower(noun.forms, "gen"):
            return _OBLIQUE
        return _OBLIQUE if _lower(forms, "ins") != _lower(noun.forms, "ins") else frozenset()
    if noun.gender == "f" and name.lower().endswith("a"):
        return frozenset() if _lower(forms, "dat") & _lower(noun.forms, "dat") else frozenset({"dat", "loc"})
    # a feminine noun in a consonant that changes its stem: krew – krwi, sól – soli
    changes = noun.gender == "f" and not all(f.startswith(name.lower()[:-1]) for f in _lower(noun.forms, "gen"))
    return _OBLIQUE if changes else frozenset()


def _lower(forms: Paradigm, case: Case) -> set[str]:
    return {form.lower() for form in forms.get(case, ())}
