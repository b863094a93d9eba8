"""Cooperation agreements, letters of intent and notices on progress."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from schematom_docs.case.period import Period
from schematom_docs.case.person import Delegate
from schematom_docs.case.record import InstitutionRef, Record
from schematom_docs.case.scalars import Count, Day, Money, Text


class Payment(Record):
    """Who pays how much."""

    amount: Money = Field(alias="kwota", description="kwota")
    payer: InstitutionRef | None = Field(None, alias="platnik", description="kto płaci")


def _financing_shape(value: object) -> str:
    return "<tekst>" if isinstance(value, str) else "<kwota>"


Financing = Annotated[
    Annotated[Literal["bez_zobowiazan"], Tag("<tekst>")] | Annotated[Payment, Tag("<kwota>")],
    Discriminator(_financing_shape),
]


class Delegation(Record):
    """How many people an institution sends to the teams."""

    institution: InstitutionRef = Field(alias="instytucja", description="klucz instytucji")
    coordination_team: Count | None = Field(None, alias="pzkw", description="liczba osób w PZKW")
    mobile_team: Count | None = Field(None, alias="mgi", description="liczba osób w MGI")


class Agreement(Record):
    """A cooperation agreement of two or more institutions."""

    entity = "porozumienie"

    number: Text | None = Field(None, alias="numer", description="numer porozumienia")
    date: Day | None = Field(None, alias="data", description="data zawarcia")
    place: Text | None = Field(None, alias="miejscowosc", description="miejsce zawarcia")
    parties: tuple[InstitutionRef, ...] = Field(alias="strony", description="klucze instytucji")
    period: Period | None = Field(None, alias="okres", description="okres obowiązywania")
    notice_days: Count | None = Field(None, alias="wypowiedzenie_dni", description="okres wypowiedzenia w dniach")
    financing: Financing | None = Field(None, alias="finansowanie", description="bez_zobowiazan albo kwota i płatnik")
    coordinators: tuple[Delegate, ...] = Field((), alias="koordynatorzy", description="koordynatorzy i kontakty")
    delegations: tuple[Delegation, ...] = Field((), alias="delegowani", description="ile osób do PZKW i MGI")


class LetterOfIntent(Record):
    """A letter of intent of one institution and the leader."""

    entity = "list_intencyjny"

    institution: InstitutionRef = Field(alias="instytucja", description="klucz instytucji")
    number: Text | None = Field(None, alias="numer", description="numer listu")
    date: Day | None = Field(None, alias="data", description="data")
    place: Text | None = Field(None, alias="miejscowosc", description="miejscowość")
    scope: tuple[Text, ...] = Field((), alias="zakres", description="zakres współpracy w dopełniaczu")
    valid_until: Day | None = Field(None, alias="wazny_do", description="do kiedy ważny")


class ProgressNotice(Record):
    """A notice on progress: one of a numbered series without gaps."""

    entity = "informacja"

    number: Count = Field(alias="numer", description="numer informacji")
    date: Day | None = Field(None, alias="data", description="data")
    place: Text | None = Field(None, alias="miejscowosc", description="miejscowość")
    cut_off: Day | None = Field(None, alias="stan_na", description="dzień, na który liczone są liczby")
    addressee: InstitutionRef | None = Field(None, alias="adresat", description="klucz instytucji")
    stage: Count | None = Field(None, alias="etap", description="etap pilotażu")
