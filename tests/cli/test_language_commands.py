"""proofread and names as a coordinator meets them; --final; approved forms written into the case file."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from schematom_docs.cli.main import run
from schematom_docs.document.plaintext import paragraph_texts
from schematom_docs.pdf.text import page_texts
from tests.conftest import ROOT

Output = pytest.CaptureFixture[str]
CLEAN = "Umowę zawarto 5 maja 2014 r. w Turku.\n"
FAULTY = "Umowę zawarto 05 maja br. w Turku.\nNa tą kwotę składają się 5 rodziny.\nPESEL 79021182123 , numer.\n"


@pytest.fixture
def doubtful_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of an example in which one signatory bears a surname with two declensions."""
    monkeypatch.chdir(ROOT)
    folder = tmp_path / "sprawa"
    shutil.copytree(ROOT / "examples" / "kielce-1", folder)
    path = folder / "sprawa.yaml"
    text = path.read_text(encoding="utf-8")
    assert "imie: Henryk, nazwisko: Wzorcowy" in text
    path.write_text(text.replace("imie: Henryk, nazwisko: Wzorcowy", "imie: Henryk, nazwisko: Dąb"), encoding="utf-8")
    return path


def text_of(path: Path) -> str:
    return "\n".join(text for _, text in paragraph_texts(path.read_bytes())).replace("\u00a0", " ")


def test_help_of_the_commands_is_polish(capsys: Output) -> None:
    for command in ("proofread", "names"):
        assert run([command, "--help"]) == 0
        assert capsys.readouterr().out.startswith(f"Użycie: schematom {command} [OPCJE]")


def test_faults_of_a_text_are_listed_with_place_rule_and_remedy(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "pismo.txt"
    path.write_text(FAULTY, encoding="utf-8")
    assert run(["proofread", str(path)]) == 8
    shown = capsys.readouterr()
    assert "pismo.txt, wiersz 2 [te-ta]" in shown.out and "Napisz: „Na tę”." in shown.out
    assert "[liczba-rzeczownik]" in shown.out and "korekta znalazła błędy" in shown.err
    assert "79021182123" not in shown.out and "*********23" in shown.out


def test_faults_as_json_name_sentence_and_remedy(tmp_path: Path, capsys: Output) -> None:
    wrong, clean = tmp_path / "pismo.txt", tmp_path / "dobre.txt"
    wrong.write_text(FAULTY, encoding="utf-8")
    clean.write_text(CLEAN, encoding="utf-8")
    assert run(["proofread", str(wrong), str(clean), "--json"]) == 8
    report = json.loads(capsys.readouterr().out)
    assert [Path(file["plik"]).name for file in report["pliki"]] == ["pismo.txt", "dobre.txt"]
    assert report["pliki"][1]["bledy"] == [] and report["bledow"] == len(report["pliki"][0]["bledy"])
    first = report["pliki"][0]["bledy"][0]
    assert first["regula"] == "zero-w-dacie" and first["jest"] == "05 maja" and first["powinno_byc"] == "5 maja"
    assert first["zdanie"].startswith("Umowę zawarto")


def test_a_clean_text_in_an_old_code_page_passes(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "pismo.txt"
    path.write_bytes(CLEAN.encode("cp1250"))
    assert run(["proofread", str(path)]) == 0
    assert "nie znalazła" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("pismo.odt", b"x", "nie umiem czytać plików „.odt”"),
        ("puste.txt", b"\n\n", "w pliku nie ma tekstu"),
    ],
)
def test_a_file_that_cannot_be_read_is_wrong_usage(
    name: str, content: bytes, reason: str, tmp_path: Path, capsys: Output
) -> None:
    (tmp_path / name).write_bytes(content)
    assert run(["proofread", str(tmp_path / name)]) == 2
    assert reason in capsys.readouterr().err


