from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
import pytest
import zxingcpp
from pikepdf import Name, Pdf
from PIL import Image, ImageChops

from schematom_docs.errors import ConversionError
from schematom_docs.pdf import Part, merge, page_texts
from schematom_docs.pdf.attachments import attach, read_attachments
from schematom_docs.pdf.conformance import archival_faults, structure_faults
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.foreign import Foreign, read_foreign
from schematom_docs.pdf.mark_sheet import PageMark
from schematom_docs.pdf.page_marks import stamp_marks
from schematom_docs.pdf.structure import elements
from tests.pdf import foreign_samples as samples
from tests.pdf.mark_samples import dark_box, page_mark
from tests.pdf.mark_samples import picture as seen

pytestmark = pytest.mark.xdist_group("libreoffice")


def test_file_with_sound_tags_joins_with_its_tree(papers: Mapping[str, bytes]) -> None:
    brought = read_foreign(papers["Porozumienie"], name="porozumienie.pdf", title="Porozumienie")
    assert (brought.note, brought.attachments) == ("", ())
    assert _kinds(brought.pdf) == _kinds(papers["Porozumienie"])
    assert page_texts(brought.pdf) == page_texts(papers["Porozumienie"])
    _passes_in_a_pack(papers, brought)


def test_tags_as_libreoffice_writes_them_are_mended_and_told(converted: Mapping[str, bytes]) -> None:
    brought = read_foreign(converted["Kontrakt rodzinny"], name="kontrakt.pdf", title="Kontrakt")
    assert "/H1" in _kinds(brought.pdf)
    assert brought.note == "Plik zapisano jako PDF/A; wygląd stron się nie zmienił."


def test_skipped_headings_are_closed_up_and_header_cells_told_their_scope(papers: Mapping[str, bytes]) -> None:
    def spoil(document: Pdf) -> None:
        for element in elements(document.Root.StructTreeRoot):
            if str(element.S) == "/H2":
                element.S = Name.H5
            if str(element.S) == "/TH":
                del element.A

    brought = read_foreign(samples.changed(papers["Porozumienie"], spoil), name="p.pdf", title="Porozumienie")
    assert brought.note == "Uzupełniono znaczniki dostępności (poziomy nagłówków, komórki nagłówków tabel)."
    assert _kinds(brought.pdf) == _kinds(papers["Porozumienie"])
    _passes_in_a_pack(papers, brought)


def test_tags_that_lie_are_taken_off_and_pages_described(papers: Mapping[str, bytes]) -> None:
    def spoil(document: Pdf) -> None:
        document.pages[0].obj.StructParents = 77

    brought = read_foreign(samples.changed(papers["Porozumienie"], spoil), name="p.pdf", title="Porozumienie")
    assert brought.note.startswith("Znaczniki dostępności pliku są wadliwe")
    assert _kinds(brought.pdf) == []
    _passes_in_a_pack(papers, brought)


def test_file_without_label_becomes_pdf_a_and_keeps_its_text(papers: Mapping[str, bytes]) -> None:
    brought = read_foreign(samples.office_pdf(pages=2), name="opinia.pdf", title="Opinia")
    assert brought.note == "Plik zapisano jako PDF/A; wygląd stron się nie zmienił."
    assert brought.attachments == ()
    assert [text.strip() for text in page_texts(brought.pdf)] == ["Zaswiadczenie 1", "Zaswiadczenie 2"]
    _passes_in_a_pack(papers, brought)


def test_file_with_letters_not_embedded_is_bound_as_pictures_beside_itself(papers: Mapping[str, bytes]) -> None:
    office = samples.office_pdf(embedded=False, pages=2)
    brought = read_foreign(office, name="opinia.pdf", title="Opinia")
    assert "nie da się zapisać jako PDF/A" in brought.note
    assert "plik dołączono bez zmian" in brought.note
    (original,) = brought.attachments
    assert (original.name, original.data, original.relationship) == ("opinia.pdf", office, "Source")
    for page in (0, 1):
        assert dark_box(seen(brought.pdf, page)) == pytest.approx(dark_box(seen(office, page)), abs=0.4)
    _passes_in_a_pack(papers, brought)


def test_signed_file_keeps_its_signature_by_being_embedded_unchanged(papers: Mapping[str, bytes]) -> None:
    signed = samples.with_field(samples.office_pdf(), signed=True)
    brought = read_foreign(signed, name="umowa.pdf", title="Umowa")
    assert brought.note.startswith("Plik jest podpisany elektronicznie")
    assert brought.attachments[0].data == signed
    left, bottom, right, top = dark_box(seen(brought.pdf).crop((0, 800, 1240, 1754)))
    assert (right - left, top - bottom) == pytest.approx((200 / 72 * 25.4, 60 / 72 * 25.4), abs=1)  # its picture too
    _passes_in_a_pack(papers, brought)


