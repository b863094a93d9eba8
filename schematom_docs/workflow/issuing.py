"""A bound pack and its number → the files of one released version: marked, attached, checked, sealed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from schematom_docs.errors import Fault, NotReleasableError
from schematom_docs.pack import manifest_json
from schematom_docs.pdf.attachments import Attachment, attach
from schematom_docs.pdf.conformance import archival_faults, structure_faults
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.mark_sheet import PageMark
from schematom_docs.pdf.page_marks import page_line, stamp_marks
from schematom_docs.pdf.seal import seal
from schematom_docs.records import Counterpart, Expected, StoredPage, StoredPart
from schematom_docs.signing.page_codes import PageCode, page_digest, qr_modules
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.pack_numbers import PaperKey, PartNumber
from schematom_docs.workflow.released_manifest import described_files, file_manifest

ELECTRONIC = "elektroniczny"
WORD = "docx"
ARCHIVE = "zip"
MANIFEST = "manifest"
MANIFEST_NAME = "manifest.json"
_ONE_FILE = Counterpart(0, "", "")

Stage = Callable[[str], None]


def no_stage(name: str) -> None:
    """Tell nobody which stage begins."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What is printed on the pages of a version beside its text. label: number of the pack; day: of the release;
    numbers: of its documents, by (type, subject)."""

    expected: Expected
    label: str
    day: date
    numbers: Mapping[PaperKey, PartNumber] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IssuedPack:
    """The files of a version. files: role → bytes; names: role → file name; page_codes: of every page of each copy."""

    bound: BoundPack
    edition: Edition
    files: Mapping[str, bytes]
    names: Mapping[str, str]
    parts: tuple[StoredPart, ...]
    page_codes: tuple[StoredPage, ...]


def pack_label(expected: Expected) -> str:
    """Return the number of a pack as printed: „PAK/RODZINNY/3/2026”."""
    year = expected.series.rpartition("/")[2]
    return f"PAK/{expected.key.recipe_id.upper()}/{expected.number}/{year}"


def issue_pack(bound: BoundPack, edition: Edition, stage: Stage = no_stage) -> IssuedPack:
    """Return the files of one version; same input → same bytes.

    Raises NotReleasableError naming every gate that a file does not pass.
    """
    stage("odciski stron")
    fingerprints = page_fingerprints(bound.merged)
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    codes: list[PageCode] = []
    base = f"{bound.name}-w{edition.expected.version}"
    for copy in (_ONE_FILE, *bound.counterparts):
        role = copy_role(copy.number)
        own = _page_codes(bound, edition, copy, fingerprints)
        files[role] = _marked_copy(bound, edition, copy, own, fingerprints, stage)
        names[role] = f"{base}{f'-{role}' if copy.number else ''}.pdf"
        codes += own
    stage("bramki")
    _refuse(files)
    stage("pliki Word i ZIP")
    parts = _parts(bound, edition.numbers)
    for part, record in zip(parts, bound.records, strict=True):
        if record.docx:
            files[f"czesc-{part.order}"] = record.docx
            names[f"czesc-{part.order}"] = f"{part.order:02d}-{_paper_name(part)}.docx"
    stored = tuple(StoredPage(code.counterpart, code.page, _printed(bound, code)) for code in codes)
    return _with_manifest(IssuedPack(bound, edition, files, names, parts, stored), fingerprints)


def copy_role(number: int) -> str:
    """Return the role of a copy: 0 is the electronic file, n the paper counterpart „egz-n”."""
    return f"egz-{number}" if number else ELECTRONIC


def _printed(bound: BoundPack, code: PageCode) -> str:
    return "" if code.page in bound.bare else code.digest


def _page_codes(
    bound: BoundPack, edition: Edition, copy: Counterpart, fingerprints: Sequence[str]
) -> list[PageCode]:
    expected = edition.expected
    return [
        PageCode(
            expected.code,
            copy.number,
            expected.version,
            page,
            bound.pages,
            page_digest(expected.code, copy.number, expected.version, page, bound.pages, fingerprint),
        )
        for page, fingerprint in enumerate(fingerprints, 1)
    ]


def _marked_copy(
    bound: BoundPack,
    edition: Edition,
    copy: Counterpart,
    codes: Sequence[PageCode],
    fingerprints: Sequence[str],
    stage: Stage,
) -> bytes:
    stage("znaki stron")
    marks = [None if code.page in bound.bare else _mark(edition, copy, code) for code in codes]
    marked = stamp_marks(bound.merged, marks)
    stage("manifest i pieczęć")
    manifest = file_manifest(bound, edition, copy, codes, fingerprints)
    described = Attachment(
        MANIFEST_NAME,
        manifest_json(manifest),
        "application/json",
        "Manifest pakietu: z czego powstał i jakie strony ma ten plik.",
        "Data",
    )
    return seal(attach(marked, [described]))


def _mark(edition: Edition, copy: Counterpart, code: PageCode) -> PageMark:
    line = page_line(edition.label, code.version, code.page, code.pages, code.text, counterpart=copy.label)
    return PageMark(line, qr_modules(code.text))


def _refuse(files: Mapping[str, bytes]) -> None:
    """Raise NotReleasableError with what any of the PDF files does not keep of PDF/A and of an accessible structure."""
    faults = [
        replace(fault, place=f"{role}, {fault.place}") for role, pdf in files.items() for fault in archival_faults(pdf)
    ]
    structure = structure_faults(files[ELECTRONIC])  # marks are artifacts: the structure of every copy is the same
    faults += [replace(fault, place=f"{ELECTRONIC}, {fault.place}") for fault in structure if not fault.warning]
    if faults:
        raise NotReleasableError(
            "plik pakietu nie spełnia wymagań archiwalnych lub dostępności",
            remedy="Usuń wymienione wady i wydaj pakiet jeszcze raz.",
            faults=dict.fromkeys(faults),
        )


def _parts(bound: BoundPack, numbers: Mapping[PaperKey, PartNumber]) -> tuple[StoredPart, ...]:
    parts = []
    for order, record in enumerate(bound.records, 1):
        number = numbers.get((record.type_id, record.subject), PartNumber("", "", 0))
        parts.append(
            StoredPart(
                order=order,
                type_id=record.type_id,
                subject=record.subject,
                title=record.public or record.title,
                pages=record.pages,
                number=number.number,
                series=number.series,
                position=number.position,
                typed=number.typed,
                template_sha256=record.template_sha256,
                data_sha256=record.data_sha256,
                docx_sha256=hashlib.sha256(record.docx).hexdigest() if record.docx else "",
            )
        )
    return tuple(parts)


def _paper_name(part: StoredPart) -> str:
    return f"{part.type_id}-{part.subject}" if part.subject else part.type_id


def _with_manifest(issued: IssuedPack, fingerprints: Sequence[str]) -> IssuedPack:
    """Return the pack with the manifest that lists its files."""
    own = [code for code in issued.page_codes if code.counterpart == 0]
    assert own
    codes = _page_codes(issued.bound, issued.edition, _ONE_FILE, fingerprints)
    manifest = file_manifest(issued.bound, issued.edition, _ONE_FILE, codes, fingerprints)
    manifest["pliki"] = described_files(issued.files, issued.names)
    base = f"{issued.bound.name}-w{issued.edition.expected.version}"
    files = {**issued.files, MANIFEST: manifest_json(manifest)}
    return replace(issued, files=files, names={**issued.names, MANIFEST: f"{base}.json"})
