"""Everything public that docxtpl 0.20.2 offers is offered here, with the same parameters."""

from __future__ import annotations

import inspect
import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import docxtpl
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl.template import DocxTemplate as Theirs

from schematom_docs.document import docxtpl_api
from schematom_docs.document.docxtpl_api import DocxTemplate
from schematom_docs.document.ooxml import NAMESPACES, W_P, W_VAL, qn
from tests.document.test_rich import png
from tests.document.test_subdocuments import agreement, annex, saved, with_note
from tests.document.word_files import lines, p, root_of, story, word_file

PUBLIC = sorted(name for name in vars(Theirs) if not name.startswith("_"))


def test_the_version_compared_is_the_one_promised() -> None:
    assert docxtpl.__version__ == "0.20.2"


def test_every_name_of_the_package_is_here() -> None:
    names = {name for name, value in vars(docxtpl).items() if inspect.isclass(value)} | {"Subdoc"}
    assert names <= set(vars(docxtpl_api))


@pytest.mark.parametrize("name", PUBLIC)
def test_every_method_is_here_with_its_parameters(name: str) -> None:
    theirs, ours = inspect.getattr_static(Theirs, name), inspect.getattr_static(DocxTemplate, name)
    if not callable(getattr(Theirs, name)):
        assert ours == theirs
        return
    assert isinstance(ours, staticmethod) == isinstance(theirs, staticmethod)
    wanted = [(item.name, item.default) for item in inspect.signature(getattr(Theirs, name)).parameters.values()]
    assert [(i.name, i.default) for i in inspect.signature(getattr(DocxTemplate, name)).parameters.values()] == wanted


def test_every_attribute_of_a_fresh_template_is_here() -> None:
    source = word_file(p("a"))
    theirs, ours = (vars(kind(io.BytesIO(source))) for kind in (Theirs, DocxTemplate))
    assert set(theirs) <= set(ours)


def finished(template: DocxTemplate, context: dict[str, Any]) -> bytes:
    template.render(context)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def test_a_sub_document_from_a_file_brings_lists_styles_pictures_and_notes(tmp_path: Path) -> None:
    (tmp_path / "z.docx").write_bytes(annex())
    template = DocxTemplate(io.BytesIO(agreement("przed", "{{p z }}", "{{p n }}", "po")))
    noted = template.new_subdoc(io.BytesIO(with_note("przypis {{ x }}")))
    rendered = finished(template, {"z": template.new_subdoc(tmp_path / "z.docx"), "n": noted, "x": 49})
    texts = ["przed", "Załącznik", "pierwszy {{ x }}", "drugi", "", "a", "zdanie", "po", "mój punkt", ""]
    assert lines(rendered) == texts
    assert "przypis {{ x }}" in lines(rendered, "word/footnotes.xml")
    root = root_of(rendered)
    known = {item.get(qn("w:numId")) for item in root_of(rendered, "word/numbering.xml").findall(qn("w:num"))}
    assert {item.get(W_VAL) for item in root.iter(qn("w:numId"))} <= known
    opened = docx.Document(io.BytesIO(rendered))
    assert [len(shape._inline.xpath(".//a:blip")) for shape in opened.inline_shapes] == [1, 1]
    names = [item.style.name for item in opened.paragraphs if item.text == "drugi"]  # type: ignore[union-attr]
    assert str(names[0]).startswith("List Number (")


def test_an_empty_sub_document_is_filled_with_python_docx() -> None:
    template = DocxTemplate(io.BytesIO(agreement("{{p z }}")))
    part = template.new_subdoc()
    part.add_paragraph("z programu", style="Quote")
    part.add_picture(io.BytesIO(png(6, 6)))
    rendered = finished(template, {"z": part})
    assert lines(rendered)[:2] == ["z programu", ""]
    assert docx.Document(io.BytesIO(rendered)).paragraphs[0].style.name == "Quote"  # type: ignore[union-attr]


def test_a_template_with_sub_documents_is_rendered_again() -> None:
    template = DocxTemplate(io.BytesIO(agreement("{{p z }}")))
    first = finished(template, {"z": template.new_subdoc(io.BytesIO(annex()))})
    assert finished(template, {"z": template.new_subdoc(io.BytesIO(annex()))}) == first


def test_the_steps_of_rendering_work_one_by_one() -> None:
    relation = f'<Relationship Id="rId3" Type="{NAMESPACES["r"]}/header" Target="header1.xml"/>'
    source = word_file(
        p("a {{ x", " }}") + p("{%p if x %}") + p("b") + p("{%p endif %}"),
        parts={"word/header1.xml": story("hdr", p("{{ x }}"))},
        relations=relation, section='<w:headerReference w:type="default" r:id="rId3"/>',
    )  # fmt: skip
    template = DocxTemplate(io.BytesIO(source))
    template.render_init()
    template.map_tree(template.fix_tables(template.build_xml({"x": "1 & 2\n3"})))
    for key, xml in template.build_headers_footers_xml({"x": "g"}, RELATIONSHIP_TYPE.HEADER):
        template.map_headers_footers_xml(key, xml)
    template.fix_docpr_ids(template.docx.element.body)
    data = saved(template.docx)
    assert lines(data) == ["a 1 & 2\n3", "b"]
    assert lines(data, "word/header1.xml") == ["g"]


def test_zip_entries_of_a_saved_file_are_replaced_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word_file(p("a")))
    template = DocxTemplate(path)
    new = word_file(p("b"))
    template.zipname_to_replace["word/document.xml"] = zipfile.ZipFile(io.BytesIO(new)).read("word/document.xml")
    template.post_processing(path)
    assert [item.tag for item in root_of(path.read_bytes()).iter(W_P)] == [W_P]
    assert lines(path.read_bytes()) == ["b"]
