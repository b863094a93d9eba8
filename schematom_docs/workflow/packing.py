"""Packs: members are issued and converted, frame papers made around them, contents settled, all joined into one PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from schematom_docs.case import CheckedCase
from schematom_docs.errors import NotReleasableError
from schematom_docs.pack import Entry, PartRecord, Recipe, build_manifest, resolve, unnumbered_pages
from schematom_docs.pdf import Part, count_pages, merge, stamp_page_numbers, stamp_watermark
from schematom_docs.polish.exported_names import edition_in_use
from schematom_docs.values import Document, Pack, PdfFile
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
    missing_papers,
)
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.front_pages import frame_beside, frame_front, settle_front, warm_front
from schematom_docs.workflow.issue import Issued
from schematom_docs.workflow.pack_parties import counterparts_of, public_title, slots_of
from schematom_docs.workflow.relations import pack_subjects

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
    number: str = "",
    version: int = 0,
    draft: bool = False,
) -> list[BoundPack]:
    """Return the packs of a recipe for `keys`, or for every subject that has papers for it, without stamps.

    gate: sees the papers before they are converted and again the finished ones; it may refuse them. number, version:
    what frame papers print of the pack, "" and 0 before a release; draft: the pack may lack parts, which it names.
    Raises NotReleasableError naming each missing part of each pack, CaseError and TemplateError from the papers.
    """
    recipe = desk.recipe(recipe_id)
    assemblies = [
        assemble(desk, case, recipe, subject, draft=draft) for subject in _chosen(desk, case, recipe, keys, draft=draft)
    ]
    for assembly in assemblies:
        assembly.number, assembly.version = number, version
        gate(assembly.documents(*MEMBERS))
    desk.progress(f"Składanie: {recipe.name}", 0, len(assemblies))
    convert(desk, assemblies, *MEMBERS)
    for assembly in assemblies:
        frame_beside(desk, case, assembly)
    convert(desk, assemblies, *BESIDE)
    warm_front(desk, case, assemblies)
    packs = []
    for done, assembly in enumerate(assemblies, 1):
        settle_front(desk, case, assembly)
        packs.append(_bind(desk, assembly))
        gate([issued.document for issued in assembly.papers.values()])
        desk.progress(f"Składanie: {recipe.name}", done, len(assemblies))
    return packs


def draft_pack(bound: BoundPack) -> Pack:
    """Return the pack as `schematom pack` writes it: pages numbered, a draft marked PROJEKT, with its manifest."""
    pdf = stamp_page_numbers(bound.merged, skip=bound.bare)
    if bound.draft:
        pdf = stamp_watermark(pdf)
    manifest = build_manifest(
        bound.recipe,
        bound.records,
        pdf,
        pages=bound.pages,
        engine=bound.engine,
        dictionary=bound.dictionary,
        subject=bound.subject,
        title=bound.title,
    )
    return Pack(bound.recipe.id, bound.subject, bound.title, pdf, manifest)


def make_packs(
    desk: Desk, case: CheckedCase, recipe_id: str, keys: Sequence[str] | None = None, gate: Gate = open_gate
) -> list[Pack]:
    """Return the packs of a recipe as `schematom pack` writes them. Parameters and errors as in `bind_packs`."""
    return [draft_pack(bound) for bound in bind_packs(desk, case, recipe_id, keys, gate)]


def _chosen(desk: Desk, case: CheckedCase, recipe: Recipe, keys: Sequence[str] | None, *, draft: bool) -> Sequence[str]:
    """Return for whom packs are made. Raises NotReleasableError where the case has no papers for somebody."""
    subjects = pack_subjects(desk, case, recipe)
    if not subjects and not draft:
        resolve(recipe, desk.roles(), [])  # raises, naming every required part, where the recipe requires any
    chosen = subjects if keys is None else list(keys)
    if not chosen or not set(chosen) <= set(subjects):
        raise NotReleasableError(
            "w danych sprawy nie ma dokumentów do tego pakietu",
            place=f"{recipe.name} ({', '.join(chosen)})" if chosen else recipe.name,
            remedy=f"Pakiet można złożyć dla: {', '.join(subjects) or 'nikogo – dopisz dokumenty do sprawy'}.",
        )
    return chosen


def _bind(desk: Desk, assembly: Assembly) -> BoundPack:
    entries = assembly.plan.entries
    title = _title(desk, assembly)
    parts = [Part(entry.title, assembly.pdfs[entry_key(entry)].data, front=entry.place in FRONT) for entry in entries]
    merged = merge(parts, title=title, creator=desk.engine)
    members = assembly.issued(*MEMBERS)
    return BoundPack(
        recipe=assembly.recipe,
        subject=assembly.subject,
        title=title,
        merged=merged,
        pages=count_pages(merged),
        bare=unnumbered_pages(entries, [assembly.pdfs[entry_key(entry)].pages for entry in entries]),
        records=tuple(_record(desk, assembly, entry) for entry in entries),
        issued=tuple(assembly.papers[entry_key(entry)] for entry in entries),
        slots=slots_of(members),
        counterparts=counterparts_of(members, assembly.subject),
        engine=desk.engine,
        dictionary=edition_in_use(),
        number=assembly.number,
        version=assembly.version,
        draft=assembly.draft,
        lacking=tuple(missing_papers(desk, assembly.plan.missing)),
    )


def _record(desk: Desk, assembly: Assembly, entry: Entry) -> PartRecord:
    issued, pdf = assembly.papers[entry_key(entry)], assembly.pdfs[entry_key(entry)]
    document = issued.document
    return PartRecord(
        entry.type_id,
        entry.subject,
        entry.title,
        entry.place,
        document.docx,
        pdf.data,
        pdf.pages,
        document.template_sha256,
        document.data_sha256,
        public_title(desk.form(entry.type_id), entry.title, entry.subject),
    )


def _title(desk: Desk, assembly: Assembly) -> str:
    """Return the name of the pack with the title of its main paper: the first one that the recipe itself names."""
    own = {type_id for member in assembly.recipe.members for type_id in member.types}
    papers = sorted(assembly.entries(*MEMBERS), key=lambda entry: entry.type_id not in own)
    if not assembly.subject or not papers:
        return assembly.recipe.name
    main = papers[0]
    return f"{assembly.recipe.name}: {public_title(desk.form(main.type_id), main.title, main.subject)}"


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
