"""Where a fact that a form asks for is stored: a path as templates say it → a path of the data file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from schematom_docs.case.case_model import Case
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.institution import Institution
from schematom_docs.case.person import Delegate, Person
from schematom_docs.case.record import InstitutionRef, PersonRef, Record, Reference, keys_of
from schematom_docs.case.source import DataPath, PathKey, raw_at
from schematom_docs.case.subject_sets import DERIVED, OWN_RECORDS
from schematom_docs.case.validation import annotation_parts, model_at

REPRESENTATIVE = "reprezentant"
"""Name of the person in office; the data keep all who ever were in `reprezentanci`."""
_PEOPLE = "uczestnicy"
_ROOTS: Mapping[str, DataPath] = {"lider": ("projekt", "lider"), "beneficjent": ("projekt", "beneficjent")}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a fact's path in the model. info: of the field; model: that holds it; hop: through a reference."""

    alias: str
    info: FieldInfo
    model: type[BaseModel]
    hop: type[Reference] | None = None


def steps_of(form: FormDefinition, path: str) -> list[Step] | None:
    """Return the steps of a path after its first name, None when the model has no such path."""
    head, *parts = path.split(".")
    start = start_model(form, head)
    steps: list[Step] = []
    if start is None:
        return None
    if head in _ROOTS:
        start = Institution
    model: type[BaseModel] | None = start
    for number, part in enumerate(parts):
        if model is None:
            return None
        alias = "reprezentanci" if part == REPRESENTATIVE and issubclass(model, Institution) else part
        name = keys_of(model).get(alias)
        if name is None:
            return None
        info = model.model_fields[name]
        last = number == len(parts) - 1
        inner, hop = (None, None) if last else _within(info.annotation, as_row=part == REPRESENTATIVE)
        steps.append(Step(part, info, model, hop))
        model = inner
    return steps


def hops_of(form: FormDefinition, path: str) -> list[tuple[str, type[Reference], bool]]:
    """Return (prefix, kind of reference, whether the record may stand there itself) of each entity on a fact's way."""
    parts, steps = path.split("."), steps_of(form, path) or []
    root: list[tuple[str, type[Reference], bool]] = [(parts[0], InstitutionRef, False)] if parts[0] in _ROOTS else []
    return root + [
        (".".join(parts[:number]), step.hop, any(_is_delegate(part) for part in annotation_parts(step.info.annotation)))
        for number, step in enumerate(steps[:-1], start=2)
        if step.hop is not None
    ]


def start_model(form: FormDefinition, head: str) -> type[BaseModel] | None:
    """Return the model under the first name of a fact, None when the case has no fact so called."""
    if head == "projekt":
        return model_at(Case, ("projekt",))
    if head in _ROOTS:
        return Institution
    if form.subject is None or head != form.subject.name or form.subject.collection == OWN_RECORDS:
        return None
    return Person if form.subject.collection in DERIVED else model_at(Case, (form.subject.collection, "klucz"))


def _within(annotation: object, *, as_row: bool) -> tuple[type[BaseModel] | None, type[Reference] | None]:
    """Return the model under a field, and the reference it is reached through, if any; records win over references."""
    parts = annotation_parts(annotation)
    if as_row:
        rows = [argument for part in parts for argument in getattr(part, "__args__", ())]
        parts = [item for row in rows for item in annotation_parts(row)]
    classes = [item for item in parts if isinstance(item, type)]
    references = [item for item in classes if issubclass(item, Reference)]
    record = next((item for item in classes if issubclass(item, Record)), None)
    if references and record is None:
        reference = references[0]
        target = Person if issubclass(reference, PersonRef) else model_at(Case, (reference.collection, "klucz"))
        return target, reference
    return record, references[0] if references else None


