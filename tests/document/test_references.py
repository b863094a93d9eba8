"""Cross references and notes: fields keep their bookmarks, notes keep step with what the data leave."""

from __future__ import annotations

import pytest

from schematom_docs.document import compile_template
from schematom_docs.document.ooxml import NAMESPACES, qn
from schematom_docs.errors import TemplateError
from tests.document.word_files import lines, p, r, root_of, story, word_file

RELATIONS = '<Relationship Id="rId9" Type="{}/footnotes" Target="footnotes.xml"/>'.format(NAMESPACES["r"])
BOOKMARK = '<w:bookmarkStart w:id="4" w:name="_Ref4"/>{}<w:bookmarkEnd w:id="4"/>'


def field(code: str) -> str:
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{instruction if kind == "begin" else ""}'
                   for kind in ("begin", "separate", "end"))  # fmt: skip


def note(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def notes(*texts: str) -> str:
    special = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    return story(
        "footnotes", special + "".join(f'<w:footnote w:id="{n}">{p(t)}</w:footnote>' for n, t in enumerate(texts, 1))
    )


def test_a_reference_field_and_its_bookmark_stay_intact() -> None:
    body = p("zob. ", field("REF _Ref4 \\r \\h"), " {{ x }}") + p(BOOKMARK.format(r("Ustęp {{ x }}")))
    template = compile_template(word_file(body))
    assert template.faults() == []
    root = root_of(template.render({"x": 1}))
    assert [i.text for i in root.iter(qn("w:instrText"))] == [" REF _Ref4 \\r \\h "]
    assert [b.get(qn("w:name")) for b in root.iter(qn("w:bookmarkStart"))] == ["_Ref4"]


@pytest.mark.parametrize("reference", [field("REF _Ref5 \\h"), field("PAGEREF _Ref5"),
    '<w:fldSimple w:instr=" REF _Ref5 "/>'])  # fmt: skip
def test_a_dangling_reference_is_a_located_fault(reference: str) -> None:
    faults = compile_template(word_file(p(BOOKMARK.format(r("a"))) + p(reference)), name="w.docx").faults()
    assert [(fault.place, fault.remedy) for fault in faults] == [("w.docx, treść, akapit 2", "Czy chodzi o _Ref4?")]


def test_a_link_to_nowhere_is_a_warning() -> None:
    link = f'<w:hyperlink w:anchor="_Ref5">{r("a")}</w:hyperlink>'
    assert [fault.warning for fault in compile_template(word_file(p(link))).faults()] == [True]


def test_the_note_of_a_removed_paragraph_goes_with_it() -> None:
    body = p("{% if x %}") + p("a", note(1)) + p("{% endif %}") + p("b", note(2))
    template = compile_template(
        word_file(body, parts={"word/footnotes.xml": notes("do a", "do b")}, relations=RELATIONS)
    )
    assert lines(template.render({"x": False}), "word/footnotes.xml") == ["", "do b"]
    assert lines(template.render({"x": True}), "word/footnotes.xml") == ["", "do a", "do b"]


def test_a_note_that_a_loop_repeats_gets_a_copy_for_each_reference() -> None:
    body = p("{% for i in xs %}") + p("{{ i }}", note(1)) + p("{% endfor %}")
    source = word_file(body, parts={"word/footnotes.xml": notes("wspólny {{ x }}")}, relations=RELATIONS)
    rendered = compile_template(source).render({"xs": [1, 2, 3], "x": "tekst"})
    references = [n.get(qn("w:id")) for n in root_of(rendered).iter(qn("w:footnoteReference"))]
    held = [n.get(qn("w:id")) for n in root_of(rendered, "word/footnotes.xml") if n.get(qn("w:type")) is None]
    assert sorted(map(str, references)) == sorted(map(str, held))
    assert len(set(references)) == 3
    assert lines(rendered, "word/footnotes.xml") == ["", *["wspólny tekst"] * 3]


@pytest.mark.parametrize("kept", [True, False])
def test_a_reference_whose_place_the_data_remove_is_a_located_error(kept: bool) -> None:
    place = p("{% if x %}") + p(BOOKMARK.format(r("Cel"))) + p("{% endif %}")
    body = place + p("{% if y %}") + p("zob. ", field("REF _Ref4 \\r \\h")) + p("{% endif %}")
    template = compile_template(word_file(body), name="w.docx")
    assert template.faults() == []
    if kept:
        with pytest.raises(TemplateError, match=r"w\.docx, treść, akapit 5: odsyłacz do _Ref4 – dane usunęły miejsce"):
            template.render({"x": False, "y": True})
    else:
        assert lines(template.render({"x": False, "y": False})) == []


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_message_counts_notes_as_the_reader_does_without_the_separating_lines(kind: str) -> None:
    lines_between = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p/></w:{kind}>'
        for number, name in ((-1, "separator"), (0, "continuationSeparator"))
    )
    texts = "".join(f'<w:{kind} w:id="{n}">{p(text)}</w:{kind}>' for n, text in ((1, "dobry"), (2, "{{ a b }}")))
    part = story(f"{kind}s", lines_between + texts)
    faults = compile_template(word_file(p("x"), parts={f"word/{kind}s.xml": part})).faults()
    label = "przypisy dolne" if kind == "footnote" else "przypisy końcowe"
    assert [fault.place for fault in faults] == [f"{label}, przypis 2, akapit 1"]
