"""Files of others: every place of a Word file, old code pages, scans, passwords, broken and empty files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfWriter

from schematom_docs.cli.main import run
from schematom_docs.workflow.proofreading import decoded, proofread_file

Output = pytest.CaptureFixture[str]
SENTENCE = "Na tą kwotę składają się gęśle źrebiąt.\n"


def word_file(path: Path) -> Path:
    document = Document()
    document.add_paragraph("Na tą kwotę złożyły się gminy.")
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Załącznik nr. 3 w tabeli", "5 rodziny"
    section = document.sections[0]
    section.header.paragraphs[0].text = "Nagłówek z dnia 5 maj 2014 r."
    section.footer.paragraphs[0].text = "Stopka  pisma"
    changed = document.add_paragraph("Zajęcia ")
    for mark, inner in (("del", "delText"), ("ins", "t")):
        text = "wziąść" if mark == "del" else "trwały w przeciągu roku"
        xml = f'<w:{mark} {nsdecls("w")} w:id="1" w:author="a"><w:r><w:{inner}>{text}</w:{inner}></w:r></w:{mark}>'
        changed._p.append(parse_xml(xml))
    box = "<w:txbxContent><w:p><w:r><w:t>W polu kontynuować dalej</w:t></w:r></w:p></w:txbxContent>"
    shape = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:v"><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>'
    )
    document.add_paragraph("Pole: ")._p.append(parse_xml(shape.replace("urn:v", "urn:schemas-microsoft-com:vml")))
    document.save(str(path))
    return path


def test_every_place_of_a_word_file_is_read_and_deleted_text_is_not(tmp_path: Path) -> None:
    found = proofread_file(word_file(tmp_path / "pismo.docx")).findings
    assert {finding.rule for finding in found} == {
        *("te-ta", "skrot-bez-kropki", "liczba-rzeczownik", "miesiac", "podwojna-spacja", "bledny-wyraz"),
        "zbedne-slowo",
    }
    places = " | ".join(finding.place for finding in found)
    assert all(place in places for place in ("tabela 1", "komórka 2", "nagłówek", "stopka", "pole tekstowe"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250", "iso8859-2"])
def test_text_of_every_usual_encoding_is_read(encoding: str) -> None:
    assert decoded(SENTENCE.encode(encoding)) == SENTENCE


def blank(pages: int, **password: str) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    plain = io.BytesIO()
    writer.write(plain)
    if not password:
        return plain.getvalue()
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain.getvalue())) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="urząd", user=password["user"], R=6))
    return locked.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code", "reason"),
    [
        ("skan.pdf", blank(2), 2, "w pliku nie ma tekstu"),
        ("skan-bez-druku.pdf", blank(1, user=""), 2, "w pliku nie ma tekstu"),
        ("haslo.pdf", blank(1, user="tajne"), 6, "otwiera się tylko hasłem"),
        ("zly.pdf", b"abc", 6, "Nie da się odczytać tekstu"),
        ("zly.docx", b"abc", 4, "zly.docx: to nie jest plik DOCX"),
        ("pusty.docx", b"", 2, "plik jest pusty"),
        ("pusty.txt", b"", 2, "plik jest pusty"),
        ("stary.doc", b"abc", 2, "zapisz w Wordzie jako DOCX"),
    ],
)
def test_a_file_that_cannot_be_proofread_says_why(
    name: str, content: bytes, code: int, reason: str, tmp_path: Path, capsys: Output
) -> None:
    (tmp_path / name).write_bytes(content)
    assert run(["proofread", str(tmp_path / name)]) == code
    shown = capsys.readouterr().err
    assert reason in shown and name in shown and "header" not in shown


def test_one_unreadable_file_does_not_hide_what_is_found_in_the_others(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "zly.pdf").write_bytes(b"abc")
    files = [str(tmp_path / name) for name in ("zly.pdf", "a.txt")]
    assert run(["proofread", *files]) == 6
    shown = capsys.readouterr()
    assert "a.txt, wiersz 1 [te-ta]" in shown.out and "zly.pdf" in shown.err
    assert run(["proofread", *files, "--json"]) == 6
    report = json.loads(capsys.readouterr().out)
    assert report["bledow"] == 1 and report["nieodczytane"][0]["miejsce"] == "zly.pdf"
