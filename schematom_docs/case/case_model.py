"""The whole case: everything one data file holds."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schematom_docs.case.agreement import Agreement, LetterOfIntent, ProgressNotice
from schematom_docs.case.contract import Contract
from schematom_docs.case.declaration import EmployerDeclaration
from schematom_docs.case.event import Certificate, Diploma, Event
from schematom_docs.case.family import Family
from schematom_docs.case.indicator import Indicator
from schematom_docs.case.institution import Institution
from schematom_docs.case.pack_data import PackData
from schematom_docs.case.person import Person
from schematom_docs.case.project import Project
from schematom_docs.case.record import Record
from schematom_docs.case.scalars import Text
from schematom_docs.case.service import Service
from schematom_docs.case.social_contract import Referral, SocialContract
from schematom_docs.case.team import Team
from schematom_docs.case.visit import StudyVisit, VisitContent
from schematom_docs.case.wordforms import WordForms


class TypeAnswers(Record):
    """Answers to the questions of one document type: for all its papers, and for single subjects."""

    common: dict[str, object] = Field(default_factory=dict, alias="wspolne", description="odpowiedzi wspólne")
    by_pack: dict[str, dict[str, object]] = Field(
        default_factory=dict, alias="pakiety", description="odpowiedzi pism przewodnich i okładek jednego pakietu"
    )
    by_subject: dict[str, dict[str, object]] = Field(
        default_factory=dict, alias="dla", description="odpowiedzi dla jednego klucza"
    )


class Case(Record):
    """One case: a project with its institutions, people and papers."""

    schema_version: Literal["1"] = Field(alias="schemat", description="wersja schematu danych: 1")
    pilot: Text = Field(alias="pilotaz", description="krótki identyfikator sprawy")
    description: Text | None = Field(None, alias="opis", description="opis sprawy")
    sample_data: tuple[Text, ...] = Field((), alias="dane_przykladowe", description="ścieżki danych przykładowych")
    project: Project = Field(alias="projekt", description="projekt")
    institutions: dict[str, Institution] = Field(alias="instytucje", description="instytucje")
    people: dict[str, Person] = Field(default_factory=dict, alias="osoby", description="osoby spoza rodzin")
    families: dict[str, Family] = Field(default_factory=dict, alias="rodziny", description="rodziny")
    participants: dict[str, Person] = Field(default_factory=dict, alias="uczestnicy", description="uczestnicy")
    teams: dict[str, Team] = Field(default_factory=dict, alias="zespoly", description="zespoły")
    services: dict[str, Service] = Field(default_factory=dict, alias="katalog_uslug", description="katalog usług")
    contracts: dict[str, Contract] = Field(default_factory=dict, alias="kontrakty", description="kontrakty")
    agreements: dict[str, Agreement] = Field(default_factory=dict, alias="porozumienia", description="porozumienia")
    letters: dict[str, LetterOfIntent] = Field(
        default_factory=dict, alias="listy_intencyjne", description="listy intencyjne"
    )
    notices: dict[str, ProgressNotice] = Field(default_factory=dict, alias="informacje", description="informacje")
    visits: dict[str, StudyVisit] = Field(default_factory=dict, alias="wizyty", description="wizyty studyjne")
    visits_together: VisitContent | None = Field(None, alias="wizyty_wspolne", description="o wszystkich przyjętych")
    events: dict[str, Event] = Field(default_factory=dict, alias="wydarzenia", description="wydarzenia")
    diplomas: dict[str, Diploma] = Field(default_factory=dict, alias="dyplomy", description="dyplomy")
    certificates: dict[str, Certificate] = Field(
        default_factory=dict, alias="zaswiadczenia", description="zaświadczenia"
    )
    indicators: dict[str, Indicator] = Field(default_factory=dict, alias="wskazniki", description="wskaźniki")
    social_contracts: dict[str, SocialContract] = Field(
        default_factory=dict, alias="kontrakty_socjalne", description="kontrakty socjalne"
    )
    referrals: dict[str, Referral] = Field(default_factory=dict, alias="skierowania", description="skierowania")
    declarations: dict[str, EmployerDeclaration] = Field(
        default_factory=dict, alias="deklaracje_pracodawcow", description="deklaracje pracodawców"
    )
    answers: dict[str, TypeAnswers] = Field(
        default_factory=dict, alias="dokumenty", description="odpowiedzi na pytania formularzy"
    )
    packs: dict[str, dict[str, PackData]] = Field(
        default_factory=dict, alias="pakiety", description="pliki dołączone do pakietów: przepis, klucz podmiotu"
    )
    word_forms: dict[str, WordForms] = Field(default_factory=dict, alias="odmiany", description="zatwierdzone formy")
