"""What Word files as values bring besides text: comments, pictures as bullets, charts, embedded files, fallbacks."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from pypdf import PdfReader

from schematom_docs.document import SubDocument, compile_template
from schematom_docs.document.ooxml import NAMESPACES, W_P, W_VAL, qn
from schematom_docs.errors import TemplateError
from schematom_docs.pdf import LibreOfficeConverter, find_soffice
from tests.document.test_rich import png
from tests.document.test_subdocuments import NOTE, agreement, audit, saved, with_note
from tests.document.word_files import lines, p, root_of, story, text_of, word_file

REL = NAMESPACES["r"]
COMMENTS = f'<Relationship Id="rIdC" Type="{REL}/comments" Target="comments.xml"/>'
_KINDS = {
    "png": "image/png",
    "bin": "application/vnd.openxmlformats-officedocument.oleObject",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


def commented(text: str, author: str) -> bytes:
    """Return a Word file with one comment over its text."""
    made = docx.Document()
    run = made.add_paragraph(text).runs[0]
    made.add_comment([run], text=f"uwaga: {text} {{{{ 7*7 }}}}", author=author, initials="X")
    return saved(made)


def with_file(source: bytes, name: str, data: bytes) -> bytes:
    """Return a Word file with one more file in it and its content type."""
    out, kind = io.BytesIO(), name.rpartition(".")[2]
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            text = old.read(item)
            if item.filename.startswith("[Content") and f'"{kind}"'.encode() not in text:
                default = f'<Default Extension="{kind}" ContentType="{_KINDS[kind]}"/>'.encode()
                text = text.replace(b"<Override", default + b"<Override", 1)
            new.writestr(item, text)
        new.writestr(name, data)
    return out.getvalue()


def remarks(rendered: bytes) -> dict[str | None, tuple[str | None, str]]:
    """Return the comments of a document: id → (author, text)."""
    return {
        item.get(qn("w:id")): (item.get(qn("w:author")), "".join(text_of(found) for found in item.iter(W_P)))
        for item in root_of(rendered, "word/comments.xml").iter(qn("w:comment"))
    }


@pytest.mark.parametrize("host", [docx.Document(), docx.Document(io.BytesIO(commented("własny", "Ewa")))])
def test_comments_come_along_with_authors_and_ids_of_their_own(host: docx.document.Document) -> None:
    for text in ("{{ a }}", "{{ b }}", "{{ a }}"):
        host.add_paragraph(text)
    values = {"a": SubDocument(commented("jeden", "Jan")), "b": SubDocument(commented("dwa", "Maria"))}
    rendered = compile_template(saved(host)).render(values)
    found, root = remarks(rendered), root_of(rendered)
    own = [("Ewa", "uwaga: własny 49")] if "Ewa" in str(found) else []
    brought = [("Jan", "uwaga: jeden {{ 7*7 }}"), ("Maria", "uwaga: dwa {{ 7*7 }}"), ("Jan", "uwaga: jeden {{ 7*7 }}")]
    assert sorted(map(str, found.values())) == sorted(map(str, own + brought))
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        ids = [item.get(qn("w:id")) for item in root.iter(qn(f"w:{name}"))]
        assert set(ids) == set(found)
        assert len(ids) == len(found)
    opened = docx.Document(io.BytesIO(rendered))
    assert sorted(comment.author for comment in opened.comments) == sorted(str(author) for author, _ in found.values())


def test_comments_have_no_place_in_a_header() -> None:
    source = word_file(p("a"), parts={"word/header1.xml": story("hdr", p("{{ z }}"))})
    with pytest.raises(TemplateError) as caught:
        compile_template(source, name="w.docx").render({"z": SubDocument(commented("a", "Jan"))})
    assert caught.value.place == "w.docx, nagłówek, akapit 1"
    assert "komentarze" in caught.value.reason


def test_a_comment_that_the_file_lost_leaves_no_half_of_it() -> None:
    source = word_file(
        p('<w:commentRangeStart w:id="1"/>', "a", '<w:commentRangeEnd w:id="1"/>',
          '<w:r><w:commentReference w:id="1"/></w:r>')
    )  # fmt: skip
    root = root_of(compile_template(word_file(p("{{ z }}"))).render({"z": SubDocument(source)}))
    assert not [item for item in root.iter() if "comment" in str(item.tag)]


def bulleted(*, alternate: bool = False) -> bytes:
    """Return a Word file with a list whose bullet is a picture."""
    shape = (
        f'<w:pict {VML}><v:shape id="_x0000_i1" style="width:9pt;height:9pt" o:bullet="t">'
        '<v:imagedata r:id="rId1" o:title="b"/></v:shape></w:pict>'
    )
    if alternate:
        choice = f'<mc:Choice Requires="v" {VML}>{shape}</mc:Choice>'
        shape = f"<mc:AlternateContent>{choice}<mc:Fallback/></mc:AlternateContent>"
    numbering = story(
        "numbering",
        f'<w:numPicBullet w:numPicBulletId="0">{shape}</w:numPicBullet><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/><w:lvlPicBulletId w:val="0"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    relations = (
        f'<Relationships xmlns="{NAMESPACES["rel"]}"><Relationship Id="rId1" Type="{REL}/image" Target="media/b.png"/>'
        "</Relationships>"
    )
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = f"<w:p>{numbered}<w:r><w:t>punkt</w:t></w:r></w:p>"
    source = word_file(
        body,
        parts={"word/numbering.xml": numbering, "word/_rels/numbering.xml.rels": relations},
        relations=f'<Relationship Id="rIdN" Type="{REL}/numbering" Target="numbering.xml"/>',
    )
    return with_file(source, "word/media/b.png", png(6, 6))


@pytest.mark.parametrize("alternate", [False, True])
@pytest.mark.parametrize("host", [word_file(p("{{ z }}") + p("{{ z }}")), bulleted(), saved(docx.Document())])
def test_pictures_as_bullets_come_along(host: bytes, alternate: bool) -> None:
    made = docx.Document(io.BytesIO(host))
    made.add_paragraph("{{ z }}")
    rendered = compile_template(saved(made)).render({"z": SubDocument(bulleted(alternate=alternate))})
    numbering = root_of(rendered, "word/numbering.xml")
    bullets = {item.get(qn("w:numPicBulletId")): item for item in numbering.iter(qn("w:numPicBullet"))}
    assert len(bullets) == len(list(numbering.iter(qn("w:numPicBullet"))))
    used = [item.get(W_VAL) for item in numbering.iter(qn("w:lvlPicBulletId"))]
    assert used
    assert set(used) <= set(bullets)
    order = [item.tag for item in numbering if isinstance(item.tag, str)]
    assert order[: len(bullets)] == [qn("w:numPicBullet")] * len(bullets)
    relations = {item.get("Id"): item.get("Target") for item in root_of(rendered, "word/_rels/numbering.xml.rels")}
    with zipfile.ZipFile(io.BytesIO(rendered)) as archive:
        for bullet in bullets.values():
            for picture in bullet.iter("{urn:schemas-microsoft-com:vml}imagedata"):
                assert archive.read(f"word/{relations[picture.get(qn('r:id'))]}") == png(6, 6)


CHART = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="7" name="w"/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rIdK"/></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
OBJECT = (
    f'<w:r><w:object {VML}><v:shape id="s1"><v:imagedata r:id="rIdM"/></v:shape><o:OLEObject Type="Embed" '
    'ProgID="Excel.Sheet.12" ShapeID="s1" ObjectID="_1" r:id="rIdO"/></w:object></w:r>'
)
EITHER = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="9" name="p"/>'
    "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    "<w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def rich_file() -> bytes:
    """Return a Word file with a chart and its workbook, an embedded file with its picture, a text box in two forms."""
    relations = (
        f'<Relationship Id="rIdK" Type="{REL}/chart" Target="charts/chart1.xml"/>'
        f'<Relationship Id="rIdM" Type="{REL}/image" Target="media/m.png"/>'
        f'<Relationship Id="rIdO" Type="{REL}/oleObject" Target="embeddings/o.bin"/>'
    )
    below = (
        f'<Relationships xmlns="{NAMESPACES["rel"]}"><Relationship Id="rId3" Type="{REL}/package" '
        'Target="../embeddings/k.xlsx"/></Relationships>'
    )
    chart = (
        f'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="{REL}">'
        '<c:externalData r:id="rId3"/></c:chartSpace>'
    )
    source = word_file(
        p(CHART) + p(OBJECT) + p(EITHER.format(p("ramka {{ x }}"))),
        parts={"word/charts/chart1.xml": chart, "word/charts/_rels/chart1.xml.rels": below},
        relations=relations,
    )
    for name, data in (("media/m.png", png(2, 2)), ("embeddings/o.bin", b"OLE"), ("embeddings/k.xlsx", b"XLSX")):
        source = with_file(source, f"word/{name}", data)
    return source


def test_charts_embedded_files_and_both_forms_of_a_box_come_along() -> None:
    rendered = compile_template(word_file(p("{{ z }}"))).render({"z": SubDocument(rich_file())})
    root = root_of(rendered)
    relations = {item.get("Id"): str(item.get("Target")) for item in root_of(rendered, "word/_rels/document.xml.rels")}
    with zipfile.ZipFile(io.BytesIO(rendered)) as archive:
        ole = next(root.iter("{urn:schemas-microsoft-com:office:office}OLEObject"))
        assert archive.read(f"word/{relations[ole.get(qn('r:id'))]}") == b"OLE"
        picture = next(root.iter("{urn:schemas-microsoft-com:vml}imagedata"))
        assert archive.read(f"word/{relations[picture.get(qn('r:id'))]}") == png(2, 2)
        chart = relations[
            next(root.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}chart")).get(qn("r:id"))
        ]
        folder, _, name = chart.rpartition("/")
        below = root_of(rendered, f"word/{folder}/_rels/{name}.rels")
        used = next(root_of(rendered, f"word/{chart}").iter()).find("*").get(qn("r:id"))  # type: ignore[union-attr]
        target = {item.get("Id"): str(item.get("Target")) for item in below}[used]
        assert archive.read(next(each for each in archive.namelist() if each.endswith(target.strip("./")))) == b"XLSX"
    assert [text_of(found) for box in root.iter(qn("w:txbxContent")) for found in box] == ["ramka {{ x }}"] * 2
    assert len(list(root.iter(qn("mc:Fallback")))) == 1


def test_a_comment_within_a_footnote_comes_along_too() -> None:
    note = (
        '<w:footnote w:id="2"><w:p><w:commentRangeStart w:id="0"/><w:r><w:t>n</w:t></w:r><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r></w:p></w:footnote>'
    )
    comments = story("comments", f'<w:comment w:id="0" w:author="Jan">{p("uwaga")}</w:comment>')
    source = word_file(
        p("a", NOTE), parts={"word/footnotes.xml": story("footnotes", note), "word/comments.xml": comments},
        relations=COMMENTS,
    )  # fmt: skip
    rendered = compile_template(word_file(p("{{ z }}") + p("{{ z }}"))).render({"z": SubDocument(source)})
    notes = root_of(rendered, "word/footnotes.xml")
    assert {item.get(qn("w:id")) for item in notes.iter(qn("w:commentReference"))} == set(remarks(rendered))
    assert len(remarks(rendered)) == 2


@pytest.mark.xdist_group("libreoffice")
def test_a_file_written_by_libreoffice_comes_along_whole(tmp_path: Path) -> None:
    made = docx.Document(io.BytesIO(with_note("przypis")))
    made.add_paragraph("dalej")
    made.add_picture(io.BytesIO(png(4, 2)))
    made.add_table(1, 2).cell(0, 1).text = "komórka"
    made.add_comment([made.add_paragraph("omawiane").runs[0]], text="uwaga", author="Jan", initials="J")
    made.add_section().page_width = Mm(420)
    made.add_paragraph("szeroko")
    (tmp_path / "a.docx").write_bytes(saved(made))
    command = [str(find_soffice()), f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless"]
    wanted = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "z"), str(tmp_path / "a.docx")]
    subprocess.run(command + wanted, check=True, capture_output=True, timeout=180)
    source = (tmp_path / "z" / "a.docx").read_bytes()
    host = agreement("przed", "{{ z }}", "po", "{{ z }}")
    rendered = compile_template(host).render({"z": SubDocument(source)})
    texts = lines(rendered)
    assert [texts.count(text) for text in ("dalej", "komórka", "omawiane", "szeroko")] == [2, 2, 2, 2]
    assert sum("przypis" in line for line in lines(rendered, "word/footnotes.xml")) == 2
    assert sorted(remarks(rendered).values()) == [("Jan", "uwaga")] * 2
    widths = [int(item.get(qn("w:w"), "0")) for item in root_of(rendered).iter(qn("w:pgSz"))]
    assert sum(width > 20000 for width in widths) == 2
    assert (
        audit(rendered, tmp_path / "r.docx") - audit(host, tmp_path / "h.docx") - audit(source, tmp_path / "s.docx")
        == set()
    )
    [printed] = LibreOfficeConverter().convert([("r", rendered)])
    assert len(PdfReader(io.BytesIO(printed)).pages) >= len(widths)
