"""Conditions and gates of recipes held against the names a paper really has: a misspelt one would silently say no."""

from __future__ import annotations

from collections.abc import Iterator

from schematom_docs.case import FormDefinition
from schematom_docs.case.known_names import Known
from schematom_docs.case.reference import read_condition
from schematom_docs.case.suggestion import nearest
from schematom_docs.errors import Fault
from schematom_docs.pack import Recipe
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.pack_conditions import subject_form
from schematom_docs.workflow.templates import SHOWN, names_of


def recipe_path_faults(desk: Desk) -> list[Fault]:
    """Return an error for each condition of a recipe whose path leads nowhere."""
    return [fault for recipe in desk.recipes.values() for fault in _faults(desk, recipe)]


def _faults(desk: Desk, recipe: Recipe) -> Iterator[Fault]:
    names: dict[str, Known] = {}
    for place, condition, form in _conditions(desk, recipe):
        if form.type_id not in names:
            names[form.type_id] = names_of(desk, form)
        yield from _broken(names[form.type_id], place, read_condition(condition).path)


def _conditions(desk: Desk, recipe: Recipe) -> Iterator[tuple[str, str, FormDefinition]]:
    """Yield (place, condition, form whose papers it judges); gates on types that do not exist are told elsewhere."""
    about = subject_form(recipe)
    for member in recipe.members:
        if member.condition:
            name = member.foreign or " albo ".join(member.types)
            yield f"{recipe.source}, skladniki: {name}, gdy", member.condition, about
    for gate in recipe.gates:
        if not gate.type_id or gate.type_id in desk.forms:
            yield gate.source, gate.condition, desk.forms[gate.type_id] if gate.type_id else about


def _broken(known: Known, place: str, path: str) -> Iterator[Fault]:
    found: Known | None = known
    done = ""
    for part in path.split("."):
        if found is None:
            return
        deeper = found.item() if part.isdigit() else found.field(part)
        if deeper is None:
            names = sorted(found.fields)
            near = nearest(part, names)
            listed = f"{', '.join(names[:SHOWN])}{' …' if len(names) > SHOWN else ''}"
            remedy = f"Czy chodzi o „{done}{near}”?" if near else f"Nazwy w tym miejscu: {listed}."
            yield Fault(place, f"Nie ma danych „{done}{part}”, więc warunek „{path}” nic nie znaczy.", remedy)
            return
        found, done = deeper, f"{done}{part}."
