"""Counted nouns without a singular, or given in the plural: right in words, marked in figures where it matters."""

from __future__ import annotations

import pytest

from schematom_docs.polish import collected_forms
from schematom_docs.polish.agreement import Agreement, agree
from schematom_docs.polish.counted import counted

MARK = "\u00a0[?]"


def shown(number: object, noun: str, *, words: bool = False) -> str:
    with collected_forms(mark=True):
        return counted(number, noun, words=words).replace(MARK, " [?]").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("number", "noun", "expected"),
    [
        (1, "zajęcia", "1 zajęcia [?]"),
        (3, "zajęcia", "3 zajęcia"),
        (5, "zajęcia", "5 zajęć"),
        ("1.5", "zajęcia", "1,5 zajęć [?]"),
        (1, "drzwi", "1 drzwi [?]"),
        (3, "skrzypce", "3 skrzypce [?]"),
        (5, "skrzypce", "5 skrzypiec"),
        (1, "rodziny", "1 rodziny [?]"),
        (1, "zajęcia warsztatowe", "1 zajęcia warsztatowe [?]"),
        (1, "zajęcie", "1 zajęcie"),
        (3, "państwo", "3 państwa"),
    ],
)
def test_a_number_in_figures_with_a_plural_noun_is_marked_where_it_may_be_wrong(
    number: object, noun: str, expected: str
) -> None:
    assert shown(number, noun) == expected


@pytest.mark.parametrize(
    ("number", "noun", "expected"),
    [
        (1, "drzwi", "jedne drzwi"),
        (3, "drzwi", "troje drzwi"),
        (2, "skrzypce", "dwoje skrzypiec"),
        (5, "nożyczki", "pięcioro nożyczek"),
        (21, "drzwi", "dwadzieścia jeden drzwi"),
        (3, "dzieci", "troje dzieci"),
        (3, "zajęcia", "trzy zajęcia"),
    ],
)
def test_nouns_without_a_singular_take_collective_numerals_in_words(number: int, noun: str, expected: str) -> None:
    assert shown(number, noun, words=True).removesuffix(" [?]") == expected


@pytest.mark.parametrize("gender", ["m1", "f"])
def test_each_has_no_plural(gender: str) -> None:
    assert agree("każdy", Agreement("f")) == "każda"
    with pytest.raises(ValueError, match="każdy z …"):
        agree("każdy", Agreement(gender, "pl"))
