"""Containers that tags name: a whole table, row, cell, column, paragraph – wherever in it the tags stand."""

from __future__ import annotations

import pytest

from schematom_docs.document import compile_template
from schematom_docs.document.ooxml import W_P, W_TBL, W_TC, W_TR, W_VAL, qn
from tests.document.word_files import cell, p, r, root_of, row, table, text_of, word_file


def grid(body: str, **context: object) -> list[list[str]]:
    """Return the rows of the tables of a rendered document, their cells' text; a paragraph outside as one cell."""
    root = root_of(compile_template(word_file(body)).render(context))
    found = []
    for item in root[0].iter(W_TR, W_P):
        if item.tag == W_TR:
            found.append(["|".join(map(text_of, tc.findall(W_P))) for tc in item.iterchildren(W_TC)])
        elif item.getparent().tag == qn("w:body"):  # type: ignore[union-attr]
            found.append([text_of(item)])
    return found


def reasons(body: str) -> list[str]:
    return [found.reason for found in compile_template(word_file(body)).faults() if not found.warning]


def test_a_row_of_one_column_is_dropped_by_the_condition_around_its_text() -> None:
    body = table(("a",), ("{% if z %}b{% endif %}",), ("c",))
    assert grid(body, z=True) == [["a"], ["b"], ["c"]]
    assert grid(body, z=False) == [["a"], ["c"]]
    parts = table(("a",), (p("{% if z %}") + p("b") + p("d") + p("{% endif %}"),), ("c",))
    assert grid(parts, z=True) == [["a"], ["b|d"], ["c"]]
    assert grid(parts, z=False) == [["a"], ["c"]]


def test_a_paragraph_tag_in_the_only_cell_of_a_row_takes_the_paragraph_alone() -> None:
    body = table(("a",), (p("{%p if z %}") + p("b") + p("{%p endif %}"),), ("c",))
    assert grid(body, z=False) == [["a"], [""], ["c"]]


def test_a_box_of_one_cell_stays_when_its_text_goes_unless_the_table_is_named() -> None:
    assert grid(table(("{% if z %}b{% endif %}",)) + p("c"), z=False) == [[""], ["c"]]
    assert grid(table(("{%tbl if z %}b{%tbl endif %}",)) + p("c"), z=False) == [["c"]]


def test_a_block_from_the_first_cell_of_a_row_to_its_last_takes_the_row() -> None:
    body = table(("Lp.", "Nazwa"), ("{% for x in xs %}{{ loop.index }}", "{{ x }}{% endfor %}"))
    assert grid(body, xs=["a", "b"]) == [["Lp.", "Nazwa"], ["1", "a"], ["2", "b"]]
    assert grid(body, xs=[]) == [["Lp.", "Nazwa"]]


def test_a_block_over_several_rows_takes_them_all() -> None:
    body = table(("{% for x in xs %}{{ x }}", "1"), ("dalej", "{{ x }}{% endfor %}"), ("razem", ""))
    assert grid(body, xs=["a", "b"]) == [["a", "1"], ["dalej", "a"], ["b", "1"], ["dalej", "b"], ["razem", ""]]


def test_a_block_that_leaves_out_part_of_a_row_is_a_located_fault() -> None:
    assert len(reasons(table(("nr {% if z %}a", "b{% endif %}")))) == 1
    assert len(reasons(table(("{% if z %}a", "b{% endif %}", "c")))) == 1


@pytest.mark.parametrize(
    "cells", [("{%tr for x in xs %}{{ x }}{%tr endfor %}",), ("{%tr for x in xs %}", "{{ x }}", "!{%tr endfor %}")]
)
def test_a_row_tag_opened_and_closed_in_its_row_takes_the_row_with_its_text(cells: tuple[str, ...]) -> None:
    rows = grid(table(("a",) * len(cells), cells), xs=["b", "c"])
    assert [["".join(line)] for line in rows[1:]] == [["b" + "!" * (len(cells) > 1)], ["c" + "!" * (len(cells) > 1)]]
    assert len(grid(table(("a",) * len(cells), cells), xs=[])) == 1


