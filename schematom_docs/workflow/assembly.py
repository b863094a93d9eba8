"""A pack in the making: which papers the plan asks for, issued and converted as far as the work has come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from schematom_docs.case import CheckedCase
from schematom_docs.errors import CaseError, Fault, SchematomError, TemplateError
from schematom_docs.pack import FOREIGN, FRAME_TITLES, Candidate, Entry, PackPlan, Place, Recipe, incomplete, survey
from schematom_docs.pdf.foreign import Foreign
from schematom_docs.values import Document, PdfFile
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.foreign_files import FoundFile, foreign_files, unreadable
from schematom_docs.workflow.issue import Issued, issue, together
from schematom_docs.workflow.pack_conditions import condition_of, idle_types, shut_gates, wrong_annexes
from schematom_docs.workflow.pack_copies import Copy, copies_of_pack
from schematom_docs.workflow.pack_findings import findings, named_faults, without_paper
from schematom_docs.workflow.relations import related_papers

PaperKey = tuple[str, str]
NOTHING_MADE: Mapping[PaperKey, Issued] = {}
MEMBERS = (Place.DOCUMENT, Place.ANNEX)
FRONT = (Place.COVER, Place.CONTENTS)
BESIDE = (Place.PROTOCOL, Place.COVER_LETTER, Place.SIGNATURE_SHEET)
SHOWN = 3
"""How many reasons of one paper are told."""


@dataclass(slots=True)
class Assembly:
    """One pack in the making. papers: what has been issued, by (type, subject); pdfs: the same, converted; number,
    version: as frame papers print them, "" and 0 before a release; draft: it may lack parts, which lacking names;
    files: made elsewhere, by the same key; findings: what the completeness protocol says; copies: paper copies it is
    made in; foreign: what became of the files made elsewhere."""

    recipe: Recipe
    subject: str
    plan: PackPlan
    papers: dict[PaperKey, Issued]
    pdfs: dict[PaperKey, PdfFile] = field(default_factory=dict)
    number: str = ""
    version: int = 0
    draft: bool = False
    lacking: tuple[Fault, ...] = ()
    files: dict[PaperKey, FoundFile] = field(default_factory=dict)
    findings: Mapping[str, object] = field(default_factory=dict)
    copies: list[Copy] = field(default_factory=list)
    foreign: dict[PaperKey, Foreign] = field(default_factory=dict)

    def entries(self, *places: Place) -> Iterator[Entry]:
        """Yield the planned entries that stand in one of `places`."""
        return (entry for entry in self.plan.entries if entry.place in places)

    def issued(self, *places: Place) -> list[Issued]:
        """Return the issued papers of `places`, in order of binding, without files made elsewhere."""
        return [self.papers[entry_key(entry)] for entry in self.entries(*places) if entry.type_id != FOREIGN]

    def documents(self, *places: Place) -> list[Document]:
        """Return the documents of `places`, in order of binding."""
        return [paper.document for paper in self.issued(*places)]

    def for_copy(self, copy: Copy) -> Assembly:
        """Return the pack as one party gets it: members that belong to its copy, converted as they are."""
        kept = [entry for entry in self.plan.entries if entry.place not in MEMBERS or self._belongs(entry, copy)]
        inside = {entry_key(entry) for entry in kept if entry.place in MEMBERS}
        return replace(
            self,
            plan=replace(self.plan, entries=tuple(kept)),
            papers={key: paper for key, paper in self.papers.items() if key in inside},
            pdfs={key: pdf for key, pdf in self.pdfs.items() if key in inside},
            copies=[copy],
        )

    def _belongs(self, entry: Entry, copy: Copy) -> bool:
        file = self.files.get(entry_key(entry))
        return copy.share.has(file.candidate.fills or FOREIGN if file else entry.type_id)


def entry_key(entry: Entry) -> PaperKey:
    """Return under which key the papers and PDF files of an assembly hold an entry."""
    return entry.type_id, entry.subject


@dataclass(slots=True)
class Gathered:
    """What the case gives for one pack. papers: issued; candidates: all, with the reason of those that cannot be made;
    errors: why they cannot; files: made elsewhere; gates: which are shut."""

    papers: dict[PaperKey, Issued] = field(default_factory=dict)
    candidates: list[Candidate] = field(default_factory=list)
    errors: list[SchematomError] = field(default_factory=list)
    files: dict[PaperKey, FoundFile] = field(default_factory=dict)
    gates: list[Fault] = field(default_factory=list)


def gather(
    desk: Desk, case: CheckedCase, recipe: Recipe, subject: str, made: Mapping[PaperKey, Issued] = NOTHING_MADE
) -> Gathered:
    """Return the papers that the case gives for the pack of subject. made: papers issued before."""
    found = Gathered()
    related = related_papers(desk, case, recipe, subject)
    found.gates = shut_gates(desk, case, recipe, subject, related)
    idle = idle_types(desk, case, recipe, subject)
    for type_id, key in related:
        if type_id in idle:
            continue
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
    files = foreign_files(case, recipe, subject)
    found.files = {(FOREIGN, file.candidate.subject): file for file in files}
    found.candidates += [file.candidate for file in files]
    if broken := unreadable(files):
        found.errors.append(broken)
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
    plan = plan_of(desk, case, recipe, subject, found)
    lacking = (*plan.missing, *found.gates, *wrong_annexes(plan, found.papers))
    if not draft:
        # A gate says why more plainly than the paper that cannot be made for the same reason.
        if found.errors and not found.gates:
            raise together(found.errors)
        if lacking:
            raise incomplete(recipe, subject, named_faults(desk, lacking))
    said = findings(desk, plan, found.candidates, lacking[len(plan.missing) :])
    assembly = Assembly(recipe, subject, plan, found.papers, draft=draft, files=found.files, findings=said)
    assembly.copies = copies_of_pack(assembly.issued(*MEMBERS), recipe, subject)
    if draft:
        told = named_faults(desk, (*lacking, *plan.omitted))
        assembly.lacking = tuple(replace(fault, warning=True) for fault in told)
        _bind_protocol(assembly)
    return assembly


def leave_out(desk: Desk, assembly: Assembly, type_id: str, error: SchematomError) -> None:
    """Take a paper that cannot be made out of a draft, which tells why."""
    fault = Fault(type_id, _reason(error), _remedy(error))
    kept = tuple(entry for entry in assembly.plan.entries if entry.type_id != type_id)
    omitted = (*assembly.plan.omitted, fault)
    assembly.plan = replace(assembly.plan, entries=kept, omitted=omitted)
    assembly.findings = without_paper(desk, assembly.findings, type_id, omitted)
    assembly.lacking += tuple(replace(told, warning=True) for told in named_faults(desk, [fault]))


def _bind_protocol(assembly: Assembly) -> None:
    """Put the completeness protocol of a draft behind its contents, so that whoever reads it sees what is lacking."""
    protocol = assembly.recipe.protocol
    if protocol:
        entry = Entry(protocol, assembly.subject, FRAME_TITLES[Place.PROTOCOL], Place.PROTOCOL)
        front = tuple(assembly.entries(*FRONT))
        assembly.plan = replace(assembly.plan, entries=(*front, entry, *assembly.plan.entries[len(front) :]))


def plan_of(desk: Desk, case: CheckedCase, recipe: Recipe, subject: str, found: Gathered) -> PackPlan:
    """Return the plan of a pack for what was gathered, also of one that is incomplete."""
    holds = condition_of(desk, case, recipe, subject)
    return survey(recipe, desk.roles(), found.candidates, subject=subject, holds=holds)


def convert(desk: Desk, assemblies: Sequence[Assembly], *places: Place) -> None:
    """Convert the papers of `places` of all packs in one start of the converter; files made elsewhere stand already."""
    documents = [document for assembly in assemblies for document in assembly.documents(*places)]
    if documents:
        made = iter(desk.press.run(documents))
        for assembly in assemblies:
            for entry in assembly.entries(*places):
                if entry.type_id != FOREIGN:
                    assembly.pdfs[entry_key(entry)] = next(made)


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
