"""A starter template: made from a form in the house style, without faults, and it fills with real data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from schematom_docs.case import CheckedCase, FormDefinition
from schematom_docs.case.question import Question
from schematom_docs.document import Template, compile_template
from schematom_docs.errors import TemplateError
from schematom_docs.polish.filters import FILTERS
from schematom_docs.settings import Settings
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue_all
from schematom_docs.workflow.new_template import new_template
from schematom_docs.workflow.sets import paper_types
from schematom_docs.workflow.templates import check_template, names_read
from tests.conftest import PILOTS, ROOT
from tests.document.word_files import lines, p, root_of, word_file

FORMS = sorted(path.stem for path in (ROOT / "forms").glob("*.yaml"))
KINDS = (
    "tekst", "dlugi_tekst", "liczba", "kwota", "procent", "data", "okres", "wybor", "tak_nie", "lista_tekstow",
    "instytucja", "osoba",
)  # fmt: skip


@pytest.mark.parametrize("type_id", FORMS)
def test_a_starter_of_every_form_has_no_fault_and_passes_the_audit(
    type_id: str, desk: Desk, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / f"{type_id}.docx"
    path.write_bytes(new_template(desk, settings.templates, desk.form(type_id)))
    assert check_template(desk, path, (desk.form(type_id),)).faults == ()
    assert OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path).errors == []


@pytest.mark.parametrize("pilot", PILOTS)
def test_starters_fill_with_the_data_of_every_pilot(
    pilot: str, desk: Desk, settings: Settings, example: Callable[[str], CheckedCase]
) -> None:
    files = {name: form for form in desk.forms.values() for name in form.template_files}

    @cache
    def started(name: str) -> Template:
        return compile_template(new_template(desk, settings.templates, files[name]), filters=FILTERS, name=name)

    case = example(pilot)
    started_desk = replace(desk, template=started)
    for type_id in paper_types(started_desk, case):
        for paper in issue_all(started_desk, case, type_id):
            assert paper.document.title in " ".join(lines(paper.document.docx)).replace("\u00a0", " ")


def test_parties_signatures_and_annexes_stand_in_the_starter_of_a_contract(desk: Desk, settings: Settings) -> None:
    text = "\n".join(lines(new_template(desk, settings.templates, desk.form("kontrakt_rodzinny"))))
    for part in ("{{ dokument.tytul }}", "for strona in dokument.strony", "dokument.podpisy|batch(2)", "Załączniki:"):
        assert part in text


def test_every_kind_of_question_has_its_label_and_tag(desk: Desk, settings: Settings, tmp_path: Path) -> None:
    questions = tuple(
        Question.model_validate(
            {"pole": f"pole_{kind}", "etykieta": f"Pytanie {kind}", "rodzaj": kind}
            | ({"wybor": ["a", "b"]} if kind == "wybor" else {})
        )
        for kind in KINDS
    )
    form = FormDefinition.model_validate({"typ": "proba", "nazwa": "Próba", "tytul": "Próba", "szablon": "proba.docx"})
    form = form.model_copy(update={"questions": questions})
    path = tmp_path / "proba.docx"
    path.write_bytes(new_template(desk, settings.templates, form))
    text = "\n".join(lines(path.read_bytes()))
    assert all(f"Pytanie {kind}:" in text and f"dokument.pole_{kind}" in text for kind in KINDS)
    assert check_template(desk, path, (form,)).faults == ()


def test_an_unanswered_question_leaves_no_line_and_no_invented_answer(desk: Desk, settings: Settings) -> None:
    question = Question.model_validate({"pole": "zgoda", "etykieta": "Zgoda", "rodzaj": "tak_nie"})
    form = FormDefinition.model_validate({"typ": "proba", "nazwa": "Próba", "tytul": "Próba", "szablon": "proba.docx"})
    source = new_template(desk, settings.templates, form.model_copy(update={"questions": (question,)}))
    template = compile_template(source, filters=FILTERS)
    frame: dict[str, object] = {"projekt": {"zdanie_o_finansowaniu": None, "znaki": []}}
    for answer, shown in ((None, []), (False, ["Zgoda: nie"]), (True, ["Zgoda: tak"])):
        docx = template.render(
            frame | {"dokument": {"tytul": "Próba", "stopka": "s", "slownik": "brak", "zgoda": answer}}
        )
        assert [line for line in lines(docx) if "Zgoda" in line] == shown


def test_styles_and_numbering_come_from_an_existing_template_byte_for_byte(desk: Desk, settings: Settings) -> None:
    made = new_template(desk, settings.templates, desk.form("porozumienie"))
    styles = [root_of(path.read_bytes(), "word/styles.xml") for path in sorted(settings.templates.glob("*.docx"))]
    assert any(len(style) and _text(style) == _text(root_of(made, "word/styles.xml")) for style in styles)


def _text(root: etree._Element) -> str:
    return etree.tostring(root, encoding="unicode")


def test_without_a_template_in_the_house_style_the_error_names_the_styles(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "goly.docx").write_bytes(word_file(p("x")))
    with pytest.raises(TemplateError) as caught:
        new_template(desk, tmp_path, desk.form("porozumienie"))
    assert "Strona umowy" in caught.value.remedy


def test_a_starter_reads_the_facts_its_form_asks_for(desk: Desk) -> None:
    source = new_template(desk, ROOT / "templates" / "pl", desk.form("kontrakt_rodzinny"))
    read = {".".join(use.path) for use in names_read(source)}
    assert {"kontrakt.numer", "kontrakt.rodzina.nazwisko", "kontrakt.opiekun.instytucja", "kontrakt.okres"} <= read
    assert "kontrakt.zobowiazania.[].tresc" in read
