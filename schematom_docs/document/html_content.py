"""What HTML or Markdown says once it is read: paragraphs of formatted text, headings and items of lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

SOURCE_BREAK: Final = "\r"
"""A line break of the source, which is a space or nothing; `<br>` is "\\n"."""
_GAP: Final = re.compile(f"[ \t]*{SOURCE_BREAK}[ \t{SOURCE_BREAK}]*")


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one formatting. marks: of b, i, u, s, ^ raised, _ lowered, sorted; link: address or ""."""

    text: str
    marks: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a paragraph stands in a list. number: of the list in its value; level: 0 for an outer list.

    first: whether it opens its item and so bears the number; start: first number of an ordered list.
    """

    number: int
    ordered: bool
    level: int
    first: bool
    start: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. heading: 1–3, 0 for none; place: in a list, or None."""

    spans: tuple[Span, ...]
    heading: int = 0
    place: ListPlace | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A value read. lines: its paragraphs; inline: whether it fits into a paragraph among other text."""

    lines: tuple[Line, ...]
    inline: bool


def settled(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans with line breaks of the source as single spaces, none at the edges, and no empty span."""
    given = list(spans)
    text = "".join(span.text for span in given)
    chars = list(text)
    for gap in _GAP.finditer(text):
        chars[gap.start() : gap.end()] = [""] * (gap.end() - gap.start())
        before, after = text[: gap.start()][-1:], text[gap.end() :][:1]
        if before not in ("", "\n") and after not in ("", "\n"):
            chars[gap.start()] = " "
    return cut(chars, given)


def cut(chars: Iterable[str], spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans with their characters replaced one by one. chars: as many as the spans have, each may be ""."""
    left = iter(chars)
    found = (replace(span, text="".join(next(left) for _ in span.text)) for span in spans)
    return tuple(span for span in found if span.text)
