"""Which shape of „w” and „z” stands before a word: „we Wrocławiu”, „ze Swarzędza”.

Source: WSO PWN, „w/we”, „z/ze”: the longer shape before clusters of consonants that begin with the same kind of sound.
"""

from __future__ import annotations

import re

NBSP = "\u00a0"
_VOWELS = "aąeęioóuy"
_WE = re.compile(rf"[wf][^{_VOWELS}\W\d]|lw(?:ow|ów)|mnie\b", re.IGNORECASE)
_SIBILANT = r"(?:sz|rz|[szśźż])"
_ZE = re.compile(
    rf"{_SIBILANT}(?:[^{_VOWELS}\W\d])|w[sz]|lw(?:ow|ów)|mną\b|mgł|mszcz|100\b|1\d\d(?:[ {NBSP}]\d{{3}})*\b",
    re.IGNORECASE,
)
_RZ_VOWEL = re.compile(rf"(?:sz|rz)[{_VOWELS}]", re.IGNORECASE)


def _bare(text: str) -> str:
    return text.lstrip("„”\"'»«(")


def in_form(text: str) -> str:
    """Return „w” or „we”, whichever stands before the text."""
    return "we" if _WE.match(_bare(text)) else "w"


def with_form(text: str) -> str:
    """Return „z” or „ze”, whichever stands before the text."""
    bare = _bare(text)
    return "ze" if _ZE.match(bare) and not _RZ_VOWEL.match(bare) else "z"


def prefixed(preposition: str, text: str) -> str:
    """Return preposition and text; a one-letter preposition is tied by a non-breaking space."""
    return f"{preposition}{NBSP if len(preposition) == 1 else ' '}{text}"
