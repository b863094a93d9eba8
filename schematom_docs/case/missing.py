"""What a paper still lacks: the questions of its form that are asked, needed and not answered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from schematom_docs.case.answer_checks import asked
from schematom_docs.case.answering import answers_of, is_fact
from schematom_docs.case.form_fields import fields_of
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.source import path_text
from schematom_docs.case.subject_sets import DERIVED, OWN_RECORDS
from schematom_docs.fields import Answers, FormField

_PACK = "pakiet."


def missing_fields(form: FormDefinition, case_data: Mapping[str, object], key: str) -> list[FormField]:
    """Return the fields of one subject that need an answer and have none, in form order.

    Left out: what is answered when a pack is made, and what may stay as dots to write on.
    """
    answers = answers_of(case_data, form, key)
    return [field for field in still_missing(form, answers) if field.required]


def still_missing(form: FormDefinition, answers: Answers, needed: Collection[str] = ()) -> list[FormField]:
    """Return the fields to ask for: needed ones, and those whose form says „brak: zapytaj”.

    needed: paths without which the case cannot be typed; their fields come back required.
    """
    fields = {field.path: field for field in fields_of(form)}
    return [
        replace(field, required=True) if path in needed else field
        for path, field in fields.items()
        if path not in answers.by_path and (path in needed or _wanted(field)) and asked(fields, field, answers)
    ]


def _wanted(field: FormField) -> bool:
    by_pack = any(path.startswith(_PACK) for path in field.default)
    return field.missing == "zapytaj" or (field.required and field.missing == "stop" and not by_pack)


def place_words(form: FormDefinition, field: FormField, key: str) -> str:
    """Return where the answer may be written by hand: „deklaracje_pracodawcow.dp01.stanowisko”."""
    subject = form.subject
    head, _, rest = field.path.partition(".")
    if not is_fact(form, field):
        return path_text(("dokumenty", form.type_id, *(("dla", key) if subject else ("wspolne",)), field.path))
    if subject is not None and head == subject.name and subject.collection not in (*DERIVED, OWN_RECORDS):
        return f"{subject.collection}.{key}.{rest}"
    return field.path
