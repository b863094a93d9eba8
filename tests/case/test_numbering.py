"""Numbers given at release: a draft shows their place, a typed one is read by the pattern of its series."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.case import CheckedCase, FormDefinition, checked_case, numbered_papers, provisional, series_of
from schematom_docs.case.answering import with_answers
from schematom_docs.case.numbering import Series, numbering_findings, with_numbers
from schematom_docs.case.source import raw_at
from schematom_docs.case.spared_form import spared_form
from schematom_docs.errors import NotReleasableError
from schematom_docs.fields import Answers
from schematom_docs.workflow.blanks import UNNUMBERED
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.inspection import require_approved
from schematom_docs.workflow.issue import issue

Example = Callable[[str], CheckedCase]


def without(case: CheckedCase, desk: Desk, type_id: str, key: str) -> CheckedCase:
    """Return the case as if nobody had typed the number of one paper."""
    form = desk.form(type_id)
    assert form.numbering is not None and isinstance(case.source.data, dict)
    data = with_answers(case.source.data, form, Answers(key, {form.numbering.field: ""}))
    return checked_case(replace(case.source, data=data), reference=desk.reference)


def test_a_number_typed_in_the_case_stays_and_leaves_nothing_open(desk: Desk, example: Example) -> None:
    case = example("kielce-1")
    assert provisional(case, desk.forms, desk.reference) is case
    typed = {(paper.type_id, paper.subject): paper.typed for paper in numbered_papers(case, desk.forms)}
    assert typed["kontrakt_rodzinny", "k10"] == "10/2014" and typed["aneks", "an01"] == "1"
    assert all(typed.values())


@pytest.mark.parametrize(
    ("pilot", "type_id", "key", "shown", "series"),
    [
        ("kielce-1", "kontrakt_rodzinny", "k03", "……/2014", "kielce-1/kontrakty/2014"),
        ("kielce-1", "pelnomocnictwo", "pl01", "……/2014", "kielce-1/pelnomocnictwa/2014"),
        ("kielce-1", "aneks", "an01", "……", "kielce-1/aneksy/umowy o realizację pilotażu nr 23/2014"),
        ("kielce-2", "dyplom", "d04", "……/2015", "kielce-2/dyplomy/2015"),
    ],
)
def test_a_draft_shows_where_a_number_will_stand_and_cannot_be_final(
    pilot: str, type_id: str, key: str, shown: str, series: str, desk: Desk, example: Example
) -> None:
    case = provisional(without(example(pilot), desk, type_id, key), desk.forms, desk.reference)
    assert case.placeholders == (shown,)
    assert series_of(case, desk.form(type_id), key, desk.reference).key == series
    paper = issue(desk, case, type_id, key).document
    assert shown in paper.title and UNNUMBERED in paper.blanks
    with pytest.raises(NotReleasableError, match="puste linie") as refused:
        require_approved([paper])
    assert "release" in refused.value.remedy


def test_other_papers_that_print_the_number_are_drafts_too(desk: Desk, example: Example) -> None:
    case = provisional(without(example("kielce-1"), desk, "kontrakt_rodzinny", "k01"), desk.forms, desk.reference)
    assert UNNUMBERED in issue(desk, case, "karta_uslug", "k01").document.blanks
    assert UNNUMBERED not in issue(desk, case, "karta_uslug", "k02").document.blanks


def test_a_given_number_is_printed_and_the_file_of_the_case_stays(desk: Desk, example: Example) -> None:
    bare = without(example("kielce-1"), desk, "kontrakt_rodzinny", "k01")
    place = ("kontrakty", "k01", "numer")
    numbered = with_numbers(bare, {place: "11/2014"})
    paper = issue(desk, numbered, "kontrakt_rodzinny", "k01").document
    assert paper.title.endswith("nr 11/2014") and UNNUMBERED not in paper.blanks
    assert raw_at(numbered.source.data, place) is None


def test_a_number_given_to_an_answer_of_a_paper_is_printed(desk: Desk, example: Example) -> None:
    bare = without(example("kielce-1"), desk, "pelnomocnictwo", "pl01")
    path = next(
        paper.path
        for paper in numbered_papers(bare, desk.forms)
        if paper.type_id == "pelnomocnictwo"
        if not paper.typed
    )
    paper = issue(desk, with_numbers(bare, {path: "5/2014"}), "pelnomocnictwo", "pl01").document
    assert paper.title == "Pełnomocnictwo nr 5/2014"


@given(number=st.integers(1, 100_000), year=st.integers(1990, 2100), own=st.integers(1990, 2100))
def test_what_a_series_prints_it_reads_again(number: int, year: int, own: int) -> None:
    for pattern in ("{n}/{rok}", "PUP.{rok}.{n}", "{n}"):
        printed = Series("p/s", pattern, year).printed(number)
        expected = f"p/s/{year}" if "{rok}" in pattern else "p/s"
        assert Series("p/s", pattern, own).read(printed) == (expected, number)


@pytest.mark.parametrize("typed", ["1/k01/2015", "0/2015", "a/2015", "1/15", "PUP.510.3.2014", "99999999/2015"])
def test_a_typed_number_of_another_shape_has_no_place_in_the_order(typed: str) -> None:
    assert Series("p/s", "{n}/{rok}", 2015).read(typed) == ("p/s/2015", 0)


def altered(form: FormDefinition, **changes: object) -> FormDefinition:
    """Return a copy of a form with some keys changed."""
    return form.model_copy(update=changes)


def test_a_form_that_numbers_what_it_does_not_ask_for_is_faulty(desk: Desk) -> None:
    form = desk.form("kontrakt_rodzinny")
    assert form.numbering is not None and not list(numbering_findings(form))
    for field, reason in (("kontrakt.cel", "nie pyta"), ("kontrakt.rodzina.numer", "nie pyta")):
        wrong = altered(form, numbering=form.numbering.model_copy(update={"field": field}))
        assert [reason in item.reason for item in numbering_findings(wrong)] == [True]


@pytest.mark.parametrize("pattern", ["{rok}", "{n}/{n}", "{n}/{x}", "nr"])
def test_a_pattern_of_numbers_has_one_number_and_at_most_one_year(pattern: str) -> None:
    found = spared_form({"numeracja": {"seria": "s", "pole": "numer", "wzor": pattern}}, "typ").findings
    assert any(item.path[:1] == ("numeracja",) and "wzór numeru" in item.reason for item in found)
