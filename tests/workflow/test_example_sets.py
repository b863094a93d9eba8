"""Each pilot gives its own set of papers and packs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from schematom_docs.case import CheckedCase
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued
from schematom_docs.workflow.relations import pack_subjects
from schematom_docs.workflow.sets import framing_types, recipe_ids

SETS = json.loads(Path(__file__).with_name("zestawy.json").read_text(encoding="utf-8"))
"""Pilot → papers by type and packs by recipe; held against the catalogue by test_catalogue_count.py."""
PAPERS = {pilot: made["pisma"] for pilot, made in SETS.items()}
PACKS = {pilot: made["pakiety"] for pilot, made in SETS.items()}


@pytest.mark.parametrize("pilot", PAPERS)
def test_pilot_gives_its_own_set_of_papers(pilot: str, papers: Callable[[str], list[Issued]]) -> None:
    assert Counter(item.document.type_id for item in papers(pilot)) == PAPERS[pilot]


def test_every_type_is_made_for_the_pilots_its_form_names(desk: Desk) -> None:
    frames = framing_types(desk)
    asked = {(form.type_id, pilot) for form in desk.forms.values() for pilot in form.pilots}
    made = {(type_id, pilot) for pilot, papers in PAPERS.items() for type_id in papers}
    assert {(type_id, pilot) for type_id, pilot in asked - made if type_id not in frames} == set()
    assert made - asked == set()


@pytest.mark.parametrize("pilot", PACKS)
def test_pilot_gives_its_own_packs(pilot: str, desk: Desk, example: Callable[[str], CheckedCase]) -> None:
    case = example(pilot)
    made = {recipe: len(pack_subjects(desk, case, desk.recipe(recipe))) for recipe in recipe_ids(desk, case)}
    assert made == PACKS[pilot]


def test_letters_of_intent_go_to_the_three_institutions_of_the_application(
    papers: Callable[[str], list[Issued]],
) -> None:
    letters = [item for item in papers("kielce-1") if item.document.type_id == "list_intencyjny"]
    names = {str(item.context["list"]["instytucja"]["nazwa"]) for item in letters}  # type: ignore[index]
    assert names == {
        "Powiatowy Urząd Pracy w Kielcach",
        "Gminny Ośrodek Pomocy Społecznej w Bielinach",
        "Gminny Ośrodek Pomocy Społecznej w Masłowie",
    }
