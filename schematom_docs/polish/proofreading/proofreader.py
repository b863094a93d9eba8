"""Proofreading: every rule over every passage; findings in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from schematom_docs.polish.proofreading import leftovers
from schematom_docs.polish.proofreading.calendar import year_of
from schematom_docs.polish.proofreading.passage import Correction, Finding, Passage, Rule, Surroundings
from schematom_docs.polish.proofreading.rules import RULES
from schematom_docs.polish.proofreading.sentences import sentence_at

NO_STRANGERS: Mapping[str, str] = {}
_NOISE = 0.25
_LONGEST = 5_000
_DOTS = re.compile(r"(?<=\b[rz])\.\.$|(?<=itp)\.\.$")


def proofread(passages: Sequence[Passage], strangers: Mapping[str, str] = NO_STRANGERS) -> list[Finding]:
    """Return the faults of a paper given by its paragraphs. strangers: forms of surnames of other families → family."""
    legible = [piece for passage in passages for piece in _pieces(passage) if not is_noise(piece.text)]
    years = (year_of(passage.text) for passage in legible)
    surroundings = Surroundings(
        next((year for year in years if year), 0),
        any("schematom" in passage.text.lower() for passage in legible),
        strangers,
    )
    return [finding for passage in legible for finding in _findings(passage, surroundings)]


def _pieces(passage: Passage) -> Iterator[Passage]:
    """Yield the paragraph; one of many pages, as some programs write whole files, in pieces cut between words."""
    text = passage.original
    start = 0
    while len(text) - start > _LONGEST:
        end = text.rfind(" ", start + 1, start + _LONGEST)
        stop = text.rfind(". ", start + 1, start + _LONGEST)
        end = stop + 1 if stop > start + _LONGEST // 2 else end if end > start else start + _LONGEST
        yield replace(passage, original=text[start:end], line_ends=())
        start = end
    yield replace(passage, original=text[start:], line_ends=()) if start else passage


def is_noise(text: str) -> bool:
    """Return whether a line is no prose: what a scan of logotypes leaves behind, or a line of dots."""
    tokens = text.split()
    if len(tokens) < 2:
        return not any(sign.isalpha() for sign in text)
    bare = sum(1 for token in tokens if not any(sign.isalnum() for sign in token))
    dashes = sum(1 for token in tokens if token in ("–", "-", "§", "•", "·", "ü", "/", "|"))
    return (bare - dashes) / len(tokens) > _NOISE and len(tokens) < 30


def _findings(passage: Passage, surroundings: Surroundings) -> Iterator[Finding]:
    known = _corrections(
        (passage.original, passage.lead, passage.typeset, passage.line_ends), surroundings.year, surroundings.pilot
    )
    names = [(each, rule) for rule in leftovers.RULES for each in rule.check(passage, surroundings)]
    for correction, rule in sorted([*known, *names], key=lambda pair: (pair[0].start, pair[0].end)):
        yield _finding(passage, correction, rule)


@lru_cache(maxsize=4_096)
def _corrections(
    read: tuple[str, str, bool, tuple[int, ...]], year: int, pilot: bool
) -> tuple[tuple[Correction, Rule], ...]:
    """Return what all rules but those about names say of a paragraph; papers of one kind share most of theirs."""
    passage = Passage("", *read)
    surroundings = Surroundings(year, pilot)
    return tuple(
        (each, rule) for rule in RULES if rule not in leftovers.RULES for each in rule.check(passage, surroundings)
    )


def _finding(passage: Passage, correction: Correction, rule: Rule) -> Finding:
    text = passage.plain if rule.spaces else passage.text
    start, end = _widened(text, correction.start, correction.end)
    right = ""
    if correction.replacement or not correction.hint:
        right = f"{text[start : correction.start]}{correction.replacement}{text[correction.end : end]}".strip()
        right = _DOTS.sub(".", right)
    remedy = correction.hint or f"Napisz: „{right}”."
    sentence = sentence_at(text, start, end)
    wrong = text[start:end].strip()
    return Finding(passage.place, rule.id, rule.title, sentence, wrong, right, correction.reason or rule.reason, remedy)


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span grown to whole words, so that what is wrong can be read by itself."""
    before = re.search(r"\S+\s*$" if end - start < 3 else r"\S*$", text[:start])
    after = re.match(r"\s*\S+" if end - start < 3 and not text[start:end].strip(" ,.;:") else r"\S*", text[end:])
    return (before.start() if before else start), (end + after.end() if after else end)
