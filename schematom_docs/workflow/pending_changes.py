"""What changed since the releases: papers of released packs that the case would print otherwise now."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from schematom_docs.case import CheckedCase
from schematom_docs.document import Difference, compare
from schematom_docs.errors import SchematomError
from schematom_docs.pack import FOREIGN, Recipe
from schematom_docs.records import PackKey, PackVersion, StoredPart
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.foreign_files import foreign_files
from schematom_docs.workflow.issue import issue
from schematom_docs.workflow.relations import pack_subjects, related_papers
from schematom_docs.workflow.release import in_force
from schematom_docs.workflow.sets import recipe_ids
from schematom_docs.world import Registry

TEXT = "zmieniona treść"
FILE = "zmieniony plik albo jego tytuł"
TEMPLATE = "zmieniony szablon"
ADDED = "nowy w sprawie"
REMOVED = "nie ma go już w sprawie"
IMPOSSIBLE = "nie da się go teraz wykonać"
PaperKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PaperChange:
    """One paper of a released pack that is not as it was. kind: one of the words above; reason: why it cannot be made;
    differences: clause by clause, of texts that may hold personal data."""

    type_id: str
    subject: str
    kind: str
    reason: str = ""
    differences: tuple[Difference, ...] = ()

    @property
    def places(self) -> list[str]:
        """Return where the text differs, each place once, free of personal data."""
        return list(dict.fromkeys(each.place for each in self.differences))


@dataclass(frozen=True, slots=True)
class PackState:
    """One pack of a case. version: in force, None while the pack is not released or is withdrawn."""

    key: PackKey
    version: PackVersion | None
    changes: tuple[PaperChange, ...] = ()


def pending_changes(desk: Desk, case: CheckedCase, registry: Registry) -> list[PackState]:
    """Return every pack of the case with what of it changed since its release, in the order of recipes.

    case: with the numbers given before. A paper counts as changed when its text would be printed otherwise; a new
    edition of the program or of the dictionary alone changes nothing.
    """
    pilot = case.case.pilot
    released = [version for version in registry.versions() if version.key.pilot == pilot]
    possible = [
        PackKey(pilot, recipe_id, subject)
        for recipe_id in recipe_ids(desk, case)
        for subject in pack_subjects(desk, case, desk.recipe(recipe_id))
    ]
    papers = _Papers(desk, case, registry)
    states = []
    for key in dict.fromkeys([*possible, *(version.key for version in released)]):
        live = in_force([version for version in released if version.key == key])
        states.append(PackState(key, live, tuple(papers.changes(live)) if live else ()))
    return states


class _Papers:
    """Papers of a case as they would be made now, each made once."""

    def __init__(self, desk: Desk, case: CheckedCase, registry: Registry) -> None:
        self._desk = desk
        self._case = case
        self._registry = registry
        self._made: dict[PaperKey, tuple[bytes, str] | SchematomError] = {}

    def changes(self, version: PackVersion) -> list[PaperChange]:
        """Return what changed in the papers of a released version, in order of binding; frame papers follow them."""
        recipe = self._desk.recipes.get(version.key.recipe_id)
        if recipe is None:
            return []
        parts = {
            (part.type_id, part.subject): part
            for part in version.parts
            if part.docx_sha256 and part.type_id not in recipe.frame
        }
        now = [
            key
            for key in related_papers(self._desk, self._case, recipe, version.key.subject)
            if key[0] not in recipe.frame
        ]
        changed = [change for key in parts if key in now for change in self._compared(parts[key])]
        changed += [PaperChange(*key, REMOVED) for key in parts if key not in now]
        changed += [PaperChange(*key, ADDED) for key in now if key not in parts]
        return [*changed, *self._files(recipe, version)]

    def _files(self, recipe: Recipe, version: PackVersion) -> list[PaperChange]:
        """Return what changed in the files made elsewhere that the pack holds."""
        parts = {part.subject: part.data_sha256 for part in version.parts if part.type_id == FOREIGN}
        now = {file.candidate.subject: file for file in foreign_files(self._case, recipe, version.key.subject)}
        changes = [PaperChange(FOREIGN, key, REMOVED) for key in parts if key not in now]
        for key, file in now.items():
            if file.candidate.reason:
                changes.append(PaperChange(FOREIGN, key, IMPOSSIBLE, file.candidate.reason))
            elif key not in parts:
                changes.append(PaperChange(FOREIGN, key, ADDED))
            elif parts[key] and parts[key] != file.sha256:
                changes.append(PaperChange(FOREIGN, key, FILE))
        return changes

    def _compared(self, part: StoredPart) -> Sequence[PaperChange]:
        made = self._paper((part.type_id, part.subject))
        if isinstance(made, SchematomError):
            reasons = [fault.reason for fault in made.faults] or [made.reason]
            return [PaperChange(part.type_id, part.subject, IMPOSSIBLE, reasons[0])]
        docx, template = made
        if hashlib.sha256(docx).hexdigest() == part.docx_sha256:
            return []
        found = tuple(compare(self._registry.content(part.docx_sha256), docx))
        if found:
            return [PaperChange(part.type_id, part.subject, TEXT, differences=found)]
        return [PaperChange(part.type_id, part.subject, TEMPLATE)] if template != part.template_sha256 else []

    def _paper(self, key: PaperKey) -> tuple[bytes, str] | SchematomError:
        if key not in self._made:
            try:
                document = issue(self._desk, self._case, *key).document
                self._made[key] = document.docx, document.template_sha256
            except SchematomError as error:
                self._made[key] = error
        return self._made[key]
