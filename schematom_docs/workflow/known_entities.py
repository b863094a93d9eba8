"""Which institution or person of the case answers name: by its numbers, by its name, by likeness."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from schematom_docs.case.record import PersonRef, Reference
from schematom_docs.case.source import DataPath
from schematom_docs.workflow.same_person import People, alike, folded_name, people_of, pesel_birth

NUMBERS = ("nip", "regon", "krs")
IDENTITY = (*NUMBERS, "nazwa", "pesel", "imie", "nazwisko", "data_urodzenia")
"""Fields that tell an entity from others."""


@dataclass(frozen=True, slots=True)
class Named:
    """Entities of the case that answers may mean, the likeliest first. sure: numbers or name say so; why: what speaks
    for a question, "" = nothing."""

    paths: tuple[DataPath, ...] = ()
    sure: bool = False
    why: str = ""


@dataclass(slots=True)
class _Institutions:
    by_number: dict[tuple[str, str], list[DataPath]] = field(default_factory=dict)
    by_name: dict[str, list[DataPath]] = field(default_factory=dict)


class KnownEntities:
    """Institutions and people of one state of the data."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self.people: People = people_of(data)
        self.institutions = _Institutions()
        group = data.get("instytucje")
        for key, record in group.items() if isinstance(group, dict) else ():
            if isinstance(record, dict):
                self._add(("instytucje", str(key)), record)

    def _add(self, path: DataPath, record: Mapping[str, object]) -> None:
        for name in NUMBERS:
            if number := _digits(name, record.get(name)):
                self.institutions.by_number.setdefault((name, number), []).append(path)
        self.institutions.by_name.setdefault(_name(record.get("nazwa")), []).append(path)

    def learn(self, path: DataPath, record: object) -> None:
        """Take in an entity that has just been written."""
        if isinstance(record, dict) and path[0] == "instytucje":
            self._add(path, record)
        elif isinstance(record, dict):
            self.people.learn(path, record)

    def named(self, reference: type[Reference], said: Mapping[str, str]) -> Named:
        """Return whom answers name. said: field of the entity → answer."""
        return self._person(said) if issubclass(reference, PersonRef) else self._institution(said)

    def _institution(self, said: Mapping[str, str]) -> Named:
        numbers = [name for name in NUMBERS if said.get(name)]
        by_number: dict[DataPath, list[str]] = {}
        for name in numbers:
            for path in self.institutions.by_number.get((name, _digits(name, said[name])), ()):
                by_number.setdefault(path, []).append(name.upper())
        wanted = _name(said.get("nazwa"))
        by_name = self.institutions.by_name.get(wanted, []) if wanted else []
        paths = tuple(dict.fromkeys([*by_number, *by_name]))
        if len(paths) > 1:
            return Named(paths, sure=True, why="numery i nazwa wskazują różne instytucje sprawy")
        if by_number and wanted and not by_name:
            return Named(paths, sure=True, why=f"ten sam {' i '.join(by_number[paths[0]])}, a inna nazwa")
        if paths:
            other = " i ".join(name.upper() for name in numbers)
            return Named(paths, sure=True, why=f"ta sama nazwa, a inny {other}" if numbers and not by_number else "")
        near = [path for name, found in self.institutions.by_name.items() if alike(name, wanted) for path in found]
        return Named(tuple(near), why="podobna nazwa") if wanted and near else Named()

    def _person(self, said: Mapping[str, str]) -> Named:
        name = folded_name(f"{said.get('imie', '')} {said.get('nazwisko', '')}")
        pesel = "".join(said.get("pesel", "").split())
        found = self.people.find(name, pesel, said.get("data_urodzenia", "") or pesel_birth(pesel))
        if found.person is None:
            return Named()
        return Named((found.person.path,), sure=found.how != "alike" or found.person.name == name, why=found.why)


def _digits(name: str, value: object) -> str:
    """Return a number as it is compared; a unit of a body bears its REGON."""
    digits = re.sub(r"\D", "", str(value or ""))
    return digits[:9] if name == "regon" else digits


def _name(value: object) -> str:
    return folded_name(re.sub(r"[„”\"'.,]", " ", str(value or "")))
