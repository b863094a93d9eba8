"""A seal covers every byte of a released file, and names the place of what changed."""

from __future__ import annotations

import io
import json
import re

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Name, Pdf

from schematom_docs.errors import ConversionError
from schematom_docs.pdf.files import open_pdf
from schematom_docs.pdf.seal import BLOCK, MOST_BLOCKS, SEAL_NAME, SEAL_PLACE, seal
from schematom_docs.pdf.seal_check import check_seal, seal_faults
from schematom_docs.pdf.seal_text import MARK, TEXT_OFFSET, Seal, Segment, read_seal, seal_stream, seal_text
from schematom_docs.pdf.text import page_texts
from tests.verify.small_packs import ENCLOSED, flipped, small_pdf

BARE = small_pdf()
SEALED = seal(BARE)
STATED = read_seal(SEALED[SEALED.index(MARK) - TEXT_OFFSET :])
assert STATED is not None
PLACES = re.compile(r"bajty? (\d+)(?:–(\d+))?$")


def test_sealed_file_is_whole_and_loses_nothing_of_what_it_was() -> None:
    assert seal_faults(SEALED) == []
    assert page_texts(SEALED) == page_texts(BARE)
    with open_pdf(SEALED, name="próba") as pdf:
        assert set(pdf.attachments) == {*ENCLOSED, SEAL_NAME}
        assert [item.UF for item in pdf.Root.AF] == [SEAL_NAME, *ENCLOSED]
        assert {name: pdf.attachments[name].get_file().read_bytes() for name in ENCLOSED} == ENCLOSED
        assert pdf.check_pdf_syntax() == []


def test_seal_is_readable_json_for_anyone_who_opens_the_attachment() -> None:
    with open_pdf(SEALED, name="próba") as pdf:
        facts = json.loads(pdf.attachments[SEAL_NAME].get_file().read_bytes())
    assert facts["bajtow"] == len(SEALED)
    assert sum(length for length, _, _ in facts["odcinki"]) == len(SEALED)
    assert {"strona 1, treść", "strona 2, treść", "załącznik lista.csv", SEAL_PLACE} <= set(facts["miejsca"])


def test_equal_files_get_equal_seals() -> None:
    assert seal(small_pdf()) == SEALED
    assert seal(small_pdf(word="Umowa")) != SEALED


def test_file_is_sealed_once() -> None:
    with pytest.raises(ConversionError, match="ma już pieczęć"):
        seal(SEALED)


def test_every_flipped_byte_is_found_and_placed_where_it_is() -> None:
    """All bytes of a small file, none left out: two turned bits each."""
    for at in range(len(SEALED)):
        faults = seal_faults(flipped(SEALED, at, 0x20 if at % 2 else 0x01))
        assert faults, f"byte {at} may change unseen"
        assert len(faults) == 1
        assert _covers(faults[0].place, at), f"byte {at} placed at {faults[0].place}"


@given(at=st.integers(0, len(SEALED) - 1), mask=st.integers(1, 255))
def test_any_change_of_a_byte_is_found(at: int, mask: int) -> None:
    (fault,) = seal_faults(flipped(SEALED, at, mask))
    assert _covers(fault.place, at)


@pytest.mark.parametrize(
    ("label", "find"),
    [
        ("nagłówek pliku", b"%PDF-"),
        ("strona 2, treść", None),
        ("załącznik lista.csv", None),
        ("spis obiektów i zakończenie pliku", b"startxref"),
        ("spis obiektów i zakończenie pliku", b"%%EOF"),
        (SEAL_PLACE, MARK),
        (SEAL_PLACE, b'"sha256":"'),
        (SEAL_PLACE, b'"odcinki":'),
    ],
)
def test_place_says_in_words_what_was_hit(label: str, find: bytes | None) -> None:
    at = SEALED.index(find) if find else _middle(label)
    (fault,) = seal_faults(flipped(SEALED, at))
    assert fault.place.startswith(label)
    assert fault.remedy


@given(length=st.integers(1, len(SEALED) - 1))
def test_truncated_file_is_never_whole(length: int) -> None:
    assert seal_faults(SEALED[:length])


def test_truncation_says_how_much_is_missing_and_from_where() -> None:
    (fault,) = seal_faults(SEALED[:-40])
    assert fault.place.startswith(f"od bajtu {len(SEALED) - 40}: spis obiektów i zakończenie pliku")
    assert "ucięty o 40 B" in fault.reason


@given(at=st.integers(0, len(SEALED) - 1), added=st.binary(min_size=1, max_size=30))
def test_bytes_put_in_between_are_found(at: int, added: bytes) -> None:
    assert seal_faults(SEALED[:at] + added + SEALED[at:])


@given(at=st.integers(0, len(SEALED) - 50), length=st.integers(1, 50))
def test_bytes_taken_out_are_found(at: int, length: int) -> None:
    assert seal_faults(SEALED[:at] + SEALED[at + length :])


def test_bytes_before_the_file_are_named_as_added() -> None:
    (fault,) = seal_faults(b"From: urzad\n" + SEALED)
    assert fault.place.startswith("nagłówek pliku")
    assert "wstawiono 12 B" in fault.reason


def test_line_ends_changed_on_the_way_are_found() -> None:
    assert seal_faults(SEALED.replace(b"\n", b"\r\n"))


def test_bytes_after_the_sealed_ones_are_counted_not_judged() -> None:
    check = check_seal(SEALED + b"dopisek")
    assert (check.size, check.appended, check.faults) == (len(SEALED), 7, ())


@pytest.mark.parametrize("anew", [False, True])
def test_file_written_anew_by_another_program_is_found(anew: bool) -> None:
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(SEALED)) as pdf:
        pdf.docinfo[Name.Author] = pikepdf.String("ktoś inny")
        pdf.save(out, recompress_flate=anew)
    assert seal_faults(out.getvalue())


def test_file_without_a_seal_is_told_apart_from_a_broken_one() -> None:
    assert not check_seal(BARE).found
    assert not check_seal(b"to nie jest PDF").found
    assert [fault.reason for fault in seal_faults(BARE)] == ["plik nie ma pieczęci"]
    assert check_seal(flipped(SEALED, SEALED.index(MARK))).found


def test_seal_of_a_large_file_stays_small() -> None:
    pages = 4 * MOST_BLOCKS
    segments = tuple(Segment(BLOCK, 0, "0" * 16) for _ in range(pages))
    stated = Seal(0, 10, BLOCK * pages, "0" * 64, ("strona 1",), segments)
    text = seal_text(stated)
    assert read_seal(seal_stream(text, len(text) + 5) + b"more bytes") == stated
    large = small_pdf(pages=2)
    assert len(seal(large)) - len(large) < 12_000


def _covers(place: str, at: int) -> bool:
    """Return whether the bytes that a place names hold byte `at`; a seal hit is named from its first byte."""
    found = PLACES.search(place)
    if found:
        return int(found[1]) <= at <= int(found[2] or found[1])
    named = re.search(r"od bajtu (\d+)$", place)
    assert STATED is not None
    return bool(named) and STATED.start <= at < STATED.end


def _middle(label: str) -> int:
    """Return a byte in the middle of the first segment of a label."""
    assert STATED is not None
    at = 0
    for segment in STATED.segments:
        if STATED.places[segment.label] == label:
            return at + segment.length // 2
        at += segment.length
    raise AssertionError(f"no segment is called {label}")
