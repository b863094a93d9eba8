"""One door to all forms: `inflect` picks the paradigm by kind and lays approved forms over it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from schematom_docs.polish.cases import CASE_NAMES, Case, Number, case_code, number_code
from schematom_docs.polish.inflected import Declension, Inflected
from schematom_docs.polish.named_families import after_panstwo, whole_family
from schematom_docs.polish.persons import person
from schematom_docs.polish.phrases import phrase
from schematom_docs.polish.places import place

KINDS = ("person", "institution", "place", "function", "family")


def inflect(
    text: str,
    case: str,
    *,
    kind: str | None = None,
    gender: str | None = None,
    number: str = "sg",
    approved: Mapping[str, str] | None = None,
) -> Inflected:
    """Return the form of a phrase given in the nominative, in one case.

    case: nom gen dat acc ins loc voc, or a Polish name; kind: one of KINDS or None for any noun phrase; gender: m or f
    of a person; approved: forms by case that somebody has confirmed, they always win. Raises ValueError in Polish.
    """
    code = case_code(case)
    lemma = " ".join(text.split())
    if not lemma:
        raise ValueError("Pustego tekstu nie można odmienić.")
    if not any(letter.isalnum() for letter in lemma):
        raise ValueError(f"W „{lemma}” nie ma żadnego wyrazu do odmiany.")
    if kind is not None and kind not in KINDS:
        raise ValueError(f"Nie ma rodzaju „{kind}”; są: {', '.join(KINDS)}.")
    if gender not in (None, "m", "f"):
        raise ValueError("Płeć podaje się jako m albo f.")
    numbered = number_code(number)
    plural = kind == "family" or numbered == "pl"
    confirmed = approved_form(lemma, code, approved, plural=plural) if approved else None
    if confirmed is not None:
        return Inflected(confirmed, True, "approved")
    found = declension(lemma, kind, gender, numbered)
    if code == "nom" and not plural:
        # the given form itself is beyond doubt, whatever its other cases are
        source = "dictionary" if found.source == "variants" else found.source
        return Inflected(lemma, source != "unknown", source)
    return found.inflected(code)


def approved_form(lemma: str, case: Case, approved: Mapping[str, str], *, plural: bool = False) -> str | None:
    """Return the confirmed form of a case, None when there is none.

    A singular nominative other than the lemma is an error; of the plural any nominative may be confirmed.
    """
    forms = {case_code(name): form for name, form in approved.items()}
    if not plural and forms.get("nom", lemma) != lemma:
        raise ValueError(f"Zatwierdzony {CASE_NAMES['nom']} „{forms['nom']}” różni się od hasła „{lemma}”.")
    return forms.get(case)


@lru_cache(maxsize=10_000)
def declension(lemma: str, kind: str | None, gender: str | None, number: Number) -> Declension:
    """Return all forms of a phrase of one kind."""
    if kind == "person" or (kind is None and gender is not None):
        return person(lemma, gender)
    if kind == "family":
        return whole_family(lemma)
    if kind == "place":
        return place(lemma)
    if kind is None and number == "sg":
        people = after_panstwo(lemma)
        if people is not None:
            return people
    return phrase(lemma, kind, number)
