"""Approved word forms of a name, as someone in the office confirmed them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schematom_docs.case.record import Record
from schematom_docs.case.scalars import Day, Text, YesNo


class PluralForms(Record):
    """Plural forms of one name; only the cases that differ from the proposed ones need be given."""

    nominative: Text | None = Field(None, alias="mianownik", description="mianownik")
    genitive: Text | None = Field(None, alias="dopelniacz", description="dopełniacz")
    dative: Text | None = Field(None, alias="celownik", description="celownik")
    accusative: Text | None = Field(None, alias="biernik", description="biernik")
    instrumental: Text | None = Field(None, alias="narzednik", description="narzędnik")
    locative: Text | None = Field(None, alias="miejscownik", description="miejscownik")
    vocative: Text | None = Field(None, alias="wolacz", description="wołacz")


class WordForms(PluralForms):
    """Forms of one name in the singular, with those of the plural, and who approved them, when, by which dictionary."""

    gender: Literal["k", "m"] | None = Field(None, alias="plec", description="płeć")
    grammatical_gender: Literal["meski", "zenski", "nijaki", "mnogi"] | None = Field(
        None, alias="rodzaj_gramatyczny", description="rodzaj nazwy instytucji: z nim zgadza się „zwany”, „zwana”"
    )
    undeclined: YesNo | None = Field(None, alias="nieodmienne", description="nie odmienia się")
    plural: PluralForms | None = Field(None, alias="liczba_mnoga", description="formy liczby mnogiej")
    edition: Text | None = Field(None, alias="slownik", description="wydanie słownika, z którym zatwierdzono formy")
    approved_on: Day | None = Field(None, alias="data_zatwierdzenia", description="dzień zatwierdzenia")
    approved_by: Text | None = Field(None, alias="zatwierdzil", description="kto zatwierdził")
