"""Sheets of tables: people are known without their keys, changes are told row by row, faults at their own cell."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from schematom_docs.cli.main import run
from schematom_docs.fields import FormField
from schematom_docs.workflow.import_table_rows import keyed_people, table_changes
from tests.conftest import ROOT

Correct = Callable[[Any, int, dict[str, int]], None]
TASKS = FormField(
    "z", "Zobowiązania", "tabela",
    columns=(FormField("tresc", "Treść", "tekst"), FormField("pesel", "PESEL", "pesel"),
             FormField("termin", "Termin", "data")),
)  # fmt: skip
ANNA = {"klucz": "o1", "imie": "Anna", "nazwisko": "Nowak", "pesel": "84030762484"}
OLA = {"klucz": "d1", "imie": "Ola", "nazwisko": "Nowak", "data_urodzenia": "2010-05-14"}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A copy of the case of Poznań."""
    path = tmp_path / "sprawa.yaml"
    shutil.copy(ROOT / "examples" / "poznan-2" / "sprawa.yaml", path)
    return path


def imported(case: Path, capsys: pytest.CaptureFixture[str], correct: Correct) -> Any:
    """Return the row of contract k01 after its members were corrected. correct: takes (sheet, row, columns)."""
    path = case.with_name("k.xlsx")
    assert run(["form", "xlsx", "kontrakt_rodzinny", "--data", str(case), "-o", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    sheet = book["Członkowie rodziny"]
    columns = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    for row in [row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 1).value == "k01"]:
        correct(sheet, row, columns)
    book.save(path)
    capsys.readouterr()
    run(["import", str(path), "--to", str(case), "--json"])
    return json.loads(capsys.readouterr().out)["wiersze"][0]


def test_members_without_keys_keep_those_of_the_case(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def without_key(sheet: Any, row: int, columns: dict[str, int]) -> None:
        sheet.cell(row, columns["wiersz.klucz"]).value = None

    assert imported(case, capsys, without_key)["stan"] == "bez zmian"


def test_fault_of_a_member_is_told_at_its_sheet_row_and_label(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def older(sheet: Any, row: int, columns: dict[str, int]) -> None:
        sheet.cell(row, columns["data_urodzenia"]).value = "01.01.1950"

    told = imported(case, capsys, older)
    assert told["stan"] == "odmowa"
    places = [reason["miejsce"] for reason in told["powody"]]
    assert any(place.startswith("k.xlsx, arkusz „Członkowie rodziny”, wiersz ") for place in places)
    assert not any("pole „" in place for place in places)


def test_people_are_known_by_pesel_then_name_and_birth_date_then_likeness() -> None:
    new = [
        {"imie": "Anna", "nazwisko": "Nowak-Kowal", "pesel": "84030762484"},
        {"imie": "Ola", "nazwisko": "Nowak", "data_urodzenia": "14.05.2010"},
        {"imie": "Jan", "nazwisko": "Nowak", "data_urodzenia": "2012-01-01"},
    ]
    rows, notes = keyed_people(new, [ANNA, OLA])
    assert [row.get("klucz", "") for row in rows] == ["o1", "d1", ""]
    assert notes == {}
    rows, notes = keyed_people([{"imie": "Ola", "nazwisko": "Nowack", "data_urodzenia": "2010-05-14"}], [ANNA, OLA])
    assert rows[0]["klucz"] == "d1"
    assert notes == {0: "odczytano jako d1: podobne imię i nazwisko i ta sama data urodzenia"}


def test_one_person_of_the_case_is_taken_by_one_row_only() -> None:
    same = {"imie": "Anna", "nazwisko": "Nowak", "pesel": "84030762484"}
    rows, _ = keyed_people([same, same], [ANNA])
    assert [row.get("klucz", "") for row in rows] == ["o1", ""]


def test_changes_of_a_table_are_told_row_by_row_with_numbers_masked() -> None:
    old = [
        {"tresc": "kurs", "pesel": "84030741265", "termin": "2015-05-14"},
        {"tresc": "basen", "termin": "2015-06-01"},
        {"tresc": "obóz", "termin": "2015-07-01"},
    ]
    new = [
        {"tresc": "obóz", "termin": "2015-07-01"},
        {"tresc": "kurs", "pesel": "79112310576", "termin": "14.05.2015"},
        {"tresc": "wyjazd", "pesel": "84030741265"},
    ]
    assert [(item.label, item.old, item.new) for item in table_changes(TASKS, old, new)] == [
        ("Zobowiązania, wiersz 2: PESEL", "*********65", "*********76"),
        ("Zobowiązania, nowy wiersz 3", "", "wyjazd, *********65"),
        ("Zobowiązania, usunięty wiersz", "basen, 01.06.2015", "(usunięty)"),
    ]
    (order,) = table_changes(TASKS, old, [old[1], old[0], old[2]])
    assert order.new == "te same wiersze w innej kolejności"
