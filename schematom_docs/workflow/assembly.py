"""A pack in the making: which papers the plan asks for, issued and converted as far as the work has come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from schematom_docs.case import CheckedCase
from schematom_docs.errors import CaseError, Fault, SchematomError, TemplateError
from schematom_docs.pack import Candidate, Entry, PackPlan, Place, Recipe, resolve, survey
from schematom_docs.values import Document, PdfFile
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued, issue, together
from schematom_docs.workflow.relations import related_papers

PaperKey = tuple[str, str]
NOTHING_MADE: Mapping[PaperKey, Issued] = {}
MEMBERS = (Place.DOCUMENT, Place.ANNEX)
FRONT = (Place.COVER, Place.CONTENTS)
BESIDE = (Place.COVER_LETTER, Place.SIGNATURE_SHEET)
SHOWN = 3
"""How many reasons of one paper are told."""


@dataclass(slots=True)
class Assembly:
    """One pack in the making. papers: what has been issued, by (type, subject); pdfs: the same, converted; number,
    version: as frame papers print them, "" and 0 before a release; draft: it may lack parts."""

    recipe: Recipe
    subject: str
    plan: PackPlan
    papers: dict[PaperKey, Issued]
    pdfs: dict[PaperKey, PdfFile] = field(default_factory=dict)
    number: str = ""
    version: int = 0
    draft: bool = False

    def entries(self, *places: Place) -> Iterator[Entry]:
        """Yield the planned entries that stand in one of `places`."""
        return (entry for entry in self.plan.entries if entry.place in places)

    def issued(self, *places: Place) -> list[Issued]:
        """Return the issued papers of `places`, in order of binding."""
        return [self.papers[entry_key(entry)] for entry in self.entries(*places)]

    def documents(self, *places: Place) -> list[Document]:
        """Return the documents of `places`, in order of binding."""
        return [paper.document for paper in self.issued(*places)]


def entry_key(entry: Entry) -> PaperKey:
    """Return under which key the papers and PDF files of an assembly hold an entry."""
    return entry.type_id, entry.subject


@dataclass(slots=True)
class Gathered:
    """What the case gives for one pack. papers: issued; candidates: all, with the reason of those that cannot be made;
    errors: why they cannot."""

    papers: dict[PaperKey, Issued] = field(default_factory=dict)
    candidates: list[Candidate] = field(default_factory=list)
    errors: list[SchematomError] = field(default_factory=list)


def gather(
    desk: Desk, case: CheckedCase, recipe: Recipe, subject: str, made: Mapping[PaperKey, Issued] = NOTHING_MADE
) -> Gathered:
    """Return the papers that the case gives for the pack of subject. made: papers issued before."""
    found = Gathered()
    for type_id, key in related_papers(desk, case, recipe, subject):
        name = desk.form(type_id).name
        if type_id == recipe.cover_letter:
            found.candidates.append(Candidate(type_id, key, name))
            continue
        try:
            issued = made.get((type_id, key)) or issue(desk, case, type_id, key)
        except (CaseError, TemplateError) as error:
            found.errors.append(error)
            found.candidates.append(Candidate(type_id, key, name, _reason(error), _remedy(error)))
            continue
        found.papers[type_id, key] = issued
        found.candidates.append(Candidate(type_id, key, issued.document.title))
    return found


def assemble(
    desk: Desk,
    case: CheckedCase,
    recipe: Recipe,
    subject: str,
    made: Mapping[PaperKey, Issued] = NOTHING_MADE,
    *,
    draft: bool = False,
) -> Assembly:
    """Return the pack of subject with its members issued. draft: it may lack parts, which its plan names.

    Raises NotReleasableError naming every missing part, CaseError and TemplateError from papers that cannot be made.
    """
    found = gather(desk, case, recipe, subject, made)
    if draft:
        plan = survey(recipe, desk.roles(), found.candidates, subject=subject)
        return Assembly(recipe, subject, plan, found.papers, draft=True)
    if found.errors:
        raise together(found.errors)
    plan = resolve(recipe, desk.roles(), found.candidates, subject=subject)
    return Assembly(recipe, subject, plan, found.papers)


def convert(desk: Desk, assemblies: Sequence[Assembly], *places: Place) -> None:
    """Convert the papers of `places` of all packs in one start of the converter."""
    documents = [document for assembly in assemblies for document in assembly.documents(*places)]
    if documents:
        made = iter(desk.press.run(documents))
        for assembly in assemblies:
            for entry in assembly.entries(*places):
                assembly.pdfs[entry_key(entry)] = next(made)


def missing_papers(desk: Desk, faults: Sequence[Fault]) -> list[Fault]:
    """Return faults of a plan with the names of forms for their ids."""
    return [Fault(_named(desk, fault.place), fault.reason, fault.remedy, fault.warning) for fault in faults]


def _named(desk: Desk, place: str) -> str:
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
