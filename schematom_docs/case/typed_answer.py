"""One answer of a paper typed by its question: texts, numbers, lists, tables, entities of the case."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from schematom_docs.case.address import Address
from schematom_docs.case.answer_kinds import SCALARS, limit_error, read_scalar
from schematom_docs.case.answer_values import period_of
from schematom_docs.case.entities import Entities
from schematom_docs.case.form_fields import INSTITUTIONS, PERSONS
from schematom_docs.case.period import Period
from schematom_docs.case.question import Question
from schematom_docs.case.record import Record
from schematom_docs.case.source import DataPath
from schematom_docs.case.subject_sets import DERIVED
from schematom_docs.case.suggestion import did_you_mean
from schematom_docs.case.validation import Finding, validate


@dataclass(frozen=True, slots=True)
class Typed:
    """An answer typed; findings: why it could not be (then value is None)."""

    value: object
    findings: tuple[Finding, ...] = ()


def typed_answer(question: Question, raw: object, path: DataPath, entities: Entities) -> Typed:
    """Return a raw answer (text, list or group as read from the file) typed by its question, within its limits."""
    typed = _typed(question, raw, path, entities)
    wrong = limit_error(
        typed.value,
        None if question.lowest is None else float(question.lowest),
        None if question.highest is None else float(question.highest),
        question.longest,
    )
    return Typed(None, (Finding(path, f"{wrong}.", "Popraw odpowiedź."),)) if wrong else typed


def _typed(question: Question, raw: object, path: DataPath, entities: Entities) -> Typed:
    kind = question.kind
    if kind in SCALARS:
        return scalar(kind, raw, path)
    if kind in ("okres", "adres"):
        model: type[Record] = Period if kind == "okres" else Address
        return _group(model, period_of(raw) or raw if isinstance(raw, str) else raw, path, entities)
    if kind == "tabela":
        return _table(question, raw, path, entities)
    if kind in ("lista_tekstow", "wiele_z"):
        return _several(question, raw, path, entities)
    text = scalar("tekst", raw, path)
    if text.findings:
        return text
    if kind == "wybor":
        return _choice(question, str(text.value), path)
    return _entity(_collection(question), str(text.value), path, entities)


def scalar(kind: str, raw: object, path: DataPath) -> Typed:
    """Return a text typed by a kind that takes one; a whole number is an int."""
    value, findings = read_scalar(kind, raw, path)
    whole = kind == "liczba" and isinstance(value, Decimal) and value == int(value)
    return Typed(int(value) if whole and isinstance(value, Decimal) else value, findings)


def _group(model: type[Record], raw: object, path: DataPath, entities: Entities) -> Typed:
    checked = validate(model, raw)
    found = tuple(Finding((*path, *item.path), item.reason, item.remedy) for item in checked.findings)
    return Typed(entities.plain(checked.model) if checked.model and not found else None, found)


def _several(question: Question, raw: object, path: DataPath, entities: Entities) -> Typed:
    if not isinstance(raw, list):
        return Typed(None, (Finding(path, "tu powinna stać lista.", "Zacznij każdą pozycję od „- ”."),))
    return _together([_item(question, item, (*path, index), entities) for index, item in enumerate(raw)])


def _item(question: Question, raw: object, path: DataPath, entities: Entities) -> Typed:
    text = scalar("tekst", raw, path)
    if text.findings or not (question.choices or question.collection):
        return text
    if question.choices:
        return _choice(question, str(text.value), path)
    return _entity(_collection(question), str(text.value), path, entities)


def _together(parts: list[Typed]) -> Typed:
    findings = tuple(finding for part in parts for finding in part.findings)
    return Typed(None if findings else [part.value for part in parts], findings)


def _table(question: Question, raw: object, path: DataPath, entities: Entities) -> Typed:
    if not isinstance(raw, list):
        return Typed(None, (Finding(path, "tu powinna stać lista wierszy.", "Zacznij każdy wiersz od „- ”."),))
    return _together([_table_row(question, row, (*path, index), entities) for index, row in enumerate(raw)])


def _table_row(question: Question, raw: object, path: DataPath, entities: Entities) -> Typed:
    if not isinstance(raw, dict):
        return Typed(None, (Finding(path, "wiersz powinien być zestawem pól.", "Wpisz pola „kolumna: wartość”."),))
    columns = {column.name: column for column in question.columns}
    findings = [
        Finding((*path, name), f"tabela nie ma kolumny „{name}”.", did_you_mean(name, columns))
        for name in raw
        if name not in columns
    ]
    row: dict[str, object] = {}
    for name, column in columns.items():
        given = raw.get(name)
        typed = Typed(None) if given is None else typed_answer(column, given, (*path, name), entities)
        row[name] = typed.value
        findings += typed.findings
        if given is None and column.required:
            findings.append(Finding((*path, name), f"wiersz nie ma kolumny „{column.label}”.", "Uzupełnij ją."))
    return Typed(None if findings else row, tuple(findings))


def _choice(question: Question, text: str, path: DataPath) -> Typed:
    if text in question.words:
        return Typed(text)
    return Typed(None, (Finding(path, "takiej odpowiedzi nie ma na liście.", did_you_mean(text, question.words)),))


def _collection(question: Question) -> str:
    return {"instytucja": INSTITUTIONS, "osoba": PERSONS}.get(question.kind, question.collection or "")


def _entity(collection: str, text: str, path: DataPath, entities: Entities) -> Typed:
    if collection == PERSONS or collection in DERIVED:
        person = entities.person(text)
        if person is not None:
            return Typed(person)
        return Typed(None, (Finding(path, "nie ma takiej osoby.", "Wpisz np. rodziny.r01.o1 albo osoby.koordynator."),))
    key, known = text.removeprefix(f"{collection}."), entities.records(collection)
    if key in known:
        return Typed(entities.entity(collection, key))
    noun = "instytucji" if collection == INSTITUTIONS else f"w dziale „{collection}” pozycji"
    return Typed(None, (Finding(path, f"nie ma {noun} „{key}”.", did_you_mean(key, known)),))
