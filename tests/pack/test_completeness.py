from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.errors import NotReleasableError
from schematom_docs.pack import Candidate, Place, Role, load_recipes, resolve

RECIPES = load_recipes(Path(__file__).parents[2] / "forms" / "packs")


def _paper(type_id: str, subject: str = "", *, reason: str = "", remedy: str = "") -> Candidate:
    return Candidate(type_id, subject, f"{type_id} {subject}".strip(), reason, remedy)


def test_family_pack_is_bound_from_cover_to_signature_sheet() -> None:
    available = [_paper("kontrakt_rodzinny", "k01"), _paper("pismo_przewodnie")]
    plan = resolve(RECIPES["rodzinny"], [], available, subject="r01")
    assert [(entry.type_id, entry.place) for entry in plan.entries] == [
        ("okladka", Place.COVER),
        ("spis_dokumentow", Place.CONTENTS),
        ("kontrakt_rodzinny", Place.DOCUMENT),
        ("karta_podpisow", Place.SIGNATURE_SHEET),
    ]
    assert [entry.subject for entry in plan.entries] == ["r01", "r01", "k01", "r01"]


def test_cover_letter_stands_before_the_papers_it_sends() -> None:
    available = [_paper("informacja_o_postepie", "i02"), _paper("pismo_przewodnie")]
    plan = resolve(RECIPES["crzl"], [], available)
    assert [entry.place for entry in plan.entries] == [
        Place.COVER,
        Place.CONTENTS,
        Place.COVER_LETTER,
        Place.DOCUMENT,
    ]


@pytest.mark.parametrize("type_id", ["list_intencyjny", "porozumienie"])
def test_institution_pack_is_complete_with_either_letter_or_agreement(type_id: str) -> None:
    plan = resolve(RECIPES["instytucji"], [], [_paper(type_id, "x1")], subject="pup")
    assert type_id in [entry.type_id for entry in plan.entries]


def test_institution_pack_takes_both_letter_and_agreement_in_the_order_of_the_recipe() -> None:
    available = [_paper("porozumienie", "p01"), _paper("list_intencyjny", "l01")]
    entries = resolve(RECIPES["instytucji"], [], available, subject="pup").entries
    assert [entry.type_id for entry in entries if entry.place is Place.DOCUMENT] == ["list_intencyjny", "porozumienie"]


def test_institution_pack_without_either_names_both() -> None:
    with pytest.raises(NotReleasableError) as caught:
        resolve(RECIPES["instytucji"], [], [], subject="pup")
    assert [fault.place for fault in caught.value.faults] == ["list_intencyjny albo porozumienie"]
    assert caught.value.place == "Pakiet instytucji (pup)"


def test_every_missing_part_is_named_at_once_with_reason_and_remedy() -> None:
    blocked = _paper("kontrakt_socjalny", "s01", reason="Nie podano celu głównego.", remedy="Uzupełnij cele_glowne.")
    with pytest.raises(NotReleasableError) as caught:
        resolve(RECIPES["kis"], [], [blocked], subject="u01")
    assert [(fault.place, fault.reason) for fault in caught.value.faults] == [
        ("kontrakt_socjalny (s01)", "Nie podano celu głównego."),
        ("skierowanie_do_kis", "W danych sprawy nie ma tego dokumentu."),
    ]
    assert all(fault.remedy for fault in caught.value.faults)
    assert caught.value.exit_code == 5


def test_optional_declaration_that_cannot_be_made_is_left_out_and_told() -> None:
    declaration = _paper("deklaracja_pracodawcy", "dp01", reason="Nie podano stanowiska.", remedy="Uzupełnij.")
    available = [_paper("kontrakt_socjalny", "s01"), _paper("skierowanie_do_kis", "sk01"), declaration]
    plan = resolve(RECIPES["kis"], [], available, subject="u01")
    assert "deklaracja_pracodawcy" not in [entry.type_id for entry in plan.entries]
    assert [(fault.place, fault.reason) for fault in plan.omitted] == [
        ("deklaracja_pracodawcy (dp01)", "Nie podano stanowiska.")
    ]


