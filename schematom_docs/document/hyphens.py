"""Hyphens that do not break in fixed text: U+2011 becomes w:noBreakHyphen, since few fonts hold the character."""

from __future__ import annotations

import re
from typing import Final

from schematom_docs.document.marks import Marks
from schematom_docs.document.output import HYPHEN, NO_BREAK_HYPHEN

_TOKEN: Final = re.compile(rf"<w:t(?: [^>]*)?>|</w:t>|{HYPHEN}")


def with_hyphens(pieces: list[str | None], marks: Marks, captured: set[int]) -> list[str | None]:
    """Return a part cut at its marks with the hyphens of its texts written as elements, captured plain text left."""
    if not any(HYPHEN in (piece or "") for piece in pieces[::3]):
        return pieces
    inside = raw = False
    for at in range(0, len(pieces), 3):
        text, inside = _written(pieces[at] or "", inside)
        pieces[at] = pieces[at] if raw else text
        if at + 1 < len(pieces):
            raw = marks.tags[int(pieces[at + 1] or pieces[at + 2] or 0)].number in captured
    return pieces


def _written(text: str, inside: bool) -> tuple[str, bool]:
    """Return a stretch of XML with its hyphens written, and whether it ends inside a text element."""

    def write(match: re.Match[str]) -> str:
        nonlocal inside
        if match[0] == HYPHEN:
            return NO_BREAK_HYPHEN if inside else HYPHEN
        inside = match[0][1] != "/" and not match[0].endswith("/>")
        return match[0]

    return _TOKEN.sub(write, text), inside
