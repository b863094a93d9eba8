"""A bound pack as files to work with: one Word file of all its papers, and the single files for its ZIP."""

from __future__ import annotations

from schematom_docs.document import Joined, join_documents
from schematom_docs.document.starter import Line, starter
from schematom_docs.errors import UsageError
from schematom_docs.pack import PartRecord
from schematom_docs.pack.zip_file import ZipMember, member_name
from schematom_docs.workflow.bound_pack import BoundPack

_TITLE, _TEXT = "Title", "Tekst"


def pack_docx(bound: BoundPack) -> bytes:
    """Return the pack as one editable Word file: each part with its own headers, numbering and „strona X z Y”.

    A part that is no paper of ours stands there as a page with its title, which says where the file is. The same pack
    gives the same bytes. Raises UsageError for a pack without a single paper of ours.
    """
    papers = [record.docx for record in bound.records if record.docx]
    if not papers:
        raise UsageError("Pakiet nie ma ani jednego dokumentu Worda.", place=bound.title, remedy="Wydaj go jako PDF.")
    parts = [
        Joined(record.title, record.docx or _foreign_page(papers[0], record), pages=record.pages if record.docx else 1)
        for record in bound.records
    ]
    return join_documents(parts, title=bound.title)


def _foreign_page(like: bytes, record: PartRecord) -> bytes:
    """Return a page in the look of the pack's papers for a part that exists as PDF alone."""
    return starter(
        like,
        [
            Line(_TITLE, record.title),
            Line(_TEXT, "Ta część pakietu jest plikiem PDF; w wersji do edycji jej nie ma."),
            Line(_TEXT, f"Liczba stron: {record.pages}."),
        ],
        headers=False,
    )


def pack_members(bound: BoundPack) -> tuple[ZipMember, ...]:
    """Return the single files of a pack in order of binding: each paper as Word file and PDF, others as PDF.

    Names have the place in the pack, the type and the key of the subject: no title, no name of a person.
    """
    members: list[ZipMember] = []
    for number, record in enumerate(bound.records, 1):
        stem = f"{record.type_id}-{record.subject}" if record.subject else record.type_id
        if record.docx:
            members.append(ZipMember(f"czesc-{number}", f"word/{member_name(number, stem, '.docx')}", record.docx))
        members.append(ZipMember(f"czesc-{number}-pdf", f"pdf/{member_name(number, stem, '.pdf')}", record.pdf))
    return tuple(members)
