"""Packs released into a registry with the page codes that their drawn pages carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from schematom_docs.records import Expected, PackKey, PackVersion, StoredPage
from schematom_docs.signing.page_codes import payload
from schematom_docs.world import Registry
from tests.registry.orders import ACT, AGREEMENTS, CASE, order
from tests.signing.piles import digest_of


@dataclass(frozen=True, slots=True)
class Released:
    """A released version and the payload of each page. payloads: (counterpart, page) → text."""

    version: PackVersion
    payloads: Mapping[tuple[int, int], str]

    def copy(self, number: int) -> list[str]:
        """Return the payloads of one counterpart, in order."""
        return [text for (counterpart, _), text in sorted(self.payloads.items()) if counterpart == number]


def release(registry: Registry, subject: str, pages: int = 4, supersedes: int = 0) -> Released:
    """Return a pack of two paper counterparts of `pages` pages each, released now."""
    key = PackKey("kielce-1", "rodzinny", subject)
    with registry.exclusive():
        registry.revise_case(key.pilot, CASE, ACT)
        return _released(registry, registry.expected(key, 2026, [AGREEMENTS]), pages, supersedes)


def _released(registry: Registry, expected: Expected, pages: int, supersedes: int) -> Released:
    code, version = expected.code, expected.version
    places = [(copy, page) for copy in range(3) for page in range(1, pages + 1)]
    digests = {(copy, page): digest_of(code, version, copy, page, pages) for copy, page in places}
    codes = tuple(StoredPage(copy, page, digest) for (copy, page), digest in digests.items())
    made = replace(order(expected, supersedes=supersedes), pages=pages, page_codes=codes)
    texts = {
        (copy, page): payload(code, copy, version, page, pages, digest) for (copy, page), digest in digests.items()
    }
    return Released(registry.release(made, ACT), texts)
