"""What a pack holds and lacks, as the completeness protocol and drafts tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from schematom_docs.errors import Fault
from schematom_docs.pack import Candidate, Member, PackPlan, Place, with_roles
from schematom_docs.workflow.desk import Desk

PRESENT = (Place.COVER_LETTER, Place.DOCUMENT, Place.ANNEX)
ABSENT = "W danych sprawy nie ma tego dokumentu; nie jest wymagany."
IDLE = "Warunek z przepisu („{}”) nie jest spełniony."
_ROW: Mapping[str, object] = {"lp": 1, "nazwa": "", "powod": "", "rada": ""}
LISTED: Mapping[str, object] = {
    "kompletny": True,
    "obecne": [{"lp": 1, "tytul": "", "zalacznik": False}],
    "brakujace": [_ROW],
    "warunki": [_ROW],
    "pominiete": [_ROW],
}
"""Shape of what the protocol sees beside the facts of every frame paper."""


def findings(
    desk: Desk, plan: PackPlan, candidates: Iterable[Candidate], conditions: Sequence[Fault]
) -> dict[str, object]:
    """Return what the protocol says of a pack. conditions: gates that are shut and annexes that do not agree."""
    present = [entry for entry in plan.entries if entry.place in PRESENT]
    given = {paper.fills or paper.type_id for paper in candidates}
    idle = [Fault(_place_name(member), IDLE.format(member.condition)) for member in plan.idle]
    absent = [
        Fault(_place_name(member), ABSENT)
        for member in with_roles(plan.recipe, desk.roles())
        if not member.required and member not in plan.idle and not given.intersection(_names(member))
    ]
    return {
        "kompletny": not plan.missing and not conditions,
        "obecne": [
            {"lp": number, "tytul": entry.title, "zalacznik": entry.place is Place.ANNEX}
            for number, entry in enumerate(present, 1)
        ],
        "brakujace": _rows(desk, plan.missing),
        "warunki": _rows(desk, conditions),
        "pominiete": _rows(desk, (*plan.omitted, *absent, *idle)),
    }


def without_paper(desk: Desk, said: Mapping[str, object], type_id: str, omitted: Sequence[Fault]) -> dict[str, object]:
    """Return findings of a draft from which one more optional paper was left out. omitted: all that were, and why."""
    name = desk.form(type_id).name
    listed = said["obecne"]
    present = [row for row in listed if row["tytul"] != name] if isinstance(listed, list) else []
    numbered = [{**row, "lp": number} for number, row in enumerate(present, 1)]
    return {**said, "obecne": numbered, "pominiete": _rows(desk, omitted)}


def named_faults(desk: Desk, faults: Iterable[Fault]) -> list[Fault]:
    """Return faults of a plan with the names of forms for their ids: „List intencyjny albo Porozumienie”."""
    return [Fault(_named(desk, fault.place), fault.reason, fault.remedy, fault.warning) for fault in faults]


def _named(desk: Desk, place: str) -> str:
    return re.sub(r"\w+", lambda word: desk.forms[word[0]].name if word[0] in desk.forms else word[0], place)


def _names(member: Member) -> tuple[str, ...]:
    return (member.foreign,) if member.foreign else member.types


def _place_name(member: Member) -> str:
    return member.title if member.foreign else member.types[0]


def _rows(desk: Desk, faults: Iterable[Fault]) -> list[dict[str, object]]:
    return [
        {"lp": number, "nazwa": fault.place, "powod": fault.reason, "rada": fault.remedy}
        for number, fault in enumerate(named_faults(desk, faults), 1)
    ]
