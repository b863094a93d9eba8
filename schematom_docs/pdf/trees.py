"""Name trees and number trees of a PDF: read whole, written flat (one root that holds every entry)."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String


def read_name_tree(root: Object | None) -> list[tuple[str, Object]]:
    """Return (key, value) pairs of a name tree in its own order, [] for None."""
    if not isinstance(root, pikepdf.Dictionary):
        return []
    pairs: list[tuple[str, Object]] = []
    for leaf in _leaves(root, Name.Names):
        pairs += [(str(leaf[place]), leaf[place + 1]) for place in range(0, len(leaf) - 1, 2)]
    return pairs


def read_number_tree(root: Object | None) -> list[tuple[int, Object]]:
    """Return (key, value) pairs of a number tree in its own order, [] for None."""
    if not isinstance(root, pikepdf.Dictionary):
        return []
    pairs: list[tuple[int, Object]] = []
    for leaf in _leaves(root, Name.Nums):
        pairs += [(int(leaf[place]), leaf[place + 1]) for place in range(0, len(leaf) - 1, 2)]
    return pairs


def write_name_tree(pairs: Iterable[tuple[str, Object]]) -> Dictionary:
    """Return a flat name tree in the order by which readers halve it.

    Some compare bytes, qpdf compares Unicode. Both orders agree when all keys are ASCII, or all are UTF-16.
    """
    entries = sorted(pairs, key=lambda entry: entry[0])
    ascii_only = all(is_plain(key) for key, _ in entries)
    encoded = [(String(key) if ascii_only else String(_utf16(key)), value) for key, value in entries]
    return Dictionary(Names=Array([item for entry in encoded for item in entry]))


def is_plain(key: str) -> bool:
    """Return whether key has printable ASCII characters only."""
    return all(" " <= letter <= "~" for letter in key)


def plain(key: str) -> str:
    """Return key in printable ASCII, other letters as escapes; different keys stay different."""
    return key if is_plain(key) and "\\" not in key else key.encode("unicode_escape").decode("ascii")


def _utf16(key: str) -> bytes:
    return codecs.BOM_UTF16_BE + key.encode("utf-16-be", "surrogatepass")


def write_number_tree(pairs: Iterable[tuple[int, Object]]) -> Dictionary:
    """Return a flat number tree in the order of its keys."""
    entries = sorted(pairs, key=lambda entry: entry[0])
    return Dictionary(Nums=Array([item for entry in entries for item in entry]))


def _leaves(root: Object, key: Name) -> Iterable[Object]:
    waiting, seen = [root], set()
    while waiting:
        node = waiting.pop()
        if node.is_indirect:
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        if key in node:
            yield node[key]
        waiting += reversed(list(node.get(Name.Kids, Array())))
