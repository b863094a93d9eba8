"""Families of Czech and Slovak surnames: never certain, and never with two endings."""

from __future__ import annotations

import pytest

from schematom_docs.polish import inflect


@pytest.mark.parametrize(
    ("surname", "genitive"),
    [
        ("Nováková", "Państwa Nováków"),
        ("Svobodová", "Państwa Svobodów"),
        ("Dvořáková", "Państwa Dvořáków"),
        ("Horáková-Nowak", "Państwa Horáków-Nowaków"),
        ("Novotná", "Państwa Novotná"),
        ("Novotný", "Państwa Novotný"),
        ("Krejčí", "Państwa Krejčí"),
    ],
)
def test_a_family_of_a_czech_surname_has_a_sensible_form_that_is_not_certain(surname: str, genitive: str) -> None:
    found = inflect(surname, "gen", kind="family")
    assert (found.form, found.certain) == (genitive, False)


@pytest.mark.parametrize("surname", ["Nováková", "Svobodová", "Novotná"])
def test_the_plural_nominative_is_not_certain_either(surname: str) -> None:
    assert not inflect(surname, "nom", kind="family").certain
