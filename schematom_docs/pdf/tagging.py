"""Tags that LibreOffice gets wrong, put right: ornaments are no figures, signature blocks are no tables of data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Name, Object, Operator, Page, Pdf

from schematom_docs.pdf.loose_ink import hide_loose_ink
from schematom_docs.pdf.pictures import attach_pictures
from schematom_docs.pdf.structure import elements
from schematom_docs.pdf.trees import read_number_tree

PageId = tuple[int, int]
TABLE_PARTS = ("/THead", "/TBody", "/TFoot", "/TR", "/TD")


def tidy_tags(pdf: Pdf) -> None:
    """Give pictures to their figures, make ornaments and loose lines artifacts, layout tables divisions.

    An untagged pdf stays as it is.
    """
    tree = pdf.Root.get(Name.StructTreeRoot)
    if isinstance(tree, pikepdf.Dictionary):
        attach_pictures(pdf, tree)
        hide_ornaments(pdf, tree)
        retag_layout_tables(tree)
        hide_loose_ink(pdf)
        for page in pdf.pages:
            page.obj.Tabs = Name.S  # LibreOffice 7.4 writes the string (S) on pages with links; it must be a name


def hide_ornaments(pdf: Pdf, tree: Object) -> None:
    """Turn figures without alternative text into artifacts and take them out of the tree.

    LibreOffice 7.4 makes a figure of every line of a frame drawn in a header (226 on a diploma), and a screen reader
    would stop at each. Pictures that say something have an alternative text in their template.
    """
    hidden: dict[PageId, set[int]] = defaultdict(set)
    for element in list(elements(tree)):
        marks = _marks_of_ornament(element)
        if marks is not None:
            _drop(element)
            for page_id, number in marks:
                hidden[page_id].add(number)
    if not hidden:
        return
    parents = dict(read_number_tree(tree.ParentTree))
    for page in pdf.pages:
        numbers = hidden.get(page.obj.objgen, set())
        if numbers:
            _make_artifacts(pdf, page, numbers)
            listed = parents[int(page.obj.StructParents)]
            for number in numbers:
                listed[number] = None


def retag_layout_tables(tree: Object) -> None:
    """Make divisions of tables without a header cell: they only put things side by side, such as signatures."""
    for table in [element for element in elements(tree) if str(element.S) == "/Table"]:
        parts = _parts_of_table(table)
        if not any(str(part.S) == "/TH" for part in parts):
            for part in (table, *parts):
                part.S = Name.Div
                _drop_table_attributes(part)


def _marks_of_ornament(element: Object) -> list[tuple[PageId, int]] | None:
    """Return (page, number) of the marked content of a figure without text or children, None for all else."""
    if str(element.S) != "/Figure" or Name.Alt in element or Name.ActualText in element:
        return None
    kids = _listed(element.get(Name.K))
    marks = [_mark(element, kid) for kid in kids]
    known = [mark for mark in marks if mark is not None]
    return known if len(known) == len(kids) else None


def _mark(element: Object, kid: object) -> tuple[PageId, int] | None:
    if isinstance(kid, int) and Name.Pg in element:
        return element.Pg.objgen, kid
    if isinstance(kid, pikepdf.Dictionary) and Name.MCID in kid and Name.Stm not in kid:
        page = kid.get(Name.Pg, element.get(Name.Pg))
        return (page.objgen, int(kid.MCID)) if page is not None else None
    return None


def _drop(element: Object) -> None:
    """Take element out of its parent, which stays even when it becomes empty."""
    parent = element.P
    kept = [kid for kid in _listed(parent.get(Name.K)) if not _is_same(kid, element)]
    parent.K = Array(kept)


def _is_same(kid: object, element: Object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.is_indirect and kid.objgen == element.objgen


def _make_artifacts(pdf: Pdf, page: Page, numbers: Collection[int]) -> None:
    artifact = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
    instructions = pikepdf.parse_content_stream(page)
    changed = [artifact if _opens_one_of(item, numbers) else item for item in instructions]
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(changed))


def _opens_one_of(item: object, numbers: Collection[int]) -> bool:
    if not isinstance(item, ContentStreamInstruction) or str(item.operator) != "BDC":
        return False
    properties = item.operands[1]
    return isinstance(properties, pikepdf.Dictionary) and properties.get(Name.MCID) in numbers


def _parts_of_table(table: Object) -> list[Object]:
    """Return groups, rows and cells of table itself, not those of a table inside a cell."""
    parts: list[Object] = []
    waiting = [table]
    while waiting:
        node = waiting.pop()
        for kid in _listed(node.get(Name.K)):
            if isinstance(kid, pikepdf.Dictionary) and str(kid.get(Name.S)) in (*TABLE_PARTS, "/TH"):
                parts.append(kid)
                waiting.append(kid)
    return parts


def _drop_table_attributes(element: Object) -> None:
    owners = [owner for owner in _listed(element.get(Name.A)) if not _is_owned_by_table(owner)]
    if Name.A in element:
        del element[Name.A]
    if owners:
        element.A = Array(owners)


def _is_owned_by_table(owner: object) -> bool:
    return isinstance(owner, pikepdf.Dictionary) and owner.get(Name.O) == Name.Table


def _listed(value: object) -> list[Object]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]  # type: ignore[list-item]
