"""A process that releases packs of several families (`python -m tests.registry.release_many FOLDER FIRST COUNT`)."""

from __future__ import annotations

import sys
from pathlib import Path

from schematom_docs.errors import StaleNumberError
from schematom_docs.registry import open_registry
from schematom_docs.world import Registry
from tests.registry.orders import ACT, AGREEMENTS, CASE, family, order, release


def release_without_lock(registry: Registry, number: int) -> int:
    """Release a pack as one who takes the lock only for the release itself; return how often it was stale."""
    registry.revise_case("kielce-1", CASE, ACT)
    stale = 0
    while True:
        try:
            registry.release(order(registry.expected(family(number), 2026, [AGREEMENTS])), ACT)
        except StaleNumberError:
            stale += 1
        else:
            return stale


def main(folder: str, first: int, count: int) -> None:
    """Release the packs of families first, first + 1 …; those of even number under the lock."""
    registry = open_registry(Path(folder))
    for number in range(first, first + count):
        if number % 2:
            release_without_lock(registry, number)
        else:
            release(registry, family(number))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
