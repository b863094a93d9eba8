"""Reference data (programmes, legal bases, modules), and dotted paths into the context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from schematom_docs.case.legal import LegalBasis
from schematom_docs.case.modules import SupportModule
from schematom_docs.case.programmes import Programme
from schematom_docs.case.record import Record
from schematom_docs.case.source import SourceData, read_source
from schematom_docs.case.validation import validate
from schematom_docs.errors import CaseError, Fault


@dataclass(frozen=True, slots=True)
class ReferenceData:
    """Data that all cases share, each under its id."""

    programmes: Mapping[str, Programme]
    legal_bases: Mapping[str, tuple[LegalBasis, ...]]
    modules: Mapping[str, SupportModule]


T = TypeVar("T", bound=Record)


class _Programmes(Record):
    items: dict[str, Programme]


class _LegalBases(Record):
    items: dict[str, tuple[LegalBasis, ...]]


class _Modules(Record):
    items: dict[str, SupportModule]


def load_reference(folder: Path) -> ReferenceData:
    """Return the reference data of forms/dane. folder: the forms folder or its „dane”.

    Raises CaseError with every fault of the three files.
    """
    place = folder / "dane" if (folder / "dane").is_dir() else folder
    faults: list[Fault] = []
    programmes = _read(place / "programy.yaml", _Programmes, faults)
    bases = _read(place / "podstawy_prawne.yaml", _LegalBases, faults)
    modules = _read(place / "moduly.yaml", _Modules, faults)
    if faults or programmes is None or bases is None or modules is None:
        raise CaseError("dane wspólne formularzy są błędne.", place=place.name, faults=faults)
    return ReferenceData(programmes.items, bases.items, modules.items)


def _read(path: Path, model: type[T], faults: list[Fault]) -> T | None:
    source = read_source(path, f"dane/{path.name}")
    checked = validate(model, {"items": source.data})
    faults.extend(source.faults)
    faults.extend(Fault(_place(source, finding.path), finding.reason, finding.remedy) for finding in checked.findings)
    return checked.model


def _place(source: SourceData, path: tuple[str | int, ...]) -> str:
    return source.place(path[1:])


MISSING = object()
"""Value of a path that leads nowhere."""


def resolve(context: Mapping[str, object], path: str) -> object:
    """Return the value at a dotted path of a context, MISSING when the path leads nowhere. Rows count from 1."""
    value: object = context
    for part in path.split("."):
        if isinstance(value, Mapping) and part in value:
            value = value[part]
        elif isinstance(value, list) and part.isdigit() and 0 < int(part) <= len(value):
            value = value[int(part) - 1]
        else:
            return MISSING
    return value


def present(context: Mapping[str, object], path: str) -> bool:
    """Tell whether a path has a value: not None, False, an empty text or an empty list; 0 is a value."""
    return is_answer(resolve(context, path))


def is_answer(value: object) -> bool:
    """Tell whether a value says something: not MISSING, None, False, an empty text or an empty list; 0 does."""
    if value is MISSING or value is None or value is False:
        return False
    return not (isinstance(value, str | list | dict) and not value)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a form: „ścieżka”, „ścieżka = wartość”, „ścieżka = jedna | druga”, each also after „nie ”."""

    path: str
    values: tuple[str, ...] = ()
    negated: bool = False

    def holds(self, value: object) -> bool:
        """Tell whether the condition holds for what stands at its path; MISSING when nothing does."""
        return self.negated != (_said(value) in self.values if self.values else is_answer(value))


def read_condition(text: str) -> Condition:
    """Return a condition as its parts."""
    negated = text.startswith("nie ")
    path, _, wanted = (text[4:] if negated else text).partition("=")
    values = tuple(item.strip() for item in wanted.split("|") if item.strip())
    return Condition(path.strip(), values, negated)


def _said(value: object) -> str:
    return ("tak" if value else "nie") if isinstance(value, bool) else str(value)


def holds(context: Mapping[str, object], condition: str | None) -> bool:
    """Tell whether a condition of a form holds in a context; none always does."""
    if condition is None:
        return True
    parts = read_condition(condition)
    return parts.holds(resolve(context, parts.path))