def test_all_employer_declarations_go_in_behind_the_referral() -> None:
    declarations = [_paper("deklaracja_pracodawcy", key) for key in ("dp01", "dp02")]
    available = [*declarations, _paper("skierowanie_do_kis", "sk01"), _paper("kontrakt_socjalny", "s01")]
    entries = resolve(RECIPES["kis"], [], available, subject="u01").entries
    inner = [(entry.type_id, entry.subject) for entry in entries if entry.place is Place.DOCUMENT]
    assert inner == [
        ("kontrakt_socjalny", "s01"),
        ("skierowanie_do_kis", "sk01"),
        ("deklaracja_pracodawcy", "dp01"),
        ("deklaracja_pracodawcy", "dp02"),
    ]


def test_one_contract_too_many_is_refused_instead_of_chosen_at_random() -> None:
    available = [_paper("kontrakt_rodzinny", "k01"), _paper("kontrakt_rodzinny", "k02")]
    with pytest.raises(NotReleasableError) as caught:
        resolve(RECIPES["rodzinny"], [], available, subject="r01")
    assert [fault.place for fault in caught.value.faults] == ["kontrakt_rodzinny"]
    assert "2" in caught.value.faults[0].reason


def test_one_blocked_annex_that_a_form_requires_holds_the_pack() -> None:
    roles = [Role("diagnoza_rodziny", "rodzinny", 20, required=True)]
    available = [
        _paper("kontrakt_rodzinny", "k01"),
        _paper("diagnoza_rodziny", "d01"),
        _paper("diagnoza_rodziny", "d02", reason="Brak podpisu."),
    ]
    with pytest.raises(NotReleasableError) as caught:
        resolve(RECIPES["rodzinny"], roles, available, subject="r01")
    assert [fault.place for fault in caught.value.faults] == ["diagnoza_rodziny (d02)"]


def test_crzl_pack_and_event_pack_have_no_signature_sheet() -> None:
    notice = resolve(RECIPES["crzl"], [], [_paper("informacja_o_postepie", "i02")])
    event = resolve(RECIPES["wydarzenie"], [], [_paper("dyplom", f"d{n:02}") for n in range(1, 23)])
    for plan in (notice, event):
        assert Place.SIGNATURE_SHEET not in [entry.place for entry in plan.entries]
    assert len(event.entries) == 2 + 22


def test_diplomas_to_be_handed_out_carry_no_pack_number() -> None:
    plan = resolve(RECIPES["wydarzenie"], [], [_paper("dyplom", "d01")])
    assert [(entry.type_id, entry.numbered) for entry in plan.entries] == [
        ("okladka", True),
        ("spis_dokumentow", True),
        ("dyplom", False),
    ]


def test_paper_of_another_pack_stays_out() -> None:
    available = [_paper("kontrakt_rodzinny", "k01"), _paper("dyplom", "d01")]
    plan = resolve(RECIPES["rodzinny"], [], available)
    assert "dyplom" not in [entry.type_id for entry in plan.entries]


papers = st.builds(
    Candidate,
    type_id=st.sampled_from(["dyplom", "zaswiadczenie", "kontrakt_rodzinny"]),
    subject=st.text("abc12", min_size=1, max_size=3),
    title=st.just("tytuł"),
    reason=st.sampled_from(["", "", "Brak danych."]),
)


@given(st.lists(papers, max_size=8))
def test_every_paper_of_a_pack_is_either_bound_or_told_why_not(available: list[Candidate]) -> None:
    concerned = [paper for paper in available if paper.type_id in ("dyplom", "zaswiadczenie")]
    try:
        plan = resolve(RECIPES["wydarzenie"], [], available)
    except NotReleasableError as error:
        assert not any(not paper.reason for paper in concerned)
        assert error.faults
        return
    bound = [entry for entry in plan.entries if entry.place is Place.DOCUMENT]
    assert len(bound) + len(plan.omitted) == len(concerned)
    assert [entry.subject for entry in bound if entry.type_id == "dyplom"] == [
        paper.subject for paper in concerned if paper.type_id == "dyplom" and not paper.reason
    ]
