"""Papers for the benches of packs: Word files with headings, bookmarks, links, tables, converted in one start; and
attachments of the kinds that coordinators bring."""

from __future__ import annotations

import io

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from bench.contract import WORDS, saved
from schematom_docs.pdf import LibreOfficeConverter, normalise
from schematom_docs.pdf.fonts import find_font
from schematom_docs.pdf.stamp import registered


def papers(count: int, sections: int) -> list[tuple[str, bytes]]:
    """Return (title, normalised PDF) of `count` papers of as many sections as said, about three to a page."""
    files = [(f"Pismo {number}", _word_file(f"Pismo {number}", sections)) for number in range(1, count + 1)]
    made = LibreOfficeConverter().convert(files)
    return [(title, normalise(pdf, title=title)) for (title, _), pdf in zip(files, made, strict=True)]


def office_pdf(number: int, *, embedded: bool) -> bytes:
    """Return one page without tags and label, its font embedded or not."""
    out = io.BytesIO()
    font = registered(find_font()) if embedded else "Helvetica"
    canvas = Canvas(out, pagesize=A4, invariant=1, initialFontName=font)  # type: ignore[arg-type]  # stubs say float
    canvas.setFont(font, 11)
    for line in range(40):
        canvas.drawString(80, 780 - 16 * line, f"{number}.{line} Strony zobowiazuja sie do realizacji programu.")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def scan(number: int, kind: str) -> bytes:
    """Return a scan of a sheet at 200 dpi, as JPEG in colour or PNG in grey."""
    image = Image.new("RGB", (1654, 2339), "white")
    pen = ImageDraw.Draw(image)
    for line in range(45):
        pen.rectangle(
            (200, 200 + 45 * line, 1200 + (line * 37 + number * 11) % 300, 222 + 45 * line), fill=(30, 30, 60)
        )
    out = io.BytesIO()
    (image if kind == "JPEG" else image.convert("L")).save(out, kind, dpi=(200, 200))
    return out.getvalue()


def _word_file(title: str, sections: int) -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.add_heading(title, 1)
    for number in range(1, sections + 1):
        _bookmark(document.add_heading(f"§ {number}. Zobowiązania", 2), number)
        document.add_paragraph(WORDS * 6)
        document.add_paragraph("pierwszy punkt", style="List Number")
        table = document.add_table(2, 2)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, text in zip(table._cells, ("Kwota", "Opis", "1,00 zł", "wyjście na basen"), strict=True):
            cell.text = text
    return saved(document)


def _bookmark(heading: Paragraph, number: int) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:name"), f"paragraf{number}")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
        heading._p.append(mark)
