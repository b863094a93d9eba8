"""Two states of a case → an aneks: the same paper made from both, read as provisions, told as amendments.

Nothing is changed in the case: what comes out is a proposal, with everything that no amendment can tell listed beside.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from schematom_docs.case import CheckedCase, FormDefinition, checked_case, provisional
from schematom_docs.case.source import SourceData, raw_at
from schematom_docs.document.amending import amended, amendments
from schematom_docs.document.comparing import pair_texts
from schematom_docs.document.excerpt import excerpt
from schematom_docs.document.provisions import AnnexText, Provision, Reading, read_provisions
from schematom_docs.document.starter import Line
from schematom_docs.errors import CaseError, Fault, TemplateError, UsageError
from schematom_docs.polish import inflect
from schematom_docs.values import Document
from schematom_docs.workflow.annex_wording import NBSP, Change, worded
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued, issue

ANNEX: Final = "aneks"
_HEADING: Final = "Oznaczenie załącznika"
_PARTIES: Final = "w komparycji w oznaczeniu Stron"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An aneks proposed. changes: as it tells them; outside: what no amendment tells, with place; key, answers: of the
    new aneks in the case; case: the new state with it; attachments: name → Word file of new wordings of annexes and
    tables; sections: the § after the change; title: of the paper that is changed, after it."""

    changes: tuple[Change, ...]
    outside: tuple[Fault, ...]
    key: str
    answers: Mapping[str, object]
    case: CheckedCase
    attachments: Mapping[str, bytes]
    sections: tuple[Provision, ...]
    title: str
    like: bytes = field(repr=False)


def propose_annex(desk: Desk, old: CheckedCase, new: CheckedCase, type_id: str, subject: str, *, day: date) -> Proposal:
    """Return the aneks that leads from one state of a paper to the other. day: on which it is concluded.

    Raises UsageError for a paper without § and for the aneks itself, CaseError and TemplateError when a paper cannot
    be made from one of the states.
    """
    form = desk.form(type_id)
    before, after = _made(desk, old, form, subject, "stan dotychczasowy"), _made(desk, new, form, subject, "stan nowy")
    was, now = read_provisions(before.document.docx), read_provisions(after.document.docx)
    if not (was.sections and now.sections) or type_id == ANNEX:
        raise UsageError(
            f"„{form.name}” nie ma paragrafów, które można zmienić aneksem",
            remedy="Wystaw nowy dokument zamiast aneksu.",
        )
    found = amendments(was.sections, now.sections)
    sections = amended(was.sections, found)
    by_number = {section.number: section for section in sections}
    changes = _parties(was.parties, now.parties)
    for amendment in found:
        changes.append(worded(amendment, by_number, _attached(changes) + 1))
    for change in _annexes(was.annexes, now.annexes):
        changes.append(change if not change.blocks else _pointing(change, _attached(changes) + 1))
    key = _free_key(new)
    answers = _answers(desk.form(ANNEX), form, after, new, subject, day, changes)
    attached = [change.blocks for change in changes if change.blocks]
    headings = [f"Załącznik nr {number} do aneksu do {answers['bazowy']}" for number in range(1, len(attached) + 1)]
    attachments = {
        f"{ANNEX}-{key}-zalacznik-{number}": excerpt(after.document.docx, blocks, Line(_HEADING, heading))
        for number, (blocks, heading) in enumerate(zip(attached, headings, strict=True), 1)
    }
    case = _with_annex(desk, new, key, answers) if changes else new
    outside, made = tuple(_outside(was, now)), after.document
    return Proposal(tuple(changes), outside, key, answers, case, attachments, tuple(sections), made.title, made.docx)


def annex_paper(desk: Desk, proposal: Proposal) -> Document:
    """Return the aneks as a draft: what the proposal cannot know stands as a blank line.

    Raises CaseError where the paper cannot be made without an answer that only people can give.
    """
    return issue(desk, proposal.case, ANNEX, proposal.key, blanks=True).document


def _made(desk: Desk, case: CheckedCase, form: FormDefinition, subject: str, state: str) -> Issued:
    try:
        return issue(desk, provisional(case, desk.forms, desk.reference), form.type_id, subject)
    except (CaseError, TemplateError) as error:
        place = f"{state}, {error.place}" if error.place else state
        raise type(error)(error.reason, place=place, remedy=error.remedy, faults=error.faults) from error


def _attached(changes: Sequence[Change]) -> int:
    return sum(1 for change in changes if change.blocks)


