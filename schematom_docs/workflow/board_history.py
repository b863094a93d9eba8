"""The history of a released version in Polish: its events told line by line, for the screen and for the receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from schematom_docs.records import SUPERSEDED, WITHDRAWN, Event, PackVersion
from schematom_docs.workflow.board import counterpart_label
from schematom_docs.world import Registry

OFFICE = ZoneInfo("Europe/Warsaw")
"""Time of Polish offices, in which moments are shown."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the history. what: Polish sentence; note: what a person typed with it, "" when nothing."""

    at: datetime
    actor: str
    what: str
    note: str = ""


def history(registry: Registry, version: PackVersion) -> list[Moment]:
    """Return what happened to a version, oldest first."""
    return [moment for event in registry.events(version) for moment in _told(event, version)]


def moment_text(at: datetime) -> str:
    """Return „22.11.2026, 10:05” in the time of Polish offices."""
    return f"{at.astimezone(OFFICE):%d.%m.%Y, %H:%M}"


def _told(event: Event, version: PackVersion) -> list[Moment]:
    act, data = event.act, event.data
    reason = event.notes.get("powod", "")
    if event.kind == "obieg":
        return [
            Moment(act.at, act.actor, _entry_text(entry, version), _notes(event.notes, number))
            for number, entry in enumerate(_mappings(data.get("wpisy")), 1)
        ]
    if event.kind == "skan":
        return [Moment(act.at, act.actor, _scan_text(_mappings(data.get("strony")), version))]
    texts = {
        "wydanie": f"wydano wersję {version.version} pakietu, stron: {data.get('stron')}",
        "zastąpienie": f"zastąpiono przez wersję {data.get('przez')}; stan: {SUPERSEDED}",
        "wycofanie": f"wycofano; stan: {WITHDRAWN}",
    }
    return [Moment(act.at, act.actor, texts.get(event.kind, event.kind), reason)]


def _entry_text(entry: Mapping[str, object], version: PackVersion) -> str:
    number = entry.get("egz")
    party = next((slot.party for slot in version.slots if slot.key == entry.get("strona")), str(entry.get("strona")))
    before, after = _mapping(entry.get("przed")), _mapping(entry.get("po"))
    change = str(after.get("state"))
    if before.get("state") != after.get("state"):
        change = f"{before.get('state')} → {change}"
    days = (
        [f"wysłano {_day(after['sent_on'])}"]
        if after.get("sent_on") != before.get("sent_on") and after.get("sent_on")
        else []
    )
    if after.get("returned_on") and after.get("returned_on") != before.get("returned_on"):
        days.append(f"odpowiedź {_day(after['returned_on'])}")
    if after.get("way") != before.get("way"):
        days.append(f"sposób: {after.get('way')}")
    if after.get("proof") and after.get("proof") != before.get("proof"):
        days.append(f"dowód {str(after['proof'])[:12]}…")
    place = counterpart_label(version, number if isinstance(number, int) else 0)
    return "; ".join([f"{place}, {party}: {change}", *days])


def _scan_text(pages: Sequence[Mapping[str, object]], version: PackVersion) -> str:
    findings: dict[str, int] = {}
    for page in pages:
        number = page.get("egz")
        place = counterpart_label(version, number if isinstance(number, int) else 0)
        key = f"{place}: {page.get('wynik')}"
        findings[key] = findings.get(key, 0) + 1
    return "skan stron – " + "; ".join(f"{key} ({count})" for key, count in findings.items())


def _notes(notes: Mapping[str, str], number: int) -> str:
    """Return what was typed with an entry: how it was sent, where it lies, verdict, reason."""
    labels = {"sent_how": "", "place": "miejsce: ", "verdict": "", "reason": "powód: "}
    found = [f"{label}{text}" for name, label in labels.items() if (text := notes.get(f"{name}-{number}"))]
    return "; ".join(found)


def _day(value: object) -> str:
    return f"{date.fromisoformat(str(value)):%d.%m.%Y}"


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _mappings(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
