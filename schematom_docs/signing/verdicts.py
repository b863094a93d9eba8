"""What is said of a file that came back signed: frozen values, Polish words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a file is, the worst first: of several that hold, the first is told, the others stand beside it."""

    UNREADABLE = "nieczytelny"
    OTHER_ISSUE = "inny pakiet lub wersja"
    UNCHANGED = "niezmieniony, bez podpisu"
    NO_SIGNATURE = "bez podpisu"
    BROKEN = "podpis naruszony"
    OTHER_CONTENT = "podpisany plik o innej treści"
    CHANGED_BEFORE = "zmieniony przed podpisaniem"
    DROPPED = "brak wcześniejszego podpisu"
    BRANCH = "podpisany równolegle"
    CHANGED_AFTER = "nienaruszony, potem zmieniony – rozstrzyga człowiek"
    DOUBTFUL = "podpis do wyjaśnienia"
    CONTAINER = "podpis poza PDF – nieoceniony"
    REWRITTEN = "podpisana kopia o tej samej treści"
    SIGNED = "podpisany plik wydany"


ACCEPTED = (Kind.SIGNED, Kind.REWRITTEN)
FOR_A_PERSON = (Kind.CHANGED_AFTER, Kind.BRANCH, Kind.DOUBTFUL, Kind.CONTAINER)


class Trust(StrEnum):
    """What is known of the certificate of a signature at the moment it counts for."""

    TRUSTED = "zaufany"
    UNKNOWN = "nieznany"
    EXPIRED = "po terminie ważności"
    REVOKED = "unieważniony"
    REVOCATION_UNKNOWN = "nie wiadomo, czy nie unieważniony"
    WEAK = "przestarzały algorytm"


@dataclass(frozen=True, slots=True)
class SignatureJudgement:
    """One signature of a file. field: name of its field; slot: key of the party whose field it is, "" in a field of
    the program that signed; name: of the certificate; identifier: its serial number, masked; person: keyed digest of
    the whole identifier, to compare persons without keeping their numbers, "" when there is none; level: „B-B” …
    „B-LTA”; at: when it was made, proved by a time stamp when `proved`, else as the signer says; intact: the signed
    bytes are those there were; later: Polish sentence on what was changed behind it, "" when nothing but signatures;
    ministry: seal of the ministry (Profil zaufany), the person stands elsewhere; content: SHA-256 of the signature."""

    field: str
    slot: str
    name: str
    identifier: str
    person: str
    level: str
    at: datetime | None
    proved: bool
    intact: bool
    trust: Trust
    reason: str = ""
    later: str = ""
    ministry: bool = False
    content: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file is. also: what else holds; reasons: Polish sentences why; questions: what the coordinator has to
    confirm even when the file is accepted; sha256: of the file judged."""

    kind: Kind
    sha256: str
    signatures: tuple[SignatureJudgement, ...] = ()
    also: tuple[Kind, ...] = ()
    reasons: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    @property
    def accepted(self) -> bool:
        """Return whether the file proves signatures under what was issued."""
        return self.kind in ACCEPTED

    @property
    def for_a_person(self) -> bool:
        """Return whether a person may still accept it, with a reason."""
        return self.kind in FOR_A_PERSON
