"""Answers checked before they reach the case: kinds, limits, conditions, references, rules between them."""

from __future__ import annotations

import pytest

from schematom_docs.case import load_forms, load_reference
from schematom_docs.case.answer_checks import check_answers
from schematom_docs.case.answering import answers_of
from schematom_docs.case.missing import missing_fields
from schematom_docs.case.source import read_source
from schematom_docs.fields import Answer, Answers
from tests.case.small_case import ROOT

FORMS = load_forms(ROOT / "forms")
REFERENCE = load_reference(ROOT / "forms")


def pilot(name: str) -> dict[str, object]:
    data = read_source(ROOT / "examples" / name / "sprawa.yaml").data
    assert isinstance(data, dict)
    return data


STELLA, POZNAN = pilot("stella-2016"), pilot("poznan-2")
DECLARATION = [
    ("deklaracja.liczba_osob", "0", "liczba jest za mała: najmniej 1."),
    ("deklaracja.liczba_osob", "dwie", "to nie jest liczba."),
    ("deklaracja.liczba_osob", "1,5", "to nie jest liczba całkowita."),
    ("deklaracja.wymiar", "5/2", "ułamek etatu musi być większy od 0 i nie większy od 1."),
    ("deklaracja.okres", "rok", "to nie jest okres."),
    ("deklaracja.okres", "2017-06-30 – 2017-01-02", "okres kończy się, zanim się zacznie."),
    ("deklaracja.pracodawca.rodzaj", "firma", "takiej odpowiedzi nie ma na liście."),
    ("deklaracja.pracodawca.adres.kod", "22100", "kod pocztowy nie ma kreski."),
    ("data", "2018-01-01", "Deklarację złożono po zakończeniu okresu zatrudnienia."),
    ("deklaracja.pracodawca.nazwa", "", "brak odpowiedzi na pytanie „Pracodawca – pełna nazwa”."),
    ("deklaracja.stanowiska", "x", "formularz nie ma pytania „deklaracja.stanowiska”."),
]


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize(("path", "answer", "reason"), DECLARATION)
def test_each_wrong_answer_is_told_at_its_question(path: str, answer: str, reason: str, alone: bool) -> None:
    form = FORMS["deklaracja_pracodawcy"]
    right = answers_of(STELLA, form, "dp01")
    wrong = Answers("" if alone else "dp01", {**right.by_path, path: answer})
    found = check_answers(form, wrong, REFERENCE, None if alone else STELLA)
    assert [(fault.path, fault.reason) for fault in found] == [(path, reason)]
    assert found[0].remedy


@pytest.mark.parametrize(
    ("case", "type_id", "keys"),
    [
        (STELLA, "deklaracja_pracodawcy", ["dp01", "dp02", "dp03"]),
        (STELLA, "kontrakt_socjalny", ["s01"]),
        (POZNAN, "kontrakt_rodzinny", ["k01", "k02"]),
    ],
)
def test_answers_of_the_pilots_are_right(case: dict[str, object], type_id: str, keys: list[str]) -> None:
    for key in keys:
        assert check_answers(FORMS[type_id], answers_of(case, FORMS[type_id], key), REFERENCE, case) == []
        assert missing_fields(FORMS[type_id], case, key) == []


def contract(**changes: Answer) -> list[tuple[str, int, str]]:
    form = FORMS["kontrakt_rodzinny"]
    given = {**answers_of(POZNAN, form, "k01").by_path}
    given.update({f"kontrakt.{name.replace('__', '.')}": value for name, value in changes.items()})
    found = check_answers(form, Answers("k01", given), REFERENCE, POZNAN)
    return [(fault.path, fault.row, fault.reason) for fault in found]


def test_a_reference_that_leads_nowhere_is_told() -> None:
    assert contract(pup="pupp") == [("kontrakt.pup", 0, "nie ma instytucji „pupp”.")]


def test_faults_of_a_table_name_row_and_column() -> None:
    row = {"strona": "rodzina", "tresc": "ukończenia kursu"}
    rows = answers_of(POZNAN, FORMS["kontrakt_rodzinny"], "k01").by_path["kontrakt.zobowiazania"]
    assert isinstance(rows, list)
    good = [dict(item) for item in rows if isinstance(item, dict)]
    number = len(good) + 1
    assert contract(zobowiazania=[*good, row]) == [
        ("kontrakt.zobowiazania.osoba", number, "zobowiązanie rodziny nie ma osoby.")
    ]
    assert contract(zobowiazania=[*good, row | {"osoba": "o1", "termin": "wkrótce"}]) == [
        ("kontrakt.zobowiazania.termin", number, "to nie jest data.")
    ]
    assert contract(zobowiazania=[*good, {"osoba": "o1", "tresc": "x"}])[0] == (
        "kontrakt.zobowiazania.strona", number, "wiersz nie ma odpowiedzi „Strona”.",
    )  # fmt: skip
    assert contract(zobowiazania=good[:1])[0] == ("kontrakt.zobowiazania", 0, "pozycji jest za mało: najmniej 3.")


def test_an_answer_to_a_question_that_is_not_asked_is_refused() -> None:
    form = FORMS["dyplom"]
    answers: dict[str, Answer] = {
        "dyplom.numer": "1/2015", "dyplom.wariant": "rodzina", "dyplom.rodzina": "r01", "dyplom.podpisuja": ["pcpr"],
        "dyplom.instytucja": "pup", "data": "2015-09-01", "miejscowosc": "Poznań",
    }  # fmt: skip
    found = check_answers(form, Answers("", answers))
    assert [fault.path for fault in found] == ["dyplom.instytucja"]
    assert found[0].reason.startswith("pytanie „Wyróżniona instytucja” nie jest tu zadawane")


def test_a_question_is_missing_only_where_it_is_asked_and_nothing_else_tells() -> None:
    form = FORMS["dyplom"]
    data: dict[str, object] = {"dyplomy": {"d01": {"wariant": "rodzina"}}}
    missing = [field.path for field in missing_fields(form, data, "d01")]
    assert missing == ["dyplom.rodzina", "data", "miejscowosc", "dyplom.podpisuja"]
