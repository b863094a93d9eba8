"""What offices write into a cell, and what is made of it."""

from __future__ import annotations

import pytest

from schematom_docs.case.tables.columns import match_columns, proposed
from schematom_docs.case.tables.office_values import list_items, list_text, read_value
from schematom_docs.case.tables.person_names import split_name
from schematom_docs.case.tables.xlsx_numbers import format_kinds, number_text
from schematom_docs.fields import Choice, FieldKind, FormField


def field(kind: FieldKind, **more: object) -> FormField:
    """Return a field of a kind."""
    return FormField("pole", "Pole", kind, **more)  # type: ignore[arg-type]  # keyword arguments of one call


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("14.05.2015", "2015-05-14"),
        ("14.5.2015 r.", "2015-05-14"),
        ("14 maja 2015 r.", "2015-05-14"),
        ("14 maj 2015", "2015-05-14"),
        ("1 października 2014 roku", "2014-10-01"),
        ("14 V 2015", "2015-05-14"),
        ("2015-05-14", "2015-05-14"),
        ("2015/05/14", "2015-05-14"),
        ("2015-05-14 00:00:00", "2015-05-14"),
        ("14-05-2015", "2015-05-14"),
        ("14/05/2015", "2015-05-14"),
        ("5/5/2015", "2015-05-05"),
        ("42138", "2015-05-14"),
    ],
)
def test_date_in_any_usual_shape_is_read(written: str, meant: str) -> None:
    assert read_value(field("data"), written).answer == meant


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("14/5/15", "rok ma tylko dwie cyfry"),
        ("05/06/2015", "może znaczyć dwa różne dni"),
        ("30.02.2015", "nie ma takiego dnia"),
        ("maj 2015", "to nie jest data"),
        ("05.2015", "sam miesiąc albo rok"),
        ("14 foo 2015", "nie ma takiego miesiąca"),
    ],
)
def test_date_that_may_mean_something_else_is_refused(written: str, reason: str) -> None:
    assert reason in read_value(field("data"), written).reason


def test_serial_of_excel_is_told() -> None:
    assert "14.05.2015" in read_value(field("data"), "42138").note


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        ("kwota", "34.337.973,00", "34337973.00"),
        ("kwota", "724 860,00 zł", "724860.00"),
        ("kwota", "724\u00a0860", "724860.00"),
        ("kwota", "25,- zł", "25.00"),
        ("kwota", "1234.5", "1234.50"),
        ("liczba", "3,0", "3"),
        ("liczba", "1 000", "1000"),
        ("liczba", "1.000,00", "1000"),
        ("liczba", "12.345,5", "12345.5"),
        ("liczba", "123.456", "123.456"),
        ("procent", "37,5 %", "37.5"),
        ("tak_nie", "X", "tak"),
        ("tak_nie", "NIE", "nie"),
        ("kod_pocztowy", "62 – 020", "62-020"),
        ("nip", "PL 777-123-45-67", "7771234567"),
        ("nrb", "44 1020 0003 0000 0000 1234 5678", "44102000030000000012345678"),
        ("okres", "14.05.2015 - 30.09.2015", "2015-05-14 – 2015-09-30"),
        ("okres", "od 14 maja 2015 r. do 30 września 2015 r.", "2015-05-14 – 2015-09-30"),
        ("okres", "do 30.09.2015", "do 2015-09-30"),
        ("data", "-", ""),
        ("nip", "nie dotyczy", ""),
    ],
)
def test_value_is_read_into_its_one_spelling(kind: FieldKind, written: str, meant: str) -> None:
    assert read_value(field(kind), written).answer == meant


@pytest.mark.parametrize(
    ("kind", "written", "reason"),
    [
        ("pesel", "5260203349", "PESEL ma 10 cyfr – Excel zgubił zero?"),
        ("nrb", "4,41E+25", "postać wykładniczą"),
        ("kwota", "1.234", "nie wiadomo, czy kropka oddziela tysiące"),
        ("liczba", "1.000", "nie wiadomo, czy kropka oddziela tysiące"),
        ("liczba", "1.000.000,00", "liczba jest za duża"),
        ("liczba", "-1", "liczba nie może być ujemna"),
        ("liczba", "−1,5", "liczba nie może być ujemna"),
        ("liczba", "dwie", "to nie jest liczba"),
        ("okres", "30.09.2015 – 14.05.2015", "kończy się wcześniej"),
        ("tak_nie", "może", "tylko tak albo nie"),
    ],
)
def test_typical_mistake_has_its_own_reason(kind: FieldKind, written: str, reason: str) -> None:
    assert reason in read_value(field(kind), written).reason


