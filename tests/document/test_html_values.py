"""HTML and Markdown as values: runs in the formatting of the tag, paragraphs, lists, links; the rest is an error."""

from __future__ import annotations

import html as escaping
import io
from pathlib import Path
from typing import Any

import docx
import lxml.html
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from schematom_docs.document import Html, Markdown, compile_template
from schematom_docs.document.ooxml import W_P, W_R, W_RPR, W_T, W_VAL, qn
from schematom_docs.errors import TemplateError
from schematom_docs.polish.typography import typography_pass
from tests.document.test_properties import ALLOWED, BOXED, check_structure
from tests.document.test_subdocuments import audit
from tests.document.word_files import lines, p, r, root_of, story, table, text_of, word_file

STYLES = story(
    "styles",
    "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
        for key, name, more in (
            ("N1", "heading 1", ""),
            ("N2", "Nagłówek podczęści", ""),
            ("LB", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'),
            ("LN", "List Number", '<w:pPr><w:numPr><w:numId w:val="8"/></w:numPr></w:pPr>'),
        )
    )
    + '<w:style w:type="character" w:styleId="Hipercze"><w:name w:val="Hyperlink"/></w:style>',
)
NUMBERING = story(
    "numbering",
    "".join(f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"/></w:abstractNum>' for n in (3, 4))
    + '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="4"/></w:num>',
)
STYLED = {"word/styles.xml": STYLES, "word/numbering.xml": NUMBERING}


def rendered(body: str, value: object, **parts: str) -> bytes:
    return compile_template(word_file(body, parts=STYLED | parts)).render({"x": value})


def looks(docx: bytes, part: str = "word/document.xml") -> list[tuple[str, list[str]]]:
    """Return (text, names of properties) of each run that has text."""
    found = []
    for run in root_of(docx, part).iter(W_R):
        text = "".join(item.text or "" for item in run.iter(W_T))
        look = run.find(W_RPR)
        if text:
            found.append((text, [] if look is None else [str(item.tag).rpartition("}")[2] for item in look]))
    return found


def styles_of(docx: bytes) -> list[tuple[str, str, str]]:
    """Return (text, style, number of the list) of each paragraph."""
    return [(text_of(item), _values(item, "w:pStyle"), _values(item, "w:numId")) for item in root_of(docx).iter(W_P)]


def _values(element: etree._Element, name: str) -> str:
    return "".join(item.get(W_VAL, "") for item in element.iter(qn(name)))


def refused(value: object, body: str = p("{{ x }}")) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        rendered(body, value)
    assert caught.value.place.startswith("treść, akapit 1")
    assert caught.value.reason.startswith("{{ x")
    return caught.value


def test_inline_html_adds_its_formatting_to_that_of_the_tag() -> None:
    body = p(r("Cel: {{ x|html }}", "<w:rFonts/><w:i/><w:sz w:val='20'/>"))
    made = rendered(body, "mała <b>zmiana <u>i</u></b> H<sub>2</sub>O <s>nie</s>")
    assert [look for look in looks(made) if look[0] != "Cel: "] == [
        ("mała ", ["rFonts", "i", "sz"]),
        ("zmiana ", ["rFonts", "b", "i", "sz"]),
        ("i", ["rFonts", "b", "i", "sz", "u"]),
        (" H", ["rFonts", "i", "sz"]),
        ("2", ["rFonts", "i", "sz", "vertAlign"]),
        ("O ", ["rFonts", "i", "sz"]),
        ("nie", ["rFonts", "i", "strike", "sz"]),
    ]


def test_one_paragraph_stands_inside_a_sentence_and_its_full_stop_meets_that_of_the_text() -> None:
    assert lines(rendered(p("Uwaga: {{ x|html }}. Koniec"), "<p>pilne<br>dziś.</p>")) == ["Uwaga: pilne\ndziś. Koniec"]
    body = p("{% if x %}{{ x|html }}{% endif %}. Koniec")
    assert lines(rendered(body, "pilne, <i>dziś.</i>")) == ["pilne, dziś. Koniec"]


def test_several_paragraphs_look_like_the_one_they_replace() -> None:
    body = '<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{{ x|html }}</w:t></w:r></w:p>'
    made = rendered(body, "<p>jeden</p>\n  <p>dwa <i>i</i> trzy</p>")
    assert lines(made) == ["jeden", "dwa i trzy"]
    assert [item.get(W_VAL) for item in root_of(made).iter(qn("w:jc"))] == ["both", "both"]
    assert looks(made)[2] == ("i", ["b", "i"])


def test_headings_and_lists_take_the_styles_of_the_template_and_each_ordered_list_begins_anew() -> None:
    source = "<h1>A</h1><ul><li>b</ul><ol><li>c</li><li>d</li></ol><h2>E</h2><ol start='4'><li>f</li></ol>"
    made = rendered(p("{{ x|html }}"), source)
    assert styles_of(made) == [
        ("A", "N1", ""), ("b", "LB", ""), ("c", "LN", "9"), ("d", "LN", "9"), ("E", "N2", ""), ("f", "LN", "10"),
    ]  # fmt: skip
    numbers = root_of(made, "word/numbering.xml").findall(qn("w:num"))
    assert [item.get(qn("w:numId")) for item in numbers] == ["7", "8", "9", "10"]
    assert [next(item.iter(qn("w:abstractNumId"))).get(W_VAL) for item in numbers] == ["3", "4", "4", "4"]
    starts = [found.get(W_VAL) for item in numbers for found in item.iter(qn("w:startOverride"))]
    assert starts == ["1", "4"]


def test_lists_without_a_style_in_the_template_get_numbering_of_their_own() -> None:
    body = '<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:t>{{ x|html }}</w:t></w:r></w:p>'
    source = "<ul><li>a<ol><li>b</li><li><p>c</p><p>d</p></li></ol></li><li></li></ul>"
    made = compile_template(word_file(body)).render({"x": source})
    assert [(text, number) for text, _, number in styles_of(made)] == [
        ("a", "1"), ("b", "2"), ("c", "2"), ("d", "0"), ("", "1"),
    ]  # fmt: skip
    levels = [item.get(W_VAL) for item in root_of(made).iter(qn("w:ilvl"))]
    assert levels == ["0", "1", "1", "0", "0"]
    kinds = {item.get(W_VAL) for item in root_of(made, "word/numbering.xml").iter(qn("w:numFmt"))}
    assert kinds == {"bullet", "decimal", "lowerLetter", "lowerRoman"}
    assert len(list(root_of(made).iter(qn("w:jc")))) == 5


def test_a_link_is_a_real_one_with_the_style_of_the_template() -> None:
    made = rendered(p("Zobacz {{ x|html }}"), 'tu: <a href="https://example.pl/?a=ż&amp;b=2">strona <b>ważna</b></a>')
    link = root_of(made).find(f".//{qn('w:hyperlink')}")
    assert link is not None
    relations = {item.get("Id"): item for item in root_of(made, "word/_rels/document.xml.rels")}
    target = relations[link.get(qn("r:id"))]
    assert (target.get("Target"), target.get("TargetMode")) == ("https://example.pl/?a=%C5%BC&b=2", "External")
    assert looks(made)[-2:] == [("strona ", ["rStyle"]), ("ważna", ["rStyle", "b"])]


def test_a_link_inside_a_link_or_a_tracked_insertion_is_a_located_error() -> None:
    inside = f'<w:hyperlink w:anchor="a">{r("{{ x|html }}")}</w:hyperlink>'
    assert "w odsyłaczu" in refused('<a href="mailto:a@example.pl">b</a>', p(inside)).reason
    inserted = f'<w:ins w:id="9" w:author="A">{r("{{ x|html }}")}</w:ins>'
    assert "śledzonej wstawce" in refused('<a href="mailto:a@example.pl">b</a>', p(inserted)).reason
    assert lines(rendered(p(inside), "<b>b</b>")) == ["b"]


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<style>p{}</style>", "<style>"),
        ("<img src='x.png'>", "<img>"),
        ("<table><tr><td>x</td></tr></table>", "<table>"),
        ("<p onclick='x()'>a</p>", "„onclick”"),
        ("<b style='color:red'>a</b>", "„style”"),
        ("<a href='javascript:alert(1)'>a</a>", "„javascript:”"),
        ("<a href='data:text/html,x'>a</a>", "„data:”"),
        ("<a href='/tu'>a</a>", "nie jest pełnym adresem"),
        ("<a>a</a>", "nie jest pełnym adresem"),
        ("<a href='https://example.pl'></a>", "bez tekstu"),
        ("<!-- uwaga -->a", "komentarz"),
        ("a <b", "„<b”"),
        ("<b>a", "<b>"),
        ("a</i>", "</i>"),
        ("<ul>a</ul>", "<ul>"),
        ("<li>a</li>", "<li> poza listą"),
        ("<b><p>a</p></b>", "<p> wewnątrz <b>"),
        ("<ol start='x'><li>a</ol>", "„start”"),
        ("<h3>a</h3>", "<h3>"),
        ("<ul><li>a" * 10, "9 poziomów"),
        ("Jan <jan@example.pl>", "<…>"),
    ],
)
def test_what_is_outside_the_subset_is_a_located_error_that_names_it(source: str, named: str) -> None:
    assert named in refused(Html(source)).reason


