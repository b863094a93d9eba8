"""References by number to an ustęp that is, or that data leave, alone in its §: it has no number then."""

from __future__ import annotations

import pytest

from schematom_docs.document import compile_template
from schematom_docs.document.ooxml import qn
from schematom_docs.errors import Fault, TemplateError
from tests.document.word_files import lines, p, r, root_of, word_file

STYLES = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:style w:type="paragraph" w:styleId="Par"><w:name w:val="Paragraf"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Ust"><w:name w:val="Ustęp"/></w:style></w:styles>'
)
GOAL = f'<w:bookmarkStart w:id="7" w:name="cel"/>{r("jeden")}<w:bookmarkEnd w:id="7"/>'
SECTION = '<w:bookmarkStart w:id="8" w:name="par"/><w:bookmarkEnd w:id="8"/>'
OTHER = p("", style="Par") + p("inny", style="Ust") + p("jeszcze", style="Ust")


def field(name: str, shown: str, switches: str = "\\r \\h") -> str:
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    instruction = f'<w:r><w:instrText xml:space="preserve"> REF {name} {switches} </w:instrText></w:r>'
    return kinds[0] + instruction + kinds[1] + r(shown) + kinds[2]


def two(reference: str, *, always: bool = False) -> bytes:
    """Return a template of a § with one ustęp and one more that data may leave out, and the reference."""
    more = "" if always else p("{% if x %}") + p("dwa", style="Ust") + p("{% endif %}")
    body = OTHER + p(SECTION, style="Par") + p(GOAL, style="Ust") + more + OTHER + reference
    return word_file(body, parts={"word/styles.xml": STYLES})


def last(source: bytes, x: bool) -> str:
    return lines(compile_template(source, name="w.docx").render({"x": x}))[-1]


@pytest.mark.parametrize(
    ("reference", "whole", "alone"),
    [
        (p("zob. § 2 ust. ", field("cel", "1"), " pkt 3."), "zob. § 2 ust. 1 pkt 3.", "zob. § 2 pkt 3."),
        (
            p("zob. ", field("par", "§ 2"), ", ust.\u00a0", field("cel", "1"), "."),
            "zob. § 2, ust.\u00a01.",
            "zob. § 2.",
        ),
        (p("zob. ", field("cel", "§ 2 ust. 1", "\\w \\h"), "."), "zob. § 2 ust. 1.", "zob. § 2."),
        (
            p("w § 2 ust. ", '<w:fldSimple w:instr=" REF cel \\n "><w:r><w:t>1</w:t></w:r></w:fldSimple>'),
            "w § 2 ust. 1",
            "w § 2",
        ),
    ],
)
def test_a_reference_to_an_ustep_left_alone_names_its_paragraf_only(reference: str, whole: str, alone: str) -> None:
    source = two(reference)
    assert compile_template(source).faults() == []
    assert last(source, True) == whole
    assert last(source, False) == alone


def test_a_field_that_showed_paragraf_and_ustep_points_at_the_paragraf_from_then_on() -> None:
    source = two(p("zob. ", field("cel", "§ 2 ust. 1", "\\w \\h")))
    root = root_of(compile_template(source).render({"x": False}))
    (instruction,) = (str(item.text).split()[1] for item in root.iter(qn("w:instrText")))
    home = {item.get(qn("w:name")): item for item in root.iter(qn("w:bookmarkStart"))}[instruction]
    style = home.getparent().find(f"{qn('w:pPr')}/{qn('w:pStyle')}")  # type: ignore[union-attr]
    assert style is not None and style.get(qn("w:val")) == "Par"
    assert [item.get(qn("w:name")) for item in home.getparent().iter(qn("w:bookmarkStart"))] == [  # type: ignore[union-attr]
        instruction,
        "par",
    ]
    ends = [item.get(qn("w:id"), "") for item in root.iter(qn("w:bookmarkEnd"))]
    assert sorted(ends) == sorted(item.get(qn("w:id"), "") for item in root.iter(qn("w:bookmarkStart")))
    assert len(set(ends)) == 3


@pytest.mark.parametrize("words", ["zob. ust. ", "§ ", "w § 2 ustęp "])
def test_a_number_that_cannot_be_left_out_is_a_located_error(words: str) -> None:
    source = two(p(words, field("cel", "1")))
    assert compile_template(source).faults() == []
    assert last(source, True) == f"{words}1"
    with pytest.raises(TemplateError, match=r"w\.docx, treść, akapit 12: odsyłacz podaje numer ustępu, który jest w"):
        last(source, False)


def test_a_text_of_an_ustep_left_alone_may_be_referred_to() -> None:
    assert last(two(p("zob. ", field("cel", "jeden", "\\h"))), False) == "zob. jeden"


def found(reference: str) -> list[Fault]:
    return compile_template(two(reference, always=True), name="w.docx").faults()


def test_the_number_of_an_ustep_that_is_always_alone_is_a_fault_before_rendering() -> None:
    (wrong,) = found(p("zob. ust. ", field("cel", "1")))
    assert (wrong.place, wrong.warning) == ("w.docx, treść, akapit 9", False)
    (wrong,) = found(p("zob. § 2 ust. ", field("cel", "1")))
    assert wrong.warning
    assert found(p("zob. ", field("par", "§ 2"))) == []


def test_each_copy_of_a_paragraf_in_a_loop_has_its_reference_made_right_by_itself() -> None:
    inside = p(SECTION, style="Par") + p(GOAL, "{{ a }}", style="Ust") + p("{% if a == 1 %}") + p("b", style="Ust")
    inside += p("{% endif %}") + p("§ 2 ust. ", field("cel", "1"))
    source = word_file(p("{% for a in xs %}") + inside + p("{% endfor %}"), parts={"word/styles.xml": STYLES})
    rendered = lines(compile_template(source).render({"xs": [1, 2, 1]}))
    assert [text for text in rendered if text.startswith("§")] == ["§ 2 ust. 1", "§ 2", "§ 2 ust. 1"]
