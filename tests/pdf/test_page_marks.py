from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
import pytest
import zxingcpp
from pikepdf import Name, pdfa
from PIL import Image, ImageChops, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics

from schematom_docs.errors import ConversionError, UsageError
from schematom_docs.pdf import Part, merge, page_texts
from schematom_docs.pdf.fonts import find_font
from schematom_docs.pdf.mark_sheet import LINE_FROM_BOTTOM, LINE_FROM_LEFT, LINE_SIZE, PageMark
from schematom_docs.pdf.page_marks import page_line, stamp_marks
from schematom_docs.pdf.rendering import drawn
from schematom_docs.pdf.stamp import registered
from tests.pdf.mark_samples import A4, MM, dark_box, page_mark, picture, sheet

pytestmark = pytest.mark.xdist_group("libreoffice")

SIZES = {"A4": A4, "A4 poziomo": (297.0, 210.0), "A3": (297.0, 420.0), "A5": (148.0, 210.0), "list": (215.9, 279.4)}


def test_line_says_pack_version_page_counterpart_and_payload() -> None:
    line = page_line("PAK/3/2026", 2, 3, 12, "ZD1|K7Q2M9XA-2|2|3|12|0123456789abcdef", counterpart="egz. 2/3 – PUP")
    assert line == "PAK/3/2026 · wersja 2 · str. 3 z 12 · egz. 2/3 – PUP · ZD1|K7Q2M9XA-2|2|3|12|0123456789abcdef"
    assert "egz." not in page_line("PAK/3/2026", 2, 3, 12, "ZD1|K7Q2M9XA|2|3|12|0123456789abcdef")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_symbol_of_twenty_millimetres_stands_in_the_lower_left_corner_as_seen(
    size: tuple[float, float], turn: int
) -> None:
    with_line, alone = page_mark(), PageMark("", page_mark().modules)
    image = picture(stamp_marks(sheet(size, turn=turn), [alone]), dots=300)
    left, bottom, right, top = dark_box(image, dots=300)
    assert (left, bottom) == pytest.approx((5, 5), abs=0.2)
    assert (right - left, top - bottom) == pytest.approx((20, 20), abs=0.2)
    marked = picture(stamp_marks(sheet(size, turn=turn), [with_line]))
    assert [found.text for found in zxingcpp.read_barcodes(marked)] == [with_line.line.rpartition(" · ")[2]]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_line_stands_right_of_the_symbol_five_millimetres_from_the_edge_and_inside_the_page(
    size: tuple[float, float],
) -> None:
    mark = page_mark()
    stamped = stamp_marks(sheet(size), [PageMark(mark.line)])
    left, bottom, right, top = dark_box(picture(stamped))
    assert left == pytest.approx(27.5, abs=0.4)
    assert 4.5 <= bottom <= 5.6
    assert top <= (9.5 if min(size) > 150 else 12)  # a narrow page breaks the line
    assert right <= size[0] - 7
    assert page_texts(stamped)[0].split() == mark.line.split()


def test_every_polish_letter_of_the_line_is_drawn_as_the_font_draws_it() -> None:
    letters = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ–„”§·"
    dots, path = 3000, find_font()
    with drawn(stamp_marks(sheet(), [PageMark(" ".join(letters))])) as document:
        strip = (0.0, LINE_FROM_BOTTOM - LINE_SIZE, 150 * MM, LINE_FROM_BOTTOM + LINE_SIZE)
        line = document.picture(0, dots=dots, part=strip, grey=True)
    size, base = LINE_SIZE * dots / 72, line.height / 2
    font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    face = registered(path)
    for place, letter in enumerate(letters):
        before, width = pdfmetrics.stringWidth(" ".join(letters)[: 2 * place], face, size), font.getlength(letter)
        left = LINE_FROM_LEFT * dots / 72 + before
        cell = (round(left) - 6, 0, round(left + width) + 6, line.height)
        shown = ImageChops.invert(line.crop(cell))
        wanted = Image.new("L", shown.size)
        ImageDraw.Draw(wanted).text((left - cell[0], base), letter, fill=255, font=font, anchor="ls")
        assert _difference(shown, wanted) < 0.07, letter  # without its dot ż differs by 0.13, Ż by 0.09


