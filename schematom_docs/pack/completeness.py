"""Is the pack complete: which papers go into it, and what is missing and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from schematom_docs.errors import Fault, NotReleasableError
from schematom_docs.pack.recipe import Member, Recipe, Role, with_roles


class Place(Enum):
    """What a paper is in its pack."""

    COVER = "okladka"
    CONTENTS = "spis"
    COVER_LETTER = "pismo_przewodnie"
    DOCUMENT = "dokument"
    ANNEX = "zalacznik"
    SIGNATURE_SHEET = "karta_podpisow"

    @property
    def is_front(self) -> bool:
        """Return whether the paper stands before all that the contents page lists."""
        return self in (Place.COVER, Place.CONTENTS)


FRAME_TITLES = {
    Place.COVER: "Okładka",
    Place.CONTENTS: "Spis dokumentów",
    Place.SIGNATURE_SHEET: "Karta podpisów",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One paper that could be in the pack. subject: key of what it is about, "" = the whole case; title: as printed;
    reason, remedy: why it cannot be made and what to do; reason "" = it is ready."""

    type_id: str
    subject: str
    title: str
    reason: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper of a planned pack, in its place. numbered: its pages carry the stamped number of the pack."""

    type_id: str
    subject: str
    title: str
    place: Place
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class PackPlan:
    """Papers of a pack in the order of binding. omitted, missing: optional and required papers left out, and why."""

    recipe: Recipe
    entries: tuple[Entry, ...]
    omitted: tuple[Fault, ...] = ()
    missing: tuple[Fault, ...] = ()


@dataclass(slots=True)
class _Tally:
    """What was found while the places of a pack were filled."""

    entries: list[Entry] = field(default_factory=list)
    missing: list[Fault] = field(default_factory=list)
    omitted: list[Fault] = field(default_factory=list)


def resolve(recipe: Recipe, roles: Sequence[Role], available: Sequence[Candidate], *, subject: str = "") -> PackPlan:
    """Return plan of the pack for subject: cover, contents, cover letter, documents and annexes, signature sheet.

    available: papers that the case gives for this subject, in their own order; cover, contents and signature sheet
    are made for the pack and need not be among them. Raises NotReleasableError naming every missing required part.
    """
    plan = survey(recipe, roles, available, subject=subject)
    if plan.missing:
        raise NotReleasableError(
            "Pakiet nie jest kompletny.",
            place=f"{recipe.name} ({subject})" if subject else recipe.name,
            remedy="Uzupełnij brakujące części.",
            faults=plan.missing,
        )
    return plan


def survey(recipe: Recipe, roles: Sequence[Role], available: Sequence[Candidate], *, subject: str = "") -> PackPlan:
    """Return the same plan as `resolve`, of a pack that may be incomplete."""
    tally = _Tally()
    if recipe.cover_letter:
        _fill(Member((recipe.cover_letter,), 0, required=False), available, Place.COVER_LETTER, tally)
    for member in with_roles(recipe, roles):
        _fill(member, available, Place.ANNEX if member.annex else Place.DOCUMENT, tally)
    front = _frame((recipe.cover, Place.COVER), (recipe.contents, Place.CONTENTS), subject=subject)
    back = _frame((recipe.signature_sheet, Place.SIGNATURE_SHEET), subject=subject)
    return PackPlan(recipe, (*front, *tally.entries, *back), tuple(tally.omitted), tuple(tally.missing))


def _frame(*papers: tuple[str, Place], subject: str) -> tuple[Entry, ...]:
    return tuple(Entry(type_id, subject, FRAME_TITLES[place], place) for type_id, place in papers if type_id)


def _fill(member: Member, available: Sequence[Candidate], place: Place, tally: _Tally) -> None:
    """Put ready papers of member into tally, and why others are not ready where it belongs: missing or omitted."""
    candidates = [paper for type_id in member.types for paper in available if paper.type_id == type_id]
    ready = [paper for paper in candidates if not paper.reason]
    blocked = [_blocked(paper) for paper in candidates if paper.reason]
    tally.entries += [Entry(paper.type_id, paper.subject, paper.title, place, member.numbered) for paper in ready]
    # A required type must be whole: one blocked diploma of twenty holds the pack. Of alternatives one is enough.
    holds = member.required and (not ready or len(member.types) == 1)
    (tally.missing if holds else tally.omitted).extend(blocked)
    if member.required and not candidates:
        tally.missing.append(_absent(member))
    if not member.repeatable:
        tally.missing += _too_many(member, ready)


def _blocked(paper: Candidate) -> Fault:
    name = f"{paper.type_id} ({paper.subject})" if paper.subject else paper.type_id
    return Fault(name, paper.reason, paper.remedy)


def _absent(member: Member) -> Fault:
    if len(member.types) == 1:
        remedy = "Dopisz do danych sprawy to, z czego ten dokument powstaje."
        return Fault(member.types[0], "W danych sprawy nie ma tego dokumentu.", remedy)
    remedy = "Dopisz do danych sprawy dane co najmniej jednego z tych dokumentów."
    return Fault(" albo ".join(member.types), "W danych sprawy nie ma żadnego z tych dokumentów.", remedy)


def _too_many(member: Member, ready: Sequence[Candidate]) -> list[Fault]:
    remedy = "Wskaż, którego dokumentu dotyczy pakiet, albo wpisz w przepisie „powtarzalny: tak”."
    counts = Counter(paper.type_id for paper in ready)
    return [
        Fault(type_id, f"Pakiet mieści jeden taki dokument, a sprawa daje ich {counts[type_id]}.", remedy)
        for type_id in member.types
        if counts[type_id] > 1
    ]
