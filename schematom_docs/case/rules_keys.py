"""Rules on keys of entities: they become file names, so they are plain, short and say nothing about a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schematom_docs.case.case_model import Case
from schematom_docs.case.person import Person
from schematom_docs.case.record import keys_of
from schematom_docs.case.source import DataPath, SourceData
from schematom_docs.case.suggestion import ascii_folded
from schematom_docs.case.validation import Finding

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_WINDOWS = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_FREE = ("dokumenty", "odmiany")


def keys_are_file_names(case: Case, source: SourceData) -> Iterator[Finding]:
    """Every key of an entity is lower-case ASCII and no reserved name of Windows."""
    for path in _keys(case):
        key = case.pilot if path == ("pilotaz",) else str(path[-1])
        if not _KEY.fullmatch(key):
            reason = f"klucz „{key}” nie nadaje się na nazwę pliku."
            yield Finding(
                path, reason, "Użyj małych liter bez polskich znaków, cyfr, „_” i „-”, do 40 znaków, np. r01."
            )
        elif _WINDOWS.fullmatch(key):
            yield Finding(path, f"klucz „{key}” jest zastrzeżony w systemie Windows.", "Wybierz inny klucz.")


def _keys(case: Case) -> Iterator[DataPath]:
    yield ("pilotaz",)
    for alias, name in keys_of(Case).items():
        value = getattr(case, name)
        if isinstance(value, dict) and alias not in _FREE:
            yield from ((alias, key) for key in value)
    for key, family in case.families.items():
        yield from (("rodziny", key, "czlonkowie", own) for own in family.members)


def keys_hide_people(case: Case, source: SourceData) -> Iterator[Finding]:
    """The key of a family or a person does not hold a surname, a first name or a PESEL."""
    for key, family in case.families.items():
        people = list(family.members.values())
        yield from _named(("rodziny", key), key, people, family.all_surnames)
        for own, member in family.members.items():
            yield from _named(("rodziny", key, "czlonkowie", own), own, [member], ())
    for key, person in case.participants.items():
        yield from _named(("uczestnicy", key), key, [person], ())


def _named(path: DataPath, key: str, people: Sequence[Person], surnames: tuple[str, ...]) -> Iterator[Finding]:
    words = {ascii_folded(word) for person in people for word in (person.surname, person.first_name)}
    words |= {ascii_folded(word) for word in surnames}
    folded = ascii_folded(key)
    if any(len(word) > 2 and word in folded for word in words) or re.search(r"\d{11}", key):
        reason = "klucz zdradza dane osobowe, a stanie się nazwą pliku."
        yield Finding((*path[:-1], "***"), reason, "Zmień go na numer, np. r01, o1, u01.")
