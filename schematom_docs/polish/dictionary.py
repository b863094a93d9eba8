"""Adapter of the morfeusz2 dictionary (SGJP). Loaded when the first form is needed; absent on some systems.

Tags of the dictionary: https://morfeusz.sgjp.pl/doc/about/ – part of speech, number, cases, genders, further marks.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from schematom_docs.polish.cases import CASES, Case, Number

_INFLECTED = frozenset({"subst", "adj", "ppas", "pact"})
_DATED = frozenset(
    {"daw.", "rzad.", "niezal.", "przest.", "arch.", "gwar.", "wulg.", "żart.", "pot."} | {"po_liczebniku"}
)
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a word. lemma: with its homonym id; degree: of an adjective; labels: kinds of name."""

    lemma: str
    pos: str
    numbers: frozenset[str]
    cases: frozenset[str]
    genders: frozenset[str]
    extra: tuple[str, ...]
    labels: frozenset[str]
    dated: bool

    def is_nominative(self) -> bool:
        """Return whether the word can stand in the nominative."""
        return "nom" in self.cases


@lru_cache(maxsize=1)
def _morfeusz() -> Any:
    """Return the loaded dictionary, or None where no wheel of morfeusz2 exists."""
    try:
        import morfeusz2
    except ImportError:
        return None
    return morfeusz2.Morfeusz()


def available() -> bool:
    """Return whether the dictionary can be used."""
    return _morfeusz() is not None


def edition() -> str:
    """Return the id of the dictionary edition, "" where there is none."""
    dictionary = _morfeusz()
    return str(dictionary.dict_id()) if dictionary is not None else ""


@lru_cache(maxsize=20_000)
def readings(word: str) -> tuple[Reading, ...]:
    """Return the readings of a whole word as noun, adjective or participle; empty for an unknown word."""
    dictionary = _morfeusz()
    if dictionary is None:
        return ()
    with _lock:
        segments = dictionary.analyse(word)
    if any(end - start != 1 or start for start, end, _ in segments):
        return ()
    found = (_reading(lemma, tag, labels, marks) for _, _, (_, lemma, tag, labels, marks) in segments)
    return tuple(reading for reading in found if reading is not None)


def _reading(lemma: str, tag: str, labels: list[str], marks: list[str]) -> Reading | None:
    parsed = _parsed(tag)
    if parsed is None:
        return None
    pos, numbers, cases, genders, extra = parsed
    return Reading(lemma, pos, numbers, cases, genders, extra, _labels(tuple(labels)), bool(marks) and _is_dated(marks))


# A few hundred tags and sets of labels serve the whole dictionary, so each is taken apart once.
@lru_cache(maxsize=4_000)
def _parsed(tag: str) -> tuple[str, frozenset[str], frozenset[str], frozenset[str], tuple[str, ...]] | None:
    parts = tag.replace("inst", "ins").split(":")
    if parts[0] not in _INFLECTED or len(parts) < 4:
        return None
    numbers, cases, genders = (frozenset(part.split(".")) for part in parts[1:4])
    return parts[0], numbers, cases, genders, tuple(parts[4:])


@lru_cache(maxsize=4_000)
def _labels(labels: tuple[str, ...]) -> frozenset[str]:
    return frozenset(labels)


def _is_dated(marks: list[str]) -> bool:
    return not _DATED.isdisjoint(mark for marked in marks for mark in marked.split(","))


@lru_cache(maxsize=20_000)
def _generated(lemma: str) -> tuple[tuple[str, Reading], ...]:
    dictionary = _morfeusz()
    if dictionary is None:
        return ()
    with _lock:
        lines = dictionary.generate(lemma)
    found = ((form, _reading(name, tag, labels, marks)) for form, name, tag, labels, marks in lines if name == lemma)
    return tuple((form, reading) for form, reading in found if reading is not None)


@lru_cache(maxsize=20_000)
def noun_forms(lemma: str, number: Number, gender: str) -> dict[Case, tuple[str, ...]]:
    """Return the forms of a noun by case, in dictionary order, dated ones only where nothing else exists."""
    lines = [
        (form, reading)
        for form, reading in _generated(lemma)
        if reading.pos == "subst" and number in reading.numbers and gender in reading.genders
    ]
    return _by_case(lines)


@lru_cache(maxsize=20_000)
def adjective_forms(
    lemma: str, pos: str, number: Number, gender: str, extra: tuple[str, ...]
) -> dict[Case, tuple[str, ...]]:
    """Return the forms of an adjective or participle by case in one number and gender; extra: degree or aspect."""
    lines = [
        (form, reading)
        for form, reading in _generated(lemma)
        if reading.pos == pos and reading.extra == extra and number in reading.numbers and gender in reading.genders
    ]
    return _by_case(lines)


def _by_case(lines: list[tuple[str, Reading]]) -> dict[Case, tuple[str, ...]]:
    current: dict[str, dict[str, None]] = {case: {} for case in CASES}
    every: dict[str, dict[str, None]] = {case: {} for case in CASES}
    for form, reading in lines:
        for case in reading.cases:
            every[case][form] = None
            if not reading.dated:
                current[case][form] = None
    return {case: tuple(current[case] or every[case]) for case in CASES}


@lru_cache(maxsize=4_000)
def verb_forms(word: str) -> tuple[tuple[str, str], ...]:
    """Return (form, tag) of all forms of the verb that the word belongs to; empty for an unknown word."""
    dictionary = _morfeusz()
    if dictionary is None:
        return ()
    with _lock:
        segments = dictionary.analyse(word)
        lemmas = [lemma for _, _, (_, lemma, tag, _, _) in segments if tag.split(":")[0] in {"praet", "fin", "bedzie"}]
        if not lemmas:
            return ()
        return tuple(
            (form, tag)
            for form, name, tag, _, marks in dictionary.generate(lemmas[0])
            if name == lemmas[0] and _DATED.isdisjoint(marks)
        )


@lru_cache(maxsize=20_000)
def analyses(word: str) -> tuple[tuple[str, tuple[str, ...], frozenset[str]], ...]:
    """Return (lemma, tag in parts, kinds of name) of every reading of a whole word, of any part of speech."""
    dictionary = _morfeusz()
    if dictionary is None:
        return ()
    with _lock:
        segments = dictionary.analyse(word)
    if any(end - start != 1 or start for start, end, _ in segments):
        return ()
    found = [(lemma, tag.replace("inst", "ins").split(":"), labels) for _, _, (_, lemma, tag, labels, _) in segments]
    return tuple((lemma, tuple(tag), frozenset(labels)) for lemma, tag, labels in found if tag[0] != "ign")
