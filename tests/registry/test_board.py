"""The signature board: states follow from rows, and no entry is lost or overwritten without a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.errors import RegistryError, UsageError
from schematom_docs.records import (
    DECLINED,
    ISSUED,
    PADES,
    RETURNED,
    ROW_DECLINED,
    ROW_STATES,
    SENT,
    SIGNED,
    SIGNING,
    SUPERSEDED,
    TO_SEND,
    WAYS,
    BoardChange,
    BoardRow,
    Slot,
)
from schematom_docs.registry import progress, state_of
from schematom_docs.registry.board_entries import changed_row
from schematom_docs.registry.files import digest
from schematom_docs.workflow.board_marking import chosen_rows
from tests.registry.orders import ACT, AGREEMENTS, CASE, COUNTERPARTS, KEY, later, order, release

if TYPE_CHECKING:
    from schematom_docs.records import PackVersion
    from schematom_docs.registry.django_registry import DjangoRegistry

MONDAY = date(2026, 11, 23)
ALL = [(1, "rodzina"), (1, "pup"), (2, "rodzina"), (2, "pup")]


@pytest.fixture
def made(registry: DjangoRegistry) -> PackVersion:
    """A pack of two counterparts and two parties."""
    return release(registry)


def state(registry: DjangoRegistry, made: PackVersion) -> str:
    """Return the state of the version now."""
    return registry.by_code(made.code)[made.version - 1].state


def test_the_state_follows_the_board_from_issued_to_signed(registry: DjangoRegistry, made: PackVersion) -> None:
    assert state(registry, made) == ISSUED
    registry.mark(made, [BoardChange(c, s, SENT, day=MONDAY, how="osobiście") for c, s in ALL], ACT)
    assert state(registry, made) == SIGNING
    rows = registry.mark(made, [BoardChange(c, s, RETURNED, place="teczka 3") for c, s in ALL[:3]], later(5))
    assert (progress(rows), state(registry, made)) == ((3, 4), SIGNING)
    assert (rows[0].sent_on, rows[0].sent_how, rows[0].returned_on) == (MONDAY, "osobiście", ACT.at.date())
    assert (rows[0].place, rows[0].entered_by) == ("teczka 3", "Anna Referent")
    registry.mark(made, [BoardChange(2, "pup", RETURNED, day=MONDAY)], later(6))
    assert state(registry, made) == SIGNED
    assert registry.damage() == []


def test_declining_and_taking_back_need_a_reason_and_keep_the_old_entry(
    registry: DjangoRegistry, made: PackVersion
) -> None:
    registry.mark(made, [BoardChange(1, "pup", RETURNED, day=MONDAY)], ACT)
    for change in (
        BoardChange(1, "pup", ROW_DECLINED),
        BoardChange(1, "pup", SENT),
        BoardChange(1, "pup", TO_SEND),
        BoardChange(1, "pup", day=date(2026, 11, 24)),
        BoardChange(1, "pup", way=PADES),
    ):
        with pytest.raises(RegistryError, match="wymaga powodu"):
            registry.mark(made, [change], ACT)
    rows = registry.mark(made, [BoardChange(1, "pup", ROW_DECLINED, reason="Lis: brak zgody rady")], later(9))
    assert (rows[1].state, rows[1].reason, state(registry, made)) == (ROW_DECLINED, "Lis: brak zgody rady", DECLINED)
    event = registry.events(made)[-1]
    assert event.kind == "obieg"
    assert event.data["wpisy"] == [
        {
            "egz": 1,
            "strona": "pup",
            "przed": {"state": RETURNED, "way": "papier", "returned_on": "2026-11-23"},
            "po": {"state": ROW_DECLINED, "way": "papier", "returned_on": "2026-11-22"},
        }
    ]
    assert event.notes["reason-1"] == "Lis: brak zgody rady"
    assert "Lis" not in str(event.data)
    back = registry.mark(made, [BoardChange(1, "pup", SENT, day=MONDAY, reason="pomyłka")], later(10))
    assert (back[1].state, back[1].returned_on, back[1].sent_on) == (SENT, None, MONDAY)
    assert state(registry, made) == SIGNING


def test_adding_what_was_not_there_needs_no_reason(registry: DjangoRegistry, made: PackVersion) -> None:
    registry.mark(made, [BoardChange(1, "pup", RETURNED, day=MONDAY)], ACT)
    rows = registry.mark(made, [BoardChange(1, "pup", place="regał 2", verdict="strony zgodne")], ACT)
    assert (rows[1].place, rows[1].verdict, rows[1].returned_on) == ("regał 2", "strony zgodne", MONDAY)


def test_a_proof_is_kept_with_the_mark_and_an_unknown_one_is_refused(
    registry: DjangoRegistry, made: PackVersion
) -> None:
    scan = b"%PDF skan"
    rows = registry.mark(made, [BoardChange(1, "pup", RETURNED, proof=digest(scan))], ACT, files={digest(scan): scan})
    assert registry.content(rows[1].proof) == scan
    with pytest.raises(RegistryError, match="ma być dowodem"):
        registry.mark(made, [BoardChange(2, "pup", RETURNED, proof="0" * 64)], ACT)
    assert registry.board(made)[3].state == TO_SEND


def test_the_electronic_file_gets_rows_when_somebody_signs_it(registry: DjangoRegistry, made: PackVersion) -> None:
    rows = registry.mark(made, [BoardChange(0, "pup", RETURNED, way=PADES)], ACT)
    assert [(row.counterpart, row.slot.key, row.state) for row in rows[:2]] == [
        (0, "rodzina", TO_SEND),
        (0, "pup", RETURNED),
    ]
    assert (progress(rows), state(registry, made)) == ((1, 2), SIGNING)
    registry.mark(made, [BoardChange(0, "rodzina", RETURNED, way=PADES)], ACT)
    assert state(registry, made) == SIGNED


def test_a_party_or_counterpart_that_is_not_there_is_refused_by_name(
    registry: DjangoRegistry, made: PackVersion
) -> None:
    for counterpart, slot in ((3, "pup"), (1, "pcpr"), (0, "pcpr")):
        with pytest.raises(RegistryError, match=f"egzemplarza {counterpart} dla strony „{slot}”") as told:
            registry.mark(made, [BoardChange(counterpart, slot, SENT)], ACT)
        assert "1: pup, 1: rodzina" in told.value.remedy
    with pytest.raises(RegistryError, match="nieznany stan"):
        registry.mark(made, [BoardChange(1, "pup", "zgubiony")], ACT)


def test_a_counterpart_has_rows_only_of_those_who_sign_it(registry: DjangoRegistry) -> None:
    with registry.exclusive():
        registry.revise_case(KEY.pilot, CASE, ACT)
        whole = order(registry.expected(KEY, 2026, [AGREEMENTS]))
        first = replace(COUNTERPARTS[0], slots=("rodzina",))
        nobody = replace(whole, counterparts=(first, replace(COUNTERPARTS[1], slots=())))
        with pytest.raises(RegistryError, match="nikt nie podpisałby na papierze za: pup"):
            registry.release(nobody, ACT)
        made = registry.release(replace(whole, counterparts=(first, COUNTERPARTS[1])), ACT)
    assert [each.slots for each in made.counterparts] == [("rodzina",), ("rodzina", "pup")]
    cells = [(row.counterpart, row.slot.key) for row in registry.board(made)]
    assert cells == [(1, "rodzina"), (2, "rodzina"), (2, "pup")]
    with pytest.raises(UsageError, match="ta strona nie podpisuje tego egzemplarza") as told:
        chosen_rows(registry, made, ["pup"], [1], everything=False)
    assert told.value.remedy == "Kto podpisuje który: 1: rodzina; 2: rodzina; 2: pup."
    registry.mark(made, [BoardChange(c, s, RETURNED) for c, s in cells], later(1))
    assert state(registry, made) == SIGNED


def test_one_wrong_change_of_several_leaves_the_board_as_it_was(registry: DjangoRegistry, made: PackVersion) -> None:
    with pytest.raises(RegistryError):
        registry.mark(made, [BoardChange(1, "pup", SENT), BoardChange(9, "pup", SENT)], ACT)
    assert {row.state for row in registry.board(made)} == {TO_SEND}
    assert [event.kind for event in registry.events(made)] == ["wydanie"]


def test_what_comes_back_for_a_replaced_version_stays_with_that_version(
    registry: DjangoRegistry, made: PackVersion
) -> None:
    new = release(registry, supersedes=1)
    registry.mark(made, [BoardChange(1, "pup", RETURNED)], ACT)
    assert (state(registry, made), state(registry, new)) == (SUPERSEDED, ISSUED)
    assert [row.state for row in registry.board(new)] == [TO_SEND] * 4
    assert registry.board(made)[1].state == RETURNED


def test_a_pack_nobody_signs_stays_issued() -> None:
    assert (state_of([]), progress([])) == (ISSUED, (0, 0))
    assert state_of([BoardRow(0, Slot("pup", "PUP"), RETURNED)]) == SIGNED


CHANGES = st.builds(
    BoardChange,
    counterpart=st.just(1),
    slot=st.just("pup"),
    state=st.sampled_from([None, *ROW_STATES]),
    way=st.sampled_from([None, *WAYS]),
    day=st.sampled_from([None, MONDAY, date(2026, 12, 1)]),
    how=st.sampled_from([None, "ePUAP", "poczta"]),
    proof=st.sampled_from([None, "a" * 64, "b" * 64]),
    verdict=st.sampled_from([None, "strony zgodne"]),
    place=st.sampled_from([None, "teczka 3", "teczka 4"]),
    reason=st.sampled_from(["", "pomyłka"]),
)


@given(st.lists(CHANGES, max_size=8))
def test_whatever_is_entered_nothing_is_lost_without_a_reason(changes: list[BoardChange]) -> None:
    rank = {TO_SEND: 0, SENT: 1, RETURNED: 2, ROW_DECLINED: 2}
    row = BoardRow(1, Slot("pup", "PUP"))
    for change in changes:
        try:
            new = changed_row(row, change, ACT)
        except RegistryError as error:
            assert "wymaga powodu" in error.reason and not change.reason
            continue
        if not change.reason:
            assert rank[new.state] >= rank[row.state] and new.state != ROW_DECLINED
            for name in ("sent_on", "returned_on", "proof", "verdict", "place"):
                assert row.state == TO_SEND or getattr(row, name) in (None, "", getattr(new, name))
        assert (new.state in (RETURNED, ROW_DECLINED)) == (new.returned_on is not None)
        assert state_of([new]) == {TO_SEND: ISSUED, SENT: SIGNING, RETURNED: SIGNED, ROW_DECLINED: DECLINED}[new.state]
        row = new
