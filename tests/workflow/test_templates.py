"""Templates checked against the forms that use them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from schematom_docs.settings import Settings
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.needed_fields import field_lines
from schematom_docs.workflow.question_uses import unused_questions
from schematom_docs.workflow.templates import check_template, workspace_templates
from tests.conftest import ROOT
from tests.document.word_files import p, table, word_file

TEMPLATES = sorted((ROOT / "templates" / "pl").glob("*.docx"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_every_shipped_template_is_clean_and_used_by_a_form(path: Path, desk: Desk) -> None:
    checked = check_template(desk, path)
    assert checked.faults == () and checked.forms


def test_no_shipped_form_asks_what_no_template_prints(desk: Desk, settings: Settings) -> None:
    assert unused_questions(desk, settings.templates) == []


def faults(tmp_path: Path, desk: Desk, body: str, type_id: str = "porozumienie") -> list[str]:
    path = tmp_path / "proba.docx"
    path.write_bytes(word_file(body))
    return [str(fault) for fault in check_template(desk, path, (desk.form(type_id),)).faults]


def test_a_misspelt_answer_is_a_fault_with_the_nearest_name(tmp_path: Path, desk: Desk) -> None:
    assert faults(tmp_path, desk, p("Zawarto {{ dokument.miejscowsc|w }}")) == [
        "proba.docx, treść, akapit 1: {{ dokument.miejscowsc|w }} – formularz „porozumienie” nie ma pytania "
        "„miejscowsc”, a program takiej danej nie podaje. Czy chodzi o dokument.miejscowosc?"
    ]


def test_a_misspelt_field_of_a_loop_is_placed_in_its_cell(tmp_path: Path, desk: Desk) -> None:
    body = table(("{%tr for s in dokument.strony %}",), ("{{ s.reprezentant.imje }}",), ("{%tr endfor %}",))
    assert faults(tmp_path, desk, body) == [
        "proba.docx, treść, tabela 1, wiersz 2, komórka 1, akapit 1: {{ s.reprezentant.imje }} – dane dokumentu "
        "„porozumienie” nie mają nazwy „dokument.strony[].reprezentant.imje”. Czy chodzi o imie?"
    ]


def test_a_wrong_first_name_is_told_once_a_tag_not_once_a_field(tmp_path: Path, desk: Desk) -> None:
    body = p("{{ projket.tytul }}") + p("{{ projket.cel }}")
    found = faults(tmp_path, desk, body)
    assert [text.split(" – ")[0] for text in found] == [
        "proba.docx, treść, akapit 1: {{ projket.tytul }}", "proba.docx, treść, akapit 2: {{ projket.cel }}",
    ]  # fmt: skip
    assert all(text.endswith("Czy chodzi o projekt?") for text in found)


def test_faults_of_tags_and_of_names_are_told_together_in_the_order_of_the_text(tmp_path: Path, desk: Desk) -> None:
    body = p("{{ dokument.miejscowsc }}") + table(("x", "{{ lider.nazwaa }}")) + p("{{ lider|odmianaa }}")
    assert [text.split(" – ")[0] for text in faults(tmp_path, desk, body)] == [
        "proba.docx, treść, akapit 1: {{ dokument.miejscowsc }}",
        "proba.docx, treść, tabela 1, wiersz 1, komórka 2, akapit 1: {{ lider.nazwaa }}",
        "proba.docx, treść, akapit 2: {{ lider|odmianaa }}",
    ]


def test_names_of_a_loop_whose_tag_is_broken_are_not_told_as_unknown(tmp_path: Path, desk: Desk) -> None:
    body = p("{{ koordynator.nazwa }}") + p("{%p endfor %}") + p("{{ projket.tytul }}")
    found = faults(tmp_path, desk, body)
    assert len(found) == 2 and "endfor" in found[0] and "projket" in found[1]


def test_faults_of_tags_hide_no_wrong_name(tmp_path: Path, desk: Desk) -> None:
    body = (
        p("{{ szafa.kolor }} {{ a b }}") + p("{%p for s in dokument.strony %}") + p("{{ s.nzwa }}")
        + p("{%p endfor %}") + table(("{% if obcy %}", "{{ dokument.miejscowosc|dta }}"))
    )  # fmt: skip
    assert [text.split(" – ")[0].split(": ", 1)[1] for text in faults(tmp_path, desk, body)] == [
        "{{ a b }}", "{{ szafa.kolor }}", "{{ s.nzwa }}", "{% if obcy %}", "{% if obcy %}",
        "{{ dokument.miejscowosc|dta }}",
    ]  # fmt: skip


def test_a_name_the_template_asks_for_first_is_only_a_warning(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "proba.docx"
    path.write_bytes(word_file(p("{% if dokument.dodatek is defined %}{{ dokument.dodatek }}{% endif %}")))
    checked = check_template(desk, path, (desk.form("porozumienie"),))
    assert checked.faults and checked.errors == ()


def test_a_legal_basis_the_form_does_not_name_is_a_fault(tmp_path: Path, desk: Desk) -> None:
    (found,) = faults(tmp_path, desk, p("{{ podstawy.pomoc_spoleczn.cytat }}"))
    assert found.endswith("Czy chodzi o podstawy.pomoc_spoleczna?")


def test_a_question_no_template_uses_is_a_warning(desk: Desk, settings: Settings, tmp_path: Path) -> None:
    form = desk.form("list_intencyjny")
    (tmp_path / form.template).write_bytes(word_file(p("{{ dokument.data|data }} {{ list.zakres }}")))
    (warning,) = unused_questions(replace(desk, forms={form.type_id: form}), tmp_path)
    assert warning.warning and warning.place == "list_intencyjny.yaml"
    assert "dokument.miejscowosc" in warning.reason


def test_a_file_that_is_no_word_file_is_a_fault_among_others(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "zly.docx"
    path.write_bytes(b"PK nie zip")
    assert [fault.place for fault in check_template(desk, path).errors] == ["zly.docx"]
    assert check_template(desk, tmp_path / "nie_ma.docx").errors


def test_lock_files_of_an_open_word_are_no_templates(tmp_path: Path) -> None:
    for name in ("b.docx", "a.docx", "~$a.docx"):
        (tmp_path / name).write_bytes(b"")
    assert [path.name for path in workspace_templates(tmp_path)] == ["a.docx", "b.docx"]


def test_fields_are_a_tree_with_kinds_and_questions(desk: Desk) -> None:
    schema = desk.template("list_intencyjny.docx").schema()
    lines = list(field_lines(desk, "list_intencyjny.docx", schema))
    assert "  data – data: Data podpisania" in lines
    assert "    reprezentant – zestaw pól" in lines and "  zakres – lista" in lines
    assert "  x – wartość" in list(field_lines(desk, "obcy.docx", {"properties": {"a": {"properties": {"x": {}}}}}))
