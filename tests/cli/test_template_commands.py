"""schematom template, as the coordinator who edits a Word file meets it."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document as WordDocument

from schematom_docs.cli.main import run
from tests.conftest import ROOT
from tests.document.word_files import p, word_file
from tests.workflow.test_new_type import workspace

Capture = pytest.CaptureFixture[str]
COMMANDS = ("check", "vars", "show", "diff", "new")


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Return a template with one fault of syntax and one stray brace."""
    path = tmp_path / "zly.docx"
    path.write_bytes(word_file(p("{{ dokument.data|dta }}") + p("{%p if x %}") + p("zwykły {{ nawias")))
    return path


def changed(name: str, old: str, new: str, target: Path) -> Path:
    """Save a shipped template with a text replaced, as an author does in Word; return the file."""
    word = WordDocument(str(ROOT / "templates" / "pl" / name))
    for paragraph in word.paragraphs:
        for part in paragraph.runs:
            part.text = part.text.replace(old, new)
    word.save(str(target))
    return target


def test_help_of_the_group_and_of_each_command_is_polish(capsys: Capture) -> None:
    assert run(["template"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Użycie: schematom template") and all(f"  {name} " in text for name in COMMANDS)
    for name in COMMANDS:
        assert run(["template", name, "--help"]) == 0
        text = capsys.readouterr().out
        assert text.startswith(f"Użycie: schematom template {name} [OPCJE]") and "Options" not in text


def test_all_shipped_templates_are_clean(capsys: Capture) -> None:
    assert run(["template", "check", "--all"]) == 0
    captured = capsys.readouterr()
    count = len(list((ROOT / "templates" / "pl").glob("*.docx")))
    assert captured.out == f"Szablony są poprawne (sprawdzono {count}).\n" and captured.err == ""


def test_every_fault_is_told_at_once_with_code_4(wrong: Path, capsys: Capture) -> None:
    assert run(["template", "check", str(wrong)]) == 4
    text = capsys.readouterr().err
    assert "zly.docx, treść, akapit 1: {{ dokument.data|dta }} – nie ma filtru „dta”. Czy chodzi o data?" in text
    assert "zly.docx, treść, akapit 2: {%p if x %}" in text
    assert "Uwaga: zly.docx, treść, akapit 3: {{ nawias – samotny nawias" in text


def test_faults_as_json_keep_code_4(wrong: Path, capsys: Capture) -> None:
    assert run(["template", "check", str(wrong), "--json"]) == 4
    record = json.loads(capsys.readouterr().out)
    places = [item["miejsce"] for item in record["szablony"][0]["bledy"]]
    assert places == [f"zly.docx, treść, akapit {number}" for number in (1, 2, 3)]
    assert record["poprawne"] is False and record["szablony"][0]["plik"] == "zly.docx"
    assert [item["ostrzezenie"] for item in record["szablony"][0]["bledy"]].count(True) == 1


def test_a_name_the_form_lacks_is_a_fault_of_the_edited_template(tmp_path: Path, capsys: Capture) -> None:
    path = changed("zaswiadczenie.docx", "dokument.miejscowosc", "dokument.miejscowsc", tmp_path / "zaswiadczenie.docx")
    assert run(["template", "check", str(path)]) == 4
    text = capsys.readouterr().err
    assert "formularz „zaswiadczenie” nie ma pytania „miejscowsc”" in text
    assert "Czy chodzi o dokument.miejscowosc?" in text


def test_a_template_no_form_uses_is_compared_with_the_form_one_names(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "nowy.docx"
    path.write_bytes(word_file(p("{{ list.zakresy }}")))
    assert run(["template", "check", str(path)]) == 0
    assert run(["template", "check", str(path), "--type", "list_intencyjny"]) == 4
    assert "Czy chodzi o list.zakres?" in capsys.readouterr().err


def test_questions_a_template_never_uses_are_warnings(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "nowy.docx"
    path.write_bytes(word_file(p("zwykły tekst")))
    assert run(["template", "check", str(path), "--type", "list_intencyjny"]) == 0
    captured = capsys.readouterr()
    assert "Uwaga: list_intencyjny.yaml: pytania „" in captured.err
    assert "(dokument.miejscowosc) nie używa szablon nowy.docx. Wstaw je do szablonu" in captured.err
    assert captured.out == "Szablon jest poprawny.\n"
    path.write_bytes(word_file(p("{{ dokument.miejscowosc }} {{ dokument.data|data( }}")))
    assert run(["template", "check", str(path), "--type", "list_intencyjny", "--json"]) == 4
    told = [item["powod"] for item in json.loads(capsys.readouterr().out)["formularze"]]
    assert told and not any("miejscowosc" in reason or "dokument.data)" in reason for reason in told)


def test_a_question_dropped_from_the_template_of_its_form_is_a_warning(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "list_intencyjny.docx"
    path.write_bytes(word_file(p("{{ dokument.data|data }} {{ list.zakres }}")))
    assert run(["template", "check", str(path)]) == 0
    assert "(dokument.miejscowosc) nie używa żaden szablon." in capsys.readouterr().err
    assert run(["template", "check", "list_intencyjny"]) == 0
    assert capsys.readouterr().err == ""


def test_mark_writes_a_copy_with_comments_and_never_over_a_file(wrong: Path, tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "uwagi.docx"
    assert run(["template", "check", str(wrong), "--mark", str(target)]) == 4
    assert f"Zapisano kopię z komentarzami: {target}" in capsys.readouterr().out
    comments = [comment.text for comment in WordDocument(str(target)).comments]
    assert len(comments) == 3 and any("Czy chodzi o data?" in text for text in comments)
    before = target.read_bytes()
    assert run(["template", "check", str(wrong), "--mark", str(target)]) == 2
    assert target.read_bytes() == before


def test_mark_of_a_clean_template_writes_nothing(tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "uwagi.docx"
    assert run(["template", "check", "okladka", "--mark", str(target)]) == 0
    assert not target.exists() and "Szablon jest poprawny." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (["check"], 2, "podaj szablony albo opcję --all"),
        (["check", "--all", "okladka"], 2, "podaj szablony albo opcję --all"),
        (["check", "okladka", "dyplom", "--mark", "x.docx"], 2, "opcja --mark wymaga jednego szablonu"),
        (["check", "nie_ma.docx"], 4, "nie da się odczytać szablonu"),
        (["check", "okladka", "--type", "kontrakt"], 2, "nie ma typu dokumentu „kontrakt”"),
        (["show", "nie_ma.docx"], 4, "nie da się odczytać szablonu"),
        (["vars", "README.md"], 4, "to nie jest plik DOCX"),
        (["diff", "okladka", "README.md"], 4, "README.md: to nie jest plik DOCX"),
        (["show", "README.md"], 4, "README.md: to nie jest plik DOCX"),
        (["new", "kontrakt"], 2, "nie ma typu dokumentu „kontrakt”"),
    ],
)
def test_wrong_use_is_said_in_polish(arguments: list[str], code: int, reason: str, capsys: Capture) -> None:
    assert run(["template", *arguments]) == code
    assert reason in capsys.readouterr().err


def test_vars_prints_the_tree_and_its_schema(capsys: Capture) -> None:
    assert run(["template", "vars", "list_intencyjny"]) == 0
    assert "  miejscowosc – tekst: Miejsce podpisania" in capsys.readouterr().out.splitlines()
    assert run(["template", "vars", "list_intencyjny", "--json"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["properties"]["list"]["properties"]["zakres"]["type"] == "array"


def test_vars_of_a_faulty_template_tells_the_faults(wrong: Path, capsys: Capture) -> None:
    assert run(["template", "vars", str(wrong)]) == 4
    assert "nie ma filtru „dta”" in capsys.readouterr().err


def test_show_is_the_text_that_git_compares(capsys: Capture) -> None:
    assert run(["template", "show", "templates/pl/okladka.docx"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("== treść ==\n") and "{{ pakiet.tytul }}" in text
    attributes = (ROOT / ".gitattributes").read_text(encoding="utf-8")
    assert "*.docx diff=schematom" in attributes


def test_git_shows_changes_of_word_files_as_text(tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
        done = subprocess.run(["git", *identity, *arguments], cwd=tmp_path, capture_output=True, check=True)
        return done.stdout.decode("utf-8")

    git("init", "-q")
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    shutil.copy(ROOT / "templates" / "pl" / "okladka.docx", tmp_path / "okladka.docx")
    git("config", "diff.schematom.textconv", f'"{Path(sys.executable).as_posix()}" -m schematom_docs template show')
    git("add", ".")
    git("commit", "-q", "-m", "pierwsza wersja")
    changed("okladka.docx", "{{ pakiet.tytul }}", "Pakiet: {{ pakiet.tytul }}", tmp_path / "okladka.docx")
    shown = [line for line in git("diff").splitlines() if line.startswith(("-{", "+P"))]
    assert shown and all("{{ pakiet.tytul }}" in line for line in shown) and shown[-1].startswith("+Pakiet: ")


def test_diff_tells_changed_words_clause_by_clause(tmp_path: Path, capsys: Capture) -> None:
    path = changed("porozumienie.docx", "w terminie 7 dni; odmowa", "w terminie 10 dni; odmowa", tmp_path / "p.docx")
    assert run(["template", "diff", "porozumienie", str(path)]) == 0
    text = capsys.readouterr().out
    assert "§ 6 ust. 3 – zmieniono: " in text and "[-7-][+10+] dni; odmowa" in text and text.endswith("Różnice: 1.\n")
    assert run(["template", "diff", "porozumienie", str(path), "--json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)["roznice"]
    assert record["miejsce_po"] == "§ 6 ust. 3" and {"znak": "+", "tekst": "10"} in record["slowa"]
    assert run(["template", "diff", "porozumienie", "porozumienie"]) == 0
    assert capsys.readouterr().out == "Treść szablonów jest taka sama.\n"


def test_a_starter_is_made_checked_and_used_in_a_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    folder = workspace(tmp_path)
    monkeypatch.chdir(folder)
    form = (
        "typ: notatka\nnazwa: Notatka\ntytul: Notatka\nszablon: notatka.docx\n"
        "dotyczy: {z: listy_intencyjne, jako: list}\n"
        "pytania:\n  - {pole: temat, etykieta: Temat, rodzaj: tekst, wartosc: współpraca}\n"
        "  - {pole: data, etykieta: Data, rodzaj: data, wymagane: tak, domyslnie: list.data}\n"
        "strony: [lider, list.instytucja]\npodpisy: {kazda: strona, na_dzien: data}\n"
    )
    (folder / "forms" / "notatka.yaml").write_text(form, encoding="utf-8")
    target = "templates/pl/notatka.docx"
    assert run(["template", "new", "notatka", "-o", target]) == 0
    assert f"schematom template check {Path(target)} --type notatka" in capsys.readouterr().out
    assert run(["template", "new", "notatka", "-o", target]) == 2
    assert run(["template", "check", "notatka"]) == 0
    assert run(["generate", "notatka", "examples/kielce-1", "--for", "l01"]) == 0
    made = WordDocument(io.BytesIO((folder / "output" / "kielce-1" / "notatka-l01.docx").read_bytes()))
    assert "Temat: współpraca" in [paragraph.text.replace("\u00a0", " ") for paragraph in made.paragraphs]
