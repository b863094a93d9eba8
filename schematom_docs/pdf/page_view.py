"""A page as its reader sees it, after cropping and turning: its size, and the way back to its own coordinates."""

from __future__ import annotations

import pikepdf
from pikepdf import Matrix, Name, Object, Page

from schematom_docs.errors import ConversionError

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

POINTS_PER_MM = 72 / 25.4
DEEPEST = 100  # levels of a page tree; beyond them it goes in a circle


def seen_size(page: Page) -> tuple[float, float]:
    """Return (width, height) in points as a reader sees the page."""
    left, bottom, right, top = _seen_box(page)
    turned = turn(page) in (90, 270)
    return (top - bottom, right - left) if turned else (right - left, top - bottom)


def seen_to_user(page: Page) -> Matrix:
    """Return the matrix from the page as seen (origin bottom left) to its user space (ISO 32000-1, 8.3.4)."""
    left, bottom, right, top = _seen_box(page)
    return {
        0: Matrix(1, 0, 0, 1, left, bottom),
        90: Matrix(0, 1, -1, 0, right, bottom),
        180: Matrix(-1, 0, 0, -1, right, top),
        270: Matrix(0, -1, 1, 0, left, top),
    }[turn(page)]


def turn(page: Page) -> int:
    """Return by how many degrees clockwise the page is turned for its reader: 0, 90, 180 or 270."""
    node: Object | None = page.obj
    for _ in range(DEEPEST):
        if node is None:
            return 0
        if Name.Rotate in node:
            return round(float(node.Rotate) / 90) % 4 * 90
        node = node.get(Name.Parent)
    raise ConversionError("Drzewo stron pliku PDF nie ma początku.", remedy="Utwórz plik jeszcze raz.")


def operands(matrix: Matrix) -> str:
    """Return the six operands of cm."""
    return " ".join(f"{number:.5f}".rstrip("0").rstrip(".") for number in matrix.shorthand)


def moved_box(box: Box, matrix: Matrix) -> Box:
    """Return the upright box that holds box after matrix."""
    corners = [matrix.transform((x, y)) for x in (box[0], box[2]) for y in (box[1], box[3])]
    return (
        min(x for x, _ in corners),
        min(y for _, y in corners),
        max(x for x, _ in corners),
        max(y for _, y in corners),
    )


def box_of(array: Object) -> Box:
    """Return a PDF rectangle with its corners in order."""
    first, second, third, fourth = (float(edge) for edge in pikepdf.Array(array))
    return min(first, third), min(second, fourth), max(first, third), max(second, fourth)


def _seen_box(page: Page) -> Box:
    return box_of(page.cropbox)
