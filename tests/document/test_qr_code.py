"""QR codes, read back by a reader of their own: finder patterns, mask, the zigzag of bits, bytes in UTF-8."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schematom_docs.document import Picture, compile_template
from schematom_docs.document.ooxml import qn
from schematom_docs.document.qr_code import qr
from schematom_docs.errors import TemplateError
from tests.document.word_files import p, root_of, word_file

SCALE, QUIET = 8, 4
MASKS: list[Callable[[int, int], bool]] = [
    lambda y, x: (y + x) % 2 == 0, lambda y, x: y % 2 == 0, lambda y, x: x % 3 == 0, lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0, lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0, lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
]  # fmt: skip
FINDER = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]


def modules(picture: Picture) -> list[list[bool]]:
    """Return the dark modules of a printed code without its margin."""
    side = struct.unpack(">L", picture.data[16:20])[0]
    start = picture.data.index(b"IDAT")
    length = struct.unpack(">L", picture.data[start - 4 : start])[0]
    raw = zlib.decompress(picture.data[start + 4 : start + 4 + length])
    width = side // 8 + 1
    rows = [[byte == 0 for byte in raw[y * width + 1 : (y + 1) * width]] for y in range(0, side, SCALE)]
    assert not any(any(row) for row in rows[:QUIET] + rows[-QUIET:])
    return [row[QUIET:-QUIET] for row in rows[QUIET:-QUIET]]


def read(code: list[list[bool]]) -> str:
    """Return the text of a code of version 1 to 3, level M: one block of data."""
    size = len(code)
    bits = [code[8][x] for x in (0, 1, 2, 3, 4, 5)]
    form = int("".join("01"[bit] for bit in bits[:5]), 2) ^ 0b10101
    assert form >> 3 == 0, "level M"
    mask = MASKS[form & 7]
    found: list[int] = []
    for pair, right in enumerate([*range(size - 1, 6, -2), *range(5, 0, -2)]):
        for step in range(size):
            y = step if pair % 2 else size - 1 - step
            found += [int(code[y][x] ^ mask(y, x)) for x in (right, right - 1) if not reserved(y, x, size)]
    text = "".join(map(str, found))
    assert text[:4] == "0100", "bytes"
    count = int(text[4:12], 2)
    return bytes(int(text[12 + 8 * n : 20 + 8 * n], 2) for n in range(count)).decode("utf-8")


def reserved(y: int, x: int, size: int) -> bool:
    corner = (y < 9 and x < 9) or (y < 9 and x >= size - 8) or (y >= size - 8 and x < 9)
    at = size - 7
    return corner or y == 6 or x == 6 or (size > 21 and abs(y - at) <= 2 and abs(x - at) <= 2)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("abcxyząęłó:/?=.& –"), min_size=1, max_size=14))
def test_a_code_reads_back_as_its_text(text: str) -> None:
    code = modules(qr(text))
    for top, left in ((0, 0), (0, -7), (-7, 0)):
        rows = code[top : top + 7 or None]
        assert ["".join("01"[cell] for cell in row[left : left + 7 or None]) for row in rows] == FINDER
    assert read(code) == text


def test_a_tag_prints_a_code_of_the_asked_size_with_its_text_for_those_who_do_not_see() -> None:
    root = root_of(compile_template(word_file(p("{{ adres|qr(bok=20) }}"))).render({"adres": "https://a.pl/?b&c"}))
    extent = root.find(f".//{qn('wp:extent')}")
    assert extent is not None
    assert (extent.get("cx"), extent.get("cy")) == ("720000", "720000")
    assert [item.get("descr") for item in root.iter(qn("wp:docPr"))] == ["https://a.pl/?b&c"]


@pytest.mark.parametrize(("text", "reason"), [("", "pusty"), ("ą" * 1101, "za długi")])
def test_an_empty_or_endless_text_is_a_located_error(text: str, reason: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(word_file(p("{{ x|qr }}")), name="w.docx").render({"x": text})
    assert caught.value.place == "w.docx, treść, akapit 1"
    assert reason in caught.value.reason
