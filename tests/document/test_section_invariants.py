"""Any blocks around any section breaks: whole sections, files valid by the schemas, pages as LibreOffice lays them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import FileFormat, OpenXmlValidator
from pypdf import PdfReader

from schematom_docs.document import compile_template
from schematom_docs.document.ooxml import W_P, W_SECTPR, W_TBL, qn
from schematom_docs.errors import TemplateError
from schematom_docs.pdf import LibreOfficeConverter
from tests.document.test_sections import UPRIGHT, WIDE, broken, document
from tests.document.word_files import p, root_of, table

PIECE = st.sampled_from([
    p("tekst {{ i }}"), table(("k",)), broken("a", UPRIGHT, header=1), broken("", WIDE),
    broken("{{ i }}", WIDE, header=2),
    p("{% for i in xs %}"), p("{% endfor %}"), broken("{% for i in xs %}", WIDE), broken("{% endfor %}", UPRIGHT),
    p("{% if z %}"), p("{% endif %}"), broken("{% endif %}", WIDE), p("{%sec if z %}"), p("{%sec endif %}"),
    p("{%sec for i in xs %}"), p("{%sec endfor %}"), broken("{%sec endfor %}b", WIDE), p("{% else %}"),
    f"<w:sdt><w:sdtContent>{broken('s', WIDE)}{p('t')}</w:sdtContent></w:sdt>",
])  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECE, min_size=1, max_size=8), st.lists(st.integers(0, 9), max_size=3), st.booleans())
def test_any_blocks_around_any_breaks_leave_a_document_of_whole_sections(
    pieces: list[str], xs: list[int], z: bool
) -> None:
    template = compile_template(document("".join(pieces), WIDE))
    try:
        rendered = template.render({"xs": xs, "z": z, "x": "", "i": "i"})
    except TemplateError as error:
        assert all(found.place for found in error.faults or [error])
        return
    root = root_of(rendered)
    body = root[0]
    assert body[-1].tag == W_SECTPR
    assert len(list(body.iterchildren(W_SECTPR))) == 1
    for section in root.iter(W_SECTPR):
        assert section.getparent().tag in (qn("w:body"), qn("w:pPr"))  # type: ignore[union-attr]
        assert section.find(qn("w:pgSz")) is not None
    known = {item.get("Id") for item in root_of(rendered, "word/_rels/document.xml.rels")}
    assert {item.get(qn("r:id")) for item in root.iter(qn("w:headerReference"))} <= known
    assert all(isinstance(element.tag, str) for element in root.iter())
    assert len(list(root.iter(W_SECTPR))) <= 1 + len(list(root.iter(W_P)))


def test_sections_are_rendered_alike_again_and_by_the_schemas_of_word(tmp_path: Path) -> None:
    body = (
        p("{% for i in xs %}")
        + broken("okładka {{ i }}", UPRIGHT)
        + table(("{{ i }}",))
        + broken("{% endfor %}", WIDE, header=2)
        + p("c")
    )
    template = compile_template(document(body))
    rendered = template.render({"xs": [1, 2], "x": "y"})
    assert rendered == compile_template(document(body)).render({"xs": [1, 2], "x": "y"})
    path = tmp_path / "a.docx"
    path.write_bytes(rendered)
    before = tmp_path / "b.docx"
    before.write_bytes(document(body))
    known = {str(e.description) for e in OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(before).errors}
    found = {str(e.description) for e in OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path).errors}
    assert found - known == set()
    assert len(list(root_of(rendered).iter(W_TBL))) == 2


@pytest.mark.xdist_group("libreoffice")
def test_libreoffice_lays_every_repeated_section_on_its_own_pages() -> None:
    body = (
        p("{% for i in xs %}")
        + broken("pismo {{ i }}", UPRIGHT)
        + broken("tabela {{ i }}", WIDE)
        + p("{% endfor %}")
        + p("podpis")
    )
    rendered = compile_template(document(body)).render({"xs": [1, 2], "x": ""})
    [printed] = LibreOfficeConverter().convert([("a", rendered)])
    sheets = [
        (page.extract_text().split("nagłówek")[0].split(), page.mediabox.width > page.mediabox.height)
        for page in PdfReader(io.BytesIO(printed)).pages
    ]
    assert sheets == [
        (["pismo", "1"], False), (["tabela", "1"], True), (["pismo", "2"], False), (["tabela", "2"], True),
        (["podpis"], False),
    ]  # fmt: skip
