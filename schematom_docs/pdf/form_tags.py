"""The structure tree of a form: headings, paragraphs, fields and tables in reading order (ISO 14289-1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from schematom_docs.pdf.trees import read_number_tree, write_number_tree


@dataclass(slots=True, eq=False)
class Element:
    """One element. kids in reading order: elements, (page, mark) of content, or a widget with its page."""

    tag: str
    kids: list[Element | tuple[int, int] | tuple[int, Object]] = field(default_factory=list)
    alternative: str = ""
    attributes: Object | None = None

    def add(self, tag: str, *, alternative: str = "", attributes: Object | None = None) -> Element:
        """Return a new last kid."""
        kid = Element(tag, alternative=alternative, attributes=attributes)
        self.kids.append(kid)
        return kid


@dataclass(slots=True)
class Tags:
    """The tree of new pages. Page numbers count from 0 in the whole file."""

    root: Element = field(default_factory=lambda: Element("Document"))
    _marks: dict[int, list[Element]] = field(default_factory=dict)

    def mark(self, element: Element, page: int) -> int:
        """Return the number of a new piece of content on the page that belongs to the element."""
        owners = self._marks.setdefault(page, [])
        owners.append(element)
        element.kids.append((page, len(owners) - 1))
        return len(owners) - 1

    def hold(self, element: Element, widget: Object, page: int) -> None:
        """Make the widget annotation on the page the content of the element."""
        element.kids.append((page, widget))

    def write(self, pdf: Pdf) -> None:
        """Write the tree into pdf; where pdf has one already, new elements follow those of its document."""
        tree, parent, pairs = _tree(pdf)
        written: dict[int, Object] = {}
        widgets: list[tuple[Object, Object]] = []
        kids = self.root.kids if parent is not tree else [self.root]
        for kid in kids:
            assert isinstance(kid, Element)
            _append_kid(parent, _written(pdf, kid, parent, written, widgets))
        key = max((number for number, _ in pairs), default=-1) + 1
        for page, owners in sorted(self._marks.items()):
            pdf.pages[page].obj.StructParents = key
            pairs.append((key, pdf.make_indirect(Array([written[id(owner)] for owner in owners]))))
            key += 1
        for widget, element in widgets:
            widget.StructParent = key
            pairs.append((key, element))
            key += 1
        tree.ParentTree = pdf.make_indirect(write_number_tree(pairs))
        tree.ParentTreeNextKey = key


def _tree(pdf: Pdf) -> tuple[Object, Object, list[tuple[int, Object]]]:
    """Return the structure tree root, the element new ones go below, and the pairs of the parent tree."""
    tree = pdf.Root.get(Name.StructTreeRoot)
    if tree is None:
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([])))
        pdf.Root.StructTreeRoot = tree
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        return tree, tree, []
    top = [kid for kid in _listed(tree.get(Name.K)) if isinstance(kid, pikepdf.Dictionary)]
    document = next((kid for kid in top if kid.get(Name.S) == Name.Document), None)
    return tree, tree if document is None else document, read_number_tree(tree.get(Name.ParentTree))


def _append_kid(parent: Object, kid: Object) -> None:
    parent.K = Array([*_listed(parent.get(Name.K)), kid])


def _listed(kids: Object | None) -> list[Object]:
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _written(
    pdf: Pdf, element: Element, parent: Object, written: dict[int, Object], widgets: list[tuple[Object, Object]]
) -> Object:
    node = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent))
    written[id(element)] = node
    if element.alternative:
        node.Alt = String(element.alternative)
    if element.attributes is not None:
        node.A = element.attributes
    kids: list[Object | int] = []
    pages = {kid[0] for kid in element.kids if not isinstance(kid, Element)}
    if pages:
        node.Pg = pdf.pages[min(pages)].obj
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(_written(pdf, kid, node, written, widgets))
        else:
            kids.append(_content(pdf, kid, min(pages)))
            if not isinstance(kid[1], int):
                widgets.append((kid[1], node))
    if len(kids) == 1:  # pyHanko refuses later signatures where a field hangs in an array of one
        node.K = kids[0]
    elif kids:
        node.K = Array(kids)
    return node


def _content(pdf: Pdf, kid: tuple[int, int] | tuple[int, Object], first: int) -> Object | int:
    page, what = kid
    if not isinstance(what, int):
        return Dictionary(Type=Name.OBJR, Obj=what, Pg=pdf.pages[page].obj)
    return what if page == first else Dictionary(Type=Name.MCR, MCID=what, Pg=pdf.pages[page].obj)


def elements(pdf: Pdf) -> Iterator[Object]:
    """Yield every structure element of pdf in reading order."""
    tree = pdf.Root.get(Name.StructTreeRoot)
    waiting = [tree] if tree is not None else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        node = waiting.pop()
        if node.objgen in seen and node.is_indirect:
            continue
        seen.add(node.objgen)
        if node is not tree and Name.S in node:
            yield node
        waiting += [kid for kid in reversed(_listed(node.get(Name.K))) if isinstance(kid, pikepdf.Dictionary)]
