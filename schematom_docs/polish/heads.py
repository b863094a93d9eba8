"""The head of a noun phrase: the first noun in the nominative with which the adjectives before it agree."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from schematom_docs.polish import dictionary
from schematom_docs.polish.adjectives import adjective, masculine_lemma
from schematom_docs.polish.cases import CASES, Number
from schematom_docs.polish.common_nouns import common_noun
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like
from schematom_docs.polish.modifiers import NUMBERS, agrees, is_adjectival, modifier
from schematom_docs.polish.municipal import UNITS, opens_place
from schematom_docs.polish.nouns import Candidate, candidates, chosen, other_number
from schematom_docs.polish.place_doubts import doubtful_cases, plain_dative

JOINING = ("i", "oraz", "lub")
_SKIPPED = re.compile(r"[IVXLC]+\.?|\d+\.?|[„\"»(].*")
_UNFIT = -9
_OF_PEOPLE = frozenset({"nazwisko", "imię"})


@dataclass(frozen=True, slots=True)
class Head:
    """Where the head stands: first and last declined word, the noun's index, its declension and number."""

    first: int
    last: int
    noun: int
    declension: Declension
    number: Number


def find_head(words: list[str], kind: str | None, number: Number = "sg") -> Head | None:
    """Return the head of a phrase, None when no word of it can be one. number: wanted of the forms."""
    start = 0
    while start < len(words) - 1 and _SKIPPED.fullmatch(words[start]):
        start += 1
    for noun in range(start, len(words)):
        before = [word for word in words[start:noun] if word not in JOINING]
        readings = [candidate for candidate in candidates(words[noun]) if _rank(candidate, kind) > _UNFIT]
        pool = [c for c in readings if all(agrees(word, c.gender, c.number) for word in before)]
        if pool and not _modifies_next(words, noun, kind):
            return _head(words, start, noun, pool, kind, number)
        if words[noun] not in JOINING and not is_adjectival(words[noun]):
            break
    return _adjective_head(words, start, number) or _by_rule(words, start)


_ORGANISATIONS = frozenset({"nazwa_instytucji", "nazwa_organizacji", "nazwa_firmy"})


def gender_is_known(words: list[str], head: Head) -> bool:
    """Return whether the gender of a name is that of a noun the dictionary knows, and no guess.

    The dictionary declines Caritas like a masculine, offices write „Caritas, zwana dalej”; PCPR is read as its head
    noun (Centrum) or as a masculine, ZUS as the dictionary has it.
    """
    noun = words[head.noun]
    acronym = len(noun) > 1 and noun.isupper() and not (len(words) > 1 and all(word.isupper() for word in words))
    pool = [candidate for candidate in candidates(noun) if candidate.labels & _ORGANISATIONS]
    if acronym:
        return len({candidate.gender for candidate in pool if candidate.lemma.split(":")[0] == noun}) == 1
    plain = [candidate for candidate in candidates(noun) if not candidate.labels & (_ORGANISATIONS | _OF_PEOPLE)]
    if not candidates(noun):
        return head.declension.source == "dictionary" or is_adjectival(noun)
    return head.declension.source == "dictionary" and bool(plain)


def _modifies_next(words: list[str], index: int, kind: str | None) -> bool:
    """Return whether a word that may be a noun is better read as adjective of a noun to come.

    So in „Pierwszy Urząd”, „Zduńska Wola”, „Polski Czerwony Krzyż”; not in „Ruda Śląska”, where no other noun follows.
    """
    for following in range(index + 1, len(words)):
        run = words[index:following]
        for candidate in candidates(words[following]):
            fits = _rank(candidate, kind) > _UNFIT and not _declines_like_adjective(candidate)
            if fits and all(agrees(word, candidate.gender, candidate.number) for word in run if word not in JOINING):
                return True
        if words[following] not in JOINING and not is_adjectival(words[following]):
            return False
    return False


def _declines_like_adjective(candidate: Candidate) -> bool:
    """Return whether a noun has the endings of an adjective: Śląska – Śląskiej, Księgowy – Księgowego."""
    genitives = candidate.forms["gen"]
    endings = ("ych", "ich") if candidate.number == "pl" else ("ej", "ego")
    return bool(genitives) and all(form.lower().endswith(endings) for form in genitives)


def _head(
    words: list[str], start: int, noun: int, pool: list[Candidate], kind: str | None, number: Number
) -> Head | None:
    """Return the head made of the best readings of the noun; a foreign proper name is never certain (Caritas)."""
    following = words[noun + 1] if noun + 1 < len(words) else ""
    pool = [c for c in pool if agrees(following, c.gender, c.number)] or pool
    best = max(pool, key=lambda candidate: _rank(candidate, kind))
    if number == "pl":  # „państwo” in the plural: states, not the ladies and gentlemen
        pool = [c for c in pool if c.number == best.number]
    shifted = [other_number(c, number) if number == "pl" else c for c in pool]
    declension = chosen([c for c in shifted if c.forms["nom"]], lambda candidate: _rank(candidate, kind))
    if declension is None:
        return None
    if "nazwa_instytucji" in best.labels or "nazwa_organizacji" in best.labels:
        declension = replace(declension, certain=frozenset({"nom"}))
    elif _is_womans_title(words[noun], declension):
        forms = {**declension.forms, "voc": declension.forms["nom"]}
        declension = replace(declension, forms=forms, certain=declension.certain | {"voc"})
    if kind == "place":
        declension = plain_dative(words[noun], declension)
        declension = replace(declension, certain=declension.certain - doubtful_cases(words[noun], declension.forms))
    return Head(start, _last_modifier(words, noun, best.gender, best.number), noun, declension, best.number)


