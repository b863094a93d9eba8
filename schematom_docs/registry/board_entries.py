"""What a new entry of the signature board may overwrite, and how a row looks after it. Knows no Django."""

from __future__ import annotations

from dataclasses import replace

from schematom_docs.errors import RegistryError
from schematom_docs.records import (
    RETURNED,
    ROW_DECLINED,
    ROW_STATES,
    SENT,
    TO_SEND,
    WAYS,
    Act,
    BoardChange,
    BoardRow,
)

_RANK = {TO_SEND: 0, SENT: 1, RETURNED: 2, ROW_DECLINED: 2}


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


def _stepped(row: BoardRow, state: str, change: BoardChange, act: Act) -> BoardRow:
    """Return the row in its new state with the days that belong to it; what a step back undoes is emptied."""
    day = change.day
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
