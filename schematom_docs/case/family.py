"""Families of the pilot."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from schematom_docs.case.address import Address
from schematom_docs.case.datafault import refusal
from schematom_docs.case.person import FamilyMember
from schematom_docs.case.record import Record
from schematom_docs.case.scalars import Count, Money, Text
from schematom_docs.case.wordforms import WordForms


class Family(Record):
    """A family under its surname, or under several when its members bear different ones."""

    entity = "rodzina"

    surname: Text | None = Field(None, alias="nazwisko", description="nazwisko rodziny")
    surnames: tuple[Text, ...] = Field((), alias="nazwiska", description="nazwiska, gdy jest ich kilka")
    municipality: Text | None = Field(None, alias="gmina", description="gmina")
    address: Address | None = Field(None, alias="adres", description="adres rodziny")
    stages: tuple[Count, ...] = Field((), alias="etapy", description="etapy pilotażu, w których bierze udział")
    support_limit: Money | None = Field(None, alias="limit_wsparcia", description="największa kwota wsparcia")
    members: dict[str, FamilyMember] = Field(alias="czlonkowie", description="członkowie rodziny")
    forms: WordForms | None = Field(None, alias="odmiany", description="zatwierdzone formy nazwiska rodziny")

    @model_validator(mode="after")
    def _named(self) -> Self:
        if self.surname is None and not self.surnames:
            raise refusal("rodzina nie ma nazwiska", "Dopisz pole „nazwisko” albo listę „nazwiska”.")
        return self

    @property
    def all_surnames(self) -> tuple[str, ...]:
        """Return the surnames the family is called by, at least one."""
        return self.surnames or ((self.surname,) if self.surname else ())
