"""Institutions, functions and places of our own choosing."""

from __future__ import annotations

import pytest

from schematom_docs.polish import inflect


@pytest.mark.parametrize(
    ("name", "case", "expected"),
    [
        ("Powiatowy Urząd Pracy w Turku", "ins", "Powiatowym Urzędem Pracy w Turku"),
        ("Miejsko-Gminny Ośrodek Pomocy Społecznej", "gen", "Miejsko-Gminnego Ośrodka Pomocy Społecznej"),
        ("Miejska i Gminna Biblioteka Publiczna", "dat", "Miejskiej i Gminnej Bibliotece Publicznej"),
        (
            "Stowarzyszenie Wspierania Aktywności Społecznej „Stella”",
            "ins",
            "Stowarzyszeniem Wspierania Aktywności Społecznej „Stella”",
        ),
        ("Gmina Żmudź", "gen", "Gminy Żmudź"),
        ("Powiat Poznański", "loc", "Powiecie Poznańskim"),
        ("Wyższa Szkoła Ekonomii", "gen", "Wyższej Szkoły Ekonomii"),
        ("Specjalny Ośrodek Szkolno-Wychowawczy w Turku", "dat", "Specjalnemu Ośrodkowi Szkolno-Wychowawczemu w Turku"),
        ("Muzeum Narodowe w Kielcach", "gen", "Muzeum Narodowego w Kielcach"),
        ("Termy Maltańskie", "gen", "Term Maltańskich"),
        ("POWIATOWY URZĄD PRACY", "gen", "POWIATOWEGO URZĘDU PRACY"),
        ("Lokalny Program Interdyscyplinarnej Współpracy", "gen", "Lokalnego Programu Interdyscyplinarnej Współpracy"),
        ("Trójstronny Kontrakt Rodzinny", "gen", "Trójstronnego Kontraktu Rodzinnego"),
    ],
)
def test_head_and_its_adjectives_are_declined_and_the_rest_left(name: str, case: str, expected: str) -> None:
    result = inflect(name, case, kind="institution")
    assert (result.form, result.certain) == (expected, True)


@pytest.mark.parametrize(
    "name",
    [
        "Caritas Diecezji Kieleckiej",
        "Gmina Miasto Turek",
        "Miasto Poznań",
        "Firma Handlowa Jan Kowalski",
        "Biuro Rachunkowe Nowak",
        "Zakład Ubezpieczeń Społecznych Oddział w Kielcach",
        "Gminne Centrum Informacji – Punkt Przyjazny Rodzinie",
        "Piekarnia Złoty Kłos",
        "Kowalski i Wspólnicy",
        "MOPS w Kielcach",
    ],
)
def test_appositions_owners_acronyms_and_joined_heads_are_never_certain(name: str) -> None:
    assert not inflect(name, "gen", kind="institution").certain


@pytest.mark.parametrize(
    ("title", "case", "expected"),
    [
        ("Starosta Kielecki", "dat", "Staroście Kieleckiemu"),
        ("Zastępca Dyrektora", "ins", "Zastępcą Dyrektora"),
        ("p.o. Dyrektora", "gen", "p.o. Dyrektora"),
        ("Główny Księgowy", "acc", "Głównego Księgowego"),
        ("Pracownik socjalny", "ins", "Pracownikiem socjalnym"),
        ("Doradca zawodowy", "dat", "Doradcy zawodowemu"),
        ("Przewodniczący Rady", "gen", "Przewodniczącego Rady"),
        ("Pan Dyrektor", "acc", "Pana Dyrektora"),
        ("Pani Kierownik", "ins", "Panią Kierownik"),
        ("Pani Kierowniczka", "acc", "Panią Kierowniczkę"),
        ("Dzielnicowy", "gen", "Dzielnicowego"),
        ("Sędzia", "gen", "Sędziego"),
    ],
)
def test_functions_are_declined(title: str, case: str, expected: str) -> None:
    result = inflect(title, case, kind="function")
    assert (result.form, result.certain) == (expected, True)


def test_plural_of_a_function_is_declined_too() -> None:
    assert inflect("Pracownik socjalny", "ins", kind="function", number="pl").form == "Pracownikami socjalnymi"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Turek", "Turku"),
        ("Poznań", "Poznaniu"),
        ("Swarzędz", "Swarzędzu"),
        ("Kielce", "Kielcach"),
        ("Masłów", "Masłowie"),
        ("Łopuszno", "Łopusznie"),
        ("Częstochowa", "Częstochowie"),
        ("Gorzów Wielkopolski", "Gorzowie Wielkopolskim"),
        ("Janów Lubelski", "Janowie Lubelskim"),
        ("Owińska", "Owińskach"),
        ("Bielsko-Biała", "Bielsku-Białej"),
        ("Białystok", "Białymstoku"),
        ("Zakopane", "Zakopanem"),
        ("Wysokie Mazowieckie", "Wysokiem Mazowieckiem"),
        ("Góra Kalwaria", "Górze Kalwarii"),
        ("Święta Katarzyna", "Świętej Katarzynie"),
    ],
)
def test_places_of_the_pilots_and_hard_ones_in_the_locative(name: str, expected: str) -> None:
    result = inflect(name, "loc", kind="place")
    assert (result.form, result.certain) == (expected, True)


def test_village_unknown_to_the_dictionary_is_declined_by_rule_and_not_certain() -> None:
    result = inflect("Przykładowice", "loc", kind="place")
    assert (result.form, result.certain, result.source) == ("Przykładowicach", False, "rule")


@pytest.mark.parametrize("name", ["Boguszów-Gorce", "Tyszowce", "Piaski", "Supraśl", "Trzebiel", "Biel"])
def test_places_whose_name_another_place_declines_otherwise_are_never_certain(name: str) -> None:
    assert not inflect(name, "gen", kind="place").certain


@pytest.mark.parametrize(("name", "genitive"), [("Sól", "Soli"), ("Nowa Sól", "Nowej Soli"), ("Hel", "Helu")])
def test_places_in_l_of_one_gender_stay_certain(name: str, genitive: str) -> None:
    found = inflect(name, "gen", kind="place")
    assert (found.form, found.certain) == (genitive, True)


def test_no_surname_heads_a_place() -> None:
    found = inflect("Biała Piska", "gen", kind="place")
    assert (found.form, found.certain) == ("Białej Piskiej", True)
