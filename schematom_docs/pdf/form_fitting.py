"""Text into a field: as large as it fits, down to a size people can read; what is left over goes on elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from schematom_docs.pdf.form_font import FormFont

LARGEST, SMALLEST, STEP = 11.0, 9.0, 0.5
LEADING = 1.2
PADDING = 3.0


@dataclass(frozen=True, slots=True)
class Space:
    """Room inside a field, in points, edges taken off; area: several lines; cells: how many signs stand apart, or 0."""

    width: float
    height: float
    area: bool = False
    cells: int = 0


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines to draw at a size; rest: the text that found no room, from its first letter on, "" when all did."""

    lines: tuple[str, ...]
    size: float
    rest: str = ""


def fit(font: FormFont, text: str, space: Space, mark: str) -> Fitted:
    """Return text laid out in space. mark: ends the last line when something is left over, e.g. „… [cd. 1]”."""
    text = text.strip()
    largest = min(LARGEST, space.height / (font.ascent + font.descent) if not space.area else LARGEST)
    if space.cells:
        return Fitted((text,), min(largest, space.width / space.cells * 1.4))
    size = largest
    while True:
        spans = list(lines_of(font, text, size, space.width))
        if len(spans) <= capacity(font, space, size):
            return Fitted(tuple(text[start:end] for start, end in spans), size)
        if size <= SMALLEST:
            return _cut(font, text, space, size, mark)
        size = max(SMALLEST, size - STEP)


def capacity(font: FormFont, space: Space, size: float) -> int:
    """Return how many lines of a size fit, at least one."""
    if not space.area:
        return 1
    first = (font.ascent + font.descent) * size
    return max(1, 1 + int((space.height - first + 0.01) / (size * LEADING)))


def lines_of(font: FormFont, text: str, size: float, width: float) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each line of text broken at ends of lines, spaces, and inside words wider than a line."""
    place = 0
    for paragraph in text.split("\n"):
        end = place + len(paragraph)
        start = place
        while True:
            stop = line_end(font, text, start, end, size, width)
            yield start, stop
            start = stop
            while start < end and text[start] == " ":
                start += 1
            if start >= end:
                break
        place = end + 1


def line_end(font: FormFont, text: str, start: int, end: int, size: float, width: float) -> int:
    """Return where a line that begins at start has to end, start < result unless the paragraph is empty."""
    used, last_space = 0.0, 0
    for place in range(start, end):
        used += font.width(text[place], size)
        if text[place] == " ":
            last_space = place
        elif used > width:
            if last_space > start:
                return last_space
            return max(place, start + 1)
    return end


def _cut(font: FormFont, text: str, space: Space, size: float, mark: str) -> Fitted:
    """Return as many lines as there is room for, the last with the mark, and the rest."""
    spans = list(lines_of(font, text, size, space.width))
    count = capacity(font, space, size)
    shown = [text[start:end] for start, end in spans[: count - 1]]
    start = spans[count - 1][0]
    room = space.width - font.width(f" {mark}", size)
    ends = text.find("\n", start)
    stop = line_end(font, text, start, len(text) if ends < 0 else ends, size, room) if room > size else start
    return Fitted((*shown, f"{text[start:stop].rstrip()} {mark}".strip()), size, text[stop:].strip())
