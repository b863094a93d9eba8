"""Gminas: the place after the unit stays in every case, adjectives of kind and origin decline; offices."""

from __future__ import annotations

import pytest

from schematom_docs.polish import inflect
from schematom_docs.polish.cases import CASES

GMINA = dict(zip(CASES, ("Gmina", "Gminy", "Gminie", "Gminę", "Gminą", "Gminie", "Gmino"), strict=True))
MIASTO = dict(zip(CASES, ("Miasto", "Miasta", "Miastu", "Miasto", "Miastem", "Mieście", "Miasto"), strict=True))


@pytest.mark.parametrize(
    "place",
    [
        *("Swarzędz", "Kleczew", "Żmudź", "Biała", "Dobra", "Wola", "Zielona", "Czarna", "Wysokie", "Borki", "Nowe"),
        *("Stary Sącz", "Kazimierz Dolny", "Suchy Las", "Kamienna Góra", "Czarna Dąbrówka", "Stara Biała"),
        *(
            "Nowe Miasto nad Pilicą",
            "Kąty Wrocławskie",
            "Busko-Zdrój",
            "Ruda Śląska",
            "Biała Piska",
            "Wielka Nieszawka",
        ),
        *("Miejsce Piastowe", "Polska Cerekiew", "Cedry Wielkie", "Ostrów Mazowiecka", "Wola Krzysztoporska"),
    ],
)
def test_place_after_gmina_stays_in_every_case_and_is_certain(place: str) -> None:
    found = {case: inflect(f"Gmina {place}", case, kind="institution") for case in CASES}
    assert {case: one.form for case, one in found.items()} == {case: f"{form} {place}" for case, form in GMINA.items()}
    assert all(one.certain for one in found.values())


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        (
            "gmina turecka",
            "gmina turecka|gminy tureckiej|gminie tureckiej|gminę turecką|gminą turecką|gminie tureckiej|gmino turecka",
        ),
        (
            "Gmina Turecka",
            "Gmina Turecka|Gminy Tureckiej|Gminie Tureckiej|Gminę Turecką|Gminą Turecką|Gminie Tureckiej|Gmino Turecka",
        ),
        (
            "gmina wiejska Kalisz",
            "gmina wiejska Kalisz|gminy wiejskiej Kalisz|gminie wiejskiej Kalisz|gminę wiejską Kalisz|"
            "gminą wiejską Kalisz|gminie wiejskiej Kalisz|gmino wiejska Kalisz",
        ),
        (
            "Gmina Miejska Biała Podlaska",
            "Gmina Miejska Biała Podlaska|Gminy Miejskiej Biała Podlaska|Gminie Miejskiej Biała Podlaska|"
            "Gminę Miejską Biała Podlaska|Gminą Miejską Biała Podlaska|Gminie Miejskiej Biała Podlaska|"
            "Gmino Miejska Biała Podlaska",
        ),
        (
            "Gmina Miejsko-Wiejska Opole Lubelskie",
            "Gmina Miejsko-Wiejska Opole Lubelskie|Gminy Miejsko-Wiejskiej Opole Lubelskie|"
            "Gminie Miejsko-Wiejskiej Opole Lubelskie|Gminę Miejsko-Wiejską Opole Lubelskie|"
            "Gminą Miejsko-Wiejską Opole Lubelskie|Gminie Miejsko-Wiejskiej Opole Lubelskie|"
            "Gmino Miejsko-Wiejska Opole Lubelskie",
        ),
        (
            "Powiat Bieruńsko-Lędziński",
            "Powiat Bieruńsko-Lędziński|Powiatu Bieruńsko-Lędzińskiego|Powiatowi Bieruńsko-Lędzińskiemu|"
            "Powiat Bieruńsko-Lędziński|Powiatem Bieruńsko-Lędzińskim|Powiecie Bieruńsko-Lędzińskim|"
            "Powiecie Bieruńsko-Lędziński",
        ),
    ],
)
def test_adjectives_of_kind_and_origin_decline_with_certainty(name: str, forms: str) -> None:
    found = [inflect(name, case, kind="institution") for case in CASES]
    assert [one.form for one in found] == forms.split("|")
    assert all(one.certain for one in found)


@pytest.mark.parametrize(("first", "second"), [(GMINA, MIASTO), (MIASTO, GMINA)])
@pytest.mark.parametrize("place", ["", " Odolanów", " Buk", " Nowy Dwór Gdański"])
def test_gmina_and_town_both_decline_and_their_place_stays(
    first: dict[str, str], second: dict[str, str], place: str
) -> None:
    name = f"{first['nom']} i {second['nom']}{place}"
    for case in CASES:
        found = inflect(name, case, kind="institution")
        assert (found.form, found.certain) == (f"{first[case]} i {second[case]}{place}", True)


@pytest.mark.parametrize(
    ("name", "kind", "genitive"),
    [
        ("Urząd Gminy w Bielinach", "institution", "Urzędu Gminy w Bielinach"),
        ("Urząd Gminy Biała", "institution", "Urzędu Gminy Biała"),
        ("Urząd Gminy i Miasta w Chęcinach", "institution", "Urzędu Gminy i Miasta w Chęcinach"),
        ("Rada Gminy Stara Biała", "institution", "Rady Gminy Stara Biała"),
        ("Wójt Gminy Nowa Ruda", "function", "Wójta Gminy Nowa Ruda"),
        ("Burmistrz Miasta i Gminy", "function", "Burmistrza Miasta i Gminy"),
        ("Burmistrz Gminy i Miasta Odolanów", "function", "Burmistrza Gminy i Miasta Odolanów"),
        ("Prezydent Miasta Kielce", "function", "Prezydenta Miasta Kielce"),
        ("Zastępca Wójta Gminy Masłów", "function", "Zastępcy Wójta Gminy Masłów"),
        ("Przewodniczący Rady Gminy Bieliny", "function", "Przewodniczącego Rady Gminy Bieliny"),
    ],
)
def test_offices_and_functions_of_gminas_are_certain(name: str, kind: str, genitive: str) -> None:
    found = inflect(name, "gen", kind=kind)
    assert (found.form, found.certain) == (genitive, True)


@pytest.mark.parametrize("name", ["Gmina Łopuszno Jan Kowalski", "Gmina Nowa Sól – Miasto", "Gmina Miasto Koło"])
def test_what_may_decline_beside_a_gmina_is_never_certain(name: str) -> None:
    assert not inflect(name, "gen", kind="institution").certain
