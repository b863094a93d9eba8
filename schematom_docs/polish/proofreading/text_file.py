"""Passages of plain text and of PDF pages: lines joined to the paragraphs they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from schematom_docs.polish.proofreading.passage import Passage
from schematom_docs.polish.proofreading.words import is_adjective, parts_of_speech

_ITEM = re.compile(r"\s*(?:[-–•·*ü]\s|§ ?\d|\d{1,3}[.)]\s|[a-z]\)\s)")
_CLOSED = re.compile(r"[.:;!?…]\s*$")
_OPEN_LINES = 6
_JOINED = re.compile(r"(?:wielo|mało|pełno|nowo|samo|krótko|długo|cało|rzeczo|między|ponad|około)", re.IGNORECASE)
SOFT_HYPHEN = "\u00ad"
_DIVIDED = re.compile(r"([^\W\d_]+)([-\u2010\u00ad])$")


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
    if _DIVIDED.search(last) and line[:1].islower():
        return False
    if _ITEM.match(line):
        return True
    unclosed = whole.count("„") > whole.count("”") or whole.count("(") > whole.count(")")
    if unclosed and len(group) < _OPEN_LINES:
        return False
    if len(last) < 0.75 * width:
        return True
    return bool(_CLOSED.search(last)) and len(last) < 0.9 * width


def _one_word(divided: re.Match[str], line: str) -> bool:
    """Return whether a word was divided at the end of a line, and is no compound: „wielo-dzietny”, „polsko-czeski”."""
    if divided[2] == SOFT_HYPHEN:
        return True
    rest = re.match(r"[^\W\d_]+", line)
    if rest and divided[1].endswith("o") and not _JOINED.match(divided[1]) and is_adjective(rest.group()):
        return False  # „społeczno-zawodowy”
    whole = divided[1] + rest.group() if rest else ""
    return bool(parts_of_speech(whole) or parts_of_speech(whole.lower()))


def _joined(lines: Sequence[str], place: str) -> Passage:
    text = ""
    ends: list[int] = []
    for line in lines:
        if text:
            divided = _DIVIDED.search(text)
            if divided and line[:1].islower():
                text = text[: divided.start(2)] if _one_word(divided, line) else text
                ends.append(len(text))
            else:
                ends.append(len(text))
                text += " "
        text += line
    return Passage(place, text, line_ends=tuple(ends))
