from __future__ import annotations

from collections.abc import Mapping

import pytest

from schematom_docs.errors import ConversionError
from schematom_docs.pdf import count_pages, page_texts

pytestmark = pytest.mark.xdist_group("libreoffice")


def test_text_comes_page_by_page_with_polish_letters(papers: Mapping[str, bytes]) -> None:
    texts = page_texts(papers["Porozumienie"])
    assert len(texts) == count_pages(papers["Porozumienie"]) >= 2
    together = " ".join(" ".join(texts).split())
    assert together.count("zażółć gęślą jaźń") == 4 * 14
    for number in range(1, 5):
        assert f"§ {number}. Zobowiązania" in together


def test_file_that_is_no_pdf_is_refused_by_name() -> None:
    with pytest.raises(ConversionError) as caught:
        page_texts(b"to nie jest PDF", name="opinia.pdf")
    assert caught.value.place == "opinia.pdf"


def test_pages_of_a_file_that_is_no_pdf_are_not_counted() -> None:
    with pytest.raises(ConversionError) as caught:
        count_pages(b"", name="opinia.pdf")
    assert caught.value.place == "opinia.pdf"
