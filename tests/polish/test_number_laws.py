"""Laws of numbers and of finished text: an independent generator up to 10**12, figures read back, typography twice."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from schematom_docs.polish.money import money_figures, money_words
from schematom_docs.polish.numerals import cardinal
from schematom_docs.polish.typography import tidy, typography_pass
from tests.polish import independent_numbers

_SMALL = st.integers(0, 10**4)
_LARGE = st.integers(0, 10**12 - 1)
_ROUND = st.builds(lambda digit, power: digit * 10**power, st.integers(1, 99), st.integers(0, 10))
_PIECES = ["w", "i", "Z", "5", "2015", "r.", "zł", "„", "”", '"', "-", "–", "ust.", "lit. a", "§", "nr", "Dz. U.", "%"]
_TEXT = st.lists(
    st.sampled_from([*_PIECES, "Jan", "J.", " ", " ", "\u00a0", ",", ".", "62-020", "\ufffc"]), max_size=25
)


@settings(max_examples=400, deadline=None)
@given(number=st.one_of(_SMALL, _LARGE, _ROUND))
def test_cardinals_agree_with_the_independent_generator_up_to_a_billion(number: int) -> None:
    assert cardinal(number, spell_one=True) == independent_numbers.words(number)


@settings(max_examples=400, deadline=None)
@given(grosze=st.one_of(_SMALL, st.integers(0, 10**14 - 1)))
def test_money_in_words_agrees_in_both_conventions(grosze: int) -> None:
    value = Decimal(grosze) / 100
    assert (money_words(value), money_words(value, "slowa")) == independent_numbers.money(grosze)


@settings(max_examples=200, deadline=None)
@given(grosze=st.integers(-(10**14) + 1, 10**14 - 1))
def test_money_in_figures_reads_back_to_the_grosz(grosze: int) -> None:
    text = money_figures(Decimal(grosze) / 100).removesuffix("\u00a0zł").replace("\u00a0", "").replace(",", ".")
    assert Decimal(text) * 100 == grosze


@settings(max_examples=300, deadline=None)
@given(pieces=_TEXT)
def test_typography_twice_is_typography_once_and_keeps_length_and_words(pieces: list[str]) -> None:
    text = " ".join(pieces)
    once = typography_pass(text)
    assert typography_pass(once) == once
    assert len(once) == len(text)
    assert tidy(tidy(once)) == tidy(once)
    plain = str.maketrans({"\u00a0": " ", "\u2011": "-", "–": "-", "„": '"', "”": '"'})
    assert once.translate(plain) == text.translate(plain)
