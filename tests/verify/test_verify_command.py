"""The command verify: a verdict in Polish for people, stable keys for programs, exit 8 for anything wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schematom_docs.cli.main import run
from tests.verify.issued_packs import usual_pack
from tests.verify.small_packs import flipped


@pytest.fixture(autouse=True)
def outside_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_sound_pack_is_told_check_by_check(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pakiet.pdf").write_bytes(usual_pack())
    assert run(["verify", "pakiet.pdf"]) == 0
    printed = capsys.readouterr().out
    assert "pakiet.pdf: zgodny (pakiet)" in printed
    assert "PAK/PROBA/1/2026, wersja 1, kod K7Q2M9XA" in printed
    for check in ("bajty", "manifest", "strony", "kody stron", "załączniki", "PDF/A", "dostępność"):
        assert any(line.split(" zgodne")[0].strip() == check for line in printed.splitlines())
    assert "Wszystko się zgadza (pakiet: 1)." in printed


def test_damaged_pack_ends_with_code_8_and_the_place(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pakiet.pdf").write_bytes(flipped(usual_pack(), len(usual_pack()) // 2))
    assert run(["verify", "pakiet.pdf"]) == 8
    told = capsys.readouterr()
    assert "pakiet.pdf: NIEZGODNY (pakiet)" in told.out
    assert "bajty różnią się od wydanych" in told.out
    assert "sprawdzenie wykazało niezgodności (1 z 1 plików): pakiet.pdf" in told.err


def test_json_has_the_documented_keys(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pakiet.pdf").write_bytes(usual_pack())
    Path("obcy.pdf").write_bytes(b"%PDF-1.4\n")
    assert run(["verify", ".", "--json"]) == 8
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == {"zgodne", "rejestr", "pliki"}
    assert (answer["zgodne"], answer["rejestr"]) == (False, False)
    by_name = {record["plik"]: record for record in answer["pliki"]}
    assert set(by_name["pakiet.pdf"]) == {"plik", "rodzaj", "zgodny", "sha256", "pakiet", "sprawdzenia"}
    assert set(by_name["pakiet.pdf"]["pakiet"]) == {"kod", "wersja", "numer", "egzemplarz", "stron"}
    assert set(by_name["pakiet.pdf"]["sprawdzenia"][0]) == {"nazwa", "wynik", "opis", "bledy"}
    assert by_name["obcy.pdf"]["rodzaj"] == "plik nieczytelny"
    assert set(by_name["obcy.pdf"]["sprawdzenia"][0]["bledy"][0]) == {"miejsce", "powod", "rada", "ostrzezenie"}


def test_missing_path_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "brak.pdf"]) == 2
    assert "nie ma takiego pliku ani folderu" in capsys.readouterr().err
