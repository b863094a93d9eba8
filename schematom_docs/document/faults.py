"""Faults of templates: where a tag stands, in Polish, and the nearest name to a mistyped one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from schematom_docs.errors import Fault


def fault(place: str, tag: str, reason: str, remedy: str = "", *, warning: bool = False) -> Fault:
    """Return a fault whose reason starts with the tag's text: „{{ x }} – nie ma takiego pola”."""
    return Fault(place, f"{tag} – {reason}" if tag else reason, remedy, warning)


def did_you_mean(name: str, known: Iterable[str], *, prefix: str = "") -> str:
    """Return „Czy chodzi o …?” with the known name nearest by edit distance, or "" when none is near."""
    plain = fold(name)
    limit = max(1, len(plain) // 3)
    ranked = sorted((edit_distance(plain, fold(other), limit), other) for other in known if isinstance(other, str))
    if not ranked or ranked[0][0] > limit:
        return ""
    return f"Czy chodzi o {prefix}{ranked[0][1]}?"


def fold(text: str) -> str:
    """Return the text in small letters without diacritics: „Imię” → „imie”."""
    plain = unicodedata.normalize("NFD", text.lower().replace("ł", "l"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def edit_distance(left: str, right: str, limit: int) -> int:
    """Return the number of inserted, removed, changed or swapped letters between two words; limit + 1 when more."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    older: list[int] = []
    before = list(range(len(right) + 1))
    for row, a in enumerate(left, 1):
        current = [row]
        for column, b in enumerate(right, 1):
            cost = min(before[column] + 1, current[-1] + 1, before[column - 1] + (a != b))
            if row > 1 and column > 1 and a == right[column - 2] and left[row - 2] == b:
                cost = min(cost, older[column - 2] + 1)
            current.append(cost)
        older, before = before, current
    return min(before[-1], limit + 1)
