"""The signature board after a scan: marked for those whom a person named, on whole counterparts only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from schematom_docs.errors import UsageError
from schematom_docs.records import PAPER, RETURNED, ROW_DECLINED, Act, BoardChange
from schematom_docs.signing.scan_sorting import AGREES, DOUBLE, SortedCounterpart, Sorting
from schematom_docs.world import Registry

ALL = "*"
Signed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Marked:
    """What became of the board of one counterpart. parties: keys marked now; reason: why others, or all, were not."""

    counterpart: SortedCounterpart
    parties: tuple[str, ...] = ()
    reason: str = ""


def read_signed(texts: Sequence[str]) -> dict[str, list[str]]:
    """Return „KOD-EGZ” ("" = every counterpart) → keys, of „pup,rodzina” and „K7Q2M9XA-2=pup”. Raises UsageError."""
    signed: dict[str, list[str]] = {}
    for text in texts:
        head, sign, keys = text.rpartition("=")
        parties = [key.strip() for key in keys.split(",") if key.strip()]
        if not parties or (sign and not head.strip()):
            raise UsageError(f"„{text}” nie mówi, kto podpisał", remedy="Napisz np. --signed pup,rodzina.")
        signed.setdefault(head.strip().upper(), []).extend(parties)
    return signed


def refuse_unknown_parties(sorting: Sorting, signed: Signed | None) -> None:
    """Raise UsageError when someone is named who has no place for a signature, or a counterpart that is not there."""
    names = {_name(one): one for one in sorting.counterparts}
    for name, parties in (signed or {}).items():
        if name and name not in names:
            known = ", ".join(names) or "żaden"
            raise UsageError(f"w skanach nie ma egzemplarza {name}", remedy=f"Egzemplarze tych skanów: {known}.")
        for one in [names[name]] if name else names.values():
            slots = _signing(one) if name else [slot.key for slot in one.version.slots]
            for key in parties:
                if key != ALL and key not in slots:
                    remedy = (
                        f"Podpisują: {', '.join(slots) or 'nikt'}. Dla jednego egzemplarza: --signed {_name(one)}=…"
                    )
                    where = f"na egzemplarzu {name}" if name else f"w pakiecie {one.version.code}"
                    raise UsageError(f"{where} nie podpisuje „{key}”", remedy=remedy)


def mark_signed(
    registry: Registry, sorting: Sorting, signed: Signed, act: Act, day: date | None = None
) -> tuple[Marked, ...]:
    """Return what was marked on the board, counterpart by counterpart; one that lacks pages stays as it is.

    day: when the papers came back, None for the day of the act.
    """
    results = []
    for one in sorting.counterparts:
        wanted = [*signed.get("", ()), *signed.get(_name(one), ())]
        if not wanted:
            continue
        if not one.complete:
            results.append(Marked(one, reason="brakuje stron"))
            continue
        results.append(_mark(registry, sorting, one, wanted, act, day or act.at.date()))
    return tuple(results)


def _mark(
    registry: Registry, sorting: Sorting, one: SortedCounterpart, wanted: Sequence[str], act: Act, day: date
) -> Marked:
    slots = _signing(one)
    keys = slots if ALL in wanted else [key for key in slots if key in wanted]
    rows = {row.slot.key: row.state for row in registry.board(one.version) if row.counterpart == one.number}
    fresh = [key for key in keys if rows.get(key) not in (RETURNED, ROW_DECLINED)]
    proof = _proof(sorting, one)
    changes = [BoardChange(one.number, key, RETURNED, PAPER, day, proof=proof) for key in fresh]
    if changes:
        registry.mark(one.version, changes, act)
    reasons = []
    for state, words in ((RETURNED, "oznaczono wcześniej"), (ROW_DECLINED, "w obiegu jest odmowa")):
        if found := [key for key in keys if rows.get(key) == state]:
            reasons.append(f"{words}: {', '.join(found)}")
    return Marked(one, tuple(fresh), "; ".join(reasons))


def _signing(one: SortedCounterpart) -> list[str]:
    """Return keys of those who sign a counterpart."""
    own = {each.number: each.slots for each in one.version.counterparts}.get(one.number)
    return [slot.key for slot in one.version.slots] if own is None else list(own)


def _name(one: SortedCounterpart) -> str:
    return f"{one.version.code}-{one.number}" if one.number else one.version.code


def _proof(sorting: Sorting, one: SortedCounterpart) -> str:
    """Return the sha256 of the file that holds most sheets of a counterpart."""
    place = (one.version.code, one.version.version, one.number)
    files = Counter(
        sheet.sheet.file
        for sheet in sorting.sheets
        if sheet.place is not None and sheet.place[:3] == place and sheet.finding in (AGREES, DOUBLE)
    )
    return max(sorted(files), key=lambda file: files[file])
