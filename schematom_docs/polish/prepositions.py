"""Which shape of „w” and „z” stands before a word: „we Wrocławiu”, „ze Swarzędza”.

Source: WSO PWN, „w/we”, „z/ze”: the longer shape before clusters of consonants that begin with the same kind of sound.
Initialisms are read: letter by letter the name of the first letter follows (SP – „es-pe”, so „z SP”), as a word the
word (SKOK – „ze SKOK”).
"""

from __future__ import annotations

import re

NBSP = "\u00a0"
_VOWELS = "aąeęioóuy"
_WE = re.compile(rf"[wf][^{_VOWELS}\W\d]|lw[{_VOWELS}]|mnie\b", re.IGNORECASE)
_SIBILANT = r"(?:sz|rz|[szśźż])"
_ZE = re.compile(
    rf"{_SIBILANT}(?:[^{_VOWELS}\W\d])|w[sz]|lw[{_VOWELS}]|łz|mn(?:ą|ie)\b|mgł|mszcz"
    rf"|100\b|1\d\d(?:[ {NBSP}]\d{{3}})*\b",
    re.IGNORECASE,
)
_RZ_VOWEL = re.compile(rf"(?:sz|rz)[{_VOWELS}]", re.IGNORECASE)


_INITIALISM = re.compile(r"[A-ZĄĆĘŁŃÓŚŹŻ]{2,}(?![a-ząćęłńóśźż])|[A-ZĄĆĘŁŃÓŚŹŻ]{3,}(?=i[A-Z])")
# What a word can begin with: SKOK, ŚRODA; not WTZ, ZHP, SPZOZ. Longer capitals are words of a heading: WROCŁAW.
_READABLE = re.compile(rf"[^{_VOWELS}W]{{0,2}}[{_VOWELS}].", re.IGNORECASE)
_UNREADABLE = re.compile(rf"[SŚZŹŻ][^{_VOWELS}Z][^{_VOWELS}RLŁWNMJ]", re.IGNORECASE)


def _is_spelled(bare: str) -> bool:
    """Return whether the text opens with an initialism read letter by letter: SP, WTZ, ZHP; but not ZUS, SKOK."""
    found = _INITIALISM.match(bare)
    if found is None:
        return False
    short = len(found[0]) <= 4 and not _READABLE.match(found[0])
    return short or bool(_UNREADABLE.match(found[0]))


def _bare(text: str) -> str:
    return text.lstrip("„”\"'»«(")


def in_form(text: str) -> str:
    """Return „w” or „we”, whichever stands before the text."""
    bare = _bare(text)
    return "we" if _WE.match(bare) and not _is_spelled(bare) else "w"


def with_form(text: str) -> str:
    """Return „z” or „ze”, whichever stands before the text."""
    bare = _bare(text)
    return "ze" if _ZE.match(bare) and not _RZ_VOWEL.match(bare) and not _is_spelled(bare) else "z"


def prefixed(preposition: str, text: str) -> str:
    """Return preposition and text; a one-letter preposition is tied by a non-breaking space."""
    return f"{preposition}{NBSP if len(preposition) == 1 else ' '}{text}"
