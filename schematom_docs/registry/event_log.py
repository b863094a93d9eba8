"""The append-only log: entries chained by SHA-256, so that none can be changed, left out or cut off unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

from schematom_docs.errors import RegistryError
from schematom_docs.records import Act
from schematom_docs.records import Event as EventRecord
from schematom_docs.registry.models import Event, EventNote, Workspace


def append(
    db: str, kind: str, subject: str, data: Mapping[str, object], act: Act, notes: Mapping[str, str] | None = None
) -> Event:
    """Return the new entry, written inside the transaction that is open.

    notes: texts that people typed, by name; they stay beside the entry, whose data get their digests, the name with
    „_sha256” being the key. Empty ones are left out. Raises RegistryError for a moment without a time zone
    and for an entry that nobody makes.
    """
    if act.at.tzinfo is None:
        raise RegistryError("chwila wpisu do rejestru nie ma strefy czasowej", remedy="Podaj chwilę ze strefą.")
    if not act.actor.strip():
        raise RegistryError("nie wiadomo, kto robi wpis do rejestru", remedy="Podaj osobę opcją --kto.")
    typed = {name: text for name, text in (notes or {}).items() if text}
    digests = {f"{name}_sha256": hashlib.sha256(text.encode()).hexdigest() for name, text in typed.items()}
    head = Workspace.objects.using(db).select_for_update().get()
    event = Event(
        number=head.last_event + 1,
        kind=kind,
        subject=subject,
        data={**data, **digests},
        actor=act.actor,
        at=act.at,
        previous=head.last_sha256,
    )
    event.sha256 = entry_digest(event)
    event.save(using=db)
    for name, text in typed.items():
        EventNote.objects.using(db).create(event=event, name=name, text=text)
    head.last_event, head.last_sha256 = event.number, event.sha256
    head.save(using=db)
    return event


def entry_digest(event: Event) -> str:
    """Return the SHA-256 of an entry: its canonical JSON with the digest of the entry before it."""
    return canonical_digest(
        {
            "numer": event.number,
            "rodzaj": event.kind,
            "przedmiot": event.subject,
            "dane": event.data,
            "kto": event.actor,
            "kiedy": _moment(event.at),
            "poprzedni": event.previous,
        }
    )


def canonical_digest(value: object) -> str:
    """Return the SHA-256 of `value` as JSON with sorted keys, no spaces, UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def chain_faults(db: str) -> list[str]:
    """Return Polish sentences on every place where the chain does not hold."""
    faults: list[str] = []
    previous, number = "", 0
    for event in Event.objects.using(db).order_by("number"):
        number += 1
        if event.number != number:
            faults.append(f"Dziennik: po wpisie nr {number - 1} jest wpis nr {event.number}; brakuje wpisów.")
            number = event.number
        if event.previous != previous:
            faults.append(f"Dziennik: wpis nr {event.number} nie wiąże się z poprzednim.")
        if entry_digest(event) != event.sha256:
            faults.append(f"Dziennik: wpis nr {event.number} jest zmieniony.")
        previous = event.sha256
    head = Workspace.objects.using(db).get()
    if (head.last_event, head.last_sha256) != (number, previous):
        faults.append(f"Dziennik: kończy się na wpisie nr {number}, a ostatni zapisany to nr {head.last_event}.")
    return faults + _note_faults(db)


def entries(db: str, subject: str | None = None) -> list[EventRecord]:
    """Return entries as records, oldest first; of one subject when given."""
    rows = Event.objects.using(db).order_by("number").prefetch_related("notes")
    return [
        EventRecord(
            row.number,
            row.kind,
            row.subject,
            row.data,
            Act(row.actor, row.at),
            row.previous,
            row.sha256,
            {note.name: note.text for note in row.notes.all()},
        )
        for row in (rows if subject is None else rows.filter(subject=subject))
    ]


def _note_faults(db: str) -> list[str]:
    return [
        f"Dziennik: dopisek „{note.name}” wpisu nr {note.event.number} jest zmieniony."
        for note in EventNote.objects.using(db).select_related("event").order_by("id")
        if note.event.data.get(f"{note.name}_sha256") != hashlib.sha256(note.text.encode()).hexdigest()
    ]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
