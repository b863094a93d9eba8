"""Pictures in the text given back to their tags: LibreOffice 7.4 draws them as artifacts and leaves figures empty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Object, Operator, Page, Pdf

from schematom_docs.pdf.structure import elements
from schematom_docs.pdf.trees import read_number_tree

Box = tuple[float, float, float, float]
NEAR = 1.0  # points by which the box of a figure and the drawn picture may differ; LibreOffice rounds to 1/100 mm


def attach_pictures(pdf: Pdf, tree: Object) -> None:
    """Mark each picture that a figure with alternative text describes as the content of that figure.

    A figure and a picture belong together when their boxes agree; what finds no partner stays as it is.
    """
    empty: dict[tuple[int, int], list[Object]] = defaultdict(list)
    for element in elements(tree):
        if str(element.S) == "/Figure" and Name.Alt in element and Name.K not in element and Name.Pg in element:
            empty[element.Pg.objgen].append(element)
    if not empty:
        return
    parents = dict(read_number_tree(tree.get(Name.ParentTree)))
    for page in pdf.pages:
        figures = empty.get(page.obj.objgen, [])
        listed = parents.get(int(page.obj.get(Name.StructParents, -1)))
        if figures and isinstance(listed, pikepdf.Array):
            _attach_on(pdf, page, figures, listed)


def _attach_on(pdf: Pdf, page: Page, figures: Sequence[Object], listed: Object) -> None:
    instructions = list(pikepdf.parse_content_stream(page))
    drawn = _drawn_pictures(instructions)
    for figure in figures:
        wanted = _box_of(figure)
        place = next((place for place, box in drawn.items() if wanted is not None and _agree(box, wanted)), None)
        if place is None:
            continue
        del drawn[place]
        mark = Dictionary(MCID=len(listed))
        instructions[place] = ContentStreamInstruction([Name.Figure, mark], Operator("BDC"))
        figure.K = len(listed)
        listed.append(figure)
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _drawn_pictures(instructions: Sequence[object]) -> dict[int, Box]:
    """Return box of each picture drawn as an artifact of its own, by the place of the BMC that opens it."""
    found: dict[int, Box] = {}
    opened: int | None = None
    boxes: list[Box] = []
    for place, item in enumerate(instructions):
        if not isinstance(item, ContentStreamInstruction):
            continue
        operator = str(item.operator)
        if operator in ("BMC", "BDC"):
            opened = place if operator == "BMC" and str(item.operands[0]) == "/Artifact" else None
            boxes = []
        elif operator == "cm":
            boxes.append(_placed([float(number) for number in item.operands]))
        elif operator == "Do" and opened is not None and boxes:
            found[opened] = boxes[-1]
        elif operator == "EMC":
            opened = None
    return found


def _placed(matrix: Sequence[float]) -> Box:
    """Return box that a unit square takes under matrix; pictures in text are neither turned nor slanted."""
    width, _, _, height, left, bottom = matrix
    return min(left, left + width), min(bottom, bottom + height), max(left, left + width), max(bottom, bottom + height)


def _box_of(figure: Object) -> Box | None:
    attributes = figure.get(Name.A)
    for owner in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(owner, pikepdf.Dictionary) and Name.BBox in owner:
            left, bottom, right, top = (float(edge) for edge in owner.BBox)
            return left, bottom, right, top
    return None


def _agree(first: Box, second: Box) -> bool:
    return all(abs(one - other) <= NEAR for one, other in zip(first, second, strict=True))
