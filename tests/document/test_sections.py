"""Sections that data repeat or drop: each keeps its pages and headers, a dropped one goes with its break."""

from __future__ import annotations

import io
import zipfile

import pytest

from schematom_docs.document import compile_template
from schematom_docs.document.ooxml import NAMESPACES, W_P, W_SECTPR, W_VAL, qn
from tests.document.word_files import lines, p, r, root_of, story, table, text_of, word_file

UPRIGHT = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" '
    'w:header="708" w:footer="708" w:gutter="0"/>'
)
WIDE = UPRIGHT.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')
HEADERS = "".join(
    f'<Relationship Id="rIdH{n}" Type="{NAMESPACES["r"]}/header" Target="header{n}.xml"/>' for n in (1, 2)
)
PARTS = {f"word/header{n}.xml": story("hdr", p(f"nagłówek {n} {{{{ x }}}}")) for n in (1, 2)}


def broken(text: str, section: str, *, kind: str = "", header: int = 0) -> str:
    """Return a paragraph that ends a section. kind: how the section starts."""
    reference = f'<w:headerReference w:type="default" r:id="rIdH{header}"/>' if header else ""
    start = f'<w:type w:val="{kind}"/>' if kind else ""
    inside = r(text) if text else ""
    return f"<w:p><w:pPr><w:sectPr>{reference}{start}{section}</w:sectPr></w:pPr>{inside}</w:p>"


def document(body: str, last: str = UPRIGHT) -> bytes:
    """Return a Word file; last: page set-up of its last section."""
    source, out = word_file(body, parts=PARTS, relations=HEADERS), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            text = old.read(item).decode()
            if item.filename == "word/document.xml":
                text = text[: text.rindex("<w:sectPr>")] + f"<w:sectPr>{last}</w:sectPr></w:body></w:document>"
            new.writestr(item, text)
    return out.getvalue()


def pages(rendered: bytes) -> list[tuple[list[str], str]]:
    """Return for each section the texts of its paragraphs and how its pages lie: „pion” or „poziom”."""
    body = root_of(rendered).find(qn("w:body"))
    assert body is not None
    found: list[tuple[list[str], str]] = []
    texts: list[str] = []
    for paragraph in body.iter(W_P, W_SECTPR):
        if paragraph.tag == W_P:
            texts.append(text_of(paragraph))
            continue
        size = paragraph.find(qn("w:pgSz"))
        assert size is not None
        found.append((texts, "poziom" if size.get(qn("w:orient")) else "pion"))
        texts = []
    assert not texts, "text after the last section"
    return found


def filled(body: str, last: str = UPRIGHT, **context: object) -> list[tuple[list[str], str]]:
    rendered = compile_template(document(body, last)).render({"x": "", **context})
    root = root_of(rendered)
    assert [child.tag for child in root[0]].count(W_SECTPR) == 1
    assert root[0][-1].tag == W_SECTPR
    return pages(rendered)


@pytest.mark.parametrize("kind", ["", "nextPage", "continuous", "oddPage"])
def test_a_loop_whose_text_ends_with_a_break_makes_a_section_of_each_copy(kind: str) -> None:
    body = (
        broken("wstęp", UPRIGHT)
        + p("{% for i in xs %}")
        + p("strona {{ i }}")
        + broken("koniec {{ i }}", WIDE, kind=kind)
        + p("{% endfor %}")
        + p("dalej")
    )
    rendered = compile_template(document(body)).render({"xs": [1, 2], "x": ""})
    assert pages(rendered) == [
        (["wstęp"], "pion"), (["strona 1", "koniec 1"], "poziom"), (["strona 2", "koniec 2"], "poziom"),
        (["dalej"], "pion"),
    ]  # fmt: skip
    kinds = [item.get(W_VAL) for item in root_of(rendered).iter(qn("w:type"))]
    assert kinds == [kind] * 2 if kind else not kinds
    assert filled(body, xs=[]) == [(["wstęp"], "pion"), (["dalej"], "pion")]


def test_a_break_in_the_middle_of_a_loop_leaves_both_parts_their_pages() -> None:
    body = p("{% for i in xs %}") + broken("pismo {{ i }}", UPRIGHT) + p("tabela {{ i }}") + p("{% endfor %}")
    assert filled(body, WIDE, xs=[1, 2, 3]) == [
        part for n in (1, 2, 3) for part in (([f"pismo {n}"], "pion"), ([f"tabela {n}"], "poziom"))
    ]


