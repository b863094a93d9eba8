"""What a loop repeats has ids of its own, what a block removes leaves no half of it behind."""

from __future__ import annotations

import io
import zipfile

import pytest

from schematom_docs.document import compile_template
from schematom_docs.document.ooxml import NAMESPACES, W_VAL, qn
from schematom_docs.errors import TemplateError
from tests.document.word_files import lines, p, r, root_of, story, word_file

W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
W16 = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
RELATIONS = f'<Relationship Id="rId5" Type="{NAMESPACES["r"]}/comments" Target="comments.xml"/>'
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
SIGN = '<w:r><w:commentReference w:id="3"/></w:r>'
RANGE = '<w:commentRangeStart w:id="3"/>', '<w:commentRangeEnd w:id="3"/>'
ROUND = p("{% for a in xs %}"), p("{% endfor %}")


def comment(number: int, text: str, paragraph_id: str) -> str:
    inside = p(text).replace("<w:p>", f'<w:p w14:paraId="{paragraph_id}">', 1)
    return f'<w:comment w:id="{number}" w:author="A">{inside}</w:comment>'


def commented(body: str, **more: str) -> bytes:
    comments = story("comments", comment(3, "uwaga", "0000AAAA") + comment(4, "druga", "0000BBBB"))
    return word_file(body, parts={"word/comments.xml": comments, **more}, relations=RELATIONS)


def ids(docx: bytes, *names: str, part: str = "word/document.xml") -> list[str | None]:
    return [item.get(qn("w:id")) for item in root_of(docx, part).iter(*map(qn, names))]


def test_each_copy_of_a_commented_paragraph_has_a_comment_of_its_own() -> None:
    inside = p(RANGE[0], "{{ a }}", RANGE[1], SIGN)
    rendered = compile_template(commented(ROUND[0] + inside + ROUND[1])).render({"xs": [1, 2, 3]})
    for name in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"):
        assert ids(rendered, name) == ["3", "5", "6"]
    assert ids(rendered, "w:comment", part="word/comments.xml") == ["3", "4", "5", "6"]
    assert lines(rendered, "word/comments.xml") == ["uwaga", "druga", "uwaga", "uwaga"]
    marks = [item.get(qn("w14:paraId")) for item in root_of(rendered, "word/comments.xml").iter(qn("w:p"))]
    assert marks == ["0000AAAA", "0000BBBB", None, None]


def test_a_comment_without_a_range_is_copied_too() -> None:
    rendered = compile_template(commented(ROUND[0] + p("{{ a }}", SIGN) + ROUND[1])).render({"xs": [1, 2]})
    assert ids(rendered, "w:commentReference") == ["3", "5"]


def test_the_comment_of_a_removed_paragraph_goes_with_all_that_word_keeps_about_it() -> None:
    extended = (
        f'<w15:commentsEx xmlns:w15="{W15}"><w15:commentEx w15:paraId="0000AAAA" w15:done="0"/>'
        '<w15:commentEx w15:paraId="0000BBBB" w15:paraIdParent="0000AAAA" w15:done="0"/></w15:commentsEx>'
    )
    other = (
        f'<w16:commentsIds xmlns:w16="{W16}"><w16:commentId w16:paraId="0000AAAA" w16:durableId="11"/>'
        '<w16:commentId w16:paraId="0000BBBB" w16:durableId="22"/></w16:commentsIds>'
    )
    more = {"word/commentsExtended.xml": extended, "word/commentsIds.xml": other}
    kept = p("z", SIGN.replace('"3"', '"4"'))
    body = p("{% if x %}") + p(RANGE[0], "a", RANGE[1], SIGN) + p("{% endif %}") + kept
    rendered = compile_template(commented(body, **more)).render({"x": False})
    assert lines(rendered, "word/comments.xml") == ["druga"]
    assert [dict(item.attrib) for item in root_of(rendered, "word/commentsExtended.xml")] == [
        {f"{{{W15}}}paraId": "0000BBBB", f"{{{W15}}}done": "0"}
    ]
    assert [item.get(f"{{{W16}}}durableId") for item in root_of(rendered, "word/commentsIds.xml")] == ["22"]
    whole = compile_template(commented(body, **more)).render({"x": True})
    assert lines(whole, "word/comments.xml") == ["uwaga", "druga"]
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.read("word/commentsExtended.xml").endswith(extended.encode())


def test_a_comment_on_a_tag_goes_with_the_paragraph_of_the_tag() -> None:
    body = p(RANGE[0], "{% if x %}", RANGE[1], SIGN) + p("a") + p("{% endif %}")
    rendered = compile_template(commented(body)).render({"x": True})
    assert ids(rendered, "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference") == []
    assert lines(rendered, "word/comments.xml") == ["druga"]


