"""Scanned pages per minute, and how many are read: ours against zxing-cpp alone on the same pictures."""

from __future__ import annotations

from collections.abc import Iterator

import zxingcpp
from PIL import Image

from bench.measure import Result, seconds
from schematom_docs.signing.page_codes import payload
from schematom_docs.signing.scan_decoding import read_codes
from schematom_docs.signing.scan_reading import read_scan
from tests.signing.simulated_scans import Scanner, drawn_pages, rendered, scan_file, scanned

PAGES = 40
ASKED = 60.0  # pages a minute: what a feeder of an office gives
CODES = [payload("K7Q2M9XA", 1, 1, page, PAGES, f"{page:016x}") for page in range(1, PAGES + 1)]
SCANNERS = {
    "150 dpi, 2°, noise, blur": Scanner(),
    "300 dpi": Scanner(dpi=300),
    "150 dpi, stamp over the code": Scanner(stamp=True),
    "contrast 0.35, noise 20": Scanner(contrast=0.35, noise=20),
    "blur 1.5, JPEG 30": Scanner(blur=1.5, quality=30),
}


def results() -> Iterator[Result]:
    """Yield pages a minute from file to codes, then how many pages are read, scanner by scanner."""
    for name, scanner in SCANNERS.items():
        pictures = _pictures(scanner)
        speed = _pages_a_minute(scan_file(pictures))
        yield Result(f"scan.pages: {name}", speed, None, "pages/min", speed / ASKED)
        ours = sum(read_codes(picture).payloads == (code,) for picture, code in zip(pictures, CODES, strict=True))
        alone = sum(_alone(picture) == [code] for picture, code in zip(pictures, CODES, strict=True))
        yield Result(f"scan.read: {name}", ours, alone, f"of {PAGES}", ours / alone if alone else None)


def _pictures(scanner: Scanner) -> list[Image.Image]:
    pages = rendered(drawn_pages(CODES), scanner.dpi)
    return [scanned(page, scanner, seed) for seed, page in enumerate(pages)]


def _pages_a_minute(data: bytes) -> float:
    return PAGES * 60 / seconds(lambda: read_scan(data, place="bench"))


def _alone(picture: Image.Image) -> list[str]:
    """Return what zxing-cpp reads on the whole page, as it stands."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [barcode.text for barcode in found]
