"""What stands after the head of a phrase: plain attributes, or something that may have to be declined as well."""

from __future__ import annotations

from functools import lru_cache

from schematom_docs.polish import dictionary
from schematom_docs.polish.dictionary import Reading
from schematom_docs.polish.municipal import UNITS, is_kind, is_place

_PREPOSITIONS = frozenset(
    {"w", "we", "z", "ze", "przy", "dla", "do", "na", "nr", "im.", "pw.", "pod", "nad", "o", "u", "od", "po", "przez"}
    | {"za", "ds.", "ws.", "sp.", "s.a."}
)
_GENERIC = frozenset(
    {"gmina", "gminy", "gminie", "gminę", "gminą", "sołectwo", "sołectwa", "wieś", "wsi", "nadleśnictwo"}
)
# Prepositions that take the accusative, and words before a name that stays in the nominative.
_WITH_NAME = frozenset({"na", "o", "przez", "za", "po", "pod", "nad", "nr", "im.", "pw.", "ul.", "al.", "os.", "pl."})
# After the genitive of a unit nothing changes with the head: „Prezydentem Miasta Kielce”, „Radzie Gminy Stary Sącz”.
_NAMED_UNITS = UNITS | {"gminy", "miasta", "sołectwa", "wsi", "nadleśnictwa"}
_BRANCHES = frozenset({"oddział", "filia", "delegatura", "ekspozytura", "wydział", "inspektorat", "placówka"})
_CLOSED = {"„": "”", "«": "»", "»": "«", '"': '"', "(": ")"}
_PLACE = frozenset({"nazwa_geograficzna"})
_PROPER = _PLACE | {"nazwisko", "nazwa_instytucji"}
_OBLIQUE = frozenset({"gen", "dat", "ins", "loc"})


def tail_is_plain(words: list[str], start: int, noun: int) -> bool:
    """Return whether the words after the head are attributes that stay as they are, with no apposition among them."""
    tail = words[start:]
    if words[noun].lower() in UNITS and not all(is_kind(word) for word in words[noun + 1 : start]):
        return False
    named = next((i for i in range(len(words) - 1, noun - 1, -1) if words[i].lower() in _NAMED_UNITS), None)
    if named is not None and is_place(" ".join(words[max(named + 1, start) :])):
        tail = words[start : named + 1]
    if any(word in ("–", "-") or word.strip(",;").lower() in _BRANCHES for word in tail):
        return False
    capitals = all(word.isupper() for word in words)
    closing, preposition = "", ""
    for index, word in enumerate(tail):
        if closing or word[0] in _CLOSED:
            closing = closing or _CLOSED[word[0]]
            closing = "" if word.endswith(closing) else closing
        elif word.lower() in _PREPOSITIONS | _WITH_NAME:
            preposition = word.lower()
        elif preposition in _WITH_NAME or (preposition and not word[0].isupper()):
            continue
        elif not (word.isupper() and not capitals) and _is_doubtful(word, words[noun : start + index]):
            return False
    return not _person_follows(tail)


def _is_doubtful(word: str, before: list[str]) -> bool:
    """Return whether a word may have to be declined along with the head."""
    return _is_town(before, word) or (_is_apposition(word) and not _stays(before, word))


def opens_with_preposition(tail: list[str]) -> bool:
    """Return whether the tail begins with a preposition: „Nowe Miasto nad Pilicą”."""
    return tail[0].lower() in _PREPOSITIONS | _WITH_NAME


def opens_with_person(tail: list[str]) -> bool:
    """Return whether the tail begins with a second title of a person in the nominative: „Lekarz Orzecznik”."""
    return any(
        "nom" in r.cases and "sg" in r.numbers and "m1" in r.genders and "nazwa_pospolita" in r.labels
        for r in _declined_readings(tail[0])
    )


def _person_follows(tail: list[str]) -> bool:
    """Return whether a first name in the nominative stands in the tail: „Wójt Gminy Łopuszno Jan Kowalski”."""
    return any(_is_given_name(word) for word in tail)


def _is_given_name(word: str) -> bool:
    found = _declined_readings(word)
    named = any("imię" in r.labels and "nom" in r.cases and "sg" in r.numbers for r in found)
    return named and not any("gen" in r.cases for r in found)


def _is_town(before: list[str], word: str) -> bool:
    """Return whether a town in the nominative follows „Miasto”: both „Miasta Poznań” and „Poznania” are written."""
    place = any(_PLACE & reading.labels and "nom" in reading.cases for reading in dictionary.readings(word))
    return place and before[-1:] != [] and before[-1].lower() == "miasto"


def _stays(before: list[str], word: str) -> bool:
    """Return whether a nominative is a place name that stays beside its generic noun: „Gmina Żmudź”."""
    place = any("nazwa_geograficzna" in reading.labels for reading in dictionary.readings(word))
    return place and any(part.lower() in _GENERIC for part in before)


@lru_cache(maxsize=20_000)
def _declined_readings(word: str) -> list[Reading]:
    """Return the readings of a word but those that never change, as women's surnames in a consonant."""
    return [r for r in dictionary.readings(word.rstrip(",;")) if len(r.cases) < 6]


def _is_apposition(word: str) -> bool:
    """Return whether a word can stand in the nominative and in no oblique case."""
    found = [r for r in _declined_readings(word) if r.pos in ("subst", "adj", "ppas", "pact")]
    proper = any(r.labels & _PROPER and "nom" in r.cases and "sg" in r.numbers for r in found)
    # „Biuro Rachunkowe Nowak”: that some village is called Nowaki makes no attribute of it.
    oblique = [r for r in found if _OBLIQUE & r.cases and not (proper and r.labels == _PLACE and "pl" in r.numbers)]
    return any("nom" in r.cases for r in found) and not oblique
