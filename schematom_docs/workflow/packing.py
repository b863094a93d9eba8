"""Packs: members are issued and converted, frame papers made around them, contents settled, all joined into one PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from schematom_docs.case import CheckedCase
from schematom_docs.errors import CaseError, NotReleasableError, SchematomError, TemplateError
from schematom_docs.pack import (
    Candidate,
    Contents,
    Entry,
    Listed,
    PackPlan,
    PartRecord,
    Place,
    Recipe,
    build_manifest,
    count_rows,
    resolve,
    settle_contents,
    unnumbered_pages,
)
from schematom_docs.pdf import Part, count_pages, merge, stamp_page_numbers
from schematom_docs.polish.exported_names import edition_in_use
from schematom_docs.values import Document, Pack, PdfFile
from schematom_docs.workflow.binder import pack_facts
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued, issue, together
from schematom_docs.workflow.relations import pack_subjects, related_papers

PaperKey = tuple[str, str]
NOTHING_MADE: Mapping[PaperKey, Issued] = {}
MEMBERS = (Place.DOCUMENT, Place.ANNEX)
FRONT = (Place.COVER, Place.CONTENTS)


@dataclass(slots=True)
class Draft:
    """One pack in the making. papers: what has been issued, by (type, subject); pdfs: the same, converted."""

    recipe: Recipe
    subject: str
    plan: PackPlan
    papers: dict[PaperKey, Issued]
    pdfs: dict[PaperKey, PdfFile] = field(default_factory=dict)

    def entries(self, *places: Place) -> Iterator[Entry]:
        """Yield the planned entries that stand in one of `places`."""
        return (entry for entry in self.plan.entries if entry.place in places)

    def documents(self, *places: Place) -> list[Document]:
        """Return the issued documents of `places`, in order of binding."""
        return [self.papers[_key(entry)].document for entry in self.entries(*places)]


Gate = Callable[[Sequence[Document]], None]


def open_gate(documents: Sequence[Document]) -> None:
    """Let every paper pass."""


def make_packs(
    desk: Desk, case: CheckedCase, recipe_id: str, keys: Sequence[str] | None = None, gate: Gate = open_gate
) -> list[Pack]:
    """Return the packs of a recipe for `keys`, or for every subject that has papers for it.

    gate: sees the papers before they are converted and again the finished ones; it may refuse them.
    Raises NotReleasableError naming each missing part of each pack, CaseError and TemplateError from the papers.
    """
    recipe = desk.recipe(recipe_id)
    subjects = pack_subjects(desk, case, recipe)
    if not subjects:
        resolve(recipe, desk.roles(), [])  # raises, naming every required part, where the recipe requires any
    chosen = subjects if keys is None else list(keys)
    if not chosen or not set(chosen) <= set(subjects):
        raise NotReleasableError(
            "w danych sprawy nie ma dokumentów do tego pakietu",
            place=f"{recipe.name} ({', '.join(chosen)})" if chosen else recipe.name,
            remedy=f"Pakiet można złożyć dla: {', '.join(subjects) or 'nikogo – dopisz dokumenty do sprawy'}.",
        )
    drafts = [_draft(desk, case, recipe, subject) for subject in chosen]
    for draft in drafts:
        gate(draft.documents(*MEMBERS))
    desk.progress(f"Składanie: {recipe.name}", 0, len(drafts))
    _convert(desk, drafts, *MEMBERS)
    for draft in drafts:
        _frame(desk, case, draft, _listed(draft, *MEMBERS), Place.COVER_LETTER, Place.SIGNATURE_SHEET)
    _convert(desk, drafts, Place.COVER_LETTER, Place.SIGNATURE_SHEET)
    _warm_front(desk, case, drafts)
    packs = []
    for number, draft in enumerate(drafts, 1):
        packs.append(_bind(desk, case, draft))
        gate([issued.document for issued in draft.papers.values()])
        desk.progress(f"Składanie: {recipe.name}", number, len(drafts))
    return packs


def _draft(
    desk: Desk, case: CheckedCase, recipe: Recipe, subject: str, made: Mapping[PaperKey, Issued] = NOTHING_MADE
) -> Draft:
    papers: dict[PaperKey, Issued] = {}
    candidates: list[Candidate] = []
    errors: list[SchematomError] = []
    for type_id, key in related_papers(desk, case, recipe, subject):
        if type_id == recipe.cover_letter:
            candidates.append(Candidate(type_id, key, desk.form(type_id).name))
            continue
        try:
            issued = made.get((type_id, key)) or issue(desk, case, type_id, key)
        except (CaseError, TemplateError) as error:
            errors.append(error)
            continue
        papers[type_id, key] = issued
        candidates.append(Candidate(type_id, key, issued.document.title))
    if errors:
        raise together(errors)
    return Draft(recipe, subject, resolve(recipe, desk.roles(), candidates, subject=subject), papers)


def _frame(desk: Desk, case: CheckedCase, draft: Draft, parts: Sequence[Mapping[str, object]], *places: Place) -> None:
    """Issue the frame papers of `places`, which see the pack as `pakiet`."""
    members = [draft.papers[_key(entry)] for entry in draft.entries(*MEMBERS)]
    for entry in draft.entries(*places):
        facts = pack_facts(draft.recipe, draft.subject, members, parts)
        subject = entry.subject if desk.form(entry.type_id).subject else ""
        issued = issue(desk, case, entry.type_id, subject, {"pakiet": facts})
        document = replace(issued.document, subject=entry.subject)
        draft.papers[_key(entry)] = Issued(document, issued.context, issued.forms)


def _convert(desk: Desk, drafts: Sequence[Draft], *places: Place) -> None:
    """Convert the papers of `places` of all packs in one start of the converter."""
    documents = [document for draft in drafts for document in draft.documents(*places)]
    if documents:
        made = iter(desk.press.run(documents))
        for draft in drafts:
            for entry in draft.entries(*places):
                draft.pdfs[_key(entry)] = next(made)


def _warm_front(desk: Desk, case: CheckedCase, drafts: Sequence[Draft]) -> None:
    """Lay out covers and contents of all packs at once, so that settling each finds them made.

    First under the usual lengths; those that turn out otherwise once more, under the lengths they have.
    """
    guesses = [len(list(draft.entries(Place.COVER, Place.CONTENTS))) for draft in drafts]
    wrong = list(zip(drafts, guesses, strict=True))
    for _ in range(2):
        for draft, front in wrong:
            listed = _listed_parts(draft)
            rows = count_rows(listed, pages_before=front)
            _frame(desk, case, draft, _rows(Contents(rows, 1, front + sum(part.pages for part in listed))), *FRONT)
        _convert(desk, [draft for draft, _ in wrong], *FRONT)
        wrong = [(draft, pages) for draft, front in wrong if (pages := _front_pages(draft)) != front]


def _front_pages(draft: Draft) -> int:
    return sum(draft.pdfs[_key(entry)].pages for entry in draft.entries(*FRONT))


def _bind(desk: Desk, case: CheckedCase, draft: Draft) -> Pack:
    _settle_front(desk, case, draft)
    title = _title(draft)
    entries = draft.plan.entries
    parts = [Part(entry.title, draft.pdfs[_key(entry)].data, front=entry.place in FRONT) for entry in entries]
    bare = unnumbered_pages(entries, [draft.pdfs[_key(entry)].pages for entry in entries])
    pdf = stamp_page_numbers(merge(parts, title=title, creator=desk.engine), skip=bare)
    records = [_record(draft, entry) for entry in entries]
    manifest = build_manifest(
        draft.recipe,
        records,
        pdf,
        pages=count_pages(pdf),
        engine=desk.engine,
        dictionary=edition_in_use(),
        subject=draft.subject,
        title=title,
    )
    return Pack(draft.recipe.id, draft.subject, title, pdf, manifest)


def _settle_front(desk: Desk, case: CheckedCase, draft: Draft) -> None:
    """Make cover and contents so that every page number in them is true for their own lengths."""

    def lay_out(contents: Contents) -> int:
        _frame(desk, case, draft, _rows(contents), *FRONT)
        _convert(desk, [draft], *FRONT)
        return _front_pages(draft)

    settle_contents(_listed_parts(draft), lay_out, guess=_front_pages(draft))


def _listed_parts(draft: Draft) -> list[Listed]:
    listed = draft.entries(Place.COVER_LETTER, *MEMBERS, Place.SIGNATURE_SHEET)
    return [Listed(entry.title, draft.pdfs[_key(entry)].pages, entry.place is Place.ANNEX) for entry in listed]


def _listed(draft: Draft, *places: Place) -> list[Mapping[str, object]]:
    """Return the parts of `places` as templates see them before page numbers are known."""
    return [
        {
            "lp": number,
            "tytul": entry.title,
            "stron": draft.pdfs[_key(entry)].pages,
            "zalacznik": entry.place is Place.ANNEX,
        }
        for number, entry in enumerate(draft.entries(*places), 1)
    ]


def _rows(contents: Contents) -> list[Mapping[str, object]]:
    return [
        {"lp": row.number, "tytul": row.title, "strona": row.first_page, "stron": row.pages, "zalacznik": row.annex}
        for row in contents.rows
    ]


def _record(draft: Draft, entry: Entry) -> PartRecord:
    document, pdf = draft.papers[_key(entry)].document, draft.pdfs[_key(entry)]
    return PartRecord(
        entry.type_id,
        entry.subject,
        entry.title,
        entry.place,
        document.docx,
        pdf.data,
        pdf.pages,
        document.template_sha256,
        document.data_sha256,
    )


def _title(draft: Draft) -> str:
    """Return the name of the pack with the title of its main paper: the first one that the recipe itself names."""
    own = {type_id for member in draft.recipe.members for type_id in member.types}
    papers = sorted(draft.entries(*MEMBERS), key=lambda entry: entry.type_id not in own)
    first = next((entry.title for entry in papers), draft.recipe.name)
    return f"{draft.recipe.name}: {first}" if draft.subject else draft.recipe.name


def _key(entry: Entry) -> PaperKey:
    return entry.type_id, entry.subject


def trial_papers(
    desk: Desk, case: CheckedCase, recipe_id: str, made: Mapping[PaperKey, Issued] = NOTHING_MADE
) -> list[Issued]:
    """Return every paper of the packs of a recipe, unconverted, with one page assumed for each.

    made: papers issued before, by (type, subject). Raises NotReleasableError for an incomplete pack.
    """
    recipe = desk.recipe(recipe_id)
    issued: list[Issued] = []
    for subject in pack_subjects(desk, case, recipe):
        draft = _draft(desk, case, recipe, subject, made)
        for entry in draft.plan.entries:
            draft.pdfs[_key(entry)] = PdfFile(entry.type_id, entry.title, b"", 1)
        _frame(desk, case, draft, _listed(draft, *MEMBERS), Place.COVER_LETTER, Place.SIGNATURE_SHEET)
        listed = _listed_parts(draft)
        contents = Contents(count_rows(listed, pages_before=2), 2, 2 + len(listed))
        _frame(desk, case, draft, _rows(contents), *FRONT)
        issued += draft.papers.values()
    return issued
