"""An office's own form filled from a case by a map: every name that does not fit is told with its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from schematom_docs.case import CheckedCase
from schematom_docs.errors import CaseError
from schematom_docs.pdf.form_reading import read_filled
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.foreign_forms import fill_from_case, load_map, unused
from tests.conftest import ROOT

FORM = ROOT / "tests" / "pdf" / "foreign_forms" / "urzad.pdf"
MAP = """\
plik: urzad.pdf
typ: deklaracja_pracodawcy
pola:
  Pracodawca.Nazwa: deklaracja.pracodawca.nazwa
  Pracodawca.NIP: deklaracja.pracodawca.nip
  Stanowisko: deklaracja.stanowisko
  Data: dokument.data
  Uwagi: deklaracja.okres
  Wymiar: {z: deklaracja.wymiar, wartosci: {"1/2": pol etatu, "1": pelny etat, "3/4": inny}}
stale:
  Zgoda: "TAK"
"""


@pytest.fixture
def write_map(tmp_path: Path) -> Callable[[str], Path]:
    """Return a call that writes a map beside the form and returns its path."""

    def write(text: str) -> Path:
        shutil.copy(FORM, tmp_path / "urzad.pdf")
        path = tmp_path / "urzad.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def faults(error: CaseError) -> list[str]:
    """Return the faults of an error as people read them."""
    return [str(fault) for fault in error.faults]


def test_a_mapped_form_is_filled_from_the_case(
    desk: Desk, example: Callable[[str], CheckedCase], write_map: Callable[[str], Path]
) -> None:
    foreign = load_map(write_map(MAP))
    filled = read_filled(fill_from_case(desk, foreign, example("stella-2016"), "dp01"), "urzad.pdf")
    assert dict(filled.texts) == {
        "Pracodawca.Nazwa": "Przykładowa Piekarnia Spółka z ograniczoną odpowiedzialnością",
        "Pracodawca.NIP": "7771234567",
        "Stanowisko": "pomocnik piekarza",
        "Data": "12.12.2016",
        "Uwagi": "02.01.2017 – 30.06.2017",
        "Wymiar": "pol etatu",
    }
    assert filled.pressed["Zgoda"][0] == "TAK"
    assert list(unused(foreign)) == ["Oswiadczenie"]


def test_names_that_the_form_does_not_have_and_fields_it_needs_are_told(write_map: Callable[[str], Path]) -> None:
    text = MAP.replace("  Data: dokument.data\n", "").replace("Stanowisko:", "Stanowisk:")
    with pytest.raises(CaseError) as refused:
        load_map(write_map(text))
    assert faults(refused.value) == [
        "urzad.yaml, pola: formularz „urzad.pdf” nie ma pola „Stanowisk”. Czy chodzi o „Stanowisko”?",
        "urzad.yaml: mapa nie mówi, co wpisać w wymagane pole „Data”. Dopisz je w „pola”, „stale” albo „puste”.",
    ]
    assert load_map(write_map(MAP.replace("  Data: dokument.data\n", "") + "puste: [Data]\n")).map.empty == ("Data",)


def test_names_that_the_data_do_not_have_are_told_with_the_nearest(
    desk: Desk, example: Callable[[str], CheckedCase], write_map: Callable[[str], Path]
) -> None:
    text = MAP.replace("deklaracja.stanowisko", "deklaracja.stanowisk").replace("dokument.data", "dokumnt.data")
    with pytest.raises(CaseError) as refused:
        fill_from_case(desk, load_map(write_map(text)), example("stella-2016"), "dp01")
    assert faults(refused.value) == [
        "urzad.yaml, pole „Stanowisko”: dane nie mają nazwy „deklaracja.stanowisk”. Czy chodzi o „stanowisko”?",
        "urzad.yaml, pole „Data”: dane nie mają nazwy „dokumnt”. Czy chodzi o „dokument”?",
    ]


def test_answers_the_form_does_not_offer_and_groups_of_data_are_told(
    desk: Desk, example: Callable[[str], CheckedCase], write_map: Callable[[str], Path]
) -> None:
    text = MAP.replace('"1/2": pol etatu, ', "").replace("deklaracja.stanowisko", "deklaracja.pracodawca.adres")
    with pytest.raises(CaseError) as refused:
        fill_from_case(desk, load_map(write_map(text)), example("stella-2016"), "dp01")
    assert faults(refused.value) == [
        "urzad.yaml, pole „Stanowisko”: ta nazwa to grupa danych, nie jedna wartość. Wskaż jedną z jej części.",
        "urzad.yaml, pole „Wymiar”: formularz nie ma takiej odpowiedzi do wyboru. Odpowiedzi formularza: "
        "„pelny etat”, „pol etatu”, „inny”. Przypisz je w „wartosci”.",
    ]


def test_a_needed_field_without_data_is_told(
    desk: Desk, example: Callable[[str], CheckedCase], write_map: Callable[[str], Path]
) -> None:
    text = MAP.replace("dokument.data", "deklaracja.pracodawca.regon")
    with pytest.raises(CaseError) as refused:
        fill_from_case(desk, load_map(write_map(text)), example("stella-2016"), "dp01")
    assert faults(refused.value) == [
        "urzad.yaml, pole „Data”: dana „deklaracja.pracodawca.regon” jest pusta, a pole jest wymagane. "
        "Uzupełnij dane sprawy."
    ]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("plik: urzad.pdf", "plik: inny.pdf"), "nie da się odczytać formularza „inny.pdf”"),
        (("typ: deklaracja_pracodawcy\n", ""), "brak"),
        (("pola:", "polaa:"), "polaa"),
    ],
)
def test_a_broken_map_is_refused_with_its_place(
    change: tuple[str, str], reason: str, write_map: Callable[[str], Path]
) -> None:
    with pytest.raises(CaseError) as refused:
        load_map(write_map(MAP.replace(*change)))
    assert reason in str(refused.value)
    assert "urzad.yaml" in str(refused.value)
