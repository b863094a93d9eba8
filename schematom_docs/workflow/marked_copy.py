"""One copy of a released pack: the electronic file or a paper counterpart, its pages marked, sealed at last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from schematom_docs.pack import manifest_json
from schematom_docs.pdf.attachments import Attachment, attach
from schematom_docs.pdf.duplex import pad_for_duplex
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.mark_sheet import PageMark
from schematom_docs.pdf.page_marks import page_line, stamp_marks
from schematom_docs.pdf.seal import seal
from schematom_docs.records import Counterpart, StoredPage
from schematom_docs.signing.page_codes import PageCode, page_digest, qr_modules
from schematom_docs.workflow.bound_pack import BoundCopy, BoundPack
from schematom_docs.workflow.edition import MANIFEST_NAME, Edition
from schematom_docs.workflow.foreign_parts import originals_of
from schematom_docs.workflow.released_manifest import PageFacts, file_manifest

ELECTRONIC_COPY = Counterpart(0, "", "")

Stage = Callable[[str], None]


def no_stage(name: str) -> None:
    """Tell nobody which stage begins."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy to be made. pdf: as it will be printed, blank sides included, without marks; pages: what stands on each
    of its sheets' sides; described: its manifest."""

    bound: BoundCopy
    pdf: bytes
    pages: tuple[PageFacts, ...]
    described: dict[str, object]

    def stored(self) -> tuple[StoredPage, ...]:
        """Return the codes of its counted pages, "" for a page that carries none."""
        number, bare = self.bound.counterpart.number, self.bound.bare
        return tuple(
            StoredPage(number, page.code.page, "" if page.code.page in bare else page.code.digest)
            for page in self.pages
            if page.code is not None
        )


def electronic(bound: BoundPack) -> BoundCopy:
    """Return the whole pack as its electronic copy."""
    return BoundCopy(ELECTRONIC_COPY, bound.merged, bound.pages, bound.bare, bound.records)


def copy_of(bound: BoundPack, copy: BoundCopy, edition: Edition) -> Copy:
    """Return a copy with its pages coded. Paper copies of an edition for both sides get blank sides."""
    pdf, places = copy.merged, list(range(1, copy.pages + 1))
    if edition.duplex and copy.counterpart.number:
        pdf, places = pad_for_duplex(copy.merged, [record.pages for record in copy.records])
    pages = tuple(
        PageFacts(fingerprint, _code(copy, edition, place, fingerprint) if place else None)
        for place, fingerprint in zip(places, page_fingerprints(pdf), strict=True)
    )
    return Copy(copy, pdf, pages, file_manifest(bound, copy, edition, pages))


def _code(copy: BoundCopy, edition: Edition, page: int, fingerprint: str) -> PageCode:
    code, version = edition.expected.code, edition.expected.version
    number = copy.counterpart.number
    digest = page_digest(code, number, version, page, copy.pages, fingerprint)
    return PageCode(code, number, version, page, copy.pages, digest)


def marked_copy(bound: BoundPack, copy: Copy, edition: Edition, stage: Stage = no_stage) -> bytes:
    """Return the PDF of a copy with its marks, manifest, originals of foreign files and seal."""
    stage("znaki stron")
    marked = stamp_marks(copy.pdf, page_marks(copy.bound, edition, copy.pages))
    stage("manifest i pieczęć")
    return sealed(marked, copy.described, originals_of(bound.attachments, copy.bound.records))


def page_marks(copy: BoundCopy, edition: Edition, pages: Sequence[PageFacts]) -> list[PageMark | None]:
    """Return the mark of each page, None for blank sides and for pages that carry none."""
    return [
        None if page.code is None or page.code.page in copy.bare else _mark(copy, edition, page.code) for page in pages
    ]


def _mark(copy: BoundCopy, edition: Edition, code: PageCode) -> PageMark:
    label = copy.counterpart.label
    line = page_line(edition.label, code.version, code.page, code.pages, code.text, counterpart=label)
    return PageMark(line, qr_modules(code.text))


def sealed(marked: bytes, described: dict[str, object], originals: Sequence[Attachment]) -> bytes:
    """Return a marked PDF with its manifest and the originals embedded, sealed: the last change before it is frozen."""
    manifest = Attachment(
        MANIFEST_NAME,
        manifest_json(described),
        "application/json",
        "Manifest pakietu: z czego powstał i jakie strony ma ten plik.",
        "Data",
    )
    return seal(attach(marked, [manifest, *originals]))
