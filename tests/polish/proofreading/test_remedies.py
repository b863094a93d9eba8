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


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Zgodnie z Powiatowe Centrum Pomocy Rodzinie ustalono termin.", "Powiatowym"),
        ("Wraz z Miejskie Centrum Kultury zaproszono rodziny.", "Miejskim"),
        ("W związku z Regionalne Muzeum w Turku zaproszono dzieci.", "Regionalnym"),
        ("Dla Miejskie Liceum Ogólnokształcące kupiono sprzęt.", "Miejskiego"),
        ("Umowa zawarta pomiędzy Gminą Turek a Powiatowe Centrum Pomocy Rodzinie.", "Powiatowym"),
        ("We współpracy z Lokalne Organizacje prowadzono kurs.", "Lokalnymi"),
    ],
)
def test_an_adjective_gets_the_number_and_gender_of_its_noun(text: str, right: str) -> None:
    assert proposed("przypadek", text) == [right]


@pytest.mark.parametrize(
    "text",
    [
        "Zgodnie z Powiatowym Centrum Pomocy Rodzinie ustalono termin.",
        "Wraz z Miejskim Centrum Kultury zaproszono rodziny.",
        "W związku z planami Regionalnego Muzeum w Turku zaproszono dzieci.",
        "Dla Miejskiego Liceum Ogólnokształcącego kupiono sprzęt.",
        "We współpracy z lokalnymi organizacjami prowadzono kurs.",
    ],
)
def test_an_institution_in_its_case_raises_no_alarm(text: str) -> None:
    assert proposed("przypadek", text) == []
