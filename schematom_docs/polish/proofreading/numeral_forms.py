"""The form of a numeral before its noun: „dwie rodziny”, „dwa powiaty”, „dwoje dzieci”, „trzech uczestników”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from schematom_docs.polish.proofreading.counted_nouns import COLLECTIVE, lemma_of, numbers_of
from schematom_docs.polish.proofreading.passage import Correction, Passage, Rule, Surroundings, all_of, cased_like
from schematom_docs.polish.proofreading.words import WORD, parts_of_speech, person_numbers

_PAIRS = re.compile(r"\b(dwa|dwie|oba|obie|dwaj|obaj) ([a-ząćęłńóśźż]{3,})\b", re.IGNORECASE)
_SHAPES: Mapping[str, tuple[str, str]] = {"m1": ("dwaj", "obaj"), "f": ("dwie", "obie")}
_COLLECTIVES: Mapping[str, str] = {
    **dict.fromkeys(("dwa", "dwie", "dwaj"), "dwoje"),
    **dict.fromkeys(("oba", "obie", "obaj"), "oboje"),
    **{"trzy": "troje", "trzej": "troje", "cztery": "czworo", "czterej": "czworo", "pięć": "pięcioro"},
    **{"sześć": "sześcioro", "siedem": "siedmioro", "osiem": "ośmioro", "dziewięć": "dziewięcioro"},
    **{"dziesięć": "dziesięcioro"},
}
_YOUNG = re.compile(rf"({'|'.join(_COLLECTIVES)}) ([a-ząćęłńóśźż]{{3,}})\b", re.IGNORECASE)


def _numeral_gender(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield „dwa rodziny”, „dwie powiaty”, „dwaj rodziny”."""
    for match in _PAIRS.finditer(passage.text):
        lemma = lemma_of(match[2])
        if not lemma or lemma in COLLECTIVE or "subst" not in parts_of_speech(match[2]):
            continue
        gender, form = numbers_of(lemma)[0].gender, match[1].lower()
        right = _SHAPES.get(gender, ("dwa", "oba"))[0 if form.startswith("dw") else 1]
        if gender != "m1" and right != form:
            yield Correction(match.start(1), match.end(1), cased_like(match[1], right))


_MEN = re.compile(r"(?:^|[.!?] )(dwa|dwie|trzy|cztery) ([a-ząćęłńóśźż]{3,}) ([a-ząćęłńóśźż]{2,})\b", re.IGNORECASE)


def _numeral_of_men(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield „trzy uczestników podjęło” at the start of a sentence, where nothing else can govern the genitive."""
    for match in _MEN.finditer(passage.text):
        lemma = lemma_of(match[2])
        if not lemma or numbers_of(lemma)[0].gender != "m1" or "sg" not in person_numbers(match[3]):
            continue
        if match[2].lower() in numbers_of(lemma)[1].forms["gen"]:
            right = {"trzy": "trzech", "cztery": "czterech"}.get(match[1].lower(), "dwóch")
            yield Correction(match.start(1), match.end(1), cased_like(match[1], right))


def _numeral_of_children(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield „dwie dzieci”, „trzy dzieci”: children are counted by collectives. „Dwadzieścia trzy dzieci” is left."""
    for match in _YOUNG.finditer(passage.text):
        before = WORD.findall(passage.text[: match.start()])
        joined = passage.text[match.start() - 1 : match.start()] not in ("", " ", "(", "„")
        if joined or lemma_of(match[2]) not in COLLECTIVE or (before and "num" in parts_of_speech(before[-1].lower())):
            continue
        genitive = numbers_of(lemma_of(match[2]))[1].forms["gen"]
        right = f"{cased_like(match[1], _COLLECTIVES[match[1].lower()])} {genitive[0]}"
        if match[2].lower() in {*genitive, *numbers_of(lemma_of(match[2]))[1].forms["nom"]}:
            yield Correction(match.start(), match.end(), right)


RULES = (
    Rule(
        "dwa-dwie",
        "Rodzaj liczebnika",
        "liczebnik nie zgadza się z rodzajem rzeczownika",
        all_of(_numeral_gender, _numeral_of_children, _numeral_of_men),
    ),
)
