"""A power cut at any step of a release leaves all of it or nothing."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schematom_docs.records import ISSUED, SUPERSEDED
from schematom_docs.registry import open_registry
from tests.conftest import ROOT
from tests.registry.cut_power import COMMIT, PowerCutError, cut_at, gone
from tests.registry.orders import KEY, release

if TYPE_CHECKING:
    from schematom_docs.registry.django_registry import DjangoRegistry


def contents(workspace: Path) -> list[str]:
    """Return every row of the database as SQL."""
    with closing(sqlite3.connect(workspace / "rejestr" / "rejestr.sqlite3")) as connection:
        return list(connection.iterdump())


def test_a_cut_before_any_step_leaves_the_database_as_it_was(registry: DjangoRegistry, workspace: Path) -> None:
    release(registry)
    before = contents(workspace)
    steps: list[str] = []
    step = 0
    while COMMIT not in steps:
        step += 1
        try:
            with cut_at(registry._db, step, gone) as steps, registry.exclusive():
                release(registry, supersedes=1)
        except PowerCutError:
            assert contents(workspace) == before, steps[-1]
            assert registry.damage() == [], steps[-1]
            registry.remove_orphans()  # so that the next attempt writes its files again
    assert len(steps) > 60
    assert {"replace", "fsync"} <= set(steps)
    assert [each.state for each in registry.versions(KEY)] == [SUPERSEDED, ISSUED]
    assert (registry.damage(), registry.orphans()) == ([], [])


@pytest.mark.parametrize("step", ["2", "35", "60", COMMIT])
def test_a_process_killed_on_the_way_leaves_nothing(registry: DjangoRegistry, workspace: Path, step: str) -> None:
    release(registry)
    before = contents(workspace)
    registry.close()
    assert killed(workspace, step) == 9
    again = open_registry(workspace)
    assert contents(workspace) == before
    assert (again.damage(), [each.state for each in again.versions(KEY)]) == ([], [ISSUED])


def test_a_process_killed_after_the_commit_leaves_all(registry: DjangoRegistry, workspace: Path) -> None:
    release(registry)
    registry.close()
    assert killed(workspace, "po wydaniu") == 9
    again = open_registry(workspace)
    assert [each.state for each in again.versions(KEY)] == [SUPERSEDED, ISSUED]
    assert (again.damage(), again.orphans()) == ([], [])


def killed(workspace: Path, step: str) -> int:
    """Return the exit code of a process that dies at a step of a release."""
    command = [sys.executable, "-m", "tests.registry.cut_power", str(workspace), step]
    return subprocess.run(command, cwd=ROOT, timeout=120, check=False).returncode
