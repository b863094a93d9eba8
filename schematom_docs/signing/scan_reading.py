"""Scanned files → what is read on each of their sheets. A broken sheet never loses the stack."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PIL import Image

from schematom_docs.signing.scan_decoding import Reading, read_codes
from schematom_docs.signing.scan_files import TooManyPixelsError, open_stack

SECONDS_A_SHEET = 20.0  # after this no further view of a sheet is tried
BROKEN = "strona pliku jest uszkodzona"
_NOTHING = Reading()

Report = Callable[[int, int], None]
"""Told (sheets done, all sheets)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a scanned file. number: from 1; fault: why it could not be looked at, "" when it could."""

    number: int
    reading: Reading = _NOTHING
    fault: str = ""


def read_scan(data: bytes, *, place: str, report: Report | None = None) -> list[Sheet]:
    """Return the sheets of a scanned file, in order, read in this process.

    place: name of the file in messages. Raises VerificationError when the file is none that can be read, is too large,
    locked or broken as a whole.
    """
    stack = open_stack(data, place=place)
    sheets = []
    try:
        for number in range(1, stack.count + 1):
            sheets.append(looked_at(number, stack.views(number)))
            if report is not None:
                report(number, stack.count)
    finally:
        stack.close()
    return sheets


def looked_at(number: int, views: Iterator[Image.Image]) -> Sheet:
    """Return the sheet as the first view shows it that has a page code of ours; no failure leaves this function."""
    best = Reading()
    fault = ""
    start = time.monotonic()
    try:
        for view in views:
            reading = read_codes(view)
            if reading.ours or reading.blank:
                return Sheet(number, reading)
            best = best if best.payloads else reading
            if time.monotonic() - start > SECONDS_A_SHEET:
                break
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, TooManyPixelsError):
        fault = "strona ma za dużo punktów; zeskanuj ją w 200–300 dpi"
    except MemoryError:
        fault = "na tę stronę nie starcza pamięci; zeskanuj ją w 200–300 dpi"
    except Exception:  # decoders of pictures raise whatever they meet in a broken file; the stack must go on
        fault = BROKEN
    return Sheet(number, best, fault if not best.payloads else "")
