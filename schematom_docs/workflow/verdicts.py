"""What verifying says of one file: checks with their outcomes, facts of the pack, faults with places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schematom_docs.errors import Fault

SOUND, FAULTY, NOTED, UNDONE = "zgodne", "niezgodne", "uwaga", "nie sprawdzono"

PACK, COUNTERPART, DRAFT = "pakiet", "egzemplarz papierowy", "projekt pakietu"
ARCHIVE, MANIFEST, PART, LISTED = "archiwum ZIP", "manifest", "dokument pakietu", "plik z wydania"
FOREIGN, UNREADABLE, SKIPPED = "obcy plik", "plik nieczytelny", "pominięty"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked. name: stable Polish name; note: what was compared, or why it was not; faults: what is
    wrong, warnings among them; done: False when it could not be checked."""

    name: str
    note: str = ""
    faults: tuple[Fault, ...] = ()
    done: bool = True

    @property
    def outcome(self) -> str:
        """One of „zgodne”, „niezgodne”, „uwaga”, „nie sprawdzono”."""
        if any(not fault.warning for fault in self.faults):
            return FAULTY
        if not self.done:
            return UNDONE
        return NOTED if self.faults else SOUND


@dataclass(frozen=True, slots=True)
class Identity:
    """Which file of which pack. counterpart: 0 = the electronic file; of: how many counterparts there are."""

    code: str
    version: int
    number: str = ""
    title: str = ""
    counterpart: int = 0
    of: int = 0
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one file. file: its name as given; kind: one of the words above; sha256: of the whole file;
    issued_sha256: of its sealed bytes alone."""

    file: str
    kind: str
    sha256: str = ""
    identity: Identity | None = None
    checks: tuple[Check, ...] = ()
    issued_sha256: str = ""

    @property
    def sound(self) -> bool:
        """Whether no check failed. A file that was left out is no failure."""
        return all(check.outcome != FAULTY for check in self.checks)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault and warning of every check."""
        return tuple(fault for check in self.checks for fault in check.faults)


def refusal(file: str, kind: str, check: str, faults: Iterable[Fault], sha256: str = "") -> Verdict:
    """Return the verdict of a file that could not be checked further than `check`."""
    return Verdict(file, kind, sha256, checks=(Check(check, faults=tuple(faults)),))
