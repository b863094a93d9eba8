"""Import into a case file: nothing before somebody confirms, all or nothing, comments stay."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from schematom_docs.case.source import read_source
from schematom_docs.cli.main import run
from tests.conftest import ROOT

HEADER = "Rodzina;Nazwisko i imię;PESEL;Rola w rodzinie;Telefon"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A copy of the case of Poznań."""
    path = tmp_path / "sprawa.yaml"
    shutil.copy(ROOT / "examples" / "poznan-2" / "sprawa.yaml", path)
    return path


def table(case: Path, *rows: str) -> Path:
    """Return a CSV with the header and the rows beside the case."""
    path = case.with_name("lista.csv")
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


CHANGED = "r01;Nowak Anna;84030762484;rodzic;600 100 200"
NEW = "Żółw;Żółw Ewa;84030741265;matka;"
WRONG = "Nowa;Nowa Ola;5260203349;córka;"


def test_preview_writes_nothing(case: Path) -> None:
    before = case.read_bytes()
    assert run(["import", str(table(case, CHANGED, NEW)), "--to", str(case)]) == 0
    assert case.read_bytes() == before


def test_confirmed_import_changes_its_places_alone_and_keeps_comments(case: Path) -> None:
    before = case.read_text(encoding="utf-8").splitlines()
    assert run(["import", str(table(case, CHANGED, NEW)), "--to", str(case), "--confirm"]) == 0
    after = case.read_text(encoding="utf-8").splitlines()
    added = [line for line in after if line not in before]
    assert [line for line in before if line not in after] == [line for line in before if '"84030762484"' in line]
    assert any('telefon: "600 100 200"' in line for line in added)
    assert read_source(case).data["rodziny"]["r11"]["nazwisko"] == "Żółw"  # type: ignore[index]  # plain data


def test_import_repeated_finds_everything_the_same(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(case, CHANGED, NEW)
    run(["import", str(file), "--to", str(case), "--confirm"])
    once = case.read_bytes()
    capsys.readouterr()
    assert run(["import", str(file), "--to", str(case), "--confirm", "--json"]) == 0
    assert case.read_bytes() == once
    assert json.loads(capsys.readouterr().out)["podsumowanie"] == {"bez zmian": 2}


def test_one_refused_row_stops_all_unless_left_out(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, file = case.read_bytes(), table(case, CHANGED, NEW, WRONG)
    assert run(["import", str(file), "--to", str(case), "--confirm"]) == 3
    assert case.read_bytes() == before
    assert run(["import", str(file), "--to", str(case), "--confirm", "--skip-refused"]) == 0
    assert "Excel zgubił zero?" in capsys.readouterr().out
    assert "r11" in case.read_text(encoding="utf-8")


def test_somebody_alike_waits_for_a_decision(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(case, "r01;Nowakk Anna;84030762484;rodzic;", "Nowak;Nowak Ewa;;matka;")
    assert run(["import", str(file), "--to", str(case), "--json"]) == 3
    rows = json.loads(capsys.readouterr().out)["wiersze"]
    assert [row["stan"] for row in rows] == ["zmiana", "do rozstrzygnięcia"]
    assert run(["import", str(file), "--to", str(case), "--decide", "3=nowa"]) == 0


def test_own_workbook_comes_back_without_changes(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = case.with_name("k.xlsx")
    assert run(["form", "xlsx", "kontrakt_rodzinny", "--data", str(case), "-o", str(book)]) == 0
    capsys.readouterr()
    assert run(["import", str(book), "--to", str(case), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["podsumowanie"] == {"bez zmian": 10}


def test_file_of_unknown_kind_asks_for_the_type(case: Path) -> None:
    path = case.with_name("x.csv")
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    assert run(["import", str(path), "--to", str(case)]) == 2


def test_column_no_question_knows_is_told_with_the_nearest_question_and_its_option(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = case.with_name("deklaracje.csv")
    path.write_text(
        "Nazwa pracodawcy;Stanowisko;Liczba osób;Forma zatrudnienia\nPiekarnia;piekarz;-1;umowa o pracę\n", "utf-8"
    )
    order = ["import", str(path), "--to", str(case), "--type", "deklaracja_pracodawcy"]
    assert run(order) == 3
    said = capsys.readouterr().out
    advised = "Nazwa pracodawcy=deklaracja.pracodawca.nazwa"
    assert f'Jeśli to „Pracodawca – pełna nazwa”, podaj --column "{advised}"' in said
    assert "„Liczba osób”: liczba nie może być ujemna" in said
    run([*order, "--column", advised])
    assert "nie odpowiada żadnemu pytaniu" not in capsys.readouterr().out
