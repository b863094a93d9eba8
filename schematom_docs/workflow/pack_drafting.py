"""Packs as `schematom pack` writes them: numbered pages, manifest, Word file, ZIP, volumes for mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from schematom_docs.case import CheckedCase
from schematom_docs.pack import build_manifest, file_rows, manifest_json, page_rows
from schematom_docs.pack.manifest_seal import sealed_manifest
from schematom_docs.pack.zip_file import ZipMember, zip_files
from schematom_docs.pdf import Part, merge, stamp_page_numbers, stamp_watermark
from schematom_docs.pdf.attachments import Attachment, attach
from schematom_docs.pdf.duplex import pad_for_duplex
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.volumes import split_by_size
from schematom_docs.values import Pack
from schematom_docs.workflow.assembly import FRONT
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.foreign_parts import originals_of
from schematom_docs.workflow.pack_files import pack_docx, pack_members
from schematom_docs.workflow.packing import Gate, bind_packs, open_gate

ELECTRONIC, PAPER, DOCX, ZIP, MANIFEST = "elektroniczny", "dwustronny", "docx", "zip", "manifest"
MANIFEST_NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is written beside the PDF and its manifest. docx: one editable Word file; zipped: a ZIP of all single
    files; duplex: a PDF for printing on both sides; mail: volumes no larger than ePUAP takes."""

    docx: bool = False
    zipped: bool = False
    duplex: bool = False
    mail: bool = False


NOTHING_MORE = Wanted()


def make_packs(
    desk: Desk,
    case: CheckedCase,
    recipe_id: str,
    keys: Sequence[str] | None = None,
    gate: Gate = open_gate,
    *,
    draft: bool = False,
    wanted: Wanted = NOTHING_MORE,
) -> list[Pack]:
    """Return the packs of a recipe as `schematom pack` writes them. Other parameters and errors as in `bind_packs`."""
    bound = bind_packs(desk, case, recipe_id, keys, gate, draft=draft, copies=False)
    return [draft_pack(pack, wanted) for pack in bound]


def draft_pack(bound: BoundPack, wanted: Wanted = NOTHING_MORE) -> Pack:
    """Return the pack with its files: pages numbered, a draft marked PROJEKT, the manifest embedded and beside.

    Same pack, same bytes. Raises NotReleasableError when a single part is larger than the recipe allows.
    """
    stamped = _stamped(bound, bound.merged)
    manifest = _manifest(bound, stamped, range(1, bound.pages + 1))
    pdf = _attached(bound, stamped, manifest)
    files = [(ELECTRONIC, f"{_name(bound)}.pdf", pdf)]
    if wanted.duplex:
        padded, numbers = pad_for_duplex(stamped, [record.pages for record in bound.records])
        both = _attached(bound, padded, _manifest(bound, padded, numbers))
        files.append((PAPER, f"{_name(bound)}-dwustronnie.pdf", both))
    if wanted.docx:
        files.append((DOCX, f"{_name(bound)}.docx", pack_docx(bound)))
    files += _volumes(bound, len(pdf), bound.recipe.limit, "czesc")
    if wanted.mail:
        files += _volumes(bound, len(pdf), bound.recipe.mail_limit, "epuap")
    if wanted.zipped:
        members = [*(ZipMember(role, name, data) for role, name, data in files), *pack_members(bound)]
        files.append((ZIP, f"{_name(bound)}.zip", zip_files(members, manifest)))
    whole = {**manifest, "pliki": file_rows(files)}
    written = {name: data for _, name, data in files}
    written[f"{_name(bound)}.json"] = sealed_manifest(whole)
    return Pack(bound.recipe.id, bound.subject, bound.title, pdf, whole, written, bound.lacking, bound.notes)


def _name(bound: BoundPack) -> str:
    return f"{bound.name}-projekt" if bound.draft else bound.name


def _manifest(bound: BoundPack, stamped: bytes, numbers: Sequence[int]) -> dict[str, object]:
    """Return the manifest of one file. stamped: its pages as they are drawn; numbers: of them in the pack, 0 = a blank
    side. A release proves its pages before they are stamped; what is not released has no codes and is proved as it is.
    """
    manifest = build_manifest(
        bound.recipe,
        bound.records,
        bound.merged,
        pages=bound.pages,
        engine=bound.engine,
        dictionary=bound.dictionary,
        subject=bound.subject,
        title=bound.title,
    )
    rows = page_rows(page_fingerprints(stamped))
    manifest["strony"] = [{**row, "strona": number} for row, number in zip(rows, numbers, strict=True)]
    manifest["zalaczniki"] = [
        {key: row[key] for key in ("nazwa", "sha256", "bajtow")}
        for row in file_rows([("", item.name, item.data) for item in bound.attachments])
    ]
    if bound.draft:
        manifest["projekt"] = True
    return manifest


def _stamped(bound: BoundPack, merged: bytes, first: int = 1) -> bytes:
    """Return a bound PDF numbered, a draft marked. first: number of its first page in the pack."""
    skip = [page - first + 1 for page in bound.bare]
    pdf = stamp_page_numbers(merged, skip=skip, first=first, total=bound.pages)
    return stamp_watermark(pdf) if bound.draft else pdf


def _attached(bound: BoundPack, pdf: bytes, manifest: dict[str, object]) -> bytes:
    """Return a finished PDF with its manifest and the originals of files made elsewhere."""
    described = Attachment(
        MANIFEST_NAME,
        manifest_json(manifest),
        "application/json",
        "Manifest pakietu: z czego powstał i jakie ma strony.",
        "Data",
    )
    return attach(pdf, [described, *bound.attachments])


def _volumes(bound: BoundPack, size: int, limit: int, word: str) -> list[tuple[str, str, bytes]]:
    """Return (role, name, bytes) of the volumes of a pack larger than limit; [] for one that is not. Documents stay
    whole and pages keep the numbers they have in the pack."""
    if not limit or size <= limit:
        return []
    starts = [1, *(1 + before for before in accumulate(record.pages for record in bound.records))]

    def join(span: range, title: str) -> bytes:
        records = [bound.records[place] for place in span]
        parts = [Part(record.title, record.pdf, front=record.place in FRONT) for record in records]
        first, end = starts[span.start], starts[span.stop]
        own = replace(bound, attachments=tuple(originals_of(bound.attachments, records)))
        volume = _stamped(own, merge(parts, title=title, creator=bound.engine), first)
        described = {**_manifest(own, volume, range(first, end)), "tom": {"od": first, "do": end - 1}}
        return _attached(own, volume, described)

    titles = [record.public or record.title for record in bound.records]
    volumes = split_by_size(titles, limit, join, title=bound.title)
    return [
        (f"{word}-{number}", f"{_name(bound)}-{word}-{number}-z-{len(volumes)}.pdf", volume.data)
        for number, volume in enumerate(volumes, 1)
    ]
