"""The completeness protocol of a pack: what is there, what is missing and why, made also when the pack is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from schematom_docs.case import CheckedCase
from schematom_docs.errors import UsageError
from schematom_docs.pack import Recipe
from schematom_docs.values import Document
from schematom_docs.workflow.assembly import MEMBERS, assemble
from schematom_docs.workflow.binder import pack_facts
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from schematom_docs.workflow.relations import pack_subjects, subject_keys


def completeness_protocols(
    desk: Desk, case: CheckedCase, recipe_id: str, keys: Sequence[str] | None = None
) -> list[Document]:
    """Return the protocol of each pack of a recipe: for `keys`, or for every subject that has papers for it.

    Raises UsageError for a recipe without a protocol and for a key the case does not have, CaseError and
    TemplateError only from the protocol itself.
    """
    recipe = desk.recipe(recipe_id)
    if not recipe.protocol:
        raise UsageError(
            f"„{recipe.name}” nie ma protokołu kompletności",
            remedy="Wpisz w przepisie „protokol: protokol_kompletnosci”.",
        )
    chosen = list(keys) if keys is not None else pack_subjects(desk, case, recipe)
    known = subject_keys(case, recipe)
    if unknown := [key for key in chosen if key not in known]:
        raise UsageError(
            f"„{recipe.name}”: w danych sprawy nie ma pozycji {', '.join(unknown)}", remedy=f"Są: {', '.join(known)}."
        )
    return [_protocol(desk, case, recipe, subject) for subject in chosen]


def _protocol(desk: Desk, case: CheckedCase, recipe: Recipe, subject: str) -> Document:
    assembly = assemble(desk, case, recipe, subject, draft=True)
    facts = pack_facts(recipe, subject, assembly.issued(*MEMBERS), []) | dict(assembly.findings)
    facts["podmiot_nazwa"] = facts["podmiot_nazwa"] or subject
    issued = issue(desk, case, recipe.protocol, "", {"pakiet": facts})
    return replace(issued.document, subject=f"{recipe.id}-{subject}" if subject else recipe.id)
