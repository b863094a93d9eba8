"""Papers about people of families, members of teams, and papers whose only record are their answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as WordDocument

from schematom_docs.cli.main import run
from tests.workflow.test_new_type import workspace
from tests.workflow.test_word_files import texts

STATEMENT = """
typ: oswiadczenie_probne
nazwa: Oświadczenie próbne
tytul: Oświadczenie próbne
szablon: oswiadczenie_probne.docx
dotyczy: {z: uczestnicy_projektu, jako: uczestnik, gdzie: {dorosly: tak}}
pytania:
  - {pole: data, etykieta: Data, rodzaj: data, wymagane: tak, wartosc: "2015-05-04"}
podpisy:
  - {slot: uczestnik, kto: uczestnik, opis: podpis}
role_w_pakietach: [{pakiet: rodzinny, kolejnosc: 80}]
"""
CONFIDENTIAL = """
typ: poufnosc_probna
nazwa: Oświadczenie o poufności
tytul: Oświadczenie o poufności
szablon: poufnosc_probna.docx
dotyczy: {z: czlonkowie_zespolow, jako: czlonek}
"""
MINUTES = """
typ: protokol_probny
nazwa: Protokół próbny
tytul: "Protokół {protokol.klucz}"
szablon: protokol_probny.docx
dotyczy: {z: dokumenty, jako: protokol}
pytania:
  - {pole: data, etykieta: Data, rodzaj: data, wymagane: tak}
  - {pole: temat, etykieta: Temat, rodzaj: tekst, wymagane: tak}
"""


def put(folder: Path, type_id: str, form: str, line: str) -> None:
    """Add a document type: its form and a Word file of one line."""
    (folder / "forms" / f"{type_id}.yaml").write_text(form, encoding="utf-8")
    word = WordDocument()
    word.add_paragraph(line)
    word.save(str(folder / "templates" / "pl" / f"{type_id}.docx"))


def line_of(path: Path) -> str:
    """Return the text of a paper with plain spaces."""
    return " ".join(texts(path.read_bytes())).replace("\u00a0", " ")


def test_each_adult_of_each_family_gets_a_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = workspace(tmp_path)
    put(
        folder, "oswiadczenie_probne", STATEMENT,
        "{{ uczestnik|odmiana('mianownik', pan=True) }}; {{ uczestnik.rodzina|odmiana('dopelniacz') }}; "
        "{{ dokument.podpisy[0].osoba.nazwisko }}",
    )  # fmt: skip
    monkeypatch.chdir(folder)
    assert run(["check", "--forms"]) == 0
    assert run(["generate", "oswiadczenie_probne", "examples/poznan-2", "-o", "out"]) == 0
    made = sorted(path.name for path in (folder / "out").rglob("*.docx"))
    assert "oswiadczenie_probne-r01-o1.docx" in made
    assert "oswiadczenie_probne-r01-o3.docx" not in made
    text = line_of(next((folder / "out").rglob("oswiadczenie_probne-r01-o1.docx")))
    assert text.startswith(("Pani ", "Pan "))
    assert "Państwa" in text


def test_each_member_of_a_team_gets_a_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = workspace(tmp_path)
    put(folder, "poufnosc_probna", CONFIDENTIAL, "{{ czlonek.nazwisko }}; {{ czlonek.zespol.nazwa }}")
    monkeypatch.chdir(folder)
    assert run(["generate", "poufnosc_probna", "examples/kielce-1", "-o", "out"]) == 0
    made = sorted((folder / "out").rglob("poufnosc_probna-mgi-*.docx"))
    assert len(made) == 10
    assert {line_of(folder / path).split("; ")[1] for path in made} == {"Mobilna Grupa Interdyscyplinarna"}
    assert line_of(folder / made[0]) == "Modelowa; Mobilna Grupa Interdyscyplinarna"


def test_a_paper_whose_record_are_its_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace(tmp_path)
    put(folder, "protokol_probny", MINUTES, "{{ dokument.tytul }}: {{ dokument.temat }}, {{ dokument.data|data }}")
    case = folder / "examples" / "turek" / "sprawa.yaml"
    answers = (
        "  protokol_probny:\n    dla:\n"
        "      p1: {data: 2014-02-10, temat: diagnoza}\n      p2: {data: 2014-03-10, temat: program}\n"
    )
    text = case.read_text(encoding="utf-8")
    start = text.index("dokumenty:") + text[text.index("dokumenty:") :].index("\n") + 1
    whole = text[:start] + answers + text[start:]
    case.write_text(whole, encoding="utf-8")
    monkeypatch.chdir(folder)
    assert run(["generate", "protokol_probny", "examples/turek", "-o", "out"]) == 0
    assert [line_of(path) for path in sorted((folder / "out").rglob("protokol_probny-*.docx"))] == [
        "Protokół p1: diagnoza, 10 lutego 2014 r.",
        "Protokół p2: program, 10 marca 2014 r.",
    ]
    case.write_text(whole.replace(", temat: program", ""), encoding="utf-8")
    assert run(["generate", "protokol_probny", "examples/turek", "-o", "out"]) == 3
    assert "dokumenty.protokol_probny.dla.p2" in capsys.readouterr().err