def test_a_loop_over_two_sections_that_lie_differently_repeats_both() -> None:
    body = (
        p("{% for i in xs %}")
        + broken("pismo {{ i }}", UPRIGHT)
        + broken("tabela {{ i }}", WIDE)
        + p("{% endfor %}")
        + p("podpis")
    )
    assert filled(body, xs=[1, 2]) == [
        (["pismo 1"], "pion"), (["tabela 1"], "poziom"), (["pismo 2"], "pion"), (["tabela 2"], "poziom"),
        (["podpis"], "pion"),
    ]  # fmt: skip
    assert filled(body, xs=[]) == [(["podpis"], "pion")]


def test_a_condition_drops_a_section_with_its_break_and_the_text_around_runs_on() -> None:
    body = (
        p("umowa") + p("{% if z %}") + broken("", UPRIGHT) + broken("załącznik", WIDE) + p("{% endif %}") + p("podpis")
    )
    assert filled(body, z=True) == [(["umowa", ""], "pion"), (["załącznik"], "poziom"), (["podpis"], "pion")]
    assert filled(body, z=False) == [(["umowa", "podpis"], "pion")]


def test_a_dropped_break_never_turns_the_pages_of_the_text_before_it() -> None:
    body = p("szeroka tabela") + p("{% if z %}") + broken("", WIDE) + p("{% endif %}") + p("podpis")
    assert filled(body, z=False) == [(["szeroka tabela"], "poziom"), (["podpis"], "pion")]


@pytest.mark.parametrize("ending", [broken("{% endif %}", WIDE), p("{% endif %}") + broken("", WIDE)])
def test_a_section_that_data_leave_empty_goes_with_its_break(ending: str) -> None:
    body = broken("umowa", UPRIGHT) + p("{% if z %}") + p("załącznik") + ending + p("podpis")
    assert filled(body, z=False) == [(["umowa"], "pion"), (["podpis"], "pion")]
    assert [(texts[:1], lie) for texts, lie in filled(body, z=True)] == [
        (["umowa"], "pion"), (["załącznik"], "poziom"), (["podpis"], "pion"),
    ]  # fmt: skip


def test_an_empty_page_that_the_author_put_in_stays() -> None:
    body = broken("umowa", UPRIGHT) + broken("", WIDE) + p("{% if z %}") + p("a") + p("{% endif %}") + p("podpis")
    assert filled(body, z=False) == [(["umowa"], "pion"), ([""], "poziom"), (["podpis"], "pion")]


def test_a_break_in_the_paragraph_of_the_closing_tag_stands_after_the_loop() -> None:
    body = p("{% for i in xs %}") + p("{{ i }}") + broken("{% endfor %}", WIDE) + p("podpis")
    assert filled(body, xs=[1, 2]) == [(["1", "2"], "poziom"), (["podpis"], "pion")]


def test_a_break_in_the_paragraph_of_the_opening_tag_stands_in_the_loop() -> None:
    body = p("umowa") + broken("{% for i in xs %}", UPRIGHT) + p("{{ i }}") + p("{% endfor %}")
    assert filled(body, WIDE, xs=[1, 2]) == [(["umowa"], "pion"), (["1"], "poziom"), (["2"], "poziom")]
    assert filled(body, WIDE, xs=[]) == [(["umowa"], "pion")]


def test_a_break_after_a_table_gets_a_paragraph_of_its_own() -> None:
    body = p("{% for i in xs %}") + table(("{{ i }}",)) + broken("{% endfor %}", WIDE) + p("podpis")
    assert filled(body, xs=[1]) == [(["1", ""], "poziom"), (["podpis"], "pion")]


def test_the_last_section_gives_way_to_the_one_before_when_data_leave_it_empty() -> None:
    body = broken("umowa", UPRIGHT) + p("{% if z %}") + p("załącznik") + p("{% endif %}")
    assert filled(body, WIDE, z=False) == [(["umowa"], "pion")]
    assert filled(body, WIDE, z=True) == [(["umowa"], "pion"), (["załącznik"], "poziom")]


@pytest.mark.parametrize("inside", [p("{%sec for i in xs %}") + p("{{ i }}") + p("{%sec endfor %}"),
                                    p("{%sec for i in xs %}{{ i }}{%sec endfor %}")])  # fmt: skip
def test_the_last_section_is_repeated_whole_when_it_is_named(inside: str) -> None:
    body = broken("umowa", UPRIGHT) + inside
    assert filled(body, WIDE, xs=[1, 2]) == [(["umowa"], "pion"), (["1"], "poziom"), (["2"], "poziom")]
    assert filled(body, WIDE, xs=[]) == [(["umowa"], "pion")]


