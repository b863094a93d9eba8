"""The sentences of zdania.txt: rule, sentence, what the proofreader should propose (None: the sentence is right)."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "zdania.txt"


class Sample(NamedTuple):
    """One sentence. right: the wording the rule proposes, "" when a person decides, None when nothing is wrong."""

    rule: str
    text: str
    right: str | None


def samples() -> list[Sample]:
    """Return all sentences, „~” turned into a non-breaking space."""
    found: list[Sample] = []
    rule = ""
    for line in FILE.read_text(encoding="utf-8").replace("~", "\u00a0").splitlines():
        if line.startswith("["):
            rule = line.strip("[]")
        elif line.startswith("- "):
            text, _, right = line[2:].partition(" =>")
            found.append(Sample(rule, text, right.strip(" ")))
        elif line.startswith("+ "):
            found.append(Sample(rule, line[2:], None))
    return found
