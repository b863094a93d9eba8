"""Short codes of packs: eight characters that are easy to read from paper, the same for all versions of a pack."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O and U
LENGTH = 8


def pack_code(workspace: str, series: str, number: int, taken: Callable[[str], bool]) -> str:
    """Return the code of pack `number` of `series`: the first of its codes that is not taken.

    A code is 40 bits of SHA-256 over workspace, series, number and attempt, so the same pack of the same workspace gets
    the same code again, and packs of two workspaces differ.
    """
    attempt = 0
    while taken(code := _code(f"{workspace}|{series}|{number}|{attempt}")):
        attempt += 1
    return code


def _code(seed: str) -> str:
    value = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:5], "big")
    return "".join(ALPHABET[value >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))
