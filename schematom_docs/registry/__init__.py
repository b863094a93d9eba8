"""Registry: the Django app that owns all lasting state of a workspace. Floor 3. Django is loaded when one is opened."""

from __future__ import annotations

from schematom_docs.registry.board_states import progress, state_of
from schematom_docs.registry.opening import open_registry

__all__ = ["open_registry", "progress", "state_of"]
