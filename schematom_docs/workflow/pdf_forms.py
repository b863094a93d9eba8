"""The fillable PDF of a document type: made from its form, filled from a case, read back and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from schematom_docs.case import FormDefinition
from schematom_docs.case.answer_checks import check_answers
from schematom_docs.case.answering import answers_of
from schematom_docs.case.form_fields import INSTITUTIONS, PERSONS, fields_of
from schematom_docs.case.source import SourceData, raw_at, read_source
from schematom_docs.case.suggestion import did_you_mean
from schematom_docs.errors import CaseError, Fault, UsageError, system_reason
from schematom_docs.fields import Answer, Answers, Choice, FormField
from schematom_docs.pdf.form_answers import answers_in
from schematom_docs.pdf.form_making import FormFace, make_form
from schematom_docs.pdf.form_plan import form_version
from schematom_docs.pdf.form_reading import FilledForm, read_filled
from schematom_docs.workflow.desk import Desk

LARGEST_FILE = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadForm:
    """One filled PDF. file: its name; form: which it is; answers: with the key it was made for; faults: what the file
    or its answers have wrong, warnings among them."""

    file: str
    form: FormDefinition
    answers: Answers
    faults: tuple[Fault, ...] = ()

    @property
    def errors(self) -> tuple[Fault, ...]:
        """Return the faults without warnings."""
        return tuple(item for item in self.faults if not item.warning)


def blank_pdf(desk: Desk, form: FormDefinition) -> bytes:
    """Return the blank fillable PDF of a form, good for any case."""
    return make_form(FormFace(form.type_id, form.name, engine=desk.engine), fields_of(form))


def filled_pdf(desk: Desk, form: FormDefinition, source: SourceData, key: str, *, fast: bool = False) -> bytes:
    """Return the fillable PDF with the answers the case data hold about one subject; fast: nothing can be typed.

    Raises CaseError with every answer that cannot be written, UsageError when the data have no such subject.
    """
    data = source.data if isinstance(source.data, dict) else {}
    _known_subject(form, data, key)
    answers = answers_of(data, form, key)
    fields = [_with_choices(field, data, answers) for field in fields_of(form)]
    return make_form(_face(desk, form, data), fields, answers, fast=fast)


def refuse_unfit(form: FormDefinition, forms: Iterable[FormDefinition]) -> None:
    """Raise UsageError unless the definition says that a fillable PDF of it makes sense, naming those that do."""
    if form.fillable:
        return
    fit = ", ".join(sorted(item.type_id for item in forms if item.fillable))
    reason = f"dokumentu „{form.type_id}” nikt nie wypełnia ręcznie: formularz nie ma „pdf_do_wypelnienia: tak”"
    remedy = f"Formularze do wypełnienia: {fit}. Mimo to zrobisz go z opcją --mimo-to."
    raise UsageError(reason, place=f"{form.type_id}.yaml", remedy=remedy)


def read_pdf(desk: Desk, path: Path, case: Mapping[str, object] | None = None) -> ReadForm:
    """Return what a filled PDF says, checked as the case data are. case: data of the case it is meant for.

    Raises ConversionError or CaseError for a file without fields to read, UsageError for one of an unknown form.
    """
    filled = read_filled(_bytes(path), path.name)
    form = _form_of(desk, filled)
    fields = fields_of(form)
    answers, faults = answers_in(filled, fields)
    if filled.identity is not None and filled.identity.version != form_version(fields):
        reason = "plik powstał z innej wersji formularza niż obecna"
        faults.insert(0, Fault(path.name, reason, "Sprawdź, czy odpowiedzi są na swoich miejscach.", warning=True))
    labels = {field.path: field.label for field in fields}
    columns = {f"{field.path}.{column.path}": column.label for field in fields for column in field.columns}
    for wrong in check_answers(form, answers, desk.reference, case):
        label = {**labels, **columns}.get(wrong.path, wrong.path)
        parts = [path.name, *([f"pole „{label}”"] if label else []), *([f"wiersz {wrong.row}"] if wrong.row else [])]
        faults.append(Fault(", ".join(parts), wrong.reason, wrong.remedy, wrong.warning))
    return ReadForm(path.name, form, answers, tuple(faults))


def case_source(path: Path) -> SourceData:
    """Return the data of a case file as they are written. Raises CaseError when it cannot be read."""
    source = read_source(path)
    if source.faults or not isinstance(source.data, dict):
        raise CaseError("danych sprawy nie da się odczytać", place=source.file, faults=source.faults)
    return source


def answer_lines(fields: Sequence[FormField], answers: Answers, before: Answers | None = None) -> list[str]:
    """Return the preview: a line for each answer, with what it does to those of the case before.

    Personal answers are shown: the preview is for the person who brings them in.
    """
    lines = []
    for field in fields:
        answer = answers.by_path.get(field.path)
        if answer is None:
            continue
        old = before.by_path.get(field.path) if before else None
        mark = "" if before is None else "nowe" if old is None else "bez zmian" if old == answer else "zmiana"
        shown = _shown(answer) if mark != "zmiana" or old is None else f"{_shown(old)} → {_shown(answer)}"
        lines.append(f"{f'[{mark}] ' if mark else ''}{field.label}: {shown}")
    return lines


def _shown(answer: Answer) -> str:
    if isinstance(answer, str):
        return answer.replace("\n", " ⏎ ")
    parts = [item if isinstance(item, str) else ", ".join(item.values()) for item in answer]
    return "; ".join(parts)


def _form_of(desk: Desk, filled: FilledForm) -> FormDefinition:
    if filled.identity is None:
        raise CaseError(
            "to nie jest formularz zrobiony przez ten program",
            place=filled.file,
            remedy="Własny formularz urzędu opisz mapą i wypełnij: schematom form fill --help.",
        )
    form = desk.forms.get(filled.identity.type_id)
    if form is None:
        remedy = did_you_mean(filled.identity.type_id, desk.forms) or "Odczytaj go w obszarze, w którym powstał."
        raise CaseError(f"nie ma tu formularza „{filled.identity.type_id}”", place=filled.file, remedy=remedy)
    return form


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise CaseError("plik jest większy niż 50 MB", place=path.name, remedy="To nie może być sam formularz.")
        return path.read_bytes()
    except OSError as error:
        reason = f"nie da się odczytać pliku ({system_reason(error)})"
        raise CaseError(reason, place=str(path), remedy="Sprawdź ścieżkę i nazwę pliku.") from error


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
    return FormFace(form.type_id, form.name, strip=strip, funding=funding, engine=desk.engine)


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
