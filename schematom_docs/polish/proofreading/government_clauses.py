"""Cases that a whole turn of phrase asks for: „otrzymuje Pani …”, „że Pan … ukończył”, „w gminie”, „o … mowa”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schematom_docs.polish.dictionary import readings
from schematom_docs.polish.inflection import inflect
from schematom_docs.polish.proofreading.passage import Correction, Passage, Surroundings, all_of
from schematom_docs.polish.proofreading.words import cases_of, is_nominal, put_in

_NAME = r"(?P<title>Pana|Panią) (?P<first>[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]+) (?P<last>[A-ZĄĆĘŁŃÓŚŹŻ][\w-]+)"
_SUBJECT = (
    re.compile(rf"\b[Oo]trzymuj(?:e|ą) {_NAME}(?=[.,;]|$| za | – )"),
    re.compile(
        rf"\bże {_NAME} (?=(?:ukończy|uczestniczy|bra|by|otrzyma|zda|odby|uzyska|podją|zdoby|wzią)ła?\b|podjęła|wzięła"
        r"|jest\b|uczestniczy\b|posiada\b|zamieszkuje\b|korzysta\b|mieszka\b|odbywa\b)"
    ),
)


def _subjects(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield people who should be the subject: „dyplom otrzymuje Panią Annę Nowak”."""
    for pattern in _SUBJECT:
        for match in pattern.finditer(passage.text):
            right = _nominative(match["first"], match["last"], "f" if match["title"] == "Panią" else "m")
            if right:
                title = "Pani" if match["title"] == "Panią" else "Pan"
                reason = "tu potrzebny jest mianownik"
                yield Correction(match.start("title"), match.end("last"), f"{title} {right}", reason)


def _nominative(first: str, last: str, gender: str) -> str:
    """Return a name given in the accusative in the nominative, "" unless just one name has that accusative."""
    firsts = {
        _plain(one.lemma)
        for one in readings(first)
        if "imię" in one.labels and "acc" in one.cases and _fits(one.genders, gender)
    }
    lasts = {_plain(one.lemma) for one in readings(last) if "nazwisko" in one.labels and "acc" in one.cases}
    names = {f"{a} {b}" for a in firsts for b in lasts}
    right = {name for name in names if inflect(name, "acc", kind="person", gender=gender).form == f"{first} {last}"}
    return right.pop() if len(right) == 1 else ""


def _plain(lemma: str) -> str:
    return lemma.split(":")[0]


def _fits(genders: frozenset[str], gender: str) -> bool:
    return "f" in genders if gender == "f" else bool(genders & {"m1"})


_PLACES = (
    *("gmina", "szkoła", "rodzina", "świetlica", "poradnia", "spółdzielnia", "fundacja", "placówka", "instytucja"),
    *("siedziba", "biblioteka", "sala", "umowa"),
)
_IN = re.compile(rf"(?<![\w.-])[Ww]e? (?P<word>{'|'.join(_PLACES)}|Gmina|Szkoła|Poradnia|Biblioteka)\b")
_UNITS = re.compile(
    r"(?:^[Ww]|(?:mieszka|działa|działają|zamieszkał[aey]?|realizowan[aey]|prowadzon[aey]) w) (?P<word>Powiat)"
    r" (?P<name>[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]+[sc]ki)\b"
)
_SHARE = re.compile(r"\b[Uu]dział(?:u|em|owi)? w (?P<word>[a-ząćęłńóśźż]{3,})\b")
_TIMES = frozenset({"poniedziałek", "wtorek", "czwartek", "piątek", "dzień", "weekend", "wieczór", "rok", "miesiąc"})


def _places(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield „w gmina Masłów”, „w Powiat Poznański działa”, „udział w kurs”."""
    for match in _IN.finditer(passage.text):
        yield from _locative(match)
    for match in _UNITS.finditer(passage.text):
        right = f"Powiecie {match['name']}m"
        yield Correction(match.start("word"), match.end("name"), right, "tu potrzebny jest miejscownik")
    for match in _SHARE.finditer(passage.text):
        word = match["word"]
        singular = any(one.pos == "subst" and one.numbers == {"sg"} for one in readings(word))
        if singular and is_nominal(word) and word not in _TIMES and cases_of(word) <= {"nom", "acc", "voc"}:
            yield from _locative(match)


def _locative(match: re.Match[str]) -> Iterator[Correction]:
    word = match["word"]
    right = put_in(word, "loc")
    if right and right.lower() != word.lower():
        yield Correction(match.start("word"), match.end("word"), right, "tu potrzebny jest miejscownik")


_SPOKEN = re.compile(r"(?<![\w-])[Oo] (?P<word>[^\W\d_]{3,}) mowa\b")


def _spoken(passage: Passage, _: Surroundings) -> Iterator[Correction]:
    """Yield „o Uczestnik mowa w § 2”."""
    for match in _SPOKEN.finditer(passage.text):
        word = match["word"]
        if is_nominal(word) and "loc" not in cases_of(word):
            yield from _locative(match)


check = all_of(_subjects, _places, _spoken)
