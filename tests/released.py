"""Released packs for tests: a workspace with its registry, and packs composed once and released into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from schematom_docs.case import CheckedCase, load_case
from schematom_docs.records import Act, PackVersion
from schematom_docs.registry import open_registry
from schematom_docs.settings import CONFIG_NAME, Settings, load_settings
from schematom_docs.wiring import open_desk
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.inspection import Inspection
from schematom_docs.workflow.packing import bind_packs
from schematom_docs.workflow.release import Office, Released, Request, release_pack
from schematom_docs.world import Registry

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 22)
ACT = Act("Anna Referent", datetime(2026, 11, 22, 10, 0, tzinfo=UTC))


def make_workspace(folder: Path) -> Path:
    """Return a workspace that uses the repository's templates, forms and examples where they are."""
    parts = {"szablony": "templates/pl", "formularze": "forms", "przyklady": "examples"}
    lines = [f'{key} = "{(ROOT / part).as_posix()}"\n' for key, part in parts.items()]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CONFIG_NAME).write_text("".join(lines), encoding="utf-8")
    return folder


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace with what releases of its cases are made with."""

    folder: Path
    settings: Settings
    desk: Desk
    registry: Registry

    def case_file(self, pilot: str) -> Path:
        """Return the case file of a pilot."""
        return self.settings.examples / pilot / "sprawa.yaml"

    def office(self, pilot: str, case: CheckedCase | None = None) -> Office:
        """Return what a pilot's packs are released with; the final gate is on."""
        path = self.case_file(pilot)
        case = case or load_case(path, reference=self.desk.reference)
        return Office(
            self.desk, self.registry, case, path.read_bytes(), lambda each: Inspection(self.desk, each, final=True)
        )

    def release(self, pilot: str, recipe_id: str, subject: str, *, replaces: int = 0, reason: str = "") -> Released:
        """Return a pack composed by LibreOffice and released."""
        asked = Request(recipe_id, subject, DAY, ACT, replaces, reason)
        return release_pack(self.office(pilot), asked, self.bind(asked))

    def bind(self, asked: Request) -> Binder:
        """Return what binds the pack of a request by LibreOffice."""
        return Binder(self.desk, asked)


@dataclass(frozen=True, slots=True)
class Binder:
    """Binds the pack of one request."""

    desk: Desk
    asked: Request

    def __call__(self, case: CheckedCase, gate: Inspection, label: str, version: int) -> BoundPack:
        recipe_id, subject = self.asked.recipe_id, self.asked.subject
        return bind_packs(self.desk, case, recipe_id, [subject], gate, number=label, version=version)[0]


@dataclass(frozen=True, slots=True)
class ReleasedPack:
    """A released pack with the workspace it is in."""

    workspace: Workspace
    released: Released

    @property
    def version(self) -> PackVersion:
        """Return the version as the registry gives it back."""
        return self.released.version

    @property
    def electronic(self) -> bytes:
        """Return the electronic file."""
        return self.released.files["elektroniczny"]


def open_workspace(folder: Path, desk: Desk | None = None) -> Workspace:
    """Return the workspace in a folder, made when it is not there yet. desk: to use, when one is open already."""
    settings = load_settings(make_workspace(folder), {})
    return Workspace(folder, settings, desk or open_desk(settings), open_registry(folder))


_BOUND: dict[tuple[str, str, str], BoundPack] = {}


def bound_pack(pilot: str, recipe_id: str, subject: str, desk: Desk) -> BoundPack:
    """Return a pack of a pilot bound once, under the first number of its series."""
    key = (pilot, recipe_id, subject)
    if key not in _BOUND:
        case = load_case(ROOT / "examples" / pilot / "sprawa.yaml", reference=desk.reference)
        label = f"PAK/{recipe_id.upper()}/1/{DAY.year}"
        _BOUND[key] = bind_packs(desk, case, recipe_id, [subject], number=label, version=1)[0]
    return _BOUND[key]


def released_letter(folder: Path, desk: Desk) -> Iterator[ReleasedPack]:
    """Yield the pack of one institution of kielce-1 (letter of intent, agreement), released in a new workspace."""
    workspace = open_workspace(folder, desk)
    yield ReleasedPack(workspace, workspace.release("kielce-1", "instytucji", "pup"))
