"""What a person decides of a row: which entity or person is meant, whether a shared one changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schematom_docs.errors import UsageError

NEW = "nowa"
CHANGE = "zmień"
_PLAIN_CHANGE = ("zmień", "zmien")


class DecisionError(UsageError):
    """A decision that settles nothing. row: number of the row or name of the file it was given for."""

    def __init__(self, row: int | str, text: str, choices: Sequence[str], reason: str = "") -> None:
        words = " albo ".join(f"„{row}={choice}”" for choice in choices)
        remedy = f"Możliwe: {words}." if choices else "Usuń tę opcję albo popraw numer wiersza."
        super().__init__(f"--decide „{row}={text}”: {reason or 'nie ma takiej możliwości'}", remedy=remedy)
        self.row = row


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one question. reference: the entity meant, "" = a new one; changes: whether it takes the values
    of the row."""

    reference: str
    changes: bool = False


@dataclass(frozen=True, slots=True)
class EntityChoice:
    """The possible answers to one question. references: entities of the case that may be meant, the first changes
    with „zmień”; single: no other question of the row needs to be told apart."""

    references: tuple[str, ...]
    single: bool = True

    @property
    def words(self) -> list[str]:
        """Return the answers as a person types them."""
        first = self.references[0]
        tail = "" if self.single else f":{first}"
        return [*self.references, f"{CHANGE}{tail}", f"{NEW}{tail}"]

    def verdict(self, text: str) -> Verdict | None:
        """Return what a typed answer means, None when it does not answer this question."""
        word, _, about = text.partition(":")
        first = self.references[0]
        if (about and meant(about, [first])) or (not about and self.single):
            if word in _PLAIN_CHANGE:
                return Verdict(first, changes=True)
            if word == NEW:
                return Verdict("")
        found = meant(text, self.references)
        return Verdict(found) if found else None


def meant(text: str, references: Iterable[str]) -> str:
    """Return the reference that a person means: itself or its end when no other ends so; "" when none or several."""
    known = list(references)
    if text in known:
        return text
    short = [item for item in known if item.endswith(f".{text}")]
    return short[0] if len(short) == 1 else ""


def split_decisions(text: str) -> list[str]:
    """Return the decisions for one row, which may be several: „firma1,nowa:osoby.kis_psycholog”."""
    return [part.strip() for part in text.split(",") if part.strip()]
