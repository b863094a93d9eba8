"""Definitions of forms are checked: each fault with its place and remedy, all of them at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from schematom_docs.case import check_forms
from schematom_docs.case.form_rules import judged, rule_names
from schematom_docs.case.reference import holds

FORM = """\
typ: proba
nazwa: Próba
tytul: Próba
szablon: proba.docx
dotyczy: {z: deklaracje_pracodawcow, jako: deklaracja}
sekcje: [Pierwsza, Druga]
pytania:
  - {pole: data, etykieta: Data, rodzaj: data, sekcja: Pierwsza, przyklad: 1.02.2016}
  - {pole: deklaracja.liczba_osob, etykieta: Ile osób, rodzaj: liczba, sekcja: Pierwsza}
  - {pole: deklaracja.pracodawca, etykieta: Pracodawca, rodzaj: instytucja, sekcja: Druga, czesci: [nazwa, adres]}
  - pole: osoby
    etykieta: Osoby
    rodzaj: tabela
    sekcja: Druga
    kolumny:
      - {pole: imie, etykieta: Imię, rodzaj: tekst}
      - {pole: zgoda, etykieta: Zgoda, rodzaj: wybor, wybor: {t: tak, n: nie}}
reguly:
  - {warunek: dokument.data <= deklaracja.okres.do, komunikat: Za późno, pole: data}
"""
FAULTS = [
    ("rodzaj: liczba", "rodzaj: tekst", "pytania.2.rodzaj: dana „deklaracja.liczba_osob” nie jest rodzaju „tekst”."),
    ("deklaracja.liczba_osob", "deklaracja.liczba_os", "pytania.2.pole: dane sprawy nie mają „deklaracja.liczba_os”."),
    (
        "deklaracja.liczba_osob",
        "projekt.budzet.kwotka",
        "pytania.2.pole: dane sprawy nie mają „projekt.budzet.kwotka”.",
    ),
    ("deklaracja.liczba_osob", "kontrakt.numer", "pytania.2.pole: dane sprawy nie mają „kontrakt.numer”."),
    ("sekcja: Pierwsza, przyklad", "sekcja: Trzecia, przyklad", "pytania.1.sekcja: tej sekcji nie ma na liście"),
    ("przyklad: 1.02.2016", "przyklad: jutro", "pytania.1.przyklad: „przyklad” nie pasuje do rodzaju „data”: to nie"),
    ("czesci: [nazwa, adres]", "czesci: [nazwisko]", "pytania.3.czesci: rodzaj „instytucja” nie ma części „nazwisko”."),
    (
        "{t: tak, n: nie}}",
        "{t: tak}, gdyby: x}",
        "pytania.4.kolumny.2.gdyby: nieznane pole „gdyby”. Czy chodzi o „gdy”?",
    ),
    ("pole: zgoda", "pole: imie", "pytania.4.kolumny.2.pole: kolumna „imie” jest drugi raz. Usuń jedną z nich."),
    ("rodzaj: tabela", "rodzaj: lista_tekstow", "pytania.4: lista „kolumny” należy do pytania rodzaju „tabela”"),
    ("dokument.data <=", "dokument.dzien <=", "reguly.1.warunek: formularz nie ma pytania „dzien”."),
    ("dokument.data <=", "dokument.data <= (", "reguly.1.warunek: wyrażenia nie da się odczytać."),
    ("deklaracja.okres.do", "umowa.okres.do", "reguly.1.warunek: reguła czyta nieznaną nazwę „umowa.okres.do”."),
    ("Za późno, pole: data", "Za późno, pole: dat", "reguly.1.pole: formularz nie ma pytania „dat”."),
]


def faults_of(folder: Path, text: str) -> list[str]:
    (folder / "proba.yaml").write_text(text, encoding="utf-8")
    return [str(fault) for fault in check_forms(folder)]


def test_the_definition_as_it_stands_is_right(tmp_path: Path) -> None:
    assert faults_of(tmp_path, FORM) == []


@pytest.mark.parametrize(("old", "new", "fault"), FAULTS)
def test_each_fault_of_a_question_has_its_place(old: str, new: str, fault: str, tmp_path: Path) -> None:
    assert FORM.count(old) == 1
    found = faults_of(tmp_path, FORM.replace(old, new))
    assert len(found) == 1, found
    assert found[0].startswith("proba.yaml, wiersz ")
    assert found[0].split(", ", 2)[2].startswith(fault)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = FORM
    for old, new, _ in (FAULTS[0], FAULTS[4], FAULTS[6], FAULTS[13]):
        text = text.replace(old, new)
    assert len(faults_of(tmp_path, text)) == 4


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("dokument.data.year == 2016", True),
        ("dokument.liczba > 3", False),
        ("dokument.lista|length == 2", True),
        ("dokument.brak > 3", None),
        ("dokument.lista * 1000000", None),
        ("2 ** 100000000", None),
        ("dokument.data.__class__", None),
        ("dokument.lista.append(1)", None),
    ],
)
def test_rules_judge_answers_and_nothing_else(expression: str, result: bool | None) -> None:
    from datetime import date

    context = {"dokument": {"data": date(2016, 2, 1), "liczba": 3, "lista": ["a", "b"]}}
    assert judged(expression, context) is result
    assert context["dokument"]["lista"] == ["a", "b"]


def test_names_a_rule_reads_are_whole_paths() -> None:
    assert rule_names("a.b.c <= dokument.data and x|length") == {"a.b.c", "dokument.data", "x"}


@pytest.mark.parametrize(
    ("condition", "result"),
    [
        ("p.typ", True),
        ("nie p.typ", False),
        ("p.typ = A", True),
        ("p.typ = B | A", True),
        ("nie p.typ = B", True),
        ("nie p.typ = A | B", False),
        ("p.zgoda = tak", True),
        ("p.brak", False),
        ("nie p.brak = A", True),
    ],
)
def test_conditions_of_questions(condition: str, result: bool) -> None:
    assert holds({"p": {"typ": "A", "zgoda": True}}, condition) is result
