"""What an import would do, row by row, as plain values; nothing is written until somebody confirms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from schematom_docs.case.identifiers import masked
from schematom_docs.case.tables.office_values import shown_text
from schematom_docs.errors import Fault
from schematom_docs.fields import Answer, FormField

Status = Literal["nowy", "zmiana", "bez zmian", "odmowa", "do rozstrzygnięcia"]
_HIDDEN_KINDS = ("pesel", "dowod", "nrb")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that changes. old, new: as people may see them, numbers masked; old "" = there was none."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of the table. number: as the spreadsheet shows it; key: place in the case, "" = none yet; who: what the
    row is about, for people; changes: of a changed row, and of shared entities it names; reasons: why refused or
    undecided; notes: how it was read; choices: how an undecided row may be decided.
    """

    number: int
    status: Status
    key: str = ""
    who: str = ""
    changes: tuple[Change, ...] = ()
    reasons: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """An import as it would be. place: file and sheet; data: of the case with the good rows in it; faults: of the
    whole, in no row; notices: of columns, sheets and rows left out.
    """

    place: str
    type_id: str
    rows: tuple[PreviewRow, ...]
    data: dict[str, object]
    faults: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()

    def count(self, status: Status) -> int:
        """Return how many rows have a status."""
        return Counter(row.status for row in self.rows)[status]

    @property
    def refused(self) -> tuple[PreviewRow, ...]:
        """Return the rows that cannot be taken in: refused, or waiting for somebody's decision."""
        return tuple(row for row in self.rows if row.status in ("odmowa", "do rozstrzygnięcia"))

    @property
    def changes(self) -> bool:
        """Tell whether there is anything to write."""
        return any(row.status in ("nowy", "zmiana") for row in self.rows)


def change_of(field: FormField, old: Answer, new: Answer) -> Change:
    """Return a change as people may see it: identifiers masked, special categories told without their value."""
    return Change(field.label, shown_answer(field, old), shown_answer(field, new))


def shown_answer(field: FormField, answer: Answer) -> str:
    """Return an answer as people may see it in a preview; "" when there is none."""
    if not answer:
        return ""
    if field.privacy == "szczegolne":
        return "(dane szczególne)"
    if isinstance(answer, list):
        return f"{len(answer)} poz." if field.kind == "tabela" else _shortened("; ".join(str(item) for item in answer))
    if field.kind in _HIDDEN_KINDS:
        return masked("".join(answer.split()))
    return _shortened(shown_text(field, answer))


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else f"{flat[: _SHOWN - 1]}…"


def doubled(numbers: Sequence[int]) -> str:
    """Return „wierszem 5” or „wierszami 5, 7”."""
    return f"wierszem {numbers[0]}" if len(numbers) == 1 else f"wierszami {', '.join(map(str, numbers))}"
