"""The registry: every rule of the proofreader, in the order in which a person would look."""

from __future__ import annotations

from schematom_docs.polish.proofreading import (
    abbreviations,
    agreement,
    amounts,
    calendar,
    counting,
    dashes,
    government,
    leftovers,
    project,
    punctuation,
    quotes,
    spacing,
    wording,
)
from schematom_docs.polish.proofreading.passage import Rule

RULES: tuple[Rule, ...] = (
    *spacing.RULES,
    *quotes.RULES,
    *dashes.RULES,
    *abbreviations.RULES,
    *calendar.RULES,
    *amounts.RULES,
    *counting.RULES,
    *government.RULES,
    *agreement.RULES,
    *punctuation.RULES,
    *wording.RULES,
    *project.RULES,
    *leftovers.RULES,
)
