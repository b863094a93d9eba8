"""One pack bound into a PDF, before anything is stamped on it: what a draft, a release and its copies are made of."""

from __future__ import annotations

from dataclasses import dataclass

from schematom_docs.errors import Fault
from schematom_docs.pack import PartRecord, Recipe
from schematom_docs.records import Counterpart, Slot
from schematom_docs.workflow.issue import Issued


@dataclass(frozen=True, slots=True)
class BoundPack:
    """One pack. merged: PDF of all parts, tagged, with its PDF/A claim, without stamps; pages: its page count; bare:
    pages, from 1, that carry no marks (diplomas); title: free of personal data; records: parts in order of binding;
    issued: papers of our own among them, in the same order; slots: who signs; counterparts: paper copies.

    number, version: as its frame papers print them, "" and 0 before a release; draft: PROJEKT; lacking: what a draft
    lacks; engine, dictionary: what made it.
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
    counterparts: tuple[Counterpart, ...]
    engine: str
    dictionary: str
    number: str = ""
    version: int = 0
    draft: bool = False
    lacking: tuple[Fault, ...] = ()

    @property
    def name(self) -> str:
        """File name without suffix: recipe and subject key, free of personal data."""
        whole = f"pakiet-{self.recipe.id}"
        return f"{whole}-{self.subject}" if self.subject else whole
