"""What stands on a page outside its content, moved together with it: annotations, links and fields."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Matrix, Name, Object, Page

from schematom_docs.pdf.page_view import box_of, moved_box

POINT_LISTS = (Name.QuadPoints, Name.Vertices, Name.L, Name.CL)


def move_annotations(page: Page, matrix: Matrix) -> None:
    """Move every annotation of page by matrix (its user space before → after); appearances follow their rectangles."""
    for annotation in page.obj.get(Name.Annots, Array()):
        if Name.Rect in annotation:
            annotation.Rect = Array([round(edge, 4) for edge in moved_box(box_of(annotation.Rect), matrix)])
        for key in POINT_LISTS:
            if key in annotation:
                annotation[key] = _moved(list(annotation[key]), matrix)
        if Name.InkList in annotation:
            annotation.InkList = Array([_moved(list(stroke), matrix) for stroke in annotation.InkList])


def _moved(numbers: Sequence[Object], matrix: Matrix) -> Array:
    flat: list[float] = []
    for place in range(0, len(numbers) - 1, 2):
        x, y = matrix.transform((float(numbers[place]), float(numbers[place + 1])))
        flat += [round(x, 4), round(y, 4)]
    return Array(flat)
