"""check --forms holds definitions against the templates: what no template uses, what nothing fills."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document as WordDocument

from schematom_docs.cli.main import run
from schematom_docs.settings import load_settings
from schematom_docs.wiring import open_faulty_desk
from schematom_docs.workflow.form_path_checks import path_faults
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


def spoil(folder: Path, type_id: str, old: str, new: str) -> None:
    """Replace one piece of a form definition."""
    path = folder / "forms" / f"{type_id}.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, text.count(old)
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


PATHS = [
    ("etykieta: Uwagi,", "etykieta: Uwagi, gdy: list.instytucja.nazwaa = x,", "pytania.2.gdy", "list.instytucja.nazwa"),
    ("etykieta: Uwagi,", "etykieta: Uwagi, gdy: nie list.instytucjaa,", "pytania.2.gdy", "list.instytucja"),
    ("etykieta: Uwagi,", "etykieta: Uwagi, gdy: dokument.dataa = tak,", "pytania.2.gdy", "dokument.data"),
    ("domyslnie: list.data", "domyslnie: list.datta", "pytania.1.domyslnie", "list.data"),
    ("domyslnie: list.data", "domyslnie: [list.data, projekt.okress.od]", "pytania.1.domyslnie", "projekt.okres"),
    ("pytania:", "zalaczniki: [{tytul: Wykaz, gdy: list.instytucja.nazwaa}]\npytania:", "zalaczniki.1.gdy",
     "list.instytucja.nazwa"),
    ("pytania:", "zalaczniki: [{tytul: 'Wykaz {list.datta}'}]\npytania:", "zalaczniki.1.tytul", "list.data"),
    ("pytania:", "podpisy: [{slot: a, kto: list.instytucjaa}]\npytania:", "podpisy.1.kto", "list.instytucja"),
    ("pytania:", "podpisy: [{slot: a, kto: lider, gdy: list.datta}]\npytania:", "podpisy.1.gdy", "list.data"),
    ("pytania:", "strony: [list.instytucjaa]\npytania:", "strony.1", "list.instytucja"),
    ("pytania:", "wymaga: [list.datta]\npytania:", "wymaga.1", "list.data"),
    ("tytul: Notatka", "tytul: 'Notatka {list.datta}'", "tytul", "list.data"),
    ("pytania:", "reguly: [{warunek: list.wazny_doo > dokument.data, komunikat: Nie}]\npytania:", "reguly.1.warunek",
     "list.wazny_do"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "meant"), PATHS)
def test_a_path_that_leads_nowhere_is_an_error_with_what_was_meant(
    old: str, new: str, place: str, meant: str, folder: Path
) -> None:
    spoil(folder, "notatka", old, new)
    desk, _, faults = open_faulty_desk(load_settings(folder))
    assert desk is not None
    (found,) = [fault for fault in path_faults(desk, folder / "forms") if "notatka" in fault.place]
    assert faults == []
    assert found.place.startswith("notatka.yaml, wiersz ")
    assert found.place.endswith(f", {place}")
    assert found.remedy == f"Czy chodzi o „{meant}”?"
    assert not found.warning


@pytest.mark.parametrize("path", ["dokumenty.notatki.data", "dokumenty.notatka.data"])
def test_an_answer_of_another_paper_is_one_about_the_whole_case_or_the_same_subject(path: str, folder: Path) -> None:
    spoil(folder, "notatka", "domyslnie: list.data", f"domyslnie: {path}")
    desk, _, faults = open_faulty_desk(load_settings(folder))
    assert desk is not None and faults == []
    (found,) = [fault for fault in path_faults(desk, folder / "forms") if "notatka" in fault.place]
    assert found.place.endswith(", pytania.1.domyslnie")
    told = f"ścieżka „{path}” nie prowadzi do odpowiedzi dokumentu, który dotyczy całej sprawy albo tego samego."
    assert found.reason == told


def test_a_table_column_or_a_part_of_a_date_is_a_known_name(folder: Path) -> None:
    table = "kolumny: [{pole: dzien, etykieta: D, rodzaj: data}]"
    spoil(folder, "notatka", "rodzaj: tekst}", f"rodzaj: tabela, {table}}}")
    rules = "{warunek: wiersz.dzien.year == 2016, komunikat: Nie, wiersze: dokument.uwagi}"
    spoil(folder, "notatka", "pytania:", f"reguly: [{rules}]\npytania:")
    desk, _, faults = open_faulty_desk(load_settings(folder))
    assert desk is not None
    assert [*faults, *path_faults(desk, folder / "forms")] == []
    spoil(folder, "notatka", "wiersz.dzien.year", "wiersz.dzienn.year")
    desk, _, faults = open_faulty_desk(load_settings(folder))
    assert desk is not None
    assert [fault.remedy for fault in path_faults(desk, folder / "forms")] == ["Czy chodzi o „wiersz.dzien”?"]


def test_a_broken_form_hides_nothing_of_itself_nor_of_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, "okladka", "typ: okladka", "typ: okladka\nbzdura: 1")
    spoil(folder, "deklaracja_pracodawcy", 'przyklad: "2"', "przyklad: dwoje")
    spoil(folder, "deklaracja_pracodawcy", "    rodzaj: okres\n", "    rodzaj: okress\n")
    spoil(folder, "deklaracja_pracodawcy", "pole: data\nstrony", "pole: datta\nstrony")
    spoil(folder, "list_intencyjny", "typ: list_intencyjny", "typ: list_intencyjny\nrole_w_pakietach: tak")
    spoil(folder, "notatka", "domyslnie: list.data", "domyslnie: list.datta")
    recipe = folder / "forms" / "packs" / "rodzinny.yaml"
    recipe.write_text(recipe.read_text(encoding="utf-8") + "cos: tak\n", encoding="utf-8")
    assert run(["check", "--forms"]) == 3
    told = capsys.readouterr().err
    assert "nieznane pole „bzdura”" in told
    assert "pytania.2.przyklad: „przyklad” nie pasuje" in told
    assert "pytania.6.rodzaj: takiej wartości nie ma na liście. Czy chodzi o „okres”?" in told
    assert "reguly.1.pole: formularz nie ma pytania „datta”." in told
    assert "role_w_pakietach: " in told
    assert "pytania.1.domyslnie: dane dokumentu nie mają „list.datta”" in told
    assert "formularz „notatka” nie ma pytania „temat”" in told
    assert "pytania „Uwagi” (dokument.uwagi) nie używa żaden szablon." in told
    assert f"rodzinny.yaml, wiersz {len(recipe.read_text(encoding='utf-8').splitlines())}, cos: " in told
    assert "list_intencyjny.yaml, wiersz 56, role_w_pakietach: ten sam klucz podano drugi raz" in told
    assert "zawierają błędy (10)" in told
