"""Numbers and references as LibreOffice lays them out: what the template shows in Word is computed, never typed."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document as WordDocument

from schematom_docs.case import CheckedCase
from schematom_docs.document import compile_template
from schematom_docs.document.starter import Line, starter
from schematom_docs.pdf import LibreOfficeConverter, page_texts
from schematom_docs.polish.filters import FILTERS
from schematom_docs.settings import Settings
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from tests.document.word_files import p, root_of, word_file

pytestmark = pytest.mark.xdist_group("libreoffice")
CONTRACT = "kontrakt_rodzinny.docx"


def printed(docx: bytes) -> str:
    """Return the text of the paper as laid out, on one line."""
    (pdf,) = LibreOfficeConverter().convert([("proba", docx)])
    return " ".join(" ".join(page_texts(pdf)).split())


def test_references_follow_when_a_paragraf_is_put_before_them(
    desk: Desk, settings: Settings, example: Callable[[str], CheckedCase]
) -> None:
    word = WordDocument(str(settings.templates / CONTRACT))
    first = next(paragraph for paragraph in word.paragraphs if paragraph.style and paragraph.style.name == "Paragraf")
    first.insert_paragraph_before("Przepis dopisany przed wszystkimi", style="Paragraf")
    buffer = io.BytesIO()
    word.save(buffer)
    longer = compile_template(buffer.getvalue(), filters=FILTERS, name=CONTRACT)
    case = example("poznan-2")
    before = printed(issue(desk, case, "kontrakt_rodzinny", "k01").document.docx)
    after = printed(issue(replace(desk, template=lambda _: longer), case, "kontrakt_rodzinny", "k01").document.docx)
    assert "zobowiązania określone w § 4, § 5 i § 6" in before
    assert "zobowiązania określone w § 5, § 6 i § 7" in after


def test_an_ustep_alone_in_its_paragraf_is_printed_without_a_number(settings: Settings) -> None:
    base = (settings.templates / CONTRACT).read_bytes()
    source = starter(
        base,
        [
            Line("Paragraf", "Jeden przepis"), Line("Ustęp", "Zostaje sam."),
            Line("Ustęp", "{% if drugi %}Drugi przepis.{% endif %}"),
            Line("Paragraf", "Dwa przepisy"), Line("Ustęp", "Przepis alfa."), Line("Ustęp", "Przepis beta."),
        ],
    )  # fmt: skip
    template = compile_template(source, filters=FILTERS)
    frame = {
        "projekt": {"zdanie_o_finansowaniu": None, "znaki": [], "nazwa_kontraktu": "Kontrakt"},
        "kontrakt": {"numer": None},
        "dokument": {"tytul": "Próba", "stopka": "próba", "slownik": "brak"},
    }
    alone = printed(template.render(frame | {"drugi": False}))
    both = printed(template.render(frame | {"drugi": True}))
    assert "Jeden przepis Zostaje sam." in alone and "1. Przepis alfa. 2. Przepis beta." in alone
    assert "1. Zostaje sam. 2. Drugi przepis." in both


def test_a_reference_to_nothing_is_found_before_anything_is_printed(settings: Settings) -> None:
    source = starter((settings.templates / CONTRACT).read_bytes(), [Line("Tekst", "x")])
    word = WordDocument(io.BytesIO(source))
    field = '<w:fldSimple w:instr=" REF _nie_ma \\r \\h "><w:r><w:t>§ 4</w:t></w:r></w:fldSimple>'
    word.paragraphs[0]._p.append(root_of(word_file(p(field)))[0][0][0])
    buffer = io.BytesIO()
    word.save(buffer)
    (fault,) = compile_template(buffer.getvalue(), filters=FILTERS, name="w.docx").faults()
    assert not fault.warning and "_nie_ma" in fault.reason and fault.place == "w.docx, treść, akapit 1"
