"""Registries of their own for each test, copied from one that was made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schematom_docs.registry import open_registry

if TYPE_CHECKING:
    from schematom_docs.registry.django_registry import DjangoRegistry


@pytest.fixture(scope="session")
def new_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty registry."""
    folder = tmp_path_factory.mktemp("obszar")
    open_registry(folder).close()
    return folder


@pytest.fixture
def workspace(new_workspace: Path, tmp_path: Path) -> Path:
    """A folder of this test with an empty registry."""
    return shutil.copytree(new_workspace, tmp_path / "obszar")


@pytest.fixture
def registry(workspace: Path) -> Iterator[DjangoRegistry]:
    """The empty registry of `workspace`."""
    opened = open_registry(workspace)
    yield opened
    opened.close()
