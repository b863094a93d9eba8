"""Conditions of recipes: places of a pack that depend on data, gates before its release, lists of annexes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from schematom_docs.case import CheckedCase, FormDefinition
from schematom_docs.case.context import described
from schematom_docs.case.form_model import Subject
from schematom_docs.case.reference import holds
from schematom_docs.errors import Fault
from schematom_docs.pack import AnnexList, Gate, PackPlan, Recipe, annex_faults
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued
from schematom_docs.workflow.relations import COLLECTIONS

Context = Mapping[str, object]


def subject_form(recipe: Recipe) -> FormDefinition:
    """Return a form without questions about the subject of a pack: what it may name, conditions may name."""
    about = Subject(z=COLLECTIONS[recipe.subject], jako=recipe.subject) if recipe.subject else None
    return FormDefinition(
        typ=recipe.id, nazwa=recipe.name, tytul=recipe.name, szablon=f"{recipe.id}.docx", dotyczy=about
    )


def condition_of(desk: Desk, case: CheckedCase, recipe: Recipe, subject: str) -> Callable[[str], bool]:
    """Return what tells whether a condition holds for the subject of a pack („rodzina.dzieci”)."""
    found: list[Context] = []

    def tell(condition: str) -> bool:
        if not found:
            found.append(described(case, subject_form(recipe), subject, desk.reference, {})[0])
        return holds(found[0], condition)

    return tell


def idle_types(desk: Desk, case: CheckedCase, recipe: Recipe, subject: str) -> set[str]:
    """Return the types whose place in the pack has a condition that does not hold."""
    tell = condition_of(desk, case, recipe, subject)
    idle = [member for member in recipe.members if member.condition and not tell(member.condition)]
    return {type_id for member in idle for type_id in member.types}


def shut_gates(
    desk: Desk, case: CheckedCase, recipe: Recipe, subject: str, papers: Sequence[tuple[str, str]]
) -> list[Fault]:
    """Return a fault for each gate of the recipe that is shut. papers: (type, key) of all the case gives the pack."""
    tell = condition_of(desk, case, recipe, subject)
    shut = []
    for gate in recipe.gates:
        if not gate.type_id:
            shut += [] if tell(gate.condition) else [_fault(recipe, gate, subject)]
            continue
        for type_id, key in papers:
            if type_id == gate.type_id:
                context, _ = described(case, desk.form(type_id), key, desk.reference, {})
                shut += [] if holds(context, gate.condition) else [_fault(recipe, gate, key)]
    return list(dict.fromkeys(shut))


def _fault(recipe: Recipe, gate: Gate, key: str) -> Fault:
    name = gate.type_id or recipe.name
    return Fault(f"{name} ({key})" if key else name, gate.message, gate.remedy)


def wrong_annexes(plan: PackPlan, papers: Mapping[tuple[str, str], Issued]) -> list[Fault]:
    """Return faults between the annexes that papers of the pack list and the parts of the pack."""
    entries = [entry for entry in plan.entries if entry.type_id in plan.recipe.annex_lists]
    lists = [
        AnnexList(entry.title, tuple(_listed(papers[entry.type_id, entry.subject])))
        for entry in entries
        if (entry.type_id, entry.subject) in papers
    ]
    return annex_faults(lists, plan.entries) if lists else []


def _listed(paper: Issued) -> Iterator[str]:
    document = paper.context.get("dokument")
    rows = document.get("zalaczniki") if isinstance(document, Mapping) else None
    for row in rows if isinstance(rows, list) else []:
        if not row["w_dokumencie"]:
            yield str(row["tytul"])
