"""Employers' declarations."""

from __future__ import annotations

from pydantic import Field

from schematom_docs.case.period import Period
from schematom_docs.case.record import InstitutionRef, Record
from schematom_docs.case.scalars import Count, Day, Text, WorkingTime


class EmployerDeclaration(Record):
    """How many persons an employer will employ, at what share of full time, for how long."""

    entity = "deklaracja"

    employer: InstitutionRef = Field(alias="pracodawca", description="klucz pracodawcy")
    number: Text | None = Field(None, alias="numer", description="numer")
    persons: Count = Field(alias="liczba_osob", description="ile osób")
    position: Text | None = Field(None, alias="stanowisko", description="stanowisko")
    working_time: WorkingTime = Field(alias="wymiar", description="wymiar etatu, np. 1/2")
    period: Period | None = Field(None, alias="okres", description="okres zatrudnienia")
    months: Count | None = Field(None, alias="miesiecy", description="liczba miesięcy")
    form: Text | None = Field(None, alias="forma", description="forma umowy w dopełniaczu")
    date: Day | None = Field(None, alias="data", description="data")
    place: Text | None = Field(None, alias="miejscowosc", description="miejscowość")
