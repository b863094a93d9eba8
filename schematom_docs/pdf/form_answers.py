"""Values of PDF fields as answers to the questions of a form: rows put together, dates and choices as they are kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from schematom_docs.errors import Fault
from schematom_docs.fields import Answer, Answers, FormField
from schematom_docs.pdf.form_notation import stored
from schematom_docs.pdf.form_plan import Block, Control, period_text, plan
from schematom_docs.pdf.form_reading import FilledForm


def answers_in(form: FilledForm, fields: Sequence[FormField]) -> tuple[Answers, list[Fault]]:
    """Return the answers of a filled form to fields, and a fault for each value that is none.

    Faults: a choice the form does not have, a filled field no question asks for. What is left empty is no answer.
    """
    blocks = plan(fields, rows=_rows(form, fields))
    faults: list[Fault] = []
    by_path: dict[str, Answer] = {}
    for block in blocks:
        answer = _answer(form, block, faults)
        if answer:
            by_path[block.field.path] = answer
    known = {control.name for block in blocks for control in block.controls}
    for name in [*form.texts, *form.pressed]:
        if name not in known:
            reason = f"pola „{name}” nie ma w obecnej wersji formularza, a jest wypełnione"
            faults.append(Fault(form.file, reason, "Przepisz tę odpowiedź do właściwego pola nowej wersji."))
    return Answers(form.identity.key if form.identity else "", by_path), faults


def _rows(form: FilledForm, fields: Sequence[FormField]) -> dict[str, int]:
    """Return path → the last row of a table or list that something stands in."""
    counts = {}
    names = [*form.texts, *form.pressed]
    for field in fields:
        if field.kind in ("tabela", "lista_tekstow"):
            pattern = re.compile(rf"{re.escape(field.path)}(?:\._)?\.(\d+)(?:\.|$)")
            found = (pattern.match(name) for name in names)
            counts[field.path] = max((int(match[1]) for match in found if match), default=0)
    return counts


def _answer(form: FilledForm, block: Block, faults: list[Fault]) -> Answer:
    kind = block.field.kind
    if kind == "wiele_z":
        return [control.options[0][0] for control in block.controls if control.name in form.pressed]
    if kind == "lista_tekstow":
        items = [_value(form, control, faults) for control in block.controls]
        return [item for item in items if item]
    if kind == "tabela":
        rows = [_row(form, block, number, faults) for number in range(len(block.rows))]
        return [row for row in rows if row]
    values = [_value(form, control, faults) for row in block.rows for control in row]
    return period_text(*values) if kind == "okres" and any(values) else values[0]


def _row(form: FilledForm, block: Block, number: int, faults: list[Fault]) -> dict[str, str]:
    cells = iter(block.rows[number])
    row: dict[str, str] = {}
    for column in block.field.columns:
        value = _value(form, next(cells), faults)
        if column.kind == "okres":
            last = _value(form, next(cells), faults)
            value = period_text(value, last) if value or last else ""
        if value:
            row[column.path] = value
    return row


def _value(form: FilledForm, control: Control, faults: list[Fault]) -> str:
    if not control.options:
        return stored(control.kind, form.texts.get(control.name, ""))
    if control.name in form.pressed:
        chosen = _pressed(control, form.pressed)
        given = form.pressed[control.name][0]
    else:
        given = stored(control.kind, form.texts.get(control.name, ""))
        chosen = next((value for value, label in control.options if given in (value, label)), None)
    if chosen is None and given:
        options = ", ".join(f"„{label}”" for _, label in control.options)
        reason = f"w polu „{control.label}” jest odpowiedź, której formularz nie ma do wyboru"
        faults.append(Fault(form.file, reason, f"Odpowiedzi: {options}."))
    return chosen or ""


def _pressed(control: Control, pressed: Mapping[str, tuple[str, int]]) -> str | None:
    """Return the option a button stands for: by its state, its value, or its place when a program renamed them."""
    state, place = pressed[control.name]
    if state in control.states:
        return control.options[control.states.index(state)][0]
    for value, label in control.options:
        if state in (value, label):
            return value
    return control.options[place][0] if 0 <= place < len(control.options) else None
