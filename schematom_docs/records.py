"""Frozen values of lasting state: what a release writes and what the registry gives back. Plain data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

# States of a released version (signing.md, section 5). A draft never reaches the registry.
ISSUED = "wydany"
SIGNING = "w podpisie"
SIGNED = "podpisany"
DECLINED = "odmowa"
WITHDRAWN = "wycofany"
SUPERSEDED = "zastąpiony"
STATES = (ISSUED, SIGNING, SIGNED, DECLINED, WITHDRAWN, SUPERSEDED)

# States of one row of the board.
TO_SEND = "do wysłania"
SENT = "wysłany"
RETURNED = "wrócił podpisany"
ROW_DECLINED = "odmowa"
ROW_STATES = (TO_SEND, SENT, RETURNED, ROW_DECLINED)

# Ways of signing.
PAPER = "papier"
PADES = "PAdES"
OTHER_SIGNATURE = "inny podpis"
WAYS = (PAPER, PADES, OTHER_SIGNATURE)


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something and when. actor: name of the account or person, as the office writes it."""

    actor: str
    at: datetime


@dataclass(frozen=True, slots=True, order=True)
class PackKey:
    """What makes a pack one pack through all its versions. subject: "" for a pack of the whole case."""

    pilot: str
    recipe_id: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class CaseRevision:
    """One state of a case file. number: from 1, without gaps; sha256: digest of its bytes in the store."""

    pilot: str
    number: int
    sha256: str
    act: Act


@dataclass(frozen=True, slots=True)
class Expected:
    """What a release made now would get. series, number: series of packs („pakiety/rodzinny/2026”) and running number
    of the pack in it, from 1, both kept by later versions; code: short code of the pack, the same for all its versions;
    version: from 1; numbers: series → next number of documents."""

    key: PackKey
    series: str
    number: int
    code: str
    version: int
    numbers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GivenNumber:
    """One number given at a release. number: position in the series, 0 for a typed one outside its pattern; label: as
    printed; code, version: the first pack version that carries it; void: Polish reason why it is no longer in use
    („wycofany”, „zastąpiony”), "" while it is."""

    series: str
    number: int
    label: str
    code: str
    version: int
    void: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place for a signature. key: ASCII key of the party inside the pack („pup”); party: its name as printed;
    person: who signs, as printed, "" when not named; role: function or role as printed."""

    key: str
    party: str
    person: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """One paper copy of a pack. number: from 1; party: key of the party that keeps it; label: „egz. 2/3 – PUP”; slots:
    keys of those who sign it, None = all who sign the pack."""

    number: int
    party: str
    label: str
    slots: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class StoredPage:
    """Code printed on one page. counterpart: 0 = the electronic file; page: from 1; digest: 16 hex of the page code, ""
    for a page that carries none (a diploma)."""

    counterpart: int
    page: int
    digest: str


@dataclass(frozen=True, slots=True)
class StoredPart:
    """One document of a released pack. order: from 1; number: as printed, given or registered at release, "" for none;
    series: in which it is unique; position: its running number there, 0 when a typed number does not follow the pattern
    of the series; typed: written in the case by hand, so that it may be any free one, not only the next; the holder of
    a number is the paper (pilot, type_id, subject), in whatever pack it is released; template_sha256, data_sha256: what
    it was made from; docx_sha256: its Word file in the store, "" when foreign."""

    order: int
    type_id: str
    subject: str
    title: str
    pages: int
    number: str = ""
    series: str = ""
    position: int = 0
    typed: bool = False
    template_sha256: str = ""
    data_sha256: str = ""
    docx_sha256: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseOrder:
    """Everything one release writes. files: role of the file → bytes: „elektroniczny”, „egz-1” …, „docx”, „zip”,
    „manifest”, „czesc-1”…; supersedes: the version that this one replaces, 0 for none; case: sha256 of the case
    revision it was made from; label: number of the pack as printed („PAK/3/2026”); typed: numbers that the case holds
    by hand for papers of the same series outside the pack, so that none of them is given to another."""

    expected: Expected
    title: str
    label: str
    day: date
    pages: int
    case: str
    files: Mapping[str, bytes]
    parts: tuple[StoredPart, ...]
    slots: tuple[Slot, ...]
    counterparts: tuple[Counterpart, ...]
    page_codes: tuple[StoredPage, ...]
    supersedes: int = 0
    reason: str = ""
    typed: tuple[StoredPart, ...] = ()


@dataclass(frozen=True, slots=True)
class PackVersion:
    """One frozen version of a pack. sha256: digest of the electronic file; files: role → sha256 in the store;
    state: one of STATES; case_number: number of the case revision it was made from."""

    key: PackKey
    number: int
    label: str
    code: str
    version: int
    title: str
    day: date
    pages: int
    sha256: str
    state: str
    case_number: int
    files: Mapping[str, str]
    parts: tuple[StoredPart, ...]
    slots: tuple[Slot, ...]
    counterparts: tuple[Counterpart, ...]
    act: Act


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One cell of the signature board: counterpart × slot. counterpart: 0 = the electronic file; proof: sha256 of the
    scan or signed file in the store; place: where the paper original lies; verdict: what the judge said of a file."""

    counterpart: int
    slot: Slot
    state: str = TO_SEND
    way: str = PAPER
    sent_on: date | None = None
    sent_how: str = ""
    returned_on: date | None = None
    proof: str = ""
    verdict: str = ""
    place: str = ""
    reason: str = ""
    entered_by: str = ""


@dataclass(frozen=True, slots=True)
class BoardChange:
    """A change of one row of the board. Fields left None stay as they are; reason: needed for „odmowa” and for taking
    back what was marked before."""

    counterpart: int
    slot: str
    state: str | None = None
    way: str | None = None
    day: date | None = None
    how: str | None = None
    proof: str | None = None
    verdict: str | None = None
    place: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ScanRecord:
    """One scanned page. file: sha256 of the scanned file; sheet: page of that file, from 1; payload: text of the page
    code, "" when unreadable; finding: one of „zgodna”, „podwójna”, „obca”, „zastąpiona”, „wycofana”, „nieczytelna”,
    „niezgodna”, „pusta” (signing/scan_sorting.py); code, version, counterpart, page: what the code names, empty when
    it names nothing of ours."""

    file: str
    sheet: int
    finding: str
    payload: str = ""
    code: str = ""
    version: int = 0
    counterpart: int = 0
    page: int = 0
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the append-only log. kind: Polish word of what happened („wydanie”, „skan”); data: JSON-ready facts
    without personal data; previous, sha256: the hash chain; notes: what people typed (a reason, a place), kept beside
    the chain, whose data hold only its digest, so that a note can be erased and the chain stays whole."""

    number: int
    kind: str
    subject: str
    data: Mapping[str, object]
    act: Act
    previous: str
    sha256: str
    notes: Mapping[str, str] = field(default_factory=dict)
