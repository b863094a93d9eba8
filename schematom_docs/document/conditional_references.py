"""References to a paragraph that data may leave out while the reference itself stays: a warning to the author."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from schematom_docs.document.faults import fault
from schematom_docs.document.marks import BLOCK_ENDS
from schematom_docs.document.ooxml import qn
from schematom_docs.document.package import read_package
from schematom_docs.document.parts import parse, template_parts
from schematom_docs.document.places import paragraphs
from schematom_docs.document.references import targets
from schematom_docs.document.streams import joined, text_atoms
from schematom_docs.document.tags import Token, tokenise
from schematom_docs.errors import Fault

_ENDS: Final = frozenset(BLOCK_ENDS[word] for word in ("if", "for"))

Conditions = frozenset[str]


def unsure_references(source: bytes, name: str) -> list[Fault]:
    """Return a warning for each reference whose target stands under a condition that the reference does not share.

    Conditions are compared as typed. name: how faults call the template.
    """
    entries = {entry.name: entry for entry in read_package(source)}
    body = next(part for part in template_parts(entries) if part.name == "word/document.xml")
    root = parse(body.name, entries[body.name].unpack())
    read = list(_conditions(root, body.label))
    homes = {bookmark: always for paragraph, _, always, _ in read for bookmark in _bookmarks(paragraph)}
    shared = {place: ever for _, place, _, ever in read}
    faults: list[Fault] = []
    for place, target, link in targets(root, body.label):
        missing = homes.get(target, frozenset()) - shared[place]
        if missing and not link:
            reason = f"odsyłacz prowadzi do przepisu drukowanego tylko pod warunkiem {' i '.join(sorted(missing))}"
            remedy = "Wstaw odsyłacz pod ten sam warunek, inaczej bez przepisu zostanie bez celu."
            faults.append(fault(f"{name}, {place}", "", reason, remedy, warning=True))
    return faults


def _bookmarks(paragraph: etree._Element) -> Iterator[str]:
    yield from (mark.get(qn("w:name"), "") for mark in paragraph.iter(qn("w:bookmarkStart")))


def _conditions(root: etree._Element, label: str) -> Iterator[tuple[etree._Element, str, Conditions, Conditions]]:
    """Yield (paragraph, place, conditions of all of it, conditions that hold somewhere in it)."""
    open_blocks: list[str] = []
    for paragraph, place in paragraphs(root, label):
        tokens = tokenise(joined(text_atoms(paragraph)))
        whole = bool(tokens) and tokens[0].start == 0
        before = frozenset(open_blocks)
        ever, first = before, before
        for number, token in enumerate(tokens):
            _follow(token, open_blocks)
            ever |= frozenset(open_blocks)
            if number == 0 and whole:
                first = frozenset(open_blocks)
        yield paragraph, place, first, ever


def _follow(token: Token, open_blocks: list[str]) -> None:
    """Open, turn or close a block by its tag. What stands under „else” stands under the condition turned round."""
    word = token.body.split(None, 1)[0] if token.kind == "block" and token.body else ""
    if word in ("if", "for"):
        open_blocks.append(f"„{token.body}”")
    elif word in ("else", "elif") and open_blocks:
        open_blocks[-1] = f"„{token.body}” po {open_blocks[-1]}"
    elif word in _ENDS and open_blocks:
        open_blocks.pop()