def test_choice_is_known_by_label_value_and_word_of_offices() -> None:
    role = field("wybor", choices=(Choice("rodzic", "rodzic"), Choice("dziecko", "dziecko"), Choice("k", "kobieta")))
    assert [read_value(role, text).answer for text in ("RODZIC", "matka", "Córka", "Kobieta", "k")] == [
        "rodzic",
        "rodzic",
        "dziecko",
        "k",
        "k",
    ]
    assert "nie ma na liście" in read_value(role, "kuzyn").reason


@pytest.mark.parametrize(
    ("text", "order", "first", "surname"),
    [
        ("Nowak Anna", "nazwisko", "Anna", "Nowak"),
        ("Anna Nowak", "imie", "Anna", "Nowak"),
        ("Nowak Anna Maria", "", "Anna", "Nowak"),
        ("Anna Nowak-Wójcik", "nazwisko", "Anna", "Nowak-Wójcik"),
        ("ŚLIWA Adam", "imie", "Adam", "ŚLIWA"),
        ("Adam Marek", "nazwisko", "Marek", "Adam"),
    ],
)
def test_name_in_one_cell_is_divided(text: str, order: str, first: str, surname: str) -> None:
    split = split_name(text, order)  # type: ignore[arg-type]  # the parameter is a plain text here
    assert (split.first, split.surname) == (first, surname)


@pytest.mark.parametrize("text", ["Nowak", "Adam Marek", "a b c d e"])
def test_name_that_cannot_be_divided_is_refused(text: str) -> None:
    assert split_name(text, "").reason


@pytest.mark.parametrize("items", [["a"], ["a; b", "c"], ["dwie\nlinie", "x"], ["", "x"][1:]])
def test_list_in_one_cell_comes_back(items: list[str]) -> None:
    assert list_items(list_text(items)) == items


@pytest.mark.parametrize(
    ("raw", "code", "text"),
    [
        ("5260203349", "00000000000", "05260203349"),
        ("5800", "00\\-000", "05-800"),
        ("0.375", "0.0%", "37.5%"),
        ("42138", "dd.mm.yyyy", "2015-05-14"),
        ("42138", '[$-415]d mmmm yyyy "r."', "2015-05-14"),
        ("4.4102000300000001E+25", "General", "4.41020003E+25"),
        ("0.30000000000000004", "General", "0.3"),
        ("84030741265", "0", "84030741265"),
        ("59", "d.m.yy", "1900-02-28"),
        ("60.5", "General", "60.5"),
    ],
)
def test_number_is_read_as_excel_shows_it(raw: str, code: str, text: str) -> None:
    (kind,) = format_kinds({200: code}, [200])
    assert number_text(raw, kind) == text


def test_columns_are_matched_by_label_path_alias_and_likeness() -> None:
    fields = (
        FormField("osoba.imie", "Osoba – imię", "tekst"),
        FormField("osoba.nazwisko", "Osoba – nazwisko", "tekst"),
        FormField("deklaracja.stanowisko", "Stanowisko pracy", "tekst"),
        FormField("osoba.pesel", "Osoba – PESEL", "pesel"),
    )
    titles = ["NAZWISKO *", "osoba.imie", "Stanowisko pacy", "nr pesel", "Uwagi"]
    found = match_columns({column: (title,) for column, title in enumerate(titles)}, fields, {})
    assert [(item.path, item.certainty) for item in found] == [
        ("osoba.nazwisko", "sure"),
        ("osoba.imie", "sure"),
        ("deklaracja.stanowisko", "likely"),
        ("osoba.pesel", "sure"),
        ("", "unknown"),
    ]


@pytest.mark.parametrize(
    ("header", "path"),
    [
        ("Nazwa pracodawcy", "deklaracja.pracodawca.nazwa"),
        ("Telefon do pracodawcy", "deklaracja.pracodawca.telefon"),
        ("Uwagi urzędu", ""),
    ],
)
def test_column_nobody_asked_for_gets_the_field_with_most_of_its_words(header: str, path: str) -> None:
    fields = (
        FormField("deklaracja.liczba_osob", "Liczba osób, które pracodawca zatrudni", "liczba"),
        FormField("deklaracja.pracodawca.nazwa", "Pracodawca – pełna nazwa", "tekst"),
        FormField("deklaracja.pracodawca.telefon", "Pracodawca – telefon", "telefon"),
    )
    found = proposed(header, fields)
    assert (found.path if found else "") == path


def test_what_the_person_says_of_a_column_wins() -> None:
    fields = (FormField("imie", "Imię", "tekst"), FormField("nazwisko", "Nazwisko", "tekst"))
    found = match_columns({0: ("Imię",), 1: ("Kto",)}, fields, {"Kto": "imie", "Imię": "-"})
    assert [(item.header, item.path) for item in found] == [("Imię", ""), ("Kto", "imie")]