def _is_womans_title(word: str, found: Declension) -> bool:
    """Return whether a noun is the woman's form of a masculine adjectival one: Księgowa – Księgowy, not Królowa.

    Such a noun has the vocative of an adjective, where the dictionary gives „księgowo”.
    """
    adjectival = found.gender == "f" and all(form.lower().endswith("ej") for form in found.forms["gen"])
    masculine = masculine_lemma(word.lower(), "f") if adjectival and word[-1:].lower() == "a" else None
    men = [c for c in candidates(masculine) if c.gender == "m1" and c.number == "sg"] if masculine else []
    return any("nazwa_pospolita" in c.labels and c.forms["gen"][0].endswith("ego") for c in men)


def _last_modifier(words: list[str], noun: int, gender: str, number: Number) -> int:
    """Return the index of the last adjective right after the noun that agrees with it."""
    last = noun
    unit = words[noun].lower() in UNITS
    for index in range(noun + 1, len(words)):
        word = words[index]
        if unit and opens_place(words, index):
            break
        if agrees(word, gender, number):
            last = index
        elif not (word in JOINING and index + 1 < len(words) and agrees(words[index + 1], gender, number)):
            break
    return last


def _rank(candidate: Candidate, kind: str | None) -> int:
    """Return how well a reading suits the kind of phrase; _UNFIT and less: not at all."""
    labels = candidate.labels
    score = -4 if candidate.dated else 0
    if labels and labels <= _OF_PEOPLE:
        return _UNFIT
    if kind == "place":
        given = candidate.lemma.split(":")[0].lower() == candidate.forms["nom"][0].lower()
        score -= 0 if candidate.number == "sg" or given else 3
        return score + (2 if labels & {"nazwa_geograficzna", "człon_nazwy_geograficznej"} else -2)
    if not labels or labels & {"nazwa_pospolita", "nazwa_instytucji", "nazwa_organizacji"}:
        score += 2
    if candidate.number == "sg":
        score += 2
    elif candidate.lemma.split(":")[0].lower() == candidate.forms["nom"][0].lower():
        score += 1
    if kind == "function":
        return score + {"m1": 2, "f": 1}.get(candidate.gender, -3)
    return score - (1 if candidate.gender in ("m1", "m2") and kind == "institution" else 0)


def _adjective_head(words: list[str], start: int, number: Number) -> Head | None:
    """Return a head that is itself an adjective or participle: „Zamawiający”, „Pełniący obowiązki Dyrektora”."""
    genders: tuple[tuple[str, Number], ...] = (("m1", "sg"), ("f", "sg"), ("n", "sg"), ("m3", "pl"))
    for gender, given in genders:
        if agrees(words[start], gender, given):
            declension = modifier(words[start], gender, given, number)
            return Head(start, _last_modifier(words, start, gender, given), start, declension, given)
    return None


def _by_rule(words: list[str], start: int) -> Head | None:
    """Return the head by endings alone, where the dictionary is absent or does not know the noun."""
    index = start
    while index < len(words) - 1 and (words[index] in JOINING or is_adjectival(words[index]) or _looks(words[index])):
        index += 1
    if dictionary.readings(words[index]):
        return None
    declension = common_noun(words[index])
    if declension is None and words[start].lower().endswith(("y", "i")):
        index, declension = start, _adjective_by_rule(words[start])
    if declension is None:
        return None
    last = index
    while last + 1 < len(words) and _looks(words[last + 1], declension.gender):
        last += 1
    return Head(start, last, index, declension, NUMBERS[0])


def _adjective_by_rule(word: str) -> Declension:
    """Return „Zamawiający”, „Biegły” as a masculine noun declined like an adjective."""
    forms = {case: (like(word, adjective(word.lower(), case)),) for case in CASES}
    return Declension(forms, "rule", frozenset({"nom"}), "m1")


# Endings of adjectives that nouns in the genitive (Rodziny, Ochrony, Gminy) do not share; y stands for any gender.
_STEMS = (
    "owy",
    "czy",
    "szy",
    "ący",
    "czny",
    "lny",
    "nny",
    "jny",
    "rny",
    "tny",
    "wny",
    "żny",
    "dny",
    "cki",
    "ski",
    "zki",
)


def _looks(word: str, gender: str = "") -> bool:
    """Return whether a word ends like an adjective, of a gender if one is given."""
    letters = {"m": ("y", "i"), "f": ("a", "a"), "n": ("e", "e")}
    groups = [letters[gender[0]]] if gender else list(letters.values())
    lower = word.lower()
    return any(lower.endswith(_shifted(stem, hard, soft)) for hard, soft in groups for stem in _STEMS)


def _shifted(stem: str, hard: str, soft: str) -> str:
    """Return the ending of a masculine adjective in another gender: -cki → -cka, -ckie."""
    if stem.endswith("y"):
        return stem[:-1] + hard
    return stem[:-1] + ("ie" if soft == "e" else soft)
