"""The structure tree of a PDF held against PDF/UA-1: whole, of known kinds, with alternative texts and header cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf

from schematom_docs.errors import Fault

# ISO 32000-1, 14.8.4.
STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead",
    "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "Warichu",
    "RB", "RT", "RP", "WT", "WP", "Figure", "Formula", "Form",
}  # fmt: skip
HOMES = {
    "LI": ("L",), "LBody": ("LI",), "TR": ("Table", "THead", "TBody", "TFoot"), "TH": ("TR",), "TD": ("TR",),
    "THead": ("Table",), "TBody": ("Table",), "TFoot": ("Table",), "TOCI": ("TOC",),
}  # fmt: skip
_HEADING = re.compile(r"H([1-6])")
REMAKE = "Utwórz dokument jeszcze raz z szablonu albo dołącz go jako obraz z opisem."


def tree_faults(document: Pdf) -> list[Fault]:
    """Return the faults of the structure tree of document; one without a tree has one fault."""
    tree = document.Root.get(Name.StructTreeRoot)
    marked = document.Root.get(Name.MarkInfo)
    if not isinstance(tree, pikepdf.Dictionary) or Name.K not in tree:
        return [Fault("plik", "Plik nie ma znaczników dostępności", "Utwórz PDF ze znacznikami (PDF/UA).")]
    faults: list[Fault] = []
    if not (isinstance(marked, pikepdf.Dictionary) and bool(marked.get(Name.Marked, False))):
        faults.append(Fault("plik", "Plik nie mówi, że ma znaczniki (MarkInfo)", REMAKE))
    if not isinstance(tree.get(Name.ParentTree), pikepdf.Dictionary):
        faults.append(Fault("plik", "Treść stron nie trafia do znaczników (brak ParentTree)", REMAKE))
    return faults + list(_Walk(document, tree).faults())


class _Walk:
    """One pass over the tree, parents first."""

    def __init__(self, document: Pdf, tree: Object) -> None:
        self._tree = tree
        self._roles = tree.get(Name.RoleMap, Dictionary())
        self._pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        self._seen: set[tuple[int, int]] = set()
        self._page = 0
        self._level = 0
        self._ids: set[str] = set()

    def faults(self) -> Iterator[Fault]:
        waiting = [(self._tree, kid) for kid in reversed(_children(self._tree))]
        while waiting:
            parent, element = waiting.pop()
            if element.is_indirect:
                if element.objgen in self._seen:
                    yield self._fault("Element stoi w drzewie znaczników dwa razy")
                    continue
                self._seen.add(element.objgen)
            self._page = self._pages.get(_page_of(element), self._page)
            yield from self._of_element(parent, element)
            waiting += [(element, kid) for kid in reversed(_children(element))]

    def _of_element(self, parent: Object, element: Object) -> Iterator[Fault]:
        kind = self._kind(element)
        if kind not in STANDARD:
            yield self._fault(f"Nieznany rodzaj znacznika {kind}")
        stated = element.get(Name.P)
        if not isinstance(stated, pikepdf.Dictionary) or stated.objgen != parent.objgen:
            yield self._fault(f"Znacznik {kind} wskazuje innego rodzica niż ten, pod którym stoi")
        home = "" if parent.objgen == self._tree.objgen else self._kind(parent)
        if kind in HOMES and home not in HOMES[kind]:
            yield self._fault(f"Znacznik {kind} stoi w {home or 'korzeniu'}, a nie w {HOMES[kind][0]}")
        if kind in ("Figure", "Formula") and not _said(element):
            yield self._fault("Ilustracja bez tekstu alternatywnego", "Dodaj tekst alternatywny obrazu w szablonie.")
        if kind == "Table":
            yield from self._of_table(element)
        if kind == "Note":
            yield from self._of_note(element)
        yield from self._of_heading(kind)

    def _of_heading(self, kind: str) -> Iterator[Fault]:
        found = _HEADING.fullmatch(kind)
        if found is None:
            return
        level = int(found[1])
        if level > self._level + 1:
            before = f"po H{self._level}" if self._level else "jako pierwszy"
            remedy = "Użyj stylów nagłówków po kolei, bez opuszczania poziomu."
            yield self._fault(f"Nagłówek H{level} {before}", remedy)
        self._level = level

    def _of_table(self, table: Object) -> Iterator[Fault]:
        cells = list(self._cells(table))
        heads = [cell for cell in cells if self._kind(cell) == "TH"]
        if not heads:
            yield self._fault("Tabela bez komórek nagłówka", "Oznacz w szablonie wiersz nagłówka tabeli.")
        by_id = any(_attribute(cell, Name.Headers) is not None for cell in cells)
        if not by_id and any(_attribute(cell, Name.Scope) is None for cell in heads):
            yield self._fault("Komórka nagłówka nie mówi, czy opisuje kolumnę, czy wiersz (Scope)")

    def _cells(self, table: Object) -> Iterator[Object]:
        """Yield the cells of a table itself, not those of a table inside a cell."""
        waiting = list(reversed(_children(table)))
        while waiting:
            node = waiting.pop()
            kind = self._kind(node)
            if kind in ("TH", "TD"):
                yield node
            elif kind != "Table":
                waiting += reversed(_children(node))

    def _of_note(self, note: Object) -> Iterator[Fault]:
        text = str(note.get(Name.ID, ""))
        if not text or text in self._ids:
            yield self._fault("Przypis bez własnego identyfikatora")
        self._ids.add(text)

    def _kind(self, element: Object) -> str:
        """Return the standard kind of an element, through the role map."""
        kind = str(element.get(Name.S, "/"))
        for _ in range(10):
            if kind[1:] in STANDARD or kind not in self._roles:
                break
            kind = str(self._roles[kind])
        return kind[1:]

    def _fault(self, reason: str, remedy: str = REMAKE) -> Fault:
        return Fault(f"strona {self._page}" if self._page else "plik", reason, remedy)


def _children(node: Object) -> list[Object]:
    kids = node.get(Name.K)
    listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and Name.S in kid]


def _page_of(element: Object) -> tuple[int, int]:
    page = element.get(Name.Pg)
    return page.objgen if isinstance(page, pikepdf.Dictionary) else (0, 0)


def _said(element: Object) -> bool:
    return any(str(element.get(key, "")).strip() for key in (Name.Alt, Name.ActualText))


def _attribute(element: Object, key: Name) -> object | None:
    attributes = element.get(Name.A)
    for owner in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(owner, pikepdf.Dictionary) and key in owner:
            value: object = owner[key]
            return value
    return None
