"""Answers of one subject read from the data of a case, and written into a copy of them; nothing else changes."""

from __future__ import annotations

import copy
import typing
from collections.abc import Mapping

from schematom_docs.case.answer_values import answer_of, raw_of
from schematom_docs.case.answers import answer_place
from schematom_docs.case.form_fields import fields_of
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.form_places import REPRESENTATIVE, Places, hops_of, new_key, put, remove, steps_of
from schematom_docs.case.record import PersonRef
from schematom_docs.case.source import DataPath, raw_at
from schematom_docs.case.subject_sets import DERIVED, OWN_RECORDS
from schematom_docs.case.validation import annotation_parts
from schematom_docs.fields import Answer, Answers, FormField

CaseData = dict[str, object]
"""Data of a case as read from its file: groups, lists and texts, nothing typed."""
Links = Mapping[str, str]
"""Prefix of the facts of an entity („deklaracja.pracodawca”) → the entity of the case that is meant, "" = a new one."""


def answers_of(case_data: Mapping[str, object], form: FormDefinition, key: str) -> Answers:
    """Return the answers the data hold to a form about one subject; what is not answered is absent.

    key: of the subject, "" for a form about the whole case. An answer of the paper itself comes from `dokumenty`, else
    from where the question takes its default, as the paper does.
    """
    places = Places(dict(case_data), form, key)
    found: dict[str, Answer] = {}
    for field in fields_of(form):
        answer = _fact(places, field) if is_fact(form, field) else _own(places, field)
        if answer is not None:
            found[field.path] = answer
    return Answers(key, found)


def is_fact(form: FormDefinition, field: FormField) -> bool:
    """Tell whether a field is a fact of the case; the parts of an address that is an answer are not."""
    return "." in field.path and form.question(field.path.split(".")[0]) is None


def _fact(places: Places, field: FormField) -> Answer | None:
    place = places.place(field.path)
    return None if place is None else answer_of(field, raw_at(places.data, place))


def _own(places: Places, field: FormField) -> Answer | None:
    """Return the answer of the paper itself: its own, the common one, the default, the literal one."""
    name = tuple(field.path.split("."))
    base = ("dokumenty", places.form.type_id)
    own = answer_of(field, raw_at(places.data, (*places.own_base(), *name)))
    common = answer_of(field, raw_at(places.data, (*base, "wspolne", *name)))
    if own is not None or common is not None:
        return own if own is not None else common
    found = (_at(places, field, path) for path in field.default)
    return next((answer for answer in found if answer is not None), None) or field.value or None


def with_answers(case_data: Mapping[str, object], form: FormDefinition, answers: Answers) -> CaseData:
    """Return a copy of the data with the answers in their places; see placed_answers."""
    return placed_answers(case_data, form, answers)[0]


def placed_answers(
    case_data: Mapping[str, object], form: FormDefinition, answers: Answers, links: Links | None = None
) -> tuple[CaseData, str]:
    """Return (a copy of the data with the answers in their places, key of the subject).

    A path without an answer leaves what is there; "" and [] take it away. A new subject, and a person or institution
    that the answers describe first, gets a key; one with the same PESEL, NIP or name is used again. An answer that the
    default gives already is not written a second time; the default of a fact is, when nothing else tells it.
    Paths no question asks for are left out (check_answers tells).
    """
    data: CaseData = copy.deepcopy(dict(case_data))
    return data, place_answers(data, form, answers, links)


def place_answers(data: CaseData, form: FormDefinition, answers: Answers, links: Links | None = None) -> str:
    """Write the answers into `data` itself and return the key of the subject; many rows need no copy each.

    links: entities that somebody decided on; they win over likeness and over what the subject names now.
    """
    key = answers.key or _new_subject(data, form)
    places = Places(data, form, key)
    _make_subject(places)
    for prefix, wanted in (links or {}).items():
        _link(places, prefix, wanted)
    fields = [field for field in fields_of(form) if field.path in answers.by_path]
    facts = sorted((field for field in fields if is_fact(form, field)), key=lambda field: field.path.count("."))
    by_office = [field for field in facts if f".{REPRESENTATIVE}." in field.path]
    for field in facts:
        if field not in by_office:
            _write_fact(places, field, answers)
    for field in fields:
        if not is_fact(form, field):
            _write_own(places, field, answers.by_path[field.path])
    for field in by_office:
        _write_fact(places, field, answers)
    _write_defaults(places, answers)
    _make_subject(places)
    return key


def _link(places: Places, prefix: str, wanted: str) -> None:
    where = places.reference(prefix, make=True)
    below = (field.path for field in fields_of(places.form) if field.path.startswith(f"{prefix}."))
    hops = (hop for path in below for hop in hops_of(places.form, path) if hop[0] == prefix)
    _, reference, inline = next(hops, ("", None, False))
    if where is None or reference is None:
        return
    if wanted or inline:
        put(places.data, where, wanted or {})
    else:
        places.new_entity(where, reference)


