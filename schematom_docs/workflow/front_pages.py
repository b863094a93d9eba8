"""Papers made for the pack itself – cover, contents, letter, signature sheet – with page numbers that are true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from schematom_docs.case import CheckedCase
from schematom_docs.errors import CaseError, TemplateError
from schematom_docs.pack import FOREIGN, Contents, Listed, Place, count_rows, settle_contents
from schematom_docs.workflow.assembly import BESIDE, FRONT, MEMBERS, Assembly, convert, entry_key, leave_out
from schematom_docs.workflow.binder import pack_facts
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued, issue
from schematom_docs.workflow.pack_copies import sheet_rows


def frame(
    desk: Desk, case: CheckedCase, assembly: Assembly, parts: Sequence[Mapping[str, object]], *places: Place
) -> None:
    """Issue the frame papers of `places`, which see the pack as `pakiet`. parts: rows of the contents."""
    members = assembly.issued(*MEMBERS)
    facts = pack_facts(
        assembly.recipe, assembly.subject, members, parts, number=assembly.number, version=assembly.version
    )
    facts["karta"] = sheet_rows(members, assembly.copies, _positions(assembly))
    for entry in assembly.entries(*places):
        if entry.place is Place.PROTOCOL:
            facts = {**facts, **assembly.findings}
        subject = entry.subject if desk.form(entry.type_id).subject else ""
        issued = issue(desk, case, entry.type_id, subject, {"pakiet": facts})
        document = replace(issued.document, subject=entry.subject)
        assembly.papers[entry_key(entry)] = Issued(document, issued.context, issued.forms)


def _positions(assembly: Assembly) -> list[int]:
    """Return where the contents list each of our own members, from 1."""
    listed = list(enumerate(assembly.entries(*BESIDE, *MEMBERS), 1))
    return [number for number, entry in listed if entry.place in MEMBERS and entry.type_id != FOREIGN]


def frame_beside(desk: Desk, case: CheckedCase, assembly: Assembly) -> None:
    """Issue cover letter, signature sheet and, in a draft, the protocol; the members must have been converted.

    A letter that lacks answers is left out of a draft, which tells it.
    """
    listed = _listed(assembly, *MEMBERS)
    try:
        frame(desk, case, assembly, listed, Place.COVER_LETTER)
    except (CaseError, TemplateError) as error:
        if not assembly.draft:
            raise
        leave_out(desk, assembly, assembly.recipe.cover_letter, error)
    frame(desk, case, assembly, listed, Place.PROTOCOL, Place.SIGNATURE_SHEET)


def warm_front(desk: Desk, case: CheckedCase, assemblies: Sequence[Assembly]) -> None:
    """Lay out covers and contents of all packs at once, so that settling each finds them made.

    First under the usual lengths; those that turn out otherwise once more, under the lengths they have.
    """
    guesses = [len(list(assembly.entries(*FRONT))) for assembly in assemblies]
    wrong = list(zip(assemblies, guesses, strict=True))
    for _ in range(2):
        for assembly, front in wrong:
            frame_front(desk, case, assembly, front)
        convert(desk, [assembly for assembly, _ in wrong], *FRONT)
        wrong = [(assembly, pages) for assembly, front in wrong if (pages := _front_pages(assembly)) != front]


def frame_front(desk: Desk, case: CheckedCase, assembly: Assembly, pages: int) -> None:
    """Issue cover and contents as if they had `pages` pages together."""
    listed = _listed_parts(assembly)
    contents = Contents(count_rows(listed, pages_before=pages), 1, pages + sum(part.pages for part in listed))
    frame(desk, case, assembly, _rows(contents), *FRONT)


def settle_front(desk: Desk, case: CheckedCase, assembly: Assembly) -> None:
    """Make cover and contents so that every page number in them is true for their own lengths."""

    def lay_out(contents: Contents) -> int:
        frame(desk, case, assembly, _rows(contents), *FRONT)
        convert(desk, [assembly], *FRONT)
        return _front_pages(assembly)

    settle_contents(_listed_parts(assembly), lay_out, guess=_front_pages(assembly))


def _front_pages(assembly: Assembly) -> int:
    return sum(assembly.pdfs[entry_key(entry)].pages for entry in assembly.entries(*FRONT))


def _listed_parts(assembly: Assembly) -> list[Listed]:
    listed = assembly.entries(*BESIDE, *MEMBERS)
    return [Listed(entry.title, assembly.pdfs[entry_key(entry)].pages, entry.place is Place.ANNEX) for entry in listed]


def _listed(assembly: Assembly, *places: Place) -> list[Mapping[str, object]]:
    """Return the parts of `places` as templates see them before page numbers are known."""
    return [
        {
            "lp": number,
            "tytul": entry.title,
            "stron": assembly.pdfs[entry_key(entry)].pages,
            "zalacznik": entry.place is Place.ANNEX,
        }
        for number, entry in enumerate(assembly.entries(*places), 1)
    ]


def _rows(contents: Contents) -> list[Mapping[str, object]]:
    return [
        {"lp": row.number, "tytul": row.title, "strona": row.first_page, "stron": row.pages, "zalacznik": row.annex}
        for row in contents.rows
    ]
