"""Two states of a paper → the amendments that lead from one to the other, and the text they leave behind.

Numbers of what stays never change: what goes leaves „(uchylony)” behind, what comes between gets a letter („ust. 4a”).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from schematom_docs.document.comparing import pair_texts
from schematom_docs.document.provisions import Provision, reference_numbers, resolved

CHANGED: Final = "zmiana"
ADDED: Final = "dodanie"
REPEALED: Final = "uchylenie"
WHOLE, LEAD, AFTER, TABLE, ENDING = "", "wprowadzenie", "część wspólna", "tabela", "znak na końcu"
"""What of a provision an amendment changes: all of it, its words before the points or title, the words after them, its
table, only the last sign."""
GONE: Final = "(uchylony)"
_SIGNS: Final = re.compile(r"[.;,]$")
_LETTERED, _TIRET = 3, 4
_MOST: Final = 0.6
"""Share of points from which changing them one by one is told as a new wording of what holds them."""

Path = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change. path: depth and number from the § down to the provision; part: what of it changes; behind: number of
    the neighbour behind which it is added, "" for the beginning; old, new: the provision before and after."""

    kind: str
    path: Path
    old: Provision | None
    new: Provision | None
    part: str = WHOLE
    behind: str = ""


@dataclass(slots=True)
class _Merged:
    """Provisions of one level after the change, and the amendments. whole: it has to be told as one."""

    provisions: list[Provision]
    amendments: list[Amendment]
    whole: bool = False


def amendments(old: Sequence[Provision], new: Sequence[Provision]) -> list[Amendment]:
    """Return the amendments that make of the old § the new ones, in order of the text.

    A reference by number is compared by where it points and printed with the number its goal has after the change.
    """
    numbers = reference_numbers(_merge(old, new, ()).provisions)
    before = [_printed(item, reference_numbers(old)) for item in old]
    return _merge(before, [_printed(item, numbers) for item in new], ()).amendments


def amended(old: Sequence[Provision], changes: Sequence[Amendment]) -> list[Provision]:
    """Return the § after the amendments: the consolidated text, in which what was repealed leaves its number."""
    result = [_printed(item, reference_numbers(old)) for item in old]
    for change in changes:
        result = _applied(result, change, 0)
    return result


def _printed(provision: Provision, numbers: Mapping[str, str]) -> Provision:
    return replace(
        provision,
        text=resolved(provision.text, numbers),
        more=tuple(resolved(text, numbers) for text in provision.more),
        after=tuple(resolved(text, numbers) for text in provision.after),
        children=tuple(_printed(child, numbers) for child in provision.children),
    )


def words_of(provision: Provision) -> str:
    """Return all the words of a provision and of what it holds."""
    rows = [" ".join(row) for table in provision.tables for row in table]
    own = [provision.text, *provision.more, *rows]
    return " ".join([*own, *map(words_of, provision.children), *provision.after])


def _merge(old: Sequence[Provision], new: Sequence[Provision], path: Path) -> _Merged:
    """Return provisions of one level merged. path: of what holds them."""
    result = _Merged([], [])
    i = j = 0
    pairs = _filled(pair_texts([words_of(item) for item in old], [words_of(item) for item in new]), len(old), len(new))
    for own_i, own_j in [*pairs, (len(old), len(new))]:
        for item in old[i:own_i]:
            result.provisions.append(replace(item, text=GONE, more=(), tables=(), after=(), children=(), marks=()))
            result.amendments.append(Amendment(REPEALED, (*path, (item.depth, item.number)), item, None))
        for item in new[j:own_j]:
            _add(result, item, path, last=own_i == len(old))
        if own_i < len(old):
            kept, changes = _changed(old[own_i], new[own_j], path)
            result.provisions.append(kept)
            result.amendments += changes
        i, j = own_i + 1, own_j + 1
    alone = {len([item for item in level if not item.number]) for level in (old, new)}
    result.whole = result.whole or (len(alone) > 1 or (alone == {1} and len(old) != len(new)))
    return result


def _filled(pairs: Sequence[tuple[int, int]], old: int, new: int) -> list[tuple[int, int]]:
    """Return the pairs with those of as many old and new neighbours between them: each replaced by the next."""
    result: list[tuple[int, int]] = []
    i = j = 0
    for own_i, own_j in [*pairs, (old, new)]:
        if own_i - i == own_j - j:
            result += zip(range(i, own_i), range(j, own_j), strict=True)
        if own_i < old:
            result.append((own_i, own_j))
        i, j = own_i + 1, own_j + 1
    return result


