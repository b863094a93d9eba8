"""§ and ustęp: an ustęp alone in its § shows no number."""

from __future__ import annotations

from schematom_docs.document import compile_template
from schematom_docs.document.ooxml import W_P, W_PPR, W_VAL, qn
from tests.document.word_files import p, root_of, text_of, word_file

STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:style w:type="paragraph" w:styleId="Par"><w:name w:val="Paragraf"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Ust"><w:name w:val="Ustęp"/></w:style></w:styles>'
)
NUMBERING = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:lvlText w:val="§ %1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
)


def numbered(body: str, **context: object) -> list[tuple[str, bool]]:
    """Return (text, whether its number was taken away) for each paragraph."""
    source = word_file(body, parts={"word/styles.xml": STYLES, "word/numbering.xml": NUMBERING})
    root = root_of(compile_template(source).render(context))
    result = []
    for paragraph in root.iter(W_P):
        number = paragraph.find(f"{W_PPR}/{qn('w:numPr')}/{qn('w:numId')}")
        result.append((text_of(paragraph), number is not None and number.get(W_VAL) == "0"))
    return result


def listed(text: str, level: int) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="2"/></w:numPr>'
    return p(text).replace("<w:p>", f"<w:p><w:pPr><w:keepNext/>{number}<w:jc w:val='both'/></w:pPr>", 1)


def test_an_ustep_alone_in_its_paragraf_shows_no_number() -> None:
    body = p("", style="Par") + p("sam", style="Ust") + p("", style="Par") + p("a", style="Ust") + p("b", style="Ust")
    assert numbered(body) == [("", False), ("sam", True), ("", False), ("a", False), ("b", False)]


def test_an_ustep_left_alone_by_the_data_loses_its_number() -> None:
    body = p("", style="Par") + p("zawsze", style="Ust") + p("{% if x %}") + p("czasem", style="Ust") + p("{% endif %}")
    assert numbered(body, x=True) == [("", False), ("zawsze", False), ("czasem", False)]
    assert numbered(body, x=False) == [("", False), ("zawsze", True)]


def test_list_levels_tell_paragraf_and_ustep_without_style_names() -> None:
    body = listed("§", 0) + listed("sam {{ x }}", 1) + listed("§", 0) + listed("a", 1) + listed("b", 1)
    assert [alone for _, alone in numbered(body, x=1)] == [False, True, False, False, False]


def test_the_order_of_paragraph_properties_follows_the_schema() -> None:
    source = word_file(listed("§", 0) + listed("sam {{ x }}", 1), parts={"word/numbering.xml": NUMBERING})
    properties = list(root_of(compile_template(source).render({"x": 1})).iter(W_PPR))[1]
    assert [str(child.tag).rpartition("}")[2] for child in properties] == ["keepNext", "numPr", "ind", "jc"]
