"""Answers held against the whole case: they are put into the data, the case is checked, what concerns them is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from schematom_docs.case import rules_institutions, rules_people
from schematom_docs.case.answer_values import KEY_COLUMN
from schematom_docs.case.answering import placed_answers
from schematom_docs.case.case_model import Case
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.form_places import Places
from schematom_docs.case.module_rules import aliased_modules, unknown_modules
from schematom_docs.case.reference import ReferenceData
from schematom_docs.case.rules import broken_rules
from schematom_docs.case.source import DataPath, SourceData, raw_at
from schematom_docs.case.validation import Finding, validate
from schematom_docs.fields import Answers, FormField

_ALONE: Mapping[str, object] = {
    "schemat": "1",
    "pilotaz": "formularz",
    "projekt": {"tytul": "formularz", "program": "po_kl", "lider": "lider"},
    "instytucje": {"lider": {"nazwa": "formularz", "rodzaj": "inne"}},
}
"""The least case that answers can stand in when no case is given."""


def merged_findings(
    form: FormDefinition,
    answers: Answers,
    fields: Mapping[str, FormField],
    reference: ReferenceData | None,
    case: Mapping[str, object] | None,
) -> Iterator[tuple[str, int, Finding]]:
    """Yield (path of the question, row from 1 or 0, finding) for what the checks of the case say of the answers.

    What the case said without the answers is not told. Without a case only the rules on people, numbers and contracts
    are run: those on series and references would miss the rest of the case.
    """
    base = _ALONE if case is None else case
    merged, key = placed_answers(base, form, answers)
    before = (
        set() if case is None else {(item.path, item.reason) for item in _findings(dict(base), reference, alone=False)}
    )
    places = _placed(merged, form, key, fields)
    for finding in _findings(merged, reference, alone=case is None):
        if (finding.path, finding.reason) in before:
            continue
        found = _question(finding.path, places, fields, merged)
        if found is not None:
            yield (*found, finding)
        elif case is not None:
            yield "", 0, finding


_ALONE_RULES: tuple[Callable[[Case], Iterable[Finding]], ...] = (
    rules_people.pesel_agrees,
    rules_people.sex_agrees_with_first_name,
    rules_people.pesel_is_unique,
    rules_people.parents_are_not_children,
    rules_people.only_adults_represent,
    rules_people.commitments_belong_to_adults,
    rules_institutions.regon_is_the_bodys_own,
    rules_institutions.krs_is_of_a_registered_body,
)


def _findings(data: Mapping[str, object], reference: ReferenceData | None, *, alone: bool) -> list[Finding]:
    checked = validate(Case, data)
    findings = list(checked.findings)
    if checked.model is None:
        return findings
    model = checked.model
    alone_rules = [finding for rule in _ALONE_RULES for finding in rule(model)] if alone else []
    rules = alone_rules if alone else broken_rules(model, SourceData("", data))
    if reference is not None:
        rules += unknown_modules(checked.model, reference) + aliased_modules(checked.model, reference)
    gone = checked.dropped
    return findings + [item for item in rules if not any(part[: len(item.path)] == item.path for part in gone)]


def _placed(
    data: dict[str, object], form: FormDefinition, key: str, fields: Mapping[str, FormField]
) -> dict[DataPath, str]:
    """Return place in the data → path of the question whose answer stands there."""
    places = Places(data, form, key)
    found: dict[DataPath, str] = {}
    for path, item in fields.items():
        place = places.place(path) or (*places.own_base(), *path.split("."))
        found.setdefault(place, path)
        default = places.place(item.default[0]) if item.default else None
        if default is not None:
            found.setdefault(default, path)
    return found


def _question(
    path: DataPath, places: Mapping[DataPath, str], fields: Mapping[str, FormField], data: object
) -> tuple[str, int] | None:
    """Return (question, row) a finding is about: at its place, in its table, else the first one beside it."""
    for length in range(len(path), 0, -1):
        name = places.get(path[:length])
        if name is not None:
            rest = path[length:]
            return _cell(fields[name], rest, raw_at(data, path[:length])) if rest else (name, 0)
    beside = [name for place, name in places.items() if len(path) > 1 and place[: len(path) - 1] == path[:-1]]
    below = [name for place, name in places.items() if place[: len(path)] == path]
    return ((below or beside)[0], 0) if len(path) > 1 and (below or (beside and len(path) > 2)) else None


def _cell(table: FormField, rest: DataPath, rows: object) -> tuple[str, int]:
    if table.kind != "tabela":
        return table.path, 0
    first = rest[0]
    row = first + 1 if isinstance(first, int) else list(rows).index(first) + 1 if isinstance(rows, dict) else 0
    dotted = ".".join(str(part) for part in rest[1:])
    column = next((item.path for item in table.columns if item.path == dotted), "")
    if not column:
        column = next((item.path for item in table.columns if rest[1:2] == (item.path,)), "")
    return (f"{table.path}.{column}" if column and column != KEY_COLUMN else table.path), row
