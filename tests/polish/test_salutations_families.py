"""Salutations, families of one adult and of women alone, powiats by seat, children with adjectives, fractions."""

from __future__ import annotations

from typing import Any

import pytest

from schematom_docs.errors import TemplateError
from schematom_docs.polish import inflect
from schematom_docs.polish.filters import FILTERS
from schematom_docs.polish.fractions import decimal_words, percent_words
from schematom_docs.polish.inflected import collected_forms
from schematom_docs.polish.powiats import powiat_of, powiats
from schematom_docs.polish.salutations import salutation

ANNA = {"encja": "osoba", "imie": "Anna", "nazwisko": "Nowak", "plec": "k"}
EWA = {"encja": "osoba", "imie": "Ewa", "nazwisko": "Wójcik", "plec": "k"}
JAN = {"encja": "osoba", "imie": "Jan", "nazwisko": "Wójcik", "plec": "m"}
CHILD = {"encja": "osoba", "imie": "Ola", "nazwisko": "Wójcik", "plec": "k", "rola": "dziecko"}


@pytest.mark.parametrize(
    ("person", "function", "expected"),
    [
        (ANNA, "Dyrektor", "Szanowna Pani Dyrektor"),
        (ANNA, "Przewodniczący Rady", "Szanowna Pani Przewodnicząca Rady"),
        (ANNA, "Główny Księgowy", "Szanowna Pani Główna Księgowa"),
        (ANNA, "Starszy Asystent Rodziny", "Szanowna Pani Starszy Asystent Rodziny"),
        (ANNA, "", "Szanowna Pani"),
        (JAN, "Kierownik", "Szanowny Panie Kierowniku"),
        (JAN, "Starosta", "Szanowny Panie Starosto"),
        (JAN, "Wójt Gminy Bieliny", "Szanowny Panie Wójcie Gminy Bieliny"),
        (JAN, "Prezes Zarządu", "Szanowny Panie Prezesie Zarządu"),
        (JAN, "", "Szanowny Panie"),
    ],
)
def test_letter_greets_a_person_by_function(person: dict[str, Any], function: str, expected: str) -> None:
    assert salutation({**person, "funkcja": function}, {}) == expected


def test_letter_greets_several() -> None:
    assert salutation([ANNA, JAN], {}) == "Szanowni Państwo"
    assert salutation([ANNA, EWA], {}) == "Szanowne Panie"
    assert salutation({"encja": "rodzina", "nazwisko": "Nowak"}, {}) == "Szanowni Państwo"
    with pytest.raises(TemplateError, match="zwrot"):
        FILTERS["zwrot"]({}, "Anna Nowak")


def family(**fields: Any) -> dict[str, Any]:
    return {"encja": "rodzina", "nazwisko": "Wójcik", **fields}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (family(dorosli=[EWA]), "Rodziną Pani Ewy Wójcik"),
        (family(czlonkowie=[JAN, CHILD]), "Rodziną Pana Jana Wójcika"),
        (family(czlonkowie=[EWA, JAN, CHILD]), "Rodziną Państwa Wójcików"),
        (family(nazwiska=["Nowak", "Wójcik"], dorosli=[ANNA, EWA]), "Rodziną Pań Anny Nowak i Ewy Wójcik"),
        (family(nazwiska=["Nowak", "Wójcik"], dorosli=[ANNA, JAN]), "Rodziną Państwa Anny Nowak i Jana Wójcika"),
        (family(), "Rodziną Państwa Wójcików"),
    ],
)
def test_family_is_named_after_its_adults(value: dict[str, Any], expected: str) -> None:
    assert FILTERS["odmiana"]({}, value, "narzednik").replace("\u00a0", " ") == expected


def test_every_powiat_has_its_adjective_and_declines_certainly() -> None:
    assert len(powiats()) == 314
    for seat in powiats():
        found = inflect(powiat_of(seat), "loc")
        assert found.certain, seat
        assert found.form.startswith("powiecie "), seat
        assert all(
            word.endswith(("skim", "ckim", "dzkim", "wschodnim", "zachodnim")) for word in found.form.split()[1:]
        )


