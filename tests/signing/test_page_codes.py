"""Page codes: what is hashed, what is printed, what is read back, and what is refused."""

from __future__ import annotations

import hashlib

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from schematom_docs.signing.page_codes import (
    ALPHABET,
    LONGEST_PAYLOAD,
    PageCode,
    claims_ours,
    page_digest,
    parse_payload,
    payload,
    qr_modules,
)

FINGERPRINT = "ab" * 32
DIGEST = "0123456789abcdef"

CODES = st.text(alphabet=ALPHABET, min_size=8, max_size=8)


def test_digest_is_the_start_of_sha256_over_the_documented_bytes() -> None:
    expected = hashlib.sha256(b"K7Q2M9XA|2|1|3|12|" + FINGERPRINT.encode()).hexdigest()[:16]
    assert page_digest("K7Q2M9XA", 2, 1, 3, 12, FINGERPRINT) == expected


@pytest.mark.parametrize(
    ("counterpart", "text"),
    [(0, "ZD1|K7Q2M9XA|1|3|12|0123456789abcdef"), (2, "ZD1|K7Q2M9XA-2|1|3|12|0123456789abcdef")],
)
def test_payload_names_the_counterpart_only_on_paper(counterpart: int, text: str) -> None:
    assert payload("K7Q2M9XA", counterpart, 1, 3, 12, DIGEST) == text


@given(CODES, st.integers(0, 99), st.integers(1, 99), st.integers(1, 999), st.integers(0, 99), st.binary(min_size=8))
def test_every_payload_reads_back_as_what_it_names(
    code: str, counterpart: int, version: int, page: int, more: int, data: bytes
) -> None:
    digest = hashlib.sha256(data).hexdigest()[:16]
    text = payload(code, counterpart, version, page, page + more, digest)
    assert parse_payload(text) == PageCode(code, counterpart, version, page, page + more, digest)
    assert 35 <= len(text) <= LONGEST_PAYLOAD


@pytest.mark.parametrize(
    "text",
    [
        "ZD1|K7Q2M9XI|1|1|1|0123456789abcdef",  # I is not in the alphabet
        "ZD1|K7Q2M9X|1|1|1|0123456789abcdef",
        "ZD1|k7q2m9xa|1|1|1|0123456789abcdef",
        "ZD1|K7Q2M9XA-0|1|1|1|0123456789abcdef",
        "ZD1|K7Q2M9XA|01|1|1|0123456789abcdef",
        "ZD1|K7Q2M9XA|1|2|1|0123456789abcdef",
        "ZD1|K7Q2M9XA|1|0|1|0123456789abcdef",
        "ZD1|K7Q2M9XA|1|1|1|0123456789ABCDEF",
        "ZD1|K7Q2M9XA|1|1|1|0123456789abcde",
        "ZD1|K7Q2M9XA|1|1|1|0123456789abcdef\n",
        "ZD1|K7Q2M9XA|1|1|1|0123456789abcdef|",
        "ZD1|K7Q2M9XA|1|１|1|0123456789abcdef",
        "ZD2|K7Q2M9XA|1|1|1|0123456789abcdef",
    ],
)
def test_a_damaged_code_of_ours_is_told_from_a_foreign_one(text: str) -> None:
    assert parse_payload(text) is None
    assert claims_ours(text)


@pytest.mark.parametrize(
    "text", ["", "https://example.org", "zd1|K7Q2M9XA|1|1|1|0123456789abcdef", " ZD1|x", "ZDROWIE"]
)
def test_a_foreign_code_does_not_claim_to_be_ours(text: str) -> None:
    assert parse_payload(text) is None
    assert not claims_ours(text)


@given(st.text())
def test_any_text_is_answered_without_an_error(text: str) -> None:
    found = parse_payload(text)
    assert found is None or found.text == text


def test_a_fingerprint_in_place_of_the_digest_is_refused() -> None:
    with pytest.raises(ValueError, match="no page code"):
        payload("K7Q2M9XA", 0, 1, 1, 1, FINGERPRINT)


@pytest.mark.parametrize("text", ["ZD1|K7Q2M9XA|1|1|1|0123456789abcdef", "ZD1|K7Q2M9XA-12|12|100|100|0123456789abcdef"])
def test_the_symbol_is_of_version_4_and_level_q(text: str) -> None:
    rows = qr_modules(text)
    assert len(rows) == 33
    assert {len(row) for row in rows} == {33}
    assert segno.make(text, error="q", boost_error=False, mode="byte").designator == "4-Q"


def test_the_symbol_says_the_payload() -> None:
    import zxingcpp

    text = payload("K7Q2M9XA", 2, 1, 3, 12, DIGEST)
    rows = qr_modules(text)
    picture = Image.new("L", (41, 41), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            picture.putpixel((x + 4, y + 4), 0 if dark else 255)
    (found,) = zxingcpp.read_barcodes(picture.resize((205, 205), Image.Resampling.NEAREST))
    assert found.text == text
