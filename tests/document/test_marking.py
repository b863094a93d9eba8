"""The copy of a template with a comment at each fault, as Word and LibreOffice open it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from docx import Document as WordDocument
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from schematom_docs.document import compile_template
from schematom_docs.document.marking import mark_faults
from schematom_docs.document.ooxml import W_P, qn
from schematom_docs.errors import Fault
from schematom_docs.pdf import find_soffice
from tests.conftest import ROOT
from tests.document.word_files import lines, p, r, root_of, word_file

_BOX = '<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{}</w:txbxContent>'
BOX = _BOX + "</v:textbox></v:rect></w:pict></w:r>"
SOURCE = ROOT / "templates" / "pl" / "porozumienie.docx"
FAULTS = (
    Fault("porozumienie.docx, treść, akapit 3", "{{ porozumienie.numer }} – próba", "Rada."),
    Fault("porozumienie.docx, treść, akapit 5", "{{ dokument.data|data }} – druga próba", "Czy chodzi o date?"),
    Fault("porozumienie.docx, stopka, akapit 1", "{{ dokument.stopka }} – trzecia", "", warning=True),
)


def marked(body: str) -> bytes:
    return compile_template(word_file(body), name="w.docx").marked()


def commented(docx: bytes) -> list[str]:
    """Return the text between start and end of each comment, in order."""
    texts = []
    for start in root_of(docx).iter(qn("w:commentRangeStart")):
        text, node = "", start.getnext()
        while node is not None and node.tag != qn("w:commentRangeEnd"):
            text += "".join(str(piece) for piece in node.itertext())
            node = node.getnext()
        texts.append(text)
    return texts


def test_a_comment_stands_around_the_runs_of_its_tag_alone() -> None:
    assert commented(marked(p(r("przed "), r("{{ x"), r("| }}"), r(" po")))) == ["{{ x| }}"]


def test_two_faults_of_one_paragraph_have_two_comments() -> None:
    assert commented(marked(p(r("{{ x| }}"), r(" i "), r("{{ }}")))) == ["{{ x| }}", "{{ }}"]


def test_a_fault_in_a_text_box_is_commented_at_the_paragraph_that_holds_it() -> None:
    docx = marked(p(r("tekst"), BOX.format(p("{{ }}"))))
    (reference,) = root_of(docx).iter(qn("w:commentReference"))
    assert [*reference.iterancestors(W_P)][-1] is next(iter(reference.iterancestors(W_P)))


def test_comments_hold_no_tags_so_the_copy_has_the_same_faults() -> None:
    docx = marked(p("{{ x| }}") + p("{% endif %}") + p("{{ dobry }}"))
    first = [str(item) for item in compile_template(word_file(p("{{ x| }}") + p("{% endif %}")), name="w").faults()]
    assert [str(item) for item in compile_template(docx, name="w").faults()] == first
    assert not any("{" in line for line in lines(docx, "word/comments.xml"))


def test_marking_gives_the_same_bytes_each_time_and_nothing_else_changes() -> None:
    source = SOURCE.read_bytes()
    docx = mark_faults(source, FAULTS, SOURCE.name)
    assert docx == mark_faults(source, FAULTS, SOURCE.name)
    assert lines(docx) == lines(source)


def test_the_copy_passes_the_audit_and_python_docx_reads_its_comments(tmp_path: Path) -> None:
    path = tmp_path / "kopia.docx"
    path.write_bytes(mark_faults(SOURCE.read_bytes(), FAULTS, SOURCE.name))
    before = {str(item) for item in OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(SOURCE).errors}
    after = {str(item) for item in OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path).errors}
    assert after - before == set()
    comments = [comment.text for comment in WordDocument(str(path)).comments]
    assert comments[0] == "Błąd: „porozumienie.numer” – próba. Rada."
    assert comments[2] == "Uwaga: porozumienie.docx, stopka, akapit 1: „dokument.stopka” – trzecia"


@pytest.mark.xdist_group("libreoffice")
def test_libreoffice_opens_the_copy_with_every_comment(tmp_path: Path) -> None:
    path = tmp_path / "kopia.docx"
    path.write_bytes(mark_faults(SOURCE.read_bytes(), FAULTS, SOURCE.name))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [str(find_soffice()), profile, "--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    root = etree.parse(str(tmp_path / "kopia.fodt")).getroot()
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    annotations = ["".join(str(piece) for piece in item.itertext()) for item in root.iter(f"{office}annotation")]
    assert len(annotations) == 3 and any("druga próba" in text for text in annotations)


@pytest.mark.parametrize("tags", [("{%p if x %}", "{%p endif %}"), ("{% if x %}", "{% endif %}")])
def test_a_comment_at_a_tag_is_no_text_beside_it(tags: tuple[str, str]) -> None:
    comment = '<w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    template = compile_template(word_file(p(comment.format(r(tags[0]))) + p("A") + p(tags[1]) + p("B")))
    assert template.faults() == []
    assert lines(template.render({"x": True})) == ["A", "B"]
    assert lines(template.render({"x": False})) == ["B"]


def test_the_marked_copy_of_an_open_block_has_that_fault_and_no_other() -> None:
    template = compile_template(word_file(p("{%p for i in xs %}") + p("a")), name="w.docx")
    assert compile_template(template.marked(), name="w.docx").faults() == template.faults() != []
