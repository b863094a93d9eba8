"""A list of families or participants → preview: who is in the case already, who is new, what changes."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from schematom_docs.case import ReferenceData
from schematom_docs.case.source import DataPath
from schematom_docs.case.tables.people_list import FAMILIES, FAMILY, PARTICIPANTS, people_fields
from schematom_docs.case.tables.reading import ReadBook, ReadRow
from schematom_docs.errors import Fault
from schematom_docs.workflow.decisions import NEW, DecisionError, meant
from schematom_docs.workflow.import_checks import faults_by_row
from schematom_docs.workflow.import_families import Group, grouped, namesakes
from schematom_docs.workflow.import_people_writing import PeopleWriter, PersonDraft
from schematom_docs.workflow.import_preview import Preview, PreviewRow, Status, doubled
from schematom_docs.workflow.same_person import People, folded_name, people_of, pesel_birth

_ROUNDS = 6
_SHOWN = 5


class PeopleImport:
    """One list held against one case. decisions: row number → reference, key of a family, or „nowa”."""

    def __init__(self, book: ReadBook, kind: str, data: Mapping[str, object], decisions: Mapping[int, str]) -> None:
        self.book, self.kind, self.data = book, kind, data
        self.fields = {item.path: item for item in people_fields(kind)}
        self.people: People = people_of(data)
        self.decisions: dict[int, str] = {}
        self.given = decisions
        self.drafts = {
            row.number: PersonDraft(row, self._place(row), notes=list(row.notes), reasons=list(row.faults))
            for row in self._rows()
        }

    def preview(self, reference: ReferenceData) -> Preview:
        """Return what the list would do to the case."""
        self.decisions = {number: self._decided(number, text) for number, text in self.given.items()}
        self._refuse_doubles()
        for draft in self.drafts.values():
            if draft.good:
                self._identify(draft)
        groups = self._families() if self.kind == FAMILIES else []
        rest: list[Fault] = []
        for _ in range(_ROUNDS):
            good = [draft.good for draft in self.drafts.values()]
            after, places = self._merged(groups)
            wrong, rest = faults_by_row(self.data, after, places, self.book.main.place, reference)
            for number, faults in wrong.items():
                self.drafts[number].reasons += faults
            if good == [draft.good for draft in self.drafts.values()]:
                break
        rows = tuple(self._preview_row(draft) for draft in self.drafts.values())
        return Preview(self.book.main.place, self.kind, rows, after, tuple(rest), self.book.notices)

    def _decided(self, number: int, text: str) -> str:
        """Return a decision in full: „nowa”, a person, the key of a family. Raises DecisionError for anything else."""
        draft = self.drafts.get(number)
        if draft is None:
            raise DecisionError(number, text, (), "w pliku nie ma takiego wiersza z danymi")
        if text == NEW:
            return text
        families = self.data.get(FAMILIES)
        if self.kind == FAMILIES and isinstance(families, dict) and text.removeprefix(f"{FAMILIES}.") in families:
            return text.removeprefix(f"{FAMILIES}.")
        known = [item for item in self.people.by_reference if item.startswith(f"{self.kind}.")]
        found = meant(text, known)
        if not found:
            raise DecisionError(number, text, self._possible(draft, known))
        return found

    def _possible(self, draft: PersonDraft, known: list[str]) -> list[str]:
        """Return how a row may be decided: whom it is like, else some whom the list holds."""
        row = draft.row
        found = self.people.find(_name(row), str(row.answers.get("pesel") or ""), _born(row)).person
        families = self.data.get(FAMILIES)
        group = Group(str(row.answers.get(FAMILY) or row.group), [row])
        homes = namesakes(group, families, "") if self.kind == FAMILIES and isinstance(families, dict) else []
        likely = [found.reference, *homes] if found is not None else homes
        return [*(likely or known[:_SHOWN]), NEW]

    def _rows(self) -> list[ReadRow]:
        return [row for row in self.book.main.rows if row.answers or row.faults]

    def _place(self, row: ReadRow) -> str:
        return f"{self.book.main.place}, wiersz {row.number}"

    def _refuse_doubles(self) -> None:
        """Refuse every row whose PESEL, or name and birth date, another row has too."""
        same: dict[tuple[str, ...], list[PersonDraft]] = {}
        for draft in self.drafts.values():
            pesel = str(draft.row.answers.get("pesel") or "")
            born = _born(draft.row)
            if pesel:
                same.setdefault(("PESEL", pesel), []).append(draft)
            elif born:
                same.setdefault(("imię, nazwisko i datę urodzenia", _name(draft.row), born), []).append(draft)
        for key, drafts in same.items():
            for draft in drafts if len(drafts) > 1 else ():
                others = [item.row for item in drafts if item is not draft]
                reason = f"wiersz ma {'ten sam' if key[0] == 'PESEL' else 'te same'} {key[0]} co {_with(others)}"
                if len({str(item.row.answers.get(FAMILY) or "") for item in drafts}) > 1:
                    reason += " – ta sama osoba w dwóch rodzinach albo pomyłka"
                draft.refuse(reason, "Zostaw osobę w jednym wierszu.")

    def _identify(self, draft: PersonDraft) -> None:
        """Find who the row is about, by its key, by a decision, by PESEL, name and birth date, likeness."""
        row, decision = draft.row, self.decisions.get(draft.row.number, "")
        wanted = decision if "." in decision else f"{self.kind}.{row.key}" if row.key else ""
        if wanted:
            draft.person = self.people.by_reference.get(wanted)
            if draft.person is None:
                reason = f"w sprawie nie ma osoby „{wanted}”"
                draft.refuse(reason, "Popraw klucz albo zostaw go pustym.")
            return
        if decision:
            return
        found = self.people.find(_name(row), str(row.answers.get("pesel") or ""), _born(row))
        if found.how != "alike":
            draft.person = found.person
            self._refuse_elsewhere(draft)
        elif found.person is not None:
            reason = f"podobna do osoby {found.person.reference} ({found.why}), rozstrzyga człowiek"
            draft.undecided = found.person.reference
            draft.refuse(reason, _decide(row.number, found.person.reference))

    def _refuse_elsewhere(self, draft: PersonDraft) -> None:
        """Refuse a row about somebody whom the case holds outside this list."""
        known = draft.person
        if known is not None and known.path[0] != self.kind:
            reason = f"ta osoba jest już w sprawie jako {known.reference}"
            draft.reasons.append(
                Fault(self._place(draft.row), reason, "Usuń wiersz albo przenieś osobę w pliku sprawy.")
            )

    def _families(self) -> list[Group]:
        groups, notes = grouped([draft.row for draft in self.drafts.values()])
        for number, note in notes.items():
            self.drafts[number].notes.append(note)
        seen: dict[str, Group] = {}
        for group in groups:
            earlier = seen.setdefault(folded_name(group.label), group)
            group.key = self._family_key(group)
            if earlier is not group and not (group.key and group.key == earlier.key):
                where = f"rodzina „{group.label}” jest też w wierszu {earlier.rows[0].number}"
                self._refuse(group, where, "Ustaw wiersze jednej rodziny obok siebie albo odróżnij rodziny kluczami.")
        return groups

    def _family_key(self, group: Group) -> str:
        """Return the key of the family in the case, "" for a new one; refuse what nobody can know."""
        families = self.data.get(FAMILIES)
        known: Mapping[str, object] = families if isinstance(families, dict) else {}
        decision = next((text for row in group.rows if (text := self.decisions.get(row.number, "")) in known), "")
        if not group.label and not decision:
            self._refuse(
                group, "nie wiadomo, do której rodziny należy wiersz", "Wpisz nazwisko rodziny albo jej klucz."
            )
            return ""
        homes = {
            str(draft.person.path[1]): draft
            for row in group.rows
            if (draft := self.drafts[row.number]).person and draft.person and draft.person.path[0] == FAMILIES
        }
        label = group.label if group.label in known else ""
        key = decision or label or next(iter(homes), "")
        for row in group.rows:
            person = self.drafts[row.number].person
            if person is not None and key and person.path[0] == FAMILIES and person.path[1] != key:
                reason = f"osoba należy w sprawie do rodziny {person.path[1]}, a wiersz do rodziny {key}"
                self._add(row, reason, "Popraw rodzinę w wierszu albo przenieś osobę w pliku sprawy.")
        if key or any(self.decisions.get(row.number) == NEW for row in group.rows):
            return key
        gmina = next((str(row.answers["gmina"]) for row in group.rows if row.answers.get("gmina")), "")
        alike = namesakes(group, known, gmina)
        if alike and not any(self.drafts[row.number].undecided for row in group.rows):
            for row in group.rows:
                reason = f"podobna do rodziny {', '.join(alike)} (to samo nazwisko), rozstrzyga człowiek"
                self.drafts[row.number].undecided = alike[0]
                self._add(row, reason, _decide(row.number, alike[0]))
        return ""

    def _refuse(self, group: Group, reason: str, remedy: str) -> None:
        for row in group.rows:
            self._add(row, reason, remedy)

    def _add(self, row: ReadRow, reason: str, remedy: str) -> None:
        self.drafts[row.number].refuse(reason, remedy)

    def _merged(self, groups: list[Group]) -> tuple[dict[str, object], dict[DataPath, int]]:
        """Return the data with the good rows in them, and the row of each record."""
        writer = PeopleWriter(copy.deepcopy(dict(self.data)), self.fields, families=self.kind == FAMILIES)
        for group in groups:
            if good := [draft for row in group.rows if (draft := self.drafts[row.number]).good]:
                writer.family(group, good)
        for draft in self.drafts.values() if self.kind == PARTICIPANTS else ():
            if draft.good:
                writer.participant(draft)
        return writer.after, writer.places

    def _preview_row(self, draft: PersonDraft) -> PreviewRow:
        row = draft.row
        name = f"{row.answers.get('nazwisko') or ''} {row.answers.get('imie') or ''}".strip()
        status: Status = "nowy" if draft.person is None else "zmiana" if draft.changes else "bez zmian"
        if draft.reasons:
            only_asked = bool(draft.undecided) and len(draft.reasons) == 1
            status = "do rozstrzygnięcia" if only_asked else "odmowa"
        key = draft.key if draft.good else (draft.person.reference if draft.person else "")
        changes = tuple(draft.changes) if status == "zmiana" else ()
        choices = (draft.undecided, NEW) if draft.undecided else ()
        return PreviewRow(row.number, status, key, name, changes, tuple(draft.reasons), tuple(draft.notes), choices)


def _name(row: ReadRow) -> str:
    return folded_name(f"{row.answers.get('imie') or ''} {row.answers.get('nazwisko') or ''}")


def _born(row: ReadRow) -> str:
    return str(row.answers.get("data_urodzenia") or "") or pesel_birth(str(row.answers.get("pesel") or ""))


def _with(rows: list[ReadRow]) -> str:
    return doubled([row.number for row in rows]).replace("wierszem", "wiersz").replace("wierszami", "wiersze")


def _decide(number: int, reference: str) -> str:
    return f'Jeśli to ta sama: --decide "{number}={reference}"; jeśli inna: --decide "{number}={NEW}".'
