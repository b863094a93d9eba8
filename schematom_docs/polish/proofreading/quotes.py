"""Quotation marks and brackets: the Polish shape, each opened one closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schematom_docs.polish.proofreading.passage import Correction, Passage, Rule, Surroundings

_APOSTROPHES = re.compile(r",,(?=\w)([^\"“”„‟']*)''")
_PAIR = re.compile(r"(?:[\"“‟„]|,,(?=\w)|(?<![\w.!?%)])”(?=\w))([^\"“”„‟]*)[\"“”‟]")
_FOREIGN = re.compile(r"[\"“‟]|^,,|^”")
_MARKER = re.compile(
    r"(?<!poz\. )(?<!art\. )(?<!ust\. )(?<!pkt )(?<!nr )(?:^|(?<=[\s;,„]))(?:[a-z]{1,2}|\d{1,3}[a-z]?|[ivxIVX]{1,4})\)"
)
_GUILLEMETS = re.compile(r"«([^«»]*)»")
_ANY_QUOTE = re.compile(r"[\"“‟„”]")
_ANY_BRACKET = re.compile(r"[()\[\]]")
_BLANKED = re.compile(r"[;:]-?\)|:\(")


def _shape(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    for match in _GUILLEMETS.finditer(passage.text):
        before = passage.text[: match.start()]
        inside = before.count("„") > before.count("”")
        yield Correction(match.start(), match.end(), f"»{match[1]}«" if inside else f"„{match[1]}”")
    done = 0
    for match in _APOSTROPHES.finditer(passage.text):
        yield Correction(match.start(), match.end(), f"„{match[1]}”")
    for match in _PAIR.finditer(passage.text):
        if _FOREIGN.search(match.group()):
            yield Correction(match.start(), match.end(), f"„{match.group(1)}”")
            done = match.end()
    for single in _FOREIGN.finditer(passage.text):
        if single.start() >= done and not any(
            pair.start() <= single.start() < pair.end() for pair in _PAIR.finditer(passage.text)
        ):
            opening = single.start() == 0 or passage.text[single.start() - 1] in " (["
            yield Correction(single.start(), single.end(), "„" if opening else "”")


def _unpaired(text: str, opening: str, closing: str) -> Iterator[tuple[int, bool]]:
    """Yield (position, whether it is an opening sign) of the signs that have no partner."""
    waiting: list[int] = []
    for position, sign in enumerate(text):
        if sign in opening:
            waiting.append(position)
        elif sign in closing:
            if waiting:
                waiting.pop()
            else:
                yield position, False
    yield from ((position, True) for position in waiting)


def _neutral(text: str) -> str:
    """Return the text of the same length with straight quotes told apart and list markers taken away."""
    signs = list(_PAIR.sub(lambda pair: f"{'„'.rjust(len(pair.group()) - len(pair[1]) - 1)}{pair[1]}”", text))
    open_now = False
    for index, sign in enumerate(signs):
        if sign in '"“‟':
            signs[index] = "”" if open_now else "„"
            open_now = not open_now
        elif sign in "„”":
            open_now = sign == "„"
    return "".join(signs)


def _quotes(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    if not _ANY_QUOTE.search(passage.text):
        return
    for position, opening in _unpaired(_neutral(passage.text), "„", "”"):
        word = _word_at(passage.text, position, forward=opening)
        reason = "cudzysłów otwarty i niezamknięty" if opening else "cudzysłów zamknięty, a nieotwarty"
        yield Correction(*word, "", reason, "Dopisz brakujący cudzysłów: „…”.")


def _brackets(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    if not _ANY_BRACKET.search(passage.text):
        return
    text = _BLANKED.sub(lambda match: " " * len(match.group()), passage.text)
    # A bracket after „a” or „1” may number an item or close „(poz. 182)”: only what fails both readings is a fault.
    if not list(_unpaired(text, "([", ")]")):
        return
    text = _MARKER.sub(lambda match: " " * len(match.group()), text)
    for position, opening in _unpaired(text, "([", ")]"):
        word = _word_at(passage.text, position, forward=opening)
        reason = "nawias otwarty i niezamknięty" if opening else "nawias zamknięty, a nieotwarty"
        yield Correction(*word, "", reason, "Dopisz brakujący nawias albo usuń zbędny.")


def _word_at(text: str, position: int, *, forward: bool) -> tuple[int, int]:
    """Return the span of the sign with the word it touches."""
    if forward:
        return position, position + 1 + len(text[position + 1 :].split(" ", 1)[0])
    return position - len(text[:position].rsplit(" ", 1)[-1]), position + 1


RULES = (
    Rule("cudzyslow", "Kształt cudzysłowu", "w polskim tekście cudzysłów ma kształt „…”", _shape),
    Rule("cudzyslow-niezamkniety", "Cudzysłów bez pary", "cudzysłów nie ma pary", _quotes),
    Rule("nawias-niezamkniety", "Nawias bez pary", "nawias nie ma pary", _brackets),
)
