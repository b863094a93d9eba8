"""Form definitions: one document type each, as forms/*.yaml says it."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, PlainValidator, Tag, model_validator

from schematom_docs.case.datafault import refusal
from schematom_docs.case.question import Question
from schematom_docs.case.record import Record
from schematom_docs.case.scalars import Count, Text, YesNo, as_count, as_text

ONE_PER_PARTY = "po_jednym_dla_strony"


def _as_copies(value: object) -> int | str:
    text = as_text(value)
    if text == ONE_PER_PARTY:
        return text
    count = as_count(text)
    if count < 1:
        raise refusal("egzemplarzy musi być co najmniej jeden", f"Wpisz liczbę albo „{ONE_PER_PARTY}”.")
    return count


Copies = Annotated[int | str, PlainValidator(_as_copies)]


class Subject(Record):
    """What a paper is about: one entity of a collection of the case."""

    collection: Text = Field(alias="z", description="dział danych sprawy, np. kontrakty")
    name: Text = Field(alias="jako", description="nazwa w szablonie, np. kontrakt")
    where: dict[str, Text] = Field(default_factory=dict, alias="gdzie", description="tylko pozycje z taką wartością")


class Rule(Record):
    """What must hold between answers: a Jinja expression over the answers and the case, or over each row of a table."""

    condition: Text = Field(alias="warunek", description="wyrażenie, które ma być prawdziwe")
    message: Text = Field(alias="komunikat", description="co jest źle, gdy nie jest")
    remedy: Text | None = Field(None, alias="rada", description="co zrobić")
    where: Text | None = Field(None, alias="pole", description="pytanie, przy którym pokazać komunikat")
    rows: Text | None = Field(None, alias="wiersze", description="tabela, której każdy „wiersz” ma spełnić warunek")


class PartySource(Record):
    """Parties taken from one path, with the least number of them."""

    path: Text = Field(alias="z", description="ścieżka listy stron")
    at_least: Count = Field(1, alias="co_najmniej", description="najmniejsza liczba stron")


class SignatureSlot(Record):
    """Where someone signs: a named slot, or one slot for each party."""

    slot: Text | None = Field(None, alias="slot", description="klucz miejsca na podpis")
    who: Text | None = Field(None, alias="kto", description="ścieżka strony, instytucji, rodziny albo osoby")
    each: Literal["strona"] | None = Field(None, alias="kazda", description="„strona”: miejsce dla każdej strony")
    on_day: Literal["data"] | None = Field(None, alias="na_dzien", description="„data”: urzędujący w dniu dokumentu")
    role: Text | None = Field(None, alias="rola", description="w jakiej roli podpisuje")
    description: Text | None = Field(None, alias="opis", description="napis pod kreską")
    person_needed: YesNo = Field(True, alias="osoba_wymagana", description="osoba musi być znana z danych")
    condition: Text | None = Field(None, alias="gdy", description="tylko, gdy ta ścieżka ma wartość")

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        if self.each is None and (self.slot is None or self.who is None):
            raise refusal("miejsce na podpis potrzebuje pól „slot” i „kto”", "Dopisz je albo wpisz „kazda: strona”.")
        return self


class Annex(Record):
    """An annex named by the paper."""

    title: Text = Field(alias="tytul", description="tytuł załącznika")
    condition: Text | None = Field(None, alias="gdy", description="tylko, gdy ta ścieżka ma wartość")
    inside: YesNo = Field(False, alias="w_dokumencie", description="stoi w samym dokumencie, nie jest częścią pakietu")


class Numbering(Record):
    """Numbers that the program gives when the paper is released: a series of each case, unique and without gaps."""

    series: Text = Field(alias="seria", description="nazwa serii w sprawie, np. kontrakty")
    field: Text = Field(alias="pole", description="pytanie o numer, np. kontrakt.numer")
    pattern: Text = Field("{n}/{rok}", alias="wzor", description="postać numeru: {n} i, gdy seria jest roczna, {rok}")
    within: Text | None = Field(None, alias="wedlug", description="osobna seria dla każdej wartości tej ścieżki")

    @model_validator(mode="after")
    def _can_be_printed(self) -> Self:
        if self.pattern.count("{n}") != 1 or self.pattern.count("{rok}") > 1:
            raise refusal("wzór numeru musi mieć raz „{n}” i najwyżej raz „{rok}”", 'Np. "{n}/{rok}".')
        if re.search(r"[{}]", self.pattern.replace("{n}", "").replace("{rok}", "")):
            raise refusal("wzór numeru zna tylko {n} i {rok}", 'Np. "{n}/{rok}".')
        return self


class PackRole(Record):
    """Where the paper stands in a pack."""

    pack: Text = Field(alias="pakiet", description="przepis na pakiet")
    order: Count = Field(alias="kolejnosc", description="kolejność")
    required: YesNo = Field(False, alias="wymagane", description="pakiet bez niego jest niekompletny")
    annex: YesNo = Field(False, alias="zalacznik", description="w spisie stoi jako załącznik")


def _shape(value: object) -> str:
    return "<zestaw>" if isinstance(value, dict) else "<lista>"


Parties = Annotated[
    Annotated[PartySource, Tag("<zestaw>")] | Annotated[tuple[Text, ...], Tag("<lista>")], Discriminator(_shape)
]
Signatures = Annotated[
    Annotated[SignatureSlot, Tag("<zestaw>")] | Annotated[tuple[SignatureSlot, ...], Tag("<lista>")],
    Discriminator(_shape),
]


class FormDefinition(Record):
    """One document type."""

    type_id: Text = Field(alias="typ", description="typ dokumentu, taki jak nazwa pliku")
    name: Text = Field(alias="nazwa", description="nazwa dokumentu")
    title: Text = Field(alias="tytul", description="tytuł drukowany, z {ścieżkami}")
    footer: Text | None = Field(None, alias="stopka", description="oznaczenie w stopce, z {ścieżkami}")
    catalogue_row: Count | None = Field(None, alias="lp", description="wiersz katalogu dokumentów")
    pilots: tuple[Text, ...] = Field((), alias="pilotaze", description="pilotaże, które potrzebują dokumentu")
    template: Text = Field(alias="szablon", description="plik szablonu")
    templates_by: dict[str, Text] = Field(
        default_factory=dict, alias="szablony_wg", description="szablon zależny od pola"
    )
    subject: Subject | None = Field(None, alias="dotyczy", description="czego dotyczy; bez tego: całej sprawy")
    needs: tuple[Text, ...] = Field((), alias="wymaga", description="ścieżki, które muszą mieć wartość")
    questions: tuple[Question, ...] = Field((), alias="pytania", description="pytania")
    parties: Parties = Field((), alias="strony", description="strony")
    signatures: Signatures = Field((), alias="podpisy", description="podpisy")
    copies: Copies = Field(1, alias="egzemplarze", description="liczba egzemplarzy albo po_jednym_dla_strony")
    annexes: tuple[Annex, ...] = Field((), alias="zalaczniki", description="załączniki")
    legal_bases: tuple[Text, ...] = Field((), alias="podstawy", description="klucze podstaw prawnych")
    sections: tuple[Text, ...] = Field((), alias="sekcje", description="części formularza w ich kolejności")
    rules: tuple[Rule, ...] = Field((), alias="reguly", description="zależności między odpowiedziami")
    fillable: YesNo = Field(False, alias="pdf_do_wypelnienia", description="czy robić PDF do wypełnienia")
    numbering: Numbering | None = Field(None, alias="numeracja", description="numer nadawany przy wydaniu")
    pack_roles: tuple[PackRole, ...] = Field((), alias="role_w_pakietach", description="miejsce w pakietach")

    @property
    def template_files(self) -> tuple[str, ...]:
        """Return every template file the form may use, the ordinary one first."""
        return tuple(
            dict.fromkeys((self.template, *(name for key, name in self.templates_by.items() if key != "pole")))
        )

    @property
    def slots(self) -> tuple[SignatureSlot, ...]:
        """Return the signature slots as a tuple, however they were written."""
        return (self.signatures,) if isinstance(self.signatures, SignatureSlot) else self.signatures

    @property
    def party_paths(self) -> tuple[str, ...]:
        """Return the paths the parties come from."""
        return (self.parties.path,) if isinstance(self.parties, PartySource) else self.parties

    @property
    def own_questions(self) -> tuple[Question, ...]:
        """Return the questions whose answers are the paper's own: `dokument.<pole>`."""
        return tuple(item for item in self.questions if not item.is_fact)

    @property
    def fact_questions(self) -> tuple[Question, ...]:
        """Return the questions that ask for facts of the case."""
        return tuple(item for item in self.questions if item.is_fact)

    def question(self, name: str) -> Question | None:
        """Return the question whose answer is called `name`."""
        return next((item for item in self.questions if item.name == name), None)
