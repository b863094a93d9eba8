"""Reading of scanned files: kinds, several pages, broken and hostile files, one bad sheet in a stack."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from schematom_docs.errors import VerificationError
from schematom_docs.signing import scan_files
from schematom_docs.signing.scan_reading import read_scan
from tests.signing.piles import text_of
from tests.signing.simulated_scans import Scanner, drawn_pages, scan_file, sheets

CODES = [text_of("AAAAAAAA", page, pages=2) for page in (1, 2)]


@pytest.fixture(scope="module")
def pictures() -> list[Image.Image]:
    """Two scanned pages with codes."""
    return sheets(CODES)


def _codes(data: bytes) -> list[tuple[str, ...]]:
    return [one.reading.payloads for one in read_scan(data, place="skan")]


@pytest.mark.parametrize("kind", ["PDF", "TIFF"])
def test_every_page_of_a_stack_is_read(pictures: list[Image.Image], kind: str) -> None:
    assert _codes(scan_file(pictures, kind)) == [(CODES[0],), (CODES[1],)]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_one_sheet(pictures: list[Image.Image], kind: str) -> None:
    assert _codes(scan_file(pictures, kind)) == [(CODES[0],)]


def test_black_and_white_fax_pages_are_read(pictures: list[Image.Image]) -> None:
    pages = [picture.convert("1", dither=Image.Dither.NONE) for picture in pictures]
    target = io.BytesIO()
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:], compression="group4")
    assert _codes(target.getvalue()) == [(CODES[0],), (CODES[1],)]


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "RGBA", "I;16", "P", "LA"])
def test_every_kind_of_picture_a_scanner_gives_is_read(pictures: list[Image.Image], mode: str) -> None:
    grey = pictures[0]
    if mode == "I;16":
        converted = grey.convert("I").point(lambda level: level * 257).convert("I;16")
    else:
        converted = grey.convert("RGB").convert(mode)
    target = io.BytesIO()
    converted.save(target, "TIFF")
    assert _codes(target.getvalue()) == [(CODES[0],)]


def test_clear_paper_is_white_paper() -> None:
    page = sheets([CODES[0]], Scanner(noise=0, blur=0.3, degrees=0))[0]
    clear = Image.new("RGBA", page.size, (0, 0, 0, 0))
    clear.putalpha(page.point([255 if level < 128 else 0 for level in range(256)]))
    target = io.BytesIO()
    clear.save(target, "PNG")
    assert _codes(target.getvalue()) == [(CODES[0],)]


def test_pages_that_were_never_paper_are_rendered() -> None:
    assert _codes(drawn_pages(CODES)) == [(CODES[0],), (CODES[1],)]


def test_a_scan_with_text_laid_over_it_is_read_from_its_picture(pictures: list[Image.Image]) -> None:
    with pikepdf.open(io.BytesIO(scan_file(pictures[:1]))) as pdf:
        page = pdf.pages[0]
        page.contents_add(b"BT 3 Tr /F1 10 Tf 72 72 Td (tekst) Tj ET")
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        )
        page.Resources.Font = pikepdf.Dictionary(F1=font)
        target = io.BytesIO()
        pdf.save(target)
    assert _codes(target.getvalue()) == [(CODES[0],)]


def test_a_blank_back_is_told_as_blank_and_dust_does_not_matter() -> None:
    back = sheets([None], Scanner(dpi=75))[0]
    blank = Image.new("L", back.size, 246)
    blank.putpixel((200, 300), 0)
    (one,) = read_scan(scan_file([blank]), place="skan")
    assert one.reading.blank
    (full,) = read_scan(scan_file([back]), place="skan")
    assert not full.reading.blank


def test_a_page_with_a_signature_alone_is_not_blank() -> None:
    page = Image.new("L", (1241, 1754), 250)
    for step in range(60):
        page.paste(40, (600 + step * 3, 900 + (step % 7) * 3, 606 + step * 3, 906 + (step % 7) * 3))
    (one,) = read_scan(scan_file([page]), place="skan")
    assert not one.reading.blank


def test_a_broken_page_does_not_lose_the_stack(pictures: list[Image.Image]) -> None:
    with pikepdf.open(io.BytesIO(scan_file([*pictures, pictures[0]]))) as pdf:
        (image,) = pdf.pages[1].Resources.XObject.values()
        image.write(b"\xff\xd8\xff nothing", filter=pikepdf.Name.DCTDecode)
        target = io.BytesIO()
        pdf.save(target)
    assert _codes(target.getvalue()) == [(CODES[0],), (), (CODES[0],)]


def test_a_torn_page_of_a_tiff_does_not_lose_the_stack(pictures: list[Image.Image]) -> None:
    data = bytearray(scan_file([*pictures, pictures[1]], "TIFF"))
    with Image.open(io.BytesIO(bytes(data))) as picture:
        picture.seek(1)
        tags = picture.tag_v2  # type: ignore[attr-defined]
        start, length = tags[273][0], tags[279][0]
    data[start : start + length] = b"\0" * length
    read = read_scan(bytes(data), place="skan")
    assert [one.reading.payloads for one in read] == [(CODES[0],), (), (CODES[1],)]
    assert read[1].fault == "strona pliku jest uszkodzona"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "plik jest pusty"),
        (b"PK\x03\x04 word", "to archiwum ZIP albo plik Worda czy Excela"),
        (b"\0\0\0\x18ftypheic", "to zdjęcie HEIC albo film z telefonu"),
        (b"zwykly tekst", "to nie jest skan"),
        (b"%PDF-1.4 nothing", "plik PDF jest uszkodzony"),
        (b"\xff\xd8\xff\xe0 nothing", "plik JPEG jest uszkodzony"),
        (b"\x89PNG\r\n\x1a\n nothing", "plik PNG jest uszkodzony"),
        (b"II*\0\x08\0\0\0 nothing", "plik TIFF jest uszkodzony"),
    ],
)
def test_what_is_no_scan_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(VerificationError) as refused:
        read_scan(data, place="skan.pdf")
    assert (refused.value.place, refused.value.reason) == ("skan.pdf", reason)
    assert refused.value.remedy


def test_a_locked_pdf_is_refused_with_its_remedy(pictures: list[Image.Image]) -> None:
    with pikepdf.open(io.BytesIO(scan_file(pictures[:1]))) as pdf:
        target = io.BytesIO()
        pdf.save(target, encryption=pikepdf.Encryption(user="tajne", owner="tajne"))
    with pytest.raises(VerificationError, match="zamknięty hasłem"):
        read_scan(target.getvalue(), place="skan.pdf")


def test_a_page_of_a_mile_is_rendered_small() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(14400, 14400))
    target = io.BytesIO()
    pdf.save(target)
    (one,) = read_scan(target.getvalue(), place="skan")
    assert one.reading.blank


def test_a_picture_of_too_many_points_is_told(monkeypatch: pytest.MonkeyPatch, pictures: list[Image.Image]) -> None:
    monkeypatch.setattr(scan_files, "MOST_PIXELS", 1_000_000)
    for kind in ("PDF", "TIFF"):
        (one,) = read_scan(scan_file(pictures[:1], kind), place="skan")
        assert "za dużo punktów" in one.fault


def test_a_bomb_of_points_is_refused() -> None:
    body = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    header = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body))
    with pytest.raises(VerificationError, match="za dużo punktów"):
        read_scan(header + struct.pack(">I", 0) + b"IDAT", place="skan.png")


def test_a_stack_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch, pictures: list[Image.Image]) -> None:
    monkeypatch.setattr(scan_files, "MOST_SHEETS", 1)
    with pytest.raises(VerificationError, match="plik ma 2 stron"):
        read_scan(scan_file(pictures), place="skan")


@settings(max_examples=60)
@given(st.data())
def test_any_damage_of_a_file_is_answered(data: st.DataObject) -> None:
    whole = _small_files()[data.draw(st.integers(0, 3))]
    torn = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        torn[data.draw(st.integers(0, len(torn) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(torn)))
    try:
        read = read_scan(bytes(torn[:cut]), place="skan")
    except VerificationError as error:
        assert error.place == "skan"
    else:
        assert all(isinstance(one.fault, str) for one in read)


def _small_files() -> list[bytes]:
    picture = Image.new("L", (160, 160), 255)
    picture.paste(0, (40, 40, 100, 100))
    return [scan_file([picture, picture], kind) for kind in ("PDF", "TIFF", "JPEG", "PNG")]