def test_paragraphs_lists_and_headings_inside_a_sentence_are_a_located_error_with_a_remedy() -> None:
    for source in ("<p>a</p><p>b</p>", "<ul><li>a</li></ul>", "<h1>a</h1>"):
        error = refused(source, p("Opis: {{ x|html }}"))
        assert "stać w akapicie sama" in error.reason
        assert "osobnym akapicie" in error.remedy


def test_markdown_says_the_same_and_html_in_it_is_plain_text() -> None:
    made = rendered(p("{{ x|markdown }}"), "**a** _b_ ~~c~~ [d](https://example.pl) <b>e</b> &amp; 2 < 3")
    assert looks(made) == [
        ("a", ["b"]), (" ", []), ("b", ["i"]), (" ", []), ("c", ["strike"]), (" ", []), ("d", ["rStyle"]),
        (" <b>e</b> & 2 < 3", []),
    ]  # fmt: skip
    blocks = rendered(p("{{ x }}"), Markdown("# A\n\n- b\n- c\n\nwiersz\nten sam"))
    assert [item[:2] for item in styles_of(blocks)] == [("A", "N1"), ("b", "LB"), ("c", "LB"), ("wiersz ten sam", "")]


@pytest.mark.parametrize(
    ("source", "named"),
    [("```\na\n```", "```"), ("![a](b.png)", "obraz"), ("> a", "cytat"), ("a\n\n---\n", "linię"), ("#### a", "####"),
     ("`a`", "kod"), ("[a](b.html)", "adresem")],
)  # fmt: skip
def test_markdown_outside_the_subset_is_a_located_error_that_names_it(source: str, named: str) -> None:
    assert named in refused(Markdown(source)).reason


