"""Packs as the registry knows them, made of nothing but their page codes, for tests of sorting."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from schematom_docs.records import ISSUED, Act, Counterpart, PackKey, PackVersion, Slot, StoredPage
from schematom_docs.signing.page_codes import page_digest, payload
from schematom_docs.signing.scan_sorting import KnownVersion, ScannedSheet

ACT = Act("Anna Referent", datetime(2026, 11, 22, 10, 0, tzinfo=UTC))


def known_version(code: str, version: int = 1, pages: int = 4, copies: int = 2, state: str = ISSUED) -> KnownVersion:
    """Return a version with an electronic file and `copies` paper counterparts of `pages` pages each."""
    record = PackVersion(
        key=PackKey("kielce-1", "rodzinny", "r01"),
        number=1,
        label=f"PAK/{code}",
        code=code,
        version=version,
        title="Pakiet rodzinny",
        day=date(2026, 11, 22),
        pages=pages,
        sha256="0" * 64,
        state=state,
        case_number=1,
        files={},
        parts=(),
        slots=(Slot("rodzina", "Rodzina"), Slot("pup", "PUP")),
        counterparts=tuple(Counterpart(n, "pup", f"egz. {n}/{copies} – PUP") for n in range(1, copies + 1)),
        act=ACT,
    )
    printed = tuple(
        StoredPage(copy, page, digest_of(code, version, copy, page, pages))
        for copy in range(copies + 1)
        for page in range(1, pages + 1)
    )
    return KnownVersion(record, printed)


def digest_of(code: str, version: int, copy: int, page: int, pages: int) -> str:
    """Return the digest of one page; its fingerprint is made of its place."""
    return page_digest(code, copy, version, page, pages, f"{page:064x}")


def text_of(code: str, page: int, *, version: int = 1, copy: int = 1, pages: int = 4) -> str:
    """Return the payload of one page of `known_version`."""
    return payload(code, copy, version, page, pages, digest_of(code, version, copy, page, pages))


def sheets_of(*payloads: str | None, file: str = "a") -> list[ScannedSheet]:
    """Return sheets of one file with one code each, None for a sheet without a code."""
    return [
        ScannedSheet(file * 64, f"{file}.pdf", number, (text,) if text else ())
        for number, text in enumerate(payloads, start=1)
    ]


def in_state(known: KnownVersion, state: str) -> KnownVersion:
    """Return the version in another state."""
    return replace(known, version=replace(known.version, state=state))
