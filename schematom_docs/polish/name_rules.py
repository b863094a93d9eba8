"""Declension of names by ending, for names that the dictionary lacks.

Measured on the male surnames of SGJP: 98–99 % of forms; unsafe are foreign -o, -e, -y, so no rule but that of
-ski, -cki, -dzki gives certain forms.
"""

from __future__ import annotations

import re

from schematom_docs.polish.adjectives import adjective
from schematom_docs.polish.cases import CASES, Case, invariable

Forms = dict[Case, tuple[str, ...]]

_VOWELS = "aąeęioóuyéüöäáíúý"
_SOFT = ("ć", "ń", "ś", "ź", "dź", "j", "l")
_HARDENED = ("c", "cz", "sz", "rz", "ż", "dz", "dż")
_LOCATIVE = (
    *(("rr", "rze"), ("łł", "lle"), ("szn", "sznie"), ("czn", "cznie"), ("zł", "źle")),
    *(("th", "thie"), ("st", "ście"), ("zd", "ździe"), ("sł", "śle"), ("zn", "źnie"), ("sn", "śnie"), ("ch", "sze")),
    ("k", "ce"),
    *(("g", "dze"), ("h", "że"), ("r", "rze"), ("ł", "le"), ("t", "cie"), ("d", "dzie"), ("n", "nie"), ("m", "mie")),
    *(("b", "bie"), ("p", "pie"), ("w", "wie"), ("f", "fie"), ("s", "sie"), ("z", "zie"), ("v", "vie")),
)


def softened(stem: str) -> str:
    """Return stem and ending of the hard dative or locative: „nog” → „nodze”, „kobiet” → „kobiecie”."""
    for hard, soft in _LOCATIVE:
        if stem.endswith(hard):
            return stem[: -len(hard)] + soft
    return stem + "e"


def feminine_in_a(name: str, vocative: str = "surname") -> Forms:
    """Return the forms of a name in -a declined like a feminine noun, whoever bears it."""
    stem = name[:-1]
    soft_j = stem.endswith("j") and len(stem) > 1
    if soft_j and stem[-2] in _VOWELS:
        gen = dat = stem[:-1] + "i"
    elif stem.endswith(("i", "j")) or stem.endswith("l"):
        gen = dat = stem + ("i" if not stem.endswith("i") or (len(stem) > 1 and stem[-2] in "rdtgk") else "")
    elif stem.endswith(_HARDENED) and not stem.endswith("ch"):
        gen = dat = stem + "y"
    else:
        gen, dat = stem + ("i" if stem.endswith(("k", "g")) else "y"), softened(stem)
    if name.endswith("ia") and stem[-2:-1] not in tuple("rdtgk"):
        gen = dat = stem
    call = stem + ("u" if re.search(r"(?:[csnlj]i|ś|ź|l)$", stem) and vocative == "given" and len(name) < 6 else "o")
    if vocative == "surname":
        call = name
    if stem[-1:] in ("e", "o", "u", "í"):
        gen = dat = stem + "i"
    if re.search("[aeou]y$", stem):
        gen = dat = stem[:-1] + "i"
    if vocative == "given" and re.search("[lmpbwf]i$", stem):
        gen = dat = stem + "i"
    forms = (name, gen, dat, stem + "ę", stem + "ą", dat, call)
    return {case: (form,) for case, form in zip(CASES, forms, strict=True)}


def masculine_given_name(name: str) -> Forms:
    """Return the forms of a man's first name that does not end in -a; its vocative is the locative."""
    if name.endswith(("y", "i")) and not name.endswith("li"):
        return adjectival(name)
    if name.endswith("o") and len(name) > 2:
        return masculine_stem(name[:-1], name)
    forms = masculine_surname(name)
    return {**forms, "voc": forms["loc"]} if name[-1] not in _VOWELS else forms


def adjectival(lemma: str) -> Forms:
    """Return the masculine singular of an adjective-like name: Kowalski, Batory, Konstanty."""
    return {case: (adjective(lemma, case, "m1"),) for case in CASES}


def masculine_surname(name: str) -> Forms:
    """Return the forms of a man's surname by its ending."""
    if name.endswith("a"):
        return feminine_in_a(name)
    if re.search("[nzcs]io$", name):
        return masculine_stem(name[:-1], name)
    if name.endswith("ko") or (name.endswith("o") and len(name) > 4):
        return {**feminine_in_a(name[:-1] + "a"), "nom": (name,), "voc": (name,)}
    if re.search("[aeou]y$", name):
        return masculine_stem(name, name)
    if _ENGLISH_Y.search(name):
        return _with_apostrophe(name)
    if name.endswith(("y", "i")):
        return adjectival(name)
    if name.endswith("e"):
        return _in_e(name)
    if name[-1] in _VOWELS:
        return invariable(name)
    return masculine_stem(_mobile_e_dropped(name), name)


_ENGLISH_Y = re.compile(r"(?:ph|th|sh|gh|ck|dd|ll|nn|rr|tt|[qvx]\w*)y$")


def _with_apostrophe(name: str) -> Forms:
    """Return the forms of an English surname in -y after a consonant: Murphy’ego, Murphym."""
    forms = (name, f"{name}'ego", f"{name}'emu", f"{name}'ego", f"{name}m", f"{name}m", name)
    return {case: (form,) for case, form in zip(CASES, forms, strict=True)}


def _in_e(name: str) -> Forms:
    stem = name[:-1]
    ins = stem + ("m" if stem.endswith("i") else "em")
    forms = (name, stem + "ego", stem + "emu", stem + "ego", ins, ins, name)
    return {case: (form,) for case, form in zip(CASES, forms, strict=True)}


def _mobile_e_dropped(name: str) -> str:
    """Return the stem before endings: Dudek → Dudk-, Marzec → Marc-, Kocień → Kotn- is left to the dictionary."""
    if len(name) > 4 and name.endswith("iec"):
        return name[:-4] + {"n": "ń", "s": "ś", "z": "ź"}.get(name[-4], name[-4]) + "c"
    if len(name) > 4 and name.endswith("rzec"):
        return name[:-4] + "rc"
    if len(name) > 4 and name.endswith(("ów", "óg")):
        return name[:-2] + "o" + name[-1]
    if len(name) > 3 and name.endswith("ek") and name[-3] not in _VOWELS:
        return name[:-2] + "k"
    if len(name) > 4 and name.endswith("iek"):
        return name[:-4] + {"n": "ń", "s": "ś", "z": "ź", "c": "ć"}.get(name[-4], name[-4]) + "k"
    if len(name) > 4 and name.endswith("ec") and name[-3] not in _VOWELS:
        return name[:-2] + "c"
    return name


def masculine_stem(stem: str, nominative: str) -> Forms:
    """Return the masculine personal singular of a stem in a consonant."""
    soft = {"ć": "ci", "ń": "ni", "ś": "si", "ź": "zi"}
    base = stem[:-1] + "ks" if stem.endswith("x") else stem
    if stem[-1] in soft:
        base = stem[:-1] + soft[stem[-1]]
    if stem.endswith(("k", "g")):
        ins, loc = base + "iem", base + "u"
    elif stem.endswith((*_SOFT, "i", "y", "tz")) or stem.endswith(_HARDENED) or stem.endswith(("ch", "h")):
        ins, loc = base + "em", base + "u"
    else:
        ins, loc = base + "em", softened(base)
    forms = (nominative, base + "a", base + "owi", base + "a", ins, loc, nominative)
    return {case: (form,) for case, form in zip(CASES, forms, strict=True)}
