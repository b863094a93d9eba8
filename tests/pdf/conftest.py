"""Real Word documents and their real conversions by LibreOffice, made once for all tests of this folder."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from schematom_docs.pdf import LibreOfficeConverter, normalise

SENTENCE = "Strony zgodnie oświadczają, że będą współdziałać; zażółć gęślą jaźń. "


@pytest.fixture(scope="session")
def word_files() -> Mapping[str, bytes]:
    """Return three Word files with headings, bookmarks, lists, tables and a landscape page, by title."""
    return {
        "Kontrakt rodzinny": _word_file("Kontrakt rodzinny", sections=3),
        "Porozumienie": _word_file("Porozumienie", sections=4),
        "Dyplom": _word_file("Dyplom", sections=1, landscape=True),
    }


@pytest.fixture(scope="session")
def converted(word_files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the PDFs as LibreOffice exports them, by title; all from one start."""
    pdfs = LibreOfficeConverter().convert(list(word_files.items()))
    return dict(zip(word_files, pdfs, strict=True))


@pytest.fixture(scope="session")
def converted_later(word_files: Mapping[str, bytes], converted: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return PDFs of the same files from a second start, in a later second and in the opposite order."""
    assert converted
    time.sleep(1.1)  # LibreOffice writes the second into the file
    backwards = list(word_files.items())[::-1]
    pdfs = LibreOfficeConverter().convert(backwards)
    return {title: pdf for (title, _), pdf in zip(backwards, pdfs, strict=True)}


@pytest.fixture(scope="session")
def papers(converted: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the normalised PDFs by title."""
    return {title: normalise(pdf, title=title) for title, pdf in converted.items()}


def _word_file(title: str, *, sections: int, landscape: bool = False) -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    if landscape:
        page.page_width, page.page_height = Mm(297), Mm(210)
        page.orientation = WD_ORIENT.LANDSCAPE
    document.add_heading(title, 1)
    for number in range(1, sections + 1):
        _bookmark(document.add_heading(f"§ {number}. Zobowiązania", 2), number)
        document.add_paragraph(SENTENCE * 14)
        document.add_paragraph("pierwszy punkt", style="List Number")
        document.add_paragraph("drugi punkt", style="List Number")
        table = document.add_table(2, 2)
        table.style = "Table Grid"
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, text in zip(table._cells, ("Kwota", "Opis", "1,00 zł", "wyjście na basen"), strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _bookmark(heading: Paragraph, number: int) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:name"), f"paragraf{number}")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
        heading._p.append(mark)
