"""A case with one fact altered, to see what hangs on it. The altered case is never written and need not be valid."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from pydantic import BaseModel

from schematom_docs.case.case_model import Case
from schematom_docs.case.record import Reference, keys_of
from schematom_docs.case.validation import annotation_parts
from schematom_docs.errors import UsageError

STEPS = (1, 400)
"""Two alterations of each value: a day and more than a year, so that a value that shows only its year shows too."""


def altered(case: Case, path: str, step: int) -> Case:
    """Return the case with the value at a dotted path altered, or every value below it. Rows count from 1.

    step: one of STEPS. Raises UsageError when the case has nothing there.
    """
    changed = _at(case, case, path.split("."), step, path)
    assert isinstance(changed, Case)
    return changed


def _at(case: Case, value: object, parts: Sequence[str], step: int, path: str) -> object:
    if not parts:
        return _changed(case, value, step)
    head, *rest = parts
    if isinstance(value, BaseModel):
        name = keys_of(type(value)).get(head)
        if name is not None and getattr(value, name) is not None:
            inner = _at(case, getattr(value, name), rest, step, path)
            choices = _literals(type(value), name)
            return value.model_copy(update={name: _other(inner, getattr(value, name), choices)})
    if isinstance(value, dict) and head in value:
        return value | {head: _at(case, value[head], rest, step, path)}
    if isinstance(value, list | tuple) and head.isdigit() and 0 < int(head) <= len(value):
        index = int(head) - 1
        return (*value[:index], _at(case, value[index], rest, step, path), *value[index + 1 :])
    raise UsageError(f"w danych sprawy nie ma wartości „{path}”", remedy=_known(value, head))


def _known(value: object, head: str) -> str:
    if isinstance(value, BaseModel):
        names = [key for key, name in keys_of(type(value)).items() if getattr(value, name) is not None]
    elif isinstance(value, dict):
        names = [str(key) for key in value]
    elif isinstance(value, list | tuple):
        return f"Zamiast „{head}” podaj numer pozycji od 1 do {len(value)}."
    else:
        return f"Ścieżka kończy się przed „{head}”."
    return f"Zamiast „{head}” może być: {', '.join(names) or 'nic'}."


def _literals(model: type[BaseModel], name: str) -> list[object]:
    """Return the words a field of a closed list may hold."""
    parts = annotation_parts(model.model_fields[name].annotation)
    return [word for part in parts if typing.get_origin(part) is typing.Literal for word in typing.get_args(part)]


def _other(inner: object, old: object, choices: Sequence[object]) -> object:
    return next((word for word in choices if word != old), inner) if choices else inner


def _changed(case: Case, value: object, step: int) -> object:
    """Return another value of the same type; of a group of fields every one is altered, of a list every item."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, date):
        return value + timedelta(days=step)
    if isinstance(value, int | Decimal):
        return value + step
    if isinstance(value, Reference):
        return _another_key(case, value)
    if isinstance(value, str):
        return f"{value} ({step})"
    if isinstance(value, BaseModel):
        return _changed_record(case, value, step)
    if isinstance(value, dict):
        return {key: _changed(case, item, step) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_changed(case, item, step) for item in value)
    return value


def _changed_record(case: Case, value: BaseModel, step: int) -> BaseModel:
    update = {}
    for name in type(value).model_fields:
        old = getattr(value, name)
        update[name] = _other(_changed(case, old, step), old, _literals(type(value), name) if old is not None else ())
    return value.model_copy(update=update)


def _another_key(case: Case, reference: Reference) -> Reference:
    """Return a reference to another entity of the same section, the same reference when there is no other."""
    field = keys_of(Case).get(reference.collection)
    keys = list(getattr(case, field)) if field else [f"osoby.{key}" for key in case.people]
    return next((type(reference)(key) for key in keys if key != str(reference)), reference)
