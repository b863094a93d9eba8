"""Indicators with exact thresholds."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

from pydantic import Field

from schematom_docs.case.record import Record
from schematom_docs.case.scalars import Count, Percent, Text


class Indicator(Record):
    """An indicator of a project: group, threshold in percent, baseline, result."""

    entity = "wskaznik"

    name: Text = Field(alias="nazwa", description="nazwa")
    dimension: Literal["zatrudnieniowy", "spoleczny", "inny"] = Field(alias="wymiar", description="wymiar")
    group: Count | None = Field(None, alias="grupa", description="ile osób liczy grupa")
    threshold_percent: Percent | None = Field(None, alias="prog_procent", description="próg w procentach")
    typed_threshold: Count | None = Field(None, alias="prog_liczba", description="próg w osobach (do sprawdzenia)")
    baseline: Count | None = Field(None, alias="wartosc_bazowa", description="wartość bazowa")
    result: Count | None = Field(None, alias="wynik", description="wynik")
    measure: Text | None = Field(None, alias="miara", description="co się liczy")
    evidence: tuple[Text, ...] = Field((), alias="potwierdzenie", description="czym się potwierdza")

    @property
    def threshold(self) -> int | None:
        """Return the least whole number of persons that reaches the threshold: 60% of 12 is 8."""
        if self.group is None or self.threshold_percent is None:
            return self.typed_threshold
        return math.ceil(self.group * Fraction(self.threshold_percent) / 100)

    @property
    def share(self) -> Decimal | None:
        """Return the result in percent of the baseline, else of the group, to one decimal: 6 of 16 is 37.5."""
        whole = self.baseline or self.group
        if self.result is None or not whole:
            return None
        return (Decimal(self.result * 100) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
