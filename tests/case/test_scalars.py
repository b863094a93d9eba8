"""Scalars: what offices type is read exactly, what is ambiguous is refused in Polish."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from schematom_docs.case import scalars
from schematom_docs.polish.money import money_figures


def refused(read: object, text: object) -> str:
    """Return the Polish reason with which a value is refused."""
    assert callable(read)
    with pytest.raises(PydanticCustomError) as caught:
        read(text)
    return str(caught.value)


@given(st.integers(min_value=0, max_value=10**11))
def test_money_that_is_printed_can_be_read_again(grosze: int) -> None:
    amount = Decimal(grosze) / 100
    assert scalars.as_money(money_figures(amount)) == amount
    assert scalars.as_money(f"{amount:.2f}") == amount
    assert scalars.as_money(f"{amount:,.2f}".replace(",", " ").replace(".", ",")) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("724 860,00", "724860.00"),
        ("724\u00a0860", "724860.00"),
        ("34.337.973,00", "34337973.00"),
        ("34.337.973", "34337973.00"),
        ("408.219,5", "408219.50"),
        ("25.00", "25.00"),
        ("25 zł", "25.00"),
        ("0", "0.00"),
    ],
)
def test_money_is_read_in_every_office_spelling(text: str, amount: str) -> None:
    assert scalars.as_money(text) == Decimal(amount)
    assert scalars.as_money(text).as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.500", "to nie jest kwota: nie wiadomo, czy kropka oddziela tysiące, czy grosze"),
        ("10,005", "to nie jest kwota: są w niej ułamki grosza"),
        ("-5", "to nie jest kwota: kwota nie może być ujemna"),
        ("12 34", "to nie jest kwota"),
        ("", "wartość jest pusta"),
    ],
)
def test_ambiguous_money_is_refused(text: str, reason: str) -> None:
    assert refused(scalars.as_money, text) == reason


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_both_spellings_of_a_date_mean_the_same_day(day: date) -> None:
    assert scalars.as_date(day.isoformat()) == day
    assert scalars.as_date(f"{day.day}.{day.month}.{day.year}") == day
    assert scalars.as_date(f"{day:%d.%m}.{day.year} r.") == day


def test_refused_dates_say_why() -> None:
    assert refused(scalars.as_date, "42139") == "to nie jest data: wygląda na numer dnia z Excela"
    assert refused(scalars.as_date, "2013-08") == "to nie jest data: podano sam miesiąc, a potrzebny jest dzień"
    assert (
        refused(scalars.as_date, "3/4/2015") == "to nie jest data: nie wiadomo, która liczba jest dniem, a która rokiem"
    )
    assert refused(scalars.as_date, "2015-02-29") == "nie ma takiego dnia w kalendarzu"


def test_planned_dates_keep_the_precision_that_is_known() -> None:
    assert scalars.as_partial_date("2013-08") == "2013-08"
    assert scalars.as_partial_date("2011") == "2011"
    assert scalars.as_partial_date("15.11.2013") == date(2013, 11, 15)


def test_shares_are_exact() -> None:
    assert scalars.as_percent("37,5%") == Decimal("37.5")
    assert scalars.as_number("1,5") == Decimal("1.5")
    assert scalars.as_fraction("2/4") == "1/2"
    assert scalars.as_fraction("0,75") == "3/4"
    assert scalars.as_fraction("½") == "1/2"
    assert "większy od 0" in refused(scalars.as_fraction, "3/2")


def test_letters_are_composed_and_control_signs_refused() -> None:
    assert scalars.as_text(" Z\u0301ro\u0301dło\u00a0") == "Źródło"
    assert refused(scalars.as_text, "An\x01na") == "w tekście jest niewidoczny znak sterujący"
    assert scalars.as_text("jeden\ndwa") == "jeden\ndwa"


def test_yes_and_no_are_polish() -> None:
    assert scalars.as_yes_no("tak") is True
    assert scalars.as_yes_no("NIE") is False
    assert refused(scalars.as_yes_no, "może") == "tu można wpisać tylko tak albo nie"
