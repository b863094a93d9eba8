"""Who has signed what: standings of released packs, what waits for whom, notices and reminders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from schematom_docs.records import (
    DECLINED,
    RETURNED,
    ROW_DECLINED,
    SENT,
    SIGNED,
    SUPERSEDED,
    TO_SEND,
    WITHDRAWN,
    BoardRow,
    PackVersion,
)
from schematom_docs.registry import progress
from schematom_docs.workflow.pack_names import chosen_version, find_versions, read_code
from schematom_docs.world import Registry

CLOSED = (SIGNED, DECLINED, WITHDRAWN, SUPERSEDED)
"""States in which nobody is waited for."""
ELECTRONIC = "plik elektroniczny"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits: for the party (sent) or for us (not sent). days: since it was sent, or since the release."""

    version: PackVersion
    row: BoardRow
    days: int

    @property
    def sent(self) -> bool:
        """Whether the party has the paper."""
        return self.row.state == SENT


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one version stands. signed, needed: signatures; notices: Polish sentences for the coordinator."""

    version: PackVersion
    rows: tuple[BoardRow, ...]
    signed: int
    needed: int
    waiting: tuple[Waiting, ...]
    notices: tuple[str, ...]


def standing(registry: Registry, version: PackVersion, today: date, limit: int) -> Standing:
    """Return where a version stands today. limit: days after which a row that waits is overdue."""
    rows = tuple(registry.board(version))
    signed, needed = progress(rows)
    waiting = _waiting(version, rows, today)
    later = [each.version for each in registry.by_code(version.code) if each.version > version.version]
    notices = (*_overdue(waiting, limit), *_to_tell(version, rows, later))
    return Standing(version, rows, signed, needed, waiting, notices)


def standings(registry: Registry, today: date, limit: int, *, everything: bool = False) -> list[Standing]:
    """Return where packs stand, by number: the newest version of each; with everything=True all versions."""
    versions = registry.versions()
    newest = {version.code: version.version for version in versions}
    return [
        standing(registry, version, today, limit)
        for version in versions
        if everything or newest[version.code] == version.version
    ]


def reminders(registry: Registry, today: date, days: int = 0) -> list[Waiting]:
    """Return rows that wait at least `days` days, longest first: what parties have, and what was never sent."""
    waiting = [
        each
        for version in registry.versions()
        for each in _waiting(version, registry.board(version), today)
        if each.days >= days
    ]
    return sorted(waiting, key=lambda each: (not each.sent, -each.days, each.row.slot.party, each.version.label))


def find_version(registry: Registry, name: str, version: int = 0) -> tuple[PackVersion, int | None]:
    """Return (version of a pack by its number or code, counterpart that the code names or None).

    version: 0 = the newest. Raises UsageError when there is no such pack or version.
    """
    found = find_versions(registry, name)
    return chosen_version(found, version or None), read_code(name)[1]


def counterpart_label(version: PackVersion, number: int) -> str:
    """Return the name of a counterpart as printed; counterpart 0 is the electronic file."""
    if not number:
        return ELECTRONIC
    return next((each.label for each in version.counterparts if each.number == number), f"egz. {number}")


def days_text(days: int) -> str:
    """Return „1 dzień”, „14 dni”."""
    return f"{days} dzień" if days == 1 else f"{days} dni"


def waiting_text(waiting: Waiting) -> str:
    """Return „czeka na podpis od 14 dni – PUP w Kielcach (egz. 2/2 – PUP)”, or the same of what was never sent."""
    since = {0: "od dziś", 1: "od 1 dnia"}.get(waiting.days, f"od {waiting.days} dni")
    what = "czeka na podpis" if waiting.sent else "niewysłane"
    place = counterpart_label(waiting.version, waiting.row.counterpart)
    return f"{what} {since} – {waiting.row.slot.party} ({place})"


def _waiting(version: PackVersion, rows: Sequence[BoardRow], today: date) -> tuple[Waiting, ...]:
    """Return the rows of an open version that wait; where only paper or only the file is on its way, only those."""
    if version.state in CLOSED:
        return ()
    begun = {bool(row.counterpart) for row in rows if row.state in (SENT, RETURNED)}
    return tuple(
        Waiting(version, row, max(0, (today - ((row.sent_on if row.state == SENT else None) or version.day)).days))
        for row in rows
        if row.state in (SENT, TO_SEND) and (len(begun) != 1 or bool(row.counterpart) in begun)
    )


def _overdue(waiting: Iterable[Waiting], limit: int) -> list[str]:
    return [
        f"Przeterminowane: {waiting_text(each)}; termin to {days_text(limit)}." for each in waiting if each.days > limit
    ]


def _to_tell(version: PackVersion, rows: Sequence[BoardRow], later: Sequence[int]) -> list[str]:
    """Return whom to tell that a version they signed or hold is declined, withdrawn or superseded."""
    if version.state not in (DECLINED, WITHDRAWN, SUPERSEDED):
        return []
    what = {
        DECLINED: "odmowie: " + _list(row.slot.party for row in rows if row.state == ROW_DECLINED),
        WITHDRAWN: "wycofaniu",
        SUPERSEDED: f"zastąpieniu przez wersję {later[0]}" if later else "zastąpieniu",
    }[version.state]
    told = _list(row.slot.party for row in rows if row.state in (SENT, RETURNED))
    return [f"Powiadom o {what}. Pismo podpisali lub mają: {told}."] if told else []


def _list(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
