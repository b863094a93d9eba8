"""A bound pack as files to edit: one Word file that reads like its PDF, and single files for a ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from schematom_docs.case import CheckedCase
from schematom_docs.errors import UsageError
from schematom_docs.pack.zip_file import zip_files
from schematom_docs.pdf import LibreOfficeConverter, page_texts
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.pack_files import pack_docx, pack_members
from schematom_docs.workflow.packing import bind_packs


@pytest.fixture(scope="module")
def bound(desk: Desk, example: Callable[[str], CheckedCase]) -> BoundPack:
    return bind_packs(desk, example("turek"), "instytucji", ["pup"])[0]


@pytest.mark.xdist_group("turek")
def test_the_word_file_of_a_pack_says_page_by_page_what_its_pdf_says(bound: BoundPack) -> None:
    pdf = LibreOfficeConverter().convert([("pakiet", pack_docx(bound))])[0]
    assert [text.split() for text in page_texts(pdf)] == [text.split() for text in page_texts(bound.merged)]


@pytest.mark.xdist_group("turek")
def test_the_word_file_is_valid_titled_and_always_the_same(bound: BoundPack, tmp_path: Path) -> None:
    data = pack_docx(bound)
    assert data == pack_docx(bound)
    path = tmp_path / "pakiet.docx"
    path.write_bytes(data)
    assert OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path).errors == []
    opened = docx.Document(io.BytesIO(data))
    assert opened.core_properties.title == bound.title
    assert len(opened.sections) >= len(bound.records)


@pytest.mark.xdist_group("turek")
def test_a_part_made_elsewhere_has_a_page_that_says_so(bound: BoundPack) -> None:
    foreign = replace(bound.records[-1], title="Odpis z KRS", docx=b"", pages=3)
    opened = docx.Document(io.BytesIO(pack_docx(replace(bound, records=(*bound.records, foreign)))))
    texts = [paragraph.text for paragraph in opened.paragraphs][-3:]
    assert texts == [
        "Odpis z KRS",
        "Ta część pakietu jest plikiem PDF; w wersji do edycji jej nie ma.",
        "Liczba stron: 3.",
    ]
    assert [p.text for p in opened.sections[-1].footer.paragraphs if p.text] == []
    with pytest.raises(UsageError):
        pack_docx(replace(bound, records=(foreign,)))


@pytest.mark.xdist_group("turek")
def test_the_single_files_stand_in_order_without_personal_data(bound: BoundPack) -> None:
    members = pack_members(bound)
    with zipfile.ZipFile(io.BytesIO(zip_files(members, {}))) as archive:
        names = archive.namelist()
    assert names[0] == "manifest.json"
    assert names[1:3] == ["word/01-okladka-pup.docx", "pdf/01-okladka-pup.pdf"]
    assert len(names) == 1 + 2 * len(bound.records)