def test_form_with_fields_and_protected_file_are_bound_as_pictures() -> None:
    form = samples.with_field(samples.office_pdf(), signed=False)
    assert "pola" in read_foreign(form, name="f.pdf", title="F").note.replace("polami", "pola")
    locked = samples.changed(samples.office_pdf(), lambda _: None, encryption=pikepdf.Encryption(owner="x", user=""))
    brought = read_foreign(locked, name="z.pdf", title="Z")
    assert brought.note.startswith("Plik jest zabezpieczony")
    assert brought.attachments[0].data == locked


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 \nuciety", "nie da się odczytać"),
        (b"PK\x03\x04 to jest DOCX", "nie da się włączyć"),
        (b"", "nie da się włączyć"),
        (b"\xff\xd8\xff\xe0 uciety obraz", "Obrazu nie da się odczytać"),
        (samples.stored(samples.picture(600, 800), "PNG")[:400], "Obrazu nie da się odczytać"),
        (
            samples.changed(samples.office_pdf(), lambda _: None, encryption=pikepdf.Encryption(owner="x", user="y")),
            "hasłem",
        ),
    ],
    ids=["uciety", "docx", "pusty", "jpg", "png", "haslo"],
)
def test_what_cannot_be_read_is_refused_by_its_name(data: bytes, said: str) -> None:
    with pytest.raises(ConversionError, match=said) as caught:
        read_foreign(data, name="plik z poczty", title="Opinia")
    assert caught.value.place == "plik z poczty"
    assert caught.value.remedy


def test_scan_of_a_sheet_fills_its_page_at_its_own_size(papers: Mapping[str, bytes]) -> None:
    scan = samples.stored(samples.picture(1654, 2339, "L"), "JPEG", dpi=(200, 200), quality=80)
    brought = read_foreign(scan, name="skan.jpg", title="Opinia")
    assert (brought.pages, brought.note) == (1, "")
    assert dark_box(seen(brought.pdf))[2] == pytest.approx(189, abs=0.6)
    assert _images(brought.pdf)[0].size == (1654, 2339)
    _passes_in_a_pack(papers, brought)


def test_photograph_is_turned_upright_made_coarser_and_loses_its_place_on_the_map(papers: Mapping[str, bytes]) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # held turned to the right
    exif[0x8825] = {1: "N", 2: (50.0, 52.0, 0.0)}
    photo = samples.stored(samples.picture(4000, 3000), "JPEG", exif=exif, dpi=(72, 72), comment=b"aparat Anny")
    brought = read_foreign(photo, name="zdjecie.jpg", title="Zdjęcie")
    assert "do 300 dpi" in brought.note
    (image,) = _images(brought.pdf)
    assert image.height > image.width
    assert image.width <= 170 / 25.4 * 300 * 1.06
    left, bottom, _, _ = dark_box(seen(brought.pdf))
    assert left >= 24.8
    assert bottom >= 26
    assert b"Exif" not in brought.pdf
    _passes_in_a_pack(papers, brought)


