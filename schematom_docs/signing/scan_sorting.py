"""Scanned sheets and what the registry knows → what each sheet is, and what each counterpart still lacks. Pure.

Nothing is guessed: a sheet with two page codes, a code of another system or a code whose digest is not the one printed
is told as such and counts for nothing until a person says what it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from schematom_docs.records import SUPERSEDED, WITHDRAWN, PackVersion, StoredPage
from schematom_docs.signing.page_codes import PageCode, claims_ours, parse_payload

AGREES = "zgodna"
DOUBLE = "podwójna"
FOREIGN = "obca"
REPLACED = "zastąpiona"
TAKEN_BACK = "wycofana"
DISAGREES = "niezgodna"
UNREADABLE = "nieczytelna"
BLANK = "pusta"
FINDINGS = (AGREES, DOUBLE, FOREIGN, REPLACED, TAKEN_BACK, DISAGREES, UNREADABLE, BLANK)
ASKS_FOR_A_HAND = (FOREIGN, DISAGREES, UNREADABLE)

Place = tuple[str, int, int, int]
"""Code, version, counterpart and page: what one page code names."""


@dataclass(frozen=True, slots=True)
class ScannedSheet:
    """One sheet as it was read. file: sha256; name: of the file, for people; number: from 1; payloads: texts of its QR
    codes; fault: why it could not be looked at; hand: what a person says it is."""

    file: str
    name: str
    number: int
    payloads: tuple[str, ...] = ()
    fault: str = ""
    blank: bool = False
    hand: Place | None = None


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """One version of a pack as the registry knows it. pages: what was printed; seen: (counterpart, page) that earlier
    scans brought."""

    version: PackVersion
    pages: tuple[StoredPage, ...]
    seen: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class SortedSheet:
    """What a sheet is. finding: one of FINDINGS; reason: Polish, why, "" where the finding says all; place: what it
    counts as, or would count as; payload: of the code that decided; earlier: an earlier run recorded it."""

    sheet: ScannedSheet
    finding: str
    reason: str = ""
    place: Place | None = None
    payload: str = ""
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class SortedCounterpart:
    """What came of one counterpart. number: 0 = a print of the electronic file; coded: its pages with a code; present:
    of them, those that are there after this scan; uncoded: pages without a code; came: its pages in the order of this
    scan."""

    version: PackVersion
    number: int
    coded: tuple[int, ...]
    present: tuple[int, ...]
    uncoded: tuple[int, ...]
    came: tuple[int, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """Coded pages that no scan has brought yet."""
        return tuple(page for page in self.coded if page not in self.present)

    @property
    def complete(self) -> bool:
        """Whether every coded page is there."""
        return bool(self.coded) and not self.missing

    @property
    def in_order(self) -> bool:
        """Whether the pages of this scan came in the order of the counterpart."""
        return list(self.came) == sorted(self.came)

    @property
    def label(self) -> str:
        """„egz. 2/3 – PUP”, as printed."""
        found = next((one.label for one in self.version.counterparts if one.number == self.number), "")
        return found or (f"egz. {self.number}" if self.number else "wydruk pliku elektronicznego")


@dataclass(frozen=True, slots=True)
class Sorting:
    """A sorted pile. sheets: in the order scanned; counterparts: those that the pile touches, by pack."""

    sheets: tuple[SortedSheet, ...]
    counterparts: tuple[SortedCounterpart, ...]


def codes_named(sheets: Sequence[ScannedSheet]) -> list[str]:
    """Return the codes of packs that the sheets name, sorted, each once: what the registry is asked for."""
    found = {code.code for sheet in sheets for text in sheet.payloads if (code := parse_payload(text))}
    return sorted(found | {sheet.hand[0] for sheet in sheets if sheet.hand})


def sort_sheets(
    sheets: Sequence[ScannedSheet],
    known: Mapping[str, Sequence[KnownVersion]],
    earlier: Sequence[SortedSheet] = (),
) -> Sorting:
    """Return what each sheet is and what each counterpart lacks.

    known: code of a pack → its versions, oldest first; earlier: sheets of the same files that an earlier run recorded,
    whose counterparts are told once more.
    """
    taken = {
        (one.version.code, one.version.version, *where) for ones in known.values() for one in ones for where in one.seen
    }
    found: list[SortedSheet] = []
    for sheet in sheets:
        result = finding_of(sheet, known)
        if result.finding == AGREES and (place := result.place) is not None:
            if place in taken:
                result = SortedSheet(sheet, DOUBLE, "ta strona już jest", place, result.payload)
            taken.add(place)
        found.append(result)
    told = sorted([*found, *earlier], key=lambda one: (one.sheet.name, one.sheet.file, one.sheet.number))
    return Sorting(tuple(told if earlier else found), _counterparts(told if earlier else found, known, taken))


def finding_of(sheet: ScannedSheet, known: Mapping[str, Sequence[KnownVersion]]) -> SortedSheet:
    """Return what a sheet is by itself, doubles not told apart."""
    if sheet.hand is not None:
        return _by_hand(sheet, sheet.hand, known)
    if sheet.fault:
        return SortedSheet(sheet, UNREADABLE, sheet.fault)
    if sheet.blank:
        return SortedSheet(sheet, BLANK)
    ours = [text for text in sheet.payloads if claims_ours(text)]
    if len(ours) > 1:
        return SortedSheet(sheet, UNREADABLE, "są na niej dwa kody stron; rozdziel kartki i zeskanuj je osobno")
    if not ours:
        if sheet.payloads:
            return SortedSheet(sheet, FOREIGN, "ma kod QR innego systemu, a kodu strony nie", payload=sheet.payloads[0])
        return SortedSheet(sheet, UNREADABLE, "nie widać na niej kodu strony")
    code = parse_payload(ours[0])
    if code is None:
        reason = "kod strony jest przerobiony albo z nowszej wersji programu"
        return SortedSheet(sheet, DISAGREES, reason, payload=ours[0])
    return _by_code(sheet, code, known)


def _by_code(sheet: ScannedSheet, code: PageCode, known: Mapping[str, Sequence[KnownVersion]]) -> SortedSheet:
    place = (code.code, code.version, code.counterpart, code.page)
    versions = known.get(code.code, ())
    if not versions:
        return SortedSheet(sheet, FOREIGN, f"rejestr nie zna pakietu {code.code}", place, code.text)
    own = next((one for one in versions if one.version.version == code.version), None)
    reason = _disagreement(code, own)
    if own is None or reason:
        return SortedSheet(sheet, DISAGREES, reason, place, code.text)
    return _standing(SortedSheet(sheet, AGREES, "", place, code.text), own, versions)


def _disagreement(code: PageCode, own: KnownVersion | None) -> str:
    """Return why the code of a page is not what was printed, "" when it is."""
    if own is None:
        return f"pakiet {code.code} nie ma wersji {code.version}"
    pages = [page for page in own.pages if page.counterpart == code.counterpart]
    if not pages:
        return f"wersja {code.version} nie ma egzemplarza {code.counterpart}"
    printed = next((page for page in pages if page.page == code.page), None)
    if printed is None or not printed.digest:
        return f"strona {code.page} nie miała kodu przy wydaniu"
    if printed.digest != code.digest:
        return "skrót strony nie zgadza się z wydanym"
    return "" if code.pages == len(pages) else f"kod mówi o {code.pages} stronach, egzemplarz ma {len(pages)}"


def _by_hand(sheet: ScannedSheet, place: Place, known: Mapping[str, Sequence[KnownVersion]]) -> SortedSheet:
    """Return the sheet as a person places it; who places it has checked that there is such a page."""
    versions = known[place[0]]
    own = next(one for one in versions if one.version.version == place[1])
    return _standing(SortedSheet(sheet, AGREES, "wskazana ręcznie", place), own, versions)


def _standing(result: SortedSheet, own: KnownVersion, versions: Sequence[KnownVersion]) -> SortedSheet:
    """Return the result, told apart where its version is no longer the one in force."""
    newer = [one.version for one in versions if one.version.version > own.version.version]
    standing = [one for one in newer if one.state != WITHDRAWN]
    if own.version.state == WITHDRAWN:
        reason = f"wersja {own.version.version} jest wycofana"
        return SortedSheet(result.sheet, TAKEN_BACK, reason, result.place, result.payload)
    if own.version.state == SUPERSEDED or standing:
        latest = (standing or newer or [own.version])[-1].version
        reason = f"jest z wersji {own.version.version}, obowiązuje wersja {latest}"
        return SortedSheet(result.sheet, REPLACED, reason, result.place, result.payload)
    return result


def _counterparts(
    found: Sequence[SortedSheet], known: Mapping[str, Sequence[KnownVersion]], taken: set[Place]
) -> tuple[SortedCounterpart, ...]:
    """Return the counterparts that the sheets touch, with what is there after them."""
    came: dict[tuple[str, int, int], list[int]] = {}
    for one in found:
        if one.place is not None and one.finding in (AGREES, DOUBLE):
            came.setdefault(one.place[:3], []).append(one.place[3])
    versions = {(one.version.code, one.version.version): one for ones in known.values() for one in ones}
    results = []
    for (code, number, counterpart), pages in came.items():
        own = versions[code, number]
        printed = [page for page in own.pages if page.counterpart == counterpart]
        results.append(
            SortedCounterpart(
                own.version,
                counterpart,
                coded=tuple(sorted(page.page for page in printed if page.digest)),
                present=tuple(page.page for page in printed if (code, number, counterpart, page.page) in taken),
                uncoded=tuple(sorted(page.page for page in printed if not page.digest)),
                came=tuple(dict.fromkeys(pages)),
            )
        )
    return tuple(
        sorted(results, key=lambda one: (one.version.label, one.version.code, one.version.version, one.number))
    )
