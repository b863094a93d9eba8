"""Passages of plain text and of PDF pages: lines joined to the paragraphs they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schematom_docs.polish.proofreading.passage import Passage

_ITEM = re.compile(r"\s*(?:[-–•·*ü]\s|§ ?\d|\d{1,3}[.)]\s|[a-z]\)\s)")
_CLOSED = re.compile(r"[.:;!?…]\s*$")
_OPEN_LINES = 6


def text_passages(text: str) -> list[Passage]:
    """Return a passage for each line of a text file, which holds a paragraph a line."""
    passages: list[Passage] = []
    lead = ""
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.replace("\ufeff", "").strip()
        if not stripped:
            continue
        if not _ITEM.match(stripped):
            if passages and passages[-1].text.endswith(":"):
                lead = passages[-1].text
            elif not stripped[:1].islower():
                lead = ""
        elif passages and passages[-1].text.endswith(":"):
            lead = passages[-1].text
        passages.append(Passage(f"wiersz {number}", stripped, lead))
    return passages


def page_passages(pages: Sequence[str]) -> list[Passage]:
    """Return the paragraphs of PDF pages given as text with line breaks; line ends are kept as offsets."""
    return [passage for number, page in enumerate(pages, 1) for passage in _paragraphs(page, number)]


def _paragraphs(page: str, number: int) -> Iterator[Passage]:
    # Spaces between words are drawn wide where a line is justified: they tell nothing.
    lines = [" ".join(line.replace("\u00a0", " ").split()) for line in page.splitlines() if line.strip()]
    width = max((len(line) for line in lines), default=0)
    group: list[str] = []
    first = 1
    for index, line in enumerate(lines, 1):
        if group and _starts(line, group, width):
            yield _joined(group, f"strona {number}, wiersz {first}")
            group = []
        if not group:
            first = index
        group.append(line)
    if group:
        yield _joined(group, f"strona {number}, wiersz {first}")


def _starts(line: str, group: Sequence[str], width: int) -> bool:
    """Return whether a line begins a new paragraph after the lines of `group`."""
    whole, last = " ".join(group), group[-1]
    if _ITEM.match(line):
        return True
    unclosed = whole.count("„") > whole.count("”") or whole.count("(") > whole.count(")")
    if unclosed and len(group) < _OPEN_LINES:
        return False
    if len(last) < 0.75 * width:
        return True
    return bool(_CLOSED.search(last)) and len(last) < 0.9 * width


def _joined(lines: Sequence[str], place: str) -> Passage:
    text = ""
    ends: list[int] = []
    for line in lines:
        if text:
            ends.append(len(text))
            text += "" if re.search(r"[a-ząćęłńóśźż]-$", text) and line[:1].islower() else " "
        text += line
    return Passage(place, text, line_ends=tuple(ends))
