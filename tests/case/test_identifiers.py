"""Identifiers: a generator written from the rules themselves, apart from python-stdnum, agrees with the check."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from schematom_docs.case import identifiers

CENTURY = {18: 80, 19: 0, 20: 20, 21: 40, 22: 60}
WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)


def made_pesel(born: date, serial: int, sex_digit: int) -> str:
    """Return a PESEL by the published rule: date with the century in the month, serial, sex, check digit."""
    month = born.month + CENTURY[born.year // 100]
    digits = f"{born.year % 100:02d}{month:02d}{born.day:02d}{serial:03d}{sex_digit}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return f"{digits}{(10 - total % 10) % 10}"


births = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@given(births, st.integers(0, 999), st.integers(0, 9))
def test_a_pesel_made_by_the_rule_is_accepted_and_tells_birth_date_and_sex(born: date, serial: int, sex: int) -> None:
    number = made_pesel(born, serial, sex)
    assert identifiers.pesel(number) == number
    assert identifiers.birth_date(number) == born
    assert identifiers.sex(number) == ("m" if sex % 2 else "k")


@given(births, st.integers(0, 999), st.integers(0, 9), st.integers(0, 10), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(born: date, serial: int, sex: int, place: int, shift: int) -> None:
    number = made_pesel(born, serial, sex)
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    with pytest.raises(PydanticCustomError) as caught:
        identifiers.pesel(wrong)
    assert wrong not in str(caught.value)
    assert identifiers.masked(wrong) in str(caught.value)


@pytest.mark.parametrize(
    ("number", "born", "sex"),
    [
        ("84030741265", date(1984, 3, 7), "k"),
        ("79112310576", date(1979, 11, 23), "m"),
        ("05260203349", date(2005, 6, 2), "k"),
        ("13323077198", date(2013, 12, 30), "m"),
    ],
)
def test_pesel_of_each_century(number: str, born: date, sex: str) -> None:
    assert identifiers.pesel(number) == number
    assert (identifiers.birth_date(number), identifiers.sex(number)) == (born, sex)


GOOD = [
    (identifiers.nip, "PL 777-123-45-67", "7771234567"),
    (identifiers.regon, "631472124", "631472124"),
    (identifiers.regon, "63147212400015", "63147212400015"),
    (identifiers.krs, "0000123456", "0000123456"),
    (identifiers.nrb, "44 1020 0003 0000 0000 1234 5678", "44102000030000000012345678"),
    (identifiers.postcode, "62-020", "62-020"),
    (identifiers.phone, "+48 600 100 200", "+48 600 100 200"),
    (identifiers.email, "sekretariat@example.pl", "sekretariat@example.pl"),
    (identifiers.ade, "ae:pl-12345-67890-ABCDE-12", "AE:PL-12345-67890-ABCDE-12"),
]
BAD = [
    (identifiers.pesel, "5260203349", "PESEL ma 10 cyfr – Excel zgubił zero?"),
    (identifiers.pesel, "840307O1265", "PESEL ma inne znaki niż cyfry"),
    (identifiers.pesel, "8,40307E+10", "PESEL ma postać wykładniczą – Excel zamienił numer na liczbę"),
    (identifiers.pesel, "00000000000", "PESEL *********00 ma same zera"),
    (identifiers.nip, "0000000000", "NIP ********00 ma same zera"),
    (identifiers.nip, "777123456", "NIP ma 9 cyfr – Excel zgubił zero?"),
    (identifiers.regon, "631472125", "REGON *******25 ma złą cyfrę kontrolną"),
    (identifiers.krs, "123456", "KRS ma 6 cyfr – zgubiono zera z przodu?"),
    (identifiers.nrb, "4,41E+25", "Numer rachunku ma postać wykładniczą – Excel zamienił numer na liczbę"),
    (identifiers.nrb, "45102000030000000012345678", "numer rachunku ************************78 ma złe cyfry kontrolne"),
    (identifiers.nrb, "19102000040000000012345678", "numer rachunku ************************78 ma zły numer banku"),
    (identifiers.postcode, "5800", "kod pocztowy ma 4 cyfry – zgubiono zero z przodu?"),
    (identifiers.phone, "12 34", "numer telefonu powinien mieć 9 cyfr"),
    (identifiers.email, "AE:PL-12345-67890-ABCDE-12", "to jest adres do doręczeń elektronicznych, nie e-mail"),
    (identifiers.ade, "biuro@example.pl", "to nie jest adres do doręczeń elektronicznych"),
]


@pytest.mark.parametrize(("read", "typed", "stored"), GOOD)
def test_right_identifiers_are_stored_in_one_form(read: object, typed: str, stored: str) -> None:
    assert callable(read)
    assert read(typed) == stored


@pytest.mark.parametrize(("read", "typed", "reason"), BAD)
def test_wrong_identifiers_name_the_likely_cause(read: object, typed: str, reason: str) -> None:
    assert callable(read)
    with pytest.raises(PydanticCustomError) as caught:
        read(typed)
    assert str(caught.value) == reason
