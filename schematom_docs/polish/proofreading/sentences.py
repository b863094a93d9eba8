"""Sentences of a paragraph: where one ends, although „r.”, „ust.” and „Dz.U.” end with a full stop too."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?…])[”»\")]*\s+(?=[„«\"(]?[A-ZĄĆĘŁŃÓŚŹŻ])")
_SHORT = re.compile(
    r"(?:\b(?:ul|al|pl|os|im|św|ks|dr|mgr|inż|prof|hab|tj|tzn|tzw|np|m\.in|nr|art|ust|pkt|lit|poz|str|zał|tel|ok|min|"
    r"godz|ds|k|Dz|gm|pow|woj|wg|br|pn|ww)\.|Dz\. ?U\.|\b[A-ZŁŚŻ]\.|\b\d+\.)$"
)


def sentence_bounds(text: str, position: int) -> tuple[int, int]:
    """Return start and end of the sentence of the paragraph that holds a position."""
    start = 0
    for match in _END.finditer(text):
        if _SHORT.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        if match.end() > position:
            return start, match.start()
        start = match.end()
    return start, len(text)


def sentence_at(text: str, start: int, end: int) -> str:
    """Return the sentence around a span, cut to some 200 characters."""
    first, last = sentence_bounds(text, start)
    last = max(last, end)
    low, high = max(first, start - 90), min(last, end + 90)
    shown = text[low:high].strip()
    return f"{'…' if low > first else ''}{shown}{'…' if high < last else ''}"
