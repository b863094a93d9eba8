"""Entities and phrases in a case: approved forms first (the entity's, then the case's), then the inflector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schematom_docs.polish.agreement import pan
from schematom_docs.polish.approved import PLURAL, Approved, Entry, case_forms, is_undeclined, merged
from schematom_docs.polish.cases import CASE_NAMES, Case, Number, case_code
from schematom_docs.polish.entities import Entity, adults_of, approved_forms, field, full_name, gender_code
from schematom_docs.polish.families import PANSTWO
from schematom_docs.polish.inflected import Inflected, joined, record_form
from schematom_docs.polish.inflection import inflect
from schematom_docs.values import Verbatim

NBSP = "\u00a0"
_KINDS = {
    "funkcja": "function",
    "instytucja": "institution",
    "miejscowosc": "place",
    "osoba": "person",
    "rodzina": "family",
}


def _form(
    lemma: str,
    case: Case,
    approved: Approved,
    own: Entry,
    kind: str | None,
    *,
    gender: str | None = None,
    number: Number = "sg",
) -> Inflected:
    """Return one inflected form; forms of the entity win over forms of the case, both over the inflector."""
    entry = merged(approved.get(lemma), own)
    if is_undeclined(entry):
        result = Inflected(Verbatim(lemma), True, "approved")
    else:
        forms = case_forms(entry, number)
        result = inflect(lemma, case, kind=kind, gender=gender, number=number, approved=forms)
        if result.source == "approved":
            result = replace(result, form=Verbatim(result.form))
    return record_form(lemma, case, result, kind or "", gender or "", number)


def text_form(
    text: str, case: Case, approved: Approved, *, kind: str | None = None, number: Number = "sg"
) -> Inflected:
    """Return a phrase in a case. kind: funkcja, instytucja, miejscowosc, osoba, rodzina or None."""
    if kind is not None and kind not in _KINDS:
        raise ValueError(f"Nie ma rodzaju „{kind}”; są: {', '.join(_KINDS)}.")
    if kind == "rodzina":
        return _surnames(text.strip(), case, approved)
    return _form(" ".join(text.split()), case, approved, {}, _KINDS[kind] if kind else None, number=number)


def unsure_form(text: str, case: Case, approved: Approved) -> Inflected:
    """Return a phrase in a case that somebody has to approve, however regular its forms are."""
    forms = case_forms(approved.get(text))
    found = inflect(text, case, approved=forms)
    if found.source != "approved" and not is_undeclined(approved.get(text)):
        found = replace(found, certain=False, source="rule")
    return record_form(text, case, found)


def person_form(person: Entity, case: Case, approved: Approved) -> Inflected:
    """Return a full name in a case."""
    name, gender = full_name(person), gender_code(person)
    own = approved_forms(person)
    whole = merged(approved.get(name), own)
    if CASE_NAMES[case] in whole or case in whole or is_undeclined(whole):
        parts = [_form(name, case, approved, own, "person", gender=gender)]
    else:
        parts = _name_parts(person, case, approved, gender)
    return joined(parts)


def _name_parts(person: Entity, case: Case, approved: Approved, gender: str) -> list[Inflected]:
    """Return the parts of a name: an approved surname alone serves every bearer who has no forms of his own."""
    surname = field(person, "nazwisko")
    own = approved.get(surname)
    if not own or not _fits(own, gender):
        return [_form(full_name(person), case, approved, {}, "person", gender=gender)]
    first = [str(person.get(key) or "") for key in ("imie", "drugie_imie")]
    parts = [_form(name, case, approved, {}, "person", gender=gender) for name in first if name]
    return [*parts, _form(surname, case, approved, {}, "person", gender=gender)]


def _fits(forms: Entry, gender: str) -> bool:
    sex = str(forms.get("plec") or "")
    return not sex or ("f" if sex == "k" else "m") == gender


def addressed(person: Entity, case: Case, approved: Approved, *, with_pan: bool, with_function: bool) -> str:
    """Return „Panią Annę Nowak”, „Dyrektora Annę Nowak” or „Panią Annę Nowak – Dyrektora”."""
    name = person_form(person, case, approved).form
    function = ""
    if with_function:
        function = text_form(field(person, "funkcja"), case, approved, kind="funkcja").form
    if with_pan:
        polite = f"{pan('f' if gender_code(person) == 'f' else 'm1', 'sg', case)} {name}"
        return f"{polite} – {function}" if function else polite
    return f"{function} {name}".lstrip()


def institution_form(institution: Entity, case: Case, approved: Approved) -> Inflected:
    """Return the name of an institution in a case."""
    return _form(field(institution, "nazwa"), case, approved, approved_forms(institution), "institution")


def family_form(family: Entity, case: Case, approved: Approved, *, polite: bool = False) -> str:
    """Return „Rodziną Państwa Nowaków”, or with polite „Państwem Nowakami”; mixed surnames by the adults' names."""
    own = approved_forms(family)
    if not polite and own:
        confirmed = {case_code(key): form for key, form in case_forms(own).items()}.get(case)
        if confirmed:
            return record_form("Rodzina", case, Inflected(confirmed, True, "approved"), "institution").form
    inner: Case = case if polite else "gen"
    people = _family_people(family, inner, _with_plural(family, own, approved))
    if polite:
        return people
    head = inflect("Rodzina", case, kind="institution")
    return f"{record_form('Rodzina', case, head, 'institution').form} {people}"


