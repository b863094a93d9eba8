"""The difference of two templates, paragraph by paragraph, in words: what was added, taken away, changed."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from schematom_docs.document.textview import text_view

ADDED: Final = "dodano"
REMOVED: Final = "usunięto"
CHANGED: Final = "zmieniono"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. kind: ADDED, REMOVED or CHANGED; line: in the text view of the newer (if removed: older)."""

    kind: str
    line: int
    before: str
    after: str

    def __str__(self) -> str:
        shown = " → ".join(f"„{text}”" for text in (self.before, self.after) if text)
        return f"wiersz {self.line}, {self.kind}: {shown}"


def compare(older: bytes, newer: bytes) -> list[Difference]:
    """Return the differences of the texts of two templates, in order. Raises TemplateError when one is no Word file."""
    before, after = text_view(older).splitlines(), text_view(newer).splitlines()
    found: list[Difference] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = min(i2 - i1, j2 - j1)
        found += [Difference(CHANGED, j1 + n + 1, before[i1 + n], after[j1 + n]) for n in range(pairs)]
        found += [Difference(REMOVED, n + 1, before[n], "") for n in range(i1 + pairs, i2)]
        found += [Difference(ADDED, n + 1, "", after[n]) for n in range(j1 + pairs, j2)]
    return found