def test_a_cell_tag_opened_and_closed_in_its_cell_takes_the_cell() -> None:
    body = table(("{%tc for x in xs %}{{ x }}{%tc endfor %}", "koniec"))
    assert grid(body, xs=[1, 2]) == [["1", "2", "koniec"]]


def test_a_list_item_with_its_tags_inside_is_repeated_whole() -> None:
    item = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>{}</w:p>"
    body = item.format(r("{%p for x in xs %}{{ x }};{%p endfor %}")) + p("koniec")
    root = root_of(compile_template(word_file(body)).render({"xs": [1, 2]}))
    assert [text_of(found) for found in root.iter(W_P)] == ["1;", "2;", "koniec"]
    assert len(list(root.iter(qn("w:numId")))) == 2
    assert grid(body, xs=[]) == [["koniec"]]


def test_blocks_within_blocks_of_one_container_keep_their_order() -> None:
    body = p("{%p for x in xs %}{%p if x %}{{ x }}{%p endif %}{%p endfor %}")
    assert grid(body, xs=[1, 0, 2]) == [["1"], ["2"]]


@pytest.mark.parametrize("rows", [
    (("{%tbl if z %}a", "b"), ("c", "d{%tbl endif %}")), (("{%tbl if z %}", ""), ("a", "b"), ("{%tbl endif %}", "")),
    (("a", "b"), ("{%tbl if z %}c{%tbl endif %}", "d")),
])  # fmt: skip
def test_a_whole_table_goes_wherever_its_tags_stand(rows: tuple[tuple[str, ...], ...]) -> None:
    assert grid(p("x") + table(*rows) + p("y"), z=False) == [["x"], ["y"]]
    assert "a" in grid(p("x") + table(*rows) + p("y"), z=True)[1]
    assert "{%" not in str(grid(table(*rows) + p("y"), z=True))


def test_a_table_is_repeated_whole_and_a_nested_one_by_itself() -> None:
    body = table(("{%tbl for x in xs %}{{ x }}", "{%tbl endfor %}"))
    root = root_of(compile_template(word_file(body + p(""))).render({"xs": [1, 2, 3]}))
    assert len(list(root.iter(W_TBL))) == 3
    nested = (
        f"<w:tbl><w:tblGrid/><w:tr>{cell(p('o') + table(('{%tbl if z %}n{%tbl endif %}',)) + p('k'))}</w:tr></w:tbl>"
    )
    assert grid(nested + p(""), z=False) == [["o|k"], [""]]


def test_of_two_tables_one_is_chosen() -> None:
    body = table(("{%tbl if z %}a",)) + p("między") + table(("{%tbl else %}b{%tbl endif %}",)) + p("c")
    assert grid(body, z=True) == [["a"], ["między"], ["c"]]
    assert grid(body, z=False) == [["b"], ["c"]]
    assert "w tej samej tabeli" in reasons(table(("{%tbl if z %}a", "{%tbl else %}b{%tbl endif %}")))[0]


@pytest.mark.parametrize("body", [
    p("{%tbl if z %}") + p("{%tbl endif %}"), p("{%col if z %}a{%col endif %}"), table(("{%col if z %}", "b")),
    table(("{%col if z %}a",), ("{%col endif %}",)), table(("{%tbl z %}",)), table(("{{tbl z }}", "{{col z }}")),
    table(("{%col for x in xs if x %}a{%col endfor %}", "b"), ("c", "d")).replace(
        "</w:tblGrid>", "</w:tblGrid>" + row("t").replace("</w:tcPr>", '<w:gridSpan w:val="2"/></w:tcPr>')),
])  # fmt: skip
def test_a_container_that_is_not_there_is_a_located_fault(body: str) -> None:
    found = [fault for fault in compile_template(word_file(body)).faults() if not fault.warning]
    assert found
    assert all(fault.place.startswith("treść, ") for fault in found)


