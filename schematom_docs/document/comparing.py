"""The difference of two templates, clause by clause: added, removed, moved, renumbered, changed word by word."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from schematom_docs.document.clauses import Clause, clauses

ADDED: Final = "dodano"
REMOVED: Final = "usunięto"
CHANGED: Final = "zmieniono"
MOVED: Final = "przeniesiono"
RENUMBERED: Final = "zmienił się numer"

Operation = Literal["=", "-", "+"]
Words = tuple[tuple[Operation, str], ...]

_WORD: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\w+|\s+|.", re.DOTALL)
_CONTEXT: Final = 6
"""Unchanged words shown on each side of a change."""
_ALIKE: Final = 0.5
"""Share of common words from which two clauses count as one that was changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. kind: one of the words above; before, after: the clause on each side, None where there is none.

    words: for a changed clause its words in order, "=" kept, "-" taken out, "+" put in.
    """

    kind: str
    before: Clause | None
    after: Clause | None
    words: Words = ()

    @property
    def place(self) -> str:
        """Return where it is: „treść, § 3 ust. 2”; both places when they differ: „… → …”."""
        places = [item.place for item in (self.before, self.after) if item is not None]
        return " → ".join(dict.fromkeys(places))

    def __str__(self) -> str:
        shown = self.after or self.before
        text = marked_words(self.words) if self.words else f"„{shown.text if shown else ''}”"
        return f"{self.place} – {self.kind}: {text}"


def compare(older: bytes, newer: bytes) -> list[Difference]:
    """Return the differences of the texts of two templates, in order. Raises TemplateError when one is no Word file."""
    before, after = clauses(older), clauses(newer)
    found: list[Difference] = []
    for part in dict.fromkeys(item.part for item in (*before, *after)):
        found += _part([item for item in before if item.part == part], [item for item in after if item.part == part])
    return _with_moves(found)


def _part(before: Sequence[Clause], after: Sequence[Clause]) -> list[Difference]:
    found: list[Difference] = []
    matcher = SequenceMatcher(None, [item.text for item in before], [item.text for item in after], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(before[i1:i2], after[j1:j2], strict=True)
            found += [Difference(RENUMBERED, old, new) for old, new in pairs if old.own_number != new.own_number]
        else:
            found += _replaced(before[i1:i2], after[j1:j2])
    return found


def _replaced(before: Sequence[Clause], after: Sequence[Clause]) -> list[Difference]:
    """Return the differences of a stretch with no clause left as it was: the likest pairs are changes of one clause."""
    found: list[Difference] = []
    i = j = 0
    for own_i, own_j in [*_pairs(before, after), (len(before), len(after))]:
        found += [Difference(REMOVED, item, None) for item in before[i:own_i]]
        found += [Difference(ADDED, None, item) for item in after[j:own_j]]
        if own_i < len(before):
            old, new = before[own_i], after[own_j]
            found.append(Difference(CHANGED, old, new, changed_words(old.text, new.text)))
        i, j = own_i + 1, own_j + 1
    return found


def _pairs(before: Sequence[Clause], after: Sequence[Clause]) -> list[tuple[int, int]]:
    return pair_texts([item.text for item in before], [item.text for item in after])


def pair_texts(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs of indexes of texts in step, such that the sum of likeness is the greatest."""
    old, new = [_bag(item) for item in before], [_bag(item) for item in after]
    width = len(new) + 1
    best = [[0.0] * width for _ in range(len(old) + 1)]
    likeness = [[_alike(a, b) for b in new] for a in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def _bag(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _WORD.findall(text) if not word.isspace())


def _alike(left: Counter[str], right: Counter[str]) -> float:
    size = left.total() + right.total()
    return 2 * (left & right).total() / size if size else 1.0


def _with_moves(found: list[Difference]) -> list[Difference]:
    """Return the differences with a clause removed in one place and added in another told once, as moved."""
    gone: dict[str, deque[Difference]] = {}
    come: Counter[str] = Counter()
    for item in found:
        if item.kind == REMOVED and item.before:
            gone.setdefault(item.before.text, deque()).append(item)
        elif item.kind == ADDED and item.after:
            come[item.after.text] += 1
    left = {text: min(come[text], len(items)) for text, items in gone.items() if len(text.split()) > 3}
    told = {id(item) for text, count in left.items() for item in [*gone[text]][:count]}
    result: list[Difference] = []
    for item in found:
        text = item.after.text if item.after else ""
        if item.kind == ADDED and left.get(text):
            left[text] -= 1
            result.append(Difference(MOVED, gone[text].popleft().before, item.after))
        elif id(item) not in told:
            result.append(item)
    return result


def changed_words(before: str, after: str) -> Words:
    """Return the words of both texts in order: kept, taken out, put in. A tag counts as one word."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    words: list[tuple[Operation, str]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            words.append(("=", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            words.append(("-", "".join(old[i1:i2])))
        if j2 > j1:
            words.append(("+", "".join(new[j1:j2])))
    return tuple(words)


def marked_words(words: Words) -> str:
    """Return a changed text as people read it: „… termin [-14-][+30+] dni …”; long stretches left as they were cut."""
    shown: list[str] = []
    for number, (kind, text) in enumerate(words):
        if kind != "=":
            shown.append(f"[{kind}{text}{kind}]")
            continue
        pieces = _WORD.findall(text)
        head = pieces[: 2 * _CONTEXT] if number else []
        tail = pieces[-2 * _CONTEXT :] if number < len(words) - 1 else []
        gap = (" … " if tail else " …") if head else "… "
        shown.append(text if len(head) + len(tail) >= len(pieces) else f"{''.join(head)}{gap}{''.join(tail).lstrip()}")
    return "".join(shown)
