"""Periods: agreed ones in days, planned ones also in months; either side may be open."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from schematom_docs.case.datafault import refusal
from schematom_docs.case.record import Record
from schematom_docs.case.scalars import Day, PartialDate


class Period(Record):
    """A period in days, both ends included; an absent end is open."""

    start: Day | None = Field(None, alias="od", description="pierwszy dzień")
    end: Day | None = Field(None, alias="do", description="ostatni dzień")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.end and self.start > self.end:
            raise refusal("okres kończy się, zanim się zacznie", "Zamień „od” i „do” albo popraw rok.")
        if self.start is None and self.end is None:
            raise refusal("okres nie ma początku ani końca", "Podaj „od” albo „do”, albo usuń cały okres.")
        return self

    def holds(self, day: date) -> bool:
        """Tell whether the day lies in the period."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class PlannedPeriod(Record):
    """A period known in days, months or years only."""

    start: PartialDate | None = Field(None, alias="od", description="początek: dzień, miesiąc albo rok")
    end: PartialDate | None = Field(None, alias="do", description="koniec: dzień, miesiąc albo rok")
