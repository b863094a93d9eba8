"""Numbers in words against an independent generator, their cases and genders, collectives, Roman numerals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.polish.numerals import cardinal, collective, ordinal, plural_category, roman

_SMALL = [
    "zero",
    "jeden",
    "dwa",
    "trzy",
    "cztery",
    "pięć",
    "sześć",
    "siedem",
    "osiem",
    "dziewięć",
    "dziesięć",
    "jedenaście",
    "dwanaście",
    "trzynaście",
    "czternaście",
    "piętnaście",
    "szesnaście",
    "siedemnaście",
    "osiemnaście",
    "dziewiętnaście",
]
_TENS = [
    "_",
    "_",
    "dwadzieścia",
    "trzydzieści",
    "czterdzieści",
    "pięćdziesiąt",
    "sześćdziesiąt",
    "siedemdziesiąt",
    "osiemdziesiąt",
    "dziewięćdziesiąt",
]
_HUNDREDS = [
    "_",
    "sto",
    "dwieście",
    "trzysta",
    "czterysta",
    "pięćset",
    "sześćset",
    "siedemset",
    "osiemset",
    "dziewięćset",
]
_SCALES = [("tysiąc", "tysiące", "tysięcy"), ("milion", "miliony", "milionów"), ("miliard", "miliardy", "miliardów")]


def spelled(number: int) -> str:
    """Return a number in words by counting down from the largest scale; written apart from the code under test."""
    if number < 20:
        return _SMALL[number]
    if number < 100:
        return _TENS[number // 10] + (f" {_SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        return _HUNDREDS[number // 100] + (f" {spelled(number % 100)}" if number % 100 else "")
    power = 3 if number >= 10**9 else 2 if number >= 10**6 else 1
    count, rest = divmod(number, 1000**power)
    one, few, many = _SCALES[power - 1]
    last = count % 10
    scale = one if count == 1 else few if last in (2, 3, 4) and count % 100 // 10 != 1 else many
    head = scale if count == 1 else f"{spelled(count)} {scale}"
    return f"{head} {spelled(rest)}" if rest else head


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_cardinals_agree_with_an_independent_generator(number: int) -> None:
    assert cardinal(number) == spelled(number)


@given(st.integers(min_value=0, max_value=5000))
def test_small_cardinals_agree_with_an_independent_generator(number: int) -> None:
    assert cardinal(number) == spelled(number)


@pytest.mark.parametrize(
    ("number", "gender", "case", "expected"),
    [
        (1, "f", "acc", "jedną"),
        (1, "m1", "acc", "jednego"),
        (2, "f", "nom", "dwie"),
        (2, "f", "ins", "dwiema"),
        (2, "m1", "nom", "dwóch"),
        (3, "m3", "loc", "trzech"),
        (5, "m1", "nom", "pięciu"),
        (10, "f", "ins", "dziesięcioma"),
        (12, "f", "gen", "dwunastu"),
        (22, "f", "nom", "dwadzieścia dwie"),
        (21, "f", "nom", "dwadzieścia jeden"),
        (100, "m3", "gen", "stu"),
        (1000, "m3", "gen", "tysiąca"),
        (2000, "m3", "ins", "dwoma tysiącami"),
        (5000, "m3", "gen", "pięciu tysięcy"),
        (0, "m3", "gen", "zera"),
    ],
)
def test_cardinals_take_gender_and_case(number: int, gender: str, case: str, expected: str) -> None:
    assert cardinal(number, gender, case) == expected  # type: ignore[arg-type]


def test_accountants_spell_the_one_before_a_thousand() -> None:
    assert cardinal(1000, spell_one=True) == "jeden tysiąc"
    assert cardinal(1_001_000, spell_one=True) == "jeden milion jeden tysiąc"
    assert cardinal(-3) == "minus trzy"


def test_numbers_beyond_the_limit_are_refused() -> None:
    with pytest.raises(ValueError, match="słownie"):
        cardinal(10**15)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "pierwszy"),
        (13, "trzynasty"),
        (21, "dwudziesty pierwszy"),
        (100, "setny"),
        (108, "sto ósmy"),
        (600, "sześćsetny"),
        (999, "dziewięćset dziewięćdziesiąty dziewiąty"),
        (1900, "tysiąc dziewięćsetny"),
        (2000, "dwutysięczny"),
        (2015, "dwa tysiące piętnasty"),
    ],
)
def test_ordinals_and_years(number: int, expected: str) -> None:
    assert ordinal(number) == expected


def test_ordinals_decline_in_their_last_words() -> None:
    assert ordinal(21, "f", "gen") == "dwudziestej pierwszej"
    assert ordinal(3, "f", "acc") == "trzecią"
    assert ordinal(2, "n", "nom") == "drugie"
    assert ordinal(2015, "m3", "gen") == "dwa tysiące piętnastego"


@pytest.mark.parametrize(
    ("number", "case", "expected"),
    [(2, "nom", "dwoje"), (3, "gen", "trojga"), (5, "ins", "pięciorgiem"), (25, "nom", "dwadzieścia pięcioro")],
)
def test_children_are_counted_by_collectives(number: int, case: str, expected: str) -> None:
    assert collective(number, case) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "category"),
    [
        (0, "many"),
        (1, "one"),
        (2, "few"),
        (4, "few"),
        (5, "many"),
        (12, "many"),
        (14, "many"),
        (22, "few"),
        (112, "many"),
    ],
)
def test_plural_categories_are_those_of_cldr(number: int, category: str) -> None:
    assert plural_category(number) == category


@given(st.integers(min_value=1, max_value=3999))
def test_roman_numerals_read_back(number: int) -> None:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    signs = [values[sign] for sign in roman(number)]
    total = sum(-a if a < b else a for a, b in zip(signs, [*signs[1:], 0], strict=True))
    assert total == number
