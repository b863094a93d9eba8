"""The table of facts, and the walk from a dotted Polish path to a value of a loaded case."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import BaseModel

from schematom_docs.case.record import keys_of

HERE = Path(__file__).parent
_STEP = re.compile(r"([^.\[\]]+)(?:\[(\w+)([=~])([^\]]+)\])?\.?")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a source: where it stands in the loaded case, its value, the words of the source."""

    id: str
    source: str
    text: str
    pilot: str
    path: str
    value: str
    words: str


def facts() -> list[Fact]:
    """Return the rows of fakty.tsv."""
    with (HERE / "fakty.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Fact(*row) for row in rows[1:]]


def value_at(root: object, path: str) -> object:
    """Return the value at a path: `projekt.okres.od`; rows count from 1; `rodziny[gmina=Bieliny]` keeps the entries
    with that value, `[etapy~1]` those whose list holds it; `#` counts; `@threshold` is a property of the model.

    Raises LookupError when the path leads nowhere.
    """
    value = root
    for name, key, relation, wanted in _STEP.findall(path):
        value = _step(value, name)
        if key:
            value = [item for item in _entries(value) if _matches(value_at(item, key), relation, wanted)]
    return value


def _step(value: object, name: str) -> object:
    if name == "#":
        return len(_entries(value))
    if isinstance(value, BaseModel):
        return getattr(value, name[1:] if name.startswith("@") else keys_of(type(value))[name])
    if isinstance(value, Mapping):
        return value[name]
    return _entries(value)[int(name) - 1]


def _entries(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return list(value.values())
    if isinstance(value, list | tuple):
        return list(value)
    raise LookupError(f"to nie jest lista: {type(value).__name__}")


def _matches(value: object, relation: str, wanted: str) -> bool:
    return wanted in [as_text(item) for item in _entries(value)] if relation == "~" else as_text(value) == wanted


def as_text(value: object) -> str:
    """Return a typed value as the table writes it; a missing one is „–”, a list is joined by „ | ”."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, list | tuple):
        return " | ".join(as_text(item) for item in value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | str | Decimal):
        return str(value)
    raise TypeError(f"fakt musi być jedną wartością albo listą, a jest {type(value).__name__}")
