from __future__ import annotations

import io
import itertools
from collections.abc import Mapping, Sequence

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.errors import UsageError
from schematom_docs.pdf import Part, count_pages, merge, page_texts
from schematom_docs.pdf.conformance import archival_faults, structure_faults
from schematom_docs.pdf.duplex import pad_for_duplex
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.page_marks import stamp_marks
from tests.pdf.mark_samples import page_mark, sheet

pytestmark = pytest.mark.xdist_group("libreoffice")


@given(lengths=st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_every_document_begins_on_the_front_of_a_sheet_and_no_page_is_lost(lengths: Sequence[int]) -> None:
    padded, numbers = pad_for_duplex(sheet(pages=sum(lengths)), lengths)
    assert [number for number in numbers if number] == list(range(1, sum(lengths) + 1))
    assert count_pages(padded) == len(numbers)
    firsts = [sum(lengths[:place]) + 1 for place in range(len(lengths))]
    assert all(numbers.index(first) % 2 == 0 for first in firsts)
    assert numbers[-1] != 0
    assert all(before != 0 for before, number in itertools.pairwise(numbers) if number == 0)


def test_padded_pack_keeps_labels_fingerprints_tags_and_outline(papers: Mapping[str, bytes]) -> None:
    parts = [Part("Okładka", papers["Dyplom"], front=True), Part("Umowa", papers["Porozumienie"])]
    parts += [Part("Dyplom", papers["Dyplom"]), Part("Kontrakt", papers["Kontrakt rodzinny"])]
    lengths = [count_pages(part.data) for part in parts]
    pack = merge(parts, title="Pakiet")
    padded, numbers = pad_for_duplex(pack, lengths)
    assert 0 in numbers
    before, after = page_fingerprints(pack), page_fingerprints(padded)
    assert [after[place] for place, number in enumerate(numbers) if number] == before
    labels = _labels(padded)
    assert [label for label, number in zip(labels, numbers, strict=True) if number] == _labels(pack)
    assert {label for label, number in zip(labels, numbers, strict=True) if not number} == {"–"}
    assert [text for text, number in zip(page_texts(padded), numbers, strict=True) if not number and text.strip()] == []
    marked = stamp_marks(padded, [page_mark(number, len(before)) if number else None for number in numbers])
    assert archival_faults(marked) == []
    assert structure_faults(marked) == []
    with pikepdf.open(io.BytesIO(marked)) as document, document.open_outline() as outline:
        for item, number in zip(outline.root, (1, 1 + lengths[0]), strict=False):
            assert isinstance(item.destination, pikepdf.Array)
            target = document.pages[numbers.index(number)].obj.objgen
            assert item.destination[0].objgen == target


def test_blank_side_has_the_size_and_turn_of_the_page_before_it() -> None:
    padded, numbers = pad_for_duplex(sheet((297, 210), turn=90, pages=2), [1, 1])
    assert numbers == [1, 0, 2]
    with pikepdf.open(io.BytesIO(padded)) as document:
        first, blank, _ = document.pages
        assert [float(edge) for edge in blank.mediabox] == pytest.approx([float(edge) for edge in first.mediabox])
        assert blank.obj.Rotate == 90
        assert "/Contents" not in blank.obj


def test_lengths_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(UsageError, match="razem 3 stron, a pakiet 2"):
        pad_for_duplex(sheet(pages=2), [1, 2])


def _labels(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [str(page.label) for page in document.pages]
