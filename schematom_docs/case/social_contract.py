"""The statutory social contract and the referral to a social integration club."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schematom_docs.case.period import Period
from schematom_docs.case.person import Person
from schematom_docs.case.record import InstitutionRef, PersonRef, Record, SocialContractRef
from schematom_docs.case.scalars import Day, Text


class Situation(Record):
    """Assessment: causes, possibilities, limits."""

    causes: tuple[Text, ...] = Field((), alias="przyczyny", description="przyczyny trudnej sytuacji")
    possibilities: tuple[Text, ...] = Field((), alias="mozliwosci", description="możliwości")
    limits: tuple[Text, ...] = Field((), alias="ograniczenia", description="ograniczenia")


class Action(Record):
    """An action agreed in the contract."""

    actor: Literal["osoba", "pracownik", "osrodek"] = Field(alias="kto", description="osoba, pracownik albo osrodek")
    text: Text = Field(alias="tresc", description="treść działania")
    deadline: Day | None = Field(None, alias="termin", description="termin")


class SocialContract(Record):
    """A social contract, type A (hard situation) or B (activity and work)."""

    entity = "kontrakt_socjalny"

    number: Text | None = Field(None, alias="numer", description="numer")
    case_reference: Text | None = Field(None, alias="znak_sprawy", description="znak sprawy")
    type: Literal["A", "B"] = Field(alias="typ", description="typ A albo B")
    person: PersonRef = Field(alias="osoba", description="osoba")
    centre: InstitutionRef = Field(alias="osrodek", description="klucz ośrodka pomocy społecznej")
    social_worker: Person | None = Field(None, alias="pracownik_socjalny", description="pracownik socjalny")
    date: Day | None = Field(None, alias="data", description="data zawarcia")
    place: Text | None = Field(None, alias="miejscowosc", description="miejscowość")
    period: Period | None = Field(None, alias="okres", description="okres")
    situation: Situation | None = Field(None, alias="sytuacja", description="ocena sytuacji")
    main_goals: tuple[Text, ...] = Field((), alias="cele_glowne", description="cele główne")
    goals: tuple[Text, ...] = Field((), alias="cele_szczegolowe", description="cele szczegółowe")
    actions: tuple[Action, ...] = Field((), alias="dzialania", description="działania")
    reviews: tuple[Day, ...] = Field((), alias="oceny", description="daty ocen")


class Referral(Record):
    """A referral to a social integration club."""

    entity = "skierowanie"

    number: Text | None = Field(None, alias="numer", description="numer")
    case_reference: Text | None = Field(None, alias="znak_sprawy", description="znak sprawy")
    person: PersonRef = Field(alias="osoba", description="osoba")
    contract: SocialContractRef | None = Field(None, alias="kontrakt", description="klucz kontraktu socjalnego")
    club: InstitutionRef = Field(alias="kis", description="klucz klubu integracji społecznej")
    referrer: InstitutionRef = Field(alias="kieruje", description="klucz ośrodka, który kieruje")
    period: Period | None = Field(None, alias="okres", description="okres")
    date: Day | None = Field(None, alias="data", description="data")
    place: Text | None = Field(None, alias="miejscowosc", description="miejscowość")
    classes: tuple[Text, ...] = Field((), alias="zajecia", description="zajęcia")
