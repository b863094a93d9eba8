from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from reportlab.pdfgen.canvas import Canvas

from schematom_docs.pdf import Part, merge
from schematom_docs.pdf.conformance import archival_faults, structure_faults
from schematom_docs.pdf.page_marks import stamp_marks
from schematom_docs.pdf.structure import elements
from tests.pdf.mark_samples import page_mark

pytestmark = pytest.mark.xdist_group("libreoffice")


@pytest.fixture(scope="module")
def pack(papers: Mapping[str, bytes]) -> bytes:
    """Return a pack of all papers with marks on every page."""
    merged = merge([Part(title, pdf) for title, pdf in papers.items()], title="Pakiet")
    with pikepdf.open(io.BytesIO(merged)) as document:
        count = len(document.pages)
    return stamp_marks(merged, [page_mark(number, count) for number in range(1, count + 1)])


def test_marked_pack_of_our_papers_passes_both_gates(pack: bytes) -> None:
    assert archival_faults(pack) == []
    assert structure_faults(pack) == []


def test_letters_that_are_not_embedded_are_named_with_page_and_remedy(papers: Mapping[str, bytes]) -> None:
    def with_helvetica(document: Pdf) -> None:
        page = document.pages[1]
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.add_resource(document.make_indirect(font), Name.Font, Name.Obcy)
        page.contents_add(b"/Artifact BMC BT /Obcy 9 Tf 10 10 Td (x) Tj ET EMC")

    (fault, *_) = archival_faults(_changed(papers["Porozumienie"], with_helvetica))
    assert "krój pisma nie jest osadzony" in fault.reason
    assert "ISO_19005_2:6.2.11" in fault.reason
    assert fault.place.startswith("strona ")
    assert "osadzonymi krojami" in fault.remedy


def test_file_that_claims_nothing_or_cannot_be_read_does_not_pass(papers: Mapping[str, bytes]) -> None:
    def unlabelled(document: Pdf) -> None:
        del document.Root.Metadata

    (fault,) = archival_faults(_changed(papers["Dyplom"], unlabelled))
    assert "nie deklaruje zgodności" in fault.reason
    for judge in (archival_faults, structure_faults):
        assert [fault.reason for fault in judge(b"to nie jest PDF")] == ["Pliku PDF nie da się odczytać."]


def test_untagged_file_is_told_so() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 100, "bez znacznik\u00f3w".encode("ascii", "replace").decode("ascii"))
    canvas.save()
    reasons = [fault.reason for fault in structure_faults(out.getvalue())]
    assert "Plik nie ma znaczników dostępności" in reasons
    assert "Plik nie mówi, w jakim jest języku" in reasons
    assert any(reason.startswith("Treść poza znacznikami") for reason in reasons)


def _no_language(document: Pdf) -> None:
    del document.Root.Lang


def _no_title(document: Pdf) -> None:
    del document.docinfo[Name.Title]


def _title_not_shown(document: Pdf) -> None:
    document.Root.ViewerPreferences.DisplayDocTitle = False


def _not_marked(document: Pdf) -> None:
    document.Root.MarkInfo.Marked = False


def _tabs_by_rows(document: Pdf) -> None:
    document.pages[1].obj.Tabs = Name.R


def _silent_picture(document: Pdf) -> None:
    _first(document, "/H1").S = Name.Figure


def _cells_without_scope(document: Pdf) -> None:
    for element in elements(document.Root.StructTreeRoot):
        if str(element.S) == "/TH" and Name.A in element:
            del element.A


def _table_without_header(document: Pdf) -> None:
    for element in elements(document.Root.StructTreeRoot):
        if str(element.S) == "/TH":
            element.S = Name.TD


def _heading_skipped(document: Pdf) -> None:
    _first(document, "/H2").S = Name.H4


def _unknown_kind(document: Pdf) -> None:
    _first(document, "/H1").S = Name.Akapit


def _wrong_parent(document: Pdf) -> None:
    element = _first(document, "/H1")
    element.P = document.Root.StructTreeRoot


def _cell_out_of_row(document: Pdf) -> None:
    row = _first(document, "/TR")
    cell, document_root = row.K[0], document.Root.StructTreeRoot.K[0]
    row.K = Array(list(row.K)[1:])
    document_root.K.append(cell)
    cell.P = document_root


def _loose_text(document: Pdf) -> None:
    document.pages[0].contents_add(b"q 10 10 m 20 20 l S Q")


def _forgotten_by_parent_tree(document: Pdf) -> None:
    pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)[int(document.pages[0].obj.StructParents)][0] = None


def _loose_link(document: Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([10, 10, 50, 50]), Contents=String("x"))
    document.pages[0].obj.Annots = Array([document.make_indirect(link)])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_no_language, "w jakim jest języku"),
        (_no_title, "nie ma tytułu"),
        (_title_not_shown, "DisplayDocTitle"),
        (_not_marked, "MarkInfo"),
        (_tabs_by_rows, "Klawisz Tab"),
        (_silent_picture, "bez tekstu alternatywnego"),
        (_cells_without_scope, "Scope"),
        (_table_without_header, "bez komórek nagłówka"),
        (_heading_skipped, "Nagłówek H4 po H1"),
        (_unknown_kind, "Nieznany rodzaj znacznika Akapit"),
        (_wrong_parent, "innego rodzica"),
        (_cell_out_of_row, "Znacznik TH stoi w Document, a nie w TR"),
        (_loose_text, "Treść poza znacznikami"),
        (_forgotten_by_parent_tree, "bez elementu w drzewie"),
        (_loose_link, "Adnotacja Link poza znacznikami"),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
def test_each_thing_a_screen_reader_needs_is_missed_by_name(
    papers: Mapping[str, bytes], change: Callable[[Pdf], None], said: str
) -> None:
    faults = structure_faults(_changed(papers["Kontrakt rodzinny"], change))
    assert [said in fault.reason for fault in faults].count(True) >= 1, [fault.reason for fault in faults]
    assert all(fault.place and fault.remedy for fault in faults)


def _changed(pdf: bytes, change: Callable[[Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _first(document: Pdf, kind: str) -> Object:
    return next(element for element in elements(document.Root.StructTreeRoot) if str(element.S) == kind)
