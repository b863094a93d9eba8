"""Modules as people write them: an alias is accepted with a warning, an unknown word is a fault."""

from __future__ import annotations

from collections.abc import Iterator

from schematom_docs.case.case_model import Case
from schematom_docs.case.modules import module_id
from schematom_docs.case.reference import ReferenceData
from schematom_docs.case.source import DataPath
from schematom_docs.case.suggestion import did_you_mean
from schematom_docs.case.validation import Finding


def written_modules(case: Case) -> Iterator[tuple[DataPath, str]]:
    """Yield every support module as it was written, with its path."""
    for key, service in case.services.items():
        yield ("katalog_uslug", key, "modul"), service.module
    for key, contract in case.contracts.items():
        for index, item in enumerate(contract.commitments):
            if item.module:
                yield ("kontrakty", key, "zobowiazania", index, "modul"), item.module


def unknown_modules(case: Case, reference: ReferenceData) -> list[Finding]:
    """Return a finding for each module nobody knows."""
    return [
        Finding(path, f"nie ma modułu „{written}”.", did_you_mean(written, reference.modules))
        for path, written in written_modules(case)
        if module_id(reference.modules, written)[0] is None
    ]


def aliased_modules(case: Case, reference: ReferenceData) -> list[Finding]:
    """Return a warning for each module written by an alias, with its proper name."""
    findings = []
    for path, written in written_modules(case):
        found, is_alias = module_id(reference.modules, written)
        if is_alias:
            findings.append(
                Finding(
                    path,
                    f"„{written}” to inny zapis modułu „{found}”; przyjmuję go.",
                    f"Wpisz „{found}”, żeby w papierach i danych było jednakowo.",
                    warning=True,
                )
            )
    return findings
