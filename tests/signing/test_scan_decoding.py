"""What the ladder reads: each case with fixed seeds, and that nothing is read where nothing stands."""

from __future__ import annotations

import random

import pytest
from PIL import Image, ImageDraw

from schematom_docs.signing.page_codes import qr_modules
from schematom_docs.signing.scan_decoding import AT_ONCE, is_blank, read_codes
from schematom_docs.signing.scan_mending import _FIXED
from tests.signing.piles import text_of
from tests.signing.simulated_scans import CORNER, SYMBOL, Scanner, drawn_pages, rendered, scanned, sheets

TEXT = text_of("K7Q2M9XA", 3, copy=2, pages=12)
SEEDS = (1, 2, 3)


@pytest.mark.parametrize(
    "scanner",
    [
        Scanner(),
        Scanner(dpi=200),
        Scanner(dpi=300),
        Scanner(dpi=100),
        Scanner(stamp=True),
        Scanner(dpi=200, stamp=True),
        Scanner(contrast=0.35, noise=20),
        Scanner(blur=1.5, quality=30),
        Scanner(dpi=200, blur=1.5, quality=30),
        Scanner(stamp=True, contrast=0.5),
    ],
    ids=lambda scanner: "-".join(str(getattr(scanner, name)) for name in ("dpi", "blur", "noise", "contrast", "stamp")),
)
def test_a_page_of_a_bad_scanner_is_read(scanner: Scanner) -> None:
    page = rendered(drawn_pages([TEXT]), scanner.dpi)[0]
    read = [read_codes(scanned(page, scanner, seed)).payloads for seed in SEEDS]
    assert read == [(TEXT,)] * len(SEEDS)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_sheet_may_lie_any_way(angle: int) -> None:
    page = sheets([TEXT])[0].rotate(angle, expand=True)
    assert read_codes(page).payloads == (TEXT,)


@pytest.mark.parametrize("corner", [(0, 0), (1, 0), (0, 1)], ids=["top left", "top right", "bottom left"])
@pytest.mark.parametrize("angle", [0, 180])
def test_one_finder_pattern_may_be_lost_entirely(corner: tuple[int, int], angle: int) -> None:
    page = rendered(drawn_pages([TEXT]), 150)[0]
    unit = page.height / 297
    x = CORNER + (SYMBOL - 2.1 if corner[0] else 2.1)
    y = 297 - CORNER - SYMBOL + (SYMBOL - 2.1 if corner[1] else 2.1)
    ImageDraw.Draw(page).ellipse([(x - 3) * unit, (y - 3) * unit, (x + 3) * unit, (y + 3) * unit], fill=0)
    reading = read_codes(scanned(page, Scanner(degrees=1), 5).rotate(angle))
    assert reading.payloads == (TEXT,)
    assert reading.step != AT_ONCE


def test_a_coloured_stamp_over_the_code_is_looked_through() -> None:
    page = rendered(drawn_pages([TEXT]), 150)[0].convert("RGB")
    unit = page.height / 297
    ink = Image.new("RGB", page.size, (200, 40, 60))
    over = Image.new("L", page.size, 0)
    ImageDraw.Draw(over).ellipse([0, page.height - 26 * unit, 27 * unit, page.height - unit], fill=255)
    paper = page.convert("L").point([255 if level > 128 else 0 for level in range(256)])
    page.paste(ink, (0, 0), Image.composite(over, Image.new("L", page.size, 0), paper))
    assert read_codes(page).payloads == (TEXT,)


def test_two_sheets_piled_on_each_other_show_both_codes() -> None:
    one, other = rendered(drawn_pages([TEXT, text_of("K7Q2M9XA", 4, copy=2, pages=12)]), 150)
    other.paste(one.crop((0, one.height - 200, 200, one.height)), (700, 300))
    assert len(read_codes(other).payloads) == 2


def test_nothing_is_read_from_a_page_without_a_code() -> None:
    assert read_codes(sheets([None])[0]).payloads == ()


def test_nothing_is_read_from_noise() -> None:
    noise = Image.effect_noise((800, 1100), 120)
    assert read_codes(noise).payloads == ()


def test_patterns_that_are_redrawn_are_those_of_every_symbol() -> None:
    for text in (TEXT, text_of("00000000", 1)):
        rows = qr_modules(text)
        assert all(rows[y][x] == (level == 0) for (x, y), level in _FIXED.items())


def test_a_stroke_of_a_pen_is_not_a_blank_side_and_dust_is() -> None:
    unit, chance = 150 / 25.4, random.Random(1)
    written, dusty = Image.new("L", (1240, 1754), 250), Image.new("L", (1240, 1754), 250)
    line = [(100 * unit + step * 0.8 * unit, 200 * unit + chance.uniform(-4, 4) * unit) for step in range(40)]
    ImageDraw.Draw(written).line(line, fill=60, width=2)
    for _ in range(8):
        x, y = chance.uniform(20, 190) * unit, chance.uniform(20, 270) * unit
        ImageDraw.Draw(dusty).ellipse([x, y, x + 2, y + 2], fill=30)
    assert not is_blank(scanned(written, Scanner(), 1))
    assert is_blank(scanned(dusty, Scanner(), 1))
