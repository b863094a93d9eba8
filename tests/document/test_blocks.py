"""Blocks: which paragraph, row, cell or run a block tag belongs to, and what is left when it is done."""

from __future__ import annotations

import pytest
from lxml import etree

from schematom_docs.document import compile_template
from schematom_docs.document.ooxml import W_P, W_R, W_RPR, W_TC, W_TR, qn
from schematom_docs.errors import TemplateError
from tests.document.word_files import cell, lines, p, r, root_of, row, table, word_file


def said(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def filled(body: str, **context: object) -> list[str]:
    return lines(compile_template(word_file(body)).render(context))


def test_block_tags_alone_in_their_paragraphs_leave_no_blank_lines() -> None:
    body = p("{% for x in xs %}") + p("– {{ x }}") + p("{% endfor %}") + p("koniec")
    assert filled(body, xs=["a", "b"]) == ["– a", "– b", "koniec"]
    assert filled(body, xs=[]) == ["koniec"]


def test_block_tags_alone_in_their_rows_leave_no_blank_rows() -> None:
    body = table(("Lp.", "Nazwa"), ("{% for x in xs %}", ""), ("{{ loop.index }}", "{{ x }}"), ("", "{% endfor %}"))
    assert filled(body, xs=["a", "b"]) == ["Lp.", "Nazwa", "1", "a", "2", "b"]


def test_a_comment_or_assignment_alone_in_its_paragraph_leaves_no_blank_line() -> None:
    assert filled(p("{# uwaga dla autora #}") + p("{% set a = 2 %}") + p("{{ a }}{# tu #}")) == ["2"]


def test_else_and_elif_choose_whole_paragraphs() -> None:
    body = (
        p("{% if n == 1 %}")
        + p("jeden")
        + p("{% elif n == 2 %}")
        + p("dwa")
        + p("{% else %}")
        + p("wiele")
        + p("{% endif %}")
    )
    assert [filled(body, n=n) for n in (1, 2, 3)] == [["jeden"], ["dwa"], ["wiele"]]


def test_an_inline_block_keeps_the_formatting_of_every_run() -> None:
    body = p("a {% if x %}b", r("c", "<w:b/>"), "d{% endif %} e")
    root = root_of(compile_template(word_file(body)).render({"x": True}))
    runs = [(said(run), run.find(W_RPR) is not None) for run in root.iter(W_R)]
    assert runs == [("a ", False), ("b", False), ("c", True), ("d", False), (" e", False)]
    assert filled(body, x=False) == ["a  e"]


def test_an_inline_loop_over_formatted_runs_repeats_their_formatting() -> None:
    body = p("{% for x in xs %}", r("{{ x }}", "<w:b/>"), ", {% endfor %}", r("razem", "<w:i/>"))
    root = root_of(compile_template(word_file(body)).render({"xs": [1, 2]}))
    runs = [(said(run), [str(f.tag)[-1] for f in run.iter(qn("w:b"), qn("w:i"))]) for run in root.iter(W_R)]
    assert runs == [
        ("1", ["b"]), (", ", []), ("2", ["b"]), (", ", []), ("razem", ["i"]),
    ]  # fmt: skip


def test_a_block_inside_a_link_splits_the_link_not_the_paragraph() -> None:
    link = f'<w:hyperlink w:anchor="a">{r("łącze {% if x %}i")}</w:hyperlink>'
    root = root_of(compile_template(word_file(p(link, " tekst{% endif %} koniec"))).render({"x": True}))
    assert [said(item) for item in root.iter(qn("w:hyperlink"))] == ["łącze ", "i"]


def test_a_condition_around_a_whole_paragraph_removes_it_when_false() -> None:
    body = p("pierwszy") + p("{% if x %}drugi{% endif %}") + p("trzeci")
    assert filled(body, x=False) == ["pierwszy", "trzeci"]
    assert filled(body, x=True) == ["pierwszy", "drugi", "trzeci"]


def test_a_condition_around_the_only_paragraph_of_a_cell_leaves_the_cell() -> None:
    body = table(("{% if x %}tekst{% endif %}", "b"))
    assert filled(body, x=False) == ["", "b"]


def test_an_inline_loop_over_a_whole_paragraph_stays_inline() -> None:
    assert filled(p("a") + p("{% for x in xs %}{% if x %}{{ x }};{% endif %}{% endfor %}"), xs=[1, 0, 2]) == [
        "a",
        "1;2;",
    ]


def test_a_block_that_starts_and_ends_at_paragraph_edges_takes_whole_paragraphs() -> None:
    body = p("{% for x in xs %}{{ x }} –") + p("dalej {{ x }}{% endfor %}") + p("koniec")
    assert filled(body, xs=["a", "b"]) == ["a –", "dalej a", "b –", "dalej b", "koniec"]


def test_a_block_that_cuts_two_paragraphs_in_the_middle_is_a_located_fault() -> None:
    template = compile_template(
        word_file(p("początek {% if x %}środek") + p("środek {% endif %} koniec")), name="a.docx"
    )
    assert [fault.place for fault in template.faults()] == ["a.docx, treść, akapit 1"]
    with pytest.raises(TemplateError, match="granicę akapitu"):
        template.render({"x": 1})


def test_nested_blocks_in_nested_tables_stay_in_their_cells() -> None:
    inner = table(("{%tr for x in w.xs %}",), ("{{ x }}",), ("{%tr endfor %}",))
    middle = f"<w:tr>{cell(p('{{ w.n }}') + inner + p(''))}</w:tr>"
    body = f"<w:tbl>{row('{%tr for w in ws %}')}{middle}{row('{%tr endfor %}')}</w:tbl>"
    assert filled(body, ws=[{"n": "A", "xs": [1, 2]}, {"n": "B", "xs": []}]) == ["A", "1", "2", "", "B", ""]


def test_a_cell_tag_repeats_columns_and_the_grid_follows() -> None:
    body = (
        "<w:tbl><w:tblGrid><w:gridCol w:w='3000'/><w:gridCol w:w='3000'/><w:gridCol w:w='3000'/></w:tblGrid>"
        f"{row('{%tc for x in xs %}', '{{ x }}', '{%tc endfor %}')}</w:tbl>"
    )
    root = root_of(compile_template(word_file(body)).render({"xs": [1, 2, 3, 4]}))
    assert len(list(root.iter(W_TC))) == 4
    assert [column.get(qn("w:w")) for column in root.iter(qn("w:gridCol"))] == ["2250"] * 4


def test_a_horizontal_merge_spans_the_loop() -> None:
    body = f"<w:tbl><w:tblGrid/>{row('{%tc for x in xs %}', '{% hm %}wspólny', '{%tc endfor %}')}</w:tbl>"
    root = root_of(compile_template(word_file(body)).render({"xs": [1, 2, 3]}))
    assert [span.get(qn("w:val")) for span in root.iter(qn("w:gridSpan"))] == ["3"]
    assert len(list(root.iter(W_TC))) == 1


def test_a_row_whose_cells_all_vanish_is_removed_with_its_table() -> None:
    body = f"<w:tbl><w:tblGrid/>{row('{%tc for x in xs %}', '{{ x }}', '{%tc endfor %}')}</w:tbl>" + p("koniec")
    assert list(root_of(compile_template(word_file(body)).render({"xs": []})).iter(W_TR)) == []


def test_a_run_tag_takes_the_place_of_its_run() -> None:
    body = p("a", "{%r if x %}", r("b", "<w:b/>"), "{%r endif %}", "c")
    assert filled(body, x=False) == ["ac"]


def test_a_bookmark_in_a_removed_paragraph_survives() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="cel"/><w:bookmarkEnd w:id="1"/>'
    root = root_of(compile_template(word_file(p("{% if x %}", mark) + p("a") + p("{% endif %}"))).render({"x": 1}))
    assert len(list(root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")))) == 2


def test_bookmarks_in_a_loop_get_names_and_ids_of_their_own() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="cel"/>{}<w:bookmarkEnd w:id="1"/>'
    body = p("{% for x in xs %}") + p(mark.format(r("{{ x }}"))) + p("{% endfor %}")
    root = root_of(compile_template(word_file(body)).render({"xs": [1, 2]}))
    starts = [(m.get(qn("w:id")), m.get(qn("w:name"))) for m in root.iter(qn("w:bookmarkStart"))]
    assert [name for _, name in starts] == ["cel", "cel_2"]
    assert [m.get(qn("w:id")) for m in root.iter(qn("w:bookmarkEnd"))] == [number for number, _ in starts]


@pytest.mark.parametrize("strict", [True, False])
def test_text_beside_a_paragraph_tag_is_an_error_and_only_a_lenient_template_may_lose_it(strict: bool) -> None:
    template = compile_template(word_file(p("ważne {%p if x %}") + p("a") + p("{%p endif %}")), strict=strict)
    assert [(fault.warning, "nie zostanie wydrukowany" in fault.reason) for fault in template.faults()] == [
        (not strict, True)
    ]


def test_captured_text_is_escaped_once() -> None:
    assert filled(p("{% set a %}x &amp; {{ b }}{% endset %}[{{ a }}]"), b="<y>") == ["[x & <y>]"]


def test_a_macro_of_plain_text_is_called_with_arguments() -> None:
    assert filled(p("{% macro m(a) %}({{ a }} &amp; c){% endmacro %}{{ m('b') }}{{ m('&lt;') }}")) == ["(b & c)(< & c)"]


def test_tags_are_bound_in_headers_notes_and_content_controls() -> None:
    body = f"<w:sdt><w:sdtContent>{p('{% for x in xs %}')}{p('{{ x }}')}{p('{% endfor %}')}</w:sdtContent></w:sdt>"
    assert filled(body, xs=[1, 2]) == ["1", "2"]


CONTROL = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
LOOPED_ROWS = row("{%tr for i in xs %}") + row("{{ i }}") + row("{%tr endfor %}")
LOOPED_CELLS = cell("{%tc for i in xs %}") + cell("{{ i }}") + cell("{%tc endfor %}")
LOOPED = p("{% for i in xs %}") + p("{{ i }}") + p("{% endfor %}")


@pytest.mark.parametrize("body", [
    f"<w:tbl>{CONTROL.format(LOOPED_ROWS)}</w:tbl>",
    f"<w:tbl>{CONTROL.format(CONTROL.format(LOOPED_ROWS))}</w:tbl>",
    f"<w:tbl><w:tr>{CONTROL.format(LOOPED_CELLS)}</w:tr></w:tbl>",
    CONTROL.format(f"<w:tbl>{LOOPED_ROWS}</w:tbl>"),
    CONTROL.format(LOOPED),
])  # fmt: skip
def test_a_content_control_that_data_leave_empty_goes_with_its_table(body: str) -> None:
    template = compile_template(word_file(body + p("koniec")))
    empty = root_of(template.render({"xs": []}))
    assert [element.tag for element in empty[0] if element.tag != qn("w:sectPr")] == [W_P]
    full = template.render({"xs": ["a", "b"]})
    assert lines(full) == ["a", "b", "koniec"]
    assert next(root_of(full).iter(qn("w:sdt")), None) is not None


def test_a_content_control_without_rows_leaves_the_other_rows() -> None:
    template = compile_template(word_file(f"<w:tbl>{CONTROL.format(LOOPED_ROWS)}{row('z')}</w:tbl>"))
    rendered = root_of(template.render({"xs": []}))
    assert next(rendered.iter(qn("w:sdt")), None) is None
    assert [item.text for item in rendered.iter(qn("w:t"))] == ["z"]
