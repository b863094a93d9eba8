"""§ and ustęp: an ustęp alone in its § shows no number."""

from __future__ import annotations

import pytest
from lxml import etree

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


_LISTED = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr>'
NUMBERED_STYLES = STYLES.replace('<w:name w:val="Ustęp"/>', f'<w:name w:val="Ustęp"/>{_LISTED}').replace(
    "</w:styles>",
    '<w:style w:type="paragraph" w:styleId="Pod"><w:name w:val="Podobny"/><w:basedOn w:val="Ust"/></w:style>'
    "</w:styles>",
)
HOUSE_STYLES = NUMBERED_STYLES.replace(
    "</w:styles>",
    '<w:style w:type="paragraph" w:styleId="Bez"><w:name w:val="Ustęp bez numeru"/></w:style></w:styles>',
)
NEXT = p("", style="Par") + p("N1", style="Ust") + p("N2", style="Ust")
ONE_LEFT = {
    "drugi znika": p("sam", style="Ust") + p("{% if x %}") + p("czasem", style="Ust") + p("{% endif %}"),
    "pierwszy znika": p("{% if x %}") + p("czasem", style="Ust") + p("{% endif %}") + p("sam", style="Ust"),
    "pętla zostawia jeden": p("{% for t in jeden %}") + p("{{ t }}", style="Ust") + p("{% endfor %}"),
    "warunek w pętli w warunku": p("sam", style="Ust")
    + p("{% if jeden %}")
    + p("{% for t in jeden %}")
    + p("{% if t == 'inny' %}")
    + p("{{ t }}", style="Ust")
    + p("{% endif %}")
    + p("{% endfor %}")
    + p("{% endif %}"),
    "z drugim znika jego §": p("sam", style="Ust")
    + p("{% if x %}")
    + p("", style="Par")
    + p("czasem", style="Ust")
    + p("{% endif %}"),
}


def properties(body: str, styles: str, **context: object) -> dict[str, list[str]]:
    """Return text → its paragraph properties, each „name=value”; numPr by its numId, ind by its left side."""
    source = word_file(body, parts={"word/styles.xml": styles, "word/numbering.xml": NUMBERING})
    found: dict[str, list[str]] = {}
    for paragraph in root_of(compile_template(source).render(context)).iter(W_P):
        found[text_of(paragraph)] = [_shown(child) for child in paragraph.iterfind(f"{W_PPR}/*")]
    return found


def _shown(child: etree._Element) -> str:
    number = child.find(qn("w:numId"))
    value = child.get(W_VAL) or child.get(qn("w:left")) or (None if number is None else number.get(W_VAL))
    return f"{str(child.tag).rpartition('}')[2]}={value}"


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
    made = properties(body, STYLES, x=1)
    assert made["sam 1"] == ["keepNext=None", "ind=0", "jc=both"]
    assert made["a"] == made["b"] == made["§"] == ["keepNext=None", "numPr=2", "jc=both"]


@pytest.mark.parametrize("body", ONE_LEFT.values(), ids=ONE_LEFT)
def test_only_the_ustep_left_alone_changes_and_not_that_of_the_next_paragraf(body: str) -> None:
    for whole in (p("", style="Par") + body + NEXT, NEXT + p("", style="Par") + body):
        plain = properties(whole, NUMBERED_STYLES, x=False, jeden=["sam"])
        assert plain["sam"] == ["pStyle=Ust", "numPr=0", "ind=0"]
        assert plain["N1"] == plain["N2"] == ["pStyle=Ust"]
        house = properties(whole, HOUSE_STYLES, x=False, jeden=["sam"])
        assert house["sam"] == ["pStyle=Bez"]
        assert house["N1"] == house["N2"] == ["pStyle=Ust"]


def test_an_ustep_that_takes_the_style_without_number_keeps_the_rest_but_its_list() -> None:
    alone = p("sam {{ x }}", style="Ust").replace(
        '<w:pStyle w:val="Ust"/>',
        '<w:pStyle w:val="Ust"/><w:keepNext/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>',
    )
    made = properties(p("", style="Par") + alone + NEXT, HOUSE_STYLES, x=1)
    assert made["sam 1"] == ["pStyle=Bez", "keepNext=None"]
    both = properties(p("", style="Par") + alone + p("b", style="Ust") + NEXT, HOUSE_STYLES, x=1)
    assert both["sam 1"] == ["pStyle=Ust", "keepNext=None", "numPr=2"]


def test_a_list_of_its_own_goes_where_the_style_numbers_nothing_and_is_put_off_where_it_does() -> None:
    listed_style = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>'
    alone = p("sam {{ x }}", style="Pod").replace('<w:pStyle w:val="Pod"/>', f'<w:pStyle w:val="Pod"/>{listed_style}')
    assert properties(listed("§", 0) + alone, NUMBERED_STYLES, x=1)["sam 1"] == ["pStyle=Pod", "numPr=0", "ind=0"]
    assert properties(listed("§", 0) + alone, STYLES, x=1)["sam 1"] == ["pStyle=Pod", "ind=0"]


def test_a_long_file_with_paragrafs_but_no_ustep_holds_no_stray_text() -> None:
    body = p("a", style="Par") + p("{% for i in numery %}") + p("{{ i }}") + p("{% endfor %}")
    source = word_file(body + p("b", style="Par") + p("c", style="Par"), parts={"word/styles.xml": STYLES})
    root = root_of(compile_template(source).render({"numery": range(5000)}))
    assert len(list(root.iter(W_P))) == 5003
    assert [(item.text, len(item)) for item in root.iter(W_PPR)] == [(None, 1)] * 3


def test_the_order_of_paragraph_properties_follows_the_schema() -> None:
    alone = p("sam {{ x }}", style="Ust").replace(
        '<w:pStyle w:val="Ust"/>', '<w:pStyle w:val="Ust"/><w:keepNext/><w:spacing w:after="0"/><w:jc w:val="both"/>'
    )
    made = properties(p("", style="Par") + alone + NEXT, NUMBERED_STYLES, x=1)["sam 1"]
    assert made == ["pStyle=Ust", "keepNext=None", "numPr=0", "spacing=None", "ind=0", "jc=both"]
