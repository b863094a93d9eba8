"""Commands of release as a coordinator meets them: exit codes, what is written, what is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schematom_docs.cli import release_session
from schematom_docs.cli.main import run
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.release import Bind, Request
from tests.conftest import ROOT
from tests.release.small_pack import Bound, small_pack
from tests.released import make_workspace

CASE = str(ROOT / "examples" / "kielce-1")
RELEASE = ["release", "wydarzenie", CASE, "--dzien", "2026-11-22", "--kto", "Anna Referent"]


@pytest.fixture
def workspace(tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace to work in, where the pack of certificates is bound already."""
    pack = small_pack(desk)

    def bound(_desk: Desk, _asked: Request) -> Bind:
        return Bound(pack)

    monkeypatch.setattr(release_session, "binder", bound)
    monkeypatch.chdir(make_workspace(tmp_path))
    return tmp_path


def test_outside_a_workspace_nothing_is_released(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (RELEASE, ["fetch"], ["stan", CASE], ["withdraw", "X", "--reason", "y"]):
        assert run(arguments) == 9
        assert "schematom init" in capsys.readouterr().err


def test_release_fetch_supersede_and_withdraw_one_after_another(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*RELEASE, "--json"]) == 0
    (made,) = json.loads(capsys.readouterr().out)["wydane"]
    assert (made["numer"], made["wersja"], made["stan"]) == ("PAK/WYDARZENIE/1/2026", 1, "wydany")
    written = {Path(path).name: Path(path).read_bytes() for path in made["pliki"]}
    assert run(RELEASE) == 5
    assert "jest już wydany" in capsys.readouterr().err
    assert run(["fetch", made["kod"], "-o", str(workspace / "oddane")]) == 0
    assert {path.name: path.read_bytes() for path in (workspace / "oddane").iterdir()} == written
    again = ["supersede", made["numer"], CASE, "--dzien", "2026-11-23", "--kto", "Anna Referent"]
    assert run([*again, "--reason", " "]) == 2
    assert run([*again, "--reason", "literówka"]) == 0
    assert run(["withdraw", made["numer"], "--reason", "pomyłka", "--kto", "Anna Referent"]) == 0
    capsys.readouterr()
    assert run(["fetch", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["wydane"]
    assert [(each["wersja"], each["stan"]) for each in listed] == [(1, "zastąpiony"), (2, "wycofany")]


def test_a_release_stands_when_its_files_cannot_be_written_and_fetch_gives_them(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "output").write_text("plik w miejscu folderu", encoding="utf-8")
    assert run(RELEASE) == 12
    told = capsys.readouterr().err
    assert "jest wydany w wersji 1" in told and "schematom fetch PAK/WYDARZENIE/1/2026" in told
    assert run(["fetch", "PAK/WYDARZENIE/1/2026", "-o", str(workspace / "oddane")]) == 0
    assert len(list((workspace / "oddane").glob("*.pdf"))) == 2


def test_all_passes_over_what_is_released_already(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*RELEASE, "--all"]) == 0
    capsys.readouterr()
    assert run([*RELEASE, "--all"]) == 0
    said = capsys.readouterr()
    assert "Pominięto: PAK/WYDARZENIE/1/2026 jest już wydany w wersji 1 (wydany)." in said.err and not said.out
    assert run(RELEASE) == 5


def test_a_recipe_with_many_subjects_asks_for_whom(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["release", "rodzinny", CASE]) == 2
    assert "--for KLUCZ (r01, r02" in capsys.readouterr().err
    assert run([*RELEASE[:3], "--dzien", "2026-02-30"]) == 2
    assert "nie jest datą" in capsys.readouterr().err
