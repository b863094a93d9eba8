"""Room for marks at the foot of a page, judged by what is drawn there: by how much a page must shrink to leave it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Matrix
from PIL import Image

from schematom_docs.pdf.page_view import Box
from schematom_docs.pdf.rendering import Drawn

DOTS = 100.0
DARKEST_PAPER = 230  # of 255: darker is ink; scanned paper and pale grounds are lighter
STEP = 0.01
MOST_INK = 0.25
"""Share of a quiet band that may be ink: lines of text that begin beside a symbol stay under it, a frame does not."""


def shrinking(drawn: Drawn, index: int, boxes: Sequence[Box], quiet: Sequence[Box] = ()) -> float:
    """Return the largest scale, 1 where nothing is in the way, at which page `index` (from 0) leaves boxes without ink.

    boxes: points of the page as seen; quiet: bands of which only MOST_INK may be ink. The page shrinks towards its
    upper right corner, so that the foot and the binding margin open together.
    """
    width, height = drawn.size(index)
    strip = max(top for _, _, _, top in (*boxes, *quiet))
    foot = drawn.picture(index, dots=DOTS, part=(0, 0, width, strip), grey=True)
    for scale in _scales(strip / height):
        back = shrunk(width, height, scale).inverse()
        inked = any(_ink(foot, strip, box, back) for box in boxes)
        if not inked and all(_ink(foot, strip, box, back) <= MOST_INK for box in quiet):
            return scale
    return 1 - strip / height


def shrunk(width: float, height: float, scale: float) -> Matrix:
    """Return the matrix that shrinks a page of this size towards its upper right corner."""
    return Matrix(scale, 0, 0, scale, width * (1 - scale), height * (1 - scale))


def _scales(most: float) -> Iterator[float]:
    """Yield 1, 0.99 … while the foot opens by less than `most` of the height."""
    steps = 0
    while steps * STEP < most:
        yield 1 - steps * STEP
        steps += 1


def _ink(foot: Image.Image, strip: float, box: Box, back: Matrix) -> float:
    """Return which share of what will lie in box is ink; foot: picture of the lowest `strip` points of the page."""
    dots = DOTS / 72
    left, bottom = back.transform((box[0], box[1]))
    right, top = back.transform((box[2], box[3]))
    edges = tuple(round(edge * dots) for edge in (left, strip - top, right, strip - bottom))
    inside = (max(edges[0], 0), max(edges[1], 0), min(edges[2], foot.width), min(edges[3], foot.height))
    if inside[0] >= inside[2] or inside[1] >= inside[3]:
        return 0
    dark = sum(foot.crop(inside).histogram()[:DARKEST_PAPER])
    return dark / ((edges[2] - edges[0]) * (edges[3] - edges[1]))
