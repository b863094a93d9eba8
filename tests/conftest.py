"""What tests of several rooms share: the repository's own forms, templates and examples, opened once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as hypothesis_settings

from schematom_docs.case import CheckedCase, load_case
from schematom_docs.registry import open_registry
from schematom_docs.settings import Settings, load_settings
from schematom_docs.wiring import open_desk
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued, issue_all
from schematom_docs.workflow.sets import paper_types
from tests.released import ReleasedPack, released_letter

if TYPE_CHECKING:
    from schematom_docs.registry.django_registry import DjangoRegistry

# How long an example takes is no test of anything: a busy machine is slow.
hypothesis_settings.register_profile("office", deadline=None)
hypothesis_settings.load_profile("office")

ROOT = Path(__file__).resolve().parent.parent
PILOTS = ("kielce-1", "kielce-2", "poznan-2", "stella-2016", "turek")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of one pilot in one process, so that its papers are converted once; released packs too."""
    for item in items:
        if "released" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("released"))
        pilot = getattr(item, "callspec", None) and item.callspec.params.get("pilot")  # type: ignore[attr-defined]
        if pilot in PILOTS:
            item.add_marker(pytest.mark.xdist_group(pilot))


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Settings of a plain checkout, without a workspace."""
    return load_settings(ROOT, {})


@pytest.fixture(scope="session")
def desk(settings: Settings) -> Desk:
    """The desk of the repository's own forms and templates."""
    return open_desk(settings)


@pytest.fixture(scope="session")
def example(settings: Settings, desk: Desk) -> Callable[[str], CheckedCase]:
    """Return the checked case of a pilot by its name."""

    @cache
    def load(pilot: str) -> CheckedCase:
        return load_case(settings.examples / pilot / "sprawa.yaml", reference=desk.reference)

    return load


@pytest.fixture(scope="session")
def papers(desk: Desk, example: Callable[[str], CheckedCase]) -> Callable[[str], list[Issued]]:
    """Return every paper of a pilot, issued once."""

    @cache
    def make(pilot: str) -> list[Issued]:
        case = example(pilot)
        return [item for type_id in paper_types(desk, case) for item in issue_all(desk, case, type_id)]

    return make


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory, desk: Desk) -> Iterator[ReleasedPack]:
    """The pack of one institution of kielce-1, released once in a workspace of its own; tests leave it as it is."""
    yield from released_letter(tmp_path_factory.mktemp("wydania"), desk)


@pytest.fixture(scope="session")
def new_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with an empty registry, made once."""
    folder = tmp_path_factory.mktemp("obszar")
    (folder / "schematom.toml").write_text("", encoding="utf-8")
    open_registry(folder).close()
    return folder


@pytest.fixture
def workspace(new_workspace: Path, tmp_path: Path) -> Path:
    """A workspace of this test with an empty registry."""
    return shutil.copytree(new_workspace, tmp_path / "obszar")


@pytest.fixture
def registry(workspace: Path) -> Iterator[DjangoRegistry]:
    """The empty registry of `workspace`."""
    opened = open_registry(workspace)
    yield opened
    opened.close()
