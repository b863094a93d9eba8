"""Noun phrases: the head noun and the adjectives that agree with it are declined, all else is left.

„Powiatowy Urząd Pracy w Turku” → „Powiatowego Urzędu” + „Pracy w Turku”.
"""

from __future__ import annotations

import re
from dataclasses import replace

from schematom_docs.polish.agreement_words import pan_declension
from schematom_docs.polish.cases import CASES, Number, invariable
from schematom_docs.polish.heads import JOINING, Head, find_head
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.modifiers import is_participle, modifier
from schematom_docs.polish.municipal import is_place
from schematom_docs.polish.persons import combined
from schematom_docs.polish.phrase_tail import opens_with_person, opens_with_preposition, tail_is_plain
from schematom_docs.polish.powiats import named_by_seat

_ACRONYM = re.compile(r"[A-ZĄĆĘŁŃÓŚŹŻ][A-Za-zŻŹŁ]?[A-ZĄĆĘŁŃÓŚŹŻ]{1,6}")
_FIXED_START = ("p.o.", "p.", "z-ca")


def phrase(text: str, kind: str | None = None, number: Number = "sg") -> Declension:
    """Return the forms of a noun phrase in the nominative. kind: institution, function, place or None."""
    words = text.split()
    if not words:
        raise ValueError("Pustego tekstu nie można odmienić.")
    if words[0].lower() in _FIXED_START:
        return fixed(text, "m1")
    if words[0] in ("Pan", "Pani", "pan", "pani") and len(words) > 1:
        return _polite(words, number)
    if _is_acronym(words[0]) and not (text.isupper() and len(words) > 1):
        return Declension(invariable(text), "rule", frozenset({"nom"}), "m3")
    head = find_head(words, kind, number)
    if head is None:
        return Declension({"nom": (text,)}, "unknown")
    return _with_adjective(words, _assembled(words, head, kind, number), kind, number)


def _with_adjective(words: list[str], found: Declension, kind: str | None, number: Number) -> Declension:
    """Return a powiat named by its seat as uncertain, beside it the forms of its own name: „Powiatu Buskiego”."""
    proper = named_by_seat(words)
    if proper is None:
        return found
    other = phrase(proper, kind, number)
    forms = {case: tuple(dict.fromkeys((*found.forms[case], *other.forms.get(case, ())))) for case in found.forms}
    return replace(found, forms=forms, certain=frozenset())


def _is_acronym(word: str) -> bool:
    return bool(_ACRONYM.fullmatch(word)) and not re.fullmatch("[IVXLC]+", word)


def fixed(text: str, gender: str) -> Declension:
    """Return the declension of words that keep one form and raise no doubt."""
    return Declension(invariable(text), "dictionary", frozenset(CASES), gender)


def _polite(words: list[str], number: Number) -> Declension:
    """Return „Pana Dyrektora”, „Panią Dyrektor”: after „Pani” a masculine title is not declined."""
    title = " ".join(words[1:])
    woman = words[0].lower() == "pani"
    inner = phrase(title, "function", number)
    if woman and inner.gender == "m1":
        # „Pani Przewodniczący”: an adjective would agree („Pani Przewodnicząca”), and of „Pani Starosta” both „Panią
        # Starosta” and „Panią Starostę” are written, so either is for the office to say
        first = inner.forms["gen"][0].split()[0].lower()
        wavers = first.endswith("ego") or title.split()[0].lower().endswith("a")
        inner = replace(fixed(title, "f"), certain=frozenset({"nom"} if wavers else CASES))
    return combined([pan_declension(words[0], "f" if woman else "m1"), inner])


def _assembled(words: list[str], head: Head, kind: str | None, number: Number) -> Declension:
    """Return the whole phrase; a second nominative beside the head is declined too, and never certain."""
    gender = head.declension.gender
    parts = [_word(word, index, head, number) for index, word in enumerate(words[: head.last + 1])]
    tail = words[head.last + 1 :]
    second = _second_head(tail, kind, number)
    if second is not None:
        joint = [fixed(tail[0], gender)] if tail[0] in JOINING else []
        whole = combined([*parts, *joint, second])
    else:
        whole = combined([*parts, *(_tail_word(word, head, number) for word in tail)])
    whole = replace(whole, gender=gender)
    if second is not None and _is_town_and_gmina(words[head.noun], tail):
        return replace(whole, certain=frozenset(case for case in CASES if len(whole.forms[case]) == 1))
    joined_on = bool(tail) and (tail[0] in JOINING or (kind == "place" and not opens_with_preposition(tail)))
    if second is None and not joined_on and tail_is_plain(words, head.last + 1, head.noun):
        return whole
    return replace(whole, certain=frozenset({"nom"}))


def _is_town_and_gmina(noun: str, tail: list[str]) -> bool:
    """Return whether this is „Gmina i Miasto Odolanów”: both decline, the place after them stays."""
    if len(tail) < 2 or {noun.lower(), tail[1].lower()} != {"gmina", "miasto"}:
        return False
    return not tail[2:] or tail[2].lower() in ("w", "we") or is_place(" ".join(tail[2:]))


def _word(word: str, index: int, head: Head, number: Number) -> Declension:
    if index == head.noun:
        return head.declension
    if word in JOINING or index < head.first:
        return fixed(word, head.declension.gender)
    return modifier(word, head.declension.gender, head.number, number)


def _tail_word(word: str, head: Head, number: Number) -> Declension:
    """Return a word after the head: an agreeing participle („prowadzone przez …”) and „Spółka” are declined."""
    gender = head.declension.gender
    if word.islower() and is_participle(word, gender, head.number):
        return modifier(word, gender, head.number, number)
    if word.lower() == "spółka":
        return phrase(word)
    return fixed(word, gender)


def _second_head(tail: list[str], kind: str | None, number: Number) -> Declension | None:
    """Return the rest of „Gmina i Miasto Odolanów” or „Lekarz Orzecznik” as a phrase that is declined as well."""
    if len(tail) > 1 and tail[0] in JOINING and kind != "place":
        rest = tail[1:]
    elif tail and kind == "function" and opens_with_person(tail):
        rest = tail
    else:
        return None
    head = find_head(rest, kind)
    if head is None or head.declension.source != "dictionary" or head.number != "sg":
        return None
    return phrase(" ".join(rest), kind, number)
