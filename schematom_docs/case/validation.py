"""Plain data → model, all faults in Polish; and as much of the model as can be saved for the rules."""

from __future__ import annotations

import copy
import types
import typing
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from schematom_docs.case.datafault import POLISH, sentence
from schematom_docs.case.record import Record, keys_of
from schematom_docs.case.source import DataPath, PathKey, raw_at
from schematom_docs.case.suggestion import did_you_mean, nearest

UNIONS = (typing.Union, types.UnionType)
T = TypeVar("T", bound=BaseModel)
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault before its place is known. path: where in the data; reason and remedy: Polish.

    meant: the field that a misspelt name most likely means.
    """

    path: DataPath
    reason: str
    remedy: str = ""
    warning: bool = False
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Validated(Generic[T]):
    """model: typed data, without the parts at `dropped` that could not be typed; None when nothing could be saved."""

    model: T | None
    findings: tuple[Finding, ...]
    dropped: tuple[DataPath, ...]


def validate(model: type[T], data: object) -> Validated[T]:
    """Return the data typed, with every fault found. Faulty parts are left out so that rules can run on the rest."""
    rest = copy.deepcopy(data)
    findings: list[Finding] = []
    dropped: list[DataPath] = []
    for _ in range(_ROUNDS):
        try:
            return Validated(model.model_validate(rest), _without_echoes(findings), tuple(dropped))
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
        for detail in details:
            path = _data_path(detail["loc"])
            if not any(path[: len(gone)] == gone or gone[: len(path)] == path for gone in dropped):
                findings.append(_finding(model, path, detail, raw_at(data, path)))
        removed = [_remove(rest, _data_path(detail["loc"]), detail["type"]) for detail in details]
        dropped.extend(path for path in removed if path)
        if not all(removed):
            break
    return Validated(None, _without_echoes(findings), tuple(dropped))


def _without_echoes(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return the findings without fields that are „missing” only because their name is misspelt beside them."""
    meant = {(*item.path[:-1], item.meant) for item in findings if item.meant}
    return tuple(item for item in findings if item.meant or item.path not in meant)


def _data_path(loc: tuple[int | str, ...]) -> DataPath:
    """Return the path in the data: pydantic's tags of unions and its marks of keys are dropped."""
    return tuple(part for part in loc if not (isinstance(part, str) and part.startswith(("<", "["))))


def _remove(data: object, path: DataPath, kind: str) -> DataPath:
    """Take the faulty part out of `data` and return its path: the group a missing field belongs to, a whole list."""
    target = path[:-1] if kind == "missing" else path
    for index, part in enumerate(target):
        if isinstance(part, int):
            target = target[:index]
            break
    if not target:
        return ()
    parent = raw_at(data, target[:-1])
    if isinstance(parent, dict):
        parent.pop(target[-1], None)
    return target


def _finding(model: type[BaseModel], path: DataPath, detail: ErrorDetails, value: object) -> Finding:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == POLISH:
        return Finding(path, sentence(str(context["reason"])), str(context["remedy"]))
    if kind == "missing":
        return _missing(model, path)
    if kind == "extra_forbidden":
        owner = model_at(model, path[:-1])
        known = list(keys_of(owner)) if owner else []
        word = str(path[-1])
        if " " in word:  # the rest of a text with a comma; it may hold a name, so it is not repeated
            return Finding((*path[:-1], "***"), "tu stoi tekst zamiast nazwy pola.", _QUOTES)
        if word.isdigit():
            return Finding(path, f"nieznane pole „{word}”.", _COMMA)
        return Finding(path, f"nieznane pole „{word}”.", did_you_mean(word, known), meant=nearest(word, known) or "")
    if kind in ("literal_error", "enum"):
        return _choice(path, str(context.get("expected", "")), value)
    reason, remedy = _SHAPES.get(kind, ("wartość ma zły rodzaj.", "Porównaj ją z przykładem w dokumentacji danych."))
    return Finding(path, reason, remedy)


_COMMA = 'Przecinek w nawiasach { } oddziela pola: wpisz liczbę w cudzysłowie ("12,50") albo z kropką (12.50).'
_QUOTES = "Przecinek w nawiasach { } oddziela pola: tekst, który ma przecinek, weź w cudzysłów."
_GROUP = ("tu powinien stać zestaw pól „klucz: wartość”.", "Wpisz pola w kolejnych, wciętych wierszach.")
_LIST = ("tu powinna stać lista.", "Zacznij każdą pozycję od „- ” albo wpisz [..., ...].")
_SHAPES = {
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "dict_type": _GROUP,
    "tuple_type": _LIST,
    "list_type": _LIST,
}


def _missing(model: type[BaseModel], path: DataPath) -> Finding:
    owner, key = model_at(model, path[:-1]), str(path[-1])
    described = ""
    if owner:
        described = owner.model_fields[keys_of(owner).get(key, key)].description or ""
    meaning = f" ({described})" if described and described != key else ""
    return Finding(path, f"brak pola „{key}”{meaning}.", f"Dopisz je: „{key}: …”.")


def _choice(path: DataPath, expected: str, value: object) -> Finding:
    options = [part for index, part in enumerate(expected.split("'")) if index % 2]
    near = nearest(value, options) if isinstance(value, str) else None
    remedy = f"Czy chodzi o „{near}”? " if near and len(options) > 1 else ""
    return Finding(path, "takiej wartości nie ma na liście.", f"{remedy}Wpisz jedną z: {', '.join(options)}.")


def model_at(model: type[BaseModel], path: DataPath) -> type[BaseModel] | None:
    """Return the model whose fields stand at a path, None when the path leaves the models."""
    current: object = model
    for part in path:
        current = _inner(current, part)
        if current is None:
            return None
    found = [item for item in annotation_parts(current) if isinstance(item, type) and issubclass(item, Record)]
    return found[0] if found else None


def _inner(annotation: object, part: PathKey) -> object:
    for item in annotation_parts(annotation):
        if isinstance(item, type) and issubclass(item, BaseModel):
            name = keys_of(item).get(str(part))
            if name:
                return item.model_fields[name].annotation
        elif typing.get_origin(item) is dict and isinstance(part, str):
            return typing.get_args(item)[1]
        elif typing.get_origin(item) is tuple and isinstance(part, int):
            return typing.get_args(item)[0]
    return None


def annotation_parts(annotation: object) -> list[object]:
    """Return the alternatives of an annotation with Annotated[...] and unions opened."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return annotation_parts(typing.get_args(annotation)[0])
    if origin in UNIONS:
        return [part for item in typing.get_args(annotation) for part in annotation_parts(item)]
    return [annotation]
