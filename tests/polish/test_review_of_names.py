"""Names and titles found wrong or failing in a reading of the program with fresh eyes."""

from __future__ import annotations

import pytest

from schematom_docs.polish import inflect


@pytest.mark.parametrize(
    ("title", "genitive"),
    [
        ("Lekarz Orzecznik", "Lekarza Orzecznika"),
        ("Ksiądz proboszcz", "Księdza proboszcza"),
        ("Sędzia Prezes", "Sędziego Prezesa"),
    ],
)
def test_two_titles_side_by_side_are_both_declined_and_left_for_approval(title: str, genitive: str) -> None:
    found = inflect(title, "gen", kind="function")
    assert (found.form, found.certain) == (genitive, False)


def test_both_parts_of_a_hyphened_first_name_are_declined() -> None:
    assert inflect("Anna-Maria Nowak", "gen", kind="person", gender="f").form == "Anny-Marii Nowak"
    assert inflect("Anna-Maria", "acc", kind="person", gender="f").form == "Annę-Marię"


def test_a_czech_surname_of_a_woman_declines_like_an_adjective_and_is_not_certain() -> None:
    found = inflect("Jana Nováková", "gen", kind="person", gender="f")
    assert (found.form, found.certain) == ("Jany Novákovej", False)


@pytest.mark.parametrize("surname", ["Maska", "Kreska"])
def test_a_surname_in_ska_that_is_a_common_noun_is_not_certain(surname: str) -> None:
    assert not inflect(f"Anna {surname}", "gen", kind="person", gender="f").certain


def test_a_surname_spelled_like_an_adjectival_noun_declines_like_an_adjective() -> None:
    assert inflect("Anna Prosta", "gen", kind="person", gender="f").form == "Anny Prostej"


@pytest.mark.parametrize("title", ["Pani Starosta", "Pani Radca Prawny"])
def test_a_mans_title_in_a_after_pani_is_left_for_approval(title: str) -> None:
    assert not inflect(title, "acc", kind="function").certain


@pytest.mark.parametrize("text", ["-", "…", "„"])
def test_text_without_a_word_is_refused_in_polish(text: str) -> None:
    with pytest.raises(ValueError, match="nie ma żadnego wyrazu"):
        inflect(text, "gen", kind="family")


def test_a_lone_letter_before_a_word_does_not_break_a_phrase() -> None:
    assert not inflect("o Koordynujące", "gen", kind="institution", number="pl").certain
