"""A form drafted from a template passes the check once placed; what feeds what is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from schematom_docs.case import check_forms, load_forms
from schematom_docs.cli.main import run
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.question_uses import feeds, unused_questions
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


def test_a_report_says_which_question_feeds_which_paper(desk: Desk) -> None:
    found = feeds(desk, ("skierowanie_do_kis",))
    assert [type_id for type_id, _ in found["skierowanie.kis"]] == ["skierowanie_do_kis"]
    assert {"dyplom", "porozumienie", "skierowanie_do_kis"} <= {type_id for type_id, _ in found["dokument.data"]}


def test_the_schema_of_a_form_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    assert run(["form", "schema", "okladka"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["properties"]["znak_sprawy"]["title"] == "Znak sprawy"
