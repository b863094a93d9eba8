"""Release: a pack of about twelve pages from the case file to files frozen in the registry, in seconds a stage."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from bench.measure import Result, within
from schematom_docs.case import load_case
from schematom_docs.records import Act
from schematom_docs.registry import open_registry
from schematom_docs.settings import load_settings
from schematom_docs.wiring import open_desk
from schematom_docs.workflow.inspection import Inspection
from schematom_docs.workflow.packing import bind_packs
from schematom_docs.workflow.release import Office, Request, release_pack

PILOT, RECIPE, SUBJECT = "turek", "instytucji", "pup"
MOST_SECONDS = 30.0
NAMES = {
    "dane": "data", "numery": "numbers", "dokumenty i pakiet": "bind", "korekta": "proofreading",
    "odciski stron": "fingerprints", "znaki stron": "marks", "manifest i pieczęć": "seal", "bramki": "gates",
    "pliki Word, ZIP i manifest": "word_zip", "zapis w rejestrze": "registry",
}  # fmt: skip


class Stages:
    """Seconds by stage; a stage that begins again adds to its own."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}
        self._name = ""
        self._since = time.perf_counter()

    def begin(self, name: str) -> None:
        """End the stage under way and begin another, "" for none."""
        now = time.perf_counter()
        if self._name:
            self.taken[self._name] = self.taken.get(self._name, 0.0) + now - self._since
        self._name, self._since = name, now


def results() -> Iterator[Result]:
    """Yield seconds of each stage, of the whole, and the pages of the pack."""
    with tempfile.TemporaryDirectory(prefix="wydanie-") as folder:
        yield from _released(Path(folder))


def _released(folder: Path) -> Iterator[Result]:
    stages = Stages()
    stages.begin("dane")
    settings = load_settings(Path.cwd())
    desk = open_desk(settings)
    path = settings.examples / PILOT / "sprawa.yaml"
    case, content = load_case(path, reference=desk.reference), path.read_bytes()
    registry = open_registry(folder)
    office = Office(desk, registry, case, content, lambda each: Inspection(desk, each, final=True), stages.begin)
    asked = Request(RECIPE, SUBJECT, date(2026, 11, 22), Act("bench", datetime(2026, 11, 22, tzinfo=UTC)))
    released = release_pack(
        office,
        asked,
        lambda numbered, gate, label, version: bind_packs(
            desk, numbered, RECIPE, [SUBJECT], gate, number=label, version=version
        )[0],
    )
    stages.begin("")
    registry.close()
    for stage, seconds in stages.taken.items():
        yield Result(f"pack.release.{NAMES[stage]}", seconds, None, "s", None)
    yield within("pack.release", sum(stages.taken.values()), MOST_SECONDS, "s")
    yield Result("pack.release.pages", released.version.pages, None, "pages", None)
    yield Result("pack.release.copies", len(released.version.counterparts), None, "files", None)
