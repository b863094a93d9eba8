"""A released pack larger than its recipe allows, as volumes: documents stay whole, pages keep number and code."""

from __future__ import annotations

from itertools import accumulate

from schematom_docs.pdf import Part, merge
from schematom_docs.pdf.page_marks import stamp_marks
from schematom_docs.pdf.volumes import split_by_size
from schematom_docs.workflow.assembly import FRONT
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.edition import Edition
from schematom_docs.workflow.foreign_parts import originals_of
from schematom_docs.workflow.marked_copy import Copy, page_marks, sealed
from schematom_docs.workflow.released_manifest import attached_rows

VOLUME, MAIL_VOLUME = "tom", "epuap"


def issued_volumes(bound: BoundPack, edition: Edition, copy: Copy, size: int) -> list[tuple[str, bytes]]:
    """Return (role, bytes) of the volumes of the electronic file: „tom-1”… for the limit of the recipe, „epuap-1”… for
    that of its mail; [] for a limit that the file keeps. size: of the electronic file.

    Raises NotReleasableError when a single document is larger than the limit.
    """
    made: list[tuple[str, bytes]] = []
    for word, limit in ((VOLUME, bound.recipe.limit), (MAIL_VOLUME, bound.recipe.mail_limit)):
        if limit and size > limit:
            made += [(f"{word}-{number}", data) for number, data in enumerate(_split(bound, edition, copy, limit), 1)]
    return made


def _split(bound: BoundPack, edition: Edition, copy: Copy, limit: int) -> list[bytes]:
    starts = [0, *accumulate(record.pages for record in bound.records)]
    marks = page_marks(copy.bound, edition, copy.pages)
    rows = copy.described["strony"]
    assert isinstance(rows, list)

    def join(span: range, title: str) -> bytes:
        records = bound.records[span.start : span.stop]
        first, end = starts[span.start], starts[span.stop]
        parts = [Part(record.title, record.pdf, front=record.place in FRONT) for record in records]
        merged = merge(parts, title=title, creator=bound.engine)
        originals = originals_of(bound.attachments, records)
        own = {"strony": rows[first:end], "tom": {"od": first + 1, "do": end}, "zalaczniki": attached_rows(originals)}
        return sealed(stamp_marks(merged, marks[first:end]), {**copy.described, **own}, originals)

    titles = [record.public or record.title for record in bound.records]
    return [volume.data for volume in split_by_size(titles, limit, join, title=bound.title)]
