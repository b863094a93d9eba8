"""Names of families of other cases of a workspace: found in papers, shown by initial, read once, broken files told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from schematom_docs.case import load_case
from schematom_docs.cli.main import run
from schematom_docs.workflow.strangers import Neighbours, case_files
from tests.conftest import ROOT

Output = pytest.CaptureFixture[str]
NAMES = ("sprawa.yaml", "sprawa.json")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with two cases: turek, and kielce-2 with its families."""
    (tmp_path / "schematom.toml").write_text("", encoding="utf-8")
    for part in ("templates", "forms"):
        shutil.copytree(ROOT / part, tmp_path / part)
    for pilot in ("turek", "kielce-2"):
        shutil.copytree(ROOT / "examples" / pilot, tmp_path / "sprawy" / pilot)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def left_in(path: Path) -> None:
    """Leave the name of a family of the other case in a free text of the case."""
    text = path.read_text(encoding="utf-8")
    assert "pełnomocnictwa" in text
    path.write_text(text.replace("pełnomocnictwa", "pełnomocnictwa Jana Bednarza", 1), encoding="utf-8")


def test_a_name_left_from_another_case_is_told_by_generate_without_the_name(workspace: Path, capsys: Output) -> None:
    case = workspace / "sprawy" / "turek" / "sprawa.yaml"
    command = ["generate", "porozumienie", str(case), "-o", str(workspace / "a"), "--json"]
    assert run(command) == 0
    assert json.loads(capsys.readouterr().out)["jezyk"] == []
    left_in(case)
    assert run(command) == 0
    found = json.loads(capsys.readouterr().out)["jezyk"]
    assert {one["regula"] for one in found} == {"obce-nazwisko"}
    assert "innej rodziny (r01 w sprawie kielce-2): „B…”" in found[0]["powod"] and "Bednarz" not in str(found)


def test_a_finished_paper_is_held_against_the_other_cases_too(workspace: Path, capsys: Output) -> None:
    paper = workspace / "pismo.txt"
    paper.write_text("Kontrakt z Rodziną Państwa Bednarzów , podpisano w Turku.\n", encoding="utf-8")
    assert run(["proofread", str(paper), "--data", "sprawy/turek"]) == 8
    shown = capsys.readouterr().out
    assert "r01 w sprawie kielce-2" in shown and "Państwa B…" in shown and "Bednarz" not in shown
    assert "79" not in shown and "[spacja-przed-znakiem]" in shown
    paper.write_text("Kontrakt z Rodziną Państwa Bednarzów podpisano w Kielcach.\n", encoding="utf-8")
    assert run(["proofread", str(paper), "--data", "sprawy/kielce-2", "--for", "r01"]) == 0
    capsys.readouterr()


def test_names_of_the_own_case_are_nobody_elses(workspace: Path) -> None:
    other = workspace / "sprawy" / "inna"
    shutil.copytree(workspace / "sprawy" / "kielce-2", other)
    own = workspace / "sprawy" / "kielce-2" / "sprawa.yaml"
    files = case_files(workspace, NAMES, own=own, skip=workspace / "output")
    assert [path.parent.name for path in files] == ["inna", "turek"]
    assert Neighbours(files[:1]).strangers(load_case(own)) == {}
    assert all(family.endswith(" w sprawie turek") for family in Neighbours(files).strangers(load_case(own)).values())


def test_a_broken_case_is_told_and_the_others_are_read(workspace: Path, capsys: Output) -> None:
    broken = workspace / "sprawy" / "zepsuta"
    broken.mkdir()
    (broken / "sprawa.yaml").write_text("rodziny: [", encoding="utf-8")
    paper = workspace / "pismo.txt"
    paper.write_text("Pismo Rodziny Państwa Bednarzów.\n", encoding="utf-8")
    assert run(["proofread", str(paper), "--data", "sprawy/turek"]) == 8
    shown = capsys.readouterr()
    assert "r01 w sprawie kielce-2" in shown.out
    assert "zepsuta/sprawa.yaml" in shown.err and "nazwisk z niej nie sprawdzam" in shown.err


def test_results_and_hidden_folders_are_no_cases(workspace: Path) -> None:
    for folder in ("output", ".kopia"):
        shutil.copytree(workspace / "sprawy" / "turek", workspace / folder / "turek")
    own = workspace / "sprawy" / "turek" / "sprawa.yaml"
    files = case_files(workspace, NAMES, own=own, skip=workspace / "output")
    assert [path.parent.name for path in files] == ["kielce-2"]
    assert case_files(None, NAMES, own=own, skip=workspace / "output") == []
