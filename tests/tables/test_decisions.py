"""Decisions on rows of a list of people: only what names somebody settles a row."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from schematom_docs.cli.main import run
from tests.conftest import ROOT


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A copy of the case of Poznań."""
    path = tmp_path / "sprawa.yaml"
    shutil.copy(ROOT / "examples" / "poznan-2" / "sprawa.yaml", path)
    return path


def families(case: Path) -> Path:
    """Return a list with one person whose surname a family of the case has."""
    path = case.with_name("lista.csv")
    path.write_text("Rodzina;Nazwisko i imię;PESEL;Rola w rodzinie\nNowak;Nowak Ewa;;matka\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("typo", ["x", "r99", "rodziny.r01.o99", "o1", "Nowa", "r01,nowa"])
def test_typo_in_a_decision_does_not_make_somebody_new(
    case: Path, typo: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", str(families(case)), "--to", str(case), "--decide", f"2={typo}"]) == 2
    assert "Możliwe: „2=r01” albo „2=nowa”" in capsys.readouterr().err


@pytest.mark.parametrize("decision", ["nowa", "r01", "rodziny.r01", "r01.o1", "rodziny.r01.o1"])
def test_decision_names_a_family_or_a_person_by_its_key(case: Path, decision: str) -> None:
    assert run(["import", str(families(case)), "--to", str(case), "--decide", f"2={decision}"]) == 0


def test_decision_on_a_row_that_is_not_there_is_an_error(case: Path) -> None:
    assert run(["import", str(families(case)), "--to", str(case), "--decide", "9=nowa"]) == 2


def test_terminal_asks_again_after_a_typo(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["x", "nowa"])
    monkeypatch.setattr("click.prompt", lambda *_args, **_more: next(answers))
    monkeypatch.setattr("sys.stdin", type("Terminal", (), {"isatty": staticmethod(lambda: True)}))
    assert run(["import", str(families(case)), "--to", str(case)]) == 0
    assert next(answers, "none left") == "none left"
    assert "„2=x”" in capsys.readouterr().err
