"""Funding programmes: their marks in order, their sentence; data of forms/dane/programy.yaml."""

from __future__ import annotations

from pydantic import Field

from schematom_docs.case.record import Record
from schematom_docs.case.scalars import Day, Text, YesNo


class Mark(Record):
    """One mark of the publicity strip."""

    file: Text = Field(alias="plik", description="plik graficzny w folderze znaków")
    name: Text = Field(alias="nazwa", description="nazwa znaku")
    description: Text = Field(alias="opis", description="tekst zastępczy (alternatywny)")


class Programme(Record):
    """A funding programme."""

    name: Text = Field(alias="nazwa", description="pełna nazwa")
    short_name: Text | None = Field(None, alias="skrot", description="skrót")
    european: YesNo = Field(alias="ue", description="środki Unii Europejskiej")
    marks: tuple[Mark, ...] = Field((), alias="znaki", description="znaki od lewej do prawej")
    funding_sentence: Text | None = Field(None, alias="zdanie_o_finansowaniu", description="zdanie o finansowaniu")
    slogan: Text | None = Field(None, alias="haslo", description="hasło")
    start: Day | None = Field(None, alias="od", description="od kiedy")
    end: Day | None = Field(None, alias="do", description="do kiedy")
