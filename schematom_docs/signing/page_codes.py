"""Codes printed on the pages of released packs: digest, payload in letters, QR symbol. Pure; needs no key to check.

Payload: `ZD1|<code[-counterpart]>|<version>|<page>|<pages>|<16 hex>`, 35–46 ASCII characters, no personal data; always
a QR symbol of version 4 (33 modules a side) at level Q, so every page of every pack has modules of one size.
Digest: the first 16 hex digits of SHA-256 over the ASCII bytes of
`<code>|<counterpart>|<version>|<page>|<pages>|<fingerprint>`: numbers decimal without leading zeros, counterpart 0 =
the electronic file, fingerprint = hex of the page before stamping (pdf/fingerprints.py), no line end.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

import segno

PREFIX = "ZD1"
LEVEL = "Q"
DIGEST_LENGTH = 16
CODE_LENGTH = 8
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: nothing to mistake for 1 or 0
LONGEST_PAYLOAD = 46  # bytes that a version 4 symbol of level Q holds

_NUMBER = r"[1-9][0-9]{0,3}"
_PAYLOAD = re.compile(
    rf"{PREFIX}\|(?P<code>[{ALPHABET}]{{{CODE_LENGTH}}})(?:-(?P<counterpart>{_NUMBER}))?\|(?P<version>{_NUMBER})"
    rf"\|(?P<page>{_NUMBER})\|(?P<pages>{_NUMBER})\|(?P<digest>[0-9a-f]{{{DIGEST_LENGTH}}})"
)
_OURS = re.compile(r"ZD[0-9]+\|")


@dataclass(frozen=True, slots=True, order=True)
class PageCode:
    """What one page code names. counterpart: 0 = the electronic file; version, page, pages: from 1; digest: 16 hex."""

    code: str
    counterpart: int
    version: int
    page: int
    pages: int
    digest: str

    @property
    def text(self) -> str:
        """Payload of this code, as it stands in the symbol and in letters beside it."""
        copy = f"-{self.counterpart}" if self.counterpart else ""
        return f"{PREFIX}|{self.code}{copy}|{self.version}|{self.page}|{self.pages}|{self.digest}"


def page_digest(code: str, counterpart: int, version: int, page: int, pages: int, fingerprint: str) -> str:
    """Return the 16 hex digits of one page; the bytes that are hashed stand in the docstring of this module."""
    words = f"{code}|{counterpart}|{version}|{page}|{pages}|{fingerprint}"
    return hashlib.sha256(words.encode("ascii")).hexdigest()[:DIGEST_LENGTH]


def payload(code: str, counterpart: int, version: int, page: int, pages: int, digest: str) -> str:
    """Return the payload of one page. digest: of `page_digest`. Raises ValueError when no such code can exist."""
    text = PageCode(code, counterpart, version, page, pages, digest).text
    if parse_payload(text) is None:
        raise ValueError(f"no page code: {text}")
    return text


def parse_payload(text: str) -> PageCode | None:
    """Return what a payload names, None when it is no page code of ours, letter by letter. See `claims_ours`."""
    found = _PAYLOAD.fullmatch(text)
    if found is None or len(text) > LONGEST_PAYLOAD:
        return None
    page, pages = int(found["page"]), int(found["pages"])
    if page > pages:
        return None
    return PageCode(found["code"], int(found["counterpart"] or 0), int(found["version"]), page, pages, found["digest"])


def claims_ours(text: str) -> bool:
    """Return whether a payload begins like a page code; with `parse_payload` None it is one that was damaged or forged
    or that a newer program wrote, without it a foreign code."""
    return _OURS.match(text) is not None


def qr_modules(payload: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of the QR symbol, top first, True = dark; without the quiet zone (4 modules each side)."""
    symbol = segno.make(payload, error=LEVEL, micro=False, boost_error=False, mode="byte", encoding="iso-8859-1")
    return tuple(tuple(bool(module) for module in row) for row in symbol.matrix)
