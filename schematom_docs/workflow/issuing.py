"""A bound pack and its number → the files of one released version: marked, attached, checked, sealed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from schematom_docs.errors import Fault, NotReleasableError
from schematom_docs.pack.manifest import file_rows, manifest_json
from schematom_docs.pack.manifest_seal import sealed_manifest
from schematom_docs.pack.zip_file import ZipMember, member_name, zip_files
from schematom_docs.pdf.conformance import archival_faults, structure_faults
from schematom_docs.records import StoredPage, StoredPart
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.edition import ARCHIVE, ELECTRONIC, MANIFEST, PART, WORD, Edition, copy_role
from schematom_docs.workflow.issued_volumes import issued_volumes
from schematom_docs.workflow.marked_copy import Copy, Stage, copy_of, electronic, marked_copy, no_stage
from schematom_docs.workflow.pack_files import pack_docx, pack_members
from schematom_docs.workflow.pack_numbers import PaperKey, PartNumber
from schematom_docs.workflow.page_verification import drawn_faults
from schematom_docs.workflow.stated_pack import read_statement

_NO_NUMBER = PartNumber("", "", 0)


@dataclass(frozen=True, slots=True)
class IssuedPack:
    """The files of a version. files: role → bytes; names: role → file name; page_codes: of every page of each copy."""

    bound: BoundPack
    edition: Edition
    files: Mapping[str, bytes]
    names: Mapping[str, str]
    parts: tuple[StoredPart, ...]
    page_codes: tuple[StoredPage, ...]


def issue_pack(bound: BoundPack, edition: Edition, stage: Stage = no_stage) -> IssuedPack:
    """Return the files of one version; same input → same bytes.

    stage: told the name of each stage as it begins. Raises NotReleasableError naming every gate that a file does not
    pass.
    """
    stage("odciski stron")
    copies = [copy_of(bound, copy, edition) for copy in (electronic(bound), *bound.copies)]
    base = f"{bound.name}-w{edition.expected.version}"
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    for copy in copies:
        role = copy_role(copy.bound.counterpart.number)
        files[role] = marked_copy(bound, copy, edition, stage)
        names[role] = f"{base}-{role}.pdf" if copy.bound.counterpart.number else f"{base}.pdf"
    for role, data in issued_volumes(bound, edition, copies[0], len(files[ELECTRONIC])):
        files[role], names[role] = data, f"{base}-{role}.pdf"
    stage("bramki")
    _refuse(files, copies)
    stage("pliki Word, ZIP i manifest")
    parts = _parts(bound, edition.numbers)
    _add_word_and_zip(bound, copies[0], base, files, names)
    listed = file_rows([(role, names[role], data) for role, data in files.items()])
    files[MANIFEST] = sealed_manifest({**copies[0].described, "pliki": listed})
    names[MANIFEST] = f"{base}.json"
    for part, record in zip(parts, bound.records, strict=True):
        if record.docx:
            files[f"{PART}{part.order}"] = record.docx
            names[f"{PART}{part.order}"] = member_name(part.order, part.type_id, ".docx")
    return IssuedPack(bound, edition, files, names, parts, tuple(page for copy in copies for page in copy.stored()))


def _add_word_and_zip(bound: BoundPack, copy: Copy, base: str, files: dict[str, bytes], names: dict[str, str]) -> None:
    """Add the editable Word file and the ZIP of all single files with the electronic file and the Word file."""
    if any(record.docx for record in bound.records):
        files[WORD], names[WORD] = pack_docx(bound), f"{base}.docx"
    whole = [ZipMember(role, names[role], files[role]) for role in (ELECTRONIC, WORD) if role in files]
    files[ARCHIVE] = zip_files([*whole, *pack_members(bound)], copy.described)
    names[ARCHIVE] = f"{base}.zip"


def _refuse(files: Mapping[str, bytes], copies: Sequence[Copy]) -> None:
    """Raise NotReleasableError with what any PDF file does not keep: PDF/A, structure, codes that can be read."""
    faults: list[Fault] = []
    for copy in copies:
        role = copy_role(copy.bound.counterpart.number)
        found = drawn_faults(read_statement(manifest_json(copy.described)), files[role])
        faults += [replace(fault, place=f"{role}, {fault.place}") for fault in found if not fault.warning]
    for role, pdf in files.items():
        found = [*archival_faults(pdf), *(fault for fault in structure_faults(pdf) if not fault.warning)]
        faults += [replace(fault, place=f"{role}, {fault.place}") for fault in found]
    if faults:
        raise NotReleasableError(
            "plik pakietu nie spełnia wymagań archiwalnych, dostępności albo kodów stron",
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
