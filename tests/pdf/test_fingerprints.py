from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Name, Pdf

from schematom_docs.pdf import Part, merge, page_texts
from schematom_docs.pdf.attachments import Attachment, attach
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.page_marks import stamp_marks
from tests.pdf.mark_samples import page_mark, sheet

pytestmark = pytest.mark.xdist_group("libreoffice")


def test_fingerprint_is_the_same_before_and_after_the_marks(papers: Mapping[str, bytes]) -> None:
    pack = merge([Part(title, pdf) for title, pdf in papers.items()], title="Pakiet")
    before = page_fingerprints(pack)
    marks = [page_mark(number, len(before), digest[:16]) for number, digest in enumerate(before, 1)]
    stamped = stamp_marks(pack, marks)
    assert page_fingerprints(stamped) == before
    assert page_fingerprints(attach(stamped, [Attachment("manifest.json", b"{}")])) == before
    assert len(before) == len(page_texts(pack))
    assert all(len(digest) == 64 and set(digest) <= set("0123456789abcdef") for digest in before)


def test_fingerprint_of_a_page_made_smaller_is_that_of_the_page_as_it_was() -> None:
    scan = sheet(ink=[(3, 3, 204, 291)])
    assert page_fingerprints(stamp_marks(scan, [page_mark()])) == page_fingerprints(scan)


def test_fingerprint_does_not_depend_on_the_place_in_the_file(papers: Mapping[str, bytes]) -> None:
    contract, agreement = Part("K", papers["Kontrakt rodzinny"]), Part("P", papers["Porozumienie"])
    one = page_fingerprints(merge([contract, agreement], title="Pakiet"))
    other = page_fingerprints(merge([agreement, contract], title="Inny pakiet"))
    count = len(page_texts(contract.data))
    assert one == other[-count:] + other[:-count]
    assert one[:count] == page_fingerprints(contract.data)


def test_fingerprint_survives_rewriting_and_recompression(papers: Mapping[str, bytes]) -> None:
    paper = papers["Porozumienie"]

    def uncompressed(document: Pdf) -> dict[str, Any]:
        return {
            "compress_streams": False,
            "stream_decode_level": pikepdf.StreamDecodeLevel.generalized,
            "object_stream_mode": pikepdf.ObjectStreamMode.disable,
            "qdf": True,
        }

    assert page_fingerprints(_rewritten(paper, uncompressed)) == page_fingerprints(paper)


def test_fingerprints_of_pages_that_read_differently_differ(papers: Mapping[str, bytes]) -> None:
    digests = page_fingerprints(merge([Part(title, pdf) for title, pdf in papers.items()], title="Pakiet"))
    assert len(set(digests)) == len(digests)


def test_changed_content_font_box_and_turn_are_seen(papers: Mapping[str, bytes]) -> None:
    paper = papers["Dyplom"]
    before = page_fingerprints(paper)

    def content(document: Pdf) -> dict[str, Any]:
        document.pages[0].contents_add(b"0 0 10 10 re f")
        return {}

    def font(document: Pdf) -> dict[str, Any]:
        file = next(node for node in document.objects if isinstance(node, pikepdf.Stream) and Name.Length1 in node)
        file.write(file.read_bytes()[:-1] + b"\x07")
        return {}

    def box(document: Pdf) -> dict[str, Any]:
        document.pages[0].obj.CropBox = Array([0, 0, 300, 300])
        return {}

    def turn(document: Pdf) -> dict[str, Any]:
        document.pages[0].obj.Rotate = 180
        return {}

    for change in (content, font, box, turn):
        assert page_fingerprints(_rewritten(paper, change)) != before, change.__name__


def test_what_stands_outside_the_marks_is_never_taken_for_a_mark(papers: Mapping[str, bytes]) -> None:
    before = page_fingerprints(papers["Dyplom"])
    stamped = stamp_marks(papers["Dyplom"], [page_mark()])

    def over(document: Pdf) -> dict[str, Any]:
        document.pages[0].contents_add(b"0 0 600 600 re f")
        return {}

    def under(document: Pdf) -> dict[str, Any]:
        document.pages[0].contents_add(b"0 0 600 600 re f", prepend=True)
        return {}

    for change in (over, under):
        assert page_fingerprints(_rewritten(stamped, change)) != before, change.__name__


def _rewritten(pdf: bytes, change: Callable[[Pdf], dict[str, Any]]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, **change(document))
    return out.getvalue()
