"""The command line as a coordinator meets it: Polish help and errors, exit codes, nothing written on bad data."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from schematom_docs.cli.main import run
from tests.conftest import ROOT
from tests.workflow.test_new_type import workspace

COMMANDS = ("init", "types", "new", "check", "generate", "bulk", "pack", "annex", "inflect", "demo")


def test_help_is_polish_and_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    assert "Użycie: schematom" in text and "Polecenia:" in text
    for english in ("Usage", "Options", "Commands", "Show this message"):
        assert english not in text
    for command in COMMANDS:
        assert f"  {command} " in text


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_is_polish(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Użycie: schematom {command} [OPCJE]")
    assert "Options" not in text and "Show this" not in text and "[required]" not in text


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["nieznane"], "nie ma takiego polecenia: nieznane"),
        (["generate"], "brak argumentu TYP"),
        (["types", "--jason"], "nie ma opcji --jason; czy chodzi o --json?"),
        (["types", "zbędne"], "zbędne argumenty"),
        (["generate", "kontrakt", "examples/turek"], "nie ma typu dokumentu „kontrakt”"),
        (["pack", "rodziny", "examples/turek"], "nie ma pakietu „rodziny”"),
        (["inflect", "Turek", "--kind", "miasto"], "nieznana wartość „miasto”"),
    ],
)
def test_wrong_usage_is_said_in_polish_with_code_2(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(arguments) == 2
    assert reason in capsys.readouterr().err


def test_help_loads_no_heavy_library() -> None:
    heavy = ("morfeusz2", "pikepdf", "docx", "reportlab", "django", "pyhanko", "zxingcpp", "pypdfium2")
    code = (
        "import sys\nfrom schematom_docs.cli.main import run\nrun(['--help'])\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_types_as_json_name_form_templates_and_packs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(["types", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {"kontrakt_rodzinny", "list_intencyjny", "porozumienie", "dyplom"} <= {
        each["typ"] for each in listed["typy"]
    }
    assert {each["id"] for each in listed["pakiety"]} == {"rodzinny", "instytucji", "crzl", "wydarzenie", "kis"}


def test_init_makes_a_workspace_that_generates_and_refuses_to_overwrite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "biuro"
    assert run(["init", str(target)]) == 0
    monkeypatch.chdir(target)
    assert run(["generate", "list_intencyjny", "examples/kielce-1", "--for", "l01"]) == 0
    assert (target / "output" / "kielce-1" / "list_intencyjny-l01.docx").is_file()
    before = (target / "schematom.toml").read_bytes()
    assert run(["init", str(target)]) == 2
    assert "w folderze już jest" in capsys.readouterr().err
    assert (target / "schematom.toml").read_bytes() == before


def test_check_says_whether_data_and_forms_are_right(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(["check", "examples/turek"]) == 0
    assert run(["check", "--forms"]) == 0
    assert capsys.readouterr().out.splitlines() == ["Dane sprawy: bez błędów.", "Formularze: bez błędów."]
    assert run(["check"]) == 2


def test_new_prints_a_blank_case_with_the_questions_of_the_form(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(["new", "kontrakt_rodzinny"]) == 0
    text = capsys.readouterr().out
    assert "schemat: 1" in text and "kontrakty:" in text and "#" in text


def test_bad_data_leave_nothing_written_and_what_was_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace(tmp_path)
    monkeypatch.chdir(folder)
    assert run(["generate", "list_intencyjny", "examples/kielce-1"]) == 0
    before = {path: path.read_bytes() for path in (folder / "output").rglob("*") if path.is_file()}
    case = folder / "examples" / "kielce-1" / "sprawa.yaml"
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("408219", "408220", 1), encoding="utf-8")
    assert run(["generate", "list_intencyjny", "examples/kielce-1"]) == 3
    assert "sprawa.yaml, wiersz" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (folder / "output").rglob("*") if path.is_file()} == before


def test_errors_as_json_carry_code_place_reason_and_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(["check", str(tmp_path / "brak.yaml"), "--json"]) == 3
    error = json.loads(capsys.readouterr().out)
    assert error["kod"] == 3 and error["miejsce"] and error["rada"]


def test_output_that_cannot_be_written_is_code_12(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocked = tmp_path / "plik"
    blocked.write_text("zajęte", encoding="utf-8")
    assert run(["generate", "list_intencyjny", "examples/kielce-1", "--for", "l01", "-o", str(blocked)]) == 12
    assert blocked.read_text(encoding="utf-8") == "zajęte"
