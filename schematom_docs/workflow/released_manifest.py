"""Manifest of a released file: what it was made from, which pages it has, and what is printed on each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schematom_docs.pack import build_manifest
from schematom_docs.pack.manifest import file_rows
from schematom_docs.pdf.attachments import Attachment
from schematom_docs.signing.page_codes import PageCode
from schematom_docs.workflow.bound_pack import BoundCopy, BoundPack
from schematom_docs.workflow.edition import Edition
from schematom_docs.workflow.foreign_parts import originals_of


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page of a file. fingerprint: before stamping; code: None for a blank side that is not counted."""

    fingerprint: str
    code: PageCode | None


def file_manifest(bound: BoundPack, copy: BoundCopy, edition: Edition, pages: Sequence[PageFacts]) -> dict[str, object]:
    """Return the manifest embedded in one copy; it holds no moment, no machine and no names of persons."""
    manifest = build_manifest(
        bound.recipe,
        copy.records,
        copy.merged,
        pages=copy.pages,
        engine=bound.engine,
        dictionary=bound.dictionary,
        subject=bound.subject,
        title=bound.title,
    )
    manifest["wydanie"] = {
        "kod": edition.expected.code,
        "wersja": edition.expected.version,
        "numer": edition.label,
        "egzemplarz": copy.counterpart.number,
        "z_egzemplarzy": len(bound.counterparts),
        "dzien": edition.day.isoformat(),
    }
    manifest["strony"] = [_page(copy, page) for page in pages]
    manifest["zalaczniki"] = attached_rows(originals_of(bound.attachments, copy.records))
    _add_numbers(manifest, edition)
    return manifest


def attached_rows(originals: Sequence[Attachment]) -> list[dict[str, object]]:
    """Return what a manifest says of files embedded beside it."""
    rows = file_rows([("", item.name, item.data) for item in originals])
    return [{key: row[key] for key in ("nazwa", "sha256", "bajtow")} for row in rows]


def _page(copy: BoundCopy, page: PageFacts) -> dict[str, object]:
    if page.code is None:
        return {"strona": 0, "odcisk": page.fingerprint, "kod": None}
    drawn = None if page.code.page in copy.bare else page.code.text
    return {"strona": page.code.page, "odcisk": page.fingerprint, "kod": drawn}


def _add_numbers(manifest: dict[str, object], edition: Edition) -> None:
    parts = manifest["czesci"]
    assert isinstance(parts, list)
    for part in parts:
        number = edition.numbers.get((str(part["typ"]), str(part["podmiot"])))
        if number is not None:
            part["numer"] = number.number
