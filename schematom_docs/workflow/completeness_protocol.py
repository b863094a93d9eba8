"""The completeness protocol of a pack: what is there, what is missing and why, made also when the pack is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from schematom_docs.case import CheckedCase
from schematom_docs.errors import CaseError, Fault, SchematomError, TemplateError, UsageError
from schematom_docs.pack import Candidate, Entry, PackPlan, Place, Recipe, survey, with_roles
from schematom_docs.values import Document
from schematom_docs.workflow.binder import pack_facts
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued, issue
from schematom_docs.workflow.relations import COLLECTIONS, pack_subjects, records, related_papers

MEMBERS = (Place.COVER_LETTER, Place.DOCUMENT, Place.ANNEX)
SHOWN = 3
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
    papers: dict[tuple[str, str], Issued] = {}
    candidates = list(_candidates(desk, case, recipe, subject, papers))
    plan = survey(recipe, desk.roles(), candidates, subject=subject)
    members = [papers[key] for entry in plan.entries if (key := (entry.type_id, entry.subject)) in papers]
    facts = pack_facts(recipe, subject, members, []) | _findings(desk, recipe, plan, candidates)
    facts["podmiot_nazwa"] = facts["podmiot_nazwa"] or subject
    issued = issue(desk, case, recipe.protocol, "", {"pakiet": facts})
    return replace(issued.document, subject=f"{recipe.id}-{subject}" if subject else recipe.id)


def _candidates(
    desk: Desk, case: CheckedCase, recipe: Recipe, subject: str, papers: dict[tuple[str, str], Issued]
) -> Iterator[Candidate]:
    """Yield each paper the case gives, with the reason when it cannot be made; fill `papers` with those that can."""
    for type_id, key in related_papers(desk, case, recipe, subject):
        name = desk.form(type_id).name
        if type_id == recipe.cover_letter:
            yield Candidate(type_id, key, name)
            continue
        try:
            issued = issue(desk, case, type_id, key)
        except (CaseError, TemplateError) as error:
            yield Candidate(type_id, key, name, _reason(error), _remedy(error))
            continue
        papers[type_id, key] = issued
        yield Candidate(type_id, key, issued.document.title)


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
        {"lp": number, "nazwa": _name(desk, fault.place), "powod": fault.reason, "rada": fault.remedy}
        for number, fault in enumerate(faults, 1)
    ]


def _name(desk: Desk, place: str) -> str:
    """Return a place of a fault with the names of forms for their ids: „list_intencyjny albo porozumienie”."""
    return re.sub(r"\w+", lambda word: desk.forms[word[0]].name if word[0] in desk.forms else word[0], place)


def _reason(error: SchematomError) -> str:
    """Return why a paper cannot be made, as sentences."""
    found = list(dict.fromkeys(fault.reason for fault in error.faults)) or [error.reason]
    more = f" Dalszych przyczyn: {len(found) - SHOWN}." if len(found) > SHOWN else ""
    return " ".join(_sentence(reason) for reason in found[:SHOWN]) + more


def _remedy(error: SchematomError) -> str:
    found = list(dict.fromkeys(fault.remedy for fault in error.faults if fault.remedy)) or [error.remedy]
    return " ".join(_sentence(remedy) for remedy in found[:SHOWN] if remedy)


def _sentence(text: str) -> str:
    return (text[:1].upper() + text[1:]).rstrip(".") + "."
