"""Usual mistakes in numbers, one row each: every one is refused with its own remedy and without the number itself."""

from __future__ import annotations

import re

import pytest

from schematom_docs.case import load_forms
from schematom_docs.case.answer_checks import AnswerFault, check_answers
from schematom_docs.case.answer_kinds import read_scalar
from schematom_docs.fields import Answer, Answers
from tests.case.small_case import ROOT

FORMS = load_forms(ROOT / "forms")
MISTAKES = [
    ("pesel", "5260203349", "PESEL ma 10 cyfr – Excel zgubił zero?", "Wpisz 11 cyfr, z zerem na początku."),
    ("pesel", "260203349", "PESEL ma 9 cyfr – Excel zgubił zera?", "Wpisz 11 cyfr, z zerem na początku."),
    ("pesel", "00000000000", "PESEL *********00 ma same zera.", "Wpisz prawdziwy numer albo zostaw pole puste."),
    ("pesel", "8,40307E+10", "PESEL ma postać wykładniczą – Excel zamienił numer na liczbę.", "Ustaw w Excelu"),
    ("pesel", "84030741256", "PESEL *********56 ma złą cyfrę kontrolną.", "Przepisz go z dokumentu; sprawdź, czy nie"),
    (
        "pesel",
        "84130741268",
        "PESEL *********68 zawiera datę, której nie ma w kalendarzu.",
        "Przepisz go z dokumentu; u",
    ),
    ("pesel", "840307O1265", "PESEL ma inne znaki niż cyfry.", "Sprawdź, czy zamiast zera nie ma litery O."),
    ("nip", "7771234568", "NIP ********68 ma złą cyfrę kontrolną.", "Przepisz go"),
    ("nip", "84030741265", "to nie jest NIP, lecz PESEL *********65.", "Przenieś go do pola „pesel”."),
    ("regon", "7771234567", "to nie jest REGON, lecz NIP ********67.", "Przenieś go do pola „nip”."),
    ("regon", "63147212", "REGON ma 8 cyfr – Excel zgubił zero?", "Wpisz 9 albo 14 cyfr, z zerem na początku."),
    ("regon", "6314721240001", "REGON ma 13 cyfr – Excel zgubił zero?", "Wpisz 9 albo 14 cyfr, z zerem na początku."),
    ("krs", "123456", "KRS ma 6 cyfr – zgubiono zera z przodu?", "Wpisz 10 cyfr."),
    ("nrb", "4,41E+25", "Numer rachunku ma postać wykładniczą – Excel zamienił numer na liczbę.", "Ustaw w Excelu"),
    ("nrb", "44102000030000000000000000", "numer rachunku ************************00 ma na końcu same", "Ustaw w"),
    ("nrb", "45102000030000000012345678", "numer rachunku ************************78 ma złe cyfry", "Przepisz go"),
    (
        "nrb",
        "19102000040000000012345678",
        "numer rachunku ************************78 ma zły numer banku.",
        "Sprawdź cyfry",
    ),
    ("nrb", "DE89370400440532013000", "to jest numer rachunku w banku zagranicznym.", "Wpisz polski numer"),
    ("dowod", "ABAO00000", "numer dowodu *******00 ma literę O między cyframi.", "Wpisz cyfrę 0 zamiast litery O."),
    ("dowod", "AB0300000", "numer dowodu *******00 ma cyfrę 0 między literami.", "Numer zaczyna się od trzech liter"),
    ("dowod", "AOA300000", "numer dowodu *******00 ma w serii literę O", "Sprawdź serię."),
    ("dowod", "ABA300001", "numer dowodu *******01 ma złą cyfrę kontrolną.", "Przepisz go z dokumentu"),
    ("kod_pocztowy", "62020", "kod pocztowy nie ma kreski.", "Wpisz 62-020."),
    ("kod_pocztowy", "5800", "kod pocztowy ma 4 cyfry – zgubiono zero z przodu?", "Wpisz pięć cyfr z kreską"),
    ("teryt", "603", "TERYT ma 3 cyfry – Excel zgubił zero?", "Wpisz 4 cyfry z zerem na początku"),
    ("teryt", "0160301", "TERYT zaczyna się od kodu, którego nie ma żadne województwo.", "Sprawdź dwie pierwsze"),
    ("teryt", "3021166", "TERYT gminy ma zły numer albo rodzaj.", "Rodzaj (ostatnia cyfra)"),
    ("telefon", "48600100200", "numer telefonu zaczyna się od 48 bez plusa.", "Dopisz plus"),
    ("telefon", "+49 30 123456", "to jest zagraniczny numer telefonu.", "Wpisz numer polski"),
    ("email", "AE:PL-12345-67890-ABCDE-12", "to jest adres do doręczeń elektronicznych, nie e-mail.", "Przenieś go"),
    ("email", "biuro.example.pl", "w adresie e-mail nie ma znaku @.", "Wpisz np."),
    ("email", "łukasz@example.pl", "w adresie e-mail jest polska litera.", "Wpisz go bez ogonków"),
    ("ade", "biuro@example.pl", "to nie jest adres do doręczeń elektronicznych.", "To wygląda na e-mail – przenieś go"),
]


