"""Desk: everything a paper is made with, put together once by wiring.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from schematom_docs.case import FormDefinition, ReferenceData
from schematom_docs.document import Template
from schematom_docs.errors import UsageError
from schematom_docs.pack import Recipe, Role
from schematom_docs.workflow.press import Press

Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Forms by type id, reference data, recipes by id, pictures by file name, templates by file name, the press.

    engine: name and version of the program, written into manifests.
    """

    forms: Mapping[str, FormDefinition]
    reference: ReferenceData
    recipes: Mapping[str, Recipe]
    assets: Mapping[str, bytes]
    template: Callable[[str], Template]
    press: Press
    engine: str
    progress: Progress = field(default=silent)

    def form(self, type_id: str) -> FormDefinition:
        """Return the form of a document type. Raises UsageError naming the types there are."""
        try:
            return self.forms[type_id]
        except KeyError:
            raise UsageError(
                f"nie ma typu dokumentu „{type_id}”", remedy=f"Typy: {', '.join(sorted(self.forms))}."
            ) from None

    def recipe(self, recipe_id: str) -> Recipe:
        """Return a pack recipe. Raises UsageError naming the recipes there are."""
        try:
            return self.recipes[recipe_id]
        except KeyError:
            raise UsageError(
                f"nie ma pakietu „{recipe_id}”", remedy=f"Pakiety: {', '.join(sorted(self.recipes))}."
            ) from None

    def roles(self) -> list[Role]:
        """Return the places that forms ask for in packs."""
        return [
            Role(form.type_id, role.pack, role.order, role.required, annex=role.annex)
            for form in self.forms.values()
            for role in form.pack_roles
        ]
