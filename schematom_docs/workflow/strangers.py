"""Surnames that must not stand in a paper: of the other families of its case and of the other cases of a workspace."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from schematom_docs.case import CheckedCase
from schematom_docs.case.source import raw_at, read_source
from schematom_docs.errors import Fault, SchematomError
from schematom_docs.polish import inflect
from schematom_docs.polish.cases import CASES
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.relations import records

FAMILIES = "rodziny"
# Fields that hold names; free text is not among them, because a name copied with it is what is looked for.
_NAME_FIELDS = frozenset(
    {"nazwa", "skrot", "siedziba", "adres", "miejscowosc", "ulica", "poczta", "autor", "obszar", "imie", "nazwisko"}
    | {"imiona", "nazwisko_rodowe", "patron", "odmiany", "zrodlo"}
)
_CAPITAL = re.compile(r"\b[A-ZĄĆĘŁŃÓŚŹŻ][\w-]+")
_FOLDERS_LEFT_OUT = frozenset({"node_modules", "__pycache__"})


def paper_family(desk: Desk, case: CheckedCase, type_id: str, subject: str) -> str:
    """Return the key of the one family a paper is about, "" when it is about none or several."""
    form = desk.forms.get(type_id)
    if form is None or form.subject is None or not subject:
        return ""
    if form.subject.collection == FAMILIES:
        return subject
    record = records(case, form.subject.collection).get(subject) or {}
    key = str(record.get("rodzina") or "").removeprefix(f"{FAMILIES}.")
    return key if key in records(case, FAMILIES) else ""


def strangers_of(case: CheckedCase, family: str) -> dict[str, str]:
    """Return every form of the surnames of the other families of a case → their key; {} when no family is given.

    Names that other people, places and institutions of the case bear too are left out.
    """
    families = records(case, FAMILIES)
    if family not in families:
        return {}
    others = {key: value for key, value in _sections(case) if key != FAMILIES}
    known = {*_CAPITAL.findall(_text([families[family], others])), *_forms_of([families[family], others])}
    found = {form: key for key, other in families.items() if key != family for form in _forms_of(other)}
    return {form: key for form, key in found.items() if form not in known}


@dataclass(slots=True)
class Neighbours:
    """The other cases of a workspace, read when the first paper is checked. files: their case files."""

    files: Sequence[Path] = ()
    unread: list[Fault] = field(default_factory=list)
    _found: dict[str, str] | None = None

    def strangers(self, case: CheckedCase) -> dict[str, str]:
        """Return forms of the surnames of families of the other cases → „r01 w sprawie PILOTAŻ”.

        Names that stand in the name fields of `case` are left out. A file that cannot be read is told in `unread`.
        """
        found = self._names()
        if not found:
            return {}
        data = dict(_sections(case))
        known = {*_forms_of(data), *_CAPITAL.findall(_text(list(_named(data))))}
        return {form: family for form, family in found.items() if form not in known}

    def _names(self) -> dict[str, str]:
        if self._found is None:
            self._found = {}
            for path in self.files:
                try:
                    self._found.update(_surnames_in(path))
                except SchematomError as error:
                    reason = f"nie da się odczytać tej sprawy ({error.reason}); nazwisk z niej nie sprawdzam"
                    self.unread.append(Fault(_shown(path), reason, error.remedy, warning=True))
        return self._found


def case_files(root: Path | None, names: Sequence[str], *, own: Path, skip: Path) -> list[Path]:
    """Return the case files (of the given `names`) under `root`, without `own` and without the folder `skip`."""
    if root is None:
        return []
    found: list[Path] = []
    for folder, inner, files in os.walk(root):
        inner[:] = sorted(
            name
            for name in inner
            if not name.startswith(".") and name not in _FOLDERS_LEFT_OUT and Path(folder, name) != skip
        )
        found += [Path(folder, name) for name in names if name in files]
    return [path for path in found if path.resolve() != own.resolve()]


def _surnames_in(path: Path) -> dict[str, str]:
    data = read_source(path, _shown(path)).data
    families = raw_at(data, (FAMILIES,))
    if not isinstance(families, dict):
        return {}
    pilot = raw_at(data, ("pilotaz",))
    where = f" w sprawie {pilot}" if isinstance(pilot, str) else " w innej sprawie"
    return {form: f"{key}{where}" for key, family in families.items() for form in _forms_of(family)}


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _sections(case: CheckedCase) -> list[tuple[str, object]]:
    data = raw_at(case.source.data, ())
    return [(str(key), value) for key, value in data.items()] if isinstance(data, dict) else []


def _text(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(_text(item) for item in value.values())
    if isinstance(value, list):
        return " ".join(_text(item) for item in value)
    return str(value or "")


def _named(value: object) -> Iterator[object]:
    """Yield the values of all name fields, and approved names, which are keys."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in _NAME_FIELDS:
                yield [item, list(item) if isinstance(item, dict) else ""]
            yield from _named(item)
    elif isinstance(value, list):
        for item in value:
            yield from _named(item)


def _forms_of(value: object) -> set[str]:
    """Return all forms of the surnames of all people described in `value`."""
    return {form for bearer in _bearers(value) for form in _surname_forms(*bearer)}


def _bearers(value: object) -> Iterator[tuple[str, str, str]]:
    """Yield (surname, first name, gender) of every person described."""
    if isinstance(value, Mapping):
        if value.get("nazwisko"):
            gender = "m" if value.get("plec") == "m" else "f"
            yield str(value["nazwisko"]), str(value.get("imie") or ""), gender
        for item in value.values():
            yield from _bearers(item)
    elif isinstance(value, list):
        for item in value:
            yield from _bearers(item)


@lru_cache(maxsize=20_000)
def _surname_forms(surname: str, first: str, gender: str) -> frozenset[str]:
    whole = f"{first} {surname}".strip()
    return frozenset(
        form.split(" ")[-1]
        for case in CASES[:6]
        for form in (
            inflect(whole, case, kind="person", gender=gender).form,
            inflect(surname, case, kind="family").form,
        )
    )
