"""Changes of the signature board: what a new entry may overwrite, and the event that keeps the old one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from schematom_docs.errors import RegistryError
from schematom_docs.records import (
    RETURNED,
    ROW_DECLINED,
    ROW_STATES,
    SENT,
    SUPERSEDED,
    TO_SEND,
    WAYS,
    WITHDRAWN,
    Act,
    BoardChange,
    BoardRow,
)
from schematom_docs.registry import models
from schematom_docs.registry.board_states import state_of
from schematom_docs.registry.event_log import append
from schematom_docs.registry.releasing import subject_of
from schematom_docs.registry.stored_records import cell_record, cells

_RANK = {TO_SEND: 0, SENT: 1, RETURNED: 2, ROW_DECLINED: 2}
_TYPED = ("sent_how", "place", "verdict")


def changed_row(row: BoardRow, change: BoardChange, act: Act) -> BoardRow:
    """Return the row after a change.

    Raises RegistryError for an unknown state or way, and when a change declines, takes a state back or overwrites an
    entry with another one without a reason.
    """
    state = row.state if change.state is None else change.state
    if state not in ROW_STATES or (change.way is not None and change.way not in WAYS):
        raise RegistryError(f"nieznany stan albo sposób podpisu: {state}, {change.way}")
    new = replace(_stepped(row, state, change, act), entered_by=act.actor, reason=change.reason)
    for name in ("way", "proof", "verdict", "place"):
        value = getattr(change, name)
        if value is not None:
            new = replace(new, **{name: value})
    if not change.reason.strip() and (why := _needs_reason(row, new)):
        raise RegistryError(f"{why} wymaga powodu", place=row.slot.key, remedy="Podaj go opcją --powod.")
    return new


def mark(version: models.Version, changes: Sequence[BoardChange], act: Act) -> None:
    """Write changes of the board, the state of the version that follows, and the event with what was there before."""
    db = str(version._state.db)
    entries: list[dict[str, object]] = []
    notes: dict[str, str] = {}
    for number, change in enumerate(changes, 1):
        cell = _cell(version, change)
        before = cell_record(cell)
        after = changed_row(before, change, act)
        _write(cell, after)
        entries.append(
            {"egz": after.counterpart, "strona": after.slot.key, "przed": _facts(before), "po": _facts(after)}
        )
        notes |= {
            f"{name}-{number}": str(text) for name in _TYPED if (text := getattr(after, name)) != getattr(before, name)
        }
        notes[f"reason-{number}"] = change.reason
    state = version.state
    if state not in (WITHDRAWN, SUPERSEDED):
        state = state_of([cell_record(cell) for cell in cells(version)])
    facts = {"wpisy": entries, "stan_przed": version.state, "stan_po": state}
    append(db, "obieg", subject_of(version), facts, act, notes)
    version.state = state
    version.save(using=db, update_fields=["state"])


def _stepped(row: BoardRow, state: str, change: BoardChange, act: Act) -> BoardRow:
    """Return the row in its new state with the days that belong to it; what a step back undoes is emptied."""
    day: date | None = change.day
    if state == TO_SEND:
        return replace(row, state=state, sent_on=None, sent_how="", returned_on=None, proof="", verdict="", place="")
    if state == SENT:
        sent_on = day or (row.sent_on if change.state is None else act.at.date())
        how = row.sent_how if change.how is None else change.how
        return replace(
            row, state=state, sent_on=sent_on, sent_how=how, returned_on=None, proof="", verdict="", place=""
        )
    how = row.sent_how if change.how is None else change.how
    answered = day or (row.returned_on if change.state is None else act.at.date())
    return replace(row, state=state, sent_how=how, returned_on=answered)


def _needs_reason(old: BoardRow, new: BoardRow) -> str:
    """Return what of the change needs a reason, "" when nothing does."""
    if new.state == ROW_DECLINED:
        return "odmowa"
    if _RANK[new.state] < _RANK[old.state] or (old.state == ROW_DECLINED and new.state != old.state):
        return "cofnięcie wpisu"
    if old.state == TO_SEND:
        return ""
    kept = ("sent_on", "sent_how", "returned_on", "proof", "verdict", "place")
    if any(getattr(old, name) and getattr(old, name) != getattr(new, name) for name in kept):
        return "poprawienie wpisu"
    return "poprawienie sposobu podpisu" if old.state == RETURNED and old.way != new.way else ""


def _cell(version: models.Version, change: BoardChange) -> models.BoardCell:
    """Return the cell a change speaks of; cells of the electronic file are made with the first one asked for."""
    rows = cells(version)
    slots = list(version.slots.order_by("order"))
    if change.counterpart == 0 and change.slot in {slot.key for slot in slots} and all(row.counterpart for row in rows):
        for slot in slots:
            models.BoardCell.objects.using(version._state.db).create(slot=slot, counterpart=0)
        rows = cells(version)
    found = [row for row in rows if (row.counterpart, row.slot.key) == (change.counterpart, change.slot)]
    if not found:
        known = ", ".join(sorted({f"{row.counterpart}: {row.slot.key}" for row in rows})) or "brak"
        raise RegistryError(
            f"w obiegu nie ma egzemplarza {change.counterpart} dla strony „{change.slot}”",
            remedy=f"Egzemplarze i strony tej wersji: {known}.",
        )
    return found[0]


def _write(cell: models.BoardCell, row: BoardRow) -> None:
    for name in ("state", "way", "sent_on", "sent_how", "returned_on", "verdict", "place", "reason", "entered_by"):
        setattr(cell, name, getattr(row, name))
    cell.proof_id = row.proof or None
    cell.save(using=cell._state.db)


def _facts(row: BoardRow) -> dict[str, object]:
    """Return what an event says of a row: no name, nothing that people typed."""
    names = ("state", "way", "sent_on", "returned_on", "proof")
    facts = {name: value for name, value in asdict(row).items() if name in names and value}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()}