def _with_plural(family: Entity, own: Entry, approved: Approved) -> Approved:
    """Return the approved forms of the case with the plural of the surname that the family carries itself."""
    plural, surname = own.get(PLURAL), str(family.get("nazwisko") or "")
    if not plural or not surname:
        return approved
    return {**approved, surname: merged(approved.get(surname), {PLURAL: plural})}


def _family_people(family: Entity, case: Case, approved: Approved) -> str:
    """Return the people of a family in a case.

    „Państwa Nowaków”, „Państwa Anny Nowak i Piotra Wójcika”, „Pań …” of women alone, „Pani Katarzyny Wójcik” of one
    adult whose name is known.
    """
    surnames = [str(surname) for surname in family.get("nazwiska") or []]
    adults = adults_of(family)
    if len(adults) == 1 and len(set(surnames)) < 2:
        return addressed(adults[0], case, approved, with_pan=True, with_function=False)
    if len(set(surnames)) < 2:
        return _surnames(surnames[0] if surnames else field(family, "nazwisko"), case, approved).form
    if len(adults) < 2:
        return _listed(surnames, case, approved)
    names = [person_form(adult, case, approved).form for adult in adults]
    women = all(gender_code(adult) == "f" for adult in adults)
    return f"{pan('f' if women else 'm1', 'pl', case)} {', '.join(names[:-1])} i{NBSP}{names[-1]}"


def _surnames(surname: str, case: Case, approved: Approved) -> Inflected:
    """Return „Państwa Nowaków”.

    Approved forms stand under „Państwo Nowakowie”, or as the plural (`liczba_mnoga`) of the surname alone; the singular
    of one person says nothing about them.
    """
    label = inflect(surname, "nom", kind="family").form
    plural = {case_code(key): form for key, form in case_forms(approved.get(surname), "pl").items()}
    named: dict[str, str] = {key: f"{PANSTWO.inflected(key).form} {form}" for key, form in plural.items()}
    named |= {case_code(key): form for key, form in case_forms(approved.get(label)).items()}
    result = inflect(surname, case, kind="family", approved=named)
    return record_form(label, case, result, "family")


def _listed(surnames: Sequence[str], case: Case, approved: Approved) -> str:
    """Return „Państwa Nowaków i Wójcików” where the adults are not known by name."""
    forms = [_surnames(str(surname), case, approved).form.split(" ", 1)[1] for surname in surnames]
    return f"{PANSTWO.inflected(case).form} {', '.join(forms[:-1])} i{NBSP}{forms[-1]}"
