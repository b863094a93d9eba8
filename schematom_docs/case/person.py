"""Persons: participants, family members, representatives of institutions, members of teams."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from schematom_docs.case import identifiers
from schematom_docs.case.address import Address
from schematom_docs.case.record import InstitutionRef, Record
from schematom_docs.case.scalars import Day, Email, Pesel, Phone, Text, YesNo
from schematom_docs.case.wordforms import WordForms
from schematom_docs.polish.genders import gender_by_first_name

ADULT_AGE = 18


class Person(Record):
    """A natural person. Sex may be left out when a PESEL is given; the same holds for the birth date."""

    entity = "osoba"

    first_name: Text = Field(alias="imie", description="imię")
    middle_name: Text | None = Field(None, alias="drugie_imie", description="drugie imię")
    surname: Text = Field(alias="nazwisko", description="nazwisko")
    typed_sex: Literal["k", "m"] | None = Field(None, alias="plec", description="płeć: k albo m")
    sex_confirmed: YesNo = Field(
        False, alias="plec_potwierdzona", description="płeć sprawdzona, choć imię albo PESEL wskazuje inną"
    )
    pesel: Pesel | None = Field(None, alias="pesel", description="PESEL")
    typed_birth_date: Day | None = Field(None, alias="data_urodzenia", description="data urodzenia")
    birth_place: Text | None = Field(None, alias="miejsce_urodzenia", description="miejsce urodzenia")
    address: Address | None = Field(None, alias="adres", description="adres zamieszkania")
    status: Text | None = Field(None, alias="status", description="status, np. bezrobotna")
    function: Text | None = Field(None, alias="funkcja", description="funkcja albo stanowisko")
    phone: Phone | None = Field(None, alias="telefon", description="telefon")
    email: Email | None = Field(None, alias="email", description="adres e-mail")
    forms: WordForms | None = Field(None, alias="odmiany", description="zatwierdzone formy imienia i nazwiska")

    @property
    def sex(self) -> str | None:
        """Return „k” or „m”: typed, else read from the PESEL, else told by the first name; else None."""
        return self.typed_sex or (identifiers.sex(self.pesel) if self.pesel else None) or self.sex_of_first_name

    @property
    def sex_of_first_name(self) -> str | None:
        """Return „k” or „m” of a first name that only women or only men bear, else None."""
        return {"f": "k", "m": "m"}.get(gender_by_first_name(self.first_name) or "")

    @property
    def birth_date(self) -> date | None:
        """Return the birth date, typed or read from the PESEL."""
        return self.typed_birth_date or (identifiers.birth_date(self.pesel) if self.pesel else None)

    def is_minor(self, day: date | None) -> bool:
        """Tell whether the person is under 18 on the day; False when it cannot be known."""
        born = self.birth_date
        if born is None or day is None:
            return False
        return (day.year - ADULT_AGE, day.month, day.day) < (born.year, born.month, born.day)


class FamilyMember(Person):
    """A member of a family with the role in it; only adults represent the family."""

    role: Literal["rodzic", "opiekun", "dziecko", "partner", "inny"] = Field(
        alias="rola", description="rola w rodzinie"
    )
    represents: YesNo = Field(False, alias="reprezentuje", description="podpisuje w imieniu rodziny")

    def is_minor(self, day: date | None) -> bool:
        """Tell whether the member is under 18; without a birth date or a day the role decides."""
        if self.birth_date is None or day is None:
            return self.role == "dziecko"
        return super().is_minor(day)


class Representative(Person):
    """Who may sign for an institution, on what authority and from when to when."""

    function: Text = Field(alias="funkcja", description="funkcja, np. Dyrektor")
    authority: Text | None = Field(None, alias="umocowanie", description="podstawa umocowania w dopełniaczu")
    start: Day | None = Field(None, alias="od", description="od kiedy")
    end: Day | None = Field(None, alias="do", description="do kiedy")

    def in_office(self, day: date) -> bool:
        """Tell whether the person may sign on the day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Delegate(Person):
    """A person sent by an institution: member of a team, contact, carer of a family."""

    institution: InstitutionRef | None = Field(None, alias="instytucja", description="klucz instytucji")
    start: Day | None = Field(None, alias="od", description="od kiedy")
    end: Day | None = Field(None, alias="do", description="do kiedy")
