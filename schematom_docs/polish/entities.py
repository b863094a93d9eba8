"""Entities of the template context – osoba, instytucja, rodzina, okres, adres – as the filters read them.

They are plain dicts with Polish keys; `encja` names the kind. `odmiany` holds approved forms by case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from schematom_docs.polish.agreement import Agreement
from schematom_docs.polish.approved import merged
from schematom_docs.polish.cases import Number
from schematom_docs.polish.heads import find_head

Entity: TypeAlias = Mapping[str, Any]


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


def agreement_of(value: object) -> Agreement:
    """Return gender and number that words about a value must take.

    A person: by sex; several: masculine-personal unless all are women; a family is a feminine noun; an institution
    has the gender of its head noun. Raises ValueError for anything else.
    """
    if is_entity(value, "osoba"):
        assert isinstance(value, Mapping)
        return Agreement("f" if gender_code(value) == "f" else "m1")
    if is_entity(value, "rodzina"):
        return Agreement("f")
    if is_entity(value, "instytucja"):
        assert isinstance(value, Mapping)
        return noun_agreement(field(value, "nazwa"))
    if isinstance(value, str):
        return noun_agreement(value)
    if isinstance(value, Sequence):
        return group_agreement(value)
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


def group_agreement(people: Sequence[object]) -> Agreement:
    """Return the agreement of several: one alone counts as itself, only women take the non-masculine plural."""
    if not people:
        raise ValueError("Pusta lista osób: nie ma z kim uzgodnić słowa.")
    single = [agreement_of(person) for person in people]
    if len(single) == 1:
        return single[0]
    if any(is_entity(person, "osoba") for person in people):
        # a person beside anything masculine is masculine-personal: „Anna Nowak i Urząd Pracy, zwani dalej Stronami”
        return Agreement("m1" if any(one.gender.startswith("m") for one in single) else "f", "pl")
    return Agreement("f", "pl")


def noun_agreement(phrase: str) -> Agreement:
    """Return gender and number of the head noun of a phrase: Urząd m3, Gmina f, Centrum n."""
    words = phrase.split()
    head = find_head(words, "institution") if words else None
    if head is None or head.declension.source == "unknown":
        raise ValueError(f"Nie znam rodzaju gramatycznego nazwy „{phrase}”.")
    gender: str = head.declension.gender
    number: Number = head.number
    return Agreement(gender, number)