def _add(result: _Merged, item: Provision, path: Path, *, last: bool) -> None:
    """Add a provision behind those merged so far. last: whether none of the old ones follows."""
    before = result.provisions[-1].number if result.provisions else ""
    if item.depth == _TIRET or not item.number or (not before and path):
        result.whole = True
    number = _next_number(item.depth, before, last=last)
    made = replace(item, number=number if item.number else "")
    result.provisions.append(made)
    result.amendments.append(Amendment(ADDED, (*path, (item.depth, number)), None, made, behind=before))


def _next_number(depth: int, before: str, *, last: bool) -> str:
    """Return the number behind another: 5 after the last one, 4a between 4 and 5, 4b after 4a; litery: d, ba, bb."""
    if not before:
        return "01"
    if depth == _LETTERED:
        if last and len(before) == 1 and before < "z":
            return chr(ord(before) + 1)
        return f"{before}a" if len(before) == 1 else f"{before[:-1]}{chr(ord(before[-1]) + 1)}"
    found = re.fullmatch(r"(\d+)([a-z]*)", before)
    if found is None:
        return f"{before}a"
    if last:
        return str(int(found[1]) + 1)
    return f"{before}a" if not found[2] else f"{before[:-1]}{chr(ord(before[-1]) + 1)}"


def _changed(old: Provision, new: Provision, above: Path) -> tuple[Provision, list[Amendment]]:
    """Return a provision that stays, as it is after the change, and what changes in it."""
    path = (*above, (old.depth, old.number))
    replaced = replace(new, number=old.number)
    whole = [Amendment(CHANGED, path, old, replaced)]
    if _same(old, new):
        return replace(old, marks=new.marks), []
    if not (old.children or new.children) and old.more == new.more and old.tables == new.tables:
        if _SIGNS.sub("", old.text) == _SIGNS.sub("", new.text) and _SIGNS.search(old.text) and _SIGNS.search(new.text):
            return replaced, [Amendment(CHANGED, path, old, replaced, ENDING)]
        return (replaced, whole) if old.depth else (replaced, [Amendment(CHANGED, path, old, replaced, LEAD)])
    if bool(old.children) != bool(new.children) or old.more != new.more or len(old.tables) != len(new.tables):
        return replaced, whole
    if bool(old.after) != bool(new.after):
        return replaced, whole
    merged = _merge(old.children, new.children, path)
    touched = {change.path[len(path)] for change in merged.amendments if change.part != ENDING}
    many = len(touched) > 2 and len(touched) > _MOST * len(old.children)
    if merged.whole or many:
        return replaced, whole
    found = [
        Amendment(CHANGED, path, old, replaced, part)
        for part, before, after in (
            (LEAD, old.text, new.text), (TABLE, old.tables, new.tables),
        )
        if before != after
    ]  # fmt: skip
    found += merged.amendments
    if old.after != new.after:
        found.append(Amendment(CHANGED, path, old, replaced, AFTER))
    return replace(replaced, children=tuple(merged.provisions)), found


def _same(old: Provision, new: Provision) -> bool:
    own = (old.text, old.more, old.tables, old.after, bool(old.number))
    return own == (new.text, new.more, new.tables, new.after, bool(new.number)) and (
        len(old.children) == len(new.children)
        and all(_same(one, other) for one, other in zip(old.children, new.children, strict=True))
    )


def _applied(level: Sequence[Provision], change: Amendment, step: int) -> list[Provision]:
    """Return one level with an amendment applied to it or below it."""
    wanted = change.path[step]
    if step < len(change.path) - 1:
        return [
            replace(item, children=tuple(_applied(item.children, change, step + 1)))
            if (item.depth, item.number) == wanted
            else item
            for item in level
        ]
    if change.kind == ADDED and change.new is not None:
        at = next((n + 1 for n, item in enumerate(level) if item.number == change.behind), 0)
        return [*level[:at], change.new, *level[at:]]
    return [_one(item, change) if (item.depth, item.number) == wanted else item for item in level]


def _one(item: Provision, change: Amendment) -> Provision:
    if change.new is None:
        return replace(item, text=GONE, more=(), tables=(), after=(), children=(), marks=())
    if change.part == WHOLE:
        return change.new
    if change.part == TABLE:
        return replace(item, tables=change.new.tables, blocks=change.new.blocks)
    if change.part == AFTER:
        return replace(item, after=change.new.after)
    return replace(item, text=change.new.text)
