"""„Czy chodzi o …?” – the nearest known word for a mistyped one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches


def ascii_folded(text: str) -> str:
    """Return the text in lower case without diacritics: „Łukasz” → „lukasz”."""
    plain = unicodedata.normalize("NFD", text.lower().replace("ł", "l"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to a mistyped one, None when none is near."""
    folded = {ascii_folded(item): item for item in known}
    wanted = ascii_folded(word).strip().replace(" ", "_").replace("-", "_")
    found = get_close_matches(wanted, folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return „Czy chodzi o „nazwisko”?”, or the list of what is possible when nothing is near."""
    options = list(known)
    near = nearest(word, options)
    if near is not None:
        return f"Czy chodzi o „{near}”?"
    return f"Możliwe: {', '.join(options)}." if options else ""
