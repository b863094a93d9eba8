"""A specimen case made from the typed model: every field has a value, so that every name of the context is there."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel, PlainValidator
from pydantic.fields import FieldInfo

from schematom_docs.case.case_model import Case, TypeAnswers
from schematom_docs.case.form_fields import PERSONS
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.question import Question
from schematom_docs.case.record import PersonRef, Reference
from schematom_docs.case.reference import ReferenceData
from schematom_docs.case.subject_sets import OWN_RECORDS
from schematom_docs.case.validation import UNIONS, annotation_parts

KEYS = ("wzor1", "wzor2", "wzor3", "wzor4", "wzor5")
"""Keys of the entities of a specimen; a mapping of the context with such keys is one from key to entity."""
VARIANTS = (0, 1, 2)
"""Specimens that together show every alternative: kinds of persons meant, words of closed lists."""

_PERSONS = (f"rodziny.{KEYS[0]}.{KEYS[0]}", f"zespoly.{KEYS[0]}.1", f"osoby.{KEYS[0]}")
_BORN = date(1984, 3, 7)  # adults and children: what is derived from age shows both
_SCALARS: dict[type, object] = {
    bool: True, int: 1, Decimal: Decimal("1.00"), date: date(2015, 5, 14), str: "wzór", object: "wzór",
}  # fmt: skip
_ANSWERS: dict[str, object] = {
    "data": "2015-05-14",
    "okres": {"od": "2015-05-14", "do": "2015-09-30"},
    "lista_tekstow": ["wzór"],
    "instytucja": KEYS[0],
    "adres": {"ulica": "wzór", "numer": "1", "kod": "62-020", "miejscowosc": "wzór", "poczta": "wzór"},
    "tak_nie": "tak",
    "pesel": "84030741265",
    "nip": "7771234567",
    "regon": "631472124",
    "krs": "0000123456",
    "nrb": "44102000030000000012345678",
    "dowod": "ABA300000",
    "kod_pocztowy": "62-020",
    "telefon": "600 100 200",
    "email": "wzor@example.pl",
    "ade": "AE:PL-12345-67890-ABCDE-12",
    "teryt": "3021",
}


def specimen_case(form: FormDefinition, reference: ReferenceData, variant: int) -> Case:
    """Return a case in which every field of the model has a value. Values mean nothing; names and shapes are real.

    form: whose questions are answered, in the last variant by their defaults where they have any; variant: which
    alternative each field with several shapes takes.
    """
    case = _blank_specimen(variant)
    programme = next(iter(reference.programmes), "")
    asked = [question for question in form.own_questions if variant != VARIANTS[-1] or not question.default]
    answers = {question.name: _answer(question, variant) for question in asked}
    own = form.subject is not None and form.subject.collection == OWN_RECORDS
    return case.model_copy(
        update={
            "project": case.project.model_copy(update={"programme": programme}),
            "answers": {form.type_id: _answers_of_type(answers, own)},
        }
    )


@cache
def _blank_specimen(variant: int) -> Case:
    case = _Builder(variant).model(Case)
    assert isinstance(case, Case)
    return case


def _answers_of_type(answers: dict[str, object], own: bool) -> TypeAnswers:
    """Return the answers as those of all papers of a type, or of one paper that has no other record."""
    return TypeAnswers.model_construct(
        common={} if own else answers, by_pack={}, by_subject={KEYS[0]: answers} if own else {}
    )


def _answer(question: Question, variant: int) -> object:
    """Return an answer as a data file would hold it: of the size and shape the question allows."""
    if question.kind == "tabela":
        return [{column.name: _answer(column, variant) for column in question.columns}]
    if question.kind in ("lista_tekstow", "wiele_z"):
        item = question.words[0] if question.choices else _key(question, variant) if question.collection else "wzór"
        return [item] * max(int(question.lowest or 1), 1)
    if question.kind == "odwolanie":
        return _key(question, variant)
    if question.kind == "osoba":
        return _PERSONS[variant % len(_PERSONS)]
    least = str(max(int(question.lowest or 1), 1))
    return question.words[0] if question.choices else _ANSWERS.get(question.kind, least)


def _key(question: Question, variant: int) -> str:
    return _PERSONS[variant % len(_PERSONS)] if question.collection == PERSONS else KEYS[0]


class _Builder:
    """Builds values by annotation, without validation: names and shapes count, not contents."""

    def __init__(self, variant: int) -> None:
        self.turn = variant
        self.variant = variant

    def model(self, model: type[BaseModel]) -> BaseModel:
        """Return a model with all fields; of its optional references the first ones are left out, as many as variant
        says: a person, a family or an institution may stand in the same place.
        """
        values: dict[str, Any] = {info.alias or name: self.field(info) for name, info in model.model_fields.items()}
        optional = [info.alias or name for name, info in model.model_fields.items() if _optional_reference(info)]
        values.update(dict.fromkeys(optional[: self.variant]))
        return model.model_construct(**values)

    def field(self, info: FieldInfo) -> object:
        if info.alias == "data_urodzenia" and self.turn % 2 == 0:
            return _BORN
        typed = any(isinstance(item, PlainValidator) for item in info.metadata)
        return self.scalar(info.annotation) if typed else self.value(info.annotation)

    def value(self, annotation: object) -> object:
        """Return a value of an annotation; of several shapes one with fields, by turns a group and a reference."""
        if typing.get_origin(annotation) is typing.Annotated and any(
            isinstance(item, PlainValidator) for item in typing.get_args(annotation)
        ):
            return self.scalar(annotation)
        rich = [shape for shape in _shapes(annotation) if _has_fields(shape)] or _shapes(annotation)
        shape = rich[self.variant % len(rich)]
        origin, arguments = typing.get_origin(shape), typing.get_args(shape)
        if origin is typing.Literal:
            return arguments[self.turn % len(arguments)]
        if origin is tuple:
            return tuple(self.several(arguments[0]))
        if origin is dict:
            return dict(zip(KEYS, self.several(arguments[1]), strict=False)) if arguments[1] is not object else {}
        if isinstance(shape, type) and issubclass(shape, BaseModel):
            return self.model(shape)
        if isinstance(shape, type) and issubclass(shape, PersonRef):
            return shape(_PERSONS[self.variant % len(_PERSONS)])
        if isinstance(shape, type) and issubclass(shape, Reference):
            return shape(KEYS[0])
        return self.scalar(shape)

    def several(self, annotation: object) -> Iterator[object]:
        """Yield as many values as the widest closed list of words among their fields needs, up to five."""
        for number in range(min(_choices(annotation), len(KEYS))):
            self.turn, before = self.variant + number, self.turn
            yield self.value(annotation)
            self.turn = before

    def scalar(self, annotation: object) -> object:
        kinds = [part for part in annotation_parts(annotation) if isinstance(part, type) and part in _SCALARS]
        return _SCALARS[kinds[0]] if kinds else "wzór"


def _shapes(annotation: object) -> list[object]:
    """Return the alternatives of an annotation without None; typed scalars keep their validator."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _shapes(typing.get_args(annotation)[0])
    if origin in UNIONS:
        return [shape for item in typing.get_args(annotation) for shape in _shapes(item)]
    return [] if annotation is types.NoneType else [annotation]


def _has_fields(shape: object) -> bool:
    """Tell whether a shape shows fields to templates: a group, or a reference, which stands for one."""
    return isinstance(shape, type) and typing.get_origin(shape) is None and issubclass(shape, BaseModel | Reference)


def _optional_reference(info: FieldInfo) -> bool:
    shapes = _shapes(info.annotation)
    return not info.is_required() and all(isinstance(item, type) and issubclass(item, Reference) for item in shapes)


def _choices(annotation: object) -> int:
    widths = [1]
    for shape in _shapes(annotation):
        if isinstance(shape, type) and issubclass(shape, BaseModel):
            for info in shape.model_fields.values():
                widths += [len(typing.get_args(item)) for item in _shapes(info.annotation)
                           if typing.get_origin(item) is typing.Literal]  # fmt: skip
    return max(widths)
