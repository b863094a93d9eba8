"""Is the pack complete: which papers go into it, and what is missing and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from schematom_docs.errors import Fault, NotReleasableError
from schematom_docs.pack.recipe import FOREIGN, Member, Recipe, Role, with_roles


class Place(Enum):
    """What a paper is in its pack."""

    COVER = "okladka"
    CONTENTS = "spis"
    PROTOCOL = "protokol"
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
    Place.PROTOCOL: "Protokół kompletności",
    Place.SIGNATURE_SHEET: "Karta podpisów",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One paper that could be in the pack. subject: key of what it is about, "" = the whole case, or number of a file
    made elsewhere (type FOREIGN); title: as printed; reason, remedy: why it cannot be made and what to do, reason "" =
    it is ready; fills: key of the place that a file made elsewhere fills, "" = none; annex: such a file is an annex."""

    type_id: str
    subject: str
    title: str
    reason: str = ""
    remedy: str = ""
    fills: str = ""
    annex: bool = False


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
    """Papers of a pack in the order of binding. omitted, missing: optional and required papers left out, and why;
    idle: places whose condition does not hold."""

    recipe: Recipe
    entries: tuple[Entry, ...]
    omitted: tuple[Fault, ...] = ()
    missing: tuple[Fault, ...] = ()
    idle: tuple[Member, ...] = ()


@dataclass(slots=True)
class _Tally:
    """What was found while the places of a pack were filled."""

    entries: list[Entry] = field(default_factory=list)
    missing: list[Fault] = field(default_factory=list)
    omitted: list[Fault] = field(default_factory=list)


def always(condition: str) -> bool:
    """Tell that every condition holds."""
    return True


def resolve(
    recipe: Recipe,
    roles: Sequence[Role],
    available: Sequence[Candidate],
    *,
    subject: str = "",
    holds: Callable[[str], bool] = always,
) -> PackPlan:
    """Return plan of the pack for subject: cover, contents, cover letter, documents and annexes, signature sheet.

    available: papers that the case gives for this subject, in their own order; cover, contents and signature sheet
    are made for the pack and need not be among them. holds: tells whether the condition of a place holds.
    Raises NotReleasableError naming every missing required part.
    """
    plan = survey(recipe, roles, available, subject=subject, holds=holds)
    if plan.missing:
        raise incomplete(recipe, subject, plan.missing)
    return plan


def incomplete(recipe: Recipe, subject: str, faults: Sequence[Fault]) -> NotReleasableError:
    """Return the error that a pack is not complete. faults: what is missing and which gates are shut."""
    return NotReleasableError(
        "Pakiet nie jest kompletny.",
        place=f"{recipe.name} ({subject})" if subject else recipe.name,
        remedy="Uzupełnij brakujące części.",
        faults=faults,
    )


def survey(
    recipe: Recipe,
    roles: Sequence[Role],
    available: Sequence[Candidate],
    *,
    subject: str = "",
    holds: Callable[[str], bool] = always,
) -> PackPlan:
    """Return the same plan as `resolve`, of a pack that may be incomplete."""
    tally = _Tally()
    if recipe.cover_letter:
        _fill(Member((recipe.cover_letter,), 0, required=False), available, Place.COVER_LETTER, tally)
    idle = []
    for member in with_roles(recipe, roles):
        if member.condition and not holds(member.condition):
            idle.append(member)
        else:
            _fill(member, available, Place.ANNEX if member.annex else Place.DOCUMENT, tally)
    _add_foreign(available, tally)
    front = _frame((recipe.cover, Place.COVER), (recipe.contents, Place.CONTENTS), subject=subject)
    back = _frame((recipe.signature_sheet, Place.SIGNATURE_SHEET), subject=subject)
    entries = (*front, *tally.entries, *back)
    return PackPlan(recipe, entries, tuple(tally.omitted), tuple(tally.missing), tuple(idle))


def _add_foreign(available: Sequence[Candidate], tally: _Tally) -> None:
    """Put files made elsewhere that no place of the recipe asks for behind all members."""
    free = [paper for paper in available if paper.type_id == FOREIGN and not paper.fills and not paper.reason]
    tally.entries += [
        Entry(FOREIGN, paper.subject, paper.title, Place.ANNEX if paper.annex else Place.DOCUMENT) for paper in free
    ]


def _frame(*papers: tuple[str, Place], subject: str) -> tuple[Entry, ...]:
    return tuple(Entry(type_id, subject, FRAME_TITLES[place], place) for type_id, place in papers if type_id)


def _fill(member: Member, available: Sequence[Candidate], place: Place, tally: _Tally) -> None:
    """Put ready papers of member into tally, and why others are not ready where it belongs: missing or omitted."""
    candidates = [paper for type_id in member.types for paper in available if paper.type_id == type_id]
    if member.foreign:
        candidates = [paper for paper in available if paper.fills == member.foreign]
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
    if member.foreign:
        remedy = f"Dopisz plik do załączników pakietu w danych sprawy: „miejsce: {member.foreign}”."
        return Fault(member.title, "W danych sprawy nie ma pliku tego załącznika.", remedy)
    if len(member.types) == 1:
        remedy = "Dopisz do danych sprawy to, z czego ten dokument powstaje."
        return Fault(member.types[0], "W danych sprawy nie ma tego dokumentu.", remedy)
    remedy = "Dopisz do danych sprawy dane co najmniej jednego z tych dokumentów."
    return Fault(" albo ".join(member.types), "W danych sprawy nie ma żadnego z tych dokumentów.", remedy)


def _too_many(member: Member, ready: Sequence[Candidate]) -> list[Fault]:
    remedy = "Wskaż, którego dokumentu dotyczy pakiet, albo wpisz w przepisie „powtarzalny: tak”."
    counts = Counter(paper.type_id for paper in ready)
    names = {FOREIGN: member.title} if member.foreign else {type_id: type_id for type_id in member.types}
    return [
        Fault(name, f"Pakiet mieści jeden taki dokument, a sprawa daje ich {counts[type_id]}.", remedy)
        for type_id, name in names.items()
        if counts[type_id] > 1
    ]
