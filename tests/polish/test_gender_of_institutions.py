"""Words in agreement with an institution: its noun decides, then what somebody approved; a guess is never silent."""

from __future__ import annotations

from typing import Any

import pytest

from schematom_docs.case.wordforms import WordForms
from schematom_docs.errors import TemplateError
from schematom_docs.polish import collected_forms
from schematom_docs.polish.filters import FILTERS


def institution(name: str, **fields: Any) -> dict[str, Any]:
    return {"encja": "instytucja", "nazwa": name, **fields}


def shown(value: object, word: str, case: str = "mianownik", **odmiany: dict[str, str]) -> str:
    with collected_forms(mark=True):
        return str(FILTERS["zgodnie"]({"odmiany": odmiany}, value, word, case)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "name", ["Caritas", "Caritas Diecezji Kieleckiej", "InPost", "MOPS w Kielcach", "PCPR", "Stella"]
)
def test_a_name_whose_gender_nobody_knows_marks_the_word(name: str) -> None:
    assert shown(institution(name), "zwany dalej", "narzednik") == "zwanym dalej [?]"
    assert shown(institution(name), "zwany", "biernik") == "zwany [?]"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Powiatowy Urząd Pracy w Turku", "zwanym"),
        ("POWIATOWY URZĄD PRACY W TURKU", "zwanym"),
        ("Gmina Żmudź", "zwaną"),
        ("Powiatowe Centrum Pomocy Rodzinie w Kielcach", "zwanym"),
        ("ZUS", "zwanym"),
        ("Fundacja Caritas", "zwaną"),
        ("Wodociągi Kieleckie", "zwanymi"),
    ],
)
def test_a_name_with_a_known_noun_takes_its_gender_without_a_mark(name: str, expected: str) -> None:
    assert shown(institution(name), "zwany", "narzednik") == expected


@pytest.mark.parametrize(
    ("gender", "expected"), [("meski", "zwany"), ("zenski", "zwana"), ("nijaki", "zwane"), ("mnogi", "zwane")]
)
def test_the_approved_gender_decides_in_the_case_and_at_the_institution(gender: str, expected: str) -> None:
    assert shown(institution("Caritas"), "zwany", Caritas={"rodzaj_gramatyczny": gender}) == expected
    assert shown(institution("Caritas", odmiany={"rodzaj_gramatyczny": gender}), "zwany") == expected
    assert shown("Caritas", "zwany", Caritas={"rodzaj_gramatyczny": gender}) == expected


def test_the_approved_gender_wins_over_the_dictionary() -> None:
    assert shown(institution("ZUS"), "zwany", ZUS={"rodzaj_gramatyczny": "zenski"}) == "zwana"


def test_a_word_that_is_alike_in_all_genders_needs_no_approval() -> None:
    assert shown(institution("Caritas"), "oświadcza") == "oświadcza"


def test_a_group_hangs_on_the_gender_only_where_a_man_would_not_decide_it() -> None:
    anna = {"encja": "osoba", "imie": "Anna", "nazwisko": "Nowak", "plec": "k"}
    jan = {"encja": "osoba", "imie": "Jan", "nazwisko": "Nowak", "plec": "m"}
    assert shown([jan, institution("Caritas")], "zwany") == "zwani"
    assert shown([anna, institution("Caritas")], "zwany").endswith("[?]")
    assert shown([anna, institution("Caritas")], "zwany", Caritas={"rodzaj_gramatyczny": "zenski"}) == "zwane"
    assert shown([institution("InPost"), institution("Caritas")], "zwany") == "zwane"


def test_the_doubt_is_recorded_under_the_name_with_the_gender_that_was_taken() -> None:
    with collected_forms() as records:
        FILTERS["zgodnie"]({}, institution("InPost"), "zwany")
    assert [(one.lemma, one.form, one.certain, one.gender) for one in records] == [("InPost", "zwany", False, "meski")]


def test_a_gender_that_does_not_exist_is_refused() -> None:
    with pytest.raises(TemplateError, match="Nie ma rodzaju gramatycznego „męski”; są: meski, zenski, nijaki, mnogi"):
        shown(institution("Caritas"), "zwany", Caritas={"rodzaj_gramatyczny": "męski"})
    with pytest.raises(ValueError, match="rodzaj_gramatyczny"):
        WordForms.model_validate({"rodzaj_gramatyczny": "męski"})
