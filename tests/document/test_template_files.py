"""Files that are no templates, or dangerous ones: each is refused with its name, a reason and a remedy in Polish."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from schematom_docs.document import compile_template
from schematom_docs.errors import TemplateError
from tests.document.word_files import lines, p, story, word_file

GOOD = word_file(p("{{ x }}"), parts={"word/styles.xml": story("styles", "")})
BODY, TYPES = "word/document.xml", "[Content_Types].xml"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def repacked(
    change: Callable[[str, bytes], bytes | None] = lambda _, data: data, *more: tuple[str, bytes], method: int = 8
) -> bytes:
    """Return the good file with its parts changed or, where None is returned, left out, and more of them added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as before, zipfile.ZipFile(buffer, "w", method) as after:
        for name in before.namelist():
            new = change(name, before.read(name))
            if new is not None:
                after.writestr(name, new)
        for name, data in more:
            after.writestr(name, data)
    return buffer.getvalue()


def part(name: str, old: bytes, new: bytes) -> bytes:
    """Return the good file with one part changed."""
    return repacked(lambda each, data: data.replace(old, new) if each == name else data)


def lying() -> bytes:
    """Return a file whose directory names a smaller size for an entry than it unpacks to."""
    data = bytearray(repacked(lambda _, data: data, ("word/media/a.bin", bytes(10**6))))
    directory = data.rfind(b"PK\1\2")
    data[directory + 24 : directory + 28] = struct.pack("<I", 10)
    return bytes(data)


def doubled() -> bytes:
    """Return a file with two bodies."""
    source = repacked(lambda _, data: data, ("word/Document.xml", b"<a/>"))
    return source.replace(b"word/Document.xml", BODY.encode())


@pytest.mark.parametrize(("source", "reason"), [
    (b"", "plik jest pusty"),
    (b"to nie jest zip", "to nie jest plik DOCX"),
    (OLE, "stary dokument Worda (.doc)"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "zaszyfrowany hasłem"),
    (b"{\\rtf1 a}", "plik RTF"),
    (b"%PDF-1.7", "plik PDF"),
    (b"<html>{{ x }}</html>", "HTML"),
    (GOOD[: len(GOOD) // 2], "uszkodzony albo niepełny"),
    (repacked(method=zipfile.ZIP_LZMA), "uszkodzony albo niepełny"),
    (lying(), "uszkodzony albo niepełny"),
    (repacked(lambda name, data: None if name == BODY else data), "brakuje części word/document.xml"),
    (repacked(lambda name, data: None if name == TYPES else data), "brakuje spisu części"),
    (repacked(lambda *_: None, ("mimetype", b"application/vnd.oasis.opendocument.text")), "OpenDocument"),
    (repacked(lambda *_: None, ("xl/workbook.xml", b"<a/>")), "skoroszyt Excela"),
    (part(TYPES, MAIN, MACROS), "z makrami (.docm)"),
    (part(TYPES, b"wordprocessingml.document.main", b"wordprocessingml.template.main"), "szablon Worda (.dotx)"),
    (part(TYPES, b"<Types", b"<Types <"), "uszkodzona"),
    (part(BODY, WORD, b"http://purl.oclc.org/ooxml/wordprocessingml/main"), "Strict Open XML"),
    (part(BODY, b"<w:document", b"<!DOCTYPE a [<!ENTITY e 'x'>]><w:document"), "zawiera DTD"),
    (part(BODY, b"<w:body>", b"<w:body>" + b"<w:p/>" * 3_000_001), "zbyt duża"),
    (part(BODY, b"<w:body>", b"<w:body>" + b"<w:sdt>" * 5000), "uszkodzona"),
    (doubled(), "dwa razy część"),
    (repacked(lambda _, data: data, ("/etc/passwd", b"x")), "niedozwolonej nazwie"),
    (repacked(lambda _, data: data, ("word/../../a.txt", b"x")), "niedozwolonej nazwie"),
    (repacked(lambda _, data: data, ("C:/a.txt", b"x")), "niedozwolonej nazwie"),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_what_is_no_template_is_refused_with_its_name_the_reason_and_a_remedy(source: bytes, reason: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(source, name="umowa.docx")
    assert reason in caught.value.reason
    assert caught.value.place == "umowa.docx"
    assert caught.value.remedy.endswith(".")


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    data = bytearray(repacked(lambda _, data: data, ("word/media/a.bin", b"a")))
    directory = data.rfind(b"PK\1\2")
    data[directory + 24 : directory + 28] = struct.pack("<I", 2**31)
    with pytest.raises(TemplateError, match="zbyt duży"):
        compile_template(bytes(data))


def test_a_file_saved_in_the_browser_has_its_parts_under_other_names() -> None:
    names = {BODY: "word/document2.xml", "word/styles.xml": "word/styles2.xml"}
    relation = (
        b'<Relationship Id="rId5" Target="styles2.xml"'
        b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/></Relationships>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            data = before.read(name).replace(b"document.xml", b"document2.xml").replace(b"/styles.xml", b"/styles2.xml")
            if name.endswith("document.xml.rels"):
                data, name = data.replace(b"</Relationships>", relation), "word/_rels/document2.xml.rels"
            after.writestr(names.get(name, name), data)
    rendered = compile_template(buffer.getvalue()).render({"x": "Łódź"})
    assert lines(rendered) == ["Łódź"]
    with zipfile.ZipFile(io.BytesIO(rendered)) as archive:
        assert not [name for name in archive.namelist() if "2.xml" in name]
        assert b"2.xml" not in b"".join(map(archive.read, archive.namelist()))


def test_a_cache_folder_that_others_may_write_to_is_neither_read_nor_written(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    compile_template(GOOD, cache=folder)
    (entry,) = folder.iterdir()
    entry.chmod(0o666)
    before = entry.stat().st_mtime_ns
    compile_template(GOOD, cache=folder)
    assert entry.stat().st_mtime_ns != before, "an entry that others may change is made anew"
    folder.chmod(0o777)
    compile_template(word_file(p("{{ y }}")), cache=folder)
    assert list(folder.iterdir()) == [entry]


def test_many_writers_of_one_cache_entry_leave_one_good_file(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: compile_template(GOOD, cache=tmp_path).render({"x": n}), [7] * 24))
    assert len(set(made)) == 1
    assert [path.suffix for path in tmp_path.iterdir()] == [".szablon"]
    assert compile_template(GOOD, cache=tmp_path).render({"x": 7}) == made[0]
