"""Answers to the questions of a form: where each comes from, and how its kind types it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from schematom_docs.case import scalars
from schematom_docs.case.case_model import Case
from schematom_docs.case.datafault import sentence
from schematom_docs.case.entities import Entities
from schematom_docs.case.form_model import FormDefinition, Question
from schematom_docs.case.period import Period
from schematom_docs.case.reference import MISSING, holds, resolve
from schematom_docs.case.source import DataPath
from schematom_docs.case.suggestion import did_you_mean
from schematom_docs.case.validation import Finding, validate

_SCALARS: dict[str, Callable[[object], object]] = {
    "tekst": scalars.as_text,
    "dlugi_tekst": scalars.as_text,
    "liczba": scalars.as_number,
    "kwota": scalars.as_money,
    "procent": scalars.as_percent,
    "data": scalars.as_date,
    "tak_nie": scalars.as_yes_no,
}


@dataclass(frozen=True, slots=True)
class Typed:
    """An answer typed; findings: why it could not be (then value is None)."""

    value: object
    findings: tuple[Finding, ...] = ()


def typed_answer(question: Question, raw: object, path: DataPath, entities: Entities) -> Typed:
    """Return a raw answer (text, list or group as read from the file) typed by the kind of its question."""
    kind = question.kind
    if kind in _SCALARS:
        return _scalar(_SCALARS[kind], raw, path)
    if kind == "okres":
        checked = validate(Period, raw)
        found = tuple(Finding((*path, *item.path), item.reason, item.remedy) for item in checked.findings)
        return Typed(entities.plain(checked.model) if checked.model and not found else None, found)
    if kind == "lista_tekstow":
        return _texts(raw, path)
    text = _scalar(scalars.as_text, raw, path)
    if text.findings:
        return text
    return (
        _choice(question, str(text.value), path) if kind == "wybor" else _entity(kind, str(text.value), path, entities)
    )


def _scalar(parse: Callable[[object], object], raw: object, path: DataPath) -> Typed:
    try:
        value = parse(raw)
    except (PydanticCustomError, ValidationError) as error:
        context = error.context if isinstance(error, PydanticCustomError) and error.context else {}
        return Typed(
            None, (Finding(path, sentence(str(context.get("reason", "zła wartość"))), str(context.get("remedy", ""))),)
        )
    return Typed(
        int(value) if isinstance(value, Decimal) and parse is scalars.as_number and value == int(value) else value
    )


def _texts(raw: object, path: DataPath) -> Typed:
    if not isinstance(raw, list):
        return Typed(None, (Finding(path, "tu powinna stać lista.", "Zacznij każdą pozycję od „- ”."),))
    parts = [_scalar(scalars.as_text, item, (*path, index)) for index, item in enumerate(raw)]
    findings = tuple(finding for part in parts for finding in part.findings)
    return Typed(None if findings else [part.value for part in parts], findings)


def _choice(question: Question, text: str, path: DataPath) -> Typed:
    if text in question.words:
        return Typed(text)
    return Typed(None, (Finding(path, "takiej odpowiedzi nie ma na liście.", did_you_mean(text, question.words)),))


def _entity(kind: str, text: str, path: DataPath, entities: Entities) -> Typed:
    if kind == "instytucja":
        key = text.removeprefix("instytucje.")
        if key in entities.case.institutions:
            return Typed(entities.entity("instytucje", key))
        return Typed(
            None, (Finding(path, f"nie ma instytucji „{key}”.", did_you_mean(key, entities.case.institutions)),)
        )
    person = entities.person(text)
    if person is not None:
        return Typed(person)
    return Typed(None, (Finding(path, "nie ma takiej osoby.", "Wpisz np. rodziny.r01.o1 albo osoby.koordynator."),))


def given_answer(
    case: Case, form: FormDefinition, subject: str, name: str, pack: str = ""
) -> tuple[DataPath, object] | None:
    """Return (path, raw answer) from `dokumenty`: of this subject, of this pack, or the common one; else None."""
    answers = case.answers.get(form.type_id)
    if answers is None:
        return None
    own = answers.by_subject.get(subject, {}).get(name)
    if own is not None:
        return ("dokumenty", form.type_id, "dla", subject, name), own
    in_pack = answers.by_pack.get(pack, {}).get(name)
    if in_pack is not None:
        return ("dokumenty", form.type_id, "pakiety", pack, name), in_pack
    common = answers.common.get(name)
    return None if common is None else (("dokumenty", form.type_id, "wspolne", name), common)


def _not_asked(question: Question, path: DataPath) -> Typed:
    reason = f"pytanie „{question.label}” nie jest tu zadawane (warunek: {question.condition})."
    return Typed(None, (Finding(path, reason, "Usuń tę odpowiedź albo zmień dane, od których zależy pytanie."),))


def answer(
    question: Question, form: FormDefinition, subject: str, context: Mapping[str, object], entities: Entities
) -> Typed:
    """Return the answer: given in `dokumenty`, else from the default paths, else the literal one, else None."""
    pack = resolve(context, "pakiet.id")
    given = given_answer(entities.case, form, subject, question.name, pack if isinstance(pack, str) else "")
    if not holds(context, question.condition):
        return _not_asked(question, given[0]) if given and "dla" in given[0] else Typed(None)
    if given is not None:
        return typed_answer(question, given[1], given[0], entities)
    for path in question.default:
        value = resolve(context, path)
        if value is not MISSING and value is not None and value != "" and value != []:
            return _fitting(question, value, path)
    if question.value is not None:
        return typed_answer(question, question.value, ("dokumenty", form.type_id), entities)
    return Typed(None)


_KINDS: dict[str, tuple[type, ...]] = {
    "tekst": (str, int),
    "dlugi_tekst": (str,),
    "liczba": (int, Decimal),
    "kwota": (Decimal,),
    "procent": (Decimal,),
    "data": (date,),
    "okres": (dict,),
    "wybor": (str,),
    "tak_nie": (bool,),
    "lista_tekstow": (list,),
    "instytucja": (dict,),
    "osoba": (dict,),
}


def _fitting(question: Question, value: object, path: str) -> Typed:
    """Return a default when it is of the kind of the question: „2013-08” is no date, a person is no institution."""
    entity = isinstance(value, dict) and value.get("encja")
    wanted = question.kind if question.kind in ("instytucja", "osoba") else None
    if isinstance(value, _KINDS[question.kind]) and (wanted is None or entity == wanted):
        return Typed(value)
    kind = question.kind.replace("_", " ")
    reason = f"„{path}” nie pasuje do pytania „{question.label}” ({kind})."
    return Typed(None, (Finding((), reason, "Podaj odpowiedź w dziale „dokumenty” albo popraw te dane."),))


def outside(question: Question, value: object, context: Mapping[str, object]) -> bool:
    """Tell whether a date or period answer leaves the period that the question sets as its limits."""
    limits = resolve(context, question.within) if question.within else None
    if not isinstance(limits, dict):
        return False
    days = [value] if isinstance(value, date) else list(value.values()) if isinstance(value, dict) else []
    start, end = limits.get("od"), limits.get("do")
    return any(
        (isinstance(start, date) and day < start) or (isinstance(end, date) and day > end)
        for day in days
        if isinstance(day, date)
    )


def unknown_answers(case: Case, form: FormDefinition, keys: list[str]) -> list[Finding]:
    """Return a finding for each answer no question asks for, and for each subject that does not exist."""
    answers = case.answers.get(form.type_id)
    if answers is None:
        return []
    names = [question.name for question in form.own_questions]
    base: DataPath = ("dokumenty", form.type_id)
    findings = [
        Finding((*base, "wspolne", name), f"formularz nie ma pytania „{name}”.", did_you_mean(name, names))
        for name in answers.common
        if name not in names
    ]
    findings += [
        Finding((*base, "dla", key), f"nie ma pozycji „{key}”.", did_you_mean(key, keys))
        for key in answers.by_subject
        if key not in keys
    ]
    for part, groups in (("dla", answers.by_subject), ("pakiety", answers.by_pack)):
        findings.extend(
            Finding((*base, part, key, name), f"formularz nie ma pytania „{name}”.", did_you_mean(name, names))
            for key, own in groups.items()
            for name in own
            if name not in names
        )
    return findings
