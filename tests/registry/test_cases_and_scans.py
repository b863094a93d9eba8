"""States of a case, approved word forms, scanned pages, and the store of files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.errors import OutputError, RegistryError
from schematom_docs.records import ScanRecord
from schematom_docs.registry.files import FileStore, digest
from tests.registry.orders import ACT, later, release

if TYPE_CHECKING:
    from schematom_docs.registry.django_registry import DjangoRegistry


def test_a_case_gets_a_revision_only_when_it_changes(registry: DjangoRegistry) -> None:
    first = registry.revise_case("turek", b"a: 1\n", ACT)
    assert registry.revise_case("turek", b"a: 1\n", later(1)) == first
    second = registry.revise_case("turek", b"a: 2\n", later(2))
    third = registry.revise_case("turek", b"a: 1\n", later(3))
    assert [each.number for each in (first, second, third)] == [1, 2, 3]
    assert registry.case_revisions("turek") == [first, second, third]
    assert registry.case_revisions("kielce-1") == []
    assert registry.content(second.sha256) == b"a: 2\n"
    assert [event.subject for event in registry.events()] == ["turek"] * 3


def test_approved_forms_are_replaced_and_never_named_in_the_log(registry: DjangoRegistry) -> None:
    assert registry.approved_forms("turek") == {}
    registry.approve_forms("turek", {"Nowak": {"dopełniacz": "Nowaka"}}, ACT)
    registry.approve_forms("turek", {"Lis": {"dopełniacz": "Lisa", "rodzaj": "m"}}, later(1))
    assert registry.approved_forms("turek") == {"Lis": {"dopełniacz": "Lisa", "rodzaj": "m"}}
    assert registry.approved_forms("kielce-1") == {}
    assert not any("Nowak" in str(event.data) for event in registry.events())


def test_scanned_pages_are_kept_once_and_the_hand_decides(registry: DjangoRegistry) -> None:
    made = release(registry)
    pile = b"%PDF stos"
    good = ScanRecord(digest(pile), 1, "zgodna", "ZD1|…", made.code, 1, 2, 1)
    foreign = ScanRecord(digest(pile), 2, "obca", "https://example.pl/Jan-Nowak")
    unreadable = ScanRecord(digest(pile), 3, "nieczytelna")
    for _ in range(2):
        registry.keep_scans([good, foreign, unreadable], {digest(pile): pile}, ACT)
    assert registry.scans() == [good, foreign, unreadable]
    assert registry.scans(made) == [good]
    assert [event.subject for event in registry.events()[-2:]] == [f"{made.code}/1", "skany"]
    assert "Nowak" not in str([event.data for event in registry.events()])
    by_hand = replace(unreadable, finding="zgodna", code=made.code, version=1, counterpart=2, page=2, by_hand=True)
    registry.keep_scans([by_hand, unreadable], {}, later(4))
    assert registry.scans(made) == [good, by_hand]
    assert registry.content(digest(pile)) == pile


def test_a_scan_without_its_file_is_refused(registry: DjangoRegistry) -> None:
    with pytest.raises(RegistryError, match="nie ma pliku"):
        registry.keep_scans([ScanRecord("a" * 64, 1, "nieczytelna")], {}, ACT)


@given(st.binary())
def test_the_store_gives_back_what_it_was_given(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    store = FileStore(tmp_path_factory.getbasetemp() / "pliki")
    sha256 = store.put(content)
    assert store.get(sha256) == content
    assert store.path(sha256).parent.name == sha256[:2]


def test_a_damaged_file_is_healed_by_the_same_content_and_drafts_are_orphans(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "pliki")
    sha256 = store.put(b"pismo")
    store.path(sha256).write_bytes(b"pism")
    assert "jest zmieniony" in store.fault(sha256)
    assert store.put(b"pismo") == sha256
    assert store.fault(sha256) == ""
    draft = store.path(sha256).with_name(f"{sha256}.7-7.tmp")
    draft.write_bytes(b"pi")
    assert store.orphans([sha256]) == [draft]
    assert store.orphans([]) == sorted([draft, store.path(sha256)])


def test_a_store_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "pliki").write_bytes(b"")
    with pytest.raises(OutputError, match="nie można zapisać pliku w rejestrze"):
        FileStore(tmp_path / "pliki").put(b"pismo")
