"""Files damaged on the way, or made to do harm: every reader answers in words, none with a traceback."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schematom_docs.errors import SchematomError
from schematom_docs.pdf import Part, merge
from schematom_docs.pdf.attachments import Attachment, attach, read_attachments
from schematom_docs.pdf.conformance import archival_faults, structure_faults
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.foreign import read_foreign
from schematom_docs.pdf.page_marks import stamp_marks
from tests.pdf import foreign_samples as samples
from tests.pdf.mark_samples import page_mark

WORDS = (
    b"/Type", b"/Kids", b"/Contents", b"/Font", b"/Resources", b"/StructTreeRoot", b"/K", b"/Parent", b"/MediaBox",
    b"/ParentTree", b"/S ", b"/Names", b"Tf", b"BDC", b"/MCID", b"/AF", b"/EF", b"/Nums", b"/Pg", b"/StructParents",
    b"null", b"[ ]", b"<<>>", b"99 0 R", b"-1", b"(x)", b"\xff\xfe",
)  # fmt: skip


def _open_text() -> bytes:
    """Return a marked pack with an attachment whose objects are written out, so that damage meets words."""
    office = merge([Part("Opinia", read_foreign(samples.office_pdf(), name="o", title="Opinia").pdf)], title="Pakiet")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(attach(stamp_marks(office, [page_mark()]), [Attachment("dane.json", b"{}")]))) as pdf:
        pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable, qdf=True)
    return out.getvalue()


@pytest.fixture(scope="module")
def written() -> bytes:
    return _open_text()


@pytest.mark.parametrize(
    "read",
    [
        archival_faults,
        structure_faults,
        page_fingerprints,
        read_attachments,
        lambda pdf: stamp_marks(pdf, [page_mark()]),
        lambda pdf: read_foreign(pdf, name="plik", title="Plik"),
    ],
    ids=["archival", "structure", "fingerprints", "attachments", "marks", "foreign"],
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    swaps=st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS), st.integers(0, 5)), max_size=4),
    noise=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8),
    cut=st.none() | st.integers(0, 10**6),
)
def test_damaged_file_is_read_or_refused_in_words(
    written: bytes,
    read: Callable[[bytes], object],
    swaps: list[tuple[bytes, bytes, int]],
    noise: list[tuple[int, int]],
    cut: int | None,
) -> None:
    damaged = bytearray(written)
    for old, new, which in swaps:
        place = -1
        for _ in range(which + 1):
            place = damaged.find(old, place + 1)
        if place >= 0:
            damaged[place : place + len(old)] = new
    for place, value in noise:
        damaged[place % len(damaged)] = value
    try:
        answer = read(bytes(damaged[: cut % len(damaged)] if cut is not None else damaged))
    except SchematomError as error:
        assert error.reason.endswith((".", ")")) or error.place
    else:
        assert answer is not None
