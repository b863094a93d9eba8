"""Each pilot gives its own set of papers and packs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from schematom_docs.case import CheckedCase
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued
from schematom_docs.workflow.relations import pack_subjects
from schematom_docs.workflow.sets import recipe_ids

PAPERS = {
    "kielce-1": {"list_intencyjny": 3, "kontrakt_rodzinny": 10},
    "kielce-2": {
        "dyplom": 9,
        "zaswiadczenie": 4,
        "informacja_o_postepie": 1,
        "kontrakt_rodzinny": 10,
        "porozumienie": 1,
    },
    "poznan-2": {"kontrakt_rodzinny": 10, "informacja_o_postepie": 1, "porozumienie": 2},
    "stella-2016": {"kontrakt_socjalny": 12, "skierowanie_do_kis": 12, "deklaracja_pracodawcy": 3},
    "turek": {"porozumienie": 1, "kontrakt_rodzinny": 10},
}
PACKS = {
    "kielce-1": {"crzl": 1, "instytucji": 3, "rodzinny": 10},
    "kielce-2": {"crzl": 1, "wydarzenie": 1, "instytucji": 5, "rodzinny": 10},
    "poznan-2": {"crzl": 1, "rodzinny": 10, "instytucji": 3},
    "stella-2016": {"kis": 12},
    "turek": {"crzl": 1, "instytucji": 3, "rodzinny": 10},
}


@pytest.mark.parametrize("pilot", PAPERS)
def test_pilot_gives_its_own_set_of_papers(pilot: str, papers: Callable[[str], list[Issued]]) -> None:
    assert Counter(item.document.type_id for item in papers(pilot)) == PAPERS[pilot]


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
