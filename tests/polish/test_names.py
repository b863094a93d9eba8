"""Personal names, families and the certainty of their forms, on names of our own choosing."""

from __future__ import annotations

import pytest

from schematom_docs.polish import inflect


def form(name: str, case: str, gender: str | None = None) -> str:
    return inflect(name, case, kind="person", gender=gender).form


@pytest.mark.parametrize(
    ("name", "gender", "case", "expected"),
    [
        ("Jan Kowalski", "m", "dopelniacz", "Jana Kowalskiego"),
        ("Anna Nowak", "f", "biernik", "Annę Nowak"),
        ("Dawid Kulpa", "m", "narzednik", "Dawidem Kulpą"),
        ("Artur Barczyk", "m", "miejscownik", "Arturze Barczyku"),
        ("Jan Fredro", "m", "dopelniacz", "Jana Fredry"),
        ("Jan Batory", "m", "celownik", "Janowi Batoremu"),
        ("Anna Przykładowa", "f", "narzednik", "Anną Przykładową"),
        ("Jan Przykładowy", "m", "dopelniacz", "Jana Przykładowego"),
        ("Anna Nowakówna", "f", "dopelniacz", "Anny Nowakówny"),
        ("Jan Łoś", "m", "dopelniacz", "Jana Łosia"),
        ("Kaja Lis-Kowalska", "f", "celownik", "Kai Lis-Kowalskiej"),
        ("Iryna Bondarenko", "f", "narzednik", "Iryną Bondarenko"),
        ("Wołodymyr Zełenski", "m", "biernik", "Wołodymyra Zełenskiego"),
    ],
)
def test_common_and_rarer_names_are_declined_with_certainty(name: str, gender: str, case: str, expected: str) -> None:
    result = inflect(name, case, kind="person", gender=gender)
    assert (result.form, result.certain) == (expected, True)


@pytest.mark.parametrize(
    "surname", ["Dąb", "Kozieł", "Lew", "Kozioł", "Orzeł", "Gaweł", "Żuraw", "Shevchenko", "Kelly"]
)
def test_surnames_whose_bearer_decides_are_never_certain(surname: str) -> None:
    assert not inflect(f"Jan {surname}", "gen", kind="person", gender="m").certain


# Surnames whose forms part from those of the common noun, or that take the stem of the noun or their own by custom.
HOMONYMS = (
    "Dąb Kozieł Lew Kocioł Orzeł Gołąb Lód Wół Stół Dół Pies Kieł Ząb Wąż Mąż Nóż Wóz Kozioł Osioł Karzeł "
    "Cukier Kwiat Zjazd Obiad Sąsiad Szew Żleb Mech Dzień Stopień Kierz Pień Puder Sweter Gniazdo Ziarno "
    "Oko Pióro Sadło Żyto Masło Słońce Zboże Serce Pole Sól Krew Gęś Wieś Noc Wesz Lato Prosię Jagnię "
    "Cielę Kurczę Źrebię Sędzia Hrabia Wiara Marzec Korzec Żółw Karp Jastrząb Szczaw Staw Gwóźdź Gaweł "
    "Żuraw"
)


@pytest.mark.parametrize("surname", HOMONYMS.split())
def test_no_form_that_a_homonym_leaves_open_is_certain(surname: str) -> None:
    found = {case: inflect(f"Jan {surname}", case, kind="person", gender="m") for case in ("gen", "dat", "loc")}
    assert {case: one.certain for case, one in found.items()} == dict.fromkeys(found, False)


def test_variants_of_one_surname_follow_one_pattern() -> None:
    forms = [inflect("Jan Kozioł", case, kind="person", gender="m").form for case in ("gen", "dat", "ins", "loc")]
    assert forms == ["Jana Kozioła", "Janowi Koziołowi", "Janem Koziołem", "Janie Koziole"]


def test_surname_before_first_name_is_put_after_it() -> None:
    assert form("Kowalski Jan", "gen", "m") == "Jana Kowalskiego"
    assert form("NOWAK ANNA", "acc", "f") == "ANNĘ NOWAK"


def test_academic_titles_take_a_dot_only_before_a_man_in_oblique_cases() -> None:
    assert form("dr Anna Nowak", "gen", "f") == "dr Anny Nowak"
    assert form("dr Jan Nowak", "gen", "m") == "dr. Jana Nowaka"
    assert form("ks. Jan Nowak", "ins", "m") == "ks. Janem Nowakiem"


def test_name_without_gender_is_never_certain_in_oblique_cases() -> None:
    result = inflect("Anna Nowak", "gen", kind="person")
    assert (result.form, result.certain) == ("Anny Nowak", False)


def test_approved_forms_win_and_the_rest_comes_from_the_dictionary() -> None:
    approved = {"dopelniacz": "Pawła Kozioła"}
    result = inflect("Paweł Kozioł", "gen", kind="person", gender="m", approved=approved)
    assert (result.form, result.certain, result.source) == ("Pawła Kozioła", True, "approved")
    assert inflect("Paweł Kozioł", "dat", kind="person", gender="m", approved=approved).source == "variants"


def test_approved_nominative_other_than_the_lemma_is_an_error() -> None:
    with pytest.raises(ValueError, match="mianownik"):
        inflect("Jan Nowak", "gen", kind="person", gender="m", approved={"mianownik": "Jan Nowakowski"})


@pytest.mark.parametrize(
    ("surname", "case", "expected"),
    [
        ("Nowak", "gen", "Państwa Nowaków"),
        ("Kowalski", "dat", "Państwu Kowalskim"),
        ("Kowalska", "ins", "Państwem Kowalskimi"),
        ("Zięba", "nom", "Państwo Ziębowie"),
        ("Barczyk", "loc", "Państwu Barczykach"),
    ],
)
def test_families_are_declined_in_the_plural(surname: str, case: str, expected: str) -> None:
    assert inflect(surname, case, kind="family").form == expected


def test_wrong_case_kind_or_empty_text_is_refused_in_polish() -> None:
    with pytest.raises(ValueError, match="Nie ma przypadka"):
        inflect("Jan Nowak", "genitiv")
    with pytest.raises(ValueError, match="Nie ma rodzaju"):
        inflect("Jan Nowak", "gen", kind="osoba")
    with pytest.raises(ValueError, match="Pustego tekstu"):
        inflect("  ", "gen")


@pytest.mark.parametrize(
    ("name", "gender", "expected", "certain"),
    [
        ("Pani Anna Nowak", "f", "Panią Anną Nowak", True),
        ("Pan Jan Kowalski", "m", "Panem Janem Kowalskim", True),
        ("John O'Connor", "m", "Johnem O'Connorem", False),
        ("płk Jan Rak", "m", "płk. Janem Rakiem", False),
        ("Jan Kwaśniewska", "m", "Janem Kwaśniewską", False),
        ("Anna Nowak (Wilk)", "f", "Anną Nowak (Wilk)", False),
    ],
)
def test_what_stands_beside_a_name_is_declined_or_left_for_confirmation(
    name: str, gender: str, expected: str, certain: bool
) -> None:
    found = inflect(name, "ins", kind="person", gender=gender)
    assert (found.form, found.certain) == (expected, certain)
