"""Personal names: titles, first names, surnames, hyphened surnames, each part by its own rule."""

from __future__ import annotations

import re
from dataclasses import replace

from schematom_docs.polish.agreement_words import pan_declension
from schematom_docs.polish.cases import CASES, Case, invariable
from schematom_docs.polish.given_names import given_name
from schematom_docs.polish.inflected import Declension, joined
from schematom_docs.polish.nouns import candidates
from schematom_docs.polish.surnames import surname

# Titles before a name. Those without a dot take one in a man's oblique cases: „dr. Jana”, but „dr Anny”.
_DOTTED = frozenset(
    {
        *("inż.", "prof.", "lek.", "hab.", "med.", "wet.", "dent.", "farm.", "mec.", "nadzw.", "dypl.", "arch.", "n."),
        *("ks.", "św.", "bł.", "o.", "s.", "kard.", "kan.", "prał."),
        *("st.", "mł.", "asp.", "sierż.", "plut.", "kpr.", "chor.", "ogn.", "ppor.", "por.", "kpt.", "gen."),
        *("podkom.", "kom.", "nadkom.", "podinsp.", "insp.", "nadinsp.", "bryg.", "dyw."),
    }
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]*)*")
# Particles of foreign surnames are never declined: Ludwiga van Beethovena.
PARTICLES = frozenset({"van", "von", "der", "den", "de", "da", "di", "la", "le", "du", "del", "dos", "ter", "zu", "af"})
_UNDOTTED = frozenset({"dr", "mgr", "płk", "ppłk", "mjr", "bp", "abp"})


def person(name: str, gender: str | None = None) -> Declension:
    """Return the forms of a full name „first [second] surname”; gender m or f, else taken from the first name."""
    words = name.split()
    guessed = gender is None
    known = gender or gender_of(words)
    words = in_order(words)
    if len(words) == 1:
        parts = [_single(words[0], known)]
    else:
        parts = [_part(word, known, index, last=index == len(words) - 1) for index, word in enumerate(words)]
    whole = combined(parts)
    return replace(whole, certain=frozenset({"nom"})) if guessed else whole


def in_order(words: list[str]) -> list[str]:
    """Return „Jan Kowalski” for „Kowalski Jan”: the surname last, when the labels of the dictionary leave no doubt."""
    if len(words) < 2 or _is_given(words[0]) or not _is_given(words[-1]) or not _is_surname(words[0]):
        return words
    return [*words[1:], words[0]]


def _is_given(word: str) -> bool:
    return any("imię" in c.labels and c.number == "sg" for c in candidates(word))


def _is_surname(word: str) -> bool:
    return any("nazwisko" in c.labels for part in word.split("-") for c in candidates(part))


def combined(parts: list[Declension], separator: str = " ") -> Declension:
    """Return the declensions of the parts as one of the whole."""
    forms: dict[Case, tuple[str, ...]] = {}
    certain: set[Case] = set()
    source = joined([part.inflected("gen") for part in parts]).source
    for case in CASES:
        plain = [part.forms.get(case, ()) for part in parts]
        if all(len(one) == 1 for one in plain):
            forms[case] = (separator.join([one[0] for one in plain]),)
            if all(case in part.certain for part in parts):
                certain.add(case)
            continue
        whole = joined([part.inflected(case) for part in parts], separator)
        forms[case] = (whole.form, *whole.alternatives)
    return Declension(forms, source, frozenset(certain), parts[-1].gender)


def _part(word: str, gender: str, index: int, *, last: bool) -> Declension:
    wanted = "m1" if gender == "m" else "f"
    if not last and word.lower() in ("pan", "pani"):
        return pan_declension(word, "f" if word.lower() == "pani" else "m1")
    if not _WORD.fullmatch(word):
        # „(Wilk)”, „Kowalski,”: something beside the name, which nobody told us how to decline
        return Declension(invariable(word), "unknown", frozenset({"nom"}), wanted)
    if word.lower() in _UNDOTTED:
        oblique = word if gender == "f" else word + "."
        forms = {case: (word if case in ("nom", "voc") else oblique,) for case in CASES}
        # „dr. Jana” stands beside „dra Jana”: both are right, so a man's title is for the office to confirm.
        return Declension(forms, "dictionary", frozenset(CASES if gender == "f" else ("nom", "voc")), wanted)
    if word in PARTICLES and index and not last:
        return Declension(invariable(word), "dictionary", frozenset(CASES), wanted)
    if word.islower() and not last and word.lower() not in _DOTTED:
        return Declension(invariable(word), "rule", frozenset({"nom"}), wanted)
    if word.lower() in _DOTTED or (len(word) == 2 and word.endswith(".") and word[0].isupper()):
        return Declension(invariable(word), "dictionary", frozenset(CASES), wanted)
    if gender == "m" and not last and index and word.lower() == "maria":
        return replace(given_name(word, "f"), gender=wanted)  # the one woman's name that men bear as their second
    return double(word, gender) if last else _given(word, gender)


def _given(word: str, gender: str) -> Declension:
    """Return the forms of a first name, of a hyphened one part by part: Anny-Marii."""
    parts = [given_name(part, gender) for part in word.split("-") if part]
    return parts[0] if len(parts) == 1 else combined(parts, "-")


def double(word: str, gender: str) -> Declension:
    """Return the forms of a surname, each part of a hyphened one by itself."""
    parts = [surname(part, gender) for part in word.split("-") if part]
    return parts[0] if len(parts) == 1 else combined(parts, "-")


def _single(word: str, gender: str) -> Declension:
    """Return the forms of a lone word: a first name when the dictionary knows it as one, else a surname."""
    wanted = "m1" if gender == "m" else "f"
    first = all(
        any("imię" in c.labels and c.gender == wanted and c.number == "sg" for c in candidates(part))
        for part in word.split("-")
    )
    return _given(word, gender) if first else double(word, gender)


def gender_of(words: list[str]) -> str:
    """Return m or f by the first name: its dictionary label, else its ending."""
    for word in words:
        found = {c.gender for c in candidates(word) if "imię" in c.labels and c.number == "sg"}
        if found == {"m1"}:
            return "m"
        if found == {"f"}:
            return "f"
    return "f" if words[0].lower().endswith("a") else "m"
