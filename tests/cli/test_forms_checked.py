"""check --forms holds definitions against the templates: what no template uses, what nothing fills."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as WordDocument

from schematom_docs.cli.main import run
from tests.workflow.test_new_type import workspace

FORM = """\
typ: notatka
nazwa: Notatka
tytul: Notatka
szablon: notatka.docx
dotyczy: {z: listy_intencyjne, jako: list}
pytania:
  - {pole: data, etykieta: Data, rodzaj: data, wymagane: tak, domyslnie: list.data}
  - {pole: uwagi, etykieta: Uwagi, rodzaj: tekst}
  - {pole: list.wazny_do, etykieta: Do kiedy ważny, rodzaj: data}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace with one more form, whose template reads two of its questions and one unknown name."""
    made = workspace(tmp_path)
    (made / "forms" / "notatka.yaml").write_text(FORM, encoding="utf-8")
    word = WordDocument()
    word.add_paragraph("{{ dokument.data|data }} {{ dokument.temat }} {{ list.instytucja.nazwa }} {{ list.nr }}")
    word.save(str(made / "templates" / "pl" / "notatka.docx"))
    monkeypatch.chdir(made)
    return made


def test_names_nothing_fills_are_errors_and_unused_questions_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "--forms"]) == 3
    told = capsys.readouterr().err
    assert "formularz „notatka” nie ma pytania „temat”" in told
    assert "dane dokumentu „notatka” nie mają nazwy „list.nr”" in told
    assert "pytania „Uwagi” (dokument.uwagi) nie używa żaden szablon." in told
    assert "pytania „Do kiedy ważny” (list.wazny_do) nie używa żaden szablon." in told
    assert "Wstaw je do szablonu albo usuń pytanie z formularza." in told


def test_a_template_that_reads_what_the_form_asks_is_right(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word = WordDocument()
    word.add_paragraph("{{ dokument.data|data }} {{ dokument.uwagi }} {{ list.wazny_do|data }}")
    word.save(str(folder / "templates" / "pl" / "notatka.docx"))
    assert run(["check", "--forms"]) == 0
    assert "notatka" not in capsys.readouterr().err
