from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String, pdfa
from reportlab.pdfgen.canvas import Canvas

from schematom_docs.errors import UsageError
from schematom_docs.pdf import Part, merge, page_texts
from schematom_docs.pdf.attachments import Attachment, attach
from schematom_docs.pdf.duplex import pad_for_duplex
from schematom_docs.pdf.page_marks import stamp_marks
from schematom_docs.pdf.seal import seal
from tests.pdf.mark_samples import page_mark

pytestmark = pytest.mark.xdist_group("libreoffice")


@dataclass(frozen=True)
class Count:
    """What a PDF holds, counted by pikepdf's own readers and by a walk over all objects."""

    pages: int
    elements: int
    outline: int
    destinations: int
    links: int


@pytest.fixture(scope="module")
def linked(papers: Mapping[str, bytes]) -> list[Part]:
    """Return parts with three links each on their first page: by name, to a page, to the web."""
    return [Part(title, _with_links(pdf)) for title, pdf in papers.items()]


@pytest.fixture(scope="module")
def pack(linked: list[Part]) -> bytes:
    return merge(linked, title="Pakiet rodzinny r01")


def test_pack_holds_the_sum_of_its_parts(linked: list[Part], pack: bytes) -> None:
    parts, whole = [_count(part.data) for part in linked], _count(pack)
    assert whole.pages == sum(part.pages for part in parts)
    assert whole.elements == sum(part.elements for part in parts) + 1  # the Document above the parts
    assert whole.outline == sum(part.outline for part in parts)  # the heading of each paper is its title entry
    assert whole.destinations == sum(part.destinations for part in parts) >= 8
    assert whole.links == sum(part.links for part in parts) == 9


def test_pack_padded_marked_attached_and_sealed_still_holds_the_sum_of_its_parts(
    linked: list[Part], pack: bytes
) -> None:
    whole = _count(pack)
    padded, numbers = pad_for_duplex(pack, [_count(part.data).pages for part in linked])
    marks = [page_mark(number, whole.pages) if number else None for number in numbers]
    released = seal(attach(stamp_marks(padded, marks), [Attachment("manifest.json", b"{}")]))
    assert replace(_count(released), pages=whole.pages) == whole
    assert len(numbers) == _count(released).pages
    with pikepdf.open(io.BytesIO(released)) as document:
        parents = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
        for page, number in zip(document.pages, numbers, strict=True):
            if number:
                assert set(range(len(parents[int(page.obj.StructParents)]))) == _marked_content(page)


def test_text_of_every_page_is_that_of_its_part(linked: list[Part], pack: bytes) -> None:
    assert page_texts(pack) == [text for part in linked for text in page_texts(part.data)]


def test_every_piece_of_content_finds_its_element_on_its_own_page(pack: bytes) -> None:
    with pikepdf.open(io.BytesIO(pack)) as document:
        parents = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
        keys = [int(page.obj.StructParents) for page in document.pages]
        assert len(set(keys)) == len(document.pages)
        for page, key in zip(document.pages, keys, strict=True):
            assert set(range(len(parents[key]))) == _marked_content(page)
            for number, element in enumerate(parents[key]):
                assert (number, page.obj.objgen) in _content_of(element)
        assert document.Root.StructTreeRoot.ParentTreeNextKey > max(keys)


def test_one_document_stands_above_a_part_for_each_paper(linked: list[Part], pack: bytes) -> None:
    with pikepdf.open(io.BytesIO(pack)) as document:
        tree = document.Root.StructTreeRoot
        assert [str(kid.S) for kid in tree.K] == ["/Document"]
        parts = list(tree.K[0].K)
        assert [(str(part.S), str(part.T)) for part in parts] == [("/Part", part.title) for part in linked]
        assert all(part.P.objgen == tree.K[0].objgen for part in parts)


def test_outline_shows_each_paper_with_its_own_headings_below(linked: list[Part], pack: bytes) -> None:
    firsts = _first_pages(linked)
    with pikepdf.open(io.BytesIO(pack)) as document, document.open_outline() as outline:
        assert [item.title for item in outline.root] == [part.title for part in linked]
        for item, first in zip(outline.root, firsts, strict=True):
            assert item.is_closed
            assert isinstance(item.destination, pikepdf.Array)
            assert item.destination[0].objgen == document.pages[first].obj.objgen
            assert item.children[0].title == "§ 1. Zobowiązania"


def test_paper_under_another_title_keeps_its_own_heading_below_the_title_entry(papers: Mapping[str, bytes]) -> None:
    parts = [Part("Dyplom nr 1/2015", papers["Dyplom"]), Part("Załącznik nr 1", papers["Porozumienie"])]
    pack = merge(parts, title="Pakiet")
    assert _count(pack).outline == sum(_count(part.data).outline for part in parts) + 1
    with pikepdf.open(io.BytesIO(pack)) as document, document.open_outline() as outline:
        diploma, annex = outline.root
        assert (diploma.title, diploma.children[0].title) == ("Dyplom nr 1/2015", "§ 1. Zobowiązania")
        assert (annex.title, [child.title for child in annex.children]) == ("Załącznik nr 1", ["Porozumienie"])


def test_links_by_name_lead_to_the_page_of_their_own_part(linked: list[Part], pack: bytes) -> None:
    firsts = _first_pages(linked)
    with pikepdf.open(io.BytesIO(pack)) as document:
        names = pikepdf.NameTree(document.Root.Names.Dests)
        for first in firsts:
            by_name, by_page, web = document.pages[first].obj.Annots
            assert names[str(by_name.Dest)][0].objgen == document.pages[first].obj.objgen
            assert by_page.A.D[0].objgen == document.pages[first].obj.objgen
            assert str(web.A.URI) == "https://example.org/"


