"""The words beside the fields of a form: labels with their marks, hints, formats, conditions, notes at the top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from schematom_docs.fields import FormField
from schematom_docs.pdf.form_notation import FORMATS
from schematom_docs.pdf.form_plan import Block, Control

NARROW = (
    "liczba", "kwota", "procent", "data", "pesel", "nip", "regon", "krs", "dowod", "kod_pocztowy", "telefon", "teryt",
)  # fmt: skip
SHORT_TEXT = 36  # letters that a field of half the width holds
SHORT_EXAMPLE = 20
SHORT_LABEL = 48


@dataclass(frozen=True, slots=True)
class Asked:
    """One control with the words printed above it; narrow: half the width is enough."""

    control: Control
    caption: str
    hint: str = ""
    narrow: bool = False


def notes(fields: Sequence[FormField]) -> list[str]:
    """Return the sentences at the top of the form that its questions call for."""
    found = []
    if any(field.required and not field.condition for field in fields):
        found.append("Pola oznaczone gwiazdką (*) są wymagane.")
    if any(field.required and field.condition for field in fields):
        found.append("Pola oznaczone (*) w nawiasie są wymagane, gdy zachodzi podany przy nich warunek.")
    return [" ".join(found)] if found else []


def lines_of_questions(blocks: Sequence[Block], labels: Mapping[str, str]) -> Iterator[list[Asked]]:
    """Yield what stands in one line: two short questions side by side, any other alone."""
    waiting: list[Asked] = []
    for block in blocks:
        small, narrow = hint(block.field, labels), _is_narrow(block)
        asked = [Asked(control, caption(block.field, control), small, narrow) for control in block.controls]
        if not narrow:
            if waiting:
                yield waiting
                waiting = []
            yield asked
            continue
        waiting += asked
        if len(waiting) == 2:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def caption(field: FormField, control: Control | None = None) -> str:
    """Return a label as printed, with the mark of an answer that is needed."""
    label = control.label if control is not None else field.label
    shorter = label.removeprefix(f"{field.section} – ")  # the heading of the section says it already
    if shorter != label:
        label = shorter[:1].upper() + shorter[1:]
    mark = "" if not field.required else " (*)" if field.condition else " *"
    return f"{label}{mark}"


def hint(field: FormField, labels: Mapping[str, str]) -> str:
    """Return the small print of a question: hint, format, example, when to answer; labels: path → label."""
    parts = [field.hint.rstrip(".")] if field.hint else []
    day = field.kind in ("data", "okres")
    form = FORMATS["data"] if day else FORMATS.get(field.kind)
    if form and (day or not field.hint):
        parts.append(form)
    if field.example and not day and not field.choices:
        parts.append(f"np. {field.example}")
    if field.condition:
        parts.append(condition(field.condition, labels))
    return "; ".join(parts)


def condition(text: str, labels: Mapping[str, str]) -> str:
    """Return in words when a question is asked: „wypełnij, gdy „Płeć” = k”; without the label „jeżeli dotyczy”."""
    path, _, value = (part.strip() for part in text.partition("="))
    negated = path.startswith("nie ")
    path = path.removeprefix("nie ").strip()
    label = labels.get(path) or labels.get(path.removeprefix("dokument."))
    if label is None:
        return "wypełnij, jeżeli dotyczy"
    if value:
        return f"wypełnij, gdy w polu „{label}” jest {'inna odpowiedź niż ' if negated else ''}„{value}”"
    return f"wypełnij, gdy pole „{label}” jest {'puste' if negated else 'wypełnione'}"


def _is_narrow(block: Block) -> bool:
    field = block.field
    controls = list(block.controls)
    if len(controls) != 1 or controls[0].shape in ("radio", "area", "check") or len(field.label) > SHORT_LABEL:
        return False
    if field.kind in NARROW:
        return True
    if field.kind != "tekst" or len(controls[0].answer) > SHORT_TEXT or len(field.hint) > SHORT_LABEL:
        return False
    return 0 < (field.longest or 0) <= SHORT_TEXT or 0 < len(field.example) <= SHORT_EXAMPLE
