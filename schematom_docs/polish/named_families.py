"""Families named in full: „Państwo Nowakowie”, „Państwo Anna i Jan Nowakowie”, „Rodzina Państwa Kowalskich”.

The surname stands in the plural already, so its stem is seen: what ends in -owie has -ów, -om, -ami, -ach.
"""

from __future__ import annotations

import re
from dataclasses import replace

from schematom_docs.polish import dictionary
from schematom_docs.polish.cases import CASES, Case, invariable
from schematom_docs.polish.families import PANSTWO, family, plural_surname
from schematom_docs.polish.given_names import given_name
from schematom_docs.polish.inflected import Declension
from schematom_docs.polish.lettercase import like
from schematom_docs.polish.nouns import candidates, chosen
from schematom_docs.polish.persons import PARTICLES, combined, gender_of, person
from schematom_docs.polish.phrases import phrase

_AND = ("i", "oraz")
_JOINED = re.compile(r" (i|oraz) ")
_NOM: frozenset[Case] = frozenset({"nom"})


def named_family(text: str) -> Declension | None:
    """Return the forms of a family named by more than a surname, None for what is no such name.

    Declined are the plural after „Państwo” with the first names before it, the head of „Rodzina …” (its rest stays),
    and the names of several adults, each by the gender of the first name: „Anny Nowak i Jana Wójcika”.
    """
    words = text.split()
    if words[0].lower() == "rodzina" and len(words) > 1:
        return phrase(text)
    polite = words[0].lower() == "państwo"
    rest = words[1:] if polite else words
    if not rest or (not polite and _is_singular_surname(words)):
        return None
    people = _with_first_names(rest) or _adults(" ".join(rest))
    if people is None:
        return None
    return combined([_panstwo(words[0]), people]) if polite or len(rest) == 1 else people


def whole_family(text: str) -> Declension:
    """Return the forms of a family given by a surname or by its name; what is neither stays as it is, unknown."""
    named = named_family(text)
    if named is not None:
        return named
    words = text.split()
    if len(words) == 1:
        return family(text)
    if all(word in PARTICLES for word in words[:-1]):
        return combined([PANSTWO, *(_fixed(word) for word in words[:-1]), plural_surname(words[-1])])
    return Declension({"nom": (text,)}, "unknown")


def _is_singular_surname(words: list[str]) -> bool:
    return len(words) == 1 and any(c.number == "sg" and "nazwisko" in c.labels for c in candidates(words[0]))


def after_panstwo(text: str) -> Declension | None:
    """Return the forms of „Państwo …” in a phrase of unknown kind, None for a state: „Państwo Członkowskie”."""
    words = text.split()
    if words[0].lower() != "państwo" or len(words) == 1:
        return None
    found = named_family(text)
    if found is not None:
        return found
    state = phrase(text)
    second = state.forms.get("gen", (text,))[0].split()[1]
    if second == words[1] and words[1][0].isupper():
        return replace(state, certain=_NOM)  # neither an adjective of a state nor people we can tell
    return state


def _panstwo(word: str) -> Declension:
    if word.lower() != "państwo":
        return PANSTWO
    return replace(PANSTWO, forms={case: (like(word, PANSTWO.forms[case][0].lower()),) for case in CASES})


def _with_first_names(words: list[str]) -> Declension | None:
    """Return „Nowakowie”, „Anna i Jan Nowakowie”: a plural with the first names before it, None without a plural."""
    plural = _hyphened_plural(words[-1])
    if plural is None:
        return None
    first = []
    for word in words[:-1]:
        if word not in _AND and not _is_first_name(word):
            return None
        first.append(_fixed(word) if word in _AND else given_name(word, gender_of([word])))
    return combined([*first, plural])


def _is_first_name(word: str) -> bool:
    """Return whether the dictionary knows the word as first name of one sex."""
    return len({c.gender for c in candidates(word) if "imię" in c.labels and c.number == "sg"}) == 1


def _fixed(word: str) -> Declension:
    return Declension(invariable(word), "dictionary", frozenset(CASES), "m1")


def _adults(text: str) -> Declension | None:
    """Return „Anna Nowak i Jan Wójcik”, each name by itself; None for anything but full names."""
    parts = _JOINED.split(text)
    names = parts[::2]
    full = [name.split() for name in names]
    polite = ("pan", "pani")
    bare = [words[1:] if words and words[0].lower() in polite else words for words in full]
    if len(names) < 2 or any(len(words) < 2 or not _is_first_name(words[0]) for words in bare):
        return None
    return combined([person(part) if index % 2 == 0 else _fixed(part) for index, part in enumerate(parts)])


def _hyphened_plural(word: str) -> Declension | None:
    """Return the forms of a plural, of „Nowak-Kowalscy” part by part; None when its last part is no plural."""
    parts = word.split("-")
    found = [_plural(part) if part else None for part in parts]
    if found[-1] is None:
        return None
    if len(parts) == 1:
        return found[-1]
    first = [one or replace(_fixed(part), certain=_NOM) for part, one in zip(parts, found, strict=True)]
    return combined(first, "-")


def _plural(word: str) -> Declension | None:
    """Return the forms of a plural nominative of persons: Nowakowie, Kowalscy, Biali; None for others."""
    lower = word.lower()
    pool = [c for c in candidates(word) if c.number == "pl" and c.gender == "m1"]
    other = [c for c in candidates(word) if c.number == "sg" and c.labels - {"nazwisko"}]
    endings = _OWIE if lower.endswith("owie") else _SCY if re.search("(?:s|c|dz)cy$", lower) else None
    if endings is None or len(lower) < 6:
        found = chosen(pool, lambda candidate: 0) if not other else None
        if found is None:
            return None
        given: dict[Case, tuple[str, ...]] = {**found.forms, "nom": (word,), "voc": (word,)}
        return replace(found, forms=given, certain=found.certain | _NOM | {"voc"})
    stem = lower[:-4] if endings is _OWIE else lower[:-2]
    forms = {case: (like(word, stem + ending),) for case, ending in zip(CASES, endings, strict=True)}
    # of the adjectival „Suchowie” the dictionary has Suchych, beside Suchów
    agreed = all(set(forms["gen"]) <= set(c.forms["gen"]) for c in pool)
    sure = dictionary.available() and agreed and not other
    return Declension(forms, "dictionary" if pool else "rule", frozenset(CASES) if sure else _NOM, "m1")


_OWIE = ("owie", "ów", "om", "ów", "ami", "ach", "owie")
_SCY = ("cy", "kich", "kim", "kich", "kimi", "kich", "cy")