def test_a_document_of_one_section_is_repeated_whole() -> None:
    assert filled(p("a") + p("{%sec for i in xs %}") + p("{{ i }}{%sec endfor %}"), xs=[1, 2]) == [
        (["a", "1"], "pion"), (["a", "2"], "pion"),
    ]  # fmt: skip


def test_a_section_named_from_within_is_dropped_with_its_break() -> None:
    body = (
        broken("umowa", UPRIGHT)
        + p("tytuł")
        + p("{%sec if z %}")
        + p("tekst")
        + broken("b{%sec endif %}", WIDE)
        + p("c")
    )
    assert filled(body, z=False) == [(["umowa"], "pion"), (["c"], "pion")]
    assert filled(body, z=True) == [(["umowa"], "pion"), (["tytuł", "tekst", "b"], "poziom"), (["c"], "pion")]


def test_of_two_named_sections_one_is_chosen() -> None:
    body = broken("{%sec if z %}a", UPRIGHT) + broken("{%sec else %}b{%sec endif %}", WIDE) + p("c")
    assert filled(body, z=True) == [(["a"], "pion"), (["c"], "pion")]
    assert filled(body, z=False) == [(["b"], "poziom"), (["c"], "pion")]


@pytest.mark.parametrize("body", [table(("{%sec if z %}", "a")) + p("{%sec endif %}") + "", p("{%sec else %}"),
                                  p("{%sec if z %}a{%sec else %}b{%sec endif %}"), p("{%sec z %}")])  # fmt: skip
def test_a_section_tag_that_cannot_be_meant_is_a_located_fault(body: str) -> None:
    header = {"word/header1.xml": story("hdr", p("{%sec if z %}"))}
    assert all(found.place for found in compile_template(word_file(p("a"), parts=header)).faults())
    faults = [found for found in compile_template(document(body)).faults() if not found.warning]
    if "tbl" in body:
        assert not faults
    else:
        assert faults
        assert faults[0].place.startswith("treść, akapit")


def headers(rendered: bytes) -> list[str]:
    """Return the header of each section: the part its reference names."""
    targets = {item.get("Id"): item.get("Target") for item in root_of(rendered, "word/_rels/document.xml.rels")}
    inherited, found = "", []
    for section in root_of(rendered).iter(W_SECTPR):
        reference = section.find(qn("w:headerReference"))
        inherited = inherited if reference is None else str(targets[reference.get(qn("r:id"))])
        found.append(inherited)
    return found


def test_repeated_and_neighbouring_sections_keep_their_headers_page_count_and_title_page() -> None:
    count = '<w:pgNumType w:start="1"/><w:titlePg/>'
    body = (
        p("{% for i in xs %}")
        + broken("okładka {{ i }}", UPRIGHT)
        + broken("pismo {{ i }}", WIDE + count, header=2)
        + p("{% endfor %}")
        + p("c")
    )
    rendered = compile_template(document(body)).render({"xs": [1, 2], "x": "y"})
    assert headers(rendered) == ["headerSt.xml", "header2.xml", "headerSt.xml", "header2.xml", "header2.xml"]
    assert lines(rendered, "word/headerSt.xml") == [""]
    starts = [section.find(qn("w:pgNumType")) is not None for section in root_of(rendered).iter(W_SECTPR)]
    assert starts == [False, True, False, True, False]
    assert headers(compile_template(document(body)).render({"xs": [], "x": "y"})) == ["header2.xml"]


def test_a_dropped_section_does_not_take_the_header_of_the_next_with_it() -> None:
    body = broken("a", UPRIGHT, header=1) + p("{% if z %}") + broken("b", WIDE, header=2) + p("{% endif %}") + p("c")
    dropped = compile_template(document(body)).render({"z": False, "x": ""})
    assert headers(dropped) == ["header1.xml", "header2.xml"]
    assert pages(dropped) == [(["a"], "pion"), (["c"], "pion")]


def test_a_document_whose_breaks_no_data_touch_is_left_as_it_is() -> None:
    body = broken("a {{ x }}", UPRIGHT, header=1) + p("{% if z %}") + p("b") + p("{% endif %}") + p("c")
    before = document(body)
    after = compile_template(before).render({"z": True, "x": ""})
    assert [item.attrib for item in root_of(after).iter(qn("w:headerReference"))] == [
        item.attrib for item in root_of(before).iter(qn("w:headerReference"))
    ]
    assert pages(after) == [(["a "], "pion"), (["b", "c"], "pion")]
    untouched = document(broken("a", WIDE) + p("b {# uwaga #}"))
    assert pages(compile_template(untouched).render({"x": ""})) == [(["a"], "poziom"), (["b "], "pion")]
