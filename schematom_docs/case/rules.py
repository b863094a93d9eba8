"""Rules between the parts of a case; each gives findings, all run on every check."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from schematom_docs.case.case_model import Case
from schematom_docs.case.source import SourceData
from schematom_docs.case.validation import Finding

Rule = Callable[[Case, SourceData], Iterable[Finding]]
RULES: tuple[Rule, ...] = ()


def broken_rules(case: Case, source: SourceData) -> list[Finding]:
    """Return the findings of every rule."""
    return [finding for rule in RULES for finding in rule(case, source)]
