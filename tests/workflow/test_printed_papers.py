"""Papers of every pilot as PDF: nothing of the Word file is lost, bytes repeat, title, language and tags are set."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from docx import Document as Word

from schematom_docs.case import CheckedCase
from schematom_docs.pdf import LibreOfficeConverter, page_texts
from schematom_docs.values import Document
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued, issue
from schematom_docs.workflow.press import Press
from tests.conftest import PILOTS
from tests.workflow.test_word_files import texts


def squeezed(text: str) -> str:
    """Return the letters and digits of a text: what layout cannot change."""
    return re.sub(r"[^\w]", "", text)


def kept_for_later_pages(docx: bytes) -> frozenset[str]:
    """Return the headers and footers that page one does not show because its section has others for its first page."""
    sections = [section for section in Word(io.BytesIO(docx)).sections if section.different_first_page_header_footer]
    stories = [story for section in sections for story in (section.header, section.footer)]
    return frozenset(str(story.part.partname).lstrip("/") for story in stories if not story.is_linked_to_previous)


def shortest_and_longest(papers: list[Issued]) -> list[Document]:
    """Return of each type the paper with the least and the one with the most in it; those between differ in data."""
    by_type: dict[str, list[Document]] = {}
    for paper in papers:
        by_type.setdefault(paper.document.type_id, []).append(paper.document)
    ends = [(min(same, key=_size), max(same, key=_size)) for same in by_type.values()]
    return list({document.name: document for pair in ends for document in pair}.values())


def _size(document: Document) -> int:
    return sum(len(text) for text in texts(document.docx))


@pytest.mark.parametrize("pilot", PILOTS)
def test_every_paragraph_of_the_word_file_stands_in_the_pdf(
    pilot: str, desk: Desk, papers: Callable[[str], list[Issued]]
) -> None:
    documents = shortest_and_longest(papers(pilot))
    for document, made in zip(documents, desk.press.run(documents), strict=True):
        printed = squeezed("".join(page_texts(made.data)))
        # Page fields are counted anew by LibreOffice: their cached numbers need not stand in the PDF.
        unseen = kept_for_later_pages(document.docx) if made.pages == 1 else frozenset()
        wanted = [squeezed(text.partition("strona\u00a0")[0]) for text in texts(document.docx, unseen)]
        lost = [text for text in wanted if text not in printed]
        # A paragraph that runs over a page border is cut there by header and footer.
        whole = [text for text in lost if not _stands_in_pieces(text, printed)]
        assert whole == [], document.name


def _stands_in_pieces(text: str, printed: str) -> bool:
    return any(text[:cut] in printed and text[cut:] in printed for cut in range(10, len(text) - 10))


@pytest.mark.parametrize("pilot", PILOTS)
def test_pdf_is_tagged_and_has_title_and_language(
    pilot: str, desk: Desk, papers: Callable[[str], list[Issued]]
) -> None:
    documents = shortest_and_longest(papers(pilot))
    for document, made in zip(documents, desk.press.run(documents), strict=True):
        with pikepdf.open(io.BytesIO(made.data)) as pdf:
            assert str(pdf.docinfo["/Title"]) == document.title
            assert str(pdf.Root.Lang) == "pl-PL"
            assert bool(pdf.Root.MarkInfo.Marked)
            assert len(pdf.Root.StructTreeRoot.K) > 0


def test_same_data_give_the_same_bytes_in_word_and_pdf(desk: Desk, example: Callable[[str], CheckedCase]) -> None:
    first, second = (issue(desk, example("kielce-2"), "dyplom", "d01").document for _ in range(2))
    assert first.docx == second.docx
    printed = [Press(LibreOfficeConverter()).run([document])[0].data for document in (first, second)]
    assert printed[0] == printed[1]


def test_family_contract_with_typical_data_has_four_pages_or_more(
    desk: Desk, papers: Callable[[str], list[Issued]]
) -> None:
    contracts = [item.document for item in papers("poznan-2") if item.document.type_id == "kontrakt_rodzinny"]
    assert min(made.pages for made in desk.press.run(contracts)) >= 4


def test_each_diploma_fits_one_page(desk: Desk, papers: Callable[[str], list[Issued]]) -> None:
    diplomas = [item.document for item in papers("kielce-2") if item.document.type_id == "dyplom"]
    assert [made.pages for made in desk.press.run(diplomas)] == [1] * len(diplomas)
