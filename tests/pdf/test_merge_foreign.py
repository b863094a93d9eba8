from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from reportlab.pdfgen.canvas import Canvas

from schematom_docs.errors import ConversionError
from schematom_docs.pdf import Part, merge

pytestmark = pytest.mark.xdist_group("libreoffice")


def test_scan_without_tags_becomes_figures_with_alternative_text(papers: Mapping[str, bytes]) -> None:
    pack = merge([Part("Dyplom", papers["Dyplom"]), Part("Opinia zespołu", _scan(2))], title="Pakiet")
    with pikepdf.open(io.BytesIO(pack)) as document:
        scan = document.Root.StructTreeRoot.K[0].K[1]
        figures = [kid for kid in scan.K if str(kid.S) == "/Figure"]
        texts = [str(figure.Alt) for figure in figures]
        assert texts == [f"Opinia zespołu, strona {n}: treść bez znaczników dostępności" for n in (1, 2)]
        assert [str(kid.S) for kid in scan.K] == ["/Figure", "/Link", "/Figure"]
        assert _marked_content(document.pages[1]) == {0}
        parents = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
        link = document.pages[1].obj.Annots[0]
        assert str(parents[int(link.StructParent)].S) == "/Link"
        assert link.Contents == "https://example.org/"
        assert document.docinfo.Title == "Pakiet"
    assert _pdfa_part(pack) is None  # a scan that claims nothing takes the label from the whole


def test_parts_without_any_tags_stay_untagged() -> None:
    with pikepdf.open(io.BytesIO(merge([Part("A", _scan(1)), Part("B", _scan(1))], title="Skany"))) as document:
        assert "/StructTreeRoot" not in document.Root
        assert "/MarkInfo" not in document.Root


def test_roles_that_mean_different_things_are_told_apart(papers: Mapping[str, bytes]) -> None:
    first = _with_role(papers["Dyplom"], Name.H1)
    second = _with_role(papers["Porozumienie"], Name.P)
    with pikepdf.open(io.BytesIO(merge([Part("A", first), Part("B", second)], title="Pakiet"))) as document:
        roles = document.Root.StructTreeRoot.RoleMap
        assert (roles["/Naglowek"], roles["/Naglowek-2"]) == (Name.H1, Name.P)
        kinds = [str(part.K[0].S) for part in document.Root.StructTreeRoot.K[0].K]
    assert kinds == ["/Naglowek", "/Naglowek-2"]


def test_ids_of_header_cells_are_told_apart_and_still_found(papers: Mapping[str, bytes]) -> None:
    part = _with_header_ids(papers["Dyplom"])
    with pikepdf.open(io.BytesIO(merge([Part("A", part), Part("B", part)], title="Pakiet"))) as document:
        ids = pikepdf.NameTree(document.Root.StructTreeRoot.IDTree)
        assert sorted(ids) == ["naglowek", "naglowek-2"]
        cells = [node for node in document.objects if _is_kind(node, "/TD") and "/A" in node]
        named = sorted(str(cell.A.Headers[0]) for cell in cells)
    assert named == ["naglowek", "naglowek-2"]


def test_attachments_of_all_parts_come_along(papers: Mapping[str, bytes]) -> None:
    parts = [Part(text, _with_attachment(papers["Dyplom"], text)) for text in ("pierwszy", "drugi")]
    with pikepdf.open(io.BytesIO(merge(parts, title="Pakiet"))) as document:
        found = {name: item.get_file().read_bytes() for name, item in document.attachments.items()}
    assert found == {"dane.json": b"pierwszy", "dane-2.json": b"drugi"}


def test_fields_of_forms_keep_apart_under_names_of_their_own() -> None:
    parts = [Part("A", _form("nazwisko")), Part("B", _form("nazwisko"))]
    with pikepdf.open(io.BytesIO(merge(parts, title="Formularze"))) as document:
        assert [str(field.T) for field in document.Root.AcroForm.Fields] == ["nazwisko", "nazwisko-2"]
        on_pages = [page.obj.Annots[0].objgen for page in document.pages]
        assert [field.objgen for field in document.Root.AcroForm.Fields] == on_pages


def test_hidden_layer_stays_hidden() -> None:
    with pikepdf.open(io.BytesIO(merge([Part("Plan", _layered())], title="Pakiet"))) as document:
        layers = document.Root.OCProperties
        assert [group.objgen for group in layers.D.OFF] == [group.objgen for group in layers.OCGs]


def test_signed_paper_is_refused_by_title() -> None:
    with pytest.raises(ConversionError, match="podpis") as caught:
        merge([Part("Umowa", _form("podpis", signed=True))], title="Pakiet")
    assert caught.value.place == "Umowa"


def test_damaged_part_is_named() -> None:
    with pytest.raises(ConversionError) as caught:
        merge([Part("Opinia", b"%PDF-1.7 uciety")], title="Pakiet")
    assert caught.value.place == "Opinia"


def _is_element(node: object) -> bool:
    return isinstance(node, pikepdf.Dictionary) and node.get(Name.Type) == Name.StructElem


def _is_kind(node: pikepdf.Object, kind: str) -> bool:
    return _is_element(node) and str(node.S) == kind


def _marked_content(page: pikepdf.Page) -> set[int]:
    numbers = set()
    for instruction in pikepdf.parse_content_stream(page):
        for operand in instruction.operands:
            if isinstance(operand, pikepdf.Dictionary) and Name.MCID in operand:
                numbers.add(int(operand.MCID))
    return numbers


def _pdfa_part(pdf: bytes) -> str | None:
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_metadata() as xmp:
        found = xmp.get("pdfaid:part")
        return None if found is None else str(found)


def _changed(document: Pdf) -> bytes:
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _with_role(pdf: bytes, meaning: Name) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tree = document.Root.StructTreeRoot
        top = tree.K if isinstance(tree.K, pikepdf.Dictionary) else tree.K[0]
        top.K[0].S = Name.Naglowek
        tree.RoleMap["/Naglowek"] = meaning
        return _changed(document)


def _with_header_ids(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        header = next(node for node in document.objects if _is_kind(node, "/TH"))
        cell = next(node for node in document.objects if _is_kind(node, "/TD"))
        header.ID = String("naglowek")
        cell.A = Dictionary(O=Name.Table, Headers=Array([String("naglowek")]))
        for node in document.objects:
            if _is_kind(node, "/TD") and node.objgen != cell.objgen and "/A" in node:
                del node.A
        return _changed(document)


def _with_attachment(pdf: bytes, text: str) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.attachments["dane.json"] = text.encode("utf-8")
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


def _form(name: str, *, signed: bool = False) -> bytes:
    with pikepdf.new() as document:
        page = document.add_blank_page()
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig if signed else Name.Tx)
        field.T, field.Rect = String(name), Array([0, 0, 10, 10])
        if signed:
            field.V = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"))
        widget = document.make_indirect(field)
        page.obj.Annots = Array([widget])
        document.Root.AcroForm = Dictionary(Fields=Array([widget]), DA=String("/Helv 0 Tf"))
        return _changed(document)


def _layered() -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page()
        group = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("ukryta")))
        document.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
        return _changed(document)
