"""A form as the field model: every question as plain values, persons, institutions and addresses as their parts."""

from __future__ import annotations

from collections.abc import Iterator

from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.form_parts import Part, parts_of
from schematom_docs.case.question import COMPOSITE, Question
from schematom_docs.fields import FieldKind, FormField, Privacy

PERSONS = "osoby_sprawy"
"""Collection of a reference that may point at any person of the case: member of a family, participant, employee."""
INSTITUTIONS = "instytucje"
GIVEN_LATER = "puste – numer nada program przy wydaniu"
_PRIVATE = frozenset({"pesel", "dowod"})


def fields_of(form: FormDefinition) -> tuple[FormField, ...]:
    """Return the fields of a form in its order: sections as „sekcje” orders them, questions within as written."""
    fields = [field for question in form.questions for field in fields_of_question(question)]
    order = {section: number for number, section in enumerate(form.sections)}
    for field in fields:
        order.setdefault(field.section, len(order))
    return tuple(sorted(fields, key=lambda field: order[field.section]))


def fields_of_question(question: Question) -> Iterator[FormField]:
    """Yield the field of a question, or those of its parts.

    A person or an institution that is an answer of the paper is one of the case already, so it is a reference.
    """
    if question.kind in COMPOSITE and (question.is_fact or question.kind == "adres"):
        yield from (_part(question, part) for part in parts_of(question.kind, question.parts, question.needed_parts))
    else:
        yield _field(question)


def _field(question: Question) -> FormField:
    kind, collection = _kind(question)
    by_release = question.missing == "przy_wydaniu"
    return FormField(
        path=question.name,
        label=question.label,
        kind=kind,
        section=question.section or "",
        hint="; ".join(text for text in (question.hint, GIVEN_LATER if by_release else "") if text),
        example=question.example or "",
        required=question.required and not by_release,
        condition=question.condition or "",
        choices=question.choices,
        default=question.default,
        value=question.value or "",
        privacy=_privacy(question),
        columns=tuple(field for column in question.columns for field in fields_of_question(column)),
        collection=collection,
        lowest=None if question.lowest is None else float(question.lowest),
        highest=None if question.highest is None else float(question.highest),
        longest=question.longest,
        missing=question.missing,
        within=question.within or "",
    )


def _kind(question: Question) -> tuple[FieldKind, str]:
    """Return the kind a face sees and the collection it points at."""
    if question.kind == "osoba":
        return "odwolanie", PERSONS
    if question.kind == "instytucja":
        return "odwolanie", INSTITUTIONS
    assert question.kind != "adres"
    return question.kind, question.collection or ""


def _privacy(question: Question) -> Privacy:
    """Return the privacy class as written; without one, an identifier of a person is personal, other answers plain."""
    if question.privacy is not None:
        return question.privacy
    personal = question.kind in _PRIVATE or question.collection == PERSONS or question.kind == "osoba"
    return "osobowe" if personal else "zwykle"


def _part(question: Question, part: Part) -> FormField:
    return FormField(
        path=f"{question.name}.{part.path}",
        label=f"{question.label} – {part.label}",
        kind=part.kind,
        section=question.section or question.label,
        hint=part.hint,
        example=part.example,
        required=question.required and part.needed,
        condition=question.condition or "",
        choices=part.choices,
        privacy=question.privacy or part.privacy,
        missing=question.missing,
    )
