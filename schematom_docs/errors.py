"""The one error tree of the package, with the exit codes of the command line.

SchematomError (1, unexpected)
├── UsageError            2   wrong usage
├── CaseError             3   case data or form definitions wrong or incomplete
├── TemplateError         4   template cannot be compiled or filled
├── NotReleasableError    5   uncertain form, incomplete pack, failed gate
├── ConversionError       6   DOCX → PDF, or work on a PDF, failed
├── SigningError          7   signing failed
├── VerificationError     8   verification or proofreading found faults
├── RegistryError         9   registry
│   ├── StaleNumberError      what a release expected has changed meanwhile; expect anew
│   └── BusyRegistryError     another program holds the registry; wait and try again
├── IncompleteRunError   10   a run of many is incomplete; resume it
├── MissingProgramError  11   a needed program is missing
└── OutputError          12   the output cannot be written

An error names place, reason and remedy, in Polish, and never personal data. Many faults found in one pass
travel together in `faults`.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

_SYSTEM_REASONS = {
    errno.EACCES: "brak prawa dostępu",
    errno.EPERM: "brak prawa dostępu",
    errno.EROFS: "nośnik jest tylko do odczytu",
    errno.ENOSPC: "brak miejsca na dysku",
    errno.EISDIR: "w tym miejscu jest folder",
    errno.ENOTDIR: "na ścieżce stoi plik zamiast folderu",
    errno.EEXIST: "w tym miejscu jest już plik",
    errno.ENOENT: "nie ma takiego pliku ani folderu",
    errno.ENAMETOOLONG: "nazwa jest za długa",
    errno.EBUSY: "plik jest używany przez inny program",
}


def system_reason(error: OSError) -> str:
    """Return in Polish why the system refused: „brak miejsca na dysku”, else the number of the error."""
    return _SYSTEM_REASONS.get(error.errno or 0, f"błąd systemu nr {error.errno}" if error.errno else "błąd systemu")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of data, form or template. place: file, path, row or paragraph; reason and remedy: Polish sentences."""

    place: str
    reason: str
    remedy: str = ""
    warning: bool = False

    def __str__(self) -> str:
        text = f"{self.place}: {self.reason}" if self.place else self.reason
        stop = "" if not text or text[-1] in ".!?:…" else "."
        return f"{text}{stop} {self.remedy}" if self.remedy else text


class SchematomError(Exception):
    """Root of all errors of the package. reason, place, remedy: Polish text; faults: all faults found in one pass."""

    exit_code: ClassVar[int] = 1

    def __init__(self, reason: str, *, place: str = "", remedy: str = "", faults: Iterable[Fault] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place
        self.remedy = remedy
        self.faults: tuple[Fault, ...] = tuple(faults)

    def __str__(self) -> str:
        head = str(Fault(self.place, self.reason, self.remedy))
        return "\n".join([head, *(f"  - {fault}" for fault in self.faults)])


class UsageError(SchematomError):
    """Wrong usage of a command or function."""

    exit_code = 2


class CaseError(SchematomError):
    """Case data or form definitions are wrong or incomplete."""

    exit_code = 3


class TemplateError(SchematomError):
    """A template cannot be compiled, or cannot be filled with the given data."""

    exit_code = 4


class NotReleasableError(SchematomError):
    """A paper or pack may not leave the office: uncertain form, missing part, failed gate."""

    exit_code = 5


class ConversionError(SchematomError):
    """Conversion to PDF, or work on a PDF, failed."""

    exit_code = 6


class SigningError(SchematomError):
    """Signing failed."""

    exit_code = 7


class VerificationError(SchematomError):
    """Verification or proofreading found faults."""

    exit_code = 8


class RegistryError(SchematomError):
    """The registry refused or failed."""

    exit_code = 9


class StaleNumberError(RegistryError):
    """What a release expected (number, version) has changed meanwhile; whoever releases expects anew."""


class BusyRegistryError(RegistryError):
    """Another program holds the registry longer than one wait lasts; trying again is right."""


class IncompleteRunError(SchematomError):
    """A run of many documents is incomplete; it can be resumed."""

    exit_code = 10


class MissingProgramError(SchematomError):
    """A needed outside program is missing."""

    exit_code = 11


class OutputError(SchematomError):
    """The output cannot be written."""

    exit_code = 12
