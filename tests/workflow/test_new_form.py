"""A form drafted from a template passes the check once placed; what feeds what is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from schematom_docs.case import check_forms, load_forms
from schematom_docs.cli.main import run
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.question_uses import fact_place, facts_fed, own_answers, unused_questions
from tests.conftest import ROOT
from tests.document.word_files import p, word_file

TEMPLATES = sorted(path.stem for path in (ROOT / "templates" / "pl").glob("*.docx"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_draft_from_each_shipped_template_is_a_right_form(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    shutil.copy(ROOT / "templates" / "pl" / f"{name}.docx", tmp_path / "szkic.docx")
    target = tmp_path / "szkic.yaml"
    assert run(["form", "new", "--from", str(tmp_path / "szkic.docx"), "-o", str(target)]) == 0
    assert [str(fault) for fault in check_forms(tmp_path, templates=tmp_path)] == []
    form = load_forms(tmp_path)["szkic"]
    assert form.template == "szkic.docx"


def test_loops_filters_and_conditions_tell_the_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    body = (
        p("{{ dokument.data|data }} {{ dokument.suma|kwota }} {{ dokument.czas|zakres }}")
        + p("{% if dokument.zgoda %}Zgoda.{% endif %} {{ dokument.uwagi }}")
        + p("{%p for osoba in dokument.osoby %}")
        + p("{{ osoba.imie }} {{ osoba.urodzony|data }}")
        + p("{%p endfor %}")
        + p("{%p for temat in dokument.tematy %}")
        + p("{{ temat }}")
        + p("{%p endfor %}")
    )
    (tmp_path / "notatka.docx").write_bytes(word_file(body))
    assert run(["form", "new", "--from", str(tmp_path / "notatka.docx"), "-o", str(tmp_path / "notatka.yaml")]) == 0
    form = load_forms(tmp_path)["notatka"]
    assert {question.name: question.kind for question in form.questions} == {
        "czas": "okres", "data": "data", "osoby": "tabela", "suma": "kwota", "tematy": "lista_tekstow",
        "uwagi": "tekst", "zgoda": "tak_nie",
    }  # fmt: skip
    (table,) = [question for question in form.questions if question.kind == "tabela"]
    assert [(column.name, column.kind) for column in table.columns] == [("imie", "tekst"), ("urodzony", "data")]


def test_a_draft_overwrites_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    target = tmp_path / "okladka.yaml"
    target.write_text("moje", encoding="utf-8")
    assert run(["form", "new", "--from", str(ROOT / "templates" / "pl" / "okladka.docx"), "-o", str(target)]) == 2
    assert target.read_text(encoding="utf-8") == "moje"


def test_every_question_of_a_shipped_form_is_read_by_its_papers(desk: Desk) -> None:
    assert unused_questions(desk, ROOT / "templates" / "pl") == []


def test_one_fact_under_two_names_is_told_once_by_where_it_is_kept(desk: Desk) -> None:
    forms = desk.forms
    assert fact_place(forms["kontrakt_rodzinny"], "kontrakt.rodzina.nazwisko") == "rodziny.*.nazwisko"
    assert fact_place(forms["formularz_zgloszeniowy"], "rodzina.nazwisko") == "rodziny.*.nazwisko"
    assert fact_place(forms["deklaracja_pracodawcy"], "deklaracja.pracodawca.adres.kod") == "instytucje.*.adres.kod"
    assert fact_place(forms["deklaracja_pracodawcy"], "lider.siedziba") == "instytucje.*.siedziba"
    shared = [fed for fed in facts_fed(desk).values() if len(fed.names) > 1]
    assert shared
    assert all(len(set(fed.types)) == len(fed.types) for fed in shared)


def test_own_answers_are_no_common_facts(desk: Desk) -> None:
    own = own_answers(desk)
    assert {"dyplom", "porozumienie", "skierowanie_do_kis"} <= set(own["data"].types)
    assert own_answers(desk, ("skierowanie_do_kis",))["data"].types == ["skierowanie_do_kis"]
    assert facts_fed(desk, ("skierowanie_do_kis",))["skierowania.*.kis"].types == ["skierowanie_do_kis"]
    assert not any(place.startswith("dokument.") for place in facts_fed(desk))


def test_the_report_of_uses_fits_a_page(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    assert run(["form", "uses"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(len(line) for line in lines) <= 120
    assert "Własne odpowiedzi pism, każde pismo ma swoją:" in lines


def test_names_below_an_entity_become_questions_about_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    source, target = ROOT / "templates" / "pl" / "deklaracja_pracodawcy.docx", tmp_path / "deklaracja.yaml"
    assert run(["form", "new", "--from", str(source), "-o", str(target)]) == 0
    form = load_forms(tmp_path)["deklaracja"]
    assert form.subject is not None
    assert (form.subject.collection, form.subject.name) == ("deklaracje_pracodawcow", "deklaracja")
    assert {question.name: question.kind for question in form.fact_questions} == {
        "deklaracja.forma": "tekst", "deklaracja.liczba_osob": "liczba", "deklaracja.miesiecy": "liczba",
        "deklaracja.okres": "okres", "deklaracja.pracodawca": "instytucja", "deklaracja.stanowisko": "tekst",
        "deklaracja.wymiar": "tekst",
    }  # fmt: skip
    assert [question.name for question in form.questions if question.required] == [
        "deklaracja.liczba_osob", "deklaracja.pracodawca", "deklaracja.wymiar", "data",
    ]  # fmt: skip


def test_an_unknown_first_name_becomes_answers_with_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    body = p("{{ faktura.numer }} {{ faktura.dzien|data }} {{ list.wazny_do|data }} {{ kontrakt.numer }}")
    (tmp_path / "notatka.docx").write_bytes(word_file(body))
    target = tmp_path / "notatka.yaml"
    assert run(["form", "new", "--from", str(tmp_path / "notatka.docx"), "-o", str(target)]) == 0
    form = load_forms(tmp_path)["notatka"]
    kinds = {question.name: question.kind for question in form.questions}
    assert (kinds["faktura_numer"], kinds["faktura_dzien"]) == ("tekst", "data")
    assert form.subject is not None
    assert {"list", "kontrakt"} & set(kinds) == {"list", "kontrakt"} - {form.subject.name}
    assert "# szablon czyta „faktura”" in target.read_text(encoding="utf-8")


def test_the_schema_of_a_form_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    assert run(["form", "schema", "okladka"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["properties"]["znak_sprawy"]["title"] == "Znak sprawy"