def _write_defaults(places: Places, answers: Answers) -> None:
    """Write the defaults of facts nobody answered and the data do not hold; those of conditional questions are not."""
    for field in fields_of(places.form):
        told = field.path in answers.by_path or field.condition or not (field.default or field.value)
        if told or not is_fact(places.form, field) or _fact(places, field) is not None:
            continue
        given = (
            answers.by_path.get(path.removeprefix("dokument.")) or _at(places, field, path) for path in field.default
        )
        answer = next((item for item in given if item), field.value)
        if answer:
            _write_fact(places, field, Answers(answers.key, {**answers.by_path, field.path: answer}))


def _at(places: Places, field: FormField, path: str) -> Answer | None:
    place = answer_place(path) or places.place(path)
    return None if place is None else answer_of(field, raw_at(places.data, place))


def _new_subject(data: CaseData, form: FormDefinition) -> str:
    if form.subject is None:
        return ""
    collection = form.subject.collection
    if collection == OWN_RECORDS:
        known = raw_at(data, ("dokumenty", form.type_id, "dla"))
        taken = known if isinstance(known, dict) else {}
        return next(name for number in range(1, 100_000) if (name := f"p{number:02d}") not in taken)
    return new_key(data, "uczestnicy" if collection in DERIVED else collection)


def _make_subject(places: Places) -> None:
    """Write the record of the subject when it is not there, with the words that `gdzie` wants of it."""
    subject = places.form.subject
    if subject is None:
        return
    place = places.own_base() if subject.collection == OWN_RECORDS else places.subject()
    if place is not None and raw_at(places.data, place) is None:
        wanted = {} if subject.collection in (*DERIVED, OWN_RECORDS) else dict(subject.where)
        put(places.data, place, wanted)


def _write_fact(places: Places, field: FormField, answers: Answers) -> None:
    answer = answers.by_path[field.path]
    if not answer:
        place = places.place(field.path)
        if place is not None:
            remove(places.data, place)
        return
    _link_known(places, field, answers)
    place = places.place(field.path, make=True)
    if place is not None:
        old = raw_at(places.data, place)
        put(places.data, place, raw_of(field, answer, old, keyed=has_keys(places.form, field)))


def _write_own(places: Places, field: FormField, answer: Answer) -> None:
    """Write an answer of the paper: into the record of the subject when the question takes its default there, so that
    the fact stands once and lists count it; else under `dokumenty`, unless the default gives it already.
    """
    place: DataPath = (*places.own_base(), *field.path.split("."))
    record = _field_of_subject(places, field)
    common = ("dokumenty", places.form.type_id, "wspolne", *field.path.split("."))
    if record is not None and raw_at(places.data, place) is None and raw_at(places.data, common) is None:
        if answer:
            put(places.data, record, raw_of(field, answer, None))
        else:
            remove(places.data, record)
        return
    remove(places.data, place)
    if answer and _own(places, field) != answer:
        put(places.data, place, raw_of(field, answer, None))


def _field_of_subject(places: Places, field: FormField) -> DataPath | None:
    """Return the place of the first default when it is a field of the subject itself."""
    subject = places.form.subject
    first = field.default[0] if field.default else ""
    own = subject is not None and first.count(".") == 1 and first.startswith(f"{subject.name}.")
    return places.place(first) if own else None


def has_keys(form: FormDefinition, field: FormField) -> bool:
    """Tell whether the rows of a table have keys in the data."""
    steps = steps_of(form, field.path) or []
    return any(
        typing.get_origin(part) is dict for step in steps[-1:] for part in annotation_parts(step.info.annotation)
    )


_SAME = ("pesel", "nip", "regon", "krs", "nazwa")


def _link_known(places: Places, field: FormField, answers: Answers) -> None:
    """Point an empty reference on the way at the entity of the case that the answers describe, if there is one."""
    parts = field.path.split(".")
    for number, step in enumerate((steps_of(places.form, field.path) or [])[:-1], start=2):
        prefix = ".".join(parts[:number])
        place = places.place(prefix) if step.hop else None
        if step.hop is None or place is None or raw_at(places.data, place) is not None:
            continue
        for name in _SAME:
            wanted = answers.by_path.get(f"{prefix}.{name}")
            if isinstance(wanted, str) and wanted:
                found = _known(places.data, step.hop.collection, issubclass(step.hop, PersonRef), name, wanted)
                if found:
                    put(places.data, place, found)
                    return


def _known(data: CaseData, collection: str, person: bool, name: str, wanted: str) -> str | None:
    """Return the reference to the entity with the same PESEL, NIP or name; None when there is none or are several."""
    found = []
    for home in ("uczestnicy", "osoby") if person else (collection,):
        entities = raw_at(data, (home,))
        for key, item in entities.items() if isinstance(entities, dict) else ():
            if _plain(raw_at(item, (name,))) == _plain(wanted):
                found.append(f"{home}.{key}" if person else str(key))
    return found[0] if len(found) == 1 else None


def _plain(text: object) -> str:
    return "".join(str(text or "").casefold().removeprefix("pl").replace("-", "").split())
