"""Where the drop-in class must differ from docxtpl: the same defects B1–B19, rendered by DocxTemplate."""

from __future__ import annotations

import io
from typing import Any

import pytest

from schematom_docs.document.docxtpl_api import DocxTemplate
from schematom_docs.document.ooxml import NAMESPACES, W_P, W_TBL, W_TC, W_TR, qn
from schematom_docs.errors import TemplateError
from tests.document.test_known_bugs import BOX, NOTES
from tests.document.word_files import cell, lines, p, r, root_of, row, story, table, text_of, word_file


def render(body: str, context: dict[str, Any], **files: Any) -> bytes:
    template = DocxTemplate(io.BytesIO(word_file(body, **files)))
    template.render(context)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def test_b1_markup_in_values_survives() -> None:
    assert lines(render(p("{{ a }}{{ b }}"), {"a": "Kowalski & Syn ", "b": "a<b i c>d"})) == [
        "Kowalski & Syn a<b i c>d"
    ]


def test_b2_footnotes_are_rendered_once_and_data_never() -> None:
    note = story("footnotes", f'<w:footnote w:id="2">{p("{{ x }}")}</w:footnote>')
    body = p("a") + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" + p("b")
    rendered = render(body, {"x": "{{ 7*7 }}"}, parts={"word/footnotes.xml": note}, relations=NOTES)
    assert lines(rendered, "word/footnotes.xml") == ["{{ 7*7 }}"]


@pytest.mark.parametrize(
    "wrapper", ['<w:hyperlink w:anchor="c">{}</w:hyperlink>', '<w:ins w:id="7" w:author="A">{}</w:ins>']
)
def test_b3_a_tag_ending_inside_a_link_keeps_the_rest_of_the_document(wrapper: str) -> None:
    rendered = render(p(r("a {{ x"), wrapper.format(r(" }} b"))) + p("dalej"), {"x": 1})
    assert [text.split() for text in lines(rendered)] == [["a", "1", "b"], ["dalej"]]
    assert root_of(rendered).find(f".//{qn('w:pgSz')}") is not None


def test_b3_a_block_that_cuts_elements_is_a_located_error_and_no_silent_loss() -> None:
    with pytest.raises(TemplateError) as caught:
        render(p("{% filter upper %}a", "b{% endfilter %}"), {})
    assert (caught.value.place, caught.value.reason) == ("treść", "blok przecina elementy dokumentu")


def test_b4_b5_percent_signs_and_typed_quotes_are_understood() -> None:
    assert lines(render(p("{%p if n % 2 == 0 %}") + p("{{ x|default(„brak”) }}") + p("{%p endif %}"), {"n": 2})) == [
        "brak"
    ]


def test_b6_tags_bind_their_own_row() -> None:
    nested = cell(table(("w środku",)) + p("{%tr for x in xs %}"))
    body = f"<w:tbl><w:tblGrid/><w:tr>{nested}</w:tr>{row('{{ x }}')}{row('{%tr endfor %}')}</w:tbl>"
    assert lines(render(body, {"xs": [1, 2]})) == ["1", "2"]


def test_b7_b9_grids_of_outer_tables_stay_and_may_be_absent() -> None:
    nested = f"<w:tr>{cell(table(('{{ a }}', 'b', 'c')) + p(''))}</w:tr>"
    outer = f"<w:tbl><w:tblGrid><w:gridCol w:w='1000'/></w:tblGrid>{nested}</w:tbl><w:tbl>{row('{{ a }}')}</w:tbl>"
    grid = root_of(render(outer, {"a": 1})).find(f".//{qn('w:tblGrid')}")
    assert grid is not None
    assert [column.get(qn("w:w")) for column in grid] == ["1000"]


def test_b8_spans_need_no_cell_properties() -> None:
    body = f"<w:tbl><w:tblGrid/><w:tr><w:tc>{p('{% cellbg k %}a')}</w:tc></w:tr></w:tbl>"
    assert [s.get(qn("w:fill")) for s in root_of(render(body, {"k": "FF0000"})).iter(qn("w:shd"))] == ["FF0000"]


