"""Later versions: the old one keeps its bytes, board and place in the registry; number and code stay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from schematom_docs.pdf import count_pages
from schematom_docs.pdf.attachments import read_attachments
from schematom_docs.pdf.conformance import archival_faults
from schematom_docs.pdf.seal_check import seal_faults
from schematom_docs.records import (
    RETURNED,
    SENT,
    SUPERSEDED,
    WITHDRAWN,
    BoardChange,
    Counterpart,
    Expected,
    PackKey,
    Slot,
)
from schematom_docs.workflow.bound_pack import BoundCopy, BoundPack
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.edition import Edition, pack_label
from schematom_docs.workflow.issuing import issue_pack
from schematom_docs.workflow.pack_names import chosen_version
from schematom_docs.workflow.release import Request, in_force, release_pack
from schematom_docs.workflow.released_files import stored_files
from tests.release.small_pack import CERTIFICATES, SERIES, Bound, for_family, small_pack, unnumbered
from tests.released import ACT, DAY, Workspace, open_workspace

LETTER = Request("instytucji", "pup", DAY, ACT)


@pytest.fixture
def workspace(tmp_path: Path, desk: Desk) -> Iterator[Workspace]:
    """A workspace where nothing has been released yet."""
    yield open_workspace(tmp_path, desk)


def signed_pack(desk: Desk) -> BoundPack:
    """Return the small pack as one that two institutions sign on two paper copies."""
    slots = (Slot("pcpr", "PCPR", "Zofia Przykładowa"), Slot("pup", "PUP", "Henryk Wzorcowy"))
    pack = for_family(small_pack(desk), "pup", "k01")
    counterparts = (Counterpart(1, "pcpr", "egz. 1/2 – PCPR"), Counterpart(2, "pup", "egz. 2/2 – PUP"))
    copies = tuple(BoundCopy(one, pack.merged, pack.pages, frozenset(), pack.records) for one in counterparts)
    return replace(pack, slots=slots, copies=copies, bare=frozenset())


def test_the_old_version_stays_with_its_bytes_and_signatures(workspace: Workspace, desk: Desk) -> None:
    registry, office = workspace.registry, workspace.office("kielce-1")
    bind = Bound(signed_pack(desk))
    first = release_pack(office, LETTER, bind)
    slot = first.version.slots[0].key
    registry.mark(first.version, [BoardChange(1, slot, SENT, day=DAY), BoardChange(1, slot, RETURNED, day=DAY)], ACT)
    board = registry.board(first.version)
    second = release_pack(office, replace(LETTER, replaces=1, reason="Nowy termin"), bind)
    old, new = registry.versions()
    assert (old.state, new.version, new.number, new.label) == (SUPERSEDED, 2, 1, old.label)
    assert old.code == new.code and old.sha256 != new.sha256
    assert stored_files(registry, old)["pakiet-wydarzenie-pup-w1.pdf"] == first.files["elektroniczny"]
    assert stored_files(registry, new)["pakiet-wydarzenie-pup-w2.pdf"] == second.files["elektroniczny"]
    assert registry.board(old) == board and not [row for row in registry.board(new) if row.state == RETURNED]
    assert not {page.digest for page in registry.pages(old)} & {page.digest for page in registry.pages(new)}
    assert in_force(registry.versions()) == new and chosen_version([old, new], 1) == old
    assert registry.damage() == []


def test_numbers_given_to_documents_stay_with_them_in_the_next_version(workspace: Workspace, desk: Desk) -> None:
    office = workspace.office("kielce-1", unnumbered(desk))
    bind = Bound(small_pack(desk))
    first = release_pack(office, CERTIFICATES, bind).version
    assert [part.number for part in first.parts if part.number] == ["1/2014", "2/2014"]
    second = release_pack(office, replace(CERTIFICATES, replaces=1, reason="literówka"), bind).version
    assert [(part.number, part.typed) for part in second.parts if part.number] == [("1/2014", False), ("2/2014", False)]
    assert [(each.number, each.version) for each in workspace.registry.numbers(SERIES)] == [(1, 1), (2, 1)]


def test_a_number_given_is_printed_in_every_other_pack_of_the_case(workspace: Workspace, desk: Desk) -> None:
    office = workspace.office("kielce-1", unnumbered(desk, "kontrakt_rodzinny"))
    release_pack(office, Request("rodzinny", "r02", DAY, ACT), Bound(for_family(small_pack(desk), "r02", "k02")))
    seen: list[str] = []

    def bind(case: object, *rest: object) -> object:
        seen.append(case.case.contracts["k02"].number)  # type: ignore[attr-defined]
        return Bound(small_pack(desk))(case, *rest)  # type: ignore[arg-type]

    release_pack(office, CERTIFICATES, bind)  # type: ignore[arg-type]
    assert seen == ["1/2014"]


def test_a_withdrawn_pack_is_released_anew_under_its_number_and_documents_get_new_ones(
    workspace: Workspace, desk: Desk
) -> None:
    office = workspace.office("kielce-1", unnumbered(desk))
    bind = Bound(small_pack(desk))
    first = release_pack(office, CERTIFICATES, bind).version
    workspace.registry.withdraw(first, "błędna data", ACT)
    again = release_pack(office, CERTIFICATES, bind).version
    assert (again.version, again.number, again.label) == (2, 1, first.label)
    assert [part.number for part in again.parts if part.number] == ["3/2014", "4/2014"]
    assert [(each.number, each.void) for each in workspace.registry.numbers(SERIES)] == [
        (1, WITHDRAWN), (2, WITHDRAWN), (3, ""), (4, ""),
    ]  # fmt: skip
    assert workspace.registry.damage() == []


def test_typed_numbers_of_papers_not_released_yet_are_left_for_them(workspace: Workspace, desk: Desk) -> None:
    office = workspace.office("kielce-1", unnumbered(desk))
    case = office.case
    numbered = case.case.certificates["z02"].model_copy(update={"number": "1/2014"})
    only = replace(
        case,
        case=case.case.model_copy(update={"certificates": {**case.case.certificates, "z02": numbered}}),
    )
    version = release_pack(replace(office, case=only), CERTIFICATES, Bound(small_pack(desk))).version
    assert {part.subject: (part.number, part.typed) for part in version.parts if part.number} == {
        "z01": ("2/2014", False),
        "z02": ("1/2014", True),
    }


def test_same_pack_and_number_give_the_same_bytes(desk: Desk) -> None:
    expected = Expected(PackKey("kielce-1", "instytucji", "pup"), "pakiety/instytucji/2026", 4, "K7Q2M9XA", 2)
    assert pack_label(expected) == "PAK/INSTYTUCJI/4/2026"
    one, two = (issue_pack(signed_pack(desk), Edition(expected, pack_label(expected), DAY)) for _ in range(2))
    assert one.files == two.files and one.page_codes == two.page_codes
    assert len({pdf for role, pdf in one.files.items() if role in ("elektroniczny", "egz-1", "egz-2")}) == 3


def test_paper_copies_for_both_sides_get_blank_sides_that_count_for_nothing(desk: Desk) -> None:
    expected = Expected(PackKey("kielce-1", "instytucji", "pup"), "pakiety/instytucji/2026", 4, "K7Q2M9XA", 1)
    pack = signed_pack(desk)
    plain = issue_pack(pack, Edition(expected, pack_label(expected), DAY))
    both = issue_pack(pack, Edition(expected, pack_label(expected), DAY, duplex=True))
    assert both.files["elektroniczny"] == plain.files["elektroniczny"] and both.page_codes == plain.page_codes
    assert count_pages(plain.files["egz-1"]) == pack.pages == len(pack.records)
    assert count_pages(both.files["egz-1"]) == 2 * pack.pages - 1
    rows = manifest_of(both.files["egz-1"])["strony"]
    assert [row["strona"] for row in rows] == [1, 0, 2, 0, 3, 0, 4]
    assert [bool(row["kod"]) for row in rows] == [True, False] * 3 + [True]


def test_a_pack_larger_than_its_limit_comes_in_volumes_too(desk: Desk) -> None:
    expected = Expected(PackKey("kielce-1", "instytucji", "pup"), "pakiety/instytucji/2026", 4, "K7Q2M9XA", 1)
    pack = signed_pack(desk)
    whole = issue_pack(pack, Edition(expected, pack_label(expected), DAY))
    limit = len(whole.files["elektroniczny"]) - 1
    split = issue_pack(
        replace(pack, recipe=replace(pack.recipe, limit=limit)), Edition(expected, pack_label(expected), DAY)
    )
    volumes = [split.files[role] for role in split.files if role.startswith("tom-")]
    assert len(volumes) > 1 and all(len(volume) <= limit for volume in volumes)
    rows = [row for volume in volumes for row in manifest_of(volume)["strony"]]
    assert rows == manifest_of(split.files["elektroniczny"])["strony"]
    assert [fault for volume in volumes for fault in (*seal_faults(volume), *archival_faults(volume))] == []


def manifest_of(pdf: bytes) -> dict[str, list[dict[str, object]]]:
    """Return the manifest embedded in a PDF."""
    (manifest,) = [item.data for item in read_attachments(pdf) if item.name == "manifest.json"]
    read: dict[str, list[dict[str, object]]] = json.loads(manifest)
    return read