def test_a_paper_about_another_family_is_caught(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    path = tmp_path / "kontrakt.txt"
    path.write_text("Kontrakt z Rodziną Państwa Bednarzów zawarto w Kielcach.\n", encoding="utf-8")
    assert run(["proofread", str(path), "--data", "examples/kielce-2", "--for", "r01"]) == 0
    assert run(["proofread", str(path), "--data", "examples/kielce-2", "--for", "r02"]) == 8
    assert "innej rodziny (r01)" in capsys.readouterr().out
    assert run(["proofread", str(path), "--data", "examples/kielce-2", "--for", "r99"]) == 2
    assert run(["proofread", str(path), "--for", "r01"]) == 2


def test_names_show_forms_with_a_sentence_and_stop_at_a_doubtful_one(doubtful_case: Path, capsys: Output) -> None:
    assert run(["names", str(doubtful_case)]) == 5
    shown = capsys.readouterr()
    assert "Strona jest reprezentowana przez Henryka" in shown.out
    assert "do potwierdzenia" in shown.out and "Henryk Dąb" in shown.err


def test_names_as_json_tell_certainty_source_and_papers(doubtful_case: Path, capsys: Output) -> None:
    assert run(["names", str(doubtful_case), "--json"]) == 5
    report = json.loads(capsys.readouterr().out)
    oak = next(name for name in report["nazwy"] if name["haslo"] == "Henryk Dąb")
    form = next(form for form in oak["formy"] if form["przypadek"] == "biernik")
    assert report["do_zatwierdzenia"] == 1 and oak["plec"] == "m" and oak["rodzaj"] == "osoba"
    assert form["pewna"] is False and "list_intencyjny" in form["dokumenty"] and form["forma"] in form["zdanie"]


def test_a_draft_marks_the_doubtful_form_and_a_final_paper_is_refused(
    doubtful_case: Path, tmp_path: Path, capsys: Output
) -> None:
    draft, final = tmp_path / "szkice", tmp_path / "wydane"
    assert run(["generate", "list_intencyjny", str(doubtful_case), "-o", str(draft)]) == 0
    assert any("[?]" in text_of(path) for path in draft.iterdir())
    capsys.readouterr()
    assert run(["generate", "list_intencyjny", str(doubtful_case), "-o", str(final), "--final"]) == 5
    assert "Henryk Dąb → " in capsys.readouterr().err and not final.exists()
    assert run(["pack", "instytucji", str(doubtful_case), "-o", str(final), "--final"]) == 5
    assert not final.exists()


def test_approved_forms_are_written_and_the_paper_can_be_released(
    doubtful_case: Path, tmp_path: Path, capsys: Output
) -> None:
    before = doubtful_case.read_text(encoding="utf-8").splitlines()
    form = "Henryk Dąb:biernik=Henryka Dęba"
    assert run(["names", str(doubtful_case), "--approve", "--form", form, "--by", "A. Nowak"]) == 0
    after = doubtful_case.read_text(encoding="utf-8").splitlines()
    added = [line for line in after if line not in before]
    written = '  "Henryk Dąb": {plec: "m", mianownik: "Henryk Dąb", biernik: "Henryka Dęba", slownik: "pl.sgjp.sgjp-'
    assert len(added) == 1 and added[0].startswith(written)
    assert re.search(r', data_zatwierdzenia: "\d{4}-\d\d-\d\d", zatwierdzil: "A\. Nowak"\}$', added[0])
    assert [line for line in after if line not in added] == before
    final = tmp_path / "wydane"
    assert run(["generate", "list_intencyjny", str(doubtful_case), "-o", str(final), "--final"]) == 0
    texts = [text_of(path) for path in final.iterdir()]
    assert any("Henryka Dęba" in text for text in texts) and not any("[?]" in text for text in texts)
    capsys.readouterr()


@pytest.mark.parametrize(
    "options",
    [
        ["--form", "Henryk Dąb:biernik=Henryka Dęba"],
        ["--by", "A. Nowak"],
        ["--approve", "--form", "Henryk Dąb:mnoga.bierny=Dębów"],
        ["--approve", "--form", "Henryk Dąb=Henryka Dęba"],
        ["--approve", "--form", "Henryk Dąb:bierny=Henryka Dęba"],
        ["--approve", "--form", "Nikt Taki:biernik=Nikogo"],
    ],
)
def test_a_wrong_choice_of_form_changes_nothing(doubtful_case: Path, options: list[str], capsys: Output) -> None:
    before = doubtful_case.read_bytes()
    assert run(["names", str(doubtful_case), *options]) == 2
    assert doubtful_case.read_bytes() == before
    assert capsys.readouterr().err.startswith("Błąd: ")


def test_generate_reports_language_faults_of_its_papers(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    folder = tmp_path / "sprawa"
    shutil.copytree(ROOT / "examples" / "turek", folder)
    path = folder / "sprawa.yaml"
    text = path.read_text(encoding="utf-8")
    assert run(["generate", "porozumienie", str(path), "-o", str(tmp_path / "a"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["jezyk"] == []
    wrong = text.replace("na podstawie", "na podstawie").replace("pełnomocnictwa", "pełnomocnictwo", 1)
    assert wrong != text
    path.write_text(wrong, encoding="utf-8")
    assert run(["generate", "porozumienie", str(path), "-o", str(tmp_path / "b"), "--json"]) == 0
    reported = json.loads(capsys.readouterr().out)["jezyk"]
    assert reported and all(fault["ostrzezenie"] for fault in reported)
    assert any("dopełniacz" in fault["powod"] and fault["miejsce"].startswith("porozumienie-") for fault in reported)


def test_bulk_proofreads_its_papers(tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    command = ["bulk", "list_intencyjny", str(letters(tmp_path)), "--data", "examples/kielce-1", "--like", "l01"]
    assert run([*command, "-o", str(tmp_path / "a"), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["jezyk"] == [] and report["niesprawdzone"] == [] and report["do_potwierdzenia"] == []
    assert len(report["pliki"]) == 2


def letters(folder: Path) -> Path:
    path = folder / "listy.csv"
    rows = "klucz;instytucja;data;miejscowosc\nx1;pup;15.10.2013;Kielce\nx2;gops_bieliny;2013-10-16;Kielce\n"
    path.write_text(rows, encoding="utf-8")
    return path


def test_a_final_table_with_one_doubtful_form_releases_no_paper(
    doubtful_case: Path, tmp_path: Path, capsys: Output
) -> None:
    folder = tmp_path / "wydane"
    command = ["bulk", "list_intencyjny", str(letters(tmp_path)), "--data", str(doubtful_case), "--like", "l01"]
    assert run([*command, "-o", str(folder), "--final"]) == 5
    shown = capsys.readouterr().err
    assert "listy.csv, wiersz 2: forma niezatwierdzona: Henryk Dąb → " in shown and not folder.exists()
    assert run([*command, "-o", str(folder)]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["list_intencyjny-x1.docx", "list_intencyjny-x2.docx"]
    capsys.readouterr()


def test_the_mark_of_a_doubtful_form_is_seen_in_the_pdf_too(doubtful_case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "szkice"
    assert run(["generate", "list_intencyjny", str(doubtful_case), "--pdf", "--for", "l01", "-o", str(folder)]) == 0
    assert "Henryka Dąba [?]" in " ".join(
        " ".join(page_texts((folder / "list_intencyjny-l01.pdf").read_bytes())).split()
    )
    assert run(["pack", "instytucji", str(doubtful_case), "--for", "pup", "-o", str(folder)]) == 0
    pages = page_texts((folder / "pakiet-instytucji-pup.pdf").read_bytes())
    assert "Henryka Dąba [?]" in " ".join(" ".join(pages).split())


@pytest.fixture
def nameless_gender(doubtful_case: Path) -> Path:
    """Return a case in which the office that signs a letter bears a name whose gender nobody knows."""
    text = doubtful_case.read_text(encoding="utf-8").replace("nazwisko: Dąb", "nazwisko: Wzorcowy")
    edited = text.replace('nazwa: "Powiatowy Urząd Pracy w Kielcach"', 'nazwa: "Caritas"', 1)
    assert edited != text
    doubtful_case.write_text(edited, encoding="utf-8")
    return doubtful_case


def test_the_gender_of_an_unknown_name_is_marked_listed_and_refused(
    nameless_gender: Path, tmp_path: Path, capsys: Output
) -> None:
    command = ["generate", "list_intencyjny", str(nameless_gender), "--for", "l01", "-o", str(tmp_path / "pisma")]
    assert run(command) == 0
    assert "zwanym [?]" in text_of(tmp_path / "pisma" / "list_intencyjny-l01.docx")
    assert run([*command, "--final"]) == 5
    capsys.readouterr()
    assert run(["names", str(nameless_gender), "--json"]) == 5
    names = json.loads(capsys.readouterr().out)["nazwy"]
    found = next(name for name in names if (name["haslo"], name["rodzaj"]) == ("Caritas", "rodzaj nazwy"))
    assert not any(form["pewna"] for form in found["formy"]) and found["plec"] == ""


def test_an_approved_gender_of_a_name_releases_the_paper(nameless_gender: Path, tmp_path: Path, capsys: Output) -> None:
    name = "Caritas"
    forms = "nieodmienne: tak, rodzaj_gramatyczny: zenski"
    text = nameless_gender.read_text(encoding="utf-8")
    assert text.count("odmiany:   # formy zatwierdzone\n") == 1
    entry = f'odmiany:   # formy zatwierdzone\n  "{name}": {{{forms}}}\n'
    nameless_gender.write_text(text.replace("odmiany:   # formy zatwierdzone\n", entry), encoding="utf-8")
    folder = tmp_path / "wydane"
    assert run(["generate", "list_intencyjny", str(nameless_gender), "--for", "l01", "-o", str(folder), "--final"]) == 0
    assert "zwaną" in text_of(folder / "list_intencyjny-l01.docx")
    capsys.readouterr()


def test_a_gender_that_does_not_exist_is_wrong_usage(nameless_gender: Path, capsys: Output) -> None:
    before = nameless_gender.read_bytes()
    assert run(["names", str(nameless_gender), "--approve", "--form", "Caritas:rodzaj_gramatyczny=żeński"]) == 2
    assert nameless_gender.read_bytes() == before
    capsys.readouterr()