def test_names_used_by_several_parts_are_told_apart(pack: bytes) -> None:
    with pikepdf.open(io.BytesIO(pack)) as document:
        names = list(pikepdf.NameTree(document.Root.Names.Dests))
    assert {"paragraf1", "paragraf1.2", "paragraf1.3"} <= set(names)


def test_front_pages_are_labelled_in_roman_and_the_rest_by_their_place(papers: Mapping[str, bytes]) -> None:
    parts = [Part("Okładka", papers["Dyplom"], front=True), Part("Spis", papers["Dyplom"], front=True)]
    parts.append(Part("Kontrakt", papers["Kontrakt rodzinny"]))
    with pikepdf.open(io.BytesIO(merge(parts, title="Pakiet"))) as document:
        labels = [str(page.label) for page in document.pages]
    assert labels == ["i", "ii", *(str(number) for number in range(3, len(labels) + 1))]


def test_same_parts_give_the_same_bytes(linked: list[Part], pack: bytes) -> None:
    assert merge(linked, title="Pakiet rodzinny r01") == pack
    assert merge(linked[::-1], title="Pakiet rodzinny r01") != pack


def test_pack_of_converted_papers_passes_the_pdf_a_gate(papers: Mapping[str, bytes]) -> None:
    pack = merge([Part(title, pdf) for title, pdf in papers.items()], title="Pakiet")
    report = pdfa.validate_written(io.BytesIO(pack), "2b")
    assert report.passed, report.findings


def test_qpdf_finds_nothing_wrong(pack: bytes, papers: Mapping[str, bytes], tmp_path: Path) -> None:
    mixed = merge([Part("Skan", _scan(2)), Part("Dyplom", papers["Dyplom"])], title="Pakiet")
    for name, pdf in (("pakiet.pdf", pack), ("mieszany.pdf", mixed)):
        (tmp_path / name).write_bytes(pdf)
        program = shutil.which("qpdf")
        assert program is not None
        done = subprocess.run([program, "--check", str(tmp_path / name)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_title_language_and_producers_of_the_pack_are_stated(pack: bytes) -> None:
    with pikepdf.open(io.BytesIO(pack)) as document:
        assert document.docinfo.Title == "Pakiet rodzinny r01"
        assert document.Root.Lang == "pl-PL"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.docinfo.Producer).startswith("LibreOffice")
        assert "pikepdf" in str(document.docinfo.Producer)


def test_pack_of_nothing_is_refused() -> None:
    with pytest.raises(UsageError):
        merge([], title="Pakiet")


def _count(pdf: bytes) -> Count:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        old = document.Root.get(Name.Dests, Dictionary())
        tree = document.Root.get(Name.Names, Dictionary()).get(Name.Dests)
        with document.open_outline() as outline:
            entries = _size(outline.root)
        return Count(
            pages=len(document.pages),
            elements=sum(_is_element(node) for node in document.objects),
            outline=entries,
            destinations=len(old.keys()) + (len(pikepdf.NameTree(tree)) if tree is not None else 0),
            links=sum(len(page.obj.get(Name.Annots, Array())) for page in document.pages),
        )


def _size(items: Sequence[pikepdf.OutlineItem]) -> int:
    return sum(1 + _size(item.children) for item in items)


def _is_element(node: object) -> bool:
    return isinstance(node, pikepdf.Dictionary) and node.get(Name.Type) == Name.StructElem


def _marked_content(page: pikepdf.Page) -> set[int]:
    numbers = set()
    for instruction in pikepdf.parse_content_stream(page):
        for operand in instruction.operands:
            if isinstance(operand, pikepdf.Dictionary) and Name.MCID in operand:
                numbers.add(int(operand.MCID))
    return numbers


def _content_of(element: pikepdf.Object) -> list[tuple[int, tuple[int, int]]]:
    """Return (number of marked content, page) of each piece of an element; one may go on over a page break."""
    kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
    own = [(int(kid), element.Pg.objgen) for kid in kids if isinstance(kid, int)]
    marks = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and Name.MCID in kid]
    return own + [(int(mark.MCID), mark.get(Name.Pg, element.Pg).objgen) for mark in marks]


def _first_pages(parts: Sequence[Part]) -> list[int]:
    counts = [_count(part.data).pages for part in parts]
    return [sum(counts[:place]) for place in range(len(counts))]


def _changed(document: Pdf) -> bytes:
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _with_links(pdf: bytes) -> bytes:
    """LibreOffice 7.4 writes no link annotations, so they are put in here as newer versions do."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0].obj
        targets = [
            Dictionary(Dest=Name.paragraf1),
            Dictionary(A=Dictionary(S=Name.GoTo, D=Array([document.pages[0].obj, Name.Fit]))),
            Dictionary(A=Dictionary(S=Name.URI, URI=String("https://example.org/"))),
        ]
        annotations = []
        for target in targets:
            target.Type, target.Subtype, target.Rect = Name.Annot, Name.Link, Array([10, 10, 60, 20])
            annotations.append(document.make_indirect(target))
        page.Annots = Array(annotations)
        return _changed(document)


def _scan(pages: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number in range(pages):
        canvas.drawString(100, 700, f"Skan {number + 1}")
        if number == 0:
            canvas.linkURL("https://example.org/", (100, 700, 200, 720))
        canvas.showPage()
    canvas.save()
    return out.getvalue()