@pytest.mark.parametrize(
    ("seat", "expected"),
    [
        ("Busko-Zdrój", "powiatu buskiego"),
        ("Turek", "powiatu tureckiego"),
        ("Łódź", "powiatu łódzkiego wschodniego"),
        ("Zakopane", "powiatu tatrzańskiego"),
    ],
)
def test_powiat_is_found_by_its_seat(seat: str, expected: str) -> None:
    assert FILTERS["powiat"]({}, seat, "dopelniacz") == expected


def test_town_that_is_no_seat_is_an_error() -> None:
    with pytest.raises(TemplateError, match="nie jest siedzibą powiatu"):
        FILTERS["powiat"]({}, "Suchy Las")


@pytest.mark.parametrize(
    ("number", "case", "expected"),
    [
        (2, "mianownik", "dwoje małoletnich dzieci"),
        (5, "narzednik", "pięciorgiem małoletnich dzieci"),
        (3, "celownik", "trojgu małoletnim dzieciom"),
        (1, "biernik", "jedno małoletnie dziecko"),
    ],
)
def test_children_with_an_adjective_are_counted_by_collectives(number: int, case: str, expected: str) -> None:
    assert FILTERS["liczba"]({}, number, "małoletnie dziecko", case, slownie=True) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.5", "pięć dziesiątych"),
        ("2.5", "dwa i pięć dziesiątych"),
        ("1.1", "jeden i jedna dziesiąta"),
        ("3.25", "trzy i dwadzieścia pięć setnych"),
        ("7.02", "siedem i dwie setne"),
        ("0.001", "jedna tysięczna"),
        ("12.50", "dwanaście i pięć dziesiątych"),
        ("-1.5", "minus jeden i pięć dziesiątych"),
        ("100", "sto"),
        ("0", "zero"),
    ],
)
def test_decimal_fraction_in_words(value: str, expected: str) -> None:
    assert decimal_words(value) == expected


def test_percentage_in_words_and_too_many_places() -> None:
    assert percent_words("37.5") == "trzydzieści siedem i pięć dziesiątych procent"
    with pytest.raises(ValueError, match="trzy miejsca"):
        decimal_words("0.0001")


@pytest.mark.parametrize(
    ("value", "case", "expected"),
    [
        ("2.5", "dopelniacz", "dwóch i pięciu dziesiątych"),
        ("2.5", "narzednik", "dwoma i pięcioma dziesiątymi"),
        ("2.5", "biernik", "dwa i pięć dziesiątych"),
        ("0.1", "biernik", "jedną dziesiątą"),
        ("1.1", "celownik", "jednemu i jednej dziesiątej"),
        ("7.02", "celownik", "siedmiu i dwóm setnym"),
        ("3.012", "miejscownik", "trzech i dwunastu tysięcznych"),
    ],
)
def test_decimal_fraction_in_words_declines_whatever_the_gender(value: str, case: str, expected: str) -> None:
    assert {FILTERS["slownie"](value, gender, case) for gender in ("m", "k", "n")} == {expected}


@pytest.mark.parametrize("unit", ["zł", "gr", "km", "kg", "szt.", "godz.", "pkt"])
def test_an_abbreviation_stays_beside_every_number(unit: str) -> None:
    with collected_forms(mark=True) as records:
        found = [FILTERS["liczba"]({}, number, unit, "narzednik") for number in (1, 3, 1000)]
    assert found == [f"1\u00a0{unit}", f"3\u00a0{unit}", f"1\u00a0000\u00a0{unit}"]
    assert records == []


def test_an_abbreviation_beside_a_number_in_words_is_an_error() -> None:
    with pytest.raises(TemplateError, match=r"Skrót „zł” nie łączy się z liczbą słownie; .*kwota"):
        FILTERS["liczba"]({}, 3, "zł", slownie=True)


@pytest.mark.parametrize(
    ("title", "vocative"),
    [("Księgowa", "Księgowa"), ("Główna Księgowa", "Główna Księgowa"), ("Radna", "Radna"), ("Królowa", "Królowo")],
)
def test_a_womans_title_of_an_adjective_keeps_its_form_in_the_vocative(title: str, vocative: str) -> None:
    found = inflect(title, "voc", kind="function")
    assert (found.form, found.certain) == (vocative, True)
