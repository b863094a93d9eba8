"""Every paragraph of a story with its place as a person counts it: „tabela 2, wiersz 3, komórka 1, akapit 1”."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from schematom_docs.document.ooxml import MC_FALLBACK, W_P, W_TBL, W_TC, W_TR, W_TXBX, qn

_NOTES = {qn("w:footnote"): "przypis", qn("w:endnote"): "przypis", qn("w:comment"): "komentarz"}
_TYPE = qn("w:type")
_SPECIAL = {"separator", "continuationSeparator", "continuationNotice"}
"""Notes of Word's own that no reader counts: the lines between text and notes."""
_NESTED = {W_TBL, W_TXBX, W_P, W_TR, W_TC, *_NOTES}


def paragraphs(root: etree._Element, label: str) -> Iterator[tuple[etree._Element, str]]:
    """Yield (w:p, place) in document order, text boxes and nested tables included, mc:Fallback left out."""
    yield from _walk(root, label, {})


def _walk(element: etree._Element, place: str, counts: dict[str, int]) -> Iterator[tuple[etree._Element, str]]:
    """Yield the paragraphs below an element. counts: how many of each kind the nearest container has shown so far."""
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag == MC_FALLBACK:
            continue
        if tag not in _NESTED:
            yield from _walk(child, place, counts)
            continue
        if tag in _NOTES and child.get(_TYPE) in _SPECIAL:
            yield from _walk(child, f"{place}, linia oddzielająca przypisy", {})
            continue
        inner = f"{place}, {_word(child)} {_count(child, counts)}"
        if tag == W_P:
            yield child, inner
        yield from _walk(child, inner, {})


def _word(element: etree._Element) -> str:
    words = {W_TBL: "tabela", W_TR: "wiersz", W_TC: "komórka", W_TXBX: "pole tekstowe", W_P: "akapit"}
    return words.get(str(element.tag)) or _NOTES[str(element.tag)]


def _count(element: etree._Element, counts: dict[str, int]) -> int:
    word = _word(element)
    counts[word] = counts.get(word, 0) + 1
    return counts[word]
