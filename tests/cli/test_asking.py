"""Missing answers asked in a terminal: form order, sections, re-asking, saving; without a terminal all are listed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from schematom_docs.case.answer_values import with_iso_dates
from schematom_docs.cli import asking
from schematom_docs.cli.main import run, schematom
from schematom_docs.fields import FormField
from tests.conftest import ROOT

STELLA = (ROOT / "examples" / "stella-2016" / "sprawa.yaml").read_text(encoding="utf-8")
POSITION = ' stanowisko: "pomocnik piekarza",'
PEOPLE = " liczba_osob: 2,"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return a case file whose first declaration has no position."""
    assert STELLA.index(POSITION) > STELLA.index("deklaracje_pracodawcow:")
    path = tmp_path / "sprawa.yaml"
    path.write_text(STELLA.replace(POSITION, "", 1), encoding="utf-8", newline="\n")
    return path


def generate(case: Path, *options: str) -> list[str]:
    return ["generate", "deklaracja_pracodawcy", str(case), "-o", str(case.parent / "pisma"), *options]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(asking, "is_terminal", lambda: True)
    yield


def test_what_is_missing_is_asked_again_until_answered_and_saved_beside_the_comments(
    terminal: None, case: Path
) -> None:
    result = CliRunner().invoke(schematom, generate(case, "--for", "dp01"), input="\npomoc kuchenna\ntak\n")
    assert result.exit_code == 0, result.output
    shown = [line.strip() for line in result.output.splitlines()]
    assert shown.index("Zatrudnienie") < shown.index("Nazwa w mianowniku") < shown.index("Przykład: pomoc kuchenna")
    assert "To pytanie wymaga odpowiedzi (Ctrl+C przerywa bez zapisu)." in shown
    assert (case.parent / "pisma" / "deklaracja_pracodawcy-dp01.docx").is_file()
    before, after = STELLA.replace(POSITION, "", 1).splitlines(), case.read_text(encoding="utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert changed[0].endswith("stanowisko: pomoc kuchenna}   # dane przykładowe")


def test_answers_that_are_not_saved_still_make_the_paper(terminal: None, case: Path) -> None:
    before = case.read_bytes()
    result = CliRunner().invoke(schematom, generate(case, "--for", "dp01"), input="piekarz\nnie\n")
    assert result.exit_code == 0, result.output
    assert case.read_bytes() == before
    assert (case.parent / "pisma" / "deklaracja_pracodawcy-dp01.docx").is_file()


