"""Institutions: legal entity, unit, seat, identifiers, representatives, file classification."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from schematom_docs.case.address import Address
from schematom_docs.case.person import Person, Representative
from schematom_docs.case.record import Record
from schematom_docs.case.scalars import Ade, Email, Krs, Nip, Nrb, PartialDate, Phone, Regon, Text
from schematom_docs.case.wordforms import WordForms

InstitutionKind = Literal[
    "pup", "pcpr", "ops", "gops", "mops", "starostwo", "urzad_gminy", "crzl", "ministerstwo", "organizacja",
    "przedsiebiorca", "cis", "kis", "fundacja", "szkola", "policja", "sad", "zdrowie", "inne",
]  # fmt: skip


class FileClass(Record):
    """One class of the file classification (JRWA), with its years of validity."""

    symbol: Text = Field(alias="symbol", description="symbol klasy, np. 4121")
    name: Text | None = Field(None, alias="nazwa", description="hasło klasyfikacyjne")
    category: Text | None = Field(None, alias="kategoria", description="kategoria archiwalna, np. B10")
    start: PartialDate | None = Field(None, alias="od", description="od kiedy")
    end: PartialDate | None = Field(None, alias="do", description="do kiedy")


class FileClassification(Record):
    """File classification of an institution."""

    unit: Text | None = Field(None, alias="komorka", description="symbol komórki organizacyjnej")
    classes: tuple[FileClass, ...] = Field((), alias="klasy", description="klasy wykazu akt")


class Institution(Record):
    """An institution; `legal_entity` is the powiat or gmina whose unit it is, absent for a legal person."""

    entity = "instytucja"

    name: Text = Field(alias="nazwa", description="pełna nazwa w mianowniku")
    short_name: Text | None = Field(None, alias="skrot", description="skrót używany po „zwanym dalej”")
    kind: InstitutionKind = Field(alias="rodzaj", description="rodzaj instytucji")
    legal_entity: Text | None = Field(None, alias="podmiot", description="osoba prawna, której jest jednostką")
    sector: Literal["publiczny", "spoleczny", "prywatny"] | None = Field(None, alias="sektor", description="sektor")
    seat: Text | None = Field(None, alias="siedziba", description="miejscowość siedziby")
    address: Address | None = Field(None, alias="adres", description="adres")
    nip: Nip | None = Field(None, alias="nip", description="NIP")
    regon: Regon | None = Field(None, alias="regon", description="REGON")
    krs: Krs | None = Field(None, alias="krs", description="numer KRS")
    account: Nrb | None = Field(None, alias="nrb", description="numer rachunku bankowego")
    phone: Phone | None = Field(None, alias="telefon", description="telefon")
    email: Email | None = Field(None, alias="email", description="adres e-mail")
    delivery_address: Ade | None = Field(None, alias="ade", description="adres do doręczeń elektronicznych")
    website: Text | None = Field(None, alias="strona_www", description="strona internetowa")
    representatives: tuple[Representative, ...] = Field((), alias="reprezentanci", description="kto podpisuje i kiedy")
    countersignature: Person | None = Field(None, alias="kontrasygnata", description="kto kontrasygnuje")
    file_classes: FileClassification | None = Field(None, alias="jrwa", description="jednolity rzeczowy wykaz akt")
    forms: WordForms | None = Field(None, alias="odmiany", description="zatwierdzone formy nazwy")

    def representative_on(self, day: date | None) -> Representative | None:
        """Return the first representative in office on the day; None when there is none or no day is known."""
        if day is None:
            return None
        return next((item for item in self.representatives if item.in_office(day)), None)