def test_plain_jpeg_keeps_its_own_dots_but_not_what_the_camera_wrote() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Aparat"
    photo = samples.stored(samples.picture(1000, 1400), "JPEG", exif=exif, comment=b"aparat Anny")
    (image,) = _images(read_foreign(photo, name="z.jpg", title="Z").pdf)
    with Image.open(io.BytesIO(photo)) as before:
        assert ImageChops.difference(image.convert("RGB"), before.convert("RGB")).getbbox() is None
    with pikepdf.open(io.BytesIO(read_foreign(photo, name="z.jpg", title="Z").pdf)) as document:
        raw = document.pages[0].obj.Resources.XObject.Obraz.read_raw_bytes()
    assert b"aparat Anny" not in raw
    assert b"Exif" not in raw


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "P", "LA", "CMYK", "I;16"])
def test_pictures_of_every_kind_of_dots_come_in_black_on_white(papers: Mapping[str, bytes], mode: str) -> None:
    image = samples.picture(800, 1100, "L" if mode == "I;16" else "RGB" if mode == "LA" else mode)
    if mode == "I;16":
        image = image.convert("I").point(lambda grey: grey * 257).convert("I;16")
    if mode == "LA":
        image = image.convert("L").convert("LA")
    file = samples.stored(image, "TIFF" if mode == "CMYK" else "PNG")
    brought = read_foreign(file, name="obraz", title="Obraz")
    page = seen(brought.pdf)
    assert page.getpixel((page.width // 2, 5)) == 255
    left, _, right, _ = dark_box(page.crop((0, 0, page.width, page.height // 2)))
    assert (right - left) == pytest.approx(170 * 0.8, abs=2)
    _passes_in_a_pack(papers, brought)


def test_every_picture_of_a_tiff_becomes_a_page() -> None:
    sheets = [samples.picture(1654, 2339, "1"), samples.picture(2339, 1654, "1")]
    file = samples.stored(
        sheets[0], "TIFF", save_all=True, append_images=sheets[1:], dpi=(200, 200), compression="group4"
    )
    brought = read_foreign(file, name="skan.tif", title="Skan")
    assert brought.pages == 2
    with pikepdf.open(io.BytesIO(brought.pdf)) as document:
        sizes = [[round(float(edge) / 72 * 25.4) for edge in page.mediabox[2:]] for page in document.pages]
    assert sizes == [[210, 297], [297, 210]]


def test_paper_released_earlier_keeps_its_marks_and_gets_new_ones_beside(papers: Mapping[str, bytes]) -> None:
    old = PageMark("PAK/1/2025 · wersja 1", page_mark().modules)
    before = stamp_marks(papers["Porozumienie"], [old] * len(page_texts(papers["Porozumienie"])))
    brought = read_foreign(before, name="umowa.pdf", title="Umowa")
    assert (brought.note, brought.attachments) == ("", ())
    assert page_texts(brought.pdf) == page_texts(before)
    assert page_fingerprints(brought.pdf) != page_fingerprints(papers["Porozumienie"])  # the old marks count now
    new = stamp_marks(brought.pdf, [page_mark(digest="f" * 16)] * brought.pages)
    assert page_fingerprints(new) == page_fingerprints(brought.pdf)
    codes = {code.text for code in zxingcpp.read_barcodes(seen(new))}
    assert codes == {mark.line.rpartition(" · ")[2] for mark in (page_mark(), page_mark(digest="f" * 16))}
    _passes_in_a_pack(papers, brought)


def test_same_file_gives_the_same_bytes() -> None:
    for file in (
        samples.office_pdf(),
        samples.office_pdf(embedded=False),
        samples.stored(samples.picture(90, 90), "PNG"),
    ):
        assert read_foreign(file, name="x", title="X") == read_foreign(file, name="x", title="X")


def test_description_of_the_coordinator_is_read_aloud(papers: Mapping[str, bytes]) -> None:
    scan = read_foreign(samples.stored(samples.picture(90, 90), "PNG"), name="x", title="Opinia").pdf
    part = Part("Opinia", scan, description="opinia zespołu z podpisami pięciu osób")
    with pikepdf.open(io.BytesIO(merge([Part("Dyplom", papers["Dyplom"]), part], title="Pakiet"))) as document:
        figure = document.Root.StructTreeRoot.K[0].K[1].K[0]
        assert str(figure.Alt) == "Opinia, strona 1: opinia zespołu z podpisami pięciu osób"


def _passes_in_a_pack(papers: Mapping[str, bytes], brought: Foreign) -> None:
    """Assert that a pack of a diploma and the attachment, marked, passes both gates and gives the file back."""
    pack = merge([Part("Dyplom", papers["Dyplom"]), Part("Załącznik", brought.pdf)], title="Pakiet")
    marked = attach(stamp_marks(pack, [None, *[page_mark()] * brought.pages]), brought.attachments)
    assert archival_faults(marked) == []
    assert structure_faults(marked) == []
    assert read_attachments(marked) == list(brought.attachments)
    assert len(page_texts(marked)) == 1 + brought.pages


def _kinds(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tree = document.Root.get(Name.StructTreeRoot)
        return [] if tree is None else [str(element.S) for element in elements(tree)]


def _images(pdf: bytes) -> list[Image.Image]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        streams = [page.obj.Resources.XObject.Obraz for page in document.pages]
        return [pikepdf.PdfImage(one).as_pil_image() for one in streams if isinstance(one, pikepdf.Stream)]


def test_picture_of_a_page_of_letters_takes_a_third_of_the_room_in_sixteen_greys() -> None:
    (page, _) = _images(read_foreign(samples.office_pdf(embedded=False, pages=2), name="o.pdf", title="O").pdf)
    assert page.size == (1654, 2339)
    assert len(set(page.convert("L").tobytes())) <= 16
    with pikepdf.open(
        io.BytesIO(read_foreign(samples.office_pdf(embedded=False), name="o.pdf", title="O").pdf)
    ) as document:
        image = document.pages[0].obj.Resources.XObject.Obraz
        assert image.BitsPerComponent == 4
        assert image.Filter == Name.FlateDecode


def test_page_of_an_odd_number_of_dots_is_not_slanted() -> None:
    def narrow(document: Pdf) -> None:
        document.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 595.28 * 1653 / 1654, 841.89])

    brought = read_foreign(samples.changed(samples.office_pdf(embedded=False), narrow), name="o.pdf", title="O")
    (page,) = _images(brought.pdf)
    assert page.width % 2 == 1
    assert dark_box(seen(brought.pdf)) == pytest.approx(dark_box(seen(samples.office_pdf(embedded=False))), abs=0.5)


def test_coloured_page_keeps_its_colours() -> None:
    form = samples.with_field(samples.office_pdf(), signed=True)
    (page,) = _images(read_foreign(form, name="u.pdf", title="U").pdf)
    red, green, blue = page.convert("RGB").getpixel((400, 2000))  # type: ignore[misc]  # three channels
    assert blue > 200 > 60 > max(red, green)
