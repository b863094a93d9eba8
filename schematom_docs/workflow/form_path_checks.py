"""Paths in form definitions held against the names a paper really has: a misspelt one would silently say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from schematom_docs.case import FormDefinition
from schematom_docs.case.answers import answer_place
from schematom_docs.case.checked import located
from schematom_docs.case.form_paths import form_paths, rule_paths
from schematom_docs.case.form_places import steps_of
from schematom_docs.case.form_rules import ROW
from schematom_docs.case.known_names import Known
from schematom_docs.case.source import DataPath, read_source
from schematom_docs.case.subject_sets import OWN_RECORDS
from schematom_docs.case.suggestion import nearest
from schematom_docs.case.validation import Finding
from schematom_docs.errors import Fault
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.templates import ANSWERS, SHOWN, names_of

_OF_A_DATE = ("year", "month", "day")
_COMMON = ("numer", "data", "miejscowosc")


def path_faults(desk: Desk, folder: Path) -> list[Fault]:
    """Return an error for each path of the forms that leads nowhere, with its line in forms/TYP.yaml of the folder."""
    faults: list[Fault] = []
    for form in desk.forms.values():
        findings = list(path_findings(desk, form))
        source = read_source(folder / f"{form.type_id}.yaml") if findings else None
        faults += [located(source, item) for item in findings if source is not None]
    return faults


def path_findings(desk: Desk, form: FormDefinition) -> Iterator[Finding]:
    """Yield an error for each path of a form that leads nowhere beyond its first name, which load_forms checks.

    The tree of names is made only when the data model alone does not tell that all paths are right.
    """
    borrowed = [(place, path) for place, path in form_paths(form) if answer_place(path)]
    yield from (_no_such_answer(place, path) for place, path in borrowed if not _is_answer(desk, form, path))
    others = [item for item in form_paths(form) if item not in borrowed]
    open_paths = [(place, path, "") for place, path in others if not _sure(form, path)]
    open_paths += [item for item in rule_paths(form) if not (_sure(form, item[1]) or _is_column(form, *item[1:]))]
    if not open_paths:
        return
    known = names_of(desk, form)
    for place, path, rows in open_paths:
        yield from _broken(known, place, path, rows)


def _sure(form: FormDefinition, path: str) -> bool:
    """Tell whether the form or the data model alone says that a path is right."""
    head, _, rest = path.partition(".")
    if not rest:
        return True
    if head == ANSWERS:
        return rest in _COMMON or form.question(rest) is not None
    return steps_of(form, path) is not None


def _is_answer(desk: Desk, form: FormDefinition, path: str) -> bool:
    """Tell whether „dokumenty.TYP.POLE” is an answer of a paper about the whole case or the subjects of this form."""
    _, type_id, name = path.split(".", 2)
    other = desk.forms.get(type_id)
    if other is None or other.type_id == form.type_id or other.question(name) is None:
        return False
    return other.subject is None or (
        form.subject is not None
        and form.subject.collection == other.subject.collection
        and form.subject.collection != OWN_RECORDS
    )


def _no_such_answer(place: DataPath, path: str) -> Finding:
    reason = f"ścieżka „{path}” nie prowadzi do odpowiedzi dokumentu, który dotyczy całej sprawy albo tego samego."
    return Finding(place, reason, "Podaj dokumenty.TYP.POLE: typ bez „dotyczy” albo z takim samym i jego pytanie.")


def _is_column(form: FormDefinition, path: str, rows: str) -> bool:
    table = form.question(rows.removeprefix(f"{ANSWERS}."))
    return table is not None and any(path == f"{ROW}.{column.name}" for column in table.columns)


def _broken(known: Known, place: DataPath, path: str, rows: str) -> Iterator[Finding]:
    parts = path.split(".")
    start: Known | None = known
    done = ""
    if rows and parts[0] == ROW:
        for part in rows.split("."):
            start = start.field(part) if start else None
        start, done, parts = (start.item() if start else None), f"{ROW}.", parts[1:]
    rule = place[0] == "reguly"
    for number, part in enumerate(parts):
        if start is None:
            return
        if rule and start.kinds == {"data"} and part in _OF_A_DATE:
            return
        found = start.item() if part.isdigit() else start.field(part)
        if found is None:
            if not _told(done, rule=rule):
                reason = f"dane dokumentu nie mają „{done}{part}”, więc „{path}” nic nie znaczy."
                yield Finding(place, reason, _remedy(part, done, start))
            return
        start, done = found, f"{done}{part}." if number < len(parts) - 1 else done


def _told(done: str, *, rule: bool) -> bool:
    """Tell whether load_forms tells of the name already: first names, and in rules also the questions they read."""
    return not done or (rule and done == f"{ANSWERS}.")


def _remedy(part: str, done: str, owner: Known) -> str:
    names = sorted(owner.fields)
    near = nearest(part, names)
    if near is not None:
        return f"Czy chodzi o „{done}{near}”?"
    if not names:
        return "Usuń to, co stoi po kropce."
    return f"Nazwy w tym miejscu: {', '.join(names[:SHOWN])}{' …' if len(names) > SHOWN else ''}."
