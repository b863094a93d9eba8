"""Families named in full: the plural after „Państwo”, first names before it, „Rodzina …”, adults by name."""

from __future__ import annotations

import pytest

from schematom_docs.polish import inflect
from schematom_docs.polish.cases import CASES
from schematom_docs.polish.filters import FILTERS
from schematom_docs.polish.inflected import collected_forms

NOWAKOWIE = (
    "Państwo Nowakowie",
    "Państwa Nowaków",
    "Państwu Nowakom",
    "Państwa Nowaków",
    "Państwem Nowakami",
    "Państwu Nowakach",
    "Państwo Nowakowie",
)


@pytest.mark.parametrize("kind", [None, "family"])
def test_panstwo_nowakowie_declines_both_words_and_is_certain(kind: str | None) -> None:
    found = [inflect("Państwo Nowakowie", case, kind=kind) for case in CASES]
    assert tuple(one.form for one in found) == NOWAKOWIE
    assert all(one.certain for one in found)


@pytest.mark.parametrize("options", [{}, {"rodzaj": "rodzina"}])
def test_the_filter_declines_the_same_name_without_a_mark(options: dict[str, str]) -> None:
    with collected_forms(mark=True):
        assert FILTERS["odmiana"]({}, "Państwo Nowakowie", "dopelniacz", **options) == "Państwa Nowaków"
        head = FILTERS["odmiana"]({}, "Rodzina Państwa Kowalskich", "narzednik", **options)
    assert head == "Rodziną Państwa Kowalskich"


@pytest.mark.parametrize(
    ("name", "genitive", "instrumental"),
    [
        ("Państwo Kowalscy", "Państwa Kowalskich", "Państwem Kowalskimi"),
        ("Państwo Kozłowie", "Państwa Kozłów", "Państwem Kozłami"),
        ("Państwo Strusiowie", "Państwa Strusiów", "Państwem Strusiami"),
        ("Państwo Brzęścikowie", "Państwa Brzęścików", "Państwem Brzęścikami"),
        ("Państwo Mickiewicze", "Państwa Mickiewiczów", "Państwem Mickiewiczami"),
        ("Państwo Biali", "Państwa Białych", "Państwem Białymi"),
        ("Państwo Anna i Jan Nowakowie", "Państwa Anny i Jana Nowaków", "Państwem Anną i Janem Nowakami"),
        ("Nowakowie", "Państwa Nowaków", "Państwem Nowakami"),
        ("Rodzina Kowalskich", "Rodziny Kowalskich", "Rodziną Kowalskich"),
        ("PAŃSTWO NOWAKOWIE", "PAŃSTWA NOWAKÓW", "PAŃSTWEM NOWAKAMI"),
    ],
)
def test_a_plural_shows_its_stem_so_its_forms_are_certain(name: str, genitive: str, instrumental: str) -> None:
    found = [inflect(name, case, kind="family") for case in ("gen", "ins")]
    assert [(one.form, one.certain) for one in found] == [(genitive, True), (instrumental, True)]


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Anna Nowak i Jan Wójcik", "Anny Nowak i Jana Wójcika"),
        ("Państwo Anna Nowak i Jan Wójcik", "Państwa Anny Nowak i Jana Wójcika"),
        ("Państwo Nowak-Kowalscy", "Państwa Nowak-Kowalskich"),
        ("Państwo Suchowie", "Państwa Suchów"),
    ],
)
def test_adults_by_name_and_wavering_plurals_decline_and_wait_for_approval(name: str, genitive: str) -> None:
    found = inflect(name, "gen", kind="family")
    assert (found.form, found.certain) == (genitive, False)


@pytest.mark.parametrize("name", ["Jan Kowalski", "Państwo Nowak", "Państwa Nowaków", "Nowak i Wójcik"])
def test_what_is_no_name_of_a_family_stays_and_is_unknown(name: str) -> None:
    found = inflect(name, "gen", kind="family")
    assert (found.form, found.certain, found.source) == (name, False, "unknown")


@pytest.mark.parametrize("name", ["Państwo Watykan", "Państwo Nowak"])
def test_panstwo_before_a_name_that_stays_is_not_certain(name: str) -> None:
    assert not inflect(name, "gen").certain


@pytest.mark.parametrize(
    ("name", "genitive"),
    [("Państwo Członkowskie", "Państwa Członkowskiego"), ("Państwo polskie", "Państwa polskiego")],
)
def test_a_state_is_no_family(name: str, genitive: str) -> None:
    found = inflect(name, "gen")
    assert (found.form, found.certain) == (genitive, True)


def test_particles_of_a_foreign_surname_stay() -> None:
    assert inflect("van Berg", "gen", kind="family").form == "Państwa van Bergów"
