"""The pack that a release really writes: every file of it is proved, and no byte of it changes unseen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schematom_docs.pdf.seal_check import check_seal
from schematom_docs.pdf.seal_text import MARK, TEXT_OFFSET, read_seal
from schematom_docs.workflow.pack_verification import verify_pdf
from schematom_docs.workflow.verdicts import COUNTERPART, LISTED, MANIFEST, PACK
from schematom_docs.workflow.verification import verify_paths
from tests.released import ReleasedPack
from tests.verify.small_packs import flipped

Segments = Mapping[str, list[range]]


@pytest.fixture(scope="module")
def segments(released: ReleasedPack) -> Segments:
    """Return the byte ranges of the electronic file by the names of their places."""
    data = released.electronic
    stated = read_seal(data[data.index(MARK) - TEXT_OFFSET :])
    assert stated is not None
    found: dict[str, list[range]] = {}
    at = 0
    for segment in stated.segments:
        found.setdefault(stated.places[segment.label], []).append(range(at, at + segment.length))
        at += segment.length
    return found


def test_every_file_of_a_release_is_sound_and_known_to_the_registry(released: ReleasedPack, tmp_path: Path) -> None:
    _written(released, tmp_path)
    found = verify_paths([tmp_path], registry=released.workspace.registry)
    assert all(verdict.sound for verdict in found), [fault for verdict in found for fault in verdict.faults]
    kinds = [verdict.kind for verdict in found]
    assert (kinds.count(PACK), kinds.count(MANIFEST)) == (2, 1)  # the electronic file and the ZIP
    assert kinds.count(COUNTERPART) == len(released.version.counterparts)
    word = [part for part in released.version.parts if part.docx_sha256]
    assert kinds.count(LISTED) >= len(word) > 0
    states = [check.note for verdict in found for check in verdict.checks if check.name == "rejestr"]
    assert states.count(f"plik wydany; stan: {released.version.state}") == 4 + len(released.version.counterparts)


def test_every_kind_of_place_of_a_released_file_is_placed_when_it_is_hit(
    released: ReleasedPack, segments: Segments
) -> None:
    pages = range(1, released.version.pages + 1)
    assert all(any(label.startswith(f"strona {page}, ") for label in segments) for page in pages)
    assert {"załącznik manifest.json", "metadane pliku", "nagłówek pliku"} <= set(segments)
    for label, ranges in segments.items():
        for one in ranges:
            for at in {one.start, one.start + len(one) // 2, one.stop - 1}:
                (fault,) = check_seal(flipped(released.electronic, at, 0x40)).faults
                assert fault.place.startswith(label)


@settings(max_examples=300)
@given(any_byte=st.integers(0, 2**40), mask=st.integers(1, 255))
def test_any_flipped_byte_of_a_released_file_is_found_with_its_place(
    released: ReleasedPack, segments: Segments, any_byte: int, mask: int
) -> None:
    at = any_byte % len(released.electronic)
    (fault,) = check_seal(flipped(released.electronic, at, mask)).faults
    label = next(label for label, ranges in segments.items() if any(at in one for one in ranges))
    assert fault.place.startswith(label)


def test_command_names_the_page_that_was_hit(released: ReleasedPack, segments: Segments) -> None:
    label = "strona 2, treść"
    damaged = flipped(released.electronic, segments[label][0].start + 100)
    verdict = verify_pdf("pakiet.pdf", damaged)
    assert any(fault.place.startswith(label) for fault in verdict.faults)


def test_paper_counterparts_under_each_others_names_are_found(released: ReleasedPack, tmp_path: Path) -> None:
    names = _written(released, tmp_path)
    one, other = names["egz-1"], names["egz-2"]
    files = released.released.files
    (tmp_path / one).write_bytes(files["egz-2"])
    (tmp_path / other).write_bytes(files["egz-1"])
    wrong = [verdict.file for verdict in verify_paths([tmp_path]) if not verdict.sound]
    assert sorted(wrong) == sorted([one, other])


def _written(released: ReleasedPack, folder: Path) -> Mapping[str, str]:
    """Write the files of the release; return role → file name."""
    names = released.released.names
    for role, data in released.released.files.items():
        (folder / names[role]).write_bytes(data)
    return names
