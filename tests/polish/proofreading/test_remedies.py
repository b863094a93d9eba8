"""What the proofreader proposes: a whole right date, a year only where the paper itself names one, „ze mnie”."""

from __future__ import annotations

import pytest

from schematom_docs.polish.proofreading import Passage, proofread


def proposed(rule: str, *texts: str) -> list[str]:
    found = proofread([Passage(f"akapit {number}", text) for number, text in enumerate(texts, 1)])
    return [finding.right for finding in found if finding.rule == rule]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Okres: 15 listopad 2013 do końca grudnia 2014 roku.", "od 15 listopada 2013 r. do końca"),
        ("Okres: 15 Listopad 2013 r. do końca 2014 r.", "od 15 listopada 2013 r. do końca"),
        ("Projekt trwał 1 maja 2014 roku do 30 czerwca 2015 r.", "od 1 maja 2014 r. do 30"),
    ],
)
def test_a_range_without_od_gets_a_whole_right_date(text: str, right: str) -> None:
    assert proposed("od-do", text) == [right]


def test_a_sentence_that_begins_with_do_after_a_date_is_no_range() -> None:
    assert proposed("od-do", "Kielce, 3 maja 2014 r. Do końca roku potrwa nabór.") == []


@pytest.mark.parametrize(
    "texts",
    [
        ("W br. zorganizowano spotkania.",),
        ("Nabór trwa od listopada 2013 roku.", "W br. zorganizowano spotkania."),
        ("Podstawą jest ustawa z dnia 12 marca 2004 r. o pomocy społecznej.", "W br. przyznano zasiłki."),
        ("Umowę z dnia 3 maja 2013 r. zmieniono w br.",),
    ],
)
def test_no_year_is_invented_for_br_where_the_paper_bears_no_date(texts: tuple[str, ...]) -> None:
    assert proposed("data-wzgledna", *texts) == [""]


def test_the_year_of_the_date_of_the_paper_is_proposed_for_br() -> None:
    act = "Na podstawie ustawy z dnia 12 marca 2004 r. o pomocy społecznej i pisma z 3 lutego 2014 r. działano w br."
    assert proposed("data-wzgledna", "Kielce, 7 lipca 2015 r.", act) == ["2015 r."]


def test_mnie_takes_ze_and_we() -> None:
    assert proposed("z-ze", "To pismo o mnie i z mnie wyszło.", "Pokładano w mnie nadzieję.") == ["ze mnie", "we mnie"]
