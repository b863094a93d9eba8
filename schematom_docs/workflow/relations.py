"""Which papers of a case belong to the pack of a family, an institution or a participant.

A record belongs to a subject when one of its own fields names it: `rodzina: r01`, `strony: [pup, pcpr]`,
`osoba: uczestnicy.u01`. Forms about the whole case belong to every pack that lists
them, once the case has answers for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from schematom_docs.case import CheckedCase, subjects
from schematom_docs.case.reference import MISSING, read_condition
from schematom_docs.case.source import raw_at
from schematom_docs.case.subject_sets import DERIVED, OWN_RECORDS, derived_references, owner
from schematom_docs.pack import Recipe, with_roles
from schematom_docs.workflow.desk import Desk

# Kind of subject in a recipe → collection of the case.
COLLECTIONS: Final[Mapping[str, str]] = {"rodzina": "rodziny", "instytucja": "instytucje", "uczestniczka": "uczestnicy"}


def related_papers(desk: Desk, case: CheckedCase, recipe: Recipe, subject: str) -> list[tuple[str, str]]:
    """Return (type, key) of every paper the case gives for this pack, in the order of the recipe."""
    types = [type_id for member in with_roles(recipe, desk.roles()) for type_id in member.types]
    if recipe.cover_letter:
        types.insert(0, recipe.cover_letter)
    collection = COLLECTIONS.get(recipe.subject, "")
    return [
        (type_id, key)
        for type_id in dict.fromkeys(types)
        if type_id in desk.forms
        for key in _keys(desk, case, type_id)
        if not subject or not key or _belongs(desk, case, type_id, key, collection, subject)
    ]


def pack_subjects(desk: Desk, case: CheckedCase, recipe: Recipe) -> list[str]:
    """Return the keys the pack can be made for; [""] for a pack of the whole case, [] without papers for it."""
    if not _wanted(case, recipe):
        return []
    if not recipe.subject:
        own = [paper for paper in related_papers(desk, case, recipe, "") if paper[0] != recipe.cover_letter]
        return [""] if own else []
    return [key for key in records(case, COLLECTIONS[recipe.subject]) if _has_own_papers(desk, case, recipe, key)]


def subject_keys(case: CheckedCase, recipe: Recipe) -> list[str]:
    """Return the keys of all whom a pack could be about, with papers or without; [""] for one of the whole case."""
    return list(records(case, COLLECTIONS[recipe.subject])) if recipe.subject else [""]


def _wanted(case: CheckedCase, recipe: Recipe) -> bool:
    """Tell whether the condition of the recipe holds for the data of the case as they were read."""
    condition = read_condition(recipe.condition)
    found = raw_at(case.source.data, tuple(condition.path.split(".")))
    return not recipe.condition or condition.holds(MISSING if found is None else found)


def _has_own_papers(desk: Desk, case: CheckedCase, recipe: Recipe, subject: str) -> bool:
    """Tell whether the case gives a paper that the pack is made for: a required one, where any is required."""
    members = with_roles(recipe, desk.roles())
    wanted = {type_id for member in members if member.required for type_id in member.types}
    papers = related_papers(desk, case, recipe, subject)
    return any(key and type_id != recipe.cover_letter and type_id in (wanted or {type_id}) for type_id, key in papers)


def _keys(desk: Desk, case: CheckedCase, type_id: str) -> list[str]:
    """Return the subjects of a type; for a form about the whole case [""] when the case holds answers for it."""
    form = desk.form(type_id)
    if form.subject is not None:
        return list(subjects(case, form))
    return [""] if type_id in case.case.answers else []


def _belongs(desk: Desk, case: CheckedCase, type_id: str, key: str, collection: str, subject: str) -> bool:
    form = desk.form(type_id)
    if form.subject is None:
        return True
    home = form.subject.collection
    if home == collection:
        return key == subject
    named = {subject, f"{collection}.{subject}"}
    if home in DERIVED:
        return owner(derived_references(case.case, home)[key]) in named
    if home == OWN_RECORDS:
        # Such a paper may name members of the family instead of the family: dzieci: [rodziny.r01.d1].
        inside = f"{collection}.{subject}."
        return any(name in named or name.startswith(inside) for name in _names(own_record(case, type_id, key)))
    return any(name in named for name in _names(records(case, home)[key]))


def own_record(case: CheckedCase, type_id: str, key: str) -> Mapping[str, object]:
    """Return the answers of one paper that has no other record (`dokumenty.TYP.dla.KEY`) as they were read."""
    found = raw_at(case.source.data, ("dokumenty", type_id, "dla", key))
    return found if isinstance(found, Mapping) else {}


def records(case: CheckedCase, collection: str) -> dict[str, Mapping[str, object]]:
    """Return the records of a collection as they were read: key → mapping of text."""
    found = raw_at(case.source.data, (collection,))
    return {str(key): value for key, value in found.items()} if isinstance(found, dict) else {}


def _names(record: Mapping[str, object]) -> Iterator[str]:
    for value in record.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, (list, tuple)):
            yield from (item for item in value if isinstance(item, str))
