"""Legal bases by date: the wording in force on the day of a document; data of forms/dane/podstawy_prawne.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pydantic import Field

from schematom_docs.case.record import Record
from schematom_docs.case.scalars import Day, Text, YesNo

RODO_FROM = date(2018, 5, 25)


class LegalBasis(Record):
    """One version of a legal basis, with the days on which it may be cited."""

    citation: Text = Field(alias="cytat", description="przytoczenie w dopełniaczu")
    published: Text | None = Field(
        None, alias="publikator", description="miejsce ogłoszenia, np. Dz. U. z 2025 r. poz. 620"
    )
    start: Day | None = Field(None, alias="od", description="od kiedy")
    end: Day | None = Field(None, alias="do", description="do kiedy")
    confirmed: YesNo = Field(alias="potwierdzone", description="potwierdzone w źródle")

    @property
    def full_citation(self) -> str:
        """Return the genitive citation with its publication in brackets."""
        return f"{self.citation} ({self.published})" if self.published else self.citation

    def in_force(self, day: date) -> bool:
        """Tell whether this version may be cited on the day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def version_on(versions: Sequence[LegalBasis], day: date) -> int | None:
    """Return the index of the version in force on the day, None when there is none."""
    return next((index for index, item in enumerate(versions) if item.in_force(day)), None)


def data_regime(day: date | None) -> str | None:
    """Return „rodo” or „uodo1997”: the law on personal data in force on the day; None without a day."""
    if day is None:
        return None
    return "rodo" if day >= RODO_FROM else "uodo1997"
