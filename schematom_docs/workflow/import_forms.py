"""A table of answers to a form → preview: one subject a row, rows of its tables from their own sheets."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from schematom_docs.case import FormDefinition, ReferenceData
from schematom_docs.case.answer_checks import check_answers
from schematom_docs.case.answering import answers_of, has_keys, place_answers
from schematom_docs.case.form_fields import fields_of
from schematom_docs.case.source import DataPath, raw_at
from schematom_docs.case.subject_sets import DERIVED, OWN_RECORDS
from schematom_docs.case.tables.layout import KEY_PATH
from schematom_docs.case.tables.office_values import same_answer
from schematom_docs.case.tables.reading import ReadBook, ReadRow
from schematom_docs.case.tables.workbook_plan import ROW_KEY, WHOLE_CASE
from schematom_docs.errors import Fault
from schematom_docs.fields import Answer, Answers
from schematom_docs.workflow.decisions import DecisionError, split_decisions
from schematom_docs.workflow.import_checks import faults_by_row
from schematom_docs.workflow.import_places import RowPlaces
from schematom_docs.workflow.import_preview import Change, Preview, PreviewRow, Status, change_of
from schematom_docs.workflow.import_table_rows import canonical_rows, keyed_people, rows_of, table_changes
from schematom_docs.workflow.shared_entities import EntityDesk, Settled

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_ROUNDS = 6


@dataclass(slots=True)
class _Draft:
    """What is known of a row so far. answers: with the rows of its tables; exists: the case has the subject; changes:
    of its answers; shared: of institutions and persons of the case; choices: how its open questions may be decided."""

    row: ReadRow
    key: str
    answers: dict[str, Answer]
    exists: bool = False
    reasons: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    shared: list[Change] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    places: RowPlaces = field(default_factory=lambda: RowPlaces(""))

    @property
    def good(self) -> bool:
        return not self.reasons


class FormImport:
    """Answers of one file to one form held against one case. decisions: row number → what a person decided."""

    def __init__(
        self,
        book: ReadBook,
        form: FormDefinition,
        data: Mapping[str, object],
        keys: set[str],
        decisions: Mapping[int, str] | None = None,
    ) -> None:
        self.book, self.form, self.data, self.keys = book, form, dict(data), keys
        self.decisions = dict(decisions or {})
        self.fields = {item.path: item for item in fields_of(form)}
        self.tables = {item.path: item for item in self.fields.values() if item.kind == "tabela"}
        rows = [row for row in book.main.rows if row.answers or row.faults]
        self.drafts = [
            _Draft(row, row.key, dict(row.answers), notes=list(row.notes), reasons=list(row.faults)) for row in rows
        ]
        for draft in self.drafts:
            draft.places.main = self._place(draft)
        self.strays: list[PreviewRow] = []
        self.entities = EntityDesk(form, self.fields)

    def preview(self, reference: ReferenceData) -> Preview:
        """Return what the table would do to the case."""
        self._refuse_idle_decisions()
        self._check_keys()
        self._join_tables()
        self._recognise()
        rest: list[Fault] = []
        by_number = {draft.row.number: draft for draft in self.drafts}
        for _ in range(_ROUNDS):
            good = [draft.good for draft in self.drafts]
            after, places = self._merged()
            told_at = partial(self._told_at, by_number, after)
            wrong, rest = faults_by_row(self.data, after, places, self.book.main.place, reference, told_at)
            for number, faults in wrong.items():
                by_number[number].reasons += faults
            if good == [draft.good for draft in self.drafts]:
                break
        rows = (*(self._preview_row(draft) for draft in self.drafts), *self.strays)
        return Preview(self.book.main.place, self.form.type_id, rows, after, tuple(rest), self.book.notices)

    def _told_at(self, by_number: Mapping[int, _Draft], after: Mapping[str, object], number: int, path: str) -> str:
        draft = by_number[number]
        return draft.places.of_data(self.form, after, draft.key, path)

    def _place(self, draft: _Draft) -> str:
        return f"{self.book.main.place}, wiersz {draft.row.number}"

    def _refuse_idle_decisions(self) -> None:
        numbers = {draft.row.number for draft in self.drafts}
        for number, text in self.decisions.items():
            if number not in numbers:
                raise DecisionError(number, text, (), "w pliku nie ma takiego wiersza z danymi")

    def _check_keys(self) -> None:
        """Set the key each row is about; refuse wrong and doubled ones."""
        seen: dict[str, int] = {}
        for draft in self.drafts:
            if self.form.subject is None:
                draft.key = ""
                if len(self.drafts) > 1:
                    reason = "formularz dotyczy całej sprawy, a arkusz ma kilka wierszy"
                    draft.reasons.append(Fault(self._place(draft), reason, "Zostaw jeden wiersz."))
                draft.exists = True
                continue
            key = draft.key
            if key and (not _KEY.fullmatch(key) or (key not in self.keys and self.form.subject.collection in DERIVED)):
                reason = "w kolumnie „Klucz” nie stoi klucz pozycji sprawy"
                remedy = "Zostaw ją pustą albo wpisz małe litery bez ogonków, cyfry i myślniki, bez nazwisk."
                draft.reasons.append(Fault(self._place(draft), reason, remedy))
            if key and key in seen:
                reason = f"klucz „{key}” jest też w wierszu {seen[key]}"
                draft.reasons.append(Fault(self._place(draft), reason, "Nadaj wierszom różne klucze."))
            seen.setdefault(key, draft.row.number)
            draft.exists = key in self.keys

    def _join_tables(self) -> None:
        """Add the rows of the tables to the subjects they belong to; without rows there a subject keeps its own."""
        by_key = {draft.row.key or (WHOLE_CASE if self.form.subject is None else ""): draft for draft in self.drafts}
        for name, table in self.book.tables.items():
            if not name:
                continue
            for row in table.rows:
                only = self.drafts[0] if len(self.drafts) == 1 and not row.key else None
                draft = only or (by_key.get(row.key) if row.key else None)
                if not row.answers and not row.faults:
                    continue
                if draft is None:
                    where = f"{table.place}, wiersz {row.number}"
                    fault = Fault(where, "wiersz nie należy do żadnego wiersza arkusza „Dane”", "Wpisz jego klucz.")
                    who = self.tables[name].label
                    self.strays.append(PreviewRow(row.number, "odmowa", row.key, who, reasons=(fault,)))
                    continue
                draft.reasons += row.faults
                rows = draft.answers.setdefault(name, [])
                assert isinstance(rows, list)
                draft.places.tables.setdefault(name, []).append(f"{table.place}, wiersz {row.number}")
                rows.append(table_cells(row))  # type: ignore[arg-type]  # rows of a table are mappings, see fields.Answer

    def _recognise(self) -> None:
        """Find rows without a key among the subjects: by number, else by saying exactly the same."""
        if self.form.subject is None:
            return
        known = {key: answers_of(self.data, self.form, key).by_path for key in self.keys}
        number = next((path for path in self.fields if path == f"{self.form.subject.name}.numer"), "")
        taken = {draft.key for draft in self.drafts if draft.key}
        for draft in self.drafts:
            if draft.key or not draft.good:
                continue
            found = [key for key, old in known.items() if key not in taken and self._same(number, draft.answers, old)]
            if len(found) == 1:
                draft.key, draft.exists = found[0], True
                taken.add(found[0])
                draft.notes.append(f"rozpoznano pozycję {found[0]}")

    def _same(self, number: str, answers: Mapping[str, Answer], old: Mapping[str, Answer]) -> bool:
        if number and answers.get(number):
            return answers[number] == old.get(number)
        return all(self._agrees(path, answer, old.get(path, "")) for path, answer in answers.items())

    def _agrees(self, path: str, new: Answer, old: Answer) -> bool:
        table = self.tables.get(path)
        if table is None:
            return same_answer(self.fields[path], new, old)
        return canonical_rows(table, new) == canonical_rows(table, old)

    def _merged(self) -> tuple[dict[str, object], dict[DataPath, int]]:
        """Return the data with the good rows in them, and the row of each record."""
        after = copy.deepcopy(self.data)
        places: dict[DataPath, int] = {}
        self.entities.start(after)
        for draft in self.drafts:
            if draft.good:
                self._merge(draft, after, places)
        return after, places

    def _merge(self, draft: _Draft, after: dict[str, object], places: dict[DataPath, int]) -> None:
        """Write a row into the data, unless it says nothing new or something is wrong or open in it."""
        settled = self._settled(draft, after)
        if not draft.good:
            return
        old = (answers_of(after, self.form, draft.key).by_path if draft.exists else {}) | settled.known
        self._know_people(draft, old)
        given = {path: new for path, new in draft.answers.items() if path not in settled.dropped}
        changed = {path: new for path, new in given.items() if not self._agrees(path, new, old.get(path, ""))}
        own = {path: new for path, new in changed.items() if path not in settled.known}
        draft.changes = [item for path, new in own.items() for item in self._changes(path, old.get(path, ""), new)]
        draft.shared = settled.changes
        self._check(draft, {**old, **given})
        if not draft.good or (draft.exists and not changed and not settled.links):
            return
        sizes = _sizes(after)
        draft.key = place_answers(after, self.form, Answers(draft.key, changed), settled.links)
        self.entities.learn(after, draft.key)
        for collection, count in _sizes(after).items():
            for new_key in list(_group(after, collection))[sizes.get(collection, 0) : count]:
                places[collection, new_key] = draft.row.number
        places.update(dict.fromkeys(self._homes(draft.key), draft.row.number))

    def _settled(self, draft: _Draft, after: dict[str, object]) -> Settled:
        """Return what is to be done with institutions and persons of the case; open questions make the row wait."""
        key = draft.key if draft.exists else ""
        decided = split_decisions(self.decisions.get(draft.row.number, ""))
        settled = self.entities.settle(after, Answers(key, draft.answers), decided, draft.row.number)
        draft.notes += settled.notes
        for question in settled.open:
            draft.shared += question.changes
            draft.choices += question.choice.words
            draft.reasons.append(Fault(self._place(draft), question.reason, question.remedy(draft.row.number)))
        return settled

    def _know_people(self, draft: _Draft, old: Mapping[str, Answer]) -> None:
        """Give the rows of people without a key the keys of whom they are about."""
        for path, table in self.tables.items():
            if path not in draft.answers or not has_keys(self.form, table):
                continue
            rows, notes = keyed_people(rows_of(draft.answers[path]), rows_of(old.get(path, [])))
            draft.answers[path] = rows
            draft.notes += [f"{draft.places.tables[path][index]}: {note}" for index, note in notes.items()]

    def _changes(self, path: str, old: Answer, new: Answer) -> list[Change]:
        item = self.fields[path]
        return table_changes(item, old, new) if path in self.tables else [change_of(item, old, new)]

    def _homes(self, key: str) -> list[DataPath]:
        subject = self.form.subject
        if subject is None:
            return [("dokumenty", self.form.type_id, "wspolne")]
        homes: list[DataPath] = [("dokumenty", self.form.type_id, "dla", key)]
        if subject.collection not in (*DERIVED, OWN_RECORDS):
            homes.append((subject.collection, key))
        return homes

    def _check(self, draft: _Draft, answers: dict[str, Answer]) -> None:
        given = {path: answer for path, answer in answers.items() if answer}
        for fault in check_answers(self.form, Answers(draft.key, given)):
            where = draft.places.of_answer(self.fields, fault.path, fault.row)
            if fault.warning:
                draft.notes.append(fault.reason)
            else:
                draft.reasons.append(Fault(where, fault.reason, fault.remedy))

    def _preview_row(self, draft: _Draft) -> PreviewRow:
        status: Status = "nowy" if not draft.exists else "zmiana" if draft.changes or draft.shared else "bez zmian"
        if draft.reasons:
            status = "do rozstrzygnięcia" if draft.choices else "odmowa"
        changes = (*(draft.changes if status == "zmiana" else ()), *(draft.shared if status != "odmowa" else ()))
        key = draft.key or (WHOLE_CASE if self.form.subject is None else "")
        notes = tuple(dict.fromkeys(draft.notes))
        who, choices = self._who(draft), tuple(draft.choices)
        return PreviewRow(draft.row.number, status, key, who, changes, tuple(draft.reasons), notes, choices)

    def _who(self, draft: _Draft) -> str:
        """Return what tells a row from the others: number, names of persons and institutions, else its first text."""
        ends = ("nazwisko", "nazwa")
        telling = [path for path in self.fields if path.split(".")[-1] in ends or path.split(".")[1:] == ["numer"]]
        names = [str(draft.answers[path]) for path in telling if path in draft.answers]
        texts = [answer for path, answer in draft.answers.items() if isinstance(answer, str) and self._plain(path)]
        return ", ".join(names[:2]) or next((text[:50] for text in texts), "")

    def _plain(self, path: str) -> bool:
        return self.fields[path].kind == "tekst" and self.fields[path].privacy != "szczegolne"


def table_cells(row: ReadRow) -> dict[str, str]:
    """Return a row of a table as the field model has it: one text a column, a list joined."""
    cells = {}
    for path, answer in row.answers.items():
        own = KEY_PATH if path == ROW_KEY else path
        cells[own] = "; ".join(str(item) for item in answer) if isinstance(answer, list) else answer
    return cells


def _group(data: Mapping[str, object], collection: str) -> Mapping[str, object]:
    found = raw_at(data, (collection,))
    return found if isinstance(found, dict) else {}


def _sizes(data: Mapping[str, object]) -> dict[str, int]:
    return {name: len(group) for name, group in data.items() if isinstance(group, dict)}
