"""form pdf, read, fill at the command line: Polish, exit codes, nothing written before it is confirmed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pikepdf
import pytest
from pikepdf import String

from schematom_docs.case.source import raw_at, read_source
from schematom_docs.cli.main import run
from schematom_docs.pdf.form_reading import read_filled
from schematom_docs.pdf.form_terminals import terminals
from tests.conftest import ROOT

CASE = ROOT / "examples" / "stella-2016"
TYPE = "deklaracja_pracodawcy"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A copy of the example, to write into."""
    shutil.copy(CASE / "sprawa.yaml", tmp_path / "sprawa.yaml")
    return tmp_path / "sprawa.yaml"


def filled(folder: Path, **texts: str) -> Path:
    """Return the declaration dp01 with texts typed in by another program."""
    path = folder / "dp01.pdf"
    assert run(["form", "pdf", TYPE, "-o", str(path), "--data", str(CASE), "--for", "dp01"]) == 0
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for name, text in texts.items():
            terminals(pdf)[f"deklaracja.{name}"].object.V = String(text)
        pdf.save(path)
    return path


@pytest.mark.parametrize("command", ["pdf", "read", "fill"])
def test_help_is_polish(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["form", command, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Użycie: schematom form {command} [OPCJE]")
    assert "Options" not in text


def test_a_blank_form_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "pusty.pdf"
    assert run(["form", "pdf", TYPE, "-o", str(path)]) == 0
    assert f"Utworzono: {path}" in capsys.readouterr().out
    identity = read_filled(path.read_bytes(), path.name).identity
    assert identity is not None and identity.type_id == TYPE


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (["dyplom"], 2, "nikt nie wypełnia ręcznie"),
        (["nieznany"], 2, "nie ma typu dokumentu „nieznany”"),
        ([TYPE, "--flatten"], 2, "wymagają danych sprawy"),
        ([TYPE, "--data", str(CASE)], 2, "wskaż, kogo dotyczy formularz"),
        ([TYPE, "--data", str(CASE / "brak.yaml"), "--for", "dp01"], 3, "brak.yaml"),
    ],
)
def test_wrong_use_is_refused_and_nothing_is_written(
    arguments: list[str], code: int, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["form", "pdf", *arguments, "-o", str(tmp_path / "wynik.pdf")]) == code
    assert reason in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_type_that_does_not_say_so_is_made_when_asked_explicitly(tmp_path: Path) -> None:
    path = tmp_path / "dyplom.pdf"
    assert run(["form", "pdf", "dyplom", "--mimo-to", "-o", str(path)]) == 0
    assert read_filled(path.read_bytes(), path.name).identity is not None


def test_reading_is_a_preview_until_it_is_confirmed(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = case.read_bytes()
    path = filled(case.parent, stanowisko="Piekarz „mistrz”")
    capsys.readouterr()
    assert run(["form", "read", str(path), "--to", str(case)]) == 0
    out = capsys.readouterr().out
    assert "[zmiana] Stanowisko: pomocnik piekarza → Piekarz „mistrz”" in out
    assert "niczego nie zapisano" in out
    assert case.read_bytes() == before
    assert run(["form", "read", str(path), "--to", str(case), "--confirm"]) == 0
    assert f"Zapisano odpowiedzi: {case}" in capsys.readouterr().out
    place = ("deklaracje_pracodawcow", "dp01", "stanowisko")
    assert raw_at(read_source(case).data, place) == "Piekarz „mistrz”"
    changed = [line for line in case.read_bytes().splitlines() if line not in before.splitlines()]
    assert len(changed) == 1 and b"# dane" in changed[0]  # the comment beside it stays


def test_one_bad_file_stops_all(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = case.read_bytes()
    good = filled(case.parent, stanowisko="Piekarz")
    flat = case.parent / "plaski.pdf"
    assert run(["form", "pdf", TYPE, "-o", str(flat), "--data", str(CASE), "--for", "dp02", "--flatten"]) == 0
    assert run(["form", "read", str(good), str(flat), "--to", str(case), "--confirm"]) == 3
    captured = capsys.readouterr()
    assert "[zmiana] Stanowisko" in captured.out
    assert "plaski.pdf: w pliku nie ma już pól" in captured.err
    assert case.read_bytes() == before


def test_json_tells_the_same(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = filled(case.parent, liczba_osob="trzy")
    capsys.readouterr()
    assert run(["form", "read", str(path), "--to", str(case), "--json"]) == 3
    record = json.loads(capsys.readouterr().out)
    assert record["formularze"][0]["klucz"] == "dp01"
    assert record["formularze"][0]["odpowiedzi"]["deklaracja.stanowisko"] == "pomocnik piekarza"
    assert [item["miejsce"] for item in record["bledy"]] == ["dp01.pdf, pole „Liczba osób, które pracodawca zatrudni”"]
    assert record["zapisano"] is False


def test_confirming_needs_a_case(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["form", "read", str(filled(case.parent)), "--confirm"]) == 2
    assert "Dopisz --to sprawa.yaml" in capsys.readouterr().err


def test_an_office_form_is_filled_and_the_blank_one_is_never_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "urzad.pdf"
    shutil.copy(ROOT / "tests" / "pdf" / "foreign_forms" / "urzad.pdf", form)
    blank, form_map = form.read_bytes(), tmp_path / "urzad.yaml"
    form_map.write_text(
        "plik: urzad.pdf\ntyp: deklaracja_pracodawcy\nstale: {Data: dzisiaj}\n"
        "pola: {Pracodawca.Nazwa: deklaracja.pracodawca.nazwa, Stanowisko: deklaracja.stanowisko}\n",
        encoding="utf-8",
    )
    made = tmp_path / "wynik.pdf"
    assert run(["form", "fill", str(form_map), str(CASE), "--for", "dp01", "-o", str(made)]) == 0
    captured = capsys.readouterr()
    assert f"Utworzono: {made}" in captured.out
    assert "„Pracodawca.NIP”" in captured.err
    assert read_filled(made.read_bytes(), "wynik.pdf").texts["Stanowisko"] == "pomocnik piekarza"
    assert run(["form", "fill", str(form_map), str(CASE), "--for", "dp01", "-o", str(form)]) == 2
    assert form.read_bytes() == blank