@pytest.mark.parametrize("kept", [True, False])
def test_a_comment_over_the_border_of_a_block_keeps_its_sign_or_goes_as_a_whole(kept: bool) -> None:
    body = p(RANGE[0], "a") + p("{% if x %}") + p("b", RANGE[1], SIGN) + p("{% endif %}") + p("c")
    rendered = compile_template(commented(body)).render({"x": kept})
    assert ids(rendered, "w:commentRangeStart", "w:commentRangeEnd") == []
    assert ids(rendered, "w:commentReference") == (["3"] if kept else [])
    assert ("uwaga" in lines(rendered, "word/comments.xml")) is kept


def test_controls_permissions_and_tracked_changes_of_copies_have_ids_of_their_own() -> None:
    control = f'<w:sdt><w:sdtPr><w:id w:val="1234"/></w:sdtPr><w:sdtContent>{r("s")}</w:sdtContent></w:sdt>'
    permission = '<w:permStart w:id="9" w:edGrp="everyone"/>', '<w:permEnd w:id="9"/>'
    change = f'<w:ins w:id="55" w:author="A">{r("i")}</w:ins>'
    fixed = '<w:bookmarkStart w:id="60" w:name="z"/><w:bookmarkEnd w:id="60"/>'
    body = ROUND[0] + p(permission[0], "{{ a }}", change, control, permission[1]) + ROUND[1] + p(fixed, control)
    root = root_of(compile_template(word_file(body)).render({"xs": [1, 2]}))
    controls = [item.get(W_VAL) for item in root.iterfind(f".//{qn('w:sdtPr')}/{qn('w:id')}")]
    assert len(set(controls)) == len(controls) == 3
    starts = [[item.get(qn("w:id")) for item in root.iter(qn(f"w:{name}"))] for name in ("permStart", "permEnd", "ins")]
    assert starts[0] == starts[1]
    assert len({*starts[0], *starts[2], "60"}) == 5


def test_a_change_split_for_a_block_becomes_two_changes() -> None:
    change = f'<w:ins w:id="7" w:author="A">{r("a{% if x %}b{% endif %}c")}</w:ins>'
    rendered = compile_template(word_file(p(change))).render({"x": True})
    assert lines(rendered) == ["abc"]
    assert len(set(ids(rendered, "w:ins"))) == len(ids(rendered, "w:ins"))


def test_a_permission_over_the_border_of_a_block_stays_whole() -> None:
    start, end = '<w:permStart w:id="9" w:edGrp="everyone"/>', '<w:permEnd w:id="9"/>'
    body = p(start, "a") + p("{% if x %}") + p("b", end) + p("{% endif %}")
    for x in (True, False):
        rendered = compile_template(word_file(body)).render({"x": x})
        assert ids(rendered, "w:permStart", "w:permEnd") == ["9", "9"]


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {text} </w:instrText></w:r>'


@pytest.mark.parametrize(
    "body",
    [
        p("{%p if x %}") + p("a", BEGIN, code("DATE"), SEPARATE) + p("{%p endif %}") + p(r("b"), END),
        p("a", BEGIN, code("DATE"), SEPARATE) + p("{% for i in x %}") + p("b", END) + p("{% endfor %}"),
        p("a", BEGIN, code("DATE"), "{% if x %}", SEPARATE, "b", "{% endif %}", END),
    ],
)
def test_a_field_over_the_border_of_a_block_is_a_located_fault(body: str) -> None:
    (found,) = compile_template(word_file(p("wstęp") + body), name="w.docx").faults()
    number = 3 if body.startswith(p("{%p if x %}")) else 2
    assert (found.place, found.warning) == (f"w.docx, treść, akapit {number}", False)
    assert "pole zaczyna się w jednym bloku" in found.reason


def test_a_field_around_whole_blocks_or_inside_one_is_no_fault() -> None:
    contents = p(BEGIN, code("TOC"), SEPARATE, "a") + p("{% if x %}") + p("b") + p("{% endif %}") + p("c", END)
    inside = p("{% if x %}") + p(BEGIN, code("DATE"), SEPARATE, "d") + p("e", END) + p("{% endif %}")
    template = compile_template(word_file(contents + inside))
    assert template.faults() == []
    assert lines(template.render({"x": False})) == ["a", "c"]


MARKED = f'<w:bookmarkStart w:id="1" w:name="tu"/>{r("cel")}<w:bookmarkEnd w:id="1"/>'
LINKED = f'<w:hyperlink w:anchor="tu">{r("tu")}</w:hyperlink>'


