"""Power cut at every step of a release: the registry holds all of it or nothing, and files handed out are whole.

The steps are counted: every call that writes, renames or flushes a file, every statement of the database and every
commit. A child process dies before each of them in turn, without cleaning up.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections

from schematom_docs.records import ReleaseOrder
from schematom_docs.registry import open_registry
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issuing import IssuedPack
from schematom_docs.workflow.output import write_files
from schematom_docs.workflow.release import Office, composed, write_release
from schematom_docs.workflow.released_files import results, stored_files
from tests.release.small_pack import CERTIFICATES, SERIES, Bound, small_pack, unnumbered
from tests.released import ACT, open_workspace

if TYPE_CHECKING:
    from schematom_docs.registry.django_registry import DjangoRegistry

DIED, DONE = 77, 0
DATABASE = Path("rejestr", "rejestr.sqlite3")
CALLS = ("fsync", "replace", "mkdir", "chmod", "fdopen")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release ready to be written, and the workspace with an empty registry it was composed for."""

    folder: Path
    office: Office
    issued: IssuedPack
    order: ReleaseOrder

    def write(self, folder: Path, registry: DjangoRegistry) -> None:
        """Write the release into a workspace and hand its files out."""
        released = write_release(replace(self.office, registry=registry), self.issued, self.order, ACT)
        write_files(folder / "output", results(released.files, released.names))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Prepared:
    """The certificates of kielce-1, composed for a workspace where nothing has been released yet."""
    workspace = open_workspace(tmp_path_factory.mktemp("prad"), desk)
    office = workspace.office("kielce-1", unnumbered(desk))
    issued, order = composed(office, CERTIFICATES, Bound(small_pack(desk)))
    assert order.expected.numbers == {SERIES: 1}
    return Prepared(workspace.folder, office, issued, order)


@dataclass(slots=True)
class Cut:
    """The moment when the power goes: before step number `at`."""

    at: int
    step: int = 0

    def passing(self, *_: object) -> None:
        """Count a step, or die before it."""
        self.step += 1
        if self.step == self.at:
            os._exit(DIED)

    def watch(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with its calls counted."""

        def counted(*arguments: Any, **named: Any) -> Any:
            self.passing()
            return function(*arguments, **named)

        return counted

    def statement(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        """Count a statement of the database."""
        self.passing()
        return execute(*arguments)


def child(prepared: Prepared, folder: Path, cut: Cut) -> None:
    """Release in this process, which ends here."""
    registry = open_registry(folder)
    for name in CALLS:
        setattr(os, name, cut.watch(getattr(os, name)))
    connection = connections[registry._db]
    connection.commit = cut.watch(connection.commit)  # type: ignore[method-assign]  # of this child alone
    connection.execute_wrappers.append(cut.statement)
    prepared.write(folder, registry)
    os._exit(DONE)


def run_child(prepared: Prepared, folder: Path, at: int) -> int:
    """Return how the child ended that dies before step `at`."""
    process = os.fork()
    if process == 0:
        try:
            child(prepared, folder, Cut(at))
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def rows(folder: Path) -> list[str]:
    """Return the database as text; what a dead process left open is rolled back as any later program would."""
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        return list(database.iterdump())


def whole(prepared: Prepared, folder: Path) -> Iterator[Path]:
    """Yield the files handed out, each proved whole; leftovers under temporary names are not handed out."""
    expected = results(prepared.issued.files, prepared.issued.names)
    for path in (folder / "output").glob("pakiet-*"):
        assert path.read_bytes() == expected[path.name]
        yield path


def test_a_power_cut_at_any_step_leaves_all_or_nothing(prepared: Prepared, tmp_path: Path) -> None:
    before = rows(prepared.folder)
    finished = tmp_path / "cale"
    shutil.copytree(prepared.folder, finished)
    assert run_child(prepared, finished, 0) == DONE
    after = rows(finished)
    assert after != before
    seen = {"nic": 0, "wszystko": 0}
    for step in range(1, 10_000):
        folder = tmp_path / "krok"
        shutil.copytree(prepared.folder, folder)
        ended = run_child(prepared, folder, step)
        if ended == DONE:
            break
        assert ended == DIED
        state = rows(folder)
        assert state in (before, after), f"krok {step}"
        seen["nic" if state == before else "wszystko"] += 1
        assert state == after or not list(whole(prepared, folder))
        list(whole(prepared, folder))
        if state == after and seen["wszystko"] == 1:
            _released_once(prepared, folder)
        if state == before and seen["nic"] in (1, 2):
            _next_release_is_the_first(prepared, folder)
        shutil.rmtree(folder)
    assert seen["nic"] > 50 and seen["wszystko"] > 5


def _released_once(prepared: Prepared, folder: Path) -> None:
    """The version stands, its files are given out again, and the next pack gets the next number."""
    registry = open_registry(folder)
    (version,) = registry.versions()
    assert registry.damage() == []
    assert stored_files(registry, version) == results(prepared.issued.files, prepared.issued.names)
    other = replace(prepared.order.expected.key, pilot="kielce-2")
    assert registry.expected(other, 2026, [SERIES]).number == 2
    assert registry.expected(other, 2026, [SERIES]).numbers == {SERIES: 3}
    registry.close()


def _next_release_is_the_first(prepared: Prepared, folder: Path) -> None:
    """The same release goes through afterwards, under the number that was not lost."""
    registry = open_registry(folder)
    prepared.write(folder, registry)
    (version,) = registry.versions()
    assert (version.number, version.version, registry.damage()) == (1, 1, [])
    assert [each.number for each in registry.numbers(SERIES)] == [1, 2]
    registry.close()


def test_files_left_in_the_store_by_a_power_cut_are_no_damage(prepared: Prepared, tmp_path: Path) -> None:
    folder = tmp_path / "sieroty"
    shutil.copytree(prepared.folder, folder)
    assert run_child(prepared, folder, 40) == DIED
    registry = open_registry(folder)
    assert registry.orphans() and registry.damage() == [] and registry.versions() == []
    assert registry.remove_orphans() and registry.orphans() == []
    registry.close()
