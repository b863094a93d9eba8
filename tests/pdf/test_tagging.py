from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Mapping

import docx
import docx.shared
import pikepdf
import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from pikepdf import Array, Dictionary, Name, Object, Pdf, String, pdfa

from schematom_docs.pdf import LibreOfficeConverter, normalise, page_texts
from schematom_docs.pdf.conformance import structure_faults
from schematom_docs.pdf.loose_ink import hide_loose_ink
from schematom_docs.pdf.structure import elements

pytestmark = pytest.mark.xdist_group("libreoffice")

PICTURE = bytes.fromhex(  # one grey pixel
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6368000000820081dd436af40000000049454e44ae426082"
)
ORNAMENT = (
    f"<w:r {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:pict>"
    "<v:oval style='width:60pt;height:30pt' fillcolor='#c09030'/></w:pict></w:r>"
)


@pytest.fixture(scope="module")
def pictured() -> bytes:
    """Return a converted paper with a described picture, a drawn ornament and a table that only holds signatures."""
    document = docx.Document()
    document.add_heading("Zaświadczenie", 1)
    shape = document.add_picture(io.BytesIO(PICTURE), width=docx.shared.Mm(20))
    shape._inline.docPr.set("descr", "Logo powiatu")
    document.add_paragraph()._p.append(parse_xml(ORNAMENT))
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "podpis rodziny", "podpis dyrektora"
    out = io.BytesIO()
    document.save(out)
    return LibreOfficeConverter().convert([("zaswiadczenie", out.getvalue())])[0]


def test_drawing_without_description_becomes_an_artifact_and_the_described_picture_stays(pictured: bytes) -> None:
    assert _figures(pictured) == ["Logo powiatu", None]
    tidy = normalise(pictured, title="Zaświadczenie")
    assert _figures(tidy) == ["Logo powiatu"]
    with pikepdf.open(io.BytesIO(pictured)) as before, pikepdf.open(io.BytesIO(tidy)) as after:
        was, now = _operators(before), _operators(after)
    assert now["BMC"] + now["BDC"] == was["BMC"] + was["BDC"]  # each mark keeps its place and changes its meaning
    for marks in (was, now):
        del marks["BMC"], marks["BDC"]
    assert now == was


def test_described_picture_in_the_text_belongs_to_its_figure(pictured: bytes) -> None:
    assert _content_of_figures(pictured)["Logo powiatu"] is None  # LibreOffice draws it as an artifact
    number = _content_of_figures(normalise(pictured, title="Zaświadczenie"))["Logo powiatu"]
    assert number is not None
    with pikepdf.open(io.BytesIO(normalise(pictured, title="Zaświadczenie"))) as document:
        instructions = list(pikepdf.parse_content_stream(document.pages[0]))
    opened = next(place for place, item in enumerate(instructions) if _opens(item, number))
    closed = next(place for place in range(opened, len(instructions)) if str(instructions[place].operator) == "EMC")
    assert [str(item.operator) for item in instructions[opened:closed]].count("Do") == 1


def test_content_of_a_hidden_ornament_is_claimed_by_no_element(pictured: bytes) -> None:
    with pikepdf.open(io.BytesIO(normalise(pictured, title="Zaświadczenie"))) as document:
        page = document.pages[0]
        numbers = {
            int(item.operands[1].MCID)
            for item in pikepdf.parse_content_stream(page)
            if str(item.operator) == "BDC" and Name.MCID in item.operands[1]
        }
        listed = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)[int(page.obj.StructParents)]
        assert {place for place, element in enumerate(listed) if element is not None} == numbers


def test_table_that_only_sets_signatures_side_by_side_is_no_table_for_the_ear(pictured: bytes) -> None:
    assert "/Table" in _kinds(pictured)
    tidy = _kinds(normalise(pictured, title="Zaświadczenie"))
    assert not {"/Table", "/TR", "/TD"} & set(tidy)
    assert tidy.count("/Div") == 4  # the table, its row and two cells


