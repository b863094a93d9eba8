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
    after = registry.by_code(version.code) if version.state == SUPERSEDED else []
    later = [each.version for each in after if each.version > version.version]
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


def grouped(waiting: Iterable[Waiting]) -> list[list[Waiting]]:
    """Return rows that wait alike (version, party, sent or not, days) together, in the order of their first."""
    groups: dict[tuple[str, int, str, bool, int], list[Waiting]] = {}
    for each in waiting:
        key = (each.version.code, each.version.version, each.row.slot.key, each.sent, each.days)
        groups.setdefault(key, []).append(each)
    return list(groups.values())


def waiting_text(group: Sequence[Waiting]) -> str:
    """Return „czeka na podpis od 14 dni – PUP w Kielcach (egz. 1/2 – rodzina)” of rows that wait alike.

    Several counterparts are „(egz. 1/4, 2/4)”; what was never sent is „niewysłane od 3 dni – …”.
    """
    first = group[0]
    since = {0: "od dziś", 1: "od 1 dnia"}.get(first.days, f"od {first.days} dni")
    what = "czeka na podpis" if first.sent else "niewysłane"
    return f"{what} {since} – {first.row.slot.party} ({_places(group)})"


def _places(group: Sequence[Waiting]) -> str:
    labels = [counterpart_label(each.version, each.row.counterpart) for each in group]
    if len(labels) == 1:
        return labels[0]
    short = [label.partition(" – ")[0] for label in labels]
    return short[0] + "".join(f", {label.removeprefix('egz. ')}" for label in short[1:])


def _waiting(version: PackVersion, rows: Sequence[BoardRow], today: date) -> tuple[Waiting, ...]:
    """Return the rows of an open version that wait.

    Where only paper or only the electronic file is on its way, only its rows wait. A counterpart that lies with one
    party is not waited for by the next ones: it cannot be sent to them yet.
    """
    if version.state in CLOSED:
        return ()
    begun = {bool(row.counterpart) for row in rows if row.state in (SENT, RETURNED)}
    away = {row.counterpart for row in rows if row.state == SENT}
    return tuple(
        Waiting(version, row, max(0, (today - _since(version, row, rows)).days))
        for row in rows
        if (row.state == SENT or (row.state == TO_SEND and row.counterpart not in away))
        and (len(begun) != 1 or bool(row.counterpart) in begun)
    )


def _since(version: PackVersion, row: BoardRow, rows: Iterable[BoardRow]) -> date:
    """Return the day from which a row waits: sent, or the counterpart last came back, or the version was released."""
    if row.state == SENT:
        return row.sent_on or version.day
    back = [other.returned_on for other in rows if other.counterpart == row.counterpart and other.returned_on]
    return max([version.day, *back])


def _overdue(waiting: Iterable[Waiting], limit: int) -> list[str]:
    late = [each for each in waiting if each.days > limit]
    return [f"Przeterminowane: {waiting_text(group)}; termin to {days_text(limit)}." for group in grouped(late)]


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