@pytest.mark.parametrize(("kind", "typed", "reason", "remedy"), MISTAKES)
def test_each_usual_mistake_has_its_own_reason_and_remedy(kind: str, typed: str, reason: str, remedy: str) -> None:
    value, findings = read_scalar(kind, typed, ())
    assert value is None
    assert findings[0].reason.startswith(reason)
    assert findings[0].remedy.startswith(remedy)


@pytest.mark.parametrize(("kind", "typed", "_reason", "_remedy"), MISTAKES)
def test_no_message_repeats_the_number(kind: str, typed: str, _reason: str, _remedy: str) -> None:
    message = " ".join(f"{item.reason} {item.remedy}" for item in read_scalar(kind, typed, ())[1])
    digits = re.sub(r"\D", "", typed)
    assert typed not in message
    assert kind in ("kod_pocztowy", "telefon") or len(digits) < 6 or digits[:6] not in message


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("dowod", "aba 300000", "ABA300000"),
        ("dowod", "AYW312345", "AYW312345"),
        ("teryt", "3021163", "3021163"),
        ("teryt", "3021", "3021"),
        ("nip", "PL7771234567", "7771234567"),
        ("nrb", "PL 44 1020 0003 0000 0000 1234 5678", "44102000030000000012345678"),
        ("kod_pocztowy", "62 – 020", "62-020"),
        ("telefon", "0048 600 100 200", "0048 600 100 200"),
    ],
)
def test_right_numbers_are_read_however_people_write_them(kind: str, typed: str, stored: str) -> None:
    assert read_scalar(kind, typed, ()) == (stored, ())


def family(*rows: dict[str, str]) -> list[AnswerFault]:
    """Return what is wrong with the members of a family in a contract, without the case around it."""
    members: list[dict[str, str]] = [
        {"imie": "Anna", "nazwisko": "Przykładowa", "rola": "rodzic"} | row for row in rows
    ]
    answers: dict[str, Answer] = {
        "kontrakt.rodzina.nazwisko": "Przykładowy",
        "kontrakt.rodzina.czlonkowie": members,
        "kontrakt.numer": "1/2015",
        "kontrakt.pup": "pup",
        "kontrakt.ops": "ops",
        "data": "2015-05-14",
    }
    found = check_answers(FORMS["kontrakt_rodzinny"], Answers("", answers))
    return [fault for fault in found if fault.path.endswith("pesel")]


FAMILY_MISTAKES = [
    ([{"pesel": "13323077198", "imie": "Jan"}], 1, "PESEL *********98 należy do dziecka, a rola to „rodzic”."),
    (
        [{"pesel": "84030741265", "data_urodzenia": "7.03.1985"}],
        1,
        "PESEL *********65 ma inną datę urodzenia niż pole „data_urodzenia”.",
    ),
    (
        [{"pesel": "84030741265", "plec": "m", "imie": "Maria"}],
        1,
        "PESEL *********65 jest numerem kobiety, a w polu „plec” jest „m”.",
    ),
    (
        [{"pesel": "84030741265", "klucz": "o1"}, {"pesel": "84030741265", "klucz": "o2"}],
        2,
        "PESEL *********65 jest już w rodziny.r01.czlonkowie.o1.pesel.",
    ),
]


@pytest.mark.parametrize(("rows", "row", "reason"), FAMILY_MISTAKES)
def test_the_meaning_of_a_pesel_is_held_against_the_row(rows: list[dict[str, str]], row: int, reason: str) -> None:
    faults = family(*rows)
    assert [(fault.row, fault.reason) for fault in faults] == [(row, reason)]
    assert faults[0].path == "kontrakt.rodzina.czlonkowie.pesel"
    assert faults[0].remedy


def test_a_pesel_that_agrees_with_its_row_is_accepted() -> None:
    assert family({"pesel": "84030741265", "data_urodzenia": "7.03.1984", "plec": "k"}) == []


@pytest.mark.parametrize(
    ("regon", "podmiot", "reason"),
    [
        ("63147212400015", "", "REGON ma 14 cyfr – to numer jednostki lokalnej, a instytucja jest osobą prawną."),
        ("63147212400015", "Powiat Poznański", ""),
        ("631472124", "", ""),
    ],
)
def test_regon_of_a_unit_is_not_that_of_the_body(regon: str, podmiot: str, reason: str) -> None:
    answers = {"list.instytucja.nazwa": "Urząd", "list.instytucja.rodzaj": "inne", "list.instytucja.regon": regon}
    if podmiot:
        answers["list.instytucja.podmiot"] = podmiot
    found = check_answers(FORMS["list_intencyjny"], Answers("", dict(answers)))
    faults = [fault for fault in found if fault.path == "list.instytucja.regon"]
    assert [fault.reason for fault in faults] == ([reason] if reason else [])
    assert all(fault.warning for fault in faults)
