"""Entries of the signature board: which rows, what changes, and what is checked before the registry writes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schematom_docs.errors import UsageError
from schematom_docs.records import (
    RETURNED,
    SENT,
    Act,
    BoardChange,
    BoardRow,
    PackVersion,
)
from schematom_docs.workflow.board import counterpart_label
from schematom_docs.world import Registry


@dataclass(frozen=True, slots=True)
class Entry:
    """What the coordinator enters for chosen rows. None = stays as it is; proof: bytes of the scan or signed file."""

    state: str | None = None
    way: str | None = None
    day: date | None = None
    how: str | None = None
    proof: bytes | None = None
    place: str | None = None
    reason: str = ""


def chosen_rows(
    registry: Registry, version: PackVersion, slots: Sequence[str], counterparts: Sequence[int], *, everything: bool
) -> list[BoardRow]:
    """Return the rows of the board that an entry is about, in order.

    Nothing named means all of them only with everything=True, or when the board has one row. Raises UsageError when
    nothing is named, a party or counterpart is not there, or the party does not sign that counterpart.
    """
    rows = registry.board(version)
    if 0 in counterparts and all(row.counterpart for row in rows):
        rows = [*(BoardRow(0, slot) for slot in version.slots), *rows]
    if not rows:
        raise UsageError(f"pakietu {version.label} nikt nie podpisuje", remedy="Nie ma czego wpisywać do obiegu.")
    parties = list(dict.fromkeys(row.slot.key for row in rows))
    numbers = list(dict.fromkeys(row.counterpart for row in rows))
    unknown = [f"strony „{key}”" for key in slots if key not in parties]
    unknown += [f"egzemplarza {number}" for number in counterparts if number not in numbers]
    known = f"Strony: {', '.join(parties)}. Egzemplarze: {', '.join(str(number) for number in numbers)}."
    if unknown:
        raise UsageError(f"w obiegu tego pakietu nie ma {', '.join(unknown)}", remedy=known)
    if not (slots or counterparts or everything or len(rows) == 1):
        raise UsageError("nie podano, o kogo chodzi", remedy=f"Podaj --strona, --egz albo --wszystko. {known}")
    chosen = [
        row
        for row in rows
        if (not slots or row.slot.key in slots) and (not counterparts or row.counterpart in counterparts)
    ]
    if not chosen:
        signing = "; ".join(f"{row.counterpart}: {row.slot.key}" for row in rows)
        raise UsageError("ta strona nie podpisuje tego egzemplarza", remedy=f"Kto podpisuje który: {signing}.")
    return chosen


def enter(registry: Registry, version: PackVersion, rows: Sequence[BoardRow], entry: Entry, act: Act) -> list[BoardRow]:
    """Return the board after the entry, the same for all chosen rows, in one transaction.

    Raises UsageError for a day that cannot be, RegistryError when the entry needs a reason.
    """
    today = act.at.date()
    for row in rows:
        _check_day(version, row, entry, today)
    proof = hashlib.sha256(entry.proof).hexdigest() if entry.proof is not None else None
    changes = [
        BoardChange(
            counterpart=row.counterpart,
            slot=row.slot.key,
            state=entry.state,
            way=entry.way,
            day=entry.day,
            how=entry.how,
            proof=proof,
            place=entry.place,
            reason=entry.reason,
        )
        for row in rows
    ]
    files = {proof: entry.proof} if proof is not None and entry.proof is not None else {}
    return registry.mark(version, changes, act, files)


def out_of_order(version: PackVersion, rows: Sequence[BoardRow], chosen: Sequence[BoardRow]) -> list[str]:
    """Return warnings on chosen rows whose party got or signed a counterpart before the parties above it.

    rows: the board after the entry. It warns and never stops: papers do come back in any order.
    """
    order = {slot.key: number for number, slot in enumerate(version.slots)}
    warnings: list[str] = []
    for row in chosen:
        before = [
            other.slot.party
            for other in rows
            if other.counterpart == row.counterpart
            and order[other.slot.key] < order[row.slot.key]
            and other.state != RETURNED
        ]
        if before:
            place = counterpart_label(version, row.counterpart)
            warnings.append(f"{place}: przed stroną „{row.slot.party}” miała podpisać: {', '.join(before)}.")
    return warnings


def _check_day(version: PackVersion, row: BoardRow, entry: Entry, today: date) -> None:
    day = entry.day
    if day is None:
        return
    if day > today:
        raise UsageError(f"dzień {day:%d.%m.%Y} jeszcze nie nadszedł", remedy="Popraw datę w opcji --dzien.")
    if day < version.day:
        raise UsageError(
            f"dzień {day:%d.%m.%Y} jest sprzed wydania pakietu ({version.day:%d.%m.%Y})",
            remedy="Popraw datę w opcji --dzien.",
        )
    answered = entry.state not in (SENT, None)
    if answered and row.sent_on and day < row.sent_on:
        raise UsageError(
            f"odpowiedź z {day:%d.%m.%Y} jest sprzed wysłania ({row.sent_on:%d.%m.%Y})",
            remedy="Popraw datę w opcji --dzien albo najpierw dzień wysłania poleceniem „schematom board correct”.",
        )
