from __future__ import annotations

import io
import itertools
from collections.abc import Mapping, Sequence

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.errors import NotReleasableError
from schematom_docs.pdf import Part, merge, page_texts
from schematom_docs.pdf.conformance import archival_faults, structure_faults
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.volumes import EPUAP_LIMIT, USUAL_LIMIT, split_by_size

pytestmark = pytest.mark.xdist_group("libreoffice")


@given(sizes=st.lists(st.integers(1, 100), min_size=1, max_size=12))
def test_documents_stay_whole_in_order_and_every_file_is_below_the_limit(sizes: Sequence[int]) -> None:
    volumes = split_by_size(
        [str(size) for size in sizes], 100, lambda span, _: b"x" * _sum(sizes, span), title="Pakiet"
    )
    assert [index for volume in volumes for index in volume.span] == list(range(len(sizes)))
    assert all(len(volume.data) <= 100 for volume in volumes)
    # no two neighbours would fit into one file
    spans = [volume.span for volume in volumes]
    assert all(_sum(sizes, range(one.start, two.start + 1)) > 100 for one, two in itertools.pairwise(spans))
    if len(volumes) > 1:
        assert [volume.title for volume in volumes] == [
            f"Pakiet – część {number} z {len(volumes)}" for number in range(1, len(volumes) + 1)
        ]
    else:
        assert volumes[0].title == "Pakiet"


def test_parts_of_a_split_pack_are_packs_of_their_own(papers: Mapping[str, bytes]) -> None:
    parts = [Part(title, pdf) for title, pdf in papers.items()]
    whole = merge(parts, title="Pakiet")
    volumes = split_by_size(
        [part.title for part in parts],
        len(whole) - 1,
        lambda span, title: merge([parts[index] for index in span], title=title),
        title="Pakiet",
    )
    assert [volume.title for volume in volumes] == ["Pakiet – część 1 z 2", "Pakiet – część 2 z 2"]
    assert [text for volume in volumes for text in page_texts(volume.data)] == page_texts(whole)
    assert [digest for volume in volumes for digest in page_fingerprints(volume.data)] == page_fingerprints(whole)
    for volume in volumes:
        assert archival_faults(volume.data) == []
        assert structure_faults(volume.data) == []
        with pikepdf.open(io.BytesIO(volume.data)) as document:
            assert document.docinfo.Title == volume.title


def test_document_too_large_by_itself_is_named_with_its_size() -> None:
    sizes = [1_000_000, 6_200_000]
    with pytest.raises(NotReleasableError) as caught:
        split_by_size(["Umowa", "Skan"], USUAL_LIMIT, lambda span, _: bytes(_sum(sizes, span)), title="Pakiet")
    assert caught.value.place == "Skan"
    assert caught.value.reason == "Dokument ma 6,20 MB, a plik może mieć najwyżej 5,00 MB."


def test_limits_are_those_of_offices() -> None:
    assert (USUAL_LIMIT, EPUAP_LIMIT) == (5_000_000, 3_500_000)


def _sum(sizes: Sequence[int], span: range) -> int:
    return sum(sizes[index] for index in span)
