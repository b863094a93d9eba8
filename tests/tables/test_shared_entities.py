"""Rows that name an institution or person of the case: nothing of it changes before somebody decides."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from schematom_docs.case.source import read_source
from schematom_docs.cli.main import run
from tests.conftest import ROOT

HEADERS = (
    "Pracodawca – pełna nazwa", "Pracodawca – rodzaj", "Pracodawca – miejscowość siedziby", "Pracodawca – NIP",
    "Pracodawca – osoba reprezentująca: imię", "Pracodawca – osoba reprezentująca: nazwisko",
    "Pracodawca – osoba reprezentująca: funkcja albo stanowisko", "Liczba osób, które pracodawca zatrudni",
    "Stanowisko", "Wymiar etatu", "Forma zatrudnienia", "Okres zatrudnienia", "Data złożenia", "Miejsce złożenia",
)  # fmt: skip
JOB = ("2", "kucharz", "1/2", "umowy o pracę", "01.01.2017 – 30.06.2017", "12.12.2016", "Chełm")
BAKERY = "Przykładowa Piekarnia Spółka z ograniczoną odpowiedzialnością"
OTHER_NAME = ("Zupełnie Inna Firma", "przedsiębiorca", "Lublin", "7771234567", "Jan", "Obcy", "Prezes", *JOB)
OTHER_NIP = (BAKERY, "przedsiębiorca", "Chełm", "5250007738", "Roman", "Przykładowy", "Prezes Zarządu", *JOB)
THE_SAME = (BAKERY, "przedsiębiorca", "Chełm", "777-123-45-67", "Roman", "Przykładowy", "Prezes Zarządu", *JOB)
NEW_FIRM = ("Nowa Firma Ćma", "przedsiębiorca", "Lublin", "5250007738", "Jan", "Obcy", "Prezes", *JOB)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A copy of the case of Żmudź; firma1 is named by dp01 and by three papers."""
    path = tmp_path / "sprawa.yaml"
    shutil.copy(ROOT / "examples" / "stella-2016" / "sprawa.yaml", path)
    return path


def imported(case: Path, *rows: tuple[str, ...], options: tuple[str, ...] = ()) -> int:
    """Import declarations of employers; return the exit code."""
    table = case.with_name("deklaracje.csv")
    table.write_text("\n".join(";".join(row) for row in (HEADERS, *rows)) + "\n", encoding="utf-8")
    return run(["import", str(table), "--type", "deklaracja_pracodawcy", "--to", str(case), *options])


def institutions(case: Path) -> dict[str, Any]:
    """Return the institutions of the case as written."""
    data = read_source(case).data
    assert isinstance(data, dict)
    found = data["instytucje"]
    assert isinstance(found, dict)
    return found


def declaration(case: Path, key: str = "dp04") -> dict[str, Any]:
    """Return a declaration of the case as written."""
    data = read_source(case).data
    assert isinstance(data, dict)
    found = data["deklaracje_pracodawcow"][key]
    assert isinstance(found, dict)
    return found


def shown(case: Path, capsys: pytest.CaptureFixture[str], *rows: tuple[str, ...]) -> list[Any]:
    """Return the rows of the preview."""
    capsys.readouterr()
    imported(case, *rows, options=("--json",))
    return list(json.loads(capsys.readouterr().out)["wiersze"])


@pytest.mark.parametrize("row", [OTHER_NAME, OTHER_NIP])
def test_values_of_a_shared_institution_wait_for_a_decision(case: Path, row: tuple[str, ...]) -> None:
    before = case.read_bytes()
    assert imported(case, row, options=("--confirm",)) == 3
    assert case.read_bytes() == before


def test_question_shows_what_would_change_and_who_uses_it(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = shown(case, capsys, OTHER_NAME)
    assert row["stan"] == "do rozstrzygnięcia"
    changes = {item["pole"]: (item["bylo"], item["bedzie"]) for item in row["zmiany"]}
    assert changes["Pracodawca – miejscowość siedziby (instytucje.firma1)"] == ("Chełm", "Lublin")
    assert "Pracodawca – NIP (instytucje.firma1)" not in changes
    assert "ten sam NIP, a inna nazwa" in row["powody"][0]["powod"]
    assert "deklaracje_pracodawcow.dp01" in row["powody"][0]["powod"]
    assert row["mozliwe_decyzje"] == ["instytucje.firma1", "zmień", "nowa"]


def test_same_name_with_another_nip_is_a_question(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = shown(case, capsys, OTHER_NIP)
    assert row["zmiany"] == [
        {"pole": "Pracodawca – NIP (instytucje.firma1)", "bylo": "7771234567", "bedzie": "5250007738"}
    ]
    assert "ta sama nazwa, a inny NIP" in row["powody"][0]["powod"]


def test_kept_institution_stays_and_the_new_record_names_it(case: Path) -> None:
    before = institutions(case)
    assert imported(case, OTHER_NAME, options=("--decide", "2=firma1", "--confirm")) == 0
    assert institutions(case) == before
    assert declaration(case)["pracodawca"] == "firma1"


def test_changed_institution_takes_the_values_of_the_row(case: Path) -> None:
    assert imported(case, OTHER_NAME, options=("--decide", "2=zmień", "--confirm")) == 0
    assert institutions(case)["firma1"]["nazwa"] == "Zupełnie Inna Firma"
    assert institutions(case)["firma1"]["krs"] == "0000000001"


def test_new_institution_leaves_its_namesake_alone(case: Path) -> None:
    before = institutions(case)
    assert imported(case, OTHER_NIP, options=("--decide", "2=nowa", "--confirm")) == 0
    after = institutions(case)
    key = declaration(case)["pracodawca"]
    assert {name: record for name, record in after.items() if name != key} == before
    assert after[key]["nip"] == "5250007738"


def test_identical_values_pass_silently(case: Path) -> None:
    before = institutions(case)
    assert imported(case, THE_SAME, options=("--confirm",)) == 0
    assert institutions(case) == before
    assert declaration(case)["pracodawca"] == "firma1"


def test_second_row_of_a_new_institution_is_held_against_the_first(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = (*NEW_FIRM[:2], "Zamość", *NEW_FIRM[3:])
    rows = shown(case, capsys, NEW_FIRM, (*NEW_FIRM[:8], "piekarz", *NEW_FIRM[9:]), moved)
    assert [row["stan"] for row in rows] == ["nowy", "nowy", "do rozstrzygnięcia"]


def test_record_that_names_a_shared_institution_cannot_change_it_alone(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = case.with_name("d.xlsx")
    assert run(["form", "xlsx", "deklaracja_pracodawcy", "--data", str(case), "-o", str(book)]) == 0
    capsys.readouterr()
    assert run(["import", str(book), "--to", str(case), "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)["podsumowanie"]) == {"bez zmian"}


@pytest.mark.parametrize("decision", ["x", "firma9", "nowa:firma2", "firma1,nowa"])
def test_decision_that_settles_nothing_is_named_with_the_possible_ones(
    case: Path, decision: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(case, OTHER_NAME, options=("--decide", f"2={decision}")) == 2
    assert "--decide" in capsys.readouterr().err


def test_decision_on_a_row_that_asks_nothing_is_an_error(case: Path) -> None:
    assert imported(case, NEW_FIRM, options=("--decide", "2=nowa")) == 2
    assert imported(case, NEW_FIRM, options=("--decide", "9=nowa")) == 2


def test_column_that_the_file_does_not_have_is_an_error(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(case, NEW_FIRM, options=("--column", "Brak=data")) == 2
    assert "nie ma kolumny „Brak”" in capsys.readouterr().err
