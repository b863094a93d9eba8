"""Rules on approved forms: an entry against itself, its heading or the person it is of. No names in messages."""

from __future__ import annotations

from collections.abc import Iterator

from schematom_docs.case.case_model import Case
from schematom_docs.case.record import walk
from schematom_docs.case.rules_people import persons
from schematom_docs.case.validation import Finding
from schematom_docs.case.wordforms import PluralForms, WordForms


def approved_forms_do_not_contradict(case: Case) -> Iterator[Finding]:
    """An undeclined name has no other forms than itself; the nominative is the heading of the entry."""
    headings: dict[tuple[str, ...], str] = {("odmiany", name): name for name in case.word_forms}
    for path, entry in walk(case):
        if not isinstance(entry, WordForms):
            continue
        given = {getattr(entry, field) for field in PluralForms.model_fields} - {None}
        heading = headings.get(tuple(str(part) for part in path))
        if entry.undeclined and (entry.plural is not None or given - {heading}):
            reason = "wpis mówi „nieodmienne: tak”, a podaje formy przypadków."
            yield Finding((*path, "nieodmienne"), reason, "Zostaw jedno z dwojga.")
        if heading is not None and entry.nominative not in (None, heading):
            reason = "zatwierdzony mianownik różni się od hasła wpisu."
            yield Finding((*path, "mianownik"), reason, "Popraw hasło albo usuń mianownik.")


def approved_forms_are_of_the_right_sex(case: Case) -> Iterator[Finding]:
    """The sex of an entry under a full name is that of the person who bears it."""
    for _, person in persons(case):
        entry = case.word_forms.get(f"{person.first_name} {person.surname}")
        if entry is not None and entry.gender is not None and person.sex not in (None, entry.gender):
            path = ("odmiany", f"{person.first_name} {person.surname}", "plec")
            yield Finding(path, "płeć wpisu jest inna niż płeć osoby w danych.", "Popraw jedną z nich.")