def field(text: str) -> str:
    return BEGIN + code(text) + SEPARATE + r("1") + END


def pointed(docx: bytes) -> tuple[list[str], list[str]]:
    """Return the names of bookmarks, and of what fields and links point at, in document order."""
    root = root_of(docx)
    names = [str(item.get(qn("w:name"))) for item in root.iter(qn("w:bookmarkStart"))]
    found = []
    for item in root.iter(qn("w:instrText"), qn("w:fldSimple"), qn("w:hyperlink")):
        text = item.text if item.tag == qn("w:instrText") else item.get(qn("w:instr")) or item.get(qn("w:anchor"))
        found.append(str(text).replace('"', "").split()[-1 if "HYPERLINK" in str(text) or " " not in str(text) else 1])
    return names, found


@pytest.mark.parametrize(
    "reference",
    [
        field("REF tu \\r \\h"),
        field("PAGEREF tu"),
        field("NOTEREF tu \\h"),
        field('HYPERLINK \\l "tu"'),
        '<w:fldSimple w:instr=" REF &quot;tu&quot; \\h "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
        LINKED,
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_a_reference_in_a_loop_follows_the_bookmark_of_its_own_copy(reference: str, before: bool) -> None:
    inside = [p("{{ a }}", reference), p(MARKED)]
    body = ROUND[0] + "".join(inside if before else inside[::-1]) + ROUND[1] + p(reference)
    rendered = compile_template(word_file(body)).render({"xs": [1, 2, 3]})
    assert pointed(rendered) == (["tu", "tu_2", "tu_3"], ["tu", "tu_2", "tu_3", "tu"])


def test_a_name_split_over_runs_of_the_instruction_is_followed_too() -> None:
    split = (
        BEGIN + code("REF t").replace(" </w:instrText>", "</w:instrText>") + code("u \\h").replace("> u", ">u") + END
    )
    body = ROUND[0] + p("{{ a }}", split) + p(MARKED) + ROUND[1]
    root = root_of(compile_template(word_file(body)).render({"xs": [1, 2]}))
    texts = [item.text or "" for item in root.iter(qn("w:instrText"))]
    assert ["".join(texts[:2]).split(), "".join(texts[2:]).split()] == [["REF", "tu", "\\h"], ["REF", "tu_2", "\\h"]]


def test_a_reference_in_an_inner_loop_follows_the_copy_of_the_outer_one() -> None:
    inner = p("{% for b in xs %}") + p("{{ b }}", field("REF tu \\h")) + p("{% endfor %}")
    rendered = compile_template(word_file(ROUND[0] + p(MARKED) + inner + ROUND[1])).render({"xs": [1, 2]})
    assert pointed(rendered) == (["tu", "tu_2"], ["tu", "tu", "tu_2", "tu_2"])


def test_a_copy_never_takes_the_name_of_another_bookmark() -> None:
    other = '<w:bookmarkStart w:id="2" w:name="tu_2"/><w:bookmarkEnd w:id="2"/>'
    body = ROUND[0] + p("{{ a }}", MARKED, field("REF tu \\h")) + ROUND[1] + p(other, field("REF tu_2 \\h"))
    rendered = compile_template(word_file(body)).render({"xs": [1, 2]})
    assert pointed(rendered) == (["tu", "tu_3", "tu_2"], ["tu", "tu_3", "tu_2"])


def test_a_copy_whose_bookmark_the_data_leave_out_is_a_located_error() -> None:
    body = ROUND[0] + p("{{ a }}", field("REF tu \\h")) + p("{% if a == 1 %}") + p(MARKED) + p("{% endif %}") + ROUND[1]
    template = compile_template(word_file(body), name="w.docx")
    assert pointed(template.render({"xs": [1, 1]}))[1] == ["tu", "tu_2"]
    with pytest.raises(TemplateError, match=r"w\.docx, treść, akapit 2: odsyłacz do tu – dane usunęły miejsce"):
        template.render({"xs": [1, 2]})


def test_a_reference_to_a_loop_that_had_no_turn_is_a_located_error() -> None:
    body = ROUND[0] + p("{{ a }}", MARKED) + ROUND[1] + p("zob. ", field("REF tu \\h"))
    template = compile_template(word_file(body), name="w.docx")
    assert pointed(template.render({"xs": [1, 2]}))[1] == ["tu"]
    with pytest.raises(TemplateError, match=r"w\.docx, treść, akapit 4: odsyłacz do tu – dane usunęły miejsce"):
        template.render({"xs": []})
