"""The tags of joined PDFs: one structure tree with one Document root and a Part for each document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from schematom_docs.pdf.trees import plain, read_number_tree, write_name_tree, write_number_tree


class StructureTree:
    """Collects the structure trees of parts that were copied into pack, and writes them as one."""

    def __init__(self, pack: Pdf) -> None:
        self._pack = pack
        self._root = pack.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = pack.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root))
        self._parts: list[Object] = []
        self._parents: list[tuple[int, Object]] = []
        self._roles = Dictionary()
        self._classes = Dictionary()
        self._ids: set[str] = set()
        self.next_key = 0

    def settle_names(self, source: Pdf, number: int) -> None:
        """Rename, inside source, the roles, attribute classes and ids whose names already mean something else here."""
        tree = source.Root.StructTreeRoot
        roles = _clashes(tree.get(Name.RoleMap), self._roles, number)
        classes = _clashes(tree.get(Name.ClassMap), self._classes, number)
        ids = self._new_ids(_ids_of(tree), number)
        if roles or classes or ids:
            for element in elements(tree):
                _rename_in(element, roles, classes, ids)
            _rename_keys(tree.get(Name.RoleMap), roles, values_too=True)
            _rename_keys(tree.get(Name.ClassMap), classes, values_too=False)

    def _new_ids(self, ids: list[str], number: int) -> dict[str, str]:
        renamed = {text: f"{plain(text)}-{number}" if text in self._ids else plain(text) for text in ids}
        return {old: new for old, new in renamed.items() if old != new}

    def add(self, tree: Object, *, offset: int, title: str, language: str) -> None:
        """Add a copied structure tree as the next part. offset: what shift_structure_keys added to its pages."""
        self._ids.update(_ids_of(tree))
        tops = _children(tree)
        if len(tops) == 1 and tops[0].get(Name.S) == Name.Document:
            part = tops[0]
            part.S = Name.Part
        else:
            part = self._pack.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, K=Array(tops)))
            for top in tops:
                top.P = part
        self._add_part(part, title, language)
        for key, parents in read_number_tree(tree.get(Name.ParentTree)):
            self._claim_key(key + offset, parents)
        _take_over(self._roles, tree.get(Name.RoleMap))
        _take_over(self._classes, tree.get(Name.ClassMap))

    def add_untagged(self, pages: list[Object], *, title: str, language: str, description: str = "") -> None:
        """Add pages without tags: each becomes one Figure whose alternative text names document and page, with what
        description says of them."""
        part = self._pack.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, K=Array()))
        self._add_part(part, title, language)
        for number, page in enumerate(pages, 1):
            figure = self._pack.make_indirect(
                Dictionary(
                    Type=Name.StructElem,
                    S=Name.Figure,
                    P=part,
                    Pg=page,
                    K=0,
                    Alt=String(f"{title}, strona {number}: {description or 'treść bez znaczników dostępności'}"),
                    A=Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array(list(page.MediaBox))),
                )
            )
            part.K.append(figure)
            page.StructParents = self._claim_key(self.next_key, Array([figure]))
            for annotation in page.get(Name.Annots, Array()):
                self._add_annotation(part, page, annotation)

    def _add_annotation(self, part: Object, page: Object, annotation: Object) -> None:
        kind = {"/Link": Name.Link, "/Widget": Name.Form}.get(str(annotation.get(Name.Subtype)), Name.Annot)
        if annotation.get(Name.Subtype) == Name.Popup:
            return
        target = self._pack.make_indirect(annotation) if not annotation.is_indirect else annotation
        reference = Dictionary(Type=Name.OBJR, Obj=target, Pg=page)
        element = self._pack.make_indirect(Dictionary(Type=Name.StructElem, S=kind, P=part, Pg=page, K=reference))
        part.K.append(element)
        target.StructParent = self._claim_key(self.next_key, element)
        if Name.Contents not in target:  # PDF/UA wants to hear where a link leads
            address = target.get(Name.A, Dictionary()).get(Name.URI)
            target.Contents = String(str(address) if address is not None else "Odsyłacz")

    def _add_part(self, part: Object, title: str, language: str) -> None:
        part.P = self._document
        part.T = String(title)
        if language and Name.Lang not in part:
            part.Lang = String(language)
        self._parts.append(part)

    def _claim_key(self, key: int, parents: Object) -> int:
        self._parents.append((key, parents))
        self.next_key = max(self.next_key, key + 1)
        return key

    def write(self) -> None:
        """Hang the joined tree on the catalog of the pack."""
        self._document.K = Array(self._parts)
        self._root.K = Array([self._document])
        self._root.ParentTree = self._pack.make_indirect(write_number_tree(self._parents))
        self._root.ParentTreeNextKey = self.next_key
        if len(self._roles):
            self._root.RoleMap = self._roles
        if len(self._classes):
            self._root.ClassMap = self._classes
        named = [(str(element.ID), element) for element in elements(self._root) if Name.ID in element]
        if named:
            self._root.IDTree = self._pack.make_indirect(write_name_tree(named))
        self._pack.Root.StructTreeRoot = self._root
        self._pack.Root.MarkInfo = Dictionary(Marked=True)


def elements(tree: Object) -> Iterator[Object]:
    """Yield the structure elements below tree (or below an element), parents first, in reading order."""
    waiting = list(reversed(_children(tree)))
    while waiting:
        element = waiting.pop()
        yield element
        waiting += reversed(_children(element))


def _children(node: Object) -> list[Object]:
    """Return child elements of a structure node; marked content and object references are no elements."""
    kids = node.get(Name.K)
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and Name.S in kid]


def _ids_of(tree: Object) -> list[str]:
    return [str(element.ID) for element in elements(tree) if Name.ID in element]


def _clashes(table: Object | None, taken: Object, number: int) -> dict[str, str]:
    """Return new names for the keys of table that are taken with another meaning, {} when there are none."""
    if table is None:
        return {}
    return {
        key: f"{key}-{number}"
        for key in sorted(table.keys())
        if key in taken and taken[key].unparse(resolved=True) != table[key].unparse(resolved=True)
    }


def _rename_keys(table: Object | None, renamed: Mapping[str, str], *, values_too: bool) -> None:
    if table is None or not renamed:
        return
    for key in sorted(table.keys()):
        value = table[key]
        if values_too and str(value) in renamed:
            value = Name(renamed[str(value)])
        if key in renamed:
            del table[key]
        table[renamed.get(key, key)] = value


def _rename_in(element: Object, roles: Mapping[str, str], classes: Mapping[str, str], ids: Mapping[str, str]) -> None:
    if str(element.S) in roles:
        element.S = Name(roles[str(element.S)])
    if Name.C in element and classes:
        element.C = _renamed_names(element.C, classes)
    if Name.ID in element and str(element.ID) in ids:
        element.ID = String(ids[str(element.ID)])
    attributes = element.get(Name.A)
    for owner in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(owner, pikepdf.Dictionary) and Name.Headers in owner:  # cells of a table name their headers by id
            owner.Headers = Array([String(ids.get(str(header), str(header))) for header in owner.Headers])


def _renamed_names(value: Object, renamed: Mapping[str, str]) -> Object:
    if isinstance(value, pikepdf.Array):
        return Array(
            [Name(renamed.get(str(item), str(item))) if isinstance(item, pikepdf.Name) else item for item in value]
        )
    return Name(renamed.get(str(value), str(value)))


def _take_over(table: Object, added: Object | None) -> None:
    if added is not None:
        for key in sorted(added.keys()):
            table[key] = added[key]
