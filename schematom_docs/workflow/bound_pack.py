"""One pack bound into a PDF, before anything is stamped on it: what a draft, a release and its copies are made of."""

from __future__ import annotations

from dataclasses import dataclass

from schematom_docs.errors import Fault
from schematom_docs.pack import PartRecord, Recipe
from schematom_docs.pdf.attachments import Attachment
from schematom_docs.records import Counterpart, Slot
from schematom_docs.workflow.issue import Issued


@dataclass(frozen=True, slots=True)
class BoundCopy:
    """One paper copy. merged, pages, bare, records: as in BoundPack, of the documents that belong to this copy."""

    counterpart: Counterpart
    merged: bytes
    pages: int
    bare: frozenset[int]
    records: tuple[PartRecord, ...]


@dataclass(frozen=True, slots=True)
class BoundPack:
    """One pack. merged: PDF of all parts, tagged, with its PDF/A claim, without stamps; pages: its page count; bare:
    pages, from 1, that carry no marks (diplomas); title: free of personal data; records: parts in order of binding;
    issued: papers of our own among them, in the same order; slots: who signs; copies: paper copies, each with its own
    documents.

    number, version: as its frame papers print them, "" and 0 before a release; draft: PROJEKT; lacking: what a draft
    lacks; engine, dictionary: what made it; attachments: originals of files made elsewhere, to be embedded; notes:
    what was done to them.
    """

    recipe: Recipe
    subject: str
    title: str
    merged: bytes
    pages: int
    bare: frozenset[int]
    records: tuple[PartRecord, ...]
    issued: tuple[Issued, ...]
    slots: tuple[Slot, ...]
    copies: tuple[BoundCopy, ...]
    engine: str
    dictionary: str
    number: str = ""
    version: int = 0
    draft: bool = False
    lacking: tuple[Fault, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[Fault, ...] = ()

    @property
    def counterparts(self) -> tuple[Counterpart, ...]:
        """Return number, keeper and label of each paper copy."""
        return tuple(copy.counterpart for copy in self.copies)

    @property
    def name(self) -> str:
        """File name without suffix: recipe and subject key, free of personal data."""
        whole = f"pakiet-{self.recipe.id}"
        return f"{whole}-{self.subject}" if self.subject else whole
