"""What people call the entities of a case: for lists to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schematom_docs.case.form_fields import PERSONS
from schematom_docs.case.source import raw_at

_NAMED = ("nazwa", "nazwisko", "numer", "opis")


def entity_names(case: Mapping[str, object], collection: str) -> list[tuple[str, str]]:
    """Return (reference, name) of each entity of a section, of all persons for „osoby_sprawy”, in the file's order."""
    if collection == PERSONS:
        return list(_persons(case))
    section = raw_at(case, (collection,))
    return [(str(key), _name(item, str(key))) for key, item in section.items()] if isinstance(section, Mapping) else []


def _persons(case: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    families = raw_at(case, ("rodziny",))
    for family, record in families.items() if isinstance(families, Mapping) else ():
        members = raw_at(record, ("czlonkowie",))
        for key, item in members.items() if isinstance(members, Mapping) else ():
            yield f"rodziny.{family}.{key}", _name(item, str(key))
    for home in ("uczestnicy", "osoby"):
        people = raw_at(case, (home,))
        for key, item in people.items() if isinstance(people, Mapping) else ():
            yield f"{home}.{key}", _name(item, str(key))


def _name(record: object, key: str) -> str:
    first, last = raw_at(record, ("imie",)), raw_at(record, ("nazwisko",))
    if first and last:
        return f"{first} {last}"
    return next((str(found) for name in _NAMED if (found := raw_at(record, (name,)))), key)
