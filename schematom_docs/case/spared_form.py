"""As much of a faulty form definition as can be saved, so that the rest of it is checked in the same run."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.record import keys_of
from schematom_docs.case.source import DataPath, raw_at
from schematom_docs.case.validation import Finding, model_at, validate

_ROUNDS = 3
_TEXTS = ("nazwa", "tytul", "szablon")
_ROWS: dict[str, dict[str, object]] = {
    "pytania": {"etykieta": "-", "rodzaj": "tekst"},
    "reguly": {"warunek": "true", "komunikat": "-"},
    "podpisy": {"kazda": "strona"},
    "zalaczniki": {"tytul": "-"},
}
"""What stands in for a row that cannot be typed, so that the rows after it keep their numbers."""


@dataclass(frozen=True, slots=True)
class SparedForm:
    """form: typed, with stand-ins for what could not be; None when nothing could be saved.

    findings: everything wrong with keys and types; hidden: paths below which further findings would only be echoes;
    whole: whether nothing but unknown keys was left out, so that the form may be held against its templates.
    """

    form: FormDefinition | None
    findings: tuple[Finding, ...]
    hidden: tuple[DataPath, ...] = ()
    whole: bool = True

    def hides(self, finding: Finding) -> bool:
        """Tell whether a further finding only follows from what was left out."""
        return any(finding.path[: len(path)] == path for path in self.hidden)


def spared_form(data: object, type_id: str) -> SparedForm:
    """Return the form of a file that has been read. type_id: name of the file, for one that does not tell its type."""
    checked = validate(FormDefinition, data)
    if not checked.findings:
        return SparedForm(checked.model, ())
    rest = copy.deepcopy(data)
    if not isinstance(rest, dict):
        return SparedForm(None, checked.findings, whole=False)
    hidden: set[DataPath] = set()
    whole = True
    found = checked.findings
    for _ in range(_ROUNDS):
        for finding in found:
            place, harmless = _mend(rest, finding, type_id)
            hidden.add(place)
            whole = whole and harmless
        again = validate(FormDefinition, rest)
        if not again.findings:
            return SparedForm(again.model, checked.findings, tuple(hidden), whole)
        found = again.findings
    return SparedForm(None, checked.findings, tuple(hidden), whole=False)


def _mend(rest: dict[str, object], finding: Finding, type_id: str) -> tuple[DataPath, bool]:
    """Take out or replace what is wrong; return (path whose further findings would be echoes, nothing is lost)."""
    path = finding.path
    owner = model_at(FormDefinition, path[:-1])
    group = raw_at(rest, path[:-1])
    if owner is not None and isinstance(group, dict) and path[-1] in group and path[-1] not in keys_of(owner):
        del group[path[-1]]
        return path, True
    head = str(path[0])
    rows = rest.get(head)
    if head in _ROWS and len(path) > 1 and isinstance(path[1], int) and isinstance(rows, list):
        rows[path[1]] = _stand_in(head, rows[path[1]], path[1])
        return path[:2], False
    if head == "typ" or head in _TEXTS:
        rest[head] = type_id if head == "typ" else "-"
        return path[:1], False
    rest.pop(head, None)
    return path[:1], False


def _stand_in(head: str, row: object, number: int) -> dict[str, object]:
    if head != "pytania":
        return dict(_ROWS[head])
    name = row.get("pole") if isinstance(row, dict) else None
    return {"pole": name if isinstance(name, str) and name else f"pytanie_{number + 1}", **_ROWS[head]}
