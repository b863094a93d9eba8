"""Frozen values that the stages hand on. They hold plain data and bytes, never live objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from schematom_docs.errors import Fault


class Verbatim(str):
    """A text somebody has approved as it stands: typography binds its words but changes no sign of it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One finished paper. type_id: Polish stem of its form; subject: key of its subject, "" for the whole case.

    title: Polish title as printed; docx: bytes of the Word file; template_sha256 and data_sha256: hex digests of what
    it was made from; uncertain: word forms used that nobody has approved; blanks: fields left to be written by hand.
    """

    type_id: str
    subject: str
    title: str
    docx: bytes
    template_sha256: str
    data_sha256: str
    uncertain: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """File name without suffix: type and subject key, ASCII, free of personal data and valid on Windows."""
        return f"{self.type_id}-{self.subject}" if self.subject else self.type_id


@dataclass(frozen=True, slots=True)
class PdfFile:
    """One converted paper. title: printed in contents and outline; data: PDF bytes; pages: page count ≥ 1."""

    name: str
    title: str
    data: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Pack:
    """One assembled pack. pdf: bytes of the finished file; manifest: JSON-ready mapping with SHA-256 of each part and
    file; files: what is written of it, name → bytes; lacking, notes: told beside it."""

    recipe_id: str
    subject: str
    title: str
    pdf: bytes
    manifest: dict[str, object]
    files: Mapping[str, bytes] = field(default_factory=dict)
    lacking: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
