"""The defects B1–B19 of docxtpl, each with the right result here, or a located error where the input means nothing."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from schematom_docs.document import compile_template
from schematom_docs.document.ooxml import NAMESPACES, W_P, W_TBL, W_TC, W_TR, W_VAL, qn
from schematom_docs.errors import TemplateError
from tests.document.word_files import cell, lines, p, r, root_of, row, story, table, text_of, word_file

BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="5" name="Pole"/>'
    "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
NOTES = '<Relationship Id="rId9" Type="{}/footnotes" Target="footnotes.xml"/>'.format(NAMESPACES["r"])


def render(body: str, context: dict[str, object]) -> bytes:
    return compile_template(word_file(body), name="wzór.docx").render(context)


@pytest.mark.parametrize("value", ["Kowalski & Syn", "wiek <18 lat", "a<b i c>d", "&amp;", "]]>", "{{ 7*7 }}", "{% x"])
def test_b1_values_with_markup_come_out_as_they_are(value: str) -> None:
    assert lines(render(p("{{ x }}"), {"x": value})) == [value]


def test_b2_data_in_a_footnote_is_never_executed() -> None:
    note = story("footnotes", f'<w:footnote w:id="2">{p("{{ x }}")}</w:footnote>')
    body = p("a") + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" + p("b")
    source = word_file(body, parts={"word/footnotes.xml": note}, relations=NOTES)
    attack = "{{ 7*7 }}{{ cycler.__init__.__globals__.os.getpid() }}"
    rendered = compile_template(source).render({"x": attack})
    assert lines(rendered, "word/footnotes.xml") == [attack]


@pytest.mark.parametrize(
    "wrapper", ['<w:hyperlink w:anchor="cel">{}</w:hyperlink>', '<w:ins w:id="7" w:author="A">{}</w:ins>']
)
def test_b3_a_tag_that_ends_inside_a_link_or_tracked_insertion_keeps_the_rest(wrapper: str) -> None:
    body = p(r("przed {{ oso"), wrapper.format(r("ba.imie }} w łączu"))) + p("dalej")
    rendered = render(body, {"osoba": {"imie": "Jan"}})
    assert lines(rendered) == ["przed Jan w łączu", "dalej"]
    assert root_of(rendered).find(f".//{qn('w:pgSz')}") is not None


@pytest.mark.parametrize("condition", ["n % 2 == 0", "{'a': 4}.a == n", "n ~ '%' == '4%'"])
def test_b4_percent_signs_and_dict_literals_stand_in_paragraph_tags(condition: str) -> None:
    body = p(f"{{%p if {condition} %}}") + p("parzyste") + p("{%p endif %}")
    assert lines(render(body, {"n": 4})) == ["parzyste"]


@pytest.mark.parametrize("tag", ["{{ x|default(„brak”) }}", "{{ x|default(“brak”) }}", "{{ x|default(‚brak’) }}",
                                 "{{\u00a0x|default(”brak”)\u00a0}}", "{{ x|default(\"brak”) }}"])  # fmt: skip
def test_b5_typed_quotes_and_spaces_are_understood(tag: str) -> None:
    assert lines(render(p(tag), {})) == ["brak"]


def test_b5_a_typed_dash_is_a_minus() -> None:
    assert lines(render(p("{{ 5 – 2 }}"), {})) == ["3"]


def test_b6_a_row_tag_after_a_nested_table_binds_its_own_row() -> None:
    def outer(inside: str) -> str:
        nested = cell(table((inside,)) + p("{%tr for x in xs %}"))
        rows = f"{row('nagłówek')}<w:tr>{nested}</w:tr>{row('{{ x }}')}{row('{%tr endfor %}')}"
        return f"<w:tbl><w:tblGrid/>{rows}</w:tbl>"

    rendered = render(outer(""), {"xs": [1, 2]})
    assert lines(rendered) == ["nagłówek", "1", "2"]
    assert len(root_of(rendered).findall(f".//{W_TBL}")) == 1
    with pytest.raises(TemplateError, match=r"tabela 1, wiersz 2.*tekst obok znacznika nie zostanie wydrukowany"):
        render(outer("w środku"), {"xs": [1, 2]})


def test_b6_a_paragraph_tag_after_a_text_box_binds_the_outer_paragraph() -> None:
    box = f"<w:p>{BOX.format(p('w ramce'))}</w:p>"
    rendered = render(p("{%p if x %}") + box + p("{%p endif %}") + p("koniec"), {"x": False})
    assert lines(rendered) == ["koniec"]


def test_b6_a_block_opened_in_a_content_control_and_closed_outside_is_a_located_fault() -> None:
    body = f"<w:sdt><w:sdtContent>{p('{% if x %}')}{p('a')}</w:sdtContent></w:sdt>{p('{% endif %}')}"
    template = compile_template(word_file(body), name="wzór.docx")
    assert [fault.place for fault in template.faults()] == ["wzór.docx, treść, akapit 3"]
    with pytest.raises(TemplateError, match="w innym miejscu"):
        template.render({"x": True})


def test_b7_a_wide_nested_table_leaves_the_outer_grid_alone() -> None:
    nested = f"<w:tr>{cell(table(('{{ a }}', 'b', 'c')) + p(''))}</w:tr>"
    outer = f"<w:tbl><w:tblGrid><w:gridCol w:w='1000'/></w:tblGrid>{nested}</w:tbl>"
    grid = root_of(render(outer, {"a": 1})).find(f".//{qn('w:tblGrid')}")
    assert grid is not None
    assert [column.get(qn("w:w")) for column in grid] == ["1000"]


@pytest.mark.parametrize(
    "properties", ["", "<w:tcPr/>", '<w:tcPr><w:tcW w:w="5" w:type="dxa"/><w:vAlign w:val="top"/></w:tcPr>']
)
def test_b8_spans_and_colours_go_into_the_cell_properties_however_they_are_written(properties: str) -> None:
    inside = p("{% colspan n %}{% cellbg kolor %}tekst")
    body = f"<w:tbl><w:tblGrid/><w:tr><w:tc>{properties}{inside}</w:tc></w:tr></w:tbl>"
    found = root_of(render(body, {"n": 2, "kolor": "D9E2F3"})).find(f".//{qn('w:tcPr')}")
    assert found is not None
    names = [str(child.tag).rpartition("}")[2] for child in found]
    assert [name for name in names if name in ("gridSpan", "shd")] == ["gridSpan", "shd"]
    assert found.find(qn("w:gridSpan")).get(W_VAL) == "2"  # type: ignore[union-attr]
    assert found.find(qn("w:shd")).get(qn("w:fill")) == "D9E2F3"  # type: ignore[union-attr]


@pytest.mark.parametrize("properties", ["", "<w:tcPr/>"])
def test_b8_a_vertical_merge_works_without_cell_properties(properties: str) -> None:
    merged = f"<w:tr><w:tc>{properties}{p('{% vm %}grupa')}</w:tc>{cell('{{ x }}')}</w:tr>"
    body = f"<w:tbl><w:tblGrid/>{row('{%tr for x in xs %}')}{merged}{row('{%tr endfor %}')}</w:tbl>"
    rendered = render(body, {"xs": ["a", "b"]})
    assert [m.get(W_VAL) for m in root_of(rendered).iter(qn("w:vMerge"))] == ["restart", "continue"]
    assert lines(rendered) == ["grupa", "a", "", "b"]


def test_b9_a_table_without_a_grid_is_rendered() -> None:
    body = f"<w:tbl>{row('{{ x }}')}</w:tbl>"
    assert lines(render(body, {"x": "w tabeli"})) == ["w tabeli"]


def test_b10_a_trimming_tag_first_in_a_cell_keeps_the_cell_border() -> None:
    rendered = render(table(("lewa", "{%- if x %}prawa{%- endif %}")), {"x": True})
    assert [text_of(tc[-1]) for tc in root_of(rendered).iter(W_TC)] == ["lewa", "prawa"]


def test_b11_a_loop_over_nothing_leaves_no_empty_cell_and_no_empty_table() -> None:
    inside = cell(p("{% for x in xs %}") + p("{{ x }}") + p("{% endfor %}"))
    rows = table(("{%tr for x in xs %}",), ("{{ x }}",), ("{%tr endfor %}",))
    rendered = render(
        f"<w:tbl><w:tblGrid/><w:tr>{inside}</w:tr></w:tbl>" + p("między") + rows + p("koniec"), {"xs": []}
    )
    root = root_of(rendered)
    assert [tc[-1].tag for tc in root.iter(W_TC)] == [W_P]
    assert all(tbl.find(W_TR) is not None for tbl in root.iter(W_TBL))
    assert lines(rendered) == ["", "między", "koniec"]


def test_b12_a_line_break_in_the_run_after_a_text_box_becomes_a_break() -> None:
    rendered = render(f"<w:p>{BOX.format(p('w ramce'))}{r('{{ x }}')}</w:p>", {"x": "jeden\ndwa"})
    assert text_of(root_of(rendered).find(f".//{W_P}")) == "jeden\ndwa"  # type: ignore[arg-type]


def test_b13_a_text_box_is_rendered_once() -> None:
    rendered = render(f"<w:p>{BOX.format(p('{{ x }}'))}</w:p>", {"x": "raz"})
    assert lines(rendered) == ["", "raz"]
    assert root_of(rendered).find(f".//{qn('mc:Fallback')}") is None


def test_b14_deleted_text_and_stray_braces_are_no_tags() -> None:
    deleted = '<w:del w:id="1" w:author="A"><w:r><w:delText>{{ nie ma }</w:delText></w:r></w:del>'
    template = compile_template(word_file(p(deleted, "klamry {{ i {% w zdaniu, {{ x }}")), name="wzór.docx")
    assert [(fault.warning, fault.place) for fault in template.faults()] == [(True, "wzór.docx, treść, akapit 1")]
    assert lines(template.render({"x": 1})) == ["klamry {{ i {% w zdaniu, 1"]


def test_b15_document_properties_are_rendered_and_escaped_once() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc"><dc:title>{{ t }}</dc:title>'
        "<cp:keywords>{{ t }}</cp:keywords><cp:category>{{ t }}</cp:category></cp:coreProperties>"
    )
    rendered = compile_template(word_file(p("a"), parts={"docProps/core.xml": core})).render({"t": "V & W"})
    assert [item.text for item in root_of(rendered, "docProps/core.xml")] == ["V & W"] * 3


def test_b16_drawing_ids_are_unique_over_body_and_headers() -> None:
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="5" name="d"/></wp:inline></w:drawing></w:r>'
    header = story("hdr", p(drawing, "{{ x }}"))
    body = p("{% for x in xs %}") + p(drawing) + p("{% endfor %}") + p(drawing)
    source = word_file(body, parts={"word/header1.xml": header})
    rendered = compile_template(source).render({"xs": [1, 2, 3], "x": 1})
    ids = [
        d.get("id")
        for part in ("word/document.xml", "word/header1.xml")
        for d in root_of(rendered, part).iter(qn("wp:docPr"))
    ]
    assert len(ids) == 5
    assert len(set(ids)) == 5


def test_b17_a_bookmark_inside_a_split_tag_stays_whole() -> None:
    start, end = '<w:bookmarkStart w:id="3" w:name="_Ref1"/>', '<w:bookmarkEnd w:id="3"/>'
    root = root_of(render(p("{{ os", start, "oba }}", end), {"osoba": "Anna"}))
    assert [item.get(qn("w:id")) for item in root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))] == ["3", "3"]


@pytest.mark.parametrize(("tag", "reason"), [("{{ x.y.z }}", "nie ma pól"), ("{{ n + 'a' }}", "nie nadaje się"),
                                             ("{{ nieznane }}", "nie ma takiej nazwy")])  # fmt: skip
def test_b18_run_time_errors_name_part_row_cell_and_tag(tag: str, reason: str) -> None:
    with pytest.raises(TemplateError, match=reason) as caught:
        render(p("wstęp") + table(("a", "b"), ("c", tag)), {"x": {"y": "tekst"}, "n": 1})
    assert caught.value.place == "wzór.docx, treść, tabela 1, wiersz 2, komórka 2, akapit 1"
    assert tag in caught.value.reason


def test_b19_equal_inputs_give_equal_bytes_with_fixed_times() -> None:
    template = compile_template(word_file(p("{{ x }}")))
    first = template.render({"x": "a"})
    assert template.render({"x": "a"}) == first == compile_template(word_file(p("{{ x }}"))).render({"x": "a"})
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_documentation_names_every_one_of_these_tests() -> None:
    page = (Path(__file__).parents[2] / "docs" / "engine.md").read_text(encoding="utf-8")
    tests = [name for name in globals() if re.match(r"test_b\d+_", name)]
    assert sorted(tests) == sorted(set(re.findall(r"`(test_b\d+_\w+)`", page)))
    assert {int(re.sub(r"test_b(\d+)_.*", r"\1", name)) for name in tests} == set(range(1, 20))
