"""Pictures and formatted runs as values."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import docxtpl
import pytest
from docx.shared import Mm

from schematom_docs.document import Picture, RichText, compile_template
from schematom_docs.document.ooxml import W_R, W_RPR, qn
from schematom_docs.errors import TemplateError
from tests.document.word_files import lines, p, r, root_of, story, word_file

EMU = 36000


def png(width: int, height: int, shade: int = 0) -> bytes:
    """Return a grey PNG of the given size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + bytes([shade]) * width for _ in range(height)))
    header = struct.pack(">2L5B", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_picture_in_the_header_brings_its_file_relation_and_type() -> None:
    source = word_file(p("a"), parts={"word/header1.xml": story("hdr", p("{{ logo|obraz(wysokosc=10) }}"))})
    rendered = compile_template(source).render({"logo": {"obraz": png(40, 20), "opis": "Znak „A” & B"}})
    root = root_of(rendered, "word/header1.xml")
    extent = root.find(f".//{qn('wp:extent')}")
    assert extent is not None
    assert (extent.get("cx"), extent.get("cy")) == (str(20 * EMU), str(10 * EMU))
    assert [d.get("descr") for d in root.iter(qn("wp:docPr"))] == ["Znak „A” & B"]
    blip = root.find(f".//{qn('a:blip')}")
    relation = root_of(rendered, "word/_rels/header1.xml.rels")[0]
    assert blip is not None
    assert blip.get(qn("r:embed")) == relation.get("Id")
    with zipfile.ZipFile(BytesIO(rendered)) as archive:
        assert archive.read(f"word/{relation.get('Target')}") == png(40, 20)
        assert b'Extension="png"' in archive.read("[Content_Types].xml")


def test_one_picture_used_many_times_is_stored_once_with_unique_drawing_ids() -> None:
    body = p("{% for x in xs %}{{ x|obraz(szerokosc=5) }}{% endfor %}")
    picture = {"obraz": png(4, 4), "opis": "x"}
    rendered = compile_template(word_file(body)).render(
        {"xs": [picture, picture, {"obraz": png(4, 4, 9), "opis": "y"}]}
    )
    with zipfile.ZipFile(BytesIO(rendered)) as archive:
        assert len([name for name in archive.namelist() if name.startswith("word/media/")]) == 2
    ids = [d.get("id") for d in root_of(rendered).iter(qn("wp:docPr"))]
    assert len(set(ids)) == len(ids) == 3


def test_a_wide_picture_is_shrunk_to_its_limit() -> None:
    body = p("{{ x|obraz(wysokosc=20, maks_szerokosc=30) }}")
    rendered = compile_template(word_file(body)).render({"x": {"obraz": png(60, 10), "opis": "pas"}})
    extent = root_of(rendered).find(f".//{qn('wp:extent')}")
    assert extent is not None
    assert (extent.get("cx"), extent.get("cy")) == (str(30 * EMU), str(5 * EMU))


def test_a_file_that_is_no_picture_is_a_located_error() -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(word_file(p("{{ x|obraz }}"))).render({"x": {"obraz": b"GIF89a", "opis": ""}})
    assert "PNG ani JPEG" in caught.value.reason


def test_a_picture_value_needs_no_filter() -> None:
    rendered = compile_template(word_file(p("{{ x }}"))).render({"x": Picture(png(2, 2), 10, 10, "kwadrat")})
    assert len(list(root_of(rendered).iter(qn("w:drawing")))) == 1


def test_rich_text_inherits_the_formatting_of_its_tag() -> None:
    body = p(r("a {{ x }} b", '<w:rFonts w:ascii="Cambria"/><w:sz w:val="28"/>'))
    rendered = compile_template(word_file(body)).render({"x": RichText((("<pół>", "b"), ("kursywa", "iu")))})
    runs = [
        ("".join(map(str, run.itertext())), [str(child.tag).rpartition("}")[2] for child in run.find(W_RPR)])  # type: ignore[union-attr]
        for run in root_of(rendered).iter(W_R)
    ]
    assert runs == [
        ("a ", ["rFonts", "sz"]), ("<pół>", ["rFonts", "b", "sz"]),
        ("kursywa", ["rFonts", "i", "sz", "u"]), (" b", ["rFonts", "sz"]),
    ]  # fmt: skip


def test_docxtpl_listing_and_rich_text_are_values_here_too() -> None:
    rich = docxtpl.RichText("gruby & ", bold=True)
    rich.add("dalej\nniżej")
    rendered = compile_template(word_file(p(r("{{ a }} {{ b }}!", "<w:i/>")))).render(
        {"a": docxtpl.Listing("x & <y>\nz"), "b": rich}
    )
    assert lines(rendered) == ["x & <y>\nz gruby & dalej\nniżej!"]
    assert [len(list(run.iter(qn("w:b")))) for run in root_of(rendered).iter(W_R)] == [0, 1, 0, 0]


def test_docxtpl_inline_image_is_a_value_here_too() -> None:
    image = docxtpl.InlineImage(None, BytesIO(png(20, 10)), width=Mm(30))
    extent = root_of(compile_template(word_file(p("{{ x }}"))).render({"x": image})).find(f".//{qn('wp:extent')}")
    assert extent is not None
    assert (extent.get("cx"), extent.get("cy")) == (str(30 * EMU), str(15 * EMU))


def test_a_value_bound_to_its_paragraph_stays_in_a_paragraph() -> None:
    assert lines(compile_template(word_file(p("a") + p("{{p x }}"))).render({"x": "b"})) == ["a", "b"]


FRAME = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="2000" cy="1000"/><wp:docPr id="1" name="Obraz" descr="{0}"/><a:graphic>'
    '<a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="Obraz" descr="{0}"/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="rId4"/></pic:blipFill><pic:spPr><a:xfrm><a:ext cx="2000" cy="1000"/></a:xfrm></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def pictured(value: object, part: str = "document", tag: str = "{{ logo }}") -> tuple[list[str | None], bytes]:
    """Return alternative text, relationship and sizes of the framed picture after rendering, and the file."""
    body = p(FRAME.format(tag))
    source = word_file(body if part == "document" else p("a"),
                       parts={} if part == "document" else {"word/header1.xml": story("hdr", body)})  # fmt: skip
    rendered = compile_template(source, name="w.docx").render({"logo": value})
    root = root_of(rendered, f"word/{part}.xml")
    found = [d.get("descr") for d in root.iter(qn("wp:docPr"), qn("pic:cNvPr"))]
    found += [blip.get(qn("r:embed")) for blip in root.iter(qn("a:blip"))]
    sizes = [size.get(name) for size in root.iter(qn("wp:extent"), qn("a:ext")) for name in ("cx", "cy")]
    return [*found, *sizes], rendered


@pytest.mark.parametrize("part", ["document", "header1"])
@pytest.mark.parametrize("value", [
    Picture(png(10, 10), 30, 30, "Znak"), {"obraz": png(10, 10), "opis": "Znak"},
])  # fmt: skip
def test_a_picture_whose_alternative_text_is_a_tag_is_replaced_within_its_frame(part: str, value: object) -> None:
    found, rendered = pictured(value, part)
    assert found[:2] == ["Znak", "Znak"]
    assert found[3:] == ["1000"] * 4
    relations = {item.get("Id"): item.get("Target") for item in root_of(rendered, f"word/_rels/{part}.xml.rels")}
    with zipfile.ZipFile(BytesIO(rendered)) as archive:
        assert archive.read(f"word/{relations[str(found[2])]}") == png(10, 10)


def test_a_docxtpl_inline_image_takes_the_place_of_a_picture_too() -> None:
    found, _ = pictured(docxtpl.InlineImage(None, BytesIO(png(40, 10))))
    assert found[3:] == ["2000", "500"] * 2


def test_a_picture_whose_alternative_text_becomes_text_stays() -> None:
    found, _ = pictured("opis & „znak”")
    assert found == ["opis & „znak”", "opis & „znak”", "rId4", "2000", "1000", "2000", "1000"]


def test_a_picture_without_an_answer_is_a_located_error() -> None:
    with pytest.raises(TemplateError) as caught:
        pictured(None)
    assert caught.value.place == "w.docx, treść, tekst zastępczy obrazu"


def test_docxtpl_paragraphs_are_a_value_here_too() -> None:
    value = docxtpl.RichTextParagraph("pierwszy\ndalej", parastyle="Lista")
    value.add(docxtpl.RichText("drugi & ", bold=True))
    rendered = compile_template(word_file(p("a") + p("{{p x }}"))).render({"x": value})
    assert lines(rendered) == ["a", "pierwszy\ndalej", "drugi & "]
