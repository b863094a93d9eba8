"""A case that has been read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from schematom_docs.case.case_model import Case
from schematom_docs.case.source import SourceData
from schematom_docs.case.validation import Finding
from schematom_docs.errors import Fault


@dataclass(frozen=True, slots=True)
class CheckedCase:
    """A case without faults. source: where each value stands in the file; warnings: what is accepted but odd;
    placeholders: what stands in the case, and in drafts, for numbers that are given at release."""

    case: Case
    source: SourceData
    warnings: tuple[Fault, ...] = ()
    folder: Path | None = None
    placeholders: tuple[str, ...] = ()


def located(source: SourceData, finding: Finding) -> Fault:
    """Return a finding as a fault with its place in the file."""
    return Fault(source.place(finding.path), finding.reason, finding.remedy, finding.warning)
