"""Events, diplomas, certificates, publications."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schematom_docs.case.period import Period
from schematom_docs.case.record import EventRef, FamilyRef, InstitutionRef, PersonRef, Record
from schematom_docs.case.scalars import Count, Day, Hour, Text


class Event(Record):
    """A conference, meeting or trip."""

    entity = "wydarzenie"

    name: Text = Field(alias="nazwa", description="nazwa")
    kind: Text | None = Field(None, alias="rodzaj", description="rodzaj, np. konferencja")
    date: Day | None = Field(None, alias="data", description="data")
    period: Period | None = Field(None, alias="okres", description="okres, gdy trwa dłużej niż dzień, np. wyjazd")
    hour: Hour | None = Field(None, alias="godzina", description="godzina rozpoczęcia, np. 10:00")
    venue: Text | None = Field(None, alias="miejsce", description="miejsce")
    place: Text | None = Field(None, alias="miejscowosc", description="miejscowość")
    organiser: InstitutionRef | None = Field(None, alias="organizator", description="klucz instytucji")
    description: Text | None = Field(None, alias="opis", description="opis")
    gifts: Text | None = Field(None, alias="upominki", description="upominki")


class Diploma(Record):
    """A diploma for a person, a family or an institution."""

    entity = "dyplom"

    variant: Literal["dorosly", "dziecko", "rodzina", "instytucja"] = Field(alias="wariant", description="dla kogo")
    person: PersonRef | None = Field(None, alias="osoba", description="osoba")
    family: FamilyRef | None = Field(None, alias="rodzina", description="klucz rodziny")
    institution: InstitutionRef | None = Field(None, alias="instytucja", description="klucz instytucji")
    event: EventRef | None = Field(None, alias="wydarzenie", description="klucz wydarzenia")
    merit: Text | None = Field(None, alias="za_co", description="za co (biernik po „za”)")
    number: Text | None = Field(None, alias="numer", description="numer")
    date: Day | None = Field(None, alias="data", description="data")
    place: Text | None = Field(None, alias="miejscowosc", description="miejscowość")
    signers: tuple[InstitutionRef, ...] = Field(alias="podpisuja", description="instytucje, które podpisują (1–3)")


class Certificate(Record):
    """A certificate of taking part in the project or of completing a course."""

    entity = "zaswiadczenie"

    number: Text | None = Field(None, alias="numer", description="numer")
    person: PersonRef = Field(alias="osoba", description="osoba")
    kind: Literal["udzial", "kurs"] = Field(alias="rodzaj", description="udział w projekcie albo kurs")
    name: Text | None = Field(None, alias="nazwa", description="nazwa kursu albo formy wsparcia")
    hours: Count | None = Field(None, alias="godzin", description="liczba godzin")
    period: Period | None = Field(None, alias="okres", description="okres")
    issuer: InstitutionRef = Field(alias="wystawca", description="klucz instytucji")
    date: Day | None = Field(None, alias="data", description="data wystawienia")
    place: Text | None = Field(None, alias="miejscowosc", description="miejscowość")


class Publication(Record):
    """What the press or a website wrote."""

    title: Text | None = Field(None, alias="tytul", description="tytuł")
    author: Text | None = Field(None, alias="autor", description="autor")
    date: Day | None = Field(None, alias="data", description="data publikacji")
    hour: Hour | None = Field(None, alias="godzina", description="godzina")
    views: Count | None = Field(None, alias="odslon", description="liczba odsłon")
    source: Text | None = Field(None, alias="zrodlo", description="źródło")
