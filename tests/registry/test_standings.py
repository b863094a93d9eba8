"""Where packs stand, what waits and how long, whom to tell, and the history in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from schematom_docs.errors import UsageError
from schematom_docs.records import PADES, RETURNED, ROW_DECLINED, SENT, TO_SEND, BoardChange, BoardRow, ScanRecord, Slot
from schematom_docs.registry import progress
from schematom_docs.registry.files import digest
from schematom_docs.workflow.board import find_version, grouped, reminders, standing, standings, waiting_text
from schematom_docs.workflow.board_history import history, moment_text
from schematom_docs.workflow.board_marking import Entry, chosen_rows, enter, out_of_order
from tests.registry.orders import ACT, DAY, family, later, release

if TYPE_CHECKING:
    from schematom_docs.records import PackVersion
    from schematom_docs.registry.django_registry import DjangoRegistry

LIMIT = 14
FAMILY, OFFICE = "Rodzina Państwa Nowaków", "PUP w Kielcach"


def after(days: int) -> date:
    """Return the day so many days after the release."""
    return DAY + timedelta(days=days)


@pytest.fixture
def made(registry: DjangoRegistry) -> PackVersion:
    """A pack of two counterparts and two parties."""
    return release(registry)


def test_reminders_name_party_counterparts_and_days_longest_first(registry: DjangoRegistry, made: PackVersion) -> None:
    other = release(registry, family(2))
    registry.mark(made, [BoardChange(2, "pup", SENT, day=after(6))], ACT)
    registry.mark(other, [BoardChange(number, "pup", SENT, day=DAY) for number in (1, 2)], ACT)
    assert told(registry, after(20), 14) == [
        f"czeka na podpis od 20 dni – {OFFICE} (egz. 1/2, 2/2)",
        f"czeka na podpis od 14 dni – {OFFICE} (egz. 2/2 – PUP)",
        f"niewysłane od 20 dni – {OFFICE} (egz. 1/2 – rodzina)",
        f"niewysłane od 20 dni – {FAMILY} (egz. 1/2 – rodzina)",
    ]
    assert told(registry, after(7), 1)[1] == f"czeka na podpis od 1 dnia – {OFFICE} (egz. 2/2 – PUP)"
    assert f"czeka na podpis od dziś – {OFFICE} (egz. 1/2, 2/2)" in told(registry, DAY)
    assert told(registry, after(20), 21) == []


def test_a_counterpart_that_is_away_waits_for_one_party_and_then_for_the_next(
    registry: DjangoRegistry, made: PackVersion
) -> None:
    registry.mark(made, [BoardChange(2, "pup", SENT, day=after(1))], ACT)
    assert f"niewysłane od 5 dni – {FAMILY} (egz. 1/2 – rodzina)" in told(registry, after(5))
    assert not any(FAMILY in text and "2/2" in text for text in told(registry, after(5)))
    registry.mark(made, [BoardChange(2, "pup", RETURNED, day=after(4))], ACT)
    assert f"niewysłane od 1 dnia – {FAMILY} (egz. 2/2 – PUP)" in told(registry, after(5))


def told(registry: DjangoRegistry, today: date, days: int = 0) -> list[str]:
    """Return the reminders as sentences."""
    return [waiting_text(group) for group in grouped(reminders(registry, today, days))]


def test_overdue_is_a_notice_and_locks_nothing(registry: DjangoRegistry, made: PackVersion) -> None:
    registry.mark(made, [BoardChange(1, "pup", SENT, day=DAY)], ACT)
    assert standing(registry, made, after(LIMIT), LIMIT).notices == ()
    late = standing(registry, made, after(LIMIT + 1), LIMIT)
    assert late.notices == (
        f"Przeterminowane: czeka na podpis od 15 dni – {OFFICE} (egz. 1/2 – rodzina); termin to 14 dni.",
        f"Przeterminowane: niewysłane od 15 dni – {FAMILY} (egz. 2/2 – PUP); termin to 14 dni.",
        f"Przeterminowane: niewysłane od 15 dni – {OFFICE} (egz. 2/2 – PUP); termin to 14 dni.",
    )
    rows = registry.mark(made, [BoardChange(1, "pup", RETURNED, day=after(15))], later(1))
    assert rows[1].state == RETURNED


def test_nobody_is_waited_for_when_a_pack_is_signed_declined_withdrawn_or_replaced(
    registry: DjangoRegistry, made: PackVersion
) -> None:
    registry.mark(made, [BoardChange(1, "pup", ROW_DECLINED, reason="brak zgody"), BoardChange(2, "pup", SENT)], ACT)
    registry.mark(made, [BoardChange(1, "rodzina", RETURNED)], ACT)
    [found] = standings(registry, after(40), LIMIT)
    assert (found.waiting, reminders(registry, after(40))) == ((), [])
    assert found.notices == (f"Powiadom o odmowie: {OFFICE}. Pismo podpisali lub mają: {FAMILY}, {OFFICE}.",)
    release(registry, supersedes=1)
    old, new = standings(registry, after(40), LIMIT, everything=True)
    assert old.notices == (f"Powiadom o zastąpieniu przez wersję 2. Pismo podpisali lub mają: {FAMILY}, {OFFICE}.",)
    assert (old.waiting, len(new.waiting)) == ((), 4)
    assert [each.version.version for each in standings(registry, DAY, LIMIT)] == [2]
    registry.withdraw(new.version, "błąd w adresie", ACT)
    assert standing(registry, registry.by_code(made.code)[1], DAY, LIMIT).notices == ()


def test_only_the_way_that_was_begun_is_waited_for(registry: DjangoRegistry, made: PackVersion) -> None:
    registry.mark(made, [BoardChange(0, "rodzina", RETURNED, way=PADES)], ACT)
    found = standings(registry, after(3), LIMIT)[0]
    assert (found.signed, found.needed) == (1, 2)
    assert [(each.row.counterpart, each.row.slot.key) for each in found.waiting] == [(0, "pup")]


def test_a_pack_is_found_by_number_by_code_and_by_the_code_of_a_counterpart(
    registry: DjangoRegistry, made: PackVersion
) -> None:
    new = release(registry, supersedes=1)
    assert find_version(registry, "pak/rodzinny/1/2026") == (new, None)
    assert find_version(registry, f" {made.code.lower()} ", 1)[0].version == 1
    assert find_version(registry, f"{made.code}-2") == (new, 2)
    assert find_version(registry, made.code.replace("0", "o").replace("1", "l")) == (new, None)
    with pytest.raises(UsageError, match="nie ma pakietu „PAK/9”"):
        find_version(registry, "PAK/9")
    with pytest.raises(UsageError, match="nie ma wersji 7") as told:
        find_version(registry, made.code, 7)
    assert told.value.remedy == "Wersje: 1, 2."


def test_rows_are_chosen_by_party_and_counterpart_and_never_guessed(
    registry: DjangoRegistry, made: PackVersion
) -> None:
    def keys(slots: list[str], copies: list[int], *, everything: bool = False) -> list[tuple[int, str]]:
        rows = chosen_rows(registry, made, slots, copies, everything=everything)
        return [(row.counterpart, row.slot.key) for row in rows]

    assert keys(["pup"], []) == [(1, "pup"), (2, "pup")]
    assert keys([], [2]) == [(2, "rodzina"), (2, "pup")]
    assert keys(["pup"], [2]) == [(2, "pup")]
    assert keys(["pup"], [0]) == [(0, "pup")]
    assert len(keys([], [], everything=True)) == 4
    with pytest.raises(UsageError, match="nie podano, o kogo chodzi"):
        keys([], [])
    with pytest.raises(UsageError, match="nie ma strony „pcpr”, egzemplarza 5") as told:
        keys(["pcpr"], [5])
    assert told.value.remedy == "Strony: rodzina, pup. Egzemplarze: 1, 2."


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (Entry(SENT, day=after(3)), "jeszcze nie nadszedł"),
        (Entry(SENT, day=after(-1)), "sprzed wydania pakietu"),
        (Entry(RETURNED, day=DAY), "sprzed wysłania"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    registry: DjangoRegistry, made: PackVersion, entry: Entry, reason: str
) -> None:
    act = later(30)
    next_day = type(act)(act.actor, act.at + timedelta(days=1))
    registry.mark(made, [BoardChange(1, "pup", SENT, day=after(1))], next_day)
    rows = chosen_rows(registry, made, ["pup"], [1], everything=False)
    with pytest.raises(UsageError, match=reason):
        enter(registry, made, rows, entry, next_day)


def test_order_of_parties_is_a_warning_that_names_who_should_have_signed(
    registry: DjangoRegistry, made: PackVersion
) -> None:
    rows = chosen_rows(registry, made, ["pup"], [2], everything=False)
    board = enter(registry, made, rows, Entry(SENT), ACT)
    assert out_of_order(made, board, rows) == [f"egz. 2/2 – PUP: przed stroną „{OFFICE}” miała podpisać: {FAMILY}."]
    board = enter(registry, made, chosen_rows(registry, made, ["rodzina"], [2], everything=False), Entry(RETURNED), ACT)
    assert out_of_order(made, board, rows) == []


def test_history_tells_each_entry_with_what_was_typed_and_keeps_the_corrected_one(
    registry: DjangoRegistry, made: PackVersion
) -> None:
    scan = b"%PDF"
    rows = chosen_rows(registry, made, ["pup"], [1], everything=False)
    enter(registry, made, rows, Entry(SENT, day=DAY, how="ePUAP"), later(1))
    enter(registry, made, rows, Entry(RETURNED, day=DAY, proof=scan, place="teczka 3"), later(2))
    enter(registry, made, rows, Entry(SENT, day=DAY, reason="wrócił bez podpisu"), later(3))
    page = ScanRecord(digest(scan), 1, "zgodna", "ZD1", made.code, 1, 1, 1)
    registry.keep_scans([page], {}, later(4))
    assert [(each.what, each.note) for each in history(registry, made)] == [
        ("wydano wersję 1 pakietu, stron: 2", ""),
        (f"egz. 1/2 – rodzina, {OFFICE}: do wysłania → wysłany; wysłano 22.11.2026", "ePUAP"),
        (
            f"egz. 1/2 – rodzina, {OFFICE}: wysłany → wrócił podpisany; odpowiedź 22.11.2026; "
            f"dowód {digest(scan)[:12]}…",
            "miejsce: teczka 3",
        ),
        (f"egz. 1/2 – rodzina, {OFFICE}: wrócił podpisany → wysłany", "powód: wrócił bez podpisu"),
        ("skan stron – egz. 1/2 – rodzina: zgodna (1)", ""),
    ]
    assert moment_text(ACT.at) == "22.11.2026, 11:00"


def test_paper_and_electronic_rows_are_never_added_together() -> None:
    slots = [Slot("a", "A"), Slot("b", "B")]
    paper = [BoardRow(1, slot, TO_SEND) for slot in slots]
    assert progress([BoardRow(0, slots[0], RETURNED), BoardRow(0, slots[1]), *paper]) == (1, 2)
    assert progress([*paper, BoardRow(2, slots[0], RETURNED)]) == (1, 3)
