"""Notes after rendering: one whose reference the data removed goes, one a loop repeats gets copies of its own."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from schematom_docs.document.marks import BLOCK_ENDS, Marks
from schematom_docs.document.ooxml import qn

_REFERENCE: Final = re.compile(r'(<w:(?:footnote|endnote)Reference\b[^>]*?w:id=")(-?\d+)(")')
_NOTE: Final = re.compile(r'<w:(footnote|endnote)(?= )([^>]*?)w:id="(-?\d+)"([^>]*)>.*?</w:\1>', re.DOTALL)
_REFERENCES: Final = (qn("w:footnoteReference"), qn("w:endnoteReference"))
PARTS: Final = {"word/footnotes.xml": "footnote", "word/endnotes.xml": "endnote"}


def vary(root: etree._Element, marks: Marks) -> bool:
    """Tell whether data may drop or repeat a reference to a note: one stands inside a block."""
    depth = 0
    for element in root.iter():
        if marks.is_mark(element):
            tag = marks.tag_of(element)
            depth += tag.opens - (tag.word in BLOCK_ENDS.values())
        elif depth and element.tag in _REFERENCES:
            return True
    return False


def settle_notes(body: str, notes: str, kind: str) -> tuple[str, str]:
    """Return (body, notes part) with one note for each reference, in step. kind: "footnote" or "endnote".

    Separator notes (with w:type) stay. body and notes: our own serialised XML, prefix w:.
    """
    found = {match[3]: match for match in _NOTE.finditer(notes) if match[1] == kind}
    special = {number for number, match in found.items() if "w:type=" in match[2] + match[4]}
    used: set[str] = set()
    copies: list[str] = []
    top = max((int(number) for number in found), default=0)

    def own(match: re.Match[str]) -> str:
        nonlocal top
        number = match[2]
        if f"<w:{kind}Reference" not in match[1] or number not in found:
            return match[0]
        if number not in used:
            used.add(number)
            return match[0]
        top += 1
        original = found[number]
        head = f'<w:{kind}{original[2]}w:id="{top}"{original[4]}>'
        copies.append(head + original[0][original[0].index(">") + 1 :])
        return f"{match[1]}{top}{match[3]}"

    body = _REFERENCE.sub(own, body)
    kept = used | special
    notes = _NOTE.sub(lambda match: match[0] if match[1] != kind or match[3] in kept else "", notes)
    end = notes.rindex(f"</w:{kind}s>")
    return body, notes[:end] + "".join(copies) + notes[end:]
