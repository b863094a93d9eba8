"""Checking answers as they come from a workbook, a PDF or the terminal: the checks of the case data, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from schematom_docs.case.answer_kinds import SCALARS, limit_error, read_scalar
from schematom_docs.case.answer_values import cell_items, period_of
from schematom_docs.case.answering import is_fact
from schematom_docs.case.form_fields import fields_of
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.form_rules import broken_rules_of
from schematom_docs.case.merged_checks import merged_findings
from schematom_docs.case.period import Period
from schematom_docs.case.reference import MISSING, ReferenceData, read_condition, resolve
from schematom_docs.case.suggestion import did_you_mean, nearest
from schematom_docs.case.validation import validate
from schematom_docs.fields import Answer, Answers, FormField


@dataclass(frozen=True, slots=True, order=True)
class AnswerFault:
    """What is wrong with an answer.

    path: of the question, in a table „TABLE.COLUMN”; "" = of the whole form. row: of a table, from 1; 0 = no row.
    reason, remedy: Polish sentences without personal data; warning: accepted but worth a look.
    """

    path: str
    row: int
    reason: str
    remedy: str = ""
    warning: bool = False


_NAMES = "Nazwy pytań wypisuje polecenie „schematom form schema”."


@dataclass(slots=True)
class _Sheet:
    """Answers of one subject being checked. typed: values that could be read, nested as templates name them."""

    fields: dict[str, FormField]
    answers: Answers
    typed: dict[str, object] = field(default_factory=dict)
    faults: list[AnswerFault] = field(default_factory=list)

    def fault(self, path: str, reason: str, remedy: str = "", row: int = 0) -> None:
        self.faults.append(AnswerFault(path, row, reason, remedy))


def check_answers(
    form: FormDefinition,
    answers: Answers,
    reference: ReferenceData | None = None,
    case: Mapping[str, object] | None = None,
) -> list[AnswerFault]:
    """Return everything wrong with the answers to a form about one subject, in form order; [] when nothing is.

    reference: to check modules too; case: data of the case the answers belong to, against which references and numbers
    used twice are checked; without it only what the answers tell by themselves. For many subjects leave it out and
    check the case once, with all of them in it.
    """
    fields = {each.path: each for each in fields_of(form)}
    sheet = _Sheet(fields, answers)
    for path in answers.by_path:
        if path not in fields:
            near = nearest(path, fields)
            sheet.fault(path, f"formularz nie ma pytania „{path}”.", f"Czy chodzi o „{near}”?" if near else _NAMES)
    for each in fields.values():
        _read(sheet, each, own=not is_fact(form, each))
    for each in fields.values():
        _asked(sheet, each)
        _within(sheet, each, case)
    for rule, row in broken_rules_of(form, sheet.typed):
        sheet.fault(rule.where or "", rule.message, rule.remedy or "", row)
    _merged(sheet, form, reference, case)
    order = {path: number for number, path in enumerate(fields)}
    return sorted(dict.fromkeys(sheet.faults), key=lambda item: (_place(order, item.path), item.row, item.warning))


def _place(order: Mapping[str, int], path: str) -> int:
    return order.get(path, order.get(path.rpartition(".")[0], len(order)))


def asked(fields: Mapping[str, FormField], question: FormField, answers: Answers) -> bool:
    """Tell whether a question is asked, as far as the answers tell: what its condition hangs on may be elsewhere."""
    if not question.condition:
        return True
    condition = read_condition(question.condition)
    path = condition.path.removeprefix("dokument.")
    if path not in fields:
        return True
    answer = answers.by_path.get(path) or fields[path].value
    return condition.holds(_said(answer) if answer else MISSING)


def _said(answer: Answer) -> object:
    """Return an answer as a condition sees it: „nie” to a yes-no question says no."""
    return False if isinstance(answer, str) and answer.strip().lower() in ("nie", "n") else answer


def _asked(sheet: _Sheet, question: FormField) -> None:
    given = sheet.answers.by_path.get(question.path)
    if not asked(sheet.fields, question, sheet.answers):
        if given:
            reason = f"pytanie „{question.label}” nie jest tu zadawane (warunek: {question.condition})."
            sheet.fault(question.path, reason, "Usuń tę odpowiedź albo zmień tę, od której zależy pytanie.")
        return
    known_elsewhere = question.default or question.value or question.missing == "kropki"
    condition_elsewhere = question.condition and read_condition(question.condition).path not in sheet.fields
    if question.required and not given and not known_elsewhere and not condition_elsewhere:
        example = f" Np. „{question.example}”." if question.example else ""
        sheet.fault(question.path, f"brak odpowiedzi na pytanie „{question.label}”.", f"Uzupełnij ją.{example}")


def _read(sheet: _Sheet, question: FormField, *, own: bool) -> None:
    """Type an answer and note what is wrong with it."""
    answer = sheet.answers.by_path.get(question.path)
    if not answer:
        return
    value: object
    if question.kind == "tabela":
        value = _rows(sheet, question, answer)
    elif isinstance(answer, list):
        value = [_text(sheet, question, item, question.path, 0) for item in answer if isinstance(item, str)]
    else:
        value = _text(sheet, question, answer, question.path, 0)
    wrong = limit_error(value, question.lowest, question.highest, question.longest)
    if wrong:
        sheet.fault(question.path, f"{wrong}.", "Popraw odpowiedź.")
    _nest(sheet.typed, f"dokument.{question.path}" if own else question.path, value)


def _nest(typed: dict[str, object], path: str, value: object) -> None:
    *parents, last = path.split(".")
    for part in parents:
        inner = typed.get(part)
        if not isinstance(inner, dict):
            inner = {}
            typed[part] = inner
        typed = inner
    if not isinstance(typed.get(last), dict):
        typed[last] = value


def _rows(sheet: _Sheet, table: FormField, answer: Answer) -> object:
    rows = [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []
    known = {column.path for column in table.columns}
    typed: list[dict[str, object]] = []
    filled = [(number, row) for number, row in enumerate(rows, 1) if any(row.values())]
    for number, row in filled:
        for name in sorted(set(row) - known):
            reason = f"tabela „{table.label}” nie ma kolumny „{name}”."
            sheet.fault(f"{table.path}.{name}", reason, did_you_mean(name, known), number)
        typed.append({column.path: _cell(sheet, table, column, row, number) for column in table.columns})
    return typed


def _cell(sheet: _Sheet, table: FormField, column: FormField, row: Mapping[str, str], number: int) -> object:
    text, path = row.get(column.path, ""), f"{table.path}.{column.path}"
    if not text:
        if column.required:
            sheet.fault(path, f"wiersz nie ma odpowiedzi „{column.label}”.", "Uzupełnij ją albo usuń wiersz.", number)
        return None
    if column.kind in ("lista_tekstow", "wiele_z"):
        return [_text(sheet, column, item, path, number) for item in cell_items(text)]
    value = _text(sheet, column, text, path, number)
    wrong = limit_error(value, column.lowest, column.highest, column.longest)
    if wrong:
        sheet.fault(path, f"{wrong}.", "Popraw odpowiedź.", number)
    return value


def _text(sheet: _Sheet, question: FormField, text: str, path: str, row: int) -> object:
    """Return one text typed by its kind, None after a fault."""
    if question.kind == "okres":
        return _period(sheet, text, path, row)
    value, findings = read_scalar(question.kind if question.kind in SCALARS else "tekst", text, ())
    for finding in findings:
        sheet.fault(path, finding.reason, finding.remedy, row)
    words = {choice.value: choice.label for choice in question.choices}
    if words and not findings and str(value) not in words:
        remedy = did_you_mean(str(value), words)
        sheet.fault(path, "takiej odpowiedzi nie ma na liście.", remedy, row)
        return None
    return value


def _period(sheet: _Sheet, text: str, path: str, row: int) -> object:
    parts = period_of(text)
    if parts is None:
        sheet.fault(path, "to nie jest okres.", "Wpisz np. 2015-05-14 – 2015-09-30 albo od 14.05.2015.", row)
        return None
    checked = validate(Period, parts)
    for finding in checked.findings:
        sheet.fault(path, finding.reason, finding.remedy, row)
    return {"od": checked.model.start, "do": checked.model.end} if checked.model and not checked.findings else None


def _within(sheet: _Sheet, question: FormField, case: Mapping[str, object] | None) -> None:
    """Note a date outside the period its question sets, when the answers or the case tell the period."""
    limits = resolve(sheet.typed, question.within) if question.within else None
    if not isinstance(limits, dict):
        raw = resolve(case, question.within) if question.within and case is not None else None
        checked = validate(Period, raw) if isinstance(raw, dict) else None
        if checked is None or checked.model is None:
            return
        limits = {"od": checked.model.start, "do": checked.model.end}
    name = question.path if question.path in sheet.typed else f"dokument.{question.path}"
    value = resolve(sheet.typed, name)
    days = value.values() if isinstance(value, dict) else [value]
    start, end = limits.get("od"), limits.get("do")
    if any(_outside(day, start, end) for day in days):
        sheet.fault(question.path, f"odpowiedź wykracza poza okres „{question.within}”.", "Popraw datę albo ten okres.")


def _outside(day: object, start: object, end: object) -> bool:
    if not isinstance(day, date):
        return False
    return (isinstance(start, date) and day < start) or (isinstance(end, date) and day > end)


def _merged(
    sheet: _Sheet, form: FormDefinition, reference: ReferenceData | None, case: Mapping[str, object] | None
) -> None:
    """Note what the checks of the whole case say of the answers, where nothing has been said yet."""
    told = {(item.path, item.row) for item in sheet.faults}
    kept = {path: answer for path, answer in sheet.answers.by_path.items() if path in sheet.fields and answer}
    for path, row, finding in merged_findings(form, Answers(sheet.answers.key, kept), sheet.fields, reference, case):
        if (path, row) not in told:
            sheet.faults.append(AnswerFault(path, row, finding.reason, finding.remedy, finding.warning))
