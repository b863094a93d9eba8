"""Eight processes that make the registry and release at once get numbers that are unique and without gaps."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from schematom_docs.registry import open_registry
from tests.conftest import ROOT
from tests.registry.orders import AGREEMENTS

PROCESSES = 8
EACH = 3


def test_eight_processes_at_once_give_each_number_once(tmp_path: Path) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "nie.ma.takiego"}
    command = [sys.executable, "-m", "tests.registry.release_many", str(tmp_path)]
    running = [
        subprocess.Popen([*command, str(1 + EACH * number), str(EACH)], cwd=ROOT, env=environment)
        for number in range(PROCESSES)
    ]
    try:
        assert [process.wait(timeout=180) for process in running] == [0] * PROCESSES
    finally:
        for process in running:
            process.kill()
            process.wait()
    registry = open_registry(tmp_path)
    everything = list(range(1, PROCESSES * EACH + 1))
    versions = registry.versions()
    assert [version.number for version in versions] == everything
    assert len({version.code for version in versions}) == len(everything)
    assert [given.number for given in registry.numbers(AGREEMENTS)] == everything
    assert {given.label for given in registry.numbers(AGREEMENTS)} == {f"UM/{n}/2026" for n in everything}
    assert [event.kind for event in registry.events()].count("wydanie") == len(everything)
    assert len(registry.case_revisions("kielce-1")) == 1
    assert registry.damage() == []
    registry.remove_orphans()  # files of orders that came too late
    assert (registry.damage(), registry.orphans()) == ([], [])
    registry.close()
