"""The papers of the example pilots, as the templates make them, pass the proofreader; a leftover name does not."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from schematom_docs.case import CheckedCase, load_case
from schematom_docs.errors import NotReleasableError
from schematom_docs.settings import load_settings
from schematom_docs.wiring import open_desk
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.inspection import Inspection, require_approved
from schematom_docs.workflow.issue import issue, issue_all
from schematom_docs.workflow.names import names_of, uncertain_names
from schematom_docs.workflow.packing import trial_papers
from schematom_docs.workflow.sets import paper_types, recipe_ids
from schematom_docs.workflow.strangers import paper_family, strangers_of
from tests.conftest import ROOT

PILOTS = ("kielce-1", "kielce-2", "turek", "poznan-2", "stella-2016")


@cache
def desk() -> Desk:
    return open_desk(load_settings(ROOT))


@cache
def case_of(pilot: str) -> CheckedCase:
    return load_case(ROOT / "examples" / pilot, reference=desk().reference)


@pytest.mark.parametrize("pilot", PILOTS)
def test_papers_of_a_pilot_have_no_language_fault(pilot: str) -> None:
    case, inspection = case_of(pilot), Inspection(desk(), case_of(pilot))
    papers = [item for type_id in paper_types(desk(), case) for item in issue_all(desk(), case, type_id)]
    made = {(item.document.type_id, item.document.subject): item for item in papers}
    for recipe_id in recipe_ids(desk(), case):
        papers += trial_papers(desk(), case, recipe_id, made)
    inspection([item.document for item in papers])
    assert len(inspection.documents) > 2
    assert [str(fault) for fault in inspection.faults()] == []


def test_the_contract_of_one_family_filed_under_another_is_caught() -> None:
    case = case_of("kielce-2")
    document = issue(desk(), case, "kontrakt_rodzinny", "k01").document
    assert paper_family(desk(), case, "kontrakt_rodzinny", "k01") == "r01"
    inspection = Inspection(desk(), case)
    inspection([replace(document, subject="k02")])
    faults = inspection.faults()
    assert faults and all("innej rodziny (r01)" in fault.reason for fault in faults)
    assert not any("Bednarz" in str(fault) for fault in faults)


def test_names_shared_with_other_people_of_the_case_are_no_strangers() -> None:
    case = case_of("kielce-2")
    strangers = strangers_of(case, "r01")
    assert "Bednarzów" not in strangers and "Bednarz" not in strangers
    assert strangers["Stępniów"] and strangers_of(case, "") == {}


def test_names_of_a_pilot_are_grouped_with_the_cases_its_papers_use() -> None:
    names = names_of(desk(), case_of("kielce-1"))
    assert uncertain_names(names) == []
    teresa = next(name for name in names if name.lemma == "Teresa Testowska")
    assert teresa.kind == "person" and teresa.gender == "f"
    assert [(form.case, form.form) for form in teresa.forms] == [
        ("nom", "Teresa Testowska"),
        ("acc", "Teresę Testowską"),
    ]
    assert teresa.forms[1].sentence == "Strona jest reprezentowana przez Teresę Testowską."
    assert "list_intencyjny" in teresa.forms[1].papers


def test_a_paper_with_a_form_nobody_approved_is_not_released() -> None:
    document = issue(desk(), case_of("kielce-1"), "list_intencyjny", "l01").document
    require_approved([document])
    with pytest.raises(NotReleasableError) as refusal:
        require_approved([replace(document, uncertain=("Jan Dąb → Jana Dąba",))])
    assert [fault.reason for fault in refusal.value.faults] == ["forma niezatwierdzona: Jan Dąb → Jana Dąba"]
