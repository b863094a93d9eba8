"""Subjects of papers that no section of the case lists: members of families, members of teams, own records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from schematom_docs.case.case_model import Case
from schematom_docs.case.family import Family
from schematom_docs.case.legal import data_regime
from schematom_docs.case.person import Person

OWN_RECORDS: Final = "dokumenty"
"""Subject of a form whose papers have no record but their answers: each key of `dokumenty.TYP.dla` is one paper."""
PEOPLE_OF_PROJECT: Final = "uczestnicy_projektu"
"""Members of all families („r01-o1”) and participants outside families („u01”)."""
TEAM_MEMBERS: Final = "czlonkowie_zespolow"
"""Members of all teams: „mgi-3”."""
ADULT: Final = "dorosly"
"""Field that `gdzie` of a form about people may ask for beside those of the record: „tak” or „nie”."""
REGIME: Final = "rezim_danych"
"""Field that `gdzie` may ask for too: the law on personal data of the project, „uodo1997” or „rodo”."""
DERIVED: Final[Mapping[str, tuple[str, ...]]] = {
    PEOPLE_OF_PROJECT: ("rodzina", "przedstawiciele", "dorosly"),
    TEAM_MEMBERS: ("zespol",),
}
"""Derived section → names its entities have beside those of a person."""


def derived_references(case: Case, name: str) -> dict[str, str]:
    """Return key → reference of the person („r01-o1” → „rodziny.r01.o1”) of a derived section, in order of the file."""
    if name == TEAM_MEMBERS:
        return {
            f"{team}-{number}": f"zespoly.{team}.{number}"
            for team, record in case.teams.items()
            for number in range(1, len(record.members or ()) + 1)
        }
    members = {
        f"{family}-{key}": f"rodziny.{family}.{key}"
        for family, record in case.families.items()
        for key in record.members
    }
    return members | {key: f"uczestnicy.{key}" for key in case.participants if key not in members}


def adult_at_start(case: Case, person: Person) -> bool:
    """Tell whether a person is of age on the first day of the project, by the role when the birth date is unknown."""
    day: date | None = case.project.period.start if case.project.period else None
    return not person.is_minor(day)


def regime_at_start(case: Case) -> str | None:
    """Return the law on personal data on the first day of the project, or on its last when it has no first."""
    period = case.project.period
    return data_regime(period.start or period.end) if period else None


def guardian_keys(family: Family) -> list[str]:
    """Return the keys of the parents and guardians who represent a family: they act for its minors."""
    return [key for key, member in family.members.items() if member.represents and member.role in ("rodzic", "opiekun")]


def owner(reference: str) -> str:
    """Return what a person of a derived section belongs to: „rodziny.r01”, „zespoly.mgi”, „uczestnicy.u01”."""
    return ".".join(reference.split(".")[:2])
