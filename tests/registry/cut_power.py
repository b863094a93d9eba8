"""Power cuts at a chosen step of a release: a step is a statement of the database or an act on a file.

Run as a program (`python -m tests.registry.cut_power FOLDER STEP`) it replaces the pack of `KEY` and dies before the
step: a number from 1, or „COMMIT”; when there is no such step it dies after the release.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from schematom_docs.registry import open_registry
from tests.registry.orders import KEY, release

COMMIT = "COMMIT"
"""Name of the step before the commit, for a process that dies: an exception raised there would be met too late."""


class PowerCutError(BaseException):
    """The power is gone; nothing catches it."""


@contextmanager
def cut_at(alias: str, step: int | str, fail: Callable[[], None]) -> Iterator[list[str]]:
    """Call `fail` before the step of this number, from 1, or before the commit; yields the steps seen."""
    from django.db import connections

    seen: list[str] = []

    def passing(what: str) -> None:
        seen.append(what)
        if len(seen) == step:
            fail()

    def statement(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        passing(sql.split("(")[0][:60])
        return execute(sql, params, many, context)

    real_fsync, real_replace, real_commit = os.fsync, Path.replace, connections[alias].commit

    def fsync(handle: int) -> None:
        passing("fsync")
        real_fsync(handle)

    def rename(path: Path, target: Path) -> Path:
        passing("replace")
        return real_replace(path, target)

    def commit() -> None:
        seen.append(COMMIT)
        if step == COMMIT:
            fail()
        real_commit()

    with (
        patch.object(os, "fsync", fsync),
        patch.object(Path, "replace", rename),
        patch.object(connections[alias], "commit", commit),
        connections[alias].execute_wrapper(statement),
    ):
        yield seen


def gone() -> None:
    """Raise as if the power went."""
    raise PowerCutError


def main(folder: str, step: int | str) -> None:
    """Replace the pack and die at the step."""
    registry = open_registry(Path(folder))
    with cut_at(registry._db, step, lambda: os._exit(9)):
        release(registry, KEY, supersedes=1)
    os._exit(9)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if sys.argv[2].isdigit() else sys.argv[2])
