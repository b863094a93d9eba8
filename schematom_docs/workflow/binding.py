"""Finished parts of a pack joined into one PDF, for the whole pack and for the copies of its parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from schematom_docs.pack import FOREIGN, Entry, PartRecord, Place, unnumbered_pages
from schematom_docs.pdf import Part, count_pages, merge
from schematom_docs.polish.exported_names import edition_in_use
from schematom_docs.workflow.assembly import FRONT, MEMBERS, Assembly, entry_key
from schematom_docs.workflow.bound_pack import BoundCopy, BoundPack
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.foreign_parts import notes, originals
from schematom_docs.workflow.pack_parties import public_title, slots_of


def bind(desk: Desk, assembly: Assembly, parted: Mapping[int, Assembly]) -> BoundPack:
    """Return the pack without stamps. parted: copies that hold less than the whole, by number."""
    title = pack_title(desk, assembly)
    whole = _joined(desk, assembly, title)
    copies = []
    for copy in assembly.copies:
        own = parted.get(copy.counterpart.number)
        joined = _joined(desk, own, title) if own else whole
        copies.append(BoundCopy(copy.counterpart, joined.merged, joined.pages, joined.bare, joined.records))
    return BoundPack(
        recipe=assembly.recipe,
        subject=assembly.subject,
        title=title,
        merged=whole.merged,
        pages=whole.pages,
        bare=whole.bare,
        records=whole.records,
        issued=tuple(assembly.issued(*Place)),
        slots=slots_of(assembly.issued(*MEMBERS)),
        copies=tuple(copies),
        engine=desk.engine,
        dictionary=edition_in_use(),
        number=assembly.number,
        version=assembly.version,
        draft=assembly.draft,
        lacking=assembly.lacking,
        attachments=originals(assembly),
        notes=notes(assembly),
    )


@dataclass(frozen=True, slots=True)
class _Joined:
    """Parts joined. Fields as in BoundPack."""

    merged: bytes
    pages: int
    bare: frozenset[int]
    records: tuple[PartRecord, ...]


def _joined(desk: Desk, assembly: Assembly, title: str) -> _Joined:
    entries = assembly.plan.entries
    records = tuple(_record(desk, assembly, entry) for entry in entries)
    parts = [
        Part(entry.title, record.pdf, front=entry.place in FRONT)
        for entry, record in zip(entries, records, strict=True)
    ]
    merged = merge(parts, title=title, creator=desk.engine)
    bare = unnumbered_pages(entries, [record.pages for record in records])
    return _Joined(merged, count_pages(merged), bare, records)


def _record(desk: Desk, assembly: Assembly, entry: Entry) -> PartRecord:
    key = entry_key(entry)
    pdf = assembly.pdfs[key]
    if entry.type_id == FOREIGN:
        public = f"Załącznik {entry.subject}"
        made_from = assembly.files[key].sha256
        return PartRecord(
            FOREIGN, entry.subject, entry.title, entry.place, b"", pdf.data, pdf.pages, "", made_from, public
        )
    document = assembly.papers[key].document
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


def pack_title(desk: Desk, assembly: Assembly) -> str:
    """Return the name of the pack with the title of its main paper: the first one that the recipe itself names."""
    own = {type_id for member in assembly.recipe.members for type_id in member.types}
    papers = [entry for entry in assembly.entries(*MEMBERS) if entry.type_id != FOREIGN]
    if not assembly.subject or not papers:
        return assembly.recipe.name
    main = min(papers, key=lambda entry: entry.type_id not in own)
    return f"{assembly.recipe.name}: {public_title(desk.form(main.type_id), main.title, main.subject)}"
