"""What is drawn on pages held against the tags: every mark belongs to an element or is an artifact (PDF/UA-1, 7.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from schematom_docs.errors import Fault
from schematom_docs.pdf.files import UNSOUND
from schematom_docs.pdf.trees import read_number_tree

PAINTING = {
    "Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE",
}  # fmt: skip
OPENING = {"BMC", "BDC"}
TAG = "Oznacz treść strony znacznikami albo dołącz ją jako obraz z opisem."
MEND = "Utwórz plik jeszcze raz albo zeskanuj dokument."


@dataclass(slots=True)
class _Marks:
    """What the content of a page says: marks = numbers of its marked content; untagged, mixed = how often."""

    marks: set[int] = field(default_factory=set)
    untagged: int = 0
    mixed: int = 0


def content_faults(document: Pdf) -> Iterator[Fault]:
    """Yield, page by page, what is drawn outside tags and artifacts, and what the parent tree does not know."""
    tree = document.Root.get(Name.StructTreeRoot)
    parents = dict(read_number_tree(tree.get(Name.ParentTree))) if isinstance(tree, pikepdf.Dictionary) else {}
    for number, page in enumerate(document.pages, 1):
        place = f"strona {number}"
        try:
            yield from [Fault(place, reason, TAG) for reason in _page_faults(page, parents)]
        except UNSOUND:
            yield Fault(place, "Budowa strony jest uszkodzona, jej treści nie da się odczytać", MEND)


def _page_faults(page: Page, parents: Mapping[int, Object]) -> Iterator[str]:
    """Yield the reasons why the tags of a page and its content do not agree."""
    said = _read(page)
    if said.untagged:
        yield f"Treść poza znacznikami dostępności ({said.untagged} miejsc)"
    if said.mixed:
        yield f"Treść i ozdoby oznaczone jedna w drugiej ({said.mixed} miejsc)"
    listed = parents.get(int(page.obj.get(Name.StructParents, -1)))
    known = list(listed) if isinstance(listed, pikepdf.Array) else []
    lost = [mark for mark in sorted(said.marks) if mark >= len(known) or not _holds(known[mark], mark, page)]
    if lost:
        yield f"Znaczniki treści bez elementu w drzewie ({len(lost)} z {len(said.marks)})"
    yield from _annotation_faults(page, parents)


def _read(page: Page) -> _Marks:
    said = _Marks()
    opened: list[str] = []  # "A" artifact, "T" tagged, "" neither
    properties = page.resources.get(Name.Properties, Dictionary())
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in OPENING:
            kind = _kind(list(instruction.operands), properties, said)
            said.mixed += bool(kind) and ("A" if kind == "T" else "T") in opened
            opened.append(kind)
        elif operator == "EMC":
            if opened:
                opened.pop()
        elif operator in PAINTING and not any(opened):
            said.untagged += 1
    return said


def _kind(operands: list[object], properties: Object, said: _Marks) -> str:
    if str(operands[0]) == "/Artifact":
        return "A"
    stated = operands[1] if len(operands) > 1 else None
    if isinstance(stated, pikepdf.Name):
        stated = properties.get(stated)
    if isinstance(stated, pikepdf.Dictionary) and Name.MCID in stated:
        said.marks.add(int(stated.MCID))
        return "T"
    return ""


def _holds(element: object, mark: int, page: Page) -> bool:
    """Return whether an element of the parent tree lists a marked content of this page among its kids."""
    if not isinstance(element, pikepdf.Dictionary):
        return False
    kids = element.get(Name.K)
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            if kid == mark and Name.Pg in element and element.Pg.objgen == page.obj.objgen:
                return True
        elif isinstance(kid, pikepdf.Dictionary) and kid.get(Name.MCID) == mark:
            home = kid.get(Name.Pg, element.get(Name.Pg))
            if home is not None and home.objgen == page.obj.objgen:
                return True
    return False


def _annotation_faults(page: Page, parents: Mapping[int, Object]) -> Iterator[str]:
    """Yield links, fields and notes that no element holds; those hidden or of no size are not seen by anybody."""
    for annotation in page.obj.get(Name.Annots, Array()):
        kind = str(annotation.get(Name.Subtype, ""))
        if kind == "/Popup" or int(annotation.get(Name.F, 0)) & 2 or _is_point(annotation):
            continue
        if int(annotation.get(Name.StructParent, -1)) not in parents:
            yield f"Adnotacja {kind[1:]} poza znacznikami dostępności"
        elif kind == "/Link" and not str(annotation.get(Name.Contents, "")).strip():
            yield "Odsyłacz bez opisu, dokąd prowadzi"


def _is_point(annotation: Object) -> bool:
    box = [float(edge) for edge in annotation.get(Name.Rect, Array([0, 0, 0, 0]))]
    return box[0] == box[2] or box[1] == box[3]
