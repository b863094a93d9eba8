"""Cross references: real fields (REF, PAGEREF, NOTEREF) and links to bookmarks; one without its bookmark is a fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Final

from lxml import etree

from schematom_docs.document.faults import did_you_mean, fault
from schematom_docs.document.ooxml import W_HYPERLINK, W_P, qn
from schematom_docs.document.places import paragraphs
from schematom_docs.document.streams import instruction_atoms, joined
from schematom_docs.errors import Fault

_FIELD: Final = re.compile(r"(?<!\S)(?:REF|PAGEREF|NOTEREF)\s+\"?([^\s\"\\{]+)\"?(?=\s|\\|$)")


Target = tuple[str, str, bool]
"""Place, name of the bookmark, whether it is a mere link: a field without its bookmark prints an error, a link none."""


def targets(root: etree._Element, label: str) -> list[Target]:
    """Return each field or link of a story that points at a bookmark."""
    found: list[Target] = []
    for paragraph, place in paragraphs(root, label):
        found += [(place, name, False) for name in _fields(paragraph)]
        found += [(place, name, True) for name in _links(paragraph)]
    return found


def dangling(found: list[Target], bookmarks: set[str]) -> list[Fault]:
    """Return a fault (a warning for a link) for each target that is no bookmark; names made by tags are left out."""
    return [
        fault(
            place,
            f"odsyłacz do {name}",
            "nie ma takiej zakładki w dokumencie",
            did_you_mean(name, bookmarks) or "Wstaw odsyłacz ponownie albo usuń go.",
            warning=link,
        )
        for place, name, link in found
        if name not in bookmarks and "{" not in name
    ]


def left_alone(found: Sequence[Target], texts: Iterable[str], lost: Set[str]) -> list[Fault]:
    """Return a fault for each field in the rendered XML whose bookmark the data have removed.

    lost: names that some copy of a loop refers to and does not have.
    """
    whole = "".join(texts)
    return [
        fault(
            place,
            f"odsyłacz do {name}",
            "dane usunęły miejsce, do którego prowadzi",
            "Otocz odsyłacz w szablonie tym samym warunkiem, którym objęte jest to miejsce.",
        )
        for place, name, _ in dict.fromkeys(found)
        if (name in lost or f'w:name="{name}"' not in whole)
        and re.search(rf"(?<!\S)\"?(?:PAGE|NOTE)?REF\s+\"?{re.escape(name)}\b", whole)
    ]


def bookmark_names(root: etree._Element) -> set[str]:
    """Return the names of all bookmarks of a story; „_top” is where every document begins."""
    return {"_top", *(mark.get(qn("w:name"), "") for mark in root.iter(qn("w:bookmarkStart")))}


def _fields(paragraph: etree._Element) -> Iterator[str]:
    yield from _FIELD.findall(joined(instruction_atoms(paragraph)))
    for field in paragraph.iter(qn("w:fldSimple")):
        if next(field.iterancestors(W_P)) is paragraph:
            yield from _FIELD.findall(field.get(qn("w:instr"), ""))


def _links(paragraph: etree._Element) -> Iterator[str]:
    for link in paragraph.iter(W_HYPERLINK):
        anchor = link.get(qn("w:anchor"))
        if anchor and link.get(qn("r:id")) is None and next(link.iterancestors(W_P)) is paragraph:
            yield anchor
