"""Typed case → plain dictionaries that templates see, with references resolved and values derived for one day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from schematom_docs.case import contract_view, derived
from schematom_docs.case.case_model import Case
from schematom_docs.case.contract import Contract
from schematom_docs.case.declaration import EmployerDeclaration
from schematom_docs.case.event import Diploma
from schematom_docs.case.family import Family
from schematom_docs.case.indicator import Indicator
from schematom_docs.case.institution import Institution
from schematom_docs.case.person import Person
from schematom_docs.case.record import PersonRef, Record, Reference, VisitRef, keys_of
from schematom_docs.case.reference import ReferenceData
from schematom_docs.case.service import Service
from schematom_docs.case.subject_sets import DERIVED, TEAM_MEMBERS, derived_references, guardian_keys, owner
from schematom_docs.case.team import Team
from schematom_docs.case.wordforms import WordForms

Plain = dict[str, object]


class Entities:
    """Plain views of the entities of one case on one day. Each is made once."""

    def __init__(self, case: Case, reference: ReferenceData, day: date | None) -> None:
        self.case = case
        self.reference = reference
        self.day = day
        self._made: dict[tuple[str, str], Plain] = {}

    def collection(self, name: str) -> dict[str, Plain]:
        """Return all entities of a collection of the case (its Polish name) under their keys."""
        records = self.records(name)
        return {key: self.entity(name, key) for key in records}

    def records(self, name: str) -> dict[str, Record]:
        """Return the typed entities of a collection, also of a derived one."""
        if name in DERIVED:
            found = {key: person_at(self.case, path) for key, path in derived_references(self.case, name).items()}
            return {key: person[2] for key, person in found.items() if person is not None}
        value = getattr(self.case, keys_of(Case)[name])
        return value if isinstance(value, dict) else {}

    def entity(self, collection: str, key: str) -> Plain:
        """Return one entity as a dictionary with `encja` and `klucz`. The key is known to exist."""
        if collection in DERIVED:
            return self._derived(collection, key)
        if (collection, key) not in self._made:
            record = self.records(collection)[key]
            view: Plain = {"encja": record.entity, "klucz": key}
            self._made[(collection, key)] = view
            view.update(self.fields(record, _family_of(record, key)))
        return self._made[(collection, key)]

    def _derived(self, collection: str, key: str) -> Plain:
        """Return a member of a family or of a team as the subject of a paper, with the family or team."""
        reference = derived_references(self.case, collection)[key]
        view = dict(self.person(reference) or {}) | {"klucz": key, "odwolanie": reference}
        home, home_key = owner(reference).split(".")
        if collection == TEAM_MEMBERS:
            return view | {"zespol": self.entity(home, home_key)}
        family = self.case.families.get(home_key) if home == "rodziny" else None
        acting = guardian_keys(family) if family else []
        return view | {
            "rodzina": self.entity(home, home_key) if family else None,
            "przedstawiciele": [self.person(f"{home}.{home_key}.{own}") for own in acting],
            "dorosly": not view["dziecko"],
        }

    def plain(self, value: object, family: str = "") -> object:
        """Return a value of the model as plain data. family: key of the family whose members bare keys mean."""
        if isinstance(value, VisitRef):
            return str(value)
        if isinstance(value, Reference):
            return self.referred(value, family)
        if isinstance(value, WordForms):
            return {alias: form for alias, form in self.fields(value).items() if form is not None}
        if isinstance(value, Record):
            return self.fields(value, family) | ({"encja": value.entity} if value.entity else {})
        if isinstance(value, tuple | list):
            return [self.plain(item, family) for item in value]
        if isinstance(value, dict):
            return {str(key): self.plain(item, family) for key, item in value.items()}
        return value

    def referred(self, reference: Reference, family: str = "") -> Plain | None:
        """Return what a reference means; None for a dangling one (the check of the case reports those)."""
        if isinstance(reference, PersonRef):
            return self.person(reference, family)
        known = reference in self.records(reference.collection)
        return self.entity(reference.collection, str(reference)) if known else None

    def person(self, reference: str, family: str = "") -> Plain | None:
        """Return the person at „rodziny.r01.o1”, „zespoly.mgi.3”, „uczestnicy.u03”, „osoby.x”; „o1” in a family."""
        found = person_at(self.case, reference, family)
        if found is None:
            return None
        owner, key, record = found
        return {"encja": record.entity, "klucz": key} | self.fields(record, owner)

    def fields(self, record: Record, family: str = "") -> Plain:
        """Return the fields of a record under their Polish keys, with what is derived from them."""
        view = {alias: self.plain(getattr(record, name), family) for alias, name in keys_of(type(record)).items()}
        for kind, enrich in _ENRICH.items():
            if isinstance(record, kind):
                enrich(self, view, record, family)
        return view


def _family_of(record: Record, key: str) -> str:
    """Return the key of the family whose members bare keys mean inside an entity."""
    if isinstance(record, Contract):
        return str(record.family)
    return key if isinstance(record, Family) else ""


def person_at(case: Case, reference: str, family: str = "") -> tuple[str, str, Person] | None:
    """Return (key of the owner, key, person) for a reference, None when there is no such person."""
    parts = reference.split(".")
    if len(parts) == 1 and family in case.families and parts[0] in case.families[family].members:
        return family, parts[0], case.families[family].members[parts[0]]
    if len(parts) == 1:
        named = case.people.get(reference) or case.participants.get(reference)
        return ("", str(reference), named) if named is not None else None
    if len(parts) == 3 and parts[0] == "rodziny" and parts[1] in case.families:
        members = case.families[parts[1]].members
        return (parts[1], parts[2], members[parts[2]]) if parts[2] in members else None
    if len(parts) == 3 and parts[0] == "zespoly" and parts[1] in case.teams and parts[2].isdigit():
        team = case.teams[parts[1]].members or ()
        index = int(parts[2])
        return (parts[1], parts[2], team[index - 1]) if 0 < index <= len(team) else None
    people = {"uczestnicy": case.participants, "osoby": case.people}.get(parts[0], {}) if len(parts) == 2 else {}
    return ("", parts[1], people[parts[1]]) if len(parts) == 2 and parts[1] in people else None


def _person(entities: Entities, view: Plain, record: Record, family: str) -> None:
    if isinstance(record, Person):
        derived.person(view, record, entities.day)
        own = entities.case.families.get(family)
        if view["adres"] is None and own is not None and record in own.members.values():
            view["adres"] = entities.plain(own.address)


def _institution(entities: Entities, view: Plain, record: Record, family: str) -> None:
    if isinstance(record, Institution):
        view["encja"] = record.entity
        in_office = record.representative_on(entities.day)
        view["reprezentant"] = entities.plain(in_office) if in_office else None
        view["strona_nazwa"] = f"{record.legal_entity} – {record.name}" if record.legal_entity else record.name


def _family(entities: Entities, view: Plain, record: Record, family: str) -> None:
    if isinstance(record, Family):
        members = [
            {"encja": member.entity, "klucz": own} | entities.fields(member, family)
            for own, member in record.members.items()
        ]
        derived.family(view, record, members)


def _contract(entities: Entities, view: Plain, record: Record, family: str) -> None:
    if isinstance(record, Contract):
        contract_view.enrich(view, record, entities.case, entities.reference)


def _service(entities: Entities, view: Plain, record: Record, family: str) -> None:
    view["modul"] = contract_view.module_view(entities.reference, str(view["modul"]))


def _team(entities: Entities, view: Plain, record: Record, family: str) -> None:
    if isinstance(record, Team):
        view["liczba_czlonkow"] = record.size if record.members is None else len(record.members)


def _indicator(entities: Entities, view: Plain, record: Record, family: str) -> None:
    if isinstance(record, Indicator):
        view["prog_liczba"] = record.threshold
        view["wynik_procent"] = record.share


def _diploma(entities: Entities, view: Plain, record: Record, family: str) -> None:
    view["odbiorca"] = view["osoba"] or view["rodzina"] or view["instytucja"]


def _declaration(entities: Entities, view: Plain, record: Record, family: str) -> None:
    if isinstance(record, EmployerDeclaration) and record.months is None:
        view["miesiecy"] = derived.whole_months(record.period) if record.period else None


Enrich = Callable[[Entities, Plain, Record, str], None]
_ENRICH: dict[type[Record], Enrich] = {
    Person: _person,
    Institution: _institution,
    Family: _family,
    Contract: _contract,
    Service: _service,
    Team: _team,
    Indicator: _indicator,
    Diploma: _diploma,
    EmployerDeclaration: _declaration,
}
