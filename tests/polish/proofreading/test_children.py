"""Children and men counted: „2 dzieci otrzymało”, „dwoje dzieci”, „trzech uczestników podjęło”."""

from __future__ import annotations

import pytest

from schematom_docs.polish.proofreading import Passage, proofread


def proposed(text: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.right) for finding in proofread([Passage("akapit 1", text)])]


@pytest.mark.parametrize(
    ("text", "rule", "right"),
    [
        ("2 dzieci otrzymały nagrody.", "liczba-orzeczenie", "otrzymało"),
        ("W zajęciach uczestniczyły 3 dzieci.", "liczba-orzeczenie", "uczestniczyło"),
        ("24 dzieci wzięły udział w wycieczce.", "liczba-orzeczenie", "wzięło"),
        ("2 niemowląt otrzymały wyprawki.", "liczba-orzeczenie", "otrzymało"),
        ("Zgłosiły się 4 dzieci.", "liczba-orzeczenie", "Zgłosiło"),
        ("Dwie dzieci otrzymało nagrody.", "dwa-dwie", "Dwoje dzieci"),
        ("Rodzina ma trzy dzieci w wieku szkolnym.", "dwa-dwie", "troje dzieci"),
        ("Na kolonie pojechało pięć dzieci z gminy.", "dwa-dwie", "pięcioro dzieci"),
        ("Dwa niemowlęta otrzymały wyprawki.", "dwa-dwie", "Dwoje niemowląt"),
        ("Oba dzieci chodzą do szkoły.", "dwa-dwie", "Oboje dzieci"),
        ("Dwaj rodziny zgłosiły się do urzędu.", "dwa-dwie", "Dwie"),
        ("Obaj gminy podpisały umowę w Turku.", "dwa-dwie", "Obie"),
        ("Trzy uczestników podjęło pracę.", "dwa-dwie", "Trzech"),
        ("Dwie członków złożyło wniosek.", "dwa-dwie", "Dwóch"),
        ("Zespół obradował. Cztery mężczyzn podjęło staż.", "dwa-dwie", "Czterech"),
    ],
)
def test_a_wrong_numeral_or_verb_gets_the_right_one(text: str, rule: str, right: str) -> None:
    assert (rule, right) in proposed(text)


@pytest.mark.parametrize(
    "text",
    [
        "2 dzieci otrzymało nagrody.",
        "W zajęciach uczestniczyło 3 dzieci.",
        "Dwoje dzieci otrzymało nagrody.",
        "22 dzieci wzięło udział w wycieczce.",
        "1 dziecko otrzymało nagrodę.",
        "Rodzina ma dwadzieścia trzy dzieci pod opieką.",
        "Opiekunka zajmuje się 2 dzieci i 3 niemowląt.",
        "Trzech uczestników podjęło pracę, a dwaj uczestnicy ukończyli kurs.",
        "W pokoju nr trzy uczestników przyjęto rano.",
        "Dwie rodziny i troje dzieci otrzymały paczki.",
    ],
)
def test_children_and_men_counted_rightly_raise_no_alarm(text: str) -> None:
    assert proposed(text) == []
