"""The completeness protocol of a pack: what is there, what is missing and why, made also when the pack is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from schematom_docs.case import CheckedCase
from schematom_docs.errors import Fault, UsageError
from schematom_docs.pack import Candidate, Entry, PackPlan, Place, Recipe, survey, with_roles
from schematom_docs.values import Document
from schematom_docs.workflow.assembly import entry_key, gather, missing_papers
from schematom_docs.workflow.binder import pack_facts
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from schematom_docs.workflow.relations import COLLECTIONS, pack_subjects, records

MEMBERS = (Place.COVER_LETTER, Place.DOCUMENT, Place.ANNEX)
ABSENT = "W danych sprawy nie ma tego dokumentu; nie jest wymagany."
_ROW: Mapping[str, object] = {"lp": 1, "nazwa": "", "powod": "", "rada": ""}
LISTED: Mapping[str, object] = {
    "kompletny": True,
    "obecne": [{"lp": 1, "tytul": "", "zalacznik": False}],
    "brakujace": [_ROW],
    "pominiete": [_ROW],
}
"""Shape of what the protocol sees beside the facts of every frame paper."""


def completeness_protocols(
    desk: Desk, case: CheckedCase, recipe_id: str, keys: Sequence[str] | None = None
) -> list[Document]:
    """Return the protocol of each pack of a recipe: for `keys`, or for every subject that has papers for it.

    Raises UsageError for a recipe without a protocol and for a key the case does not have, CaseError and
    TemplateError only from the protocol itself.
    """
    recipe = desk.recipe(recipe_id)
    if not recipe.protocol:
        raise UsageError(
            f"„{recipe.name}” nie ma protokołu kompletności",
            remedy="Wpisz w przepisie „protokol: protokol_kompletnosci”.",
        )
    chosen = list(keys) if keys is not None else pack_subjects(desk, case, recipe)
    known = list(records(case, COLLECTIONS[recipe.subject])) if recipe.subject else [""]
    if unknown := [key for key in chosen if key not in known]:
        raise UsageError(
            f"„{recipe.name}”: w danych sprawy nie ma pozycji {', '.join(unknown)}", remedy=f"Są: {', '.join(known)}."
        )
    return [_protocol(desk, case, recipe, subject) for subject in chosen]


def _protocol(desk: Desk, case: CheckedCase, recipe: Recipe, subject: str) -> Document:
    found = gather(desk, case, recipe, subject)
    plan = survey(recipe, desk.roles(), found.candidates, subject=subject)
    members = [found.papers[key] for entry in plan.entries if (key := entry_key(entry)) in found.papers]
    facts = pack_facts(recipe, subject, members, []) | _findings(desk, recipe, plan, found.candidates)
    facts["podmiot_nazwa"] = facts["podmiot_nazwa"] or subject
    issued = issue(desk, case, recipe.protocol, "", {"pakiet": facts})
    return replace(issued.document, subject=f"{recipe.id}-{subject}" if subject else recipe.id)


def _findings(desk: Desk, recipe: Recipe, plan: PackPlan, candidates: Iterable[Candidate]) -> dict[str, object]:
    present = [entry for entry in plan.entries if entry.place in MEMBERS]
    given = {paper.type_id for paper in candidates}
    absent = [
        Fault(member.types[0], ABSENT)
        for member in with_roles(recipe, desk.roles())
        if not member.required and not given.intersection(member.types)
    ]
    return {
        "kompletny": not plan.missing,
        "obecne": [_present(number, entry) for number, entry in enumerate(present, 1)],
        "brakujace": _rows(desk, plan.missing),
        "pominiete": _rows(desk, (*plan.omitted, *absent)),
    }


def _present(number: int, entry: Entry) -> dict[str, object]:
    return {"lp": number, "tytul": entry.title, "zalacznik": entry.place is Place.ANNEX}


def _rows(desk: Desk, faults: Iterable[Fault]) -> list[dict[str, object]]:
    return [
        {"lp": number, "nazwa": fault.place, "powod": fault.reason, "rada": fault.remedy}
        for number, fault in enumerate(missing_papers(desk, list(faults)), 1)
    ]
