"""Entities of the template context – osoba, instytucja, rodzina, okres, adres – as the filters read them.

They are plain dicts with Polish keys; `encja` names the kind. `odmiany` holds approved forms by case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from schematom_docs.polish.agreement import Agreement
from schematom_docs.polish.approved import GENDER, Approved, Entry, merged
from schematom_docs.polish.heads import find_head, gender_is_known

Entity: TypeAlias = Mapping[str, Any]
NONE_APPROVED: Approved = {}


def is_entity(value: object, kind: str) -> bool:
    """Return whether a value is an entity of the kind."""
    return isinstance(value, Mapping) and value.get("encja") == kind


def field(entity: Entity, name: str) -> str:
    """Return a text field of an entity. Raises ValueError when it is missing or empty."""
    text = str(entity.get(name) or "").strip()
    if not text:
        raise ValueError(f"W danych ({entity.get('encja', 'dane')}) brakuje pola „{name}”.")
    return text


def approved_forms(entity: Entity) -> dict[str, Any]:
    """Return the entry of approved forms that an entity carries."""
    return merged(entity.get("odmiany"))


def full_name(person: Entity) -> str:
    """Return first name, second name and surname in the nominative."""
    parts = (field(person, "imie"), str(person.get("drugie_imie") or ""), field(person, "nazwisko"))
    return " ".join(part for part in parts if part)


def gender_code(person: Entity) -> str:
    """Return m or f of a person. Raises ValueError when plec is neither „k” nor „m”."""
    sex = str(person.get("plec") or "").strip().lower()
    if sex not in ("k", "m"):
        raise ValueError("Osoba nie ma podanej płci; pole „plec” przyjmuje k albo m.")
    return "f" if sex == "k" else "m"


def adults_of(family: Entity) -> list[Entity]:
    """Return the adults of a family: `dorosli`, else the members who are no children."""
    members = family.get("dorosli") or family.get("czlonkowie") or []
    return [member for member in members if not member.get("dziecko") and member.get("rola") != "dziecko"]


def agreement_of(value: object, approved: Approved = NONE_APPROVED) -> Agreement:
    """Return gender and number that words about a value must take.

    A person: by sex; several: masculine-personal unless all are women; a family is a feminine noun; an institution
    has the gender that somebody approved, else that of its head noun. Raises ValueError for anything else.
    """
    if is_entity(value, "osoba"):
        assert isinstance(value, Mapping)
        return Agreement("f" if gender_code(value) == "f" else "m1")
    if is_entity(value, "rodzina"):
        return Agreement("f")
    if is_entity(value, "instytucja"):
        assert isinstance(value, Mapping)
        name = field(value, "nazwa")
        return noun_agreement(name, merged(approved.get(name), approved_forms(value)), guess=True)
    if isinstance(value, str):
        return noun_agreement(value, approved.get(value))
    if isinstance(value, Sequence):
        return group_agreement(value, approved)
    raise ValueError("Uzgodnić można z osobą, listą osób, rodziną, instytucją albo rzeczownikiem.")


def polite_agreement(value: object) -> Agreement:
    """Return gender and number of Pan, Pani, Państwo, Panie for a person, a family or several of them."""
    if is_entity(value, "rodzina"):
        return Agreement("m1", "pl")
    several = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    if not all(is_entity(one, "osoba") or is_entity(one, "rodzina") for one in several):
        raise ValueError("„Pan”, „Pani” i „Państwo” mówi się o osobie, liście osób albo rodzinie.")
    if len(several) > 1 and any(is_entity(one, "rodzina") for one in several):
        return Agreement("m1", "pl")
    return polite_agreement(several[0]) if len(several) == 1 and several[0] is not value else agreement_of(value)


def group_agreement(people: Sequence[object], approved: Approved = NONE_APPROVED) -> Agreement:
    """Return the agreement of several: one alone counts as itself, only women take the non-masculine plural."""
    if not people:
        raise ValueError("Pusta lista osób: nie ma z kim uzgodnić słowa.")
    single = [agreement_of(person, approved) for person in people]
    if len(single) == 1:
        return single[0]
    if any(is_entity(person, "osoba") for person in people):
        # a person beside anything masculine is masculine-personal: „Anna Nowak i Urząd Pracy, zwani dalej Stronami”
        masculine = any(one.gender.startswith("m") for one in single)
        known = any(one.gender.startswith("m") and one.certain for one in single) or all(one.certain for one in single)
        return Agreement("m1" if masculine else "f", "pl", known)
    return Agreement("f", "pl")


# What an entry may say in `rodzaj_gramatyczny`.
GENDER_NAMES: Mapping[str, Agreement] = {
    "meski": Agreement("m3"),
    "zenski": Agreement("f"),
    "nijaki": Agreement("n"),
    "mnogi": Agreement("m3", "pl"),
}


def gender_name(with_: Agreement) -> str:
    """Return the Polish name of a gender as entries hold it: meski, zenski, nijaki, mnogi."""
    if with_.number == "pl":
        return "mnogi"
    return {"m": "meski", "f": "zenski", "n": "nijaki"}[with_.gender[0]]


def noun_agreement(phrase: str, entry: Entry | None = None, *, guess: bool = False) -> Agreement:
    """Return gender and number of the head noun of a phrase: Urząd m3, Gmina f, Centrum n.

    entry: what somebody approved of the name, its gender wins. guess: a name whose head nobody knows counts as
    masculine, and is never certain. Raises ValueError for one that may not be guessed.
    """
    approved = str((entry or {}).get(GENDER) or "")
    if approved:
        if approved not in GENDER_NAMES:
            raise ValueError(f"Nie ma rodzaju gramatycznego „{approved}”; są: {', '.join(GENDER_NAMES)}.")
        return GENDER_NAMES[approved]
    words = phrase.split()
    head = find_head(words, "institution") if words else None
    if head is not None and head.declension.source != "unknown":
        gender, known = head.declension.gender, gender_is_known(words, head)
        return Agreement(gender if known or not gender.startswith("m") else "m3", head.number, known)
    if words and guess:
        return Agreement("m3", certain=False)
    raise ValueError(f"Nie znam rodzaju gramatycznego nazwy „{phrase}”; podaj go w „odmiany” ({GENDER}).")
