"""Good rows of a list of people written into the data of a case: families, their members, participants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schematom_docs.case.form_places import put
from schematom_docs.case.source import DataPath, raw_at
from schematom_docs.case.tables.office_values import same_answer
from schematom_docs.case.tables.people_list import FAMILIES, FAMILY, FAMILY_PATHS, PARTICIPANTS
from schematom_docs.case.tables.reading import ReadRow
from schematom_docs.errors import Fault
from schematom_docs.fields import FormField
from schematom_docs.workflow.import_families import Group, bare_label
from schematom_docs.workflow.import_preview import Change, change_of
from schematom_docs.workflow.same_person import Known


@dataclass(slots=True)
class PersonDraft:
    """What is known of a row so far. place: file, sheet and row; person: whom of the case it is about."""

    row: ReadRow
    place: str
    person: Known | None = None
    undecided: str = ""
    reasons: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    key: str = ""

    @property
    def good(self) -> bool:
        """Tell whether the row can be taken in."""
        return not self.reasons

    def refuse(self, reason: str, remedy: str) -> None:
        """Note why the row cannot be taken in."""
        self.reasons.append(Fault(self.place, reason, remedy))


_IMPLIED = {("reprezentuje", "nie")}
"""Answers that the case means when it says nothing."""


@dataclass(slots=True)
class _Keys:
    """Free keys of a collection, each once."""

    data: Mapping[str, object]
    collection: str
    letter: str
    number: int = 0

    def next(self) -> str:
        """Return the next free key."""
        taken = raw_at(self.data, (self.collection,))
        while True:
            self.number += 1
            key = f"{self.letter}{self.number:02d}"
            if not isinstance(taken, dict) or key not in taken:
                return key


class PeopleWriter:
    """Writes drafts into a copy of the data. places: path of each record written → row of the list."""

    def __init__(self, after: dict[str, object], fields: Mapping[str, FormField], *, families: bool) -> None:
        self.after, self.fields, self.families = after, fields, families
        self.keys = _Keys(after, FAMILIES, "r") if families else _Keys(after, PARTICIPANTS, "u")
        self.places: dict[DataPath, int] = {}

    def participant(self, draft: PersonDraft) -> None:
        """Write one participant."""
        draft.changes = []
        self._person(draft.person.path if draft.person else (PARTICIPANTS, self.keys.next()), draft)

    def family(self, group: Group, drafts: Sequence[PersonDraft]) -> None:
        """Write one family with its members. drafts: the good rows of the group."""
        home: DataPath = (FAMILIES, group.key or self.keys.next())
        new = raw_at(self.after, home) is None
        if new:
            put(self.after, home, {"nazwisko": group.surname or bare_label(group.label)})
        said: dict[str, tuple[str, int]] = {}
        for draft in drafts:
            draft.changes = []
            self._home(home, draft, said, new=new)
        self.places[home] = drafts[0].row.number
        for draft in drafts:
            self._person((*home, "czlonkowie", self._own_key(home, draft)), draft)

    def _home(self, home: DataPath, draft: PersonDraft, said: dict[str, tuple[str, int]], *, new: bool) -> None:
        """Write what a row says of the whole family; the first row of it that says something decides."""
        for path in FAMILY_PATHS:
            answer = draft.row.answers.get(path)
            if not isinstance(answer, str) or not answer:
                continue
            first, number = said.setdefault(path, (answer, draft.row.number))
            if first != answer:
                label = self.fields[path].label
                draft.refuse(f"„{label}” różni się od wiersza {number} tej samej rodziny", "Ujednolić te wiersze.")
            elif number == draft.row.number:
                self._write((*home, *path.split(".")), self.fields[path], answer, None if new else draft)

    def _own_key(self, home: DataPath, draft: PersonDraft) -> str:
        if draft.person is not None and draft.person.path[:2] == home:
            return str(draft.person.path[3])
        members = raw_at(self.after, (*home, "czlonkowie"))
        taken = members if isinstance(members, dict) else {}
        letter = "d" if draft.row.answers.get("rola") == "dziecko" else "o"
        return next(key for number in range(1, 10_000) if (key := f"{letter}{number}") not in taken)

    def _person(self, path: DataPath, draft: PersonDraft) -> None:
        draft.key = ".".join(str(part) for part in path if part != "czlonkowie")
        self.places[path] = draft.row.number
        if raw_at(self.after, path) is None:
            put(self.after, path, {})
        for name, item in self.fields.items():
            answer = draft.row.answers.get(name)
            of_family = self.families and (name in FAMILY_PATHS or name == FAMILY)
            if not of_family and isinstance(answer, str) and answer:
                self._write((*path, *name.split(".")), item, answer, None if draft.person is None else draft)

    def _write(self, path: DataPath, item: FormField, answer: str, draft: PersonDraft | None) -> None:
        """Put an answer in its place; note the change of a record that was there."""
        old = raw_at(self.after, path)
        before = old if isinstance(old, str) else ""
        if (before and same_answer(item, before, answer)) or (not before and (item.path, answer) in _IMPLIED):
            return
        put(self.after, path, answer)
        if draft is not None:
            draft.changes.append(change_of(item, before, answer))
