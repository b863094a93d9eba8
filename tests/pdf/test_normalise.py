from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

import pikepdf
import pytest
from pikepdf import pdfa

from schematom_docs.errors import ConversionError
from schematom_docs.pdf import normalise, page_texts

pytestmark = pytest.mark.xdist_group("libreoffice")


def test_two_conversions_of_one_document_become_equal_bytes(
    converted: Mapping[str, bytes], converted_later: Mapping[str, bytes]
) -> None:
    for title, pdf in converted.items():
        assert pdf != converted_later[title]
        assert normalise(pdf, title=title) == normalise(converted_later[title], title=title)


def test_normalised_paper_stays_as_it_is_when_normalised_again(papers: Mapping[str, bytes]) -> None:
    for title, pdf in papers.items():
        assert normalise(pdf, title=title) == pdf


def test_different_documents_have_different_file_ids(papers: Mapping[str, bytes]) -> None:
    ids = set()
    for pdf in papers.values():
        with pikepdf.open(io.BytesIO(pdf)) as document:
            ids.add(bytes(document.trailer.ID[0]))
    assert len(ids) == len(papers)


def test_title_language_and_title_display_are_set(converted: Mapping[str, bytes]) -> None:
    pdf = normalise(converted["Dyplom"], title="Dyplom „Złota rodzina”", author="PCPR w Poznaniu")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.docinfo.Title == "Dyplom „Złota rodzina”"
        assert document.Root.Lang == "pl-PL"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        with document.open_metadata() as xmp:
            assert xmp["dc:title"] == "Dyplom „Złota rodzina”"
            assert xmp["dc:creator"] == ["PCPR w Poznaniu"]


def test_producer_stays_as_libreoffice_states_it(converted: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(converted["Dyplom"])) as before:
        stated = str(before.docinfo.Producer)
    with pikepdf.open(io.BytesIO(normalise(converted["Dyplom"], title="Dyplom"))) as after:
        assert stated.startswith("LibreOffice")
        assert after.docinfo.Producer == stated


def test_no_moment_of_making_is_left_unless_given(papers: Mapping[str, bytes], converted: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(papers["Dyplom"])) as document:
        assert "/CreationDate" not in document.docinfo
        assert b"Date" not in document.Root.Metadata.read_bytes()
    made = datetime(2015, 7, 30, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    with pikepdf.open(io.BytesIO(normalise(converted["Dyplom"], title="Dyplom", made=made))) as document:
        assert document.docinfo.CreationDate == "D:20150730120000+02'00'"
        assert b"2015-07-30T12:00:00+02:00" in document.Root.Metadata.read_bytes()


def test_normalised_papers_pass_the_pdf_a_gate(papers: Mapping[str, bytes], converted: Mapping[str, bytes]) -> None:
    made = datetime(2015, 7, 30, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    dated = normalise(converted["Dyplom"], title="Dyplom & <b>", made=made)
    for pdf in (*papers.values(), dated):
        report = pdfa.validate_written(io.BytesIO(pdf), "2b")
        assert report.passed, report.findings


def test_text_is_untouched(converted: Mapping[str, bytes], papers: Mapping[str, bytes]) -> None:
    for title, pdf in papers.items():
        assert page_texts(pdf) == page_texts(converted[title])
    assert "zażółć gęślą jaźń" in page_texts(papers["Porozumienie"])[0]


def test_file_that_is_no_pdf_is_refused_by_title() -> None:
    with pytest.raises(ConversionError) as caught:
        normalise(b"to nie jest PDF", title="Opinia")
    assert caught.value.place == "Opinia"


def test_pdf_locked_with_a_password_is_refused_by_title() -> None:
    out = io.BytesIO()
    with pikepdf.new() as locked:
        locked.add_blank_page()
        locked.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(ConversionError, match="hasłem"):
        normalise(out.getvalue(), title="Opinia")
