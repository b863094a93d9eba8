"""Packs: members are issued and converted, frame papers made around them, contents settled, all joined into one PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from schematom_docs.case import CheckedCase
from schematom_docs.errors import NotReleasableError
from schematom_docs.pack import Recipe, resolve
from schematom_docs.values import Document, PdfFile
from schematom_docs.workflow.assembly import (
    BESIDE,
    FRONT,
    MEMBERS,
    NOTHING_MADE,
    Assembly,
    PaperKey,
    assemble,
    convert,
    entry_key,
)
from schematom_docs.workflow.binding import bind
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.foreign_parts import convert_foreign
from schematom_docs.workflow.front_pages import frame_beside, frame_front, settle_front, warm_front
from schematom_docs.workflow.issue import Issued
from schematom_docs.workflow.relations import pack_subjects, subject_keys

Gate = Callable[[Sequence[Document]], None]


def open_gate(documents: Sequence[Document]) -> None:
    """Let every paper pass."""


def bind_packs(
    desk: Desk,
    case: CheckedCase,
    recipe_id: str,
    keys: Sequence[str] | None = None,
    gate: Gate = open_gate,
    *,
    number: str | Mapping[str, str] = "",
    version: int = 0,
    draft: bool = False,
    copies: bool = True,
) -> list[BoundPack]:
    """Return the packs of a recipe for `keys`, or for every subject that has papers for it, without stamps.

    gate: sees the papers before they are converted and again the finished ones; it may refuse them. number, version:
    what frame papers print of the pack, "" and 0 before a release (a mapping gives each key its number); draft: the
    pack may lack parts, which it names; copies: bind also the copies that hold less than the whole.
    Raises NotReleasableError naming each missing part of each pack, CaseError and TemplateError from the papers.
    """
    recipe = desk.recipe(recipe_id)
    chosen = _chosen(desk, case, recipe, keys, draft=draft)
    assemblies = [assemble(desk, case, recipe, subject, draft=draft) for subject in chosen]
    for assembly in assemblies:
        assembly.number = number if isinstance(number, str) else number.get(assembly.subject, "")
        assembly.version = version
        gate(assembly.documents(*MEMBERS))
    desk.progress(f"Składanie: {recipe.name}", 0, len(assemblies))
    for assembly in assemblies:
        convert_foreign(assembly)
    convert(desk, assemblies, *MEMBERS)
    parted = [_copies(assembly) if copies and not draft else {} for assembly in assemblies]
    _make_frames(desk, case, [*assemblies, *(part for parts in parted for part in parts.values())])
    packs = []
    for done, (assembly, parts) in enumerate(zip(assemblies, parted, strict=True), 1):
        packs.append(bind(desk, assembly, parts))
        gate([issued.document for issued in assembly.papers.values()])
        desk.progress(f"Składanie: {recipe.name}", done, len(assemblies))
    return packs


def _copies(assembly: Assembly) -> dict[int, Assembly]:
    """Return the copies that hold less than the whole pack, by number."""
    return {copy.counterpart.number: assembly.for_copy(copy) for copy in assembly.copies if not copy.is_whole}


def _make_frames(desk: Desk, case: CheckedCase, assemblies: Sequence[Assembly]) -> None:
    """Make the papers around the members of all packs and copies, with true page numbers."""
    for assembly in assemblies:
        frame_beside(desk, case, assembly)
    convert(desk, assemblies, *BESIDE)
    warm_front(desk, case, assemblies)
    for assembly in assemblies:
        settle_front(desk, case, assembly)


def _chosen(desk: Desk, case: CheckedCase, recipe: Recipe, keys: Sequence[str] | None, *, draft: bool) -> Sequence[str]:
    """Return for whom packs are made. Raises NotReleasableError where the case has no papers for somebody."""
    subjects = pack_subjects(desk, case, recipe)
    if not subjects and not draft:
        resolve(recipe, desk.roles(), [])  # raises, naming every required part, where the recipe requires any
    chosen = subjects if keys is None else list(keys)
    known = subject_keys(case, recipe) if draft else subjects
    if not chosen or not set(chosen) <= set(known):
        raise NotReleasableError(
            "w danych sprawy nie ma dokumentów do tego pakietu",
            place=f"{recipe.name} ({', '.join(chosen)})" if chosen else recipe.name,
            remedy=f"Pakiet można złożyć dla: {', '.join(known) or 'nikogo – dopisz dokumenty do sprawy'}.",
        )
    return chosen


def trial_papers(
    desk: Desk, case: CheckedCase, recipe_id: str, made: Mapping[PaperKey, Issued] = NOTHING_MADE
) -> list[Issued]:
    """Return every paper of the packs of a recipe, unconverted, with one page assumed for each.

    made: papers issued before, by (type, subject). Raises NotReleasableError for an incomplete pack.
    """
    recipe = desk.recipe(recipe_id)
    issued: list[Issued] = []
    for subject in pack_subjects(desk, case, recipe):
        assembly = assemble(desk, case, recipe, subject, made)
        for entry in assembly.plan.entries:
            assembly.pdfs[entry_key(entry)] = PdfFile(entry.type_id, entry.title, b"", 1)
        frame_beside(desk, case, assembly)
        frame_front(desk, case, assembly, len([entry for entry in assembly.plan.entries if entry.place in FRONT]))
        issued += assembly.papers.values()
    return issued
