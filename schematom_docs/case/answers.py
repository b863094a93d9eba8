"""Answers to the questions of a form: where each comes from, and how its kind types it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from schematom_docs.case.answer_kinds import TYPES
from schematom_docs.case.case_model import Case
from schematom_docs.case.entities import Entities
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.question import Question
from schematom_docs.case.reference import MISSING, holds, resolve
from schematom_docs.case.source import DataPath
from schematom_docs.case.suggestion import did_you_mean
from schematom_docs.case.typed_answer import Typed, typed_answer
from schematom_docs.case.validation import Finding


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


def answer_place(path: str) -> DataPath | None:
    """Return where the answer of another paper stands that „dokumenty.TYP.POLE” names; None for any other path."""
    head, _, rest = path.partition(".")
    type_id, _, name = rest.partition(".")
    return ("dokumenty", type_id, "wspolne", name) if head == "dokumenty" and name else None


def told_elsewhere(case: Case, path: str, subject: str = "") -> tuple[DataPath, object] | None:
    """Return (place, raw answer) that another paper gives: of the same subject, else the common one; else None."""
    place = answer_place(path)
    answers = case.answers.get(str(place[1])) if place else None
    if place is None or answers is None:
        return None
    head, type_id, _, name = place
    own = answers.by_subject.get(subject, {}).get(str(name))
    if own is not None:
        return (head, type_id, "dla", subject, name), own
    told = answers.common.get(str(name))
    return None if told is None else (place, told)


def _not_asked(question: Question, path: DataPath) -> Typed:
    reason = f"pytanie „{question.label}” nie jest tu zadawane (warunek: {question.condition})."
    return Typed(None, (Finding(path, reason, "Usuń tę odpowiedź albo zmień dane, od których zależy pytanie."),))


def answer(
    question: Question, form: FormDefinition, subject: str, context: Mapping[str, object], entities: Entities
) -> Typed:
    """Return the answer: given in `dokumenty`, else from the default paths, else the literal one, else None.

    A default „dokumenty.TYP.POLE” is the answer of another paper about the same subject or the whole case, so that
    it stands once.
    """
    pack = resolve(context, "pakiet.id")
    given = given_answer(entities.case, form, subject, question.name, pack if isinstance(pack, str) else "")
    if not holds(context, question.condition):
        return _not_asked(question, given[0]) if given and "dla" in given[0] else Typed(None)
    if given is not None:
        return typed_answer(question, given[1], given[0], entities)
    for path in question.default:
        told = told_elsewhere(entities.case, path, subject)
        if told is not None:
            return typed_answer(question, told[1], told[0], entities)
        value = resolve(context, path)
        if value is not MISSING and value is not None and value != "" and value != []:
            return _fitting(question, value, path)
    if question.value is not None:
        return typed_answer(question, question.value, ("dokumenty", form.type_id), entities)
    return Typed(None)


def _fitting(question: Question, value: object, path: str) -> Typed:
    """Return a default when it is of the kind of the question: „2013-08” is no date, a person is no institution."""
    entity = isinstance(value, dict) and value.get("encja")
    wanted = question.kind if question.kind in ("instytucja", "osoba") else None
    if isinstance(value, TYPES[question.kind]) and (wanted is None or entity == wanted):
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
