"""Changes of the signature board written: the rows, the state that follows, the event that keeps the old entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from schematom_docs.errors import RegistryError
from schematom_docs.records import (
    SUPERSEDED,
    WITHDRAWN,
    Act,
    BoardChange,
    BoardRow,
)
from schematom_docs.registry import models
from schematom_docs.registry.board_entries import changed_row
from schematom_docs.registry.board_states import state_of
from schematom_docs.registry.event_log import append
from schematom_docs.registry.releasing import subject_of
from schematom_docs.registry.stored_records import cell_record, cells

_TYPED = ("sent_how", "place", "verdict")


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