def test_typography_sees_the_text_of_a_paragraph_over_its_formatting() -> None:
    template = compile_template(word_file(p("{{ x }}")), text_pass=typography_pass)
    assert lines(template.render({"x": Html("<p>zapis <i>w</i> domu</p>")})) == ["zapis w\u00a0domu"]


def test_html_stands_in_headers_cells_and_text_boxes() -> None:
    box = BOXED.format(p("{{ x }}"))
    header = story("hdr", p("{{ x }}") + table(("{{ x }}",)))
    value = Html('<p>a</p><ul><li><a href="https://example.pl">b</a></li></ul>')
    made = rendered(table(("{{ x }}",)) + p(box), value, **{"word/header1.xml": header})
    assert lines(made)[:2] == ["a", "b"]
    assert lines(made)[-2:] == ["a", "b"]
    assert lines(made, "word/header1.xml") == ["a", "b", "a", "b"]
    links = [item.get(qn("r:id")) for item in root_of(made, "word/header1.xml").iter(qn("w:hyperlink"))]
    assert set(links) == {item.get("Id") for item in root_of(made, "word/_rels/header1.xml.rels")}


def test_an_unanswered_text_is_missing_also_through_the_filter() -> None:
    with pytest.raises(TemplateError, match="nie ma odpowiedzi"):
        rendered(p("{{ x|html }}"), None)


