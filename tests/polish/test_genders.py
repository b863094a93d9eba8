"""The sex of a person: field, then PESEL, then first name; disagreement is an error unless the field is confirmed."""

from __future__ import annotations

import pytest

from schematom_docs.polish.genders import decide_gender, gender_by_first_name, gender_by_pesel

WOMAN, MAN = "85010112348", "85010112355"


@pytest.mark.parametrize(
    ("field", "pesel", "name", "gender", "source"),
    [
        ("k", WOMAN, "Anna", "f", "field"),
        ("", WOMAN, "Anna", "f", "pesel"),
        ("", MAN, "Saszka", "m", "pesel"),
        ("", "", "Piotr", "m", "first_name"),
        ("m", "", "", "m", "field"),
        ("k", "", "Xyzzy", "f", "field"),
    ],
)
def test_first_source_that_knows_decides(field: str, pesel: str, name: str, gender: str, source: str) -> None:
    decision = decide_gender(field, pesel, name)
    assert (decision.gender, decision.source) == (gender, source)


@pytest.mark.parametrize(
    ("field", "pesel", "name", "said"),
    [
        ("k", MAN, "Anna", "pole „plec” wskazuje kobietę, PESEL wskazuje mężczyznę"),
        ("", WOMAN, "Piotr", "PESEL wskazuje kobietę, imię wskazuje mężczyznę"),
        ("m", "", "Anna", "pole „plec” wskazuje mężczyznę, imię wskazuje kobietę"),
    ],
)
def test_disagreement_is_an_error_that_names_the_sources_and_no_person(
    field: str, pesel: str, name: str, said: str
) -> None:
    with pytest.raises(ValueError, match=said) as problem:
        decide_gender(field, pesel, name)
    assert pesel == "" or pesel not in str(problem.value)
    assert name not in str(problem.value)


def test_confirmed_field_wins_over_pesel_and_name() -> None:
    assert decide_gender("k", MAN, "Piotr", confirmed=True).gender == "f"


def test_confirmation_without_the_field_confirms_nothing() -> None:
    with pytest.raises(ValueError, match="sprzeczna"):
        decide_gender("", MAN, "Anna", confirmed=True)


def test_nobody_knows_is_an_error() -> None:
    with pytest.raises(ValueError, match="uzupełnij pole „plec”"):
        decide_gender("", "", "Xyzzy")


def test_pesel_that_is_no_pesel_and_name_of_both_sexes_say_nothing() -> None:
    assert gender_by_pesel("123") is None
    assert gender_by_first_name("") is None
