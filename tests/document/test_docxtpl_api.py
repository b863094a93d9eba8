"""The rest of docxtpl's class surface: replaced pictures and files, links, pictures in tags, sub-parts, the command."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Mm

from schematom_docs.document.docxtpl_api import DocxTemplate, InlineImage, R
from schematom_docs.document.docxtpl_command import main
from schematom_docs.document.ooxml import qn
from tests.document.test_rich import png
from tests.document.word_files import lines, p, root_of, word_file

OLD, NEW = png(4, 4), png(8, 8, 200)


def with_picture() -> io.BytesIO:
    document = docx.Document()
    document.add_paragraph("{{ x }}")
    document.add_picture(io.BytesIO(OLD))
    buffer = io.BytesIO()
    document.save(buffer)
    buffer.seek(0)
    return buffer


def saved(template: DocxTemplate) -> bytes:
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def media(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]


def test_media_are_replaced_by_content() -> None:
    template = DocxTemplate(with_picture())
    template.replace_media(io.BytesIO(OLD), io.BytesIO(NEW))
    template.render({"x": 1})
    assert media(saved(template)) == [NEW]


def test_pictures_are_replaced_by_name_and_a_missing_one_is_an_error() -> None:
    template = DocxTemplate(with_picture())
    name = next(iter(root_of(with_picture().getvalue()).iter(qn("pic:cNvPr")))).get("name")
    template.replace_pic(str(name), io.BytesIO(NEW))
    template.render({"x": 1})
    assert media(saved(template)) == [NEW]
    assert list(template.get_pic_map()) == [name]
    template.replace_pic("nie ma", io.BytesIO(NEW))
    with pytest.raises(ValueError, match="nie ma"):
        saved(template)
    template.allow_missing_pics = True
    assert media(saved(template)) == [NEW]


def test_zip_entries_are_replaced_until_replacements_are_reset(tmp_path: Path) -> None:
    (tmp_path / "nowy.png").write_bytes(NEW)
    template = DocxTemplate(with_picture())
    template.replace_zipname("word/media/image1.png", tmp_path / "nowy.png")
    assert media(saved(template)) == [NEW]
    template.reset_replacements()
    assert media(saved(template)) == [OLD]


def test_pictures_and_links_in_tags() -> None:
    template = DocxTemplate(with_picture())
    rich = R("łącze", url_id=template.build_url_id("https://example.org/?a=1&b=2"))
    template.render({"x": InlineImage(template, io.BytesIO(NEW), width=Mm(20))})
    assert sorted(media(saved(template)), key=len) == sorted([OLD, NEW], key=len)
    again = DocxTemplate(io.BytesIO(word_file(p("{{r x }}"))))
    again.render({"x": R("łącze", url_id=again.build_url_id("https://example.org/?a=1&b=2"))})
    assert [link.get(qn("r:id")) is not None for link in again.docx.element.body.iter(qn("w:hyperlink"))] == [True]
    assert "łącze" in rich.xml


def test_saving_to_a_path_and_reading_attributes_of_the_document(tmp_path: Path) -> None:
    template = DocxTemplate(io.BytesIO(word_file(p("{{ x }}"))))
    template.render({"x": "a"})
    template.save(tmp_path / "wynik.docx")
    assert lines((tmp_path / "wynik.docx").read_bytes()) == ["a"]
    assert len(template.paragraphs) == 1


def test_the_command_fills_a_template_and_does_not_overwrite(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "w.docx").write_bytes(word_file(p("{{ x }}")))
    (tmp_path / "d.json").write_text(json.dumps({"x": "zażółć"}), encoding="utf-8")
    arguments = [str(tmp_path / name) for name in ("w.docx", "d.json", "out.docx")]
    assert main([*arguments, "-q"]) == 0
    assert capsys.readouterr().out == ""
    assert lines((tmp_path / "out.docx").read_bytes()) == ["zażółć"]
    assert main(arguments) == 12
    assert "już istnieje" in capsys.readouterr().err
    assert main([*arguments, "-o"]) == 0


def test_the_command_names_the_place_of_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "w.docx").write_bytes(word_file(p("a") + p("{{ x| }}")))
    (tmp_path / "d.json").write_text("{}", encoding="utf-8")
    assert main([str(tmp_path / name) for name in ("w.docx", "d.json", "out.docx")]) == 4
    assert "treść, akapit 2: {{ x| }}" in capsys.readouterr().err


def test_the_module_runs_as_docxtpl_does(tmp_path: Path) -> None:
    (tmp_path / "w.docx").write_bytes(word_file(p("{{ x }}")))
    (tmp_path / "d.json").write_text(json.dumps({"x": "gęś"}), encoding="utf-8")
    arguments = [str(tmp_path / name) for name in ("w.docx", "d.json", "out.docx")]
    command = [sys.executable, "-m", "schematom_docs.document.docxtpl_api", *arguments, "-o", "-q"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert lines((tmp_path / "out.docx").read_bytes()) == ["gęś"]