@given(st.text(ALLOWED, max_size=12))
@example("a < b & c > d <b>„x”</b> &amp; &#60;")
@example("  dwa  odstępy\n\n\ti tabulator ")
def test_any_text_escaped_into_html_comes_back_unchanged(text: str) -> None:
    source = escaping.escape(text).replace("\n", "<br>")
    for wrap in ("{}", "<b>{}</b>", "<p>{}</p>"):
        assert lines(rendered(p("{{ x|html }}"), wrap.format(source))) == [text]
    made = rendered(p("{{ x|html }}"), f"<ul><li>{source}|</li></ul><p>{source}</p>")
    assert lines(made) == [f"{text}|", text]


PIECES = st.lists(
    st.sampled_from([
        "<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<br>", "<ul>", "<ol>", "</ul>", "</ol>", "<li>", "</li>", "<h1>",
        "</h1>", "<a href='https://example.pl'>", "</a>", "<sub>", "</sub>", "<sup>", "</sup>", " ", "\n", "&amp;",
        "&#1;", "<!--", "-->", "<script>", "<p x=1>", "\0", "<", "&", "{{ 7*7 }}", "**", "- ", "1. ", "# ", "~~", "\t",
    ])
    | st.text(max_size=4),
    max_size=12,
).map("".join)  # fmt: skip


@given(
    PIECES, st.sampled_from([p("{{ x }}"), p("a {{ x }}."), table(("{{ x }}", "b"))]), st.sampled_from([Html, Markdown])
)
def test_any_html_and_markdown_gives_a_sound_document_or_a_located_error(source: str, body: str, kind: Any) -> None:
    try:
        made = rendered(body, kind(source))
    except TemplateError as error:
        assert error.place.startswith("treść")
        assert error.reason.startswith("{{ x }}")
        return
    root = root_of(made)
    check_structure(root, tagged=True)
    assert "49" not in str(etree.tostring(root, method="text", encoding="unicode")) or "49" in source
    for link in root.iter(qn("w:hyperlink")):
        assert link.get(qn("r:id")) in {item.get("Id") for item in root_of(made, "word/_rels/document.xml.rels")}


@given(PIECES)
def test_no_text_of_html_is_lost_on_the_way(source: str) -> None:
    try:
        made = compile_template(word_file(p("{{ x|html }}"), parts=STYLED)).render({"x": source})
    except TemplateError:
        return
    seen = str(etree.tostring(lxml.html.fromstring(f"<div>{source}</div>"), method="text", encoding="unicode"))
    assert "".join("".join(lines(made)).split()) == "".join(seen.split())


def test_equal_values_give_equal_bytes_in_which_a_validator_finds_nothing_wrong(tmp_path: Path) -> None:
    source = "<h1>T</h1><p>a <b>b</b> <a href='https://example.pl'>c</a></p><ol><li>d<ul><li>e</li></ul></li></ol>"
    document = docx.Document()
    document.add_paragraph("{{ x|html }}")
    buffer = io.BytesIO()
    document.save(buffer)
    first, second = (compile_template(buffer.getvalue()).render({"x": source}) for _ in range(2))
    assert first == second
    assert audit(first, tmp_path / "a.docx") == audit(buffer.getvalue(), tmp_path / "b.docx")
