"""Protocols of everything outside the pure core: clock, converter, registry. Adapters stand beside their stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from schematom_docs.records import (
    Act,
    BoardChange,
    BoardRow,
    CaseRevision,
    Event,
    Expected,
    GivenNumber,
    PackKey,
    PackVersion,
    ReleaseOrder,
    ScanRecord,
    StoredPage,
)


class Clock(Protocol):
    """Source of the current moment."""

    def today(self) -> date:
        """Return the current local date."""
        ...

    def now(self) -> datetime:
        """Return the current moment with its time zone, whole seconds."""
        ...


class Converter(Protocol):
    """DOCX → PDF."""

    def convert(self, documents: Sequence[tuple[str, bytes]]) -> list[bytes]:
        """Return one PDF for each (name, DOCX bytes), in order; all in one start of the converter.

        Raises ConversionError naming the document, MissingProgramError when the converter is not installed.
        """
        ...


class Registry(Protocol):
    """Owner of all lasting state of a workspace. Every method that writes is one transaction with its event.

    Raises RegistryError (9) when the registry refuses, is damaged or newer than the program, OutputError (12) when it
    cannot be written.
    """

    # -- files and events ------------------------------------------------------------------------------------------
    def content(self, sha256: str) -> bytes:
        """Return a stored file by its digest, proved whole. Raises RegistryError when missing or damaged."""
        ...

    def events(self, version: PackVersion | None = None) -> list[Event]:
        """Return events, oldest first; of one version when given."""
        ...

    def damage(self) -> list[str]:
        """Return Polish sentences on what is not whole: chain of events, files missing or changed, gaps in numbers."""
        ...

    def remarks(self) -> list[str]:
        """Return Polish sentences on what is whole and worth knowing: numbers that typed ones leave out."""
        ...

    def orphans(self) -> list[Path]:
        """Return files of the store that no entry names: left by a power cut during a release, harmless."""
        ...

    def remove_orphans(self) -> list[Path]:
        """Return the orphans, removed while nobody else can write; one open in another program stays."""
        ...

    # -- cases -----------------------------------------------------------------------------------------------------
    def revise_case(self, pilot: str, content: bytes, act: Act) -> CaseRevision:
        """Return the revision that holds these bytes of a case file: the last one when equal, else a new one."""
        ...

    def case_revisions(self, pilot: str) -> list[CaseRevision]:
        """Return revisions of a case, oldest first."""
        ...

    def approved_forms(self, pilot: str) -> Mapping[str, object]:
        """Return the approved word forms of a case as its file writes them in „odmiany”; {} when none."""
        ...

    def approve_forms(self, pilot: str, forms: Mapping[str, object], act: Act) -> None:
        """Replace the approved word forms of a case."""
        ...

    # -- release ---------------------------------------------------------------------------------------------------
    def exclusive(self) -> AbstractContextManager[None]:
        """Hold the only right to write; what is expected inside stays true until the end. Rolls back on an error."""
        ...

    def expected(self, key: PackKey, year: int, series: Sequence[str] = ()) -> Expected:
        """Return series, number, code, version and next numbers that a release made now would get; nothing is given.

        year: that of the day of release; a pack released before keeps the series, number and code it has. series: those
        of documents; several documents of one series take the next numbers one after another, in order of the parts;
        the next is one more than the highest given or typed. A part whose paper holds its number already, in whatever
        pack, keeps it and takes none; a typed number must be free, and what it leaves between is told by `remarks`.
        """
        ...

    def release(self, order: ReleaseOrder, act: Act) -> PackVersion:
        """Store files, give numbers, freeze version, page codes and board, write the event: all or nothing.

        Raises StaleNumberError when what the order expected no longer holds.
        """
        ...

    def withdraw(self, version: PackVersion, reason: str, act: Act) -> PackVersion:
        """Return the version marked „wycofany”. Its numbers stay given and are listed as void."""
        ...

    def versions(self, key: PackKey | None = None) -> list[PackVersion]:
        """Return released versions, by number of the pack, then version; of one pack when key is given."""
        ...

    def numbers(self, series: str = "") -> list[GivenNumber]:
        """Return numbers given at releases, void ones too, by series and number; of one series when named."""
        ...

    def by_code(self, code: str) -> list[PackVersion]:
        """Return the versions of the pack that a page code names, oldest first; [] for a foreign code."""
        ...

    def pages(self, version: PackVersion) -> list[StoredPage]:
        """Return what was printed on each page of each counterpart; counterpart 0 = the electronic file."""
        ...

    # -- board and scans -------------------------------------------------------------------------------------------
    def board(self, version: PackVersion) -> list[BoardRow]:
        """Return the rows of the signature board: counterpart × party slot, in order."""
        ...

    def mark(
        self, version: PackVersion, changes: Sequence[BoardChange], act: Act, files: Mapping[str, bytes] | None = None
    ) -> list[BoardRow]:
        """Return the board after the changes; old entries stay in the events. files: sha256 → bytes of new proofs.

        Rows of counterpart 0 (the electronic file) appear with the first change of one of them where paper counterparts
        exist. Raises RegistryError when a change takes back or overwrites an entry, or declines, without a reason.
        """
        ...

    def keep_scans(self, scans: Sequence[ScanRecord], files: Mapping[str, bytes], act: Act) -> None:
        """Store scanned pages with their files (sha256 → bytes), known, foreign and unreadable alike; none twice."""
        ...

    def scans(self, version: PackVersion | None = None) -> list[ScanRecord]:
        """Return scanned pages, oldest first; without a version also those of no pack."""
        ...
