"""What pages, annotations and actions of one PDF point to by name or number, renamed before the PDF joins others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Name, Object, Pdf, String

from schematom_docs.pdf.trees import plain

STRUCTURE_KEYS = (Name.StructParents, Name.StructParent)


class DestinationNames:
    """Gives each named destination of each part a name of its own in the pack; the first that uses a name keeps it."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def renaming(self, number: int) -> Callable[[str], str]:
        """Return the function old name → new name for the part with this number."""
        known: dict[str, str] = {}

        def renamed(name: str) -> str:
            if name not in known:
                new = plain(name)
                while new in self._taken:
                    new += f".{number}"
                self._taken.add(new)
                known[name] = new
            return known[name]

        return renamed


def inner_objects(pdf: Pdf) -> Iterator[Object]:
    """Yield every dictionary and stream of pdf: each indirect one and those that stand directly inside it."""
    for top in pdf.objects:
        waiting = [top]
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
                yield node
                children = [node[key] for key in node.keys()]  # noqa: SIM118 - a pikepdf object is no mapping
            elif isinstance(node, pikepdf.Array):
                children = list(node)
            else:
                continue
            waiting += [child for child in children if _is_container(child) and not child.is_indirect]


def _is_container(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array)


def shift_structure_keys(node: Object, offset: int | None) -> None:
    """Add offset to the keys by which node is found in the parent tree; None removes them (the PDF has no tags)."""
    for key in STRUCTURE_KEYS:
        if isinstance(node.get(key), int):
            if offset is None:
                del node[key]
            else:
                node[key] = int(node[key]) + offset


def rename_destinations(node: Object, renamed: Callable[[str], str]) -> None:
    """Write the new name of the destination into node when it is an outline item, link or GoTo action with a named one.

    Names of the old kind (PDF 1.1, name objects) become strings, because all destinations move to the name tree.
    """
    key = Name.D if node.get(Name.S) == Name.GoTo else Name.Dest
    text = _destination_name(node.get(key))
    if text is not None:
        node[key] = String(renamed(text))


def _destination_name(value: object) -> str | None:
    if isinstance(value, pikepdf.Name):
        return str(value)[1:]
    if isinstance(value, pikepdf.String):
        return str(value)
    return None