def test_a_wrong_answer_is_explained_and_asked_again(terminal: None, case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    line = next(item for item in text.splitlines() if item.startswith("  dp01:"))
    case.write_text(text.replace(line, line.replace("okres: {od: 2017-01-02, do: 2017-06-30}, ", "")), encoding="utf-8")
    answers = "piekarz\npół roku\n2017-06-30 – 2017-01-02\nod 2.01.2017 do 30.06.2017\nnie\n"
    result = CliRunner().invoke(schematom, generate(case, "--for", "dp01"), input=answers)
    assert result.exit_code == 0, result.output
    assert "to nie jest okres. Wpisz np. 2015-05-14 – 2015-09-30" in result.output
    assert "okres kończy się, zanim się zacznie." in result.output


def test_dates_typed_as_people_write_them_are_saved_as_the_file_writes_them(terminal: None, case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    line = next(item for item in text.splitlines() if item.startswith("  dp01:"))
    bare = line.replace("okres: {od: 2017-01-02, do: 2017-06-30}, ", "").replace(", data: 2016-12-12", "")
    assert "201" not in bare
    case.write_text(text.replace(line, bare), encoding="utf-8", newline="\n")
    answers = "piekarz\nod 2.01.2017 do 30.06.2017\n12.12.2016\ntak\n"
    result = CliRunner().invoke(schematom, generate(case, "--for", "dp01"), input=answers)
    assert result.exit_code == 0, result.output
    saved = next(item for item in case.read_text(encoding="utf-8").splitlines() if item.startswith("  dp01:"))
    assert "okres: {od: 2017-01-02, do: 2017-06-30}" in saved
    assert "data: 2016-12-12" in saved


def test_dates_in_rows_of_a_table_are_saved_as_the_file_writes_them_too() -> None:
    columns = (FormField("data", "Data", "data"), FormField("okres", "Okres", "okres"), FormField("co", "Co", "tekst"))
    typed = [{"data": "1.02.2016 r.", "okres": "do 30.06.2017", "co": "1.02.2016"}, {"co": "x"}]
    assert with_iso_dates(FormField("tabela", "Tabela", "tabela", columns=columns), typed) == [
        {"data": "2016-02-01", "okres": "do 2017-06-30", "co": "1.02.2016"},
        {"co": "x"},
    ]


def test_an_interrupted_talk_writes_nothing(terminal: None, case: Path) -> None:
    before = case.read_bytes()
    result = CliRunner().invoke(schematom, generate(case, "--for", "dp01"), input="")
    assert result.exit_code == 1  # click's runner tells Abort so; the program itself exits with 130
    assert case.read_bytes() == before
    assert not (case.parent / "pisma").exists()


def test_choices_are_numbered_and_references_are_chosen_by_name(terminal: None, tmp_path: Path) -> None:
    path = tmp_path / "sprawa.yaml"
    path.write_text(STELLA.replace("    kontrakt: s01\n", "", 1), encoding="utf-8", newline="\n")
    command = ["generate", "skierowanie_do_kis", str(path), "--for", "sk01", "-o", str(tmp_path / "pisma")]
    result = CliRunner().invoke(schematom, command, input="1\ntak\n")
    assert result.exit_code == 0, result.output
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert data["skierowania"]["sk01"]["kontrakt"] == "s01"


def test_no_input_lists_everything_missing_at_once(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    text = case.read_text(encoding="utf-8").replace(' stanowisko: "krawcowa",', "").replace(", data: 2016-12-14", "")
    case.write_text(text, encoding="utf-8", newline="\n")
    assert run(generate(case, "--no-input")) == 3
    told = capsys.readouterr().err
    assert "brakuje odpowiedzi (3)" in told
    assert "deklaracje_pracodawcow.dp01.stanowisko" in told
    assert "deklaracje_pracodawcow.dp03.stanowisko" in told
    assert "brak odpowiedzi na pytanie „Data złożenia”" in told
    assert not (case.parent / "pisma").exists()


def test_without_a_terminal_nothing_is_asked(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(asking, "is_terminal", lambda: False)
    assert run(generate(case, "--for", "dp01")) == 3
    assert "brak danych „deklaracja.stanowisko”" in capsys.readouterr().err


if sys.platform != "win32":

    def test_a_real_terminal_is_talked_to(case: Path) -> None:
        import pty

        program = "import sys; from schematom_docs.cli.main import main; sys.argv[0] = 'schematom'; main()"
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(ROOT)
            os.execv(sys.executable, [sys.executable, "-c", program, *generate(case, "--for", "dp01")])
        shown = _talk(terminal, ["piekarz", "tak"])
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, shown
        assert "Stanowisko: " in shown
        assert "Zapisano: sprawa.yaml" in shown
        assert "stanowisko: piekarz" in case.read_text(encoding="utf-8")


def _talk(terminal: int, answers: list[str]) -> str:
    """Return what a program shows on a terminal while its questions are answered one by one."""
    import select

    shown, waiting, end = b"", list(answers), time.monotonic() + 120
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.3)[0]:
            try:
                part = os.read(terminal, 4096)
            except OSError:  # the program has ended
                break
            if not part:
                break
            shown += part
        elif waiting and shown.endswith(b": "):
            os.write(terminal, waiting.pop(0).encode() + b"\n")
    os.close(terminal)
    return shown.decode("utf-8", errors="replace")
