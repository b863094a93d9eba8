"""Every Word file of every pilot is whole, valid and free of marks that templates leave."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from schematom_docs.workflow.issue import Issued
from tests.conftest import PILOTS

ALLOWED = json.loads((Path(__file__).parent / "openxml_dozwolone.json").read_text(encoding="utf-8"))
TAG = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
ONE_LETTER_THEN_SPACE = re.compile(r"(?<!\w)[aiouwz] \S|(?:^|[.!?]\s)[AIOUWZ] \S")


def texts(docx: bytes, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the text of every paragraph of body, tables, headers, footers and notes. without: parts not to be read."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            if name not in without and re.fullmatch(
                r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml", name
            ):
                for paragraph in etree.fromstring(package.read(name)).iter(qn("w:p")):
                    yield "".join(
                        node.text or "" if node.tag == qn("w:t") else "\t"
                        for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"))
                    )


@pytest.mark.parametrize("pilot", PILOTS)
def test_no_tag_of_the_template_language_is_left(pilot: str, papers: Callable[[str], list[Issued]]) -> None:
    left = [
        (item.document.name, text) for item in papers(pilot) for text in texts(item.document.docx) if TAG.search(text)
    ]
    assert left == []


@pytest.mark.parametrize("pilot", PILOTS)
def test_no_one_letter_word_can_hang_at_the_end_of_a_line(pilot: str, papers: Callable[[str], list[Issued]]) -> None:
    hanging = [
        (item.document.name, text)
        for item in papers(pilot)
        for text in texts(item.document.docx)
        if ONE_LETTER_THEN_SPACE.search(text)
    ]
    assert hanging == []


@pytest.mark.parametrize("pilot", PILOTS)
def test_text_has_no_doubled_space_straight_quote_or_doubled_dot(
    pilot: str, papers: Callable[[str], list[Issued]]
) -> None:
    faulty = [
        (item.document.name, text)
        for item in papers(pilot)
        for text in texts(item.document.docx)
        if "  " in text or '"' in text or re.search(r"(?<!\.)\.\.(?!\.)", text) or " ," in text or "None" in text
    ]
    assert faulty == []


@pytest.mark.parametrize("pilot", PILOTS)
def test_python_docx_opens_every_paper_and_finds_its_text(pilot: str, papers: Callable[[str], list[Issued]]) -> None:
    for item in papers(pilot):
        document = WordDocument(io.BytesIO(item.document.docx))
        assert any(paragraph.text.strip() for paragraph in document.paragraphs), item.document.name
        assert document.core_properties.title == item.document.title


@pytest.mark.parametrize("pilot", PILOTS)
def test_title_tells_what_a_paper_is_about_in_words_and_never_by_its_key(
    pilot: str, papers: Callable[[str], list[Issued]]
) -> None:
    documents = [item.document for item in papers(pilot)]
    assert [one.title for one in documents if one.subject in re.findall(r"[\w-]+", one.title)] == []


@pytest.mark.parametrize("pilot", PILOTS)
def test_openxml_audit_finds_no_error_beyond_the_allow_list(
    pilot: str, papers: Callable[[str], list[Issued]], tmp_path: Path
) -> None:
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2019)
    found = set()
    for item in papers(pilot):
        path = tmp_path / f"{item.document.name}.docx"
        path.write_bytes(item.document.docx)
        found |= {(str(error.description), str(error.part_uri)) for error in validator.validate(path).errors}
    allowed = {(entry["blad"], entry["czesc"]) for entry in ALLOWED}
    assert found - allowed == set()


def test_every_allowed_error_has_a_reason() -> None:
    assert all(set(entry) == {"blad", "czesc", "powod"} and len(entry["powod"]) > 20 for entry in ALLOWED)
