"""Money in figures and words, decimal numbers, dates and ranges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.polish.dates import date_text, period_text
from schematom_docs.polish.money import decimal_figures, money_figures, money_words, percent


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("724860", "siedemset dwadzieścia cztery tysiące osiemset sześćdziesiąt złotych 00/100"),
        ("408219", "czterysta osiem tysięcy dwieście dziewiętnaście złotych 00/100"),
        (
            "34337973.00",
            "trzydzieści cztery miliony trzysta trzydzieści siedem tysięcy "
            "dziewięćset siedemdziesiąt trzy złote 00/100",
        ),
        ("316641", "trzysta szesnaście tysięcy sześćset czterdzieści jeden złotych 00/100"),
        ("40821.90", "czterdzieści tysięcy osiemset dwadzieścia jeden złotych 90/100"),
        ("1", "jeden złoty 00/100"),
        ("22", "dwadzieścia dwa złote 00/100"),
        ("112", "sto dwanaście złotych 00/100"),
        ("0.01", "zero złotych 01/100"),
        ("1000", "jeden tysiąc złotych 00/100"),
    ],
)
def test_amounts_of_the_pilots_in_words(amount: str, words: str) -> None:
    assert money_words(Decimal(amount)) == words


def test_second_convention_spells_the_grosze() -> None:
    assert money_words("12,20", "slowa") == "dwanaście złotych dwadzieścia groszy"
    assert money_words("1.01", "slowa") == "jeden złoty jeden grosz"
    assert money_words(1000, spell_one=False) == "tysiąc złotych 00/100"


@given(st.integers(min_value=0, max_value=10**14 - 1))
def test_figures_of_an_amount_read_back_exactly(grosze: int) -> None:
    text = money_figures(Decimal(grosze) / 100)
    assert text.endswith("\u00a0zł")
    assert int(text[:-3].replace("\u00a0", "").replace(",", "")) == grosze


def test_binary_fractions_and_fractions_of_a_grosz_are_refused() -> None:
    with pytest.raises(ValueError, match="dokładnie"):
        money_figures(0.1)
    with pytest.raises(ValueError, match="grosza"):
        money_figures("0.001")
    with pytest.raises(ValueError, match="ujemna"):
        money_words(-1)


def test_numbers_and_percentages_take_a_decimal_comma() -> None:
    assert decimal_figures("37.50") == "37,5"
    assert decimal_figures(Decimal("1234567.25")) == "1\u00a0234\u00a0567,25"
    assert decimal_figures(Decimal("1E+3")) == "1\u00a0000"
    assert percent("37.5") == "37,5%"
    assert percent(60) == "60%"


DAY = date(2015, 7, 30)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("dluga", "30 lipca 2015 r."),
        ("krotka", "30.07.2015 r."),
        ("miesiac", "lipiec 2015 r."),
        ("miesiaca", "lipca 2015 r."),
        ("w_miesiacu", "w lipcu 2015 r."),
        ("slownie", "trzydziestego lipca dwa tysiące piętnastego roku"),
        ("bez_roku", "30 lipca"),
        ("dzien_tygodnia", "czwartek"),
        ("w_dzien", "w czwartek"),
    ],
)
def test_styles_of_a_date(style: str, expected: str) -> None:
    assert date_text(DAY, style).replace("\u00a0", " ") == expected


def test_parts_of_a_date_are_tied_together() -> None:
    assert date_text(DAY) == "30\u00a0lipca\u00a02015\u00a0r."


def test_month_without_a_day_is_written_as_a_month() -> None:
    assert date_text("2013-06", "w_miesiacu") == "w\u00a0czerwcu\u00a02013\u00a0r."
    assert period_text("2013-08", None).replace("\u00a0", " ") == "od sierpnia 2013 r."
    with pytest.raises(ValueError, match="Miesiąc bez dnia"):
        date_text("2013-06", "krotka")


@pytest.mark.parametrize(
    ("start", "end", "style", "expected"),
    [
        (date(2015, 6, 23), date(2015, 6, 24), "dni", "23–24 czerwca 2015 r."),
        (date(2015, 7, 27), date(2015, 7, 29), "w_dniach", "w dniach 27–29 lipca 2015 r."),
        (date(2015, 6, 17), date(2015, 6, 17), "w_dniach", "w dniu 17 czerwca 2015 r."),
        (date(2015, 6, 29), date(2015, 7, 3), "dni", "29 czerwca – 3 lipca 2015 r."),
        (date(2014, 12, 29), date(2015, 1, 3), "dni", "29 grudnia 2014 r. – 3 stycznia 2015 r."),
        (date(2013, 11, 15), date(2014, 12, 31), "od_do", "od 15 listopada 2013 r. do 31 grudnia 2014 r."),
        (None, date(2015, 3, 31), "od_do", "do 31 marca 2015 r."),
        (date(2015, 4, 1), None, "w_dniach", "od 1 kwietnia 2015 r."),
        (date(2015, 4, 1), date(2015, 9, 30), "krotki", "01.04.2015–30.09.2015 r."),
    ],
)
def test_ranges_of_days(start: date | None, end: date | None, style: str, expected: str) -> None:
    assert period_text(start, end, style).replace("\u00a0", " ") == expected


def test_impossible_ranges_are_refused() -> None:
    with pytest.raises(ValueError, match="wcześniejszy"):
        period_text(date(2015, 2, 1), date(2015, 1, 1))
    with pytest.raises(ValueError, match="ani początku"):
        period_text(None, None)
    with pytest.raises(ValueError, match="nie jest datą"):
        date_text("30.07.2015")
