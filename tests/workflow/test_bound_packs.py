"""Bound packs: who signs, who keeps which copy, and no name of a person where a manifest or a footer would show it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schematom_docs.case import CheckedCase
from schematom_docs.pdf import page_texts
from schematom_docs.workflow.assembly import assemble
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued
from schematom_docs.workflow.pack_copies import copies_of_pack, ranges, sheet_rows
from schematom_docs.workflow.pack_drafting import draft_pack
from schematom_docs.workflow.pack_parties import ascii_key, public_title, slots_of
from schematom_docs.workflow.packing import bind_packs
from tests.workflow.test_notice import folded

Members = Callable[[str, str, str], list[Issued]]


@pytest.fixture(scope="module")
def members(desk: Desk, example: Callable[[str], CheckedCase]) -> Members:
    """Return papers of a pack, unconverted: (pilot, recipe, subject) → papers."""
    return lambda pilot, recipe, subject: list(
        assemble(desk, example(pilot), desk.recipe(recipe), subject).papers.values()
    )


@pytest.fixture(scope="module")
def agreement(desk: Desk, example: Callable[[str], CheckedCase]) -> BoundPack:
    """The pack of the employment office of Turek as it would be released."""
    return bind_packs(desk, example("turek"), "instytucji", ["pup"], number="PAK/INSTYTUCJI/3/2014", version=2)[0]


def test_each_adult_of_a_family_has_one_place_whatever_papers_they_sign(members: Members) -> None:
    slots = slots_of(members("poznan-2", "rodzinny", "r01"))
    assert [slot.key for slot in slots] == ["opiekun", "rodzina-o1", "rodzina-o2", "pup", "ops", "kontrasygnata-ops"]
    assert all(slot.party and slot.person for slot in slots)
    countersigner = slots[-1]
    assert countersigner.party == "Ośrodek Pomocy Społecznej w Swarzędzu"
    assert countersigner.role == "Główny Księgowy"


def test_participant_who_signs_ten_papers_has_one_place(members: Members) -> None:
    keys = [slot.key for slot in slots_of(members("stella-2016", "kis", "u01"))]
    assert keys.count("u01") == 1
    assert len(keys) == len(set(keys))
    assert {"gops", "kis", "stella", "pracownik_socjalny"} <= set(keys)


def test_each_party_of_the_contract_keeps_one_copy(members: Members, desk: Desk) -> None:
    copies = copies_of_pack(members("poznan-2", "rodzinny", "r01"), desk.recipe("rodzinny"), "r01")
    assert [(copy.counterpart.number, copy.counterpart.party, copy.counterpart.label) for copy in copies] == [
        (1, "rodzina", "egz. 1/3 – rodzina"),
        (2, "pup", "egz. 2/3 – PUP"),
        (3, "ops", "egz. 3/3 – OPS"),
    ]


def test_single_copy_signed_by_many_stays_with_the_leader(members: Members, desk: Desk) -> None:
    [copy] = copies_of_pack(members("kielce-2", "wydarzenie", ""), desk.recipe("wydarzenie"), "")
    assert (copy.counterpart.party, copy.counterpart.label) == ("pcpr", "egz. 1/1 – PCPR")


def test_label_of_a_copy_names_no_person(members: Members, desk: Desk) -> None:
    copies = copies_of_pack(members("stella-2016", "kis", "u01"), desk.recipe("kis"), "u01")
    labels = [copy.counterpart.label for copy in copies]
    assert labels == ["egz. 1/3 – GOPS", "egz. 2/3 – uczestniczka", "egz. 3/3 – KIS Stella"]


def test_keys_of_slots_are_ascii() -> None:
    assert ascii_key("Źródło Łask – ops") == "zrodlo-lask-ops"


def test_released_number_and_version_stand_on_the_cover_and_only_there_where_given(
    agreement: BoundPack, desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    assert re_text(agreement.merged, "Wersja 2")
    plain = bind_packs(desk, example("turek"), "instytucji", ["pup"])[0]
    assert not re_text(plain.merged, "ersja")
    assert (plain.number, plain.version) == ("", 0)


def re_text(pdf: bytes, words: str) -> bool:
    """Tell whether the first two pages of a pack have some words."""
    return words in folded(" ".join(page_texts(pdf)[:2]))


def test_parts_of_a_bound_pack_are_in_order_and_add_up(agreement: BoundPack) -> None:
    assert sum(record.pages for record in agreement.records) == agreement.pages
    assert [issued.document.type_id for issued in agreement.issued] == [part.type_id for part in agreement.records]
    assert agreement.name == "pakiet-instytucji-pup"
    assert agreement.bare == frozenset()


def test_bound_pack_carries_no_stamp_and_its_draft_does(agreement: BoundPack) -> None:
    assert "pakiet – str." not in " ".join(page_texts(agreement.merged))
    assert all("pakiet – str." in page for page in page_texts(draft_pack(agreement).pdf))


def test_manifest_and_title_of_a_family_pack_name_nobody(desk: Desk, example: Callable[[str], CheckedCase]) -> None:
    assembly = assemble(desk, example("poznan-2"), desk.recipe("rodzinny"), "r01")
    public = [public_title(desk.form(e.type_id), e.title, e.subject) for e in assembly.plan.entries]
    assert "Trójstronny Kontrakt Rodzinny nr 1/2015" in public
    assert "Deklaracja uczestnictwa (r01-o1)" in public
    assert not any("Nowak" in title for title in public)


def test_party_of_a_paper_in_two_copies_has_a_signed_one(members: Members, desk: Desk) -> None:
    papers = members("stella-2016", "kis", "u01")
    copies = copies_of_pack(papers, desk.recipe("kis"), "u01")
    contract = next(place for place, paper in enumerate(papers) if paper.document.type_id == "kontrakt_socjalny")
    sheet = sheet_rows(papers, copies, [place + 1 for place in range(len(papers))])
    signed = {
        str(copy["etykieta"])
        for copy in sheet
        for row in rows_of(copy)
        if contract + 1 in numbers_in(str(row["dokumenty"]))
    }
    assert signed == {"1/3 – GOPS", "2/3 – uczestniczka"}


def test_who_signs_a_paper_made_once_has_a_place_on_that_copy_only(members: Members, desk: Desk) -> None:
    papers = members("kielce-1", "instytucji", "pcpr")
    copies = copies_of_pack(papers, desk.recipe("instytucji"), "pcpr")
    parties = ("pcpr", "pup", "gops_bieliny", "gops_maslow")
    assert [copy.counterpart.slots for copy in copies] == [(*parties, "pelnomocnik"), parties, parties, parties]
    sheet = sheet_rows(papers, copies, range(1, len(papers) + 1))
    assert [len(rows_of(copy)) for copy in sheet] == [5, 4, 4, 4]


def rows_of(copy: dict[str, object]) -> list[dict[str, object]]:
    """Return the rows of one copy on the signature sheet."""
    rows = copy["wiersze"]
    assert isinstance(rows, list)
    return rows


def numbers_in(text: str) -> set[int]:
    """Return the positions that „poz. 2, 4–7” names."""
    found: set[int] = set()
    for run in text.partition(":")[0].removeprefix("poz. ").split(", "):
        first, _, last = run.partition("–")
        found |= set(range(int(first), int(last or first) + 1))
    return found


@pytest.mark.parametrize(("numbers", "text"), [([2], "2"), ([1, 2], "1, 2"), ([7, 4, 5, 6, 2], "2, 4–7"), ([], "")])
def test_positions_are_shortened_to_runs(numbers: list[int], text: str) -> None:
    assert ranges(numbers) == text
