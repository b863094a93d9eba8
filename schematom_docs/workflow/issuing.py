"""A bound pack and its number → the files of one released version: marked, attached, checked, sealed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from schematom_docs.errors import NotReleasableError
from schematom_docs.pack import manifest_json
from schematom_docs.pack.manifest_seal import sealed_manifest
from schematom_docs.pdf.attachments import Attachment, attach
from schematom_docs.pdf.conformance import archival_faults, structure_faults
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.mark_sheet import PageMark
from schematom_docs.pdf.page_marks import page_line, stamp_marks
from schematom_docs.pdf.seal import seal
from schematom_docs.records import Counterpart, StoredPage, StoredPart
from schematom_docs.signing.page_codes import PageCode, page_digest, qr_modules
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.edition import ELECTRONIC, MANIFEST, MANIFEST_NAME, PART, Edition, copy_role
from schematom_docs.workflow.pack_numbers import PaperKey, PartNumber
from schematom_docs.workflow.released_manifest import described_files, file_manifest

_ONE_FILE = Counterpart(0, "", "")
_NO_NUMBER = PartNumber("", "", 0)

Stage = Callable[[str], None]


def no_stage(name: str) -> None:
    """Tell nobody which stage begins."""


@dataclass(frozen=True, slots=True)
class IssuedPack:
    """The files of a version. files: role → bytes; names: role → file name; page_codes: of every page of each copy."""

    bound: BoundPack
    edition: Edition
    files: Mapping[str, bytes]
    names: Mapping[str, str]
    parts: tuple[StoredPart, ...]
    page_codes: tuple[StoredPage, ...]


@dataclass(frozen=True, slots=True)
class _Copy:
    """One copy to be made. codes: of its pages; fingerprints: of the pages before stamping; described: its manifest."""

    counterpart: Counterpart
    codes: Sequence[PageCode]
    described: dict[str, object]


def issue_pack(bound: BoundPack, edition: Edition, stage: Stage = no_stage) -> IssuedPack:
    """Return the files of one version; same input → same bytes.

    stage: told the name of each stage as it begins. Raises NotReleasableError naming every gate that a file does not
    pass.
    """
    stage("odciski stron")
    fingerprints = page_fingerprints(bound.merged)
    copies = [_copy(bound, edition, counterpart, fingerprints) for counterpart in (_ONE_FILE, *bound.counterparts)]
    base = f"{bound.name}-w{edition.expected.version}"
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    for copy in copies:
        role = copy_role(copy.counterpart.number)
        files[role] = _marked(bound, edition, copy, stage)
        names[role] = f"{base}-{role}.pdf" if copy.counterpart.number else f"{base}.pdf"
    stage("bramki")
    _refuse(files)
    stage("pliki Word i manifest")
    parts = _parts(bound, edition.numbers)
    for part, record in zip(parts, bound.records, strict=True):
        if record.docx:
            files[f"{PART}{part.order}"] = record.docx
            names[f"{PART}{part.order}"] = f"{part.order:02d}-{_paper_name(part)}.docx"
    listed = {role: data for role, data in files.items() if not role.startswith(PART)}
    described = {**copies[0].described, "pliki": described_files(listed, names)}
    files[MANIFEST], names[MANIFEST] = sealed_manifest(described), f"{base}.json"
    return IssuedPack(bound, edition, files, names, parts, _stored(bound, copies))


def _copy(bound: BoundPack, edition: Edition, counterpart: Counterpart, fingerprints: Sequence[str]) -> _Copy:
    code, version = edition.expected.code, edition.expected.version
    number, pages = counterpart.number, bound.pages
    codes = [
        PageCode(code, number, version, page, pages, page_digest(code, number, version, page, pages, fingerprint))
        for page, fingerprint in enumerate(fingerprints, 1)
    ]
    return _Copy(counterpart, codes, file_manifest(bound, edition, number, codes, fingerprints))


def _marked(bound: BoundPack, edition: Edition, copy: _Copy, stage: Stage) -> bytes:
    """Return the PDF of one copy with its marks, manifest and seal."""
    stage("znaki stron")
    marks = [None if code.page in bound.bare else _mark(edition, copy.counterpart, code) for code in copy.codes]
    marked = stamp_marks(bound.merged, marks)
    stage("manifest i pieczęć")
    manifest = Attachment(
        MANIFEST_NAME,
        manifest_json(copy.described),
        "application/json",
        "Manifest pakietu: z czego powstał i jakie strony ma ten plik.",
        "Data",
    )
    return seal(attach(marked, [manifest]))


def _mark(edition: Edition, counterpart: Counterpart, code: PageCode) -> PageMark:
    line = page_line(edition.label, code.version, code.page, code.pages, code.text, counterpart=counterpart.label)
    return PageMark(line, qr_modules(code.text))


def _stored(bound: BoundPack, copies: Sequence[_Copy]) -> tuple[StoredPage, ...]:
    return tuple(
        StoredPage(code.counterpart, code.page, "" if code.page in bound.bare else code.digest)
        for copy in copies
        for code in copy.codes
    )


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
        number = numbers.get((record.type_id, record.subject), _NO_NUMBER)
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
