"""Scans of hand-signed papers: files are read, sorted against the registry, kept, and the board is marked.

Who signed is never read from a picture: the board is marked only for those whom a person names, and only on
counterparts whose every coded page is there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from schematom_docs.errors import Fault, UsageError, VerificationError
from schematom_docs.records import Act, PackVersion, ScanRecord
from schematom_docs.signing.scan_reading import Report, Sheet
from schematom_docs.signing.scan_sorting import (
    AGREES,
    BLANK,
    DOUBLE,
    KnownVersion,
    ScannedSheet,
    SortedSheet,
    Sorting,
    codes_named,
    finding_of,
    sort_sheets,
)
from schematom_docs.signing.scan_worker import read_scan_apart
from schematom_docs.workflow.scan_hands import HandEntry, placed
from schematom_docs.workflow.scan_signed import Marked, mark_signed, refuse_unknown_parties
from schematom_docs.world import Registry

Progress = Callable[[str, int, int], None]


class Read(Protocol):
    """Reads the sheets of a file: `read_scan`, or `read_scan_apart` in a process of its own."""

    def __call__(self, data: bytes, *, place: str, report: Report | None = None) -> list[Sheet]:
        """Return the sheets; raises VerificationError for what is no scan."""
        ...


@dataclass(frozen=True, slots=True)
class ScanOrder:
    """What is to be done. files: (name, bytes), in order; hands: sheets placed by hand; signed: „KOD-EGZ”, "" for every
    counterpart → keys of the parties that signed, ALL for each of them; day: when the papers came back, None = now."""

    files: Sequence[tuple[str, bytes]]
    hands: Sequence[HandEntry] = ()
    signed: Mapping[str, Sequence[str]] | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Scanned:
    """What came of it. refused: files that are no scans; repeated: names of files read before; marked: what was done on
    the board and what was not, with the reason."""

    sorting: Sorting
    refused: tuple[Fault, ...] = ()
    repeated: tuple[str, ...] = ()
    marked: tuple[Marked, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether everything is sorted: no file refused, nothing foreign, replaced, doubtful or missing."""
        fine = {AGREES, DOUBLE, BLANK}
        return (
            not self.refused
            and all(one.finding in fine for one in self.sorting.sheets)
            and all(one.complete for one in self.sorting.counterparts)
        )


@dataclass(frozen=True, slots=True)
class _Pile:
    """What the files hold. sheets: to be sorted now; earlier: recorded by an earlier run."""

    sheets: tuple[ScannedSheet, ...]
    earlier: tuple[ScanRecord, ...]
    names: Mapping[str, str]
    content: Mapping[str, bytes]
    refused: tuple[Fault, ...]
    repeated: tuple[str, ...]


def scan(registry: Registry, order: ScanOrder, act: Act, progress: Progress, read: Read = read_scan_apart) -> Scanned:
    """Return what every sheet is and what every counterpart lacks, after keeping it all in the registry.

    Raises UsageError before anything is written when a sheet, page or party that a person named does not exist.
    """
    hands = _hands(registry, order)
    pile = _pile(registry, order, hands, lambda name, data: _read(name, data, progress, read))
    records = {code: registry.by_code(code) for code in _codes(pile)}
    again = {(sheet.file, sheet.number) for sheet in pile.sheets}
    known = {code: [_known(registry, one, again) for one in versions] for code, versions in records.items()}
    earlier = [_earlier(record, pile.names[record.file], known) for record in pile.earlier]
    sorting = sort_sheets(pile.sheets, known, earlier)
    refuse_unknown_parties(sorting, order.signed)
    if fresh := [_record(one) for one in sorting.sheets if not one.earlier]:
        registry.keep_scans(fresh, pile.content, act)
    marked = mark_signed(registry, sorting, order.signed, act, order.day) if order.signed else ()
    return Scanned(sorting, pile.refused, pile.repeated, marked)


def _hands(registry: Registry, order: ScanOrder) -> dict[tuple[int, int], tuple[str, int, int, int]]:
    """Return (number of the file in the order, sheet) → place. Raises UsageError for a file that is not given."""
    hands = {}
    for entry in order.hands:
        exact = [n for n, (name, _) in enumerate(order.files) if name == entry.file]
        found = exact or [n for n, (name, _) in enumerate(order.files) if _base(name) == _base(entry.file)]
        if len(found) != 1:
            reason = "pasuje do kilku plików" if found else "nie jest wśród podanych plików"
            raise UsageError(f"„{entry.file}” {reason}", remedy="Podaj w --hand nazwę tak, jak plik do wczytania.")
        hands[found[0], entry.sheet] = placed(registry, entry.target)
    return hands


