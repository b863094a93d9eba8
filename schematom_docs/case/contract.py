"""The tripartite family contract with its commitments."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from schematom_docs.case.period import Period
from schematom_docs.case.person import Delegate
from schematom_docs.case.record import FamilyRef, InstitutionRef, PersonRef, Record, TeamRef
from schematom_docs.case.scalars import Count, Day, Text
from schematom_docs.case.service import BasketItem


def person_or_reference(value: object) -> str:
    """Return the tag of a field that takes a person's data or a reference to one."""
    return "<klucz>" if isinstance(value, str) else "<osoba>"


PersonField = Annotated[
    Annotated[Delegate, Tag("<osoba>")] | Annotated[PersonRef, Tag("<klucz>")], Discriminator(person_or_reference)
]


class Diagnosis(Record):
    """Diagnosis of the family's situation."""

    date: Day | None = Field(None, alias="data", description="data diagnozy")
    author: TeamRef | None = Field(None, alias="opracowal", description="zespół, który ją opracował")


class FamilyProgramme(Record):
    """The family programme and the opinion about it."""

    date: Day | None = Field(None, alias="data", description="data programu")
    opinion: Literal["pozytywna", "negatywna"] | None = Field(None, alias="opinia", description="opinia PZKW")
    opinion_date: Day | None = Field(None, alias="data_opinii", description="data opinii")
    opinion_number: Text | None = Field(None, alias="numer_opinii", description="numer opinii")
    local_programme: Text | None = Field(None, alias="lpiw", description="wersja LPIW, którą uszczegóławia")


class Commitment(Record):
    """One commitment: party, person, action, module, deadline, proof, state."""

    party: Literal["rodzina", "pup", "ops"] = Field(alias="strona", description="strona, która się zobowiązuje")
    person: PersonRef | None = Field(None, alias="osoba", description="osoba z rodziny")
    text: Text = Field(alias="tresc", description="treść w dopełniaczu (po „zobowiązuje się do”)")
    module: Text | None = Field(None, alias="modul", description="moduł wsparcia")
    deadline: Day | None = Field(None, alias="termin", description="termin")
    proof: Text | None = Field(None, alias="dowod", description="dowód wykonania")
    status: Literal["nie_rozpoczeto", "w_toku", "wykonano", "nie_wykonano"] | None = Field(
        None, alias="status", description="stan wykonania"
    )


class Contract(Record):
    """A contract of a family, a labour office and a social welfare centre."""

    entity = "kontrakt"

    number: Text | None = Field(None, alias="numer", description="numer kontraktu")
    family: FamilyRef = Field(alias="rodzina", description="klucz rodziny")
    labour_office: InstitutionRef = Field(alias="pup", description="klucz urzędu pracy")
    welfare_centre: InstitutionRef = Field(alias="ops", description="klucz ośrodka pomocy społecznej")
    date: Day | None = Field(None, alias="data", description="data zawarcia")
    place: Text | None = Field(None, alias="miejscowosc", description="miejsce zawarcia")
    period: Period | None = Field(None, alias="okres", description="okres obowiązywania")
    main_goal: Text | None = Field(None, alias="cel_glowny", description="cel główny")
    goals: tuple[Text, ...] = Field((), alias="cele_szczegolowe", description="cele szczegółowe")
    diagnosis: Diagnosis | None = Field(None, alias="diagnoza", description="diagnoza")
    programme: FamilyProgramme | None = Field(None, alias="program", description="program rodzinny i opinia")
    commitments: tuple[Commitment, ...] = Field((), alias="zobowiazania", description="zobowiązania stron")
    basket: tuple[BasketItem, ...] = Field((), alias="koszyk", description="koszyk usług")
    carer: PersonField | None = Field(None, alias="opiekun", description="opiekun z MGI")
    meeting_days: Count | None = Field(None, alias="spotkania_co_dni", description="co ile dni spotkania")
    reviews: tuple[Day, ...] = Field((), alias="oceny", description="daty ocen")
