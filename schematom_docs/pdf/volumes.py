"""A pack too large to be sent, split into parts that keep documents whole: „część 1 z 2”, each below the limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from schematom_docs.errors import NotReleasableError

MEGABYTE = 1_000_000
USUAL_LIMIT = 5 * MEGABYTE
EPUAP_LIMIT = 3_500_000


@dataclass(frozen=True, slots=True)
class Volume:
    """One part of a split pack. title: „… – część 1 z 2”, the plain title when nothing was split; span: indexes of its
    documents; data: the finished file."""

    title: str
    span: range
    data: bytes


def split_by_size(
    titles: Sequence[str], limit: int, join: Callable[[range, str], bytes], *, title: str
) -> list[Volume]:
    """Return the fewest files, in order, none larger than limit (bytes), that hold the documents of `titles` whole.

    join: makes the finished file of a run of documents under a title, with all that belongs into it (marks, manifest,
    seal), so that what is measured is what is sent. Raises NotReleasableError naming a document that is too large by
    itself.
    """
    whole = range(len(titles))
    data = join(whole, title)
    if len(data) <= limit:
        return [Volume(title, whole, data)]
    parts = -(-len(data) // limit)
    while True:
        spans = _spans(titles, limit, join, title, parts)
        if len(spans) <= parts:
            return [
                Volume(said, span, join(span, said))
                for number, span in enumerate(spans, 1)
                for said in (_said(title, number, len(spans)),)
            ]
        parts = len(spans)


def _spans(
    titles: Sequence[str], limit: int, join: Callable[[range, str], bytes], title: str, parts: int
) -> list[range]:
    """Return runs of documents, each as long as the limit lets it be, under titles of `parts` parts."""
    spans: list[range] = []
    start = 0
    while start < len(titles):
        said = _said(title, len(spans) + 1, parts)
        size = len(join(range(start, start + 1), said))
        if size > limit:
            raise _too_large(titles[start], size, limit)
        fits, too_long = start + 1, len(titles) + 1
        while too_long - fits > 1:
            middle = (fits + too_long) // 2
            if len(join(range(start, middle), said)) <= limit:
                fits = middle
            else:
                too_long = middle
        spans.append(range(start, fits))
        start = fits
    return spans


def _said(title: str, number: int, parts: int) -> str:
    return f"{title} – część {number} z {parts}"


def _too_large(title: str, size: int, limit: int) -> NotReleasableError:
    reason = f"Dokument ma {_megabytes(size)}, a plik może mieć najwyżej {_megabytes(limit)}."
    remedy = "Zmniejsz jego obrazy (skan 200 dpi, odcienie szarości) albo wyślij go osobno."
    return NotReleasableError(reason, place=title, remedy=remedy)


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.2f}".replace(".", ",") + " MB"
