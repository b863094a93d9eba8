"""Adjectives, participles and ordinals by rule: their declension is regular, so no dictionary is needed.

Genders: m1 (persons), m2 (animals), m3 (things), f, n.
"""

from __future__ import annotations

from collections.abc import Mapping

from schematom_docs.polish.cases import Case, Number

_HARD: Mapping[str, Mapping[Case, str]] = {
    "m": {"nom": "y", "gen": "ego", "dat": "emu", "acc": "y", "ins": "ym", "loc": "ym", "voc": "y"},
    "n": {"nom": "e", "gen": "ego", "dat": "emu", "acc": "e", "ins": "ym", "loc": "ym", "voc": "e"},
    "f": {"nom": "a", "gen": "ej", "dat": "ej", "acc": "ą", "ins": "ą", "loc": "ej", "voc": "a"},
    "pl": {"nom": "e", "gen": "ych", "dat": "ym", "acc": "e", "ins": "ymi", "loc": "ych", "voc": "e"},
}

# Masculine-personal plural, longest ending first: „skierowany” → „skierowani”, „urodzony” → „urodzeni”.
_PERSONAL = (
    ("szy", "si"),
    ("ży", "zi"),
    ("chy", "si"),
    ("ry", "rzy"),
    ("ły", "li"),
    ("sty", "ści"),
    ("ty", "ci"),
    ("zdy", "ździ"),
    ("dy", "dzi"),
    ("sny", "śni"),
    ("ny", "ni"),
    ("by", "bi"),
    ("py", "pi"),
    ("wy", "wi"),
    ("my", "mi"),
    ("czy", "czy"),
    ("dzy", "dzy"),
    ("cy", "cy"),
    ("ki", "cy"),
    ("gi", "dzy"),
    ("chi", "si"),
    ("ci", "ci"),
    ("ni", "ni"),
    ("pi", "pi"),
    ("wi", "wi"),
    ("si", "si"),
)

# Adjectives in -ony that are not participles keep „o”: „zielony” → „zieloni”.
_PLAIN_ONY = ("zielony", "czerwony", "słony", "wrony", "szalony")


def adjective(lemma: str, case: Case, gender: str = "m1", number: Number = "sg") -> str:
    """Return a form of an adjective given by its masculine nominative in -y or -i. Raises ValueError otherwise."""
    if not lemma.lower().endswith(("y", "i")):
        raise ValueError(f"„{lemma}” nie wygląda na przymiotnik w mianowniku rodzaju męskiego.")
    if number == "pl":
        return _plural(lemma, case, gender)
    if gender in ("m1", "m2") and case == "acc":
        return _joined(lemma, _HARD["m"]["gen"])
    return _joined(lemma, _HARD["m" if gender.startswith("m") else gender][case])


def _plural(lemma: str, case: Case, gender: str) -> str:
    if gender == "m1" and case in ("nom", "voc"):
        return personal_plural(lemma)
    if gender == "m1" and case == "acc":
        return _joined(lemma, "ych")
    return _joined(lemma, _HARD["pl"][case])


def personal_plural(lemma: str) -> str:
    """Return the masculine-personal plural nominative: „zobowiązany” → „zobowiązani”, „kielecki” → „kieleccy”."""
    if lemma.endswith("ony") and not lemma.endswith(_PLAIN_ONY):
        return lemma[:-3] + "eni"
    for ending, plural in _PERSONAL:
        if lemma.endswith(ending):
            return lemma[: -len(ending)] + plural
    raise ValueError(f"Nie znam liczby mnogiej męskoosobowej słowa „{lemma}”.")


def _joined(lemma: str, ending: str) -> str:
    """Join stem and ending: „drugi” drops i before a, ą; „trzeci”, „tani” keep it; k, g take i before e and y."""
    stem = lemma[:-1]
    if lemma.endswith("y"):
        return stem + ending
    if ending[0] == "y":
        return stem + "i" + ending[1:]
    if ending[0] in "aą" and stem.endswith(("k", "g", "ch")):
        return stem + ending
    return stem + "i" + ending


def masculine_lemma(word: str, gender: str, number: Number = "sg") -> str | None:
    """Return the masculine nominative of an adjective given in the nominative of a gender; None when it is none."""
    if gender.startswith("m") and number == "sg":
        return word if word.endswith(("y", "i")) else None
    ending = "a" if gender == "f" and number == "sg" else "e"
    if len(word) < 4 or not word.endswith(ending):
        return None
    stem = word[:-1]
    if stem.endswith("i"):
        return stem
    return stem + ("i" if stem.endswith(("k", "g")) else "y")