class Places:
    """Finds and makes places of facts in the raw data of a case, for one subject of a form.

    data: changed in place when a place is made; key: of the subject, "" = none yet.
    """

    def __init__(self, data: dict[str, object], form: FormDefinition, key: str) -> None:
        self.data = data
        self.form = form
        self.key = key

    def own_base(self) -> DataPath:
        """Return where the answers of the paper itself stand."""
        base = ("dokumenty", self.form.type_id)
        return (*base, "dla", self.key) if self.form.subject else (*base, "wspolne")

    def subject(self) -> DataPath | None:
        """Return the place of the record of the subject, None when it has none of its own or is not there yet."""
        subject = self.form.subject
        if subject is None or subject.collection == OWN_RECORDS or not self.key:
            return None
        if subject.collection not in DERIVED:
            return (subject.collection, self.key)
        home, _, own = self.key.rpartition("-")
        if not home:
            return (_PEOPLE, self.key)
        if home in _keys(self.data, "zespoly") and own.isdigit():
            return ("zespoly", home, "czlonkowie", int(own) - 1)
        return ("rodziny", home, "czlonkowie", own)

    def place(self, path: str, *, make: bool = False) -> DataPath | None:
        """Return the place of a fact in the data, None when a reference on the way says nothing.

        make: write the references and records on the way that are not there yet.
        """
        steps = steps_of(self.form, path)
        head = path.split(".")[0]
        where = self._head(head, make=make)
        if steps is None or where is None:
            return None
        for number, step in enumerate(steps):
            where = (*where, *self._step(where, step, make=make))
            if number == len(steps) - 1:
                return where
            if step.hop is not None and not isinstance(raw_at(self.data, where), dict):
                inline = any(_is_delegate(part) for part in annotation_parts(step.info.annotation))
                hopped = self._hop(where, step.hop, make=make and not (inline and raw_at(self.data, where) is None))
                if hopped is None and not (inline and make):
                    return None
                where = where if hopped is None else hopped
        return where

    def _head(self, head: str, *, make: bool) -> DataPath | None:
        if head == "projekt":
            return ("projekt",)
        if head in _ROOTS:
            return self._hop(_ROOTS[head], InstitutionRef, make=make)
        return self.subject()

    def _step(self, where: DataPath, step: Step, *, make: bool) -> tuple[PathKey, ...]:
        if step.alias != REPRESENTATIVE or step.alias in keys_of(step.model):
            return (step.alias,)
        rows = raw_at(self.data, (*where, "reprezentanci"))
        if make and not isinstance(rows, list):
            put(self.data, (*where, "reprezentanci"), [{}])
        return ("reprezentanci", self._in_office(rows if isinstance(rows, list) else []))

    def _in_office(self, rows: list[object]) -> int:
        """Return the row of who is in office on the day of the paper as far as plain dates tell, else the first."""
        day = self._day()
        for number, row in enumerate(rows):
            start, end = (_iso(str(row.get(name) or "")) if isinstance(row, dict) else "" for name in ("od", "do"))
            if day and (not start or start <= day) and (not end or day <= end):
                return number
        return 0

    def _day(self) -> str:
        subject = self.subject()
        own = raw_at(self.data, (*self.own_base(), "data"))
        day = own or (raw_at(self.data, (*subject, "data")) if subject else None)
        return _iso(day) if isinstance(day, str) else ""

    def _hop(self, where: DataPath, reference: type[Reference], *, make: bool) -> DataPath | None:
        """Return the place of the entity a reference at `where` names; make: a new entity when it names none."""
        written = raw_at(self.data, where)
        if isinstance(written, str) and written:
            found = entity_place(self.data, reference, written)
            if found is not None and make and raw_at(self.data, found) is None:
                put(self.data, found, {})
            return found
        return self.new_entity(where, reference) if make else None

    def new_entity(self, where: DataPath, reference: type[Reference]) -> DataPath:
        """Make an entity, point the reference at `where` at it, and return its place."""
        person = issubclass(reference, PersonRef)
        collection = _PEOPLE if person else reference.collection
        key = new_key(self.data, collection)
        put(self.data, (collection, key), {})
        put(self.data, where, f"{collection}.{key}" if person else key)
        return (collection, key)

    def reference(self, prefix: str, *, make: bool = False) -> DataPath | None:
        """Return where the reference stands that the facts below a prefix („deklaracja.pracodawca”) go through."""
        return _ROOTS[prefix] if prefix in _ROOTS else self.place(prefix, make=make)


def _is_delegate(part: object) -> bool:
    return isinstance(part, type) and issubclass(part, Delegate)


def entity_place(data: object, reference: type[Reference], written: str) -> DataPath | None:
    """Return where the entity that a reference names stands in the data, None when the words lead nowhere."""
    if not issubclass(reference, PersonRef):
        key = written.removeprefix(f"{reference.collection}.")
        return (reference.collection, key)
    parts = written.replace(".czlonkowie.", ".").split(".")
    if len(parts) == 3 and parts[0] == "rodziny":
        return ("rodziny", parts[1], "czlonkowie", parts[2])
    if len(parts) == 3 and parts[0] == "zespoly" and parts[2].isdigit():
        return ("zespoly", parts[1], "czlonkowie", int(parts[2]) - 1)
    if len(parts) == 2 and parts[0] in ("osoby", _PEOPLE):
        return (parts[0], parts[1])
    if len(parts) == 1:
        return next(((name, parts[0]) for name in ("osoby", _PEOPLE) if parts[0] in _keys(data, name)), None)
    return None


_LETTERS = {
    "kontrakty_socjalne": "s", "skierowania": "sk", "deklaracje_pracodawcow": "dp", "rodziny": "r", "uczestnicy": "u",
}  # fmt: skip


def new_key(data: object, collection: str) -> str:
    """Return the first free key of a collection: „u01”, „dp02”; it holds no personal data."""
    taken = _keys(data, collection)
    letters = _LETTERS.get(collection, collection[0])
    return next(key for number in range(1, 100_000) if (key := f"{letters}{number:02d}") not in taken)


def _keys(data: object, collection: str) -> dict[str, object]:
    found = raw_at(data, (collection,))
    return found if isinstance(found, dict) else {}


def _iso(text: str) -> str:
    """Return a date of either spelling as 2015-05-14, so that dates compare as texts; other words as they are."""
    match = _POLISH_DAY.fullmatch(text)
    return f"{match[3]}-{match[2].zfill(2)}-{match[1].zfill(2)}" if match else text


_POLISH_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: ?r\.)?")


def put(data: dict[str, object], path: DataPath, value: object) -> None:
    """Write a value at a path, making the groups and rows on the way; a plain value on the way gives way to a group."""
    target: object = data
    for part, after in zip(path, (*path[1:], None), strict=True):
        last = after is None
        if isinstance(target, list) and isinstance(part, int):
            target.extend({} for _ in range(part + 1 - len(target)))
            if last:
                target[part] = value
            target = target[part]
            continue
        assert isinstance(target, dict)
        if last:
            target[part] = value
        elif not isinstance(target.get(part), list if isinstance(after, int) else dict):
            target[part] = [] if isinstance(after, int) else {}
        target = target[part]


def remove(data: dict[str, object], path: DataPath) -> None:
    """Take the value at a path out, and the groups that are empty then; rows of lists stay."""
    for length in range(len(path), 1, -1):
        parent = raw_at(data, path[: length - 1])
        if not isinstance(parent, dict) or path[length - 1] not in parent:
            return
        del parent[path[length - 1]]
        if parent or length - 1 < 3:
            return
