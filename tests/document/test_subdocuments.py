"""Word files as values: their lists, styles, notes, pictures, links and bookmarks in the document that takes them."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from schematom_docs.document import Paragraphs, RichText, SubDocument, compile_template
from schematom_docs.document.ooxml import NAMESPACES, W_P, W_TBL, W_TC, W_VAL, qn
from schematom_docs.errors import TemplateError
from tests.document.test_known_bugs import NOTES
from tests.document.test_rich import png
from tests.document.word_files import cell, lines, p, r, root_of, story, table, text_of, word_file

NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def annex(font: str = "Georgia") -> bytes:
    """Return a Word file with a heading, a list, a picture, a table, its plain text in a font of its own."""
    document = docx.Document()
    document.styles["Normal"].font.name = font
    document.add_heading("Załącznik", 1)
    document.add_paragraph("pierwszy {{ x }}", style="List Number")
    document.add_paragraph("drugi", style="List Number")
    document.add_picture(io.BytesIO(png(4, 2)), width=Mm(20))
    document.add_table(1, 1, style="Table Grid").cell(0, 0).text = "a"
    return saved(document)


def agreement(*texts: str) -> bytes:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    document.add_paragraph("mój punkt", style="List Number")
    document.add_picture(io.BytesIO(png(4, 2)), width=Mm(10))
    return saved(document)


def audit(data: bytes, path: Path) -> set[str]:
    path.write_bytes(data)
    found = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path).errors
    return {str(error.description) for error in found if "stylesWithEffects" not in str(error.description)}


def test_a_sub_document_takes_the_place_of_its_paragraph_and_its_tags_stay_text() -> None:
    rendered = compile_template(agreement("przed", "{{ z }}", "po")).render({"z": SubDocument(annex())})
    assert lines(rendered) == ["przed", "Załącznik", "pierwszy {{ x }}", "drugi", "", "a", "po", "mój punkt", ""]


def test_every_inserted_list_starts_anew_and_the_document_s_own_runs_on() -> None:
    root = root_of(compile_template(agreement("{{ z }}", "{{p z }}")).render({"z": SubDocument(annex())}))
    lists = [[item.get(W_VAL) for item in paragraph.iter(qn("w:numId"))] for paragraph in root.iter(W_P)
             if text_of(paragraph) in ("pierwszy {{ x }}", "drugi", "mój punkt")]  # fmt: skip
    assert lists[0] == lists[1] != lists[2] == lists[3]
    assert lists[4] == []


def test_direct_numbering_is_renumbered_and_restarts_with_each_copy() -> None:
    document = docx.Document(io.BytesIO(annex()))
    for paragraph in document.paragraphs[1:3]:
        properties: Any = paragraph._p.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = 1
    rendered = compile_template(agreement("{{ z }}", "{{ z }}")).render({"z": SubDocument(saved(document))})
    used = [item.get(W_VAL) for item in root_of(rendered).iter(qn("w:numId"))]
    numbering = root_of(rendered, "word/numbering.xml")
    known = [item.get(qn("w:numId")) for item in numbering.findall(qn("w:num"))]
    assert len(known) == len(set(known))
    assert len(set(used)) == 2
    assert set(used) <= set(known)
    own = [item.get(qn("w:numId")) for item in root_of(agreement(), "word/numbering.xml").findall(qn("w:num"))]
    assert not set(used) & set(own)
    order = [item.tag for item in numbering]
    assert order == sorted(order, key=[qn("w:numPicBullet"), qn("w:abstractNum"), qn("w:num")].index)


def test_equal_styles_are_shared_and_others_added_beside_without_overwriting() -> None:
    before = root_of(agreement(), "word/styles.xml")
    same = root_of(compile_template(agreement("{{ z }}")).render({"z": SubDocument(agreement())}), "word/styles.xml")
    assert len(same) == len(before)
    rendered = compile_template(agreement("{{ z }}")).render({"z": SubDocument(annex())})
    styles = root_of(rendered, "word/styles.xml")
    ids = [style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))]
    names = [
        name.get(W_VAL, "").lower() for style in styles.iter(qn("w:style")) for name in style.findall(qn("w:name"))
    ]
    assert len(ids) == len(set(ids)) > len(list(before.iter(qn("w:style"))))
    assert len(names) == len(set(names))
    originals = {style.get(qn("w:styleId")): etree.tostring(style).strip() for style in before.iter(qn("w:style"))}
    kept = {style.get(qn("w:styleId")): etree.tostring(style).strip() for style in styles.iter(qn("w:style"))}
    assert {key: kept[key] for key in originals} == originals


def test_plain_text_keeps_the_font_of_its_own_file() -> None:
    document = docx.Document()
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Georgia", Pt(17)
    document.add_paragraph("zwykły")
    rendered = docx.Document(
        io.BytesIO(compile_template(agreement("{{ z }}")).render({"z": SubDocument(saved(document))}))
    )
    font = rendered.paragraphs[0].style.font  # type: ignore[union-attr]
    assert (rendered.paragraphs[0].text, font.name, font.size) == ("zwykły", "Georgia", Pt(17))


def test_pictures_and_links_bring_their_files_and_addresses() -> None:
    link = f'<w:hyperlink r:id="rId7">{r("łącze")}</w:hyperlink>'
    relation = (
        f'<Relationship Id="rId7" Type="{NAMESPACES["r"]}/hyperlink" Target="https://a.pl/?x=1&amp;y" '
        'TargetMode="External"/>'
    )
    source = word_file(p(link), relations=relation)
    rendered = compile_template(agreement("{{ a }}", "{{ b }}")).render(
        {"a": SubDocument(annex()), "b": SubDocument(source)}
    )
    relations = {item.get("Id"): item for item in root_of(rendered, "word/_rels/document.xml.rels")}
    root = root_of(rendered)
    found = root.find(f".//{qn('w:hyperlink')}")
    assert found is not None
    assert relations[found.get(qn("r:id"))].get("Target") == "https://a.pl/?x=1&y"
    with zipfile.ZipFile(io.BytesIO(rendered)) as archive:
        for blip in root.iter(qn("a:blip")):
            assert archive.read(f"word/{relations[blip.get(qn('r:embed'))].get('Target')}") == png(4, 2)
    drawings = [item.get("id") for item in root.iter(qn("wp:docPr"))]
    assert len(drawings) == len(set(drawings)) == 2


def with_note(text: str) -> bytes:
    notes = story(
        "footnotes",
        f'<w:footnote w:id="-1" w:type="separator">{p("")}</w:footnote><w:footnote w:id="2">{p(text)}</w:footnote>',
    )
    return word_file(p("zdanie", NOTE), parts={"word/footnotes.xml": notes}, relations=NOTES)


@pytest.mark.parametrize("body", ["", p("a", NOTE)])
def test_footnotes_come_along_each_with_its_own_id(body: str) -> None:
    notes = story("footnotes", f'<w:footnote w:id="2">{p("{{ x }}")}</w:footnote>')
    parts = {"word/footnotes.xml": notes} if body else {}
    own = word_file(body + p("{{ z }}") + p("{{ z }}"), parts=parts, relations=NOTES if body else "")
    rendered = compile_template(own).render({"z": SubDocument(with_note("obcy {{ x }}")), "x": "własny"})
    references = [item.get(qn("w:id")) for item in root_of(rendered).iter(qn("w:footnoteReference"))]
    texts = {
        note.get(qn("w:id")): [text_of(item) for item in note.iter(W_P)]
        for note in root_of(rendered, "word/footnotes.xml").iter(qn("w:footnote"))
    }
    assert [texts[number] for number in references] == [["własny"]] * bool(body) + [["obcy {{ x }}"]] * 2
    assert len(set(references)) == len(references)
    with zipfile.ZipFile(io.BytesIO(rendered)) as archive:
        assert b'PartName="/word/footnotes.xml"' in archive.read("[Content_Types].xml")


def test_footnotes_have_no_place_in_a_header() -> None:
    source = word_file(p("a"), parts={"word/header1.xml": story("hdr", p("{{ z }}"))})
    with pytest.raises(TemplateError) as caught:
        compile_template(source, name="w.docx").render({"z": SubDocument(with_note("n"))})
    assert caught.value.place == "w.docx, nagłówek, akapit 1"
    assert "przypisy" in caught.value.reason


def test_bookmarks_get_names_of_their_own_and_references_follow() -> None:
    start = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>'
    field = '<w:r><w:instrText xml:space="preserve"> PAGEREF _Ref1 \\h </w:instrText></w:r>'
    source = word_file(
        p(start, "cel", '<w:bookmarkEnd w:id="1"/>', field, f'<w:hyperlink w:anchor="_Ref1">{r("x")}</w:hyperlink>')
    )
    target = word_file(p(start, "cel", '<w:bookmarkEnd w:id="1"/>') + p("{{ z }}"))
    root = root_of(compile_template(target).render({"z": SubDocument(source)}))
    assert [item.get(qn("w:name")) for item in root.iter(qn("w:bookmarkStart"))] == ["_Ref1", "_Ref1_2"]
    starts = [item.get(qn("w:id")) for item in root.iter(qn("w:bookmarkStart"))]
    assert len(set(starts)) == 2
    assert starts == [item.get(qn("w:id")) for item in root.iter(qn("w:bookmarkEnd"))]
    assert "PAGEREF _Ref1_2 " in "".join(map(str, root.itertext()))
    assert [item.get(qn("w:anchor")) for item in root.iter(qn("w:hyperlink"))] == ["_Ref1_2"]


@pytest.mark.parametrize(
    "body", [p("obok {{ z }}"), p("{{ z }}{{ z }}"), p(f'<w:hyperlink w:anchor="a">{r("{{ z }}")}</w:hyperlink>')]
)
def test_whole_paragraphs_beside_other_text_are_a_located_error(body: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(word_file(body), name="w.docx").render({"z": SubDocument(annex())})
    assert caught.value.place == "w.docx, treść, akapit 1"
    assert "w akapicie sama" in caught.value.reason


@pytest.mark.parametrize("body", [p("{{ z|upper }}"), p("{% set y %}{{ z }}{% endset %}{{ y }}"), p("{{ 'a' ~ z }}")])
def test_a_sub_document_never_turns_into_text(body: str) -> None:
    with pytest.raises(TemplateError):
        compile_template(word_file(body)).render({"z": SubDocument(annex())})


def test_bytes_that_are_no_word_file_are_a_located_error() -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(word_file(p("{{ z }}")), name="w.docx").render({"z": SubDocument(b"PK")})
    assert caught.value.place == "w.docx, treść, akapit 1"


def test_paragraphs_take_the_look_of_their_tag_or_of_a_style() -> None:
    value = Paragraphs(
        (("pierwszy\nwiersz", ""), (RichText((("gruby & ", "b"), ("zwykły", ""))), ""), ("lista", "List Bullet"))
    )
    document = docx.Document()
    document.add_paragraph("{{ z }}", style="Quote")
    rendered = docx.Document(io.BytesIO(compile_template(saved(document)).render({"z": value})))
    assert [(item.text, item.style.name) for item in rendered.paragraphs] == [  # type: ignore[union-attr]
        ("pierwszy\nwiersz", "Quote"), ("gruby & zwykły", "Quote"), ("lista", "List Bullet"),
    ]  # fmt: skip
    assert [run.bold for run in rendered.paragraphs[1].runs] == [True, None]
    with pytest.raises(TemplateError, match="nie ma stylu"):
        compile_template(saved(document)).render({"z": Paragraphs((("a", "Nie ma"),))})


PIECES = st.sampled_from([
    p("tekst {{ 7*7 }}"), p(""), table(("a", "b")),
    f"<w:sdt><w:sdtPr><w:id w:val='5'/></w:sdtPr><w:sdtContent>{p('k')}</w:sdtContent></w:sdt>",
    p('<w:bookmarkStart w:id="4" w:name="z"/>', "x", '<w:bookmarkEnd w:id="4"/>'), p("p", NOTE),
    p('<w:r><w:drawing><wp:inline><wp:docPr id="1" name="d"/></wp:inline></w:drawing></w:r>'),
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='3'/></w:numPr></w:pPr></w:p>",
    "<w:p><w:pPr><w:sectPr><w:headerReference w:type='default' r:id='rId9'/></w:sectPr></w:pPr></w:p>",
    p('<w:commentRangeStart w:id="1"/>', "c", '<w:r><w:commentReference w:id="1"/></w:r>'), p("s", style="Nieznany"),
])  # fmt: skip
PLACES = st.sampled_from([
    p("{{ z }}"), p("{{p z }}"), table(("{{ z }}", "b")), p("{% for i in xs %}") + p("{{ z }}") + p("{% endfor %}"),
    table(("{{ z }}",)), p("zwykły"),
    p('<w:bookmarkStart w:id="9" w:name="z"/>', "{{ z }}", '<w:bookmarkEnd w:id="9"/>'),
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=5, unique=True), st.lists(PLACES, min_size=1, max_size=4, unique=True), st.booleans())
def test_any_sub_document_anywhere_leaves_a_valid_document(pieces: list[str], places: list[str], noted: bool) -> None:
    notes = story("footnotes", f'<w:footnote w:id="2">{p("n")}</w:footnote>')
    source = word_file("".join(pieces), parts={"word/footnotes.xml": notes} if noted else {})
    rendered = compile_template(word_file("".join(places) + p(""))).render({"z": SubDocument(source), "xs": [1, 2]})
    root = root_of(rendered)
    for name in ("bookmarkStart", "bookmarkEnd"):
        ids = [item.get(qn("w:id")) for item in root.iter(qn(f"w:{name}"))]
        assert len(ids) == len(set(ids))
    names = [item.get(qn("w:name")) for item in root.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    drawings = [item.get("id") for item in root.iter(qn("wp:docPr"))]
    assert len(drawings) == len(set(drawings))
    assert all(tc[-1].tag == W_P for tc in root.iter(W_TC))
    assert all(item.getparent().tag in (qn("w:body"), W_TC, qn("w:sdtContent")) for item in root.iter(W_P, W_TBL))  # type: ignore[union-attr]
    assert not list(root.iter(qn("w:commentReference"), qn("w:headerReference")))
    assert [child.tag for child in root[0]].index(qn("w:sectPr")) == len(root[0]) - 1
    references = [item.get(qn("w:id")) for item in root.iter(qn("w:footnoteReference"))]
    known = [item.get(qn("w:id")) for item in root_of(rendered, "word/footnotes.xml")] if references else []
    assert sorted(references, key=str) == sorted(known, key=str)
    assert "49" not in "".join(map(str, root.itertext()))
    assert not re.search("\0", str(etree.tostring(root)))


def test_the_result_is_valid_by_the_schemas_of_word(tmp_path: Path) -> None:
    before = audit(agreement("{{ z }}"), tmp_path / "a.docx") | audit(annex(), tmp_path / "b.docx")
    rendered = compile_template(agreement("{{ z }}", "{{ z }}")).render({"z": SubDocument(annex())})
    assert audit(rendered, tmp_path / "c.docx") - before == set()
    cells = compile_template(word_file(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell('{{ z }}')}</w:tr></w:tbl>" + p("")))
    assert lines(cells.render({"z": SubDocument(annex())}))[-3:] == ["a", "", ""]