def test_page_with_ink_at_its_foot_is_made_smaller_until_no_mark_touches_it() -> None:
    scan = sheet(ink=[(3, 3, 204, 291)])  # black nearly to every edge
    before, after = picture(scan), picture(stamp_marks(scan, [page_mark()]))
    assert [found.text for found in zxingcpp.read_barcodes(after)] == [page_mark().line.rpartition(" · ")[2]]
    left, bottom, right, top = _block(after)
    assert bottom >= 24.6
    assert (right - left) / 204 == pytest.approx((top - bottom) / 291, rel=0.01)  # smaller, not squeezed
    assert 0.9 < (right - left) / 204 < 0.95
    assert dark_box(before)[2:] == pytest.approx((207, 294), abs=0.3)


def test_page_shrinks_no_more_than_its_ink_asks() -> None:
    footer = [(20.0, 6.0, 170.0, 3.0), (30.0, 100.0, 100.0, 100.0)]  # a footer where the line will stand
    after = picture(stamp_marks(sheet(ink=footer), [page_mark()]))
    _, _, right, _ = _block(after.crop((0, 0, after.width, after.height * 2 // 3)))
    assert right == pytest.approx(210 - (210 - 130) * 0.98, abs=1.5)
    assert [found.text for found in zxingcpp.read_barcodes(after)]


def test_frame_of_a_scan_keeps_the_quiet_zone_of_the_symbol_free() -> None:
    frame = [(0, 0, 3, 297), (0, 0, 210, 3), (207, 0, 3, 297), (0, 294, 210, 3)]  # a scan of a sheet on a dark ground
    beside = [(25.1, 0, 1, 297)]  # a vertical rule at the very side of the symbol
    for ink in (frame, beside):
        after = picture(stamp_marks(sheet(ink=ink), [page_mark()]))
        assert [found.text for found in zxingcpp.read_barcodes(after)] == [page_mark().line.rpartition(" · ")[2]]


def test_page_with_a_blank_foot_keeps_its_size_to_the_last_dot() -> None:
    letter = sheet(ink=[(25, 26, 160, 240), (25, 10, 160, 3)])
    before, after = picture(letter), picture(stamp_marks(letter, [page_mark()]))
    above = (round(25 * 150 / 25.4), 0, before.width, before.height - round(9 * 150 / 25.4))
    assert ImageChops.difference(before.crop(above), after.crop(above)).getbbox() is None


def test_links_of_a_page_made_smaller_stay_on_what_they_cover() -> None:
    scan = _with_link(sheet(ink=[(3, 3, 204, 291)]), (3 * MM, 3 * MM, 207 * MM, 294 * MM))
    stamped = stamp_marks(scan, [page_mark()])
    block = _block(picture(stamped))
    with pikepdf.open(io.BytesIO(stamped)) as document:
        rect = [float(edge) / MM for edge in document.pages[0].obj.Annots[0].Rect]
    assert rect == pytest.approx(block, abs=0.4)


def test_marks_are_artifacts_that_leave_tags_title_and_text_order_alone(papers: Mapping[str, bytes]) -> None:
    paper = papers["Porozumienie"]
    before = page_texts(paper)
    stamped = stamp_marks(paper, [page_mark(number, len(before)) for number in range(1, len(before) + 1)])
    for number, (text, old) in enumerate(zip(page_texts(stamped), before, strict=True), 1):
        assert text.split() == [*old.split(), *page_mark(number, len(before)).line.split()]
    with pikepdf.open(io.BytesIO(stamped)) as document:
        assert Name.StructTreeRoot in document.Root
        instructions = list(pikepdf.parse_content_stream(document.pages[0]))
        last = max(place for place, item in enumerate(instructions) if str(item.operator) == "Do")
        opening = next(item for item in reversed(instructions[:last]) if str(item.operator) in ("BDC", "BMC", "EMC"))
    assert (str(opening.operator), str(opening.operands[0])) == ("BDC", "/Artifact")


def test_marked_papers_embed_their_fonts_and_pass_the_pdf_a_gate(papers: Mapping[str, bytes]) -> None:
    pack = merge([Part(title, pdf) for title, pdf in papers.items()], title="Pakiet")
    pages = len(page_texts(pack))
    stamped = stamp_marks(pack, [None, *(page_mark(number, pages) for number in range(2, pages + 1))])
    report = pdfa.validate_written(io.BytesIO(stamped), "2b")
    assert report.passed, report.summary()
    assert stamped == stamp_marks(pack, [None, *(page_mark(number, pages) for number in range(2, pages + 1))])
    assert page_texts(stamped)[0] == page_texts(pack)[0]


def test_content_that_forgets_to_restore_its_state_does_not_move_the_marks() -> None:
    image = picture(stamp_marks(_with_content(b"q q 3 0 0 3 0 0 cm 0 0 m"), [page_mark()]))
    assert [found.text for found in zxingcpp.read_barcodes(image)]
    image = picture(stamp_marks(_with_content(b"Q Q 1 0 0 rg"), [page_mark()]))
    assert [found.text for found in zxingcpp.read_barcodes(image)]


def test_empty_page_can_carry_marks() -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.save(out)
    assert [found.text for found in zxingcpp.read_barcodes(picture(stamp_marks(out.getvalue(), [page_mark()])))]


def test_as_many_marks_as_pages_are_asked_for() -> None:
    with pytest.raises(UsageError, match="Znaków jest 1, a stron 2"):
        stamp_marks(sheet(pages=2), [page_mark()])


def test_pack_that_is_marked_already_is_not_marked_again() -> None:
    with pytest.raises(UsageError, match="już znaki"):
        stamp_marks(stamp_marks(sheet(), [page_mark()]), [page_mark()])


def test_page_too_small_for_the_marks_is_refused_by_its_number() -> None:
    with pytest.raises(ConversionError) as caught:
        stamp_marks(sheet((80, 60)), [page_mark()])
    assert caught.value.place == "strona 1"
    assert "A4" in caught.value.remedy


def test_line_that_fits_no_page_is_refused() -> None:
    with pytest.raises(ConversionError, match="nie mieści się"):
        stamp_marks(sheet(), [PageMark("bardzo długi numer " * 40)])


def _block(image: Image.Image) -> tuple[float, float, float, float]:
    """Return the box in mm of the large black block, found along lines through it."""
    per_mm = 150 / 25.4
    dark = image.point([255 if grey < 128 else 0 for grey in range(256)])
    row = dark.crop((0, dark.height // 2, dark.width, dark.height // 2 + 1)).getbbox()
    column = dark.crop((dark.width * 9 // 10, 0, dark.width * 9 // 10 + 1, dark.height)).getbbox()
    if column is None or row is None:
        column = dark.crop((dark.width // 2, 0, dark.width // 2 + 1, dark.height)).getbbox()
    assert row is not None
    assert column is not None
    return row[0] / per_mm, (dark.height - column[3]) / per_mm, row[2] / per_mm, (dark.height - column[1]) / per_mm


def _difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of ink that only one of two pictures has, after the best shift of at most two dots."""
    whole = sum(grey * count for grey, count in enumerate(other.histogram()))
    shifts = [(across, down) for across in range(-2, 3) for down in range(-2, 3)]
    found = []
    for by in shifts:
        apart = ImageChops.difference(one, ImageChops.offset(other, *by)).histogram()
        found.append(sum(grey * count for grey, count in enumerate(apart)) / max(whole, 1))
    return min(found)


def _with_content(content: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheet())) as document:
        document.pages[0].obj.Contents = document.make_stream(content)
        document.save(out)
    return out.getvalue()


def _with_link(pdf: bytes, rect: tuple[float, float, float, float]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        link = pikepdf.Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=pikepdf.Array(rect), Border=[0, 0, 0])
        document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(link)])
        document.save(out)
    return out.getvalue()