def test_a_column_goes_with_its_cells_in_all_rows() -> None:
    body = table(("Imię", "{%col if z %}PESEL{%col endif %}", "Uwagi"), ("{{ a }}", "123", "u"), ("B", "456", "v"))
    assert grid(body, z=True, a="A") == [["Imię", "PESEL", "Uwagi"], ["A", "123", "u"], ["B", "456", "v"]]
    assert grid(body, z=False, a="A") == [["Imię", "Uwagi"], ["A", "u"], ["B", "v"]]


def test_a_column_is_repeated_with_rows_that_are_repeated_too() -> None:
    body = table(
        ("Osoba", "{%col for m in ms %}{{ m }}{%col endfor %}"), ("{%tr for o in os %}", ""),
        ("{{ o.n }}", "{{ o.n }}-{{ m }}-{{ loop.index }}"), ("{%tr endfor %}", ""),
    )  # fmt: skip
    assert grid(body, ms=["I", "II"], os=[{"n": "A"}, {"n": "B"}]) == [
        ["Osoba", "I", "II"], ["A", "A-I-1", "A-II-2"], ["B", "B-I-1", "B-II-2"],
    ]  # fmt: skip
    root = root_of(compile_template(word_file(body)).render({"ms": [1, 2, 3], "os": []}))
    widths = [int(item.get(qn("w:w"), "0")) for item in root.iter(qn("w:gridCol"))]
    assert len(widths) == 4
    assert sum(widths) == 4000


def test_a_cell_merged_over_a_column_changes_its_width_with_it() -> None:
    title = row("tytuł").replace("</w:tcPr>", '<w:gridSpan w:val="3"/></w:tcPr>')
    body = table(("a", "{%col for m in ms %}{{ m }}{%col endfor %}", "c")).replace(
        "</w:tblGrid>", f"</w:tblGrid>{title}"
    )
    for count in (0, 1, 4):
        root = root_of(compile_template(word_file(body)).render({"ms": list(range(count))}))
        assert [span.get(W_VAL) for span in root.iter(qn("w:gridSpan"))] == [str(2 + count)]
        assert len(list(root.iter(qn("w:gridCol")))) == 2 + count


def test_a_column_over_neighbouring_cells_goes_whole() -> None:
    body = table(("a", "{%col if z %}b", "c{%col endif %}"), ("d", "e", "f"))
    assert grid(body, z=False) == [["a"], ["d"]]


def test_two_columns_of_one_table_are_chosen_each_by_itself() -> None:
    body = table(("{%col if z %}a{%col endif %}", "{%col if not z %}b{%col endif %}", "c"), ("d", "e", "f"))
    assert grid(body, z=True) == [["a", "c"], ["d", "f"]]
    assert grid(body, z=False) == [["b", "c"], ["e", "f"]]


def test_several_tags_and_texts_in_one_paragraph_each_do_their_part() -> None:
    body = p("{% if z %}a{% endif %} {{ x }} {% for i in xs %}{{ i }}{% if not loop.last %}, {% endif %}{% endfor %}.")
    assert grid(body, z=True, x="b", xs=[1, 2]) == [["a b 1, 2."]]


def test_paragraph_tags_in_a_cell_leave_the_cell_a_paragraph() -> None:
    body = table((p("{%p if z %}") + p("a") + p("{%p endif %}"), "b"))
    assert grid(body, z=False) == [["", "b"]]
    assert grid(body, z=True) == [["a", "b"]]


def test_a_second_else_is_a_located_fault() -> None:
    body = p("{% if z %}a{% else %}b{% else %}c{% endif %}")
    assert len(reasons(body)) == 1
    assert "po „else”" in reasons(body)[0]
