"""Reading in a process of its own: the same sheets, and what a sheet that never ends or kills the reader costs."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from schematom_docs.errors import VerificationError
from schematom_docs.signing import scan_worker
from schematom_docs.signing.scan_reading import read_scan
from schematom_docs.signing.scan_worker import ENDLESS, read_scan_apart
from tests.signing.piles import text_of
from tests.signing.simulated_scans import Scanner, drawn_pages, scan_file, sheets

_FORM = {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": [0, 0, 595, 842]}
CODES = [text_of("AAAAAAAA", page, pages=2) for page in (1, 2)]


def _with_an_endless_page(pdf: bytes) -> bytes:
    """Return the file with a page between the first and the second that draws ten to the tenth squares."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        inner = file.make_stream(b"0 0 10 10 re f", Dictionary(_FORM))
        for _ in range(10):
            within = Dictionary(_FORM | {"/Resources": Dictionary(XObject=Dictionary(X=inner))})
            inner = file.make_stream(b"/X Do " * 10, within)
        page = file.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(XObject=Dictionary(X=inner))
        page.Contents = file.make_stream(b"/X Do")
        file.pages.insert(1, page)
        del file.pages[-1]
        out = io.BytesIO()
        file.save(out)
    return out.getvalue()


def test_the_same_sheets_are_read_apart() -> None:
    data = scan_file(sheets([*CODES, None], Scanner(dpi=100, noise=0)))
    told: list[tuple[int, int]] = []
    apart = read_scan_apart(data, place="skan.pdf", report=lambda done, count: told.append((done, count)))
    assert apart == read_scan(data, place="skan.pdf")
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_refusal_comes_back_with_its_words() -> None:
    with pytest.raises(VerificationError) as refused:
        read_scan_apart(b"PK\x03\x04", place="umowa.docx")
    assert (refused.value.place, refused.value.reason) == ("umowa.docx", "to archiwum ZIP albo plik Worda czy Excela")


def test_a_page_that_never_ends_costs_that_page_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_worker, "SECONDS_A_SHEET", 5.0)
    read = read_scan_apart(_with_an_endless_page(drawn_pages(CODES)), place="skan.pdf")
    assert [one.reading.payloads for one in read] == [(CODES[0],), (), (CODES[1],)]
    assert read[1].fault == ENDLESS


def test_a_file_that_loses_too_many_pages_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_worker, "SECONDS_A_SHEET", 0.0)
    monkeypatch.setattr(scan_worker, "MOST_LOST", 0)
    with pytest.raises(VerificationError, match="nie da się odczytać"):
        read_scan_apart(_with_an_endless_page(drawn_pages(CODES)), place="skan.pdf")
