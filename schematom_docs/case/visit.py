"""Study visits, out and in."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schematom_docs.case.period import Period
from schematom_docs.case.person import Person
from schematom_docs.case.record import InstitutionRef, PersonRef, Record, VisitRef
from schematom_docs.case.scalars import Text


class VisitUnit(Record):
    """A town or powiat that was visited or came; the seat of a powiat is not its name."""

    name: Text = Field(alias="nazwa", description="nazwa")
    kind: Literal["miasto", "powiat", "gmina", "inne"] = Field(
        alias="rodzaj", description="miasto, powiat, gmina, inne"
    )
    seat: Text | None = Field(None, alias="siedziba", description="siedziba, gdy inna niż nazwa")


class VisitStop(Record):
    """A place shown during a visit; `only_for` names the visits it was shown to."""

    name: Text = Field(alias="nazwa", description="nazwa miejsca")
    description: Text | None = Field(None, alias="opis", description="opis")
    region: Text | None = Field(None, alias="wojewodztwo", description="województwo")
    only_for: tuple[VisitRef, ...] = Field((), alias="dla", description="klucze wizyt, których dotyczy")


class VisitPerson(Person):
    """Somebody of the other side of a visit, of an institution the case does not hold."""

    institution: Text = Field(alias="z_instytucji", description="instytucja albo zespół, w mianowniku")


class VisitContent(Record):
    """What may be said of one visit or of all visits received."""

    guests: tuple[Text, ...] = Field((), alias="sklad_gosci", description="kto przyjechał")
    hosts: tuple[Text, ...] = Field((), alias="gospodarze", description="kto przyjmował")
    themes: tuple[Text, ...] = Field((), alias="tematy", description="tematy")
    conclusions: tuple[Text, ...] = Field((), alias="wnioski", description="wnioski")
    stops: tuple[VisitStop, ...] = Field((), alias="miejsca", description="odwiedzone miejsca")
    meetings: tuple[Text, ...] = Field((), alias="spotkania", description="z kim się spotkano")
    experience: Text | None = Field(None, alias="doswiadczenia", description="jakie doświadczenia zebrano")


class StudyVisit(VisitContent):
    """One study visit."""

    entity = "wizyta"

    direction: Literal["wyjazdowa", "przyjazdowa"] = Field(alias="kierunek", description="wyjazdowa albo przyjazdowa")
    period: Period = Field(alias="okres", description="dni wizyty")
    units: tuple[VisitUnit, ...] = Field((), alias="jednostki", description="jednostki odwiedzane albo goszczące")
    region: Text | None = Field(None, alias="wojewodztwo", description="województwo")
    leader: InstitutionRef | None = Field(None, alias="lider", description="klucz instytucji prowadzącej")
    aim: Text | None = Field(None, alias="cel", description="cel w mianowniku")
    own_people: tuple[PersonRef, ...] = Field((), alias="uczestnicy", description="kto bierze udział z osób sprawy")
    other_side: tuple[VisitPerson, ...] = Field(
        (), alias="druga_strona", description="goście albo gospodarze spoza danych sprawy"
    )
