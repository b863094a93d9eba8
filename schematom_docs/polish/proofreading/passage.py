"""What the proofreader reads and what it says: passages of text, their surroundings, rules, corrections, findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

NBSP = "\u00a0"
_PLAIN = str.maketrans({NBSP: " ", "\u202f": " ", "\u2007": " ", "\u2011": "-", "\t": " "})
_SPACES = re.compile(r"(?<=\S) {2,}")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph. place: as a person counts it; lead: the paragraph that introduces a list with a colon.

    typeset: its spaces tell what may break a line (Word files); line_ends: where the lines of a PDF ended.
    plain: the original with ordinary spaces and hyphens, of the same length; text: the same without doubled spaces.
    """

    place: str
    original: str
    lead: str = ""
    typeset: bool = False
    line_ends: tuple[int, ...] = ()
    plain: str = field(init=False)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "plain", self.original.translate(_PLAIN))
        object.__setattr__(self, "text", _SPACES.sub(" ", self.plain))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What rules know beyond the passage. year: the year the paper speaks of, 0 when it names none.

    pilot: the paper is about „Schematom STOP!”; strangers: forms of surnames that must not stand here → their family.
    """

    year: int = 0
    pilot: bool = False
    strangers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Correction:
    """What should stand in place of text[start:end]; "" with a hint: a person must decide. reason: "" = the rule's."""

    start: int
    end: int
    replacement: str
    reason: str = ""
    hint: str = ""


Check: TypeAlias = Callable[[Passage, Surroundings], Iterable[Correction]]
Replacement: TypeAlias = str | Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. id: stable name; title: what it is about; reason: why such text is wrong; check: finds it.

    spaces: it looks at the spaces themselves, so its offsets are those of Passage.plain.
    """

    id: str
    title: str
    reason: str
    check: Check
    spaces: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a paper. wrong: the text as it stands; right: what should stand, "" when a person must decide."""

    place: str
    rule: str
    title: str
    sentence: str
    wrong: str
    right: str
    reason: str
    remedy: str


def by_pattern(pattern: str, replacement: Replacement, flags: int = 0, *, holds: str = "") -> Check:
    """Return a check that corrects every match of a pattern; a replacement of None leaves the match alone.

    holds: text that every match holds, looked for first because that is quicker.
    """
    compiled = re.compile(pattern, flags)

    def check(passage: Passage, _: Surroundings) -> Iterator[Correction]:
        if holds and holds not in passage.text:
            return
        for match in compiled.finditer(passage.text):
            right = match.expand(replacement) if isinstance(replacement, str) else replacement(match)
            if right is not None and right != match.group():
                yield Correction(match.start(), match.end(), right)

    return check


def all_of(*checks: Check) -> Check:
    """Return a check that runs several ones; of corrections that overlap the first found stays."""

    def check(passage: Passage, surroundings: Surroundings) -> Iterator[Correction]:
        taken: list[tuple[int, int]] = []
        for each in checks:
            for correction in each(passage, surroundings):
                if all(correction.end <= start or correction.start >= end for start, end in taken):
                    taken.append((correction.start, correction.end))
                    yield correction

    return check


def cased_like(pattern: str, word: str) -> str:
    """Return the word with a capital when the pattern begins with one."""
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word