def _parties(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Return the changes of the numbered words that name the parties: people who sign may have changed."""
    changes: list[Change] = []
    i = j = 0
    for own_i, own_j in [*pair_texts(old, new), (len(old), len(new))]:
        changes += [
            Change("komparycja", f"{_PARTIES} uchyla się pkt{NBSP}{number}", before=old[number - 1])
            for number in range(i + 1, own_i + 1)
        ]
        for count, text in enumerate(new[j:own_j], 1):
            number = f"{own_i + count}" if own_i == len(old) else f"{own_i}{chr(ord('a') + count - 1)}"
            changes.append(Change("komparycja", f"{_PARTIES} dodaje się pkt{NBSP}{number} w brzmieniu:", after=text))
        if own_i < len(old) and old[own_i] != new[own_j]:
            order = f"{_PARTIES} pkt{NBSP}{own_i + 1} otrzymuje brzmienie:"
            changes.append(Change("komparycja", order, old[own_i], new[own_j]))
        i, j = own_i + 1, own_j + 1
    return changes


def _annexes(old: Sequence[AnnexText], new: Sequence[AnnexText]) -> list[Change]:
    """Return the changes of annexes that stand in the paper itself."""
    known = {annex.number: annex for annex in old}
    changes: list[Change] = []
    for annex in new:
        name = f"załącznik nr{NBSP}{annex.number}"
        before = known.pop(annex.number, None)
        blocks = tuple(range(annex.first, annex.last + 1))
        if before is None:
            changes.append(Change(name, f"dodaje się {name} w brzmieniu", "", "", blocks))
        elif before.lines != annex.lines:
            changes.append(Change(name, f"{name} otrzymuje brzmienie", "", "", blocks))
    changes += [
        Change(name, f"uchyla się {name}", before="\n".join(annex.lines))
        for annex in known.values()
        for name in [f"załącznik nr{NBSP}{annex.number}"]
    ]
    return changes


def _pointing(change: Change, number: int) -> Change:
    order = f"{change.order} określone w załączniku nr{NBSP}{number} do aneksu"
    return Change(
        change.address, order.replace("w brzmieniu określone", "w brzmieniu określonym"), blocks=change.blocks
    )


def _outside(old: Reading, new: Reading) -> list[Fault]:
    """Return every difference outside provisions, parties and annexes."""
    before, after = [text for _, text in old.others], [text for _, text in new.others]
    found: list[Fault] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        place = (new.others[j1:j2] or old.others[i1:i2])[0][0]
        gone, come = "; ".join(before[i1:i2]), "; ".join(after[j1:j2])
        told = (
            f"było „{gone}”, jest „{come}”" if gone and come else f"nowe: „{come}”" if come else f"usunięte: „{gone}”"
        )
        remedy = "Sprawdź, czy aneks ma to zmienić, i w razie potrzeby dopisz zmianę."
        found.append(Fault(place, f"zmiana poza paragrafami, nie ma jej w aneksie: {told}", remedy, warning=True))
    return found


def _known(case: CheckedCase) -> Mapping[str, object]:
    """Return the aneksy that the case has, by key, as its file writes them."""
    found = raw_at(case.source.data, ("dokumenty", ANNEX, "dla"))
    return found if isinstance(found, dict) else {}


def _known_base(case: CheckedCase, refers: Mapping[str, str], title: str) -> str:
    """Return how the case calls the changed paper in an earlier aneks: numbers of aneksy go on under one name."""
    name = base_name(title)
    head, _, number = name.partition(" nr ")
    for answers in _known(case).values():
        if not isinstance(answers, dict):
            continue
        called = str(answers.get("bazowy") or "")
        same = called.partition(" ")[0] == head.partition(" ")[0] and number and called.endswith(f" nr {number}")
        if called and (same or any(answers.get(field) == key for field, key in refers.items())):
            return called
    return name


def _free_key(case: CheckedCase) -> str:
    known = _known(case)
    return next(key for number in range(1, 100_000) if (key := f"an{number:02d}") not in known)


def _answers(
    annex: FormDefinition,
    base: FormDefinition,
    paper: Issued,
    case: CheckedCase,
    subject: str,
    day: date,
    changes: Sequence[Change],
) -> dict[str, object]:
    """Return the answers of the aneks that the paper tells; the rest is left to people."""
    described = paper.context["dokument"]
    facts = described if isinstance(described, Mapping) else {}
    collection = base.subject.collection if base.subject else ""
    reference = next((q.name for q in annex.questions if q.kind == "odwolanie" and q.collection == collection), "")
    refers = {reference: subject} if reference and reference != "rodzina" else {}
    answers: dict[str, object] = {"bazowy": _known_base(case, refers, paper.document.title), **refers}
    concluded = facts.get("data")
    if isinstance(concluded, date):
        answers["data_bazowego"] = concluded.isoformat()
    parties = facts.get("strony")
    for party in parties if isinstance(parties, Sequence) else ():
        if isinstance(party, Mapping) and party.get("encja") == "instytucja":
            keys = answers.setdefault("instytucje_stron", [])
            assert isinstance(keys, list)
            keys.append(str(party["klucz"]))
    record = paper.context.get(base.subject.name) if base.subject else None
    office = record.get("osrodek") if isinstance(record, Mapping) else None
    if isinstance(office, Mapping) and "instytucje_stron" not in answers:
        answers["instytucje_stron"] = [str(office["klucz"])]  # the social worker signs in the name of the office
    answers["data"] = day.isoformat()
    answers["zmiany"] = [_row(change) for change in changes]
    return answers


def _row(change: Change) -> dict[str, str]:
    row = {"przepis": change.address, "polecenie": change.order, "bylo": change.before, "jest": change.after}
    return {name: text for name, text in row.items() if text}


def base_name(title: str) -> str:
    """Return the title of a paper in the genitive, as it stands behind „do”: „porozumienia … nr 1/2014”."""
    head, _, number = title.partition(" nr ")
    declined = inflect(head, "gen").form
    words = declined.split(" ")
    if len(words) < 2 or not words[1][:1].isupper():
        declined = declined[:1].lower() + declined[1:]
    return f"{declined} nr {number}" if number else declined


def _with_annex(desk: Desk, case: CheckedCase, key: str, answers: Mapping[str, object]) -> CheckedCase:
    """Return the case with the answers of the new aneks, as if they stood in its file."""
    data = copy.deepcopy(case.source.data)
    if not isinstance(data, dict):
        return case
    data.setdefault("dokumenty", {}).setdefault(ANNEX, {}).setdefault("dla", {})[key] = copy.deepcopy(dict(answers))
    source = SourceData(case.source.file, data, case.source.lines)
    return provisional(checked_case(source, reference=desk.reference), desk.forms, desk.reference)
