"""Amendments between two states of a paper: each kind of change, numbers that stay, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schematom_docs.document.amending import (
    ADDED,
    CHANGED,
    ENDING,
    GONE,
    LEAD,
    REPEALED,
    TABLE,
    WHOLE,
    amended,
    amendments,
)
from schematom_docs.document.provisions import Provision, reference_numbers, resolved

WORDS = ("termin", "rodzina", "kontrakt", "opiekun", "usługa", "spotkanie", "koszt", "program", "urząd", "ocena")


def points(*texts: str, depth: int = 2) -> tuple[Provision, ...]:
    return tuple(Provision(depth, str(number), text) for number, text in enumerate(texts, 1))


def clause(number: int, text: str, *texts: str) -> Provision:
    return Provision(1, str(number), text, children=points(*texts))


def section(number: int, title: str, *clauses: Provision) -> Provision:
    return Provision(0, str(number), title, children=clauses)


BASE = section(
    1,
    "Zobowiązania",
    clause(1, "Rodzina zobowiązuje się do:", "udziału w kursie komputerowym;", "dbania o naukę dzieci;", "spotkań."),
    clause(2, "Urząd przedstawia oferty pracy raz w miesiącu."),
    clause(3, "Ośrodek organizuje korepetycje z matematyki."),
)


def changed(new: Provision) -> list[tuple[str, str, str]]:
    """Return (kind, part, path) of the amendments that make of the base another §."""
    found = amendments([BASE], [new])
    return [(one.kind, one.part, ".".join(number for _, number in one.path)) for one in found]


def with_clause(index: int, made: Provision) -> Provision:
    children = [*BASE.children]
    children[index] = made
    return replace(BASE, children=tuple(children))


def without(provision: Provision, index: int) -> Provision:
    kept = [child for place, child in enumerate(provision.children) if place != index]
    return replace(provision, children=tuple(replace(child, number=str(n)) for n, child in enumerate(kept, 1)))


def test_nothing_changed_gives_no_amendment() -> None:
    assert amendments([BASE], [BASE]) == []


def test_a_clause_gets_a_new_wording() -> None:
    assert changed(with_clause(1, clause(2, "Urząd przedstawia oferty pracy dwa razy w miesiącu."))) == [
        (CHANGED, WHOLE, "1.2")
    ]


def test_a_clause_replaced_by_another_one_in_its_place_gets_a_new_wording() -> None:
    assert changed(with_clause(1, clause(2, "Zupełnie co innego."))) == [(CHANGED, WHOLE, "1.2")]


def test_a_clause_taken_out_is_repealed_and_the_others_keep_their_numbers() -> None:
    new = without(BASE, 1)
    assert changed(new) == [(REPEALED, WHOLE, "1.2")]
    assert [(item.number, item.text) for item in amended([BASE], amendments([BASE], [new]))[0].children] == [
        ("1", BASE.children[0].text),
        ("2", GONE),
        ("3", BASE.children[2].text),
    ]


def test_a_clause_between_others_gets_a_letter_and_one_at_the_end_the_next_number() -> None:
    a, b, c = BASE.children
    between = replace(BASE, children=(a, b, clause(3, "Koszty dojazdu zwraca Lider."), replace(c, number="4")))
    assert changed(between) == [(ADDED, WHOLE, "1.2a")]
    at_end = replace(BASE, children=(a, b, c, clause(4, "Koszty dojazdu zwraca Lider.")))
    assert changed(at_end) == [(ADDED, WHOLE, "1.4")]
    (added,) = amendments([BASE], [at_end])
    assert added.behind == "3"


def test_a_point_added_at_the_end_moves_the_full_stop() -> None:
    new = with_clause(0, clause(1, BASE.children[0].text, "udziału w kursie komputerowym;", "dbania o naukę dzieci;",
                                "spotkań;", "prowadzenia zeszytu wydatków domowych."))  # fmt: skip
    assert changed(new) == [(CHANGED, ENDING, "1.1.3"), (ADDED, WHOLE, "1.1.4")]


def test_words_before_the_points_change_alone() -> None:
    new = with_clause(0, replace(BASE.children[0], text="Rodzina i Opiekun zobowiązują się do:"))
    assert changed(new) == [(CHANGED, LEAD, "1.1")]


def test_a_title_changes_alone() -> None:
    assert changed(replace(BASE, text="Zobowiązania Stron")) == [(CHANGED, LEAD, "1")]


def test_many_changed_points_are_told_as_one_new_wording() -> None:
    new = with_clause(0, clause(1, BASE.children[0].text, "udziału w kursie kucharskim;", "dbania o naukę i zdrowie;",
                                "spotkań z Opiekunem."))  # fmt: skip
    assert changed(new) == [(CHANGED, WHOLE, "1.1")]


def test_something_new_before_the_first_point_gives_the_clause_a_new_wording() -> None:
    points_ = ("prowadzenia zeszytu wydatków domowych;", *(child.text for child in BASE.children[0].children))
    assert changed(with_clause(0, clause(1, BASE.children[0].text, *points_))) == [(CHANGED, WHOLE, "1.1")]


def test_a_table_in_a_clause_changes_alone() -> None:
    old = section(1, "Transze", replace(clause(1, "Środki przekazuje się:"), tables=((("I", "100"), ("II", "200")),)))
    new = section(1, "Transze", replace(clause(1, "Środki przekazuje się:"), tables=((("I", "120"), ("II", "180")),)))
    (change,) = amendments([old], [new])
    assert (change.part, change.path) == (TABLE, ((0, "1"), (1, "1")))


def test_a_clause_that_was_alone_and_gets_company_gives_the_section_a_new_wording() -> None:
    old = section(1, "Czas", replace(clause(1, "Kontrakt trwa rok."), number=""))
    new = section(1, "Czas", clause(1, "Kontrakt trwa rok."), clause(2, "Można go przedłużyć."))
    (change,) = amendments([old], [new])
    assert (change.kind, change.path) == (CHANGED, ((0, "1"),))


def test_a_whole_section_between_others_gets_a_letter() -> None:
    other = section(2, "Opiekun", clause(1, "Opiekun odwiedza Rodzinę co tydzień."))
    new = section(2, "Wizyty studyjne", clause(1, "Strony organizują wyjazdy szkoleniowe pracowników."))
    (change,) = amendments([BASE, other], [BASE, new, replace(other, number="3")])
    assert (change.kind, change.path, change.behind) == (ADDED, ((0, "1a"),), "1")


def test_letters_go_on_behind_letters() -> None:
    a, b, c = BASE.children
    more = [clause(n, text) for n, text in ((3, "Koszty dojazdu zwraca Lider."), (4, "Bilety przechowuje Rodzina."))]
    new = replace(BASE, children=(a, b, *more, replace(c, number="5")))
    assert [path for *_, path in changed(new)] == ["1.2a", "1.2b"]


def test_a_reference_to_a_clause_whose_number_moves_is_no_change() -> None:
    def paper(*before: str) -> list[Provision]:
        clauses = [clause(number, text) for number, text in enumerate(before, 1)]
        goal = replace(clause(len(before) + 1, "Ocena odbywa się co kwartał."), marks=("_ocena",))
        pointing = clause(
            len(before) + 2, "Wynik oceny, o której mowa w ust. \ue000_ocena\ue001, zapisuje się w karcie."
        )
        return [section(1, "Ocena", *clauses, goal, pointing)]

    old = paper("Strony oceniają kontrakt.", "Rodzina bierze udział w ocenie.")
    new = paper("Strony oceniają kontrakt.")
    found = amendments(old, new)
    assert [(one.kind, one.path[-1]) for one in found] == [(REPEALED, (1, "2"))]
    after = amended(old, found)[0].children
    assert after[-1].text == "Wynik oceny, o której mowa w ust. 3, zapisuje się w karcie."


texts = st.lists(st.sampled_from(WORDS), min_size=3, max_size=8).map(lambda words: f"{' '.join(words).capitalize()}.")


@st.composite
def papers(draw: st.DrawFn) -> list[Provision]:
    """Return a paper of some § with clauses, some with points, numbered as Word would."""
    sections = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        clauses = tuple(
            clause(place, draw(texts), *draw(st.lists(texts, max_size=4)))
            for place in range(1, draw(st.integers(1, 5)) + 1)
        )
        sections.append(section(number, draw(texts), *clauses))
    return sections


def plain(level: Sequence[Provision]) -> list[object]:
    """Return what a paper says, without numbers and without what was repealed."""
    return [[item.text, plain(item.children)] for item in level if item.text != GONE]


@settings(max_examples=40)
@given(papers(), papers())
def test_amendments_applied_to_the_old_paper_give_the_new_one(old: list[Provision], new: list[Provision]) -> None:
    assert plain(amended(old, amendments(old, new))) == plain(new)


@settings(max_examples=40)
@given(papers(), st.data())
def test_after_a_few_changes_numbers_are_never_given_twice(old: list[Provision], data: st.DataObject) -> None:
    new = data.draw(papers())
    for level in ([*amended(old, amendments(old, new))], *(s.children for s in amended(old, amendments(old, new)))):
        numbers = [item.number for item in level]
        assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("text", ["§ \ue000_cel\ue001", "ust. \ue000_nie_ma\ue001"])
def test_a_reference_is_printed_with_the_number_of_its_goal(text: str) -> None:
    numbers = reference_numbers([replace(BASE, marks=("_cel",))])
    assert resolved(text, numbers) in ("§ §\u00a01", "ust. …")
