"""A document type is added by a YAML and a Word file alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document as WordDocument

from schematom_docs.cli.main import run
from schematom_docs.settings import CONFIG_NAME
from tests.conftest import ROOT
from tests.workflow.test_word_files import texts

FORM = """
typ: notatka_probna
nazwa: Notatka próbna
tytul: "Notatka dla {list.instytucja.nazwa}"
szablon: notatka_probna.docx
dotyczy: {z: listy_intencyjne, jako: list}
pytania:
  - {pole: temat, etykieta: Temat notatki, rodzaj: tekst, wymagane: tak, wartosc: współpraca}
  - {pole: data, etykieta: Data, rodzaj: data, wymagane: tak, domyslnie: list.data}
"""


def workspace(folder: Path) -> Path:
    """Return a workspace with the repository's templates, forms and examples."""
    for part in ("templates", "forms", "examples"):
        shutil.copytree(ROOT / part, folder / part)
    (folder / CONFIG_NAME).write_text('wyniki = "output"\n', encoding="utf-8")
    return folder


def test_type_added_by_yaml_and_word_file_is_listed_and_generated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace(tmp_path)
    (folder / "forms" / "notatka_probna.yaml").write_text(FORM, encoding="utf-8")
    word = WordDocument()
    word.add_paragraph("Notatka z dnia {{ dokument.data|data }}")
    word.add_paragraph("Spotkanie z {{ list.instytucja|odmiana('narzednik') }}, temat: {{ dokument.temat }}.")
    word.add_paragraph("Znacznik bez końca {{ dokument.temat")
    word.save(str(folder / "templates" / "pl" / "notatka_probna.docx"))
    monkeypatch.chdir(folder)
    assert run(["types"]) == 0
    assert run(["generate", "notatka_probna", "examples/kielce-1", "--for", "l01"]) == 0
    assert "Uwaga: notatka_probna.docx, treść, akapit 3" in capsys.readouterr().err
    made = folder / "output" / "kielce-1" / "notatka_probna-l01.docx"
    assert "Spotkanie z Powiatowym Urzędem Pracy w Kielcach, temat: współpraca." in [
        text.replace("\u00a0", " ") for text in texts(made.read_bytes())
    ]