def test_b10_a_trimming_tag_keeps_the_cell_border() -> None:
    rendered = render(table(("lewa", "{%- if x %}prawa{% endif %}")), {"x": True})
    assert [text_of(tc[-1]) for tc in root_of(rendered).iter(W_TC)] == ["lewa", "prawa"]


def test_b11_nothing_leaves_no_empty_cell_or_table() -> None:
    inside = cell(p("{%p for x in xs %}") + p("{{ x }}") + p("{%p endfor %}"))
    rows = table(("{%tr for x in xs %}",), ("{{ x }}",), ("{%tr endfor %}",))
    root = root_of(render(f"<w:tbl><w:tblGrid/><w:tr>{inside}</w:tr></w:tbl>{p('a')}{rows}{p('b')}", {"xs": []}))
    assert [tc[-1].tag for tc in root.iter(W_TC)] == [W_P]
    assert [table.find(W_TR) is not None for table in root.iter(W_TBL)] == [True]


def test_b12_b13_text_boxes_are_rendered_once_and_breaks_beside_them_work() -> None:
    root = root_of(render(f"<w:p>{BOX.format(p('{{ x }}'))}{r('{{ y }}')}</w:p>", {"x": "raz", "y": "a\nb"}))
    assert [text_of(item) for item in root.iter(W_P)] == ["a\nb", "raz"]


def test_b14_deleted_text_and_stray_braces_are_text() -> None:
    deleted = '<w:del w:id="1" w:author="A"><w:r><w:delText>{{ nie ma }</w:delText></w:r></w:del>'
    assert lines(render(p(deleted, "klamry {{ tu i {{ x }}"), {"x": 1})) == ["klamry {{ tu i 1"]


def test_b15_properties_are_escaped_once_and_keywords_rendered() -> None:
    template = DocxTemplate(io.BytesIO(word_file(p("a"))))
    template.init_docx()
    template.core_properties.title = template.core_properties.keywords = "{{ t }}"
    template.render({"t": "V & W"})
    assert (template.core_properties.title, template.core_properties.keywords) == ("V & W", "V & W")


def test_b16_drawing_ids_are_unique_over_parts() -> None:
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="5" name="d"/></wp:inline></w:drawing></w:r>'
    relation = f'<Relationship Id="rId3" Type="{NAMESPACES["r"]}/header" Target="header1.xml"/>'
    parts = {"word/header1.xml": story("hdr", p(drawing))}
    section = '<w:headerReference w:type="default" r:id="rId3"/>'
    rendered = render(p(drawing), {}, parts=parts, relations=relation, section=section)
    ids = [
        d.get("id") for n in ("document", "header1") for d in root_of(rendered, f"word/{n}.xml").iter(qn("wp:docPr"))
    ]
    assert ids == ["1001", "1002"]


def test_b17_bookmarks_in_split_tags_stay_whole() -> None:
    start, end = '<w:bookmarkStart w:id="3" w:name="_Ref1"/>', '<w:bookmarkEnd w:id="3"/>'
    root = root_of(render(p("{{ os", start, "oba }}", end), {"osoba": "Anna"}))
    assert len(list(root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")))) == 2


def test_b18_run_time_errors_name_their_place() -> None:
    with pytest.raises(TypeError) as caught:
        render(p("a") + table(("b", "{{ n + 'x' }}")), {"n": 1})
    assert caught.value.__notes__ == ["treść, tabela 1, wiersz 1, komórka 2, akapit 1: {{ n + 'x' }}"]


def test_b19_the_same_input_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(p("{{ x }}"), {"x": "a"})
    monkeypatch.setattr("time.localtime", lambda *_: (2030, 5, 5, 5, 5, 5, 0, 0, 0))
    assert render(p("{{ x }}"), {"x": "a"}) == first
