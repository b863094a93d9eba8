"""A record that lacks fields the model insists on: its questions are asked, or listed all at once, like any other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from schematom_docs.cli import asking
from schematom_docs.cli.main import run, schematom
from tests.conftest import ROOT

STELLA = (ROOT / "examples" / "stella-2016" / "sprawa.yaml").read_text(encoding="utf-8")
ASKED = ["liczba_osob", "stanowisko", "wymiar", "forma", "okres", "data"]


def case_with(tmp_path: Path, record: str) -> Path:
    """Return a case file whose first declaration has only what `record` says."""
    text, count = re.subn(r"(?m)^  dp01:.*$", f"  dp01: {record}", STELLA)
    assert count == 1
    path = tmp_path / "s2.yaml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def generate(case: Path, *options: str) -> list[str]:
    return ["generate", "deklaracja_pracodawcy", str(case), "-o", str(case.parent / "pisma"), *options]


@pytest.mark.parametrize("options", [(), ("--for", "dp01")])
def test_what_the_model_and_what_the_paper_lack_are_listed_together_in_form_order(
    options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(generate(case_with(tmp_path, "{pracodawca: firma1}"), "--no-input", *options)) == 3
    told = capsys.readouterr().err
    assert "brakuje odpowiedzi (6)" in told
    assert re.findall(r"s2\.yaml, [\w.]+\.dp01\.(\w+): brak odpowiedzi", told) == ASKED


def test_a_missing_reference_asks_for_what_it_would_point_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(generate(case_with(tmp_path, "{}"), "--no-input")) == 3
    told = capsys.readouterr().err
    assert "Pracodawca – pełna nazwa" in told
    assert "brak pola" not in told


def test_what_no_answer_mends_is_listed_beside_the_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    path = case_with(tmp_path, "{pracodawca: firma1}")
    path.write_text(path.read_text(encoding="utf-8").replace("liczba_osob: 1", "liczba_osob: jedna", 1), "utf-8")
    assert run(generate(path, "--for", "dp01", "--no-input")) == 3
    told = capsys.readouterr().err
    assert "dp01.wymiar: brak odpowiedzi" in told
    assert re.search(r"dp02\.liczba_osob: (?!brak odpowiedzi)", told)


def test_the_terminal_asks_for_all_of_it_in_form_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(asking, "is_terminal", lambda: True)
    path = case_with(tmp_path, "{pracodawca: firma1}")
    answers = "2\npiekarz\n1/2\numowy o pracę na czas określony\nod 2.01.2017 do 30.06.2017\n12.12.2016\ntak\n"
    result = CliRunner().invoke(schematom, generate(path, "--for", "dp01"), input=answers)
    assert result.exit_code == 0, result.output
    record = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["deklaracje_pracodawcow"]["dp01"]
    assert (record["pracodawca"], record["liczba_osob"], record["wymiar"]) == ("firma1", "2", "1/2")
    assert (tmp_path / "pisma" / "deklaracja_pracodawcy-dp01.docx").is_file()


def test_a_fault_of_another_record_is_told_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    path = case_with(tmp_path, "{pracodawca: firma1}")
    command = ["generate", "skierowanie_do_kis", str(path), "--for", "sk01", "--no-input"]
    assert run([*command, "-o", str(tmp_path / "pisma")]) == 3
    told = capsys.readouterr().err
    assert "dane sprawy są błędne (2 błędy)" in told
    assert "brak pola „liczba_osob”" in told
