"""Releases for tests: small orders with everything a release writes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from schematom_docs.records import (
    Act,
    Counterpart,
    Expected,
    PackKey,
    PackVersion,
    ReleaseOrder,
    Slot,
    StoredPage,
    StoredPart,
)
from schematom_docs.world import Registry

KEY = PackKey("kielce-1", "rodzinny", "r01")
DAY = date(2026, 11, 22)
ACT = Act("Anna Referent", datetime(2026, 11, 22, 10, 0, tzinfo=UTC))
CASE = b"sprawa: kielce-1\n"
AGREEMENTS = "umowy/2026"
SLOTS = (Slot("rodzina", "Rodzina Państwa Nowaków", "Jan Nowak"), Slot("pup", "PUP w Kielcach", "Ewa Lis", "dyrektor"))
BOTH = ("rodzina", "pup")
COUNTERPARTS = (Counterpart(1, "rodzina", "egz. 1/2 – rodzina", BOTH), Counterpart(2, "pup", "egz. 2/2 – PUP", BOTH))


def later(minutes: int) -> Act:
    """Return the same person some minutes later."""
    return replace(ACT, at=ACT.at.replace(minute=minutes))


def order(
    expected: Expected, *, supersedes: int = 0, parts: Sequence[StoredPart] | None = None, case: bytes = CASE
) -> ReleaseOrder:
    """Return an order whose files and page codes depend on the code and version, so that no two are alike."""
    mark = f"{expected.code}/{expected.version}"
    files = {role: f"{role} {mark}".encode() for role in ("elektroniczny", "egz-1", "egz-2", "docx", "zip", "manifest")}
    files["czesc-1"] = f"umowa {mark}".encode()
    if parts is None:
        number = expected.numbers[AGREEMENTS]
        parts = [agreement(number, files["czesc-1"]), StoredPart(2, "klauzula_informacyjna", "r01", "Klauzula", 1)]
    return ReleaseOrder(
        expected=expected,
        title="Pakiet rodzinny – Rodzina Państwa Nowaków",
        label=f"PAK/RODZINNY/{expected.number}/2026",
        day=DAY,
        pages=2,
        case=hashlib.sha256(case).hexdigest(),
        files=files,
        parts=tuple(parts),
        slots=SLOTS,
        counterparts=COUNTERPARTS,
        page_codes=tuple(
            StoredPage(counterpart, page, hashlib.sha256(f"{mark}|{counterpart}|{page}".encode()).hexdigest()[:16])
            for counterpart in range(3)
            for page in (1, 2)
        ),
        supersedes=supersedes,
        reason="Zmiana terminu kursu Jana Nowaka" if supersedes else "",
    )


def agreement(number: int, docx: bytes) -> StoredPart:
    """Return a numbered document of a pack."""
    sha256 = hashlib.sha256(docx).hexdigest()
    label = f"UM/{number}/2026"
    return StoredPart(1, "kontrakt_rodzinny", "k01", "Kontrakt", 1, label, AGREEMENTS, number, docx_sha256=sha256)


def release(
    registry: Registry, key: PackKey = KEY, *, supersedes: int = 0, act: Act = ACT, case: bytes = CASE
) -> PackVersion:
    """Release a pack as the workflow does: the state of the case, what is expected, then the release, in one lock."""
    with registry.exclusive():
        registry.revise_case(key.pilot, case, act)
        expected = registry.expected(key, 2026, [AGREEMENTS])
        return registry.release(order(expected, supersedes=supersedes, case=case), act)


def family(number: int) -> PackKey:
    """Return the key of the pack of another family."""
    return PackKey("kielce-1", "rodzinny", f"r{number:02d}")
