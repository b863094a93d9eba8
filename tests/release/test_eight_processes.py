"""Eight offices release at once: numbers of packs and of documents come out unique and without gaps."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from schematom_docs.registry import open_registry
from schematom_docs.settings import load_settings
from schematom_docs.wiring import open_desk
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.inspection import Inspection
from schematom_docs.workflow.release import Office, Request, release_pack
from tests.release.small_pack import Bound, for_family, small_pack, unnumbered
from tests.released import ACT, DAY, ROOT, make_workspace

PROCESSES = 8
SERIES = "kielce-1/kontrakty/2014"


@dataclass(frozen=True, slots=True)
class Job:
    """What one process releases: the pack of a family, bound before."""

    folder: Path
    family: str
    pack: BoundPack


def release_one(job: Job) -> tuple[str, str, list[str]]:
    """Return (number of the pack, its code, numbers of its documents) as this process got them."""
    desk = open_desk(load_settings(ROOT, {}))
    case = unnumbered(desk, "kontrakt_rodzinny")
    registry = open_registry(job.folder)
    content = (ROOT / "examples" / "kielce-1" / "sprawa.yaml").read_bytes()
    office = Office(desk, registry, case, content, lambda each: Inspection(desk, each, final=True))
    version = release_pack(office, Request("rodzinny", job.family, DAY, ACT), Bound(job.pack)).version
    return version.label, version.code, [part.number for part in version.parts if part.number]


def test_eight_processes_at_once_get_unique_numbers_without_gaps(tmp_path: Path, desk: Desk) -> None:
    folder = make_workspace(tmp_path)
    open_registry(folder).close()
    pack = small_pack(desk)
    jobs = [
        Job(folder, f"r{number:02d}", for_family(pack, f"r{number:02d}", f"k{number:02d}"))
        for number in range(1, PROCESSES + 1)
    ]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        made = list(pool.map(release_one, jobs, timeout=240))
    assert sorted(label for label, _, _ in made) == sorted(f"PAK/RODZINNY/{n}/2026" for n in range(1, PROCESSES + 1))
    assert len({code for _, code, _ in made}) == PROCESSES
    assert sorted(number for _, _, numbers in made for number in numbers) == sorted(
        f"{n}/2014" for n in range(1, PROCESSES + 1)
    )
    registry = open_registry(folder)
    assert registry.damage() == []
    assert [each.number for each in registry.numbers(SERIES)] == list(range(1, PROCESSES + 1))
    assert len(registry.case_revisions("kielce-1")) == 1
    printed = {label: numbers for label, _, numbers in made}
    for version in registry.versions():
        assert [part.number for part in version.parts if part.number] == printed[version.label]
    registry.close()