def test_table_of_data_with_a_header_row_stays_a_table(converted: Mapping[str, bytes]) -> None:
    kinds = _kinds(converted["Kontrakt rodzinny"])
    assert _kinds(normalise(converted["Kontrakt rodzinny"], title="Kontrakt")) == kinds
    assert kinds.count("/Table") == 3


def test_tab_order_follows_the_tags_on_every_page(converted: Mapping[str, bytes]) -> None:
    def write_it_as_libreoffice_does(document: Pdf) -> None:
        for page in document.pages:
            page.obj.Tabs = String("S")

    tidy = normalise(_changed(converted["Porozumienie"], write_it_as_libreoffice_does), title="Porozumienie")
    with pikepdf.open(io.BytesIO(tidy)) as document:
        assert [page.obj.Tabs for page in document.pages] == [Name.S] * len(document.pages)
    assert pdfa.validate_written(io.BytesIO(tidy), "2b").passed


def test_tidied_paper_says_the_same_and_passes_the_pdf_a_gate(pictured: bytes) -> None:
    tidy = normalise(pictured, title="Zaświadczenie")
    assert page_texts(tidy) == page_texts(pictured)
    report = pdfa.validate_written(io.BytesIO(tidy), "2b")
    assert report.passed, report.findings


def test_data_table_inside_a_layout_table_stays_a_table(converted: Mapping[str, bytes]) -> None:
    nested = _changed(converted["Dyplom"], _nest_table)
    kinds = _kinds(normalise(nested, title="Dyplom"))
    assert kinds.count("/Table") == 1
    assert kinds.count("/TH") == 2


def _nest_table(document: Pdf) -> None:
    tree = document.Root.StructTreeRoot
    inner = next(element for element in elements(tree) if str(element.S) == "/Table")
    holder = inner.P
    table, row, cell = (
        document.make_indirect(Dictionary(Type=Name.StructElem, S=Name(kind))) for kind in ("/Table", "/TR", "/TD")
    )
    table.P, row.P, cell.P, inner.P = holder, table, row, cell
    cell.A = Array([Dictionary(O=Name.Table, ColSpan=2), Dictionary(O=Name.Layout, Placement=Name.Block)])
    table.K, row.K, cell.K = Array([row]), Array([cell]), Array([inner])
    table.T = String("układ")
    holder.K = Array([table if _is_same(kid, inner) else kid for kid in holder.K])


def _is_same(kid: object, element: Object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.objgen == element.objgen


def _changed(pdf: bytes, change: Callable[[Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(out)
    return out.getvalue()


def _kinds(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [str(element.S) for element in elements(document.Root.StructTreeRoot)]


def _figures(pdf: bytes) -> list[str | None]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        figures = [item for item in elements(document.Root.StructTreeRoot) if str(item.S) == "/Figure"]
        return [str(figure.Alt) if Name.Alt in figure else None for figure in figures]


def _content_of_figures(pdf: bytes) -> dict[str, int | None]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        figures = [item for item in elements(document.Root.StructTreeRoot) if Name.Alt in item]
        return {str(figure.Alt): int(figure.K) if Name.K in figure else None for figure in figures}


def _opens(item: object, number: int) -> bool:
    if not isinstance(item, pikepdf.ContentStreamInstruction) or str(item.operator) != "BDC":
        return False
    return bool(item.operands[1].get(Name.MCID) == number)


def _operators(document: Pdf) -> Counter[str]:
    return Counter(str(item.operator) for item in pikepdf.parse_content_stream(document.pages[0]))


def test_lines_that_libreoffice_draws_outside_the_tags_become_artifacts(papers: Mapping[str, bytes]) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(papers["Porozumienie"])) as document:
        before = [bytes(part.read_bytes()) for part in document.pages[1].Contents.wrap_in_array()]
        document.pages[0].contents_add(b"q 0.5 w 70 43 m 538 43 l S Q 10 10 5 5 re W n")
        hide_loose_ink(document)
        assert [bytes(part.read_bytes()) for part in document.pages[1].Contents.wrap_in_array()] == before
        document.save(out)
    assert structure_faults(out.getvalue()) == []
