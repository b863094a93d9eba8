"""The fillable PDF of a document type: made from its form, blank or filled from a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from schematom_docs.case import FormDefinition
from schematom_docs.case.answering import answers_of
from schematom_docs.case.form_fields import INSTITUTIONS, PERSONS, fields_of
from schematom_docs.case.source import SourceData, raw_at, read_source
from schematom_docs.case.suggestion import did_you_mean
from schematom_docs.errors import CaseError, UsageError
from schematom_docs.fields import Answers, Choice, FormField
from schematom_docs.pdf.form_making import FormFace, make_form
from schematom_docs.workflow.desk import Desk

SAMPLES = "dane przykładowe"


def blank_pdf(desk: Desk, form: FormDefinition) -> bytes:
    """Return the blank fillable PDF of a form, good for any case."""
    return make_form(FormFace(form.type_id, form.name, engine=desk.engine), _asked(form))


def filled_pdf(desk: Desk, form: FormDefinition, source: SourceData, key: str, *, fast: bool = False) -> bytes:
    """Return the fillable PDF with the answers the case data hold about one subject; fast: nothing can be typed.

    Raises CaseError with every answer that cannot be written, UsageError when the data have no such subject.
    """
    data = source.data if isinstance(source.data, dict) else {}
    _known_subject(form, data, key)
    answers = answers_of(data, form, key)
    fields = [_with_choices(field, data, answers) for field in _asked(form)]
    return make_form(_face(desk, form, data), fields, answers, fast=fast)


def refuse_unfit(form: FormDefinition, forms: Iterable[FormDefinition]) -> None:
    """Raise UsageError unless the definition says that a fillable PDF of it makes sense, naming those that do."""
    if form.fillable:
        return
    fit = ", ".join(sorted(item.type_id for item in forms if item.fillable))
    reason = f"dokumentu „{form.type_id}” nikt nie wypełnia ręcznie: formularz nie ma „pdf_do_wypelnienia: tak”"
    remedy = f"Formularze do wypełnienia: {fit}. Mimo to zrobisz go z opcją --mimo-to."
    raise UsageError(reason, place=f"{form.type_id}.yaml", remedy=remedy)


def case_source(path: Path) -> SourceData:
    """Return the data of a case file as they are written. Raises CaseError when it cannot be read."""
    source = read_source(path)
    if source.faults or not isinstance(source.data, dict):
        raise CaseError("danych sprawy nie da się odczytać", place=source.file, faults=source.faults)
    return source


def _asked(form: FormDefinition) -> tuple[FormField, ...]:
    fields = fields_of(form)
    if not fields:
        raise UsageError("ten dokument nie ma żadnych pytań", place=f"{form.type_id}.yaml", remedy="Wybierz inny typ.")
    return fields


def _known_subject(form: FormDefinition, data: Mapping[str, object], key: str) -> None:
    if form.subject is None:
        if key:
            raise UsageError("ten dokument dotyczy całej sprawy", remedy="Pomiń opcję --for.")
        return
    section = data.get(form.subject.collection)
    keys = sorted(section) if isinstance(section, dict) else []
    if not key:
        raise UsageError("wskaż, kogo dotyczy formularz", remedy=f"Dopisz --for KLUCZ; klucze: {', '.join(keys)}.")
    if keys and key not in keys and answers_of(data, form, key).by_path == {}:
        raise UsageError(f"nie ma pozycji „{key}”", remedy=did_you_mean(key, keys) or f"Klucze: {', '.join(keys)}.")


def _face(desk: Desk, form: FormDefinition, data: Mapping[str, object]) -> FormFace:
    """Return the words and the publicity strip of a form in this case."""
    programme = desk.reference.programmes.get(str(raw_at(data, ("projekt", "program"))))
    marks = programme.marks if programme else ()
    strip = tuple((desk.assets[mark.file], mark.description) for mark in marks if mark.file in desk.assets)
    funding = (programme.funding_sentence or "") if programme else ""
    mark = SAMPLES if data.get("dane_przykladowe") else ""
    return FormFace(form.type_id, form.name, strip=strip, funding=funding, engine=desk.engine, mark=mark)


def _with_choices(field: FormField, data: Mapping[str, object], answers: Answers) -> FormField:
    """Return a reference with what it may point at. Persons are not listed: the file goes to people outside."""
    if field.kind != "odwolanie" or field.collection == PERSONS:
        return field
    section = data.get(field.collection)
    if not isinstance(section, dict) or (field.collection != INSTITUTIONS and len(section) > 60):
        return field
    choices = [Choice(str(key), _name_of(item) or str(key)) for key, item in section.items()]
    given = answers.by_path.get(field.path)
    if isinstance(given, str) and given and given not in section:
        choices.append(Choice(given, given))  # a fault of the data; the form does not hide it
    return replace(field, choices=tuple(choices))


def _name_of(item: object) -> str:
    return str(raw_at(item, ("nazwa",)) or raw_at(item, ("numer",)) or "")
