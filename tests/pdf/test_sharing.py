from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zlib
from collections.abc import Mapping
from pathlib import Path

import docx
import docx.shared
import pikepdf
import pytest
from pikepdf import Name

from schematom_docs.pdf import LibreOfficeConverter, Part, merge, normalise, page_texts

pytestmark = pytest.mark.xdist_group("libreoffice")


@pytest.fixture(scope="module")
def with_mark() -> list[Part]:
    """Return two different letters that carry the same mark with a see-through ground, as office papers do."""
    mark = _mark()
    documents = []
    for text in ("List do PUP", "List do OPS"):
        document = docx.Document()
        document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(mark), width=docx.shared.Mm(30))
        document.add_paragraph(text)
        out = io.BytesIO()
        document.save(out)
        documents.append((text, out.getvalue()))
    pdfs = LibreOfficeConverter().convert(documents)
    return [Part(text, normalise(pdf, title=text)) for (text, _), pdf in zip(documents, pdfs, strict=True)]


def test_same_mark_on_every_letter_is_kept_once(with_mark: list[Part]) -> None:
    assert [_pictures(part.data) for part in with_mark] == [2, 2]  # the picture and its transparency
    assert _pictures(merge(with_mark, title="Pakiet")) == 2


def test_fonts_of_equal_papers_are_kept_once_and_others_stay(papers: Mapping[str, bytes]) -> None:
    parts = [Part("A", papers["Dyplom"]), Part("B", papers["Dyplom"]), Part("C", papers["Porozumienie"])]
    own = _font_files(papers["Dyplom"]) | _font_files(papers["Porozumienie"])
    assert _font_files(merge(parts, title="Pakiet")) == own
    with pikepdf.open(io.BytesIO(merge(parts, title="Pakiet"))) as document:
        assert sum(_is_font_file(node) for node in document.objects) == len(own)


def test_pages_look_the_same_as_before_joining(with_mark: list[Part], tmp_path: Path) -> None:
    pack = merge([*with_mark, *with_mark], title="Pakiet")
    alone = [_picture_of(part.data, tmp_path) for part in with_mark]
    assert _picture_of(pack, tmp_path) == b"".join([*alone, *alone])
    assert page_texts(pack) == [text for part in (*with_mark, *with_mark) for text in page_texts(part.data)]


def _picture_of(pdf: bytes, folder: Path) -> bytes:
    program = shutil.which("pdftoppm")
    assert program is not None
    (folder / "plik.pdf").write_bytes(pdf)
    return subprocess.run([program, "-r", "72", "plik.pdf"], cwd=folder, check=True, capture_output=True).stdout


def _pictures(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        streams = [node for node in document.objects if isinstance(node, pikepdf.Stream)]
        return sum(stream.get(Name.Subtype) == Name.Image for stream in streams)


def _font_files(pdf: bytes) -> set[bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {node.read_bytes() for node in document.objects if _is_font_file(node)}


def _is_font_file(node: object) -> bool:
    return isinstance(node, pikepdf.Stream) and Name.Length1 in node


def _mark() -> bytes:
    """Return a PNG of 8 × 8 points whose left half is see-through."""
    row = b"\0" + b"".join(struct.pack("4B", 20, 60, 120, 0 if x < 4 else 255) for x in range(8))
    rows = row * 8
    chunks = [(b"IHDR", struct.pack(">2I5B", 8, 8, 8, 6, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    packed = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + packed
