"""A pack bound once for tests of releasing itself: certificates of kielce-1, four pages, numbers still to give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from schematom_docs.case import CheckedCase, checked_case, load_case
from schematom_docs.case.answering import with_answers
from schematom_docs.fields import Answers
from schematom_docs.pack import PartRecord
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.inspection import Inspection
from schematom_docs.workflow.release import Request
from tests.released import ACT, DAY, ROOT, bound_pack

CERTIFICATES = Request("wydarzenie", "", DAY, ACT)
SERIES = "kielce-1/zaswiadczenia/2014"


def without_numbers(path: Path, desk: Desk, type_id: str) -> CheckedCase:
    """Return a case as if nobody had typed the numbers of the papers of a type."""
    case = load_case(path, reference=desk.reference)
    form = desk.form(type_id)
    data = case.source.data
    assert isinstance(data, dict) and form.subject is not None and form.numbering is not None
    for key in data[form.subject.collection]:
        data = with_answers(data, form, Answers(key, {form.numbering.field: ""}))
    return checked_case(replace(case.source, data=data), reference=desk.reference)


def unnumbered(desk: Desk, type_id: str = "zaswiadczenie") -> CheckedCase:
    """Return kielce-1 without the numbers of its certificates."""
    return without_numbers(ROOT / "examples" / "kielce-1" / "sprawa.yaml", desk, type_id)


def small_pack(desk: Desk) -> BoundPack:
    """Return the pack of certificates, bound once."""
    return bound_pack("kielce-1", "wydarzenie", "", desk)


@dataclass(frozen=True, slots=True)
class Bound:
    """Hands out a pack bound before, as if LibreOffice had just made it; may be sent to another process."""

    pack: BoundPack
    at_once: Callable[[], None] | None = None

    def __call__(self, case: CheckedCase, gate: Inspection, label: str, version: int) -> BoundPack:
        if self.at_once is not None:
            self.at_once()
        return replace(self.pack, number=label, version=version)


def for_family(pack: BoundPack, key: str, contract: str) -> BoundPack:
    """Return a pack passed off as that of a family: its first paper is the contract."""
    first, *rest = pack.records
    paper: PartRecord = replace(first, type_id="kontrakt_rodzinny", subject=contract)
    return replace(pack, subject=key, records=(paper, *rest))
