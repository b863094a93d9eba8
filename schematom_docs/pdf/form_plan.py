"""What stands on a fillable form: each question as the controls a reader of PDF files knows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from schematom_docs.fields import Answer, Answers, FieldKind, FormField
from schematom_docs.pdf.form_notation import LONGEST, shown

Shape = Literal["line", "area", "cells", "check", "radio", "list"]
YES_NO = (("tak", "tak"), ("nie", "nie"))
FEW = 5  # choices shown side by side; more go into a list
LIST_ROWS, TABLE_ROWS, SPARE_ROWS = 4, 5, 1
LINE_LETTERS = 70  # an answer longer than a line gets an area
_PLAIN_STATE = re.compile(r"(?!Off$)[A-Za-z][A-Za-z0-9_]*")
_PERIOD = re.compile(r"(?:od )?(\S+) *(?:–|—| - |/| do ) *(\S+)")


@dataclass(frozen=True, slots=True)
class Control:
    """One thing to fill in. name: of the PDF field; label: as printed and read aloud; options: (stored, label) pairs
    of radio and list; answer: as stored, "" for none; head: of the column, for cells of a table."""

    name: str
    label: str
    kind: FieldKind
    shape: Shape
    required: bool = False
    longest: int | None = None
    options: tuple[tuple[str, str], ...] = ()
    answer: str = ""
    head: str = ""

    @property
    def states(self) -> tuple[str, ...]:
        """Return the state names of the options: plain ASCII, „Off” never among them."""
        return tuple(
            value if _PLAIN_STATE.fullmatch(value) else f"w{place}" for place, (value, _) in enumerate(self.options, 1)
        )

    @property
    def text(self) -> str:
        """Return the answer as written on paper."""
        return shown(self.kind, self.answer)


@dataclass(frozen=True, slots=True)
class Block:
    """A question with its controls: one row, or a row for each line of a table or list."""

    field: FormField
    rows: tuple[tuple[Control, ...], ...]

    @property
    def controls(self) -> Iterator[Control]:
        """Yield the controls in reading order."""
        return (control for row in self.rows for control in row)


def plan(
    fields: Sequence[FormField], answers: Answers | None = None, rows: Mapping[str, int] | None = None
) -> list[Block]:
    """Return the blocks of a form. rows: path → how many rows a table or list has; None: as many as answers need."""
    known = dict(answers.by_path) if answers else {}
    taken = {field.path for field in fields}
    blocks = []
    for field in fields:
        parent = any(path.startswith(f"{field.path}.") for path in taken)
        name = f"{field.path}._" if parent else field.path  # PDF fields are a tree: a branch holds no answer itself
        blocks.append(Block(field, tuple(_rows(field, name, known.get(field.path, ""), rows))))
    return blocks


def form_version(fields: Sequence[FormField]) -> str:
    """Return 12 hex digits that change when a path, a kind, a choice or a column of the form does."""
    return hashlib.sha256("\n".join(_signature(field) for field in fields).encode("utf-8")).hexdigest()[:12]


def period_parts(text: str) -> tuple[str, str]:
    """Return first and last day of a period written „2015-05-14 – 2015-09-30”, „od …” or „do …”, "" for none."""
    text = text.strip()
    if match := _PERIOD.fullmatch(text):
        return match[1], match[2]
    return ("", text[3:].strip()) if text.startswith("do ") else (text.removeprefix("od ").strip(), "")


def period_text(first: str, last: str) -> str:
    """Return a period as one answer; undoes period_parts."""
    if first and last:
        return f"{first} – {last}"
    return f"od {first}" if first else f"do {last}" if last else ""


def _signature(field: FormField) -> str:
    choices = ",".join(choice.value for choice in field.choices)
    columns = ";".join(_signature(column) for column in field.columns)
    return f"{field.path}|{field.kind}|{choices}|{columns}|{field.longest or ''}"


def _rows(field: FormField, name: str, answer: Answer, rows: Mapping[str, int] | None) -> Iterator[tuple[Control, ...]]:
    listed = answer if isinstance(answer, list) else [answer] if answer else []
    if field.kind == "wiele_z":
        given = {str(item) for item in listed}
        yield tuple(
            Control(
                f"{name}.{place}", choice.label, field.kind, "check", options=((choice.value, choice.label),),
                answer=choice.value if choice.value in given else "",
            )
            for place, choice in enumerate(field.choices, 1)
        )  # fmt: skip
    elif field.kind == "lista_tekstow":
        for place in range(1, _count(field, len(listed), LIST_ROWS, rows) + 1):
            yield (_item(field, name, place, str(listed[place - 1]) if place <= len(listed) else ""),)
    elif field.kind == "tabela":
        for place in range(1, _count(field, len(listed), TABLE_ROWS, rows) + 1):
            row = listed[place - 1] if place <= len(listed) else {}
            yield tuple(_cells(field, name, place, row if isinstance(row, dict) else {}))
    else:
        yield tuple(_single(field, name, str(answer) if isinstance(answer, str) else ""))


def _count(field: FormField, given: int, usual: int, rows: Mapping[str, int] | None) -> int:
    if rows is not None:
        return rows.get(field.path, 0)
    limit = int(field.highest) if field.highest else None
    wanted = max(usual, given + SPARE_ROWS, int(field.lowest or 0))
    return max(given, 1, min(wanted, limit) if limit else wanted)


def _item(field: FormField, name: str, place: int, answer: str) -> Control:
    required = field.required and not field.condition and place <= max(1, int(field.lowest or 0))
    return Control(f"{name}.{place}", f"{field.label}, pozycja {place}", "tekst", "area", required, answer=answer)


def _cells(field: FormField, name: str, place: int, row: Mapping[str, str]) -> Iterator[Control]:
    for column in field.columns:
        kind: FieldKind = "tekst" if column.kind in ("wiele_z", "lista_tekstow", "tabela") else column.kind
        for control in _single(replace(column, kind=kind), f"{name}.{place}.{column.path}", row.get(column.path, "")):
            shape: Shape = {"radio": "list", "cells": "line", "line": "area"}.get(control.shape, control.shape)  # type: ignore[assignment]  # values are shapes
            shape = "line" if shape == "area" and control.kind in LONGEST else shape
            label = f"{field.label}, wiersz {place}: {control.label}"
            yield replace(
                control, shape=shape, label=label, required=control.required and place == 1, head=control.label
            )


def _single(field: FormField, name: str, answer: str) -> Iterator[Control]:
    required = field.required and not field.condition
    if field.kind == "okres":
        first, last = period_parts(answer)
        for part, label, day in (("od", "od", first), ("do", "do", last)):
            yield Control(f"{name}.{part}", f"{field.label} – {label}", "data", "line", required, 10, answer=day)
        return
    options = YES_NO if field.kind == "tak_nie" else tuple((item.value, item.label) for item in field.choices)
    longest = LONGEST.get(field.kind, field.longest)
    yield Control(name, field.label, field.kind, _shape(field, answer, options), required, longest, options, answer)


def _shape(field: FormField, answer: str, options: tuple[tuple[str, str], ...]) -> Shape:
    if options:
        return "radio" if len(options) <= FEW and sum(len(label) for _, label in options) <= 120 else "list"
    if field.kind in ("pesel", "nip", "krs", "nrb", "dowod"):
        return "cells"
    if field.kind == "dlugi_tekst" or len(answer) > LINE_LETTERS or "\n" in answer:
        return "area" if field.kind not in LONGEST else "line"
    return "line"
