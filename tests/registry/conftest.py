"""Registries of their own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from schematom_docs.registry import open_registry

if TYPE_CHECKING:
    from schematom_docs.registry.django_registry import DjangoRegistry


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[DjangoRegistry]:
    """An empty registry in a folder of its own."""
    opened = open_registry(tmp_path)
    yield opened
    opened.close()