def _base(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2]


def _pile(
    registry: Registry,
    order: ScanOrder,
    hands: Mapping[tuple[int, int], tuple[str, int, int, int]],
    read: Callable[[str, bytes], list[Sheet]],
) -> _Pile:
    """Return the sheets of all files; a file is read once, however often and under whatever name it is given."""
    before: dict[str, list[ScanRecord]] = {}
    for record in registry.scans():
        before.setdefault(record.file, []).append(record)
    sheets: list[ScannedSheet] = []
    earlier: list[ScanRecord] = []
    refused: list[Fault] = []
    repeated: list[str] = []
    names: dict[str, str] = {}
    content: dict[str, bytes] = {}
    for number, (name, data) in enumerate(order.files):
        digest = hashlib.sha256(data).hexdigest()
        own = {sheet: place for (file, sheet), place in hands.items() if file == number}
        if digest in names or digest in before:
            repeated.append(name)
        if digest in before and digest not in names:
            earlier += [one for one in before[digest] if one.sheet not in own]
        if (digest in names or digest in before) and not own:
            names.setdefault(digest, name)
            continue
        known = digest in names or digest in before
        names.setdefault(digest, name)
        try:
            found = _sheets(name, digest, read(name, data), own)
        except VerificationError as error:
            refused.append(Fault(error.place, error.reason, error.remedy))
            continue
        sheets += [sheet for sheet in found if sheet.hand or not known]
        content[digest] = data
    return _Pile(tuple(sheets), tuple(earlier), names, content, tuple(refused), tuple(repeated))


def _read(name: str, data: bytes, progress: Progress, read: Read) -> list[Sheet]:
    return read(data, place=name, report=lambda done, count: progress(f"Czytanie {_base(name)}", done, count))


def _sheets(
    name: str, digest: str, read: Sequence[Sheet], own: Mapping[int, tuple[str, int, int, int]]
) -> list[ScannedSheet]:
    """Return the sheets of one file, those placed by hand with their place."""
    if beyond := sorted(set(own) - {one.number for one in read}):
        raise UsageError(f"„{name}” nie ma strony {beyond[0]}", remedy=f"Plik ma stron: {len(read)}.")
    return [
        ScannedSheet(
            digest, name, one.number, one.reading.payloads, one.fault, one.reading.blank, hand=own.get(one.number)
        )
        for one in read
    ]


def _codes(pile: _Pile) -> list[str]:
    return sorted({*codes_named(pile.sheets), *(one.code for one in pile.earlier if one.code)})


def _known(registry: Registry, version: PackVersion, again: set[tuple[str, int]]) -> KnownVersion:
    """Return the version with the pages that earlier scans brought; sheets that are being sorted again do not count."""
    seen = {
        (one.counterpart, one.page)
        for one in registry.scans(version)
        if one.finding in (AGREES, DOUBLE) and (one.file, one.sheet) not in again
    }
    return KnownVersion(version, tuple(registry.pages(version)), frozenset(seen))


def _earlier(record: ScanRecord, name: str, known: Mapping[str, Sequence[KnownVersion]]) -> SortedSheet:
    """Return a sheet as an earlier run recorded it, with the reason that its code gives today."""
    place = (record.code, record.version, record.counterpart, record.page) if record.code else None
    payloads = (record.payload,) if record.payload else ()
    sheet = ScannedSheet(record.file, name, record.sheet, payloads, blank=record.finding == BLANK)
    again = finding_of(sheet, known)
    reasons = ["wczytana wcześniej"]
    if record.by_hand:
        reasons.append("wskazana ręcznie")
    elif payloads and again.finding == record.finding and again.reason:
        reasons.insert(0, again.reason)
    return SortedSheet(sheet, record.finding, ", ".join(reasons), place, record.payload, earlier=True)


def _record(one: SortedSheet) -> ScanRecord:
    """Return what the registry keeps of a sheet."""
    record = ScanRecord(one.sheet.file, one.sheet.number, one.finding, one.payload, by_hand=one.sheet.hand is not None)
    if one.place is None:
        return record
    code, version, counterpart, page = one.place
    return replace(record, code=code, version=version, counterpart=counterpart, page=page)
