"""Which papers a fact of the case touches: found by altering the fact and comparing what would be printed."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from schematom_docs.case import CheckedCase, subjects
from schematom_docs.case.case_model import Case
from schematom_docs.case.probe import STEPS, altered
from schematom_docs.case.rules import repeated_facts
from schematom_docs.errors import SchematomError
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from schematom_docs.workflow.relations import pack_subjects, related_papers
from schematom_docs.workflow.sets import paper_types

Paper = tuple[str, str]
"""Type and key of a paper."""


@dataclass(frozen=True, slots=True)
class Touched:
    """Papers (type, key) whose text would change, and packs (recipe, key) that hold any of them."""

    papers: tuple[Paper, ...]
    packs: tuple[Paper, ...]


def touched_by(desk: Desk, case: CheckedCase, path: str) -> Touched:
    """Return what hangs on the value at a dotted path of the case („rodziny.r01.nazwisko”), or on all values below it.

    A paper that appears, disappears or can no longer be made counts too, and so does one whose record repeats the fact
    in words of its own (the version of the local programme in a family programme). Frame papers are not looked at.
    Raises UsageError when the case has no such value.
    """
    variants = [replace(case, case=_altered_everywhere(case.case, path, step)) for step in STEPS]
    found: dict[Paper, None] = {}
    now = _printed(desk, case)
    for variant in variants:
        then = _printed(desk, variant, found)
        found |= {paper: None for paper in (*now, *then) if paper not in found and now.get(paper) != then.get(paper)}
    return Touched(tuple(sorted(found, key=lambda paper: _rank(desk, paper))), _packs(desk, case, found))


def _altered_everywhere(case: Case, path: str, step: int) -> Case:
    changed = altered(case, path, step)
    for repeated in repeated_facts(case, changed):
        changed = altered(changed, repeated, step)
    return changed


def _printed(desk: Desk, case: CheckedCase, known: Container[Paper] = ()) -> Mapping[Paper, bytes]:
    """Return the Word files of the papers of a case without those `known`; b"" for one that cannot be made."""
    return {
        (type_id, key): _docx(desk, case, type_id, key)
        for type_id in paper_types(desk, case)
        for key in subjects(case, desk.form(type_id))
        if (type_id, key) not in known
    }


def _docx(desk: Desk, case: CheckedCase, type_id: str, key: str) -> bytes:
    try:
        return issue(desk, case, type_id, key).document.docx
    except SchematomError:
        return b""


def _rank(desk: Desk, paper: Paper) -> tuple[int, str, str]:
    return (desk.form(paper[0]).catalogue_row or 999, *paper)


def _packs(desk: Desk, case: CheckedCase, papers: Mapping[Paper, None]) -> tuple[Paper, ...]:
    return tuple(
        (recipe.id, key)
        for recipe in desk.recipes.values()
        for key in pack_subjects(desk, case, recipe)
        if any(paper in papers for paper in related_papers(desk, case, recipe, key))
    )
