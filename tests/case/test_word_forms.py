"""Approved forms held against the case: entries that nothing uses, entries of the wrong sex."""

from __future__ import annotations

from pathlib import Path

import pytest

from schematom_docs.case import load_case
from schematom_docs.errors import Fault
from schematom_docs.workflow.unused_approvals import unused_approvals
from tests.case.small_case import CASE_FILE, ROOT, faults_of, reference, spoiled

ENTRY = "  Jan Wzorcowy:"
TEMPLATES = ROOT / "templates" / "pl"


def test_the_entry_these_tests_change_is_there() -> None:
    assert CASE_FILE.read_text(encoding="utf-8").count(ENTRY) == 1


def unused(folder: Path, heading: str) -> list[Fault]:
    path = spoiled(folder, (ENTRY, f'  "{heading}":'))
    return unused_approvals(load_case(path, reference=reference()), TEMPLATES)


@pytest.mark.parametrize("heading", ["Jan Wzorcowi", "Barbara Nieznana", "Powiatowy Urząd Pracy w Turku", "Wzorc"])
def test_an_entry_that_nothing_uses_is_told_with_its_place_and_a_remedy(heading: str, tmp_path: Path) -> None:
    faults = unused(tmp_path, heading)
    assert [(fault.reason, fault.warning) for fault in faults] == [("nic w sprawie nie używa tego wpisu.", True)]
    assert faults[0].place.startswith("sprawa.yaml, wiersz ") and "odmiany" in faults[0].place
    assert "usuń wpis" in faults[0].remedy


@pytest.mark.parametrize(
    "heading",
    [
        "Jan Wzorcowy",
        "Wzorcowy",
        "Państwo Próbni",
        "Rodzina",
        "Powiatowy Urząd Pracy w Próbnej",
        "Dyrektor",
        "Próbna",
        "Powiatowy Zespół Koordynujący Współpracę",
    ],
)
def test_an_entry_of_a_name_a_family_a_place_or_words_of_a_template_is_used(heading: str, tmp_path: Path) -> None:
    assert unused(tmp_path, heading) == []


def test_approved_forms_of_the_other_sex_are_a_fault_at_the_entry(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, (f"{ENTRY} {{", f"{ENTRY} {{plec: k, "))
    assert [(fault.reason, fault.warning) for fault in faults] == [
        ("płeć wpisu jest inna niż płeć osoby w danych.", False)
    ]
    assert faults[0].place.startswith("sprawa.yaml, wiersz ") and faults[0].place.endswith("plec")
    assert "Wzorcow" not in str(faults[0])


def test_approved_forms_of_the_same_sex_are_right(tmp_path: Path) -> None:
    assert faults_of(tmp_path, (f"{ENTRY} {{", f"{ENTRY} {{plec: m, ")) == []
