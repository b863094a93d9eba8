"""Questions of a form asked in the terminal: in form order, by sections, each answer checked before the next."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from schematom_docs.case import CheckedCase, FormDefinition, ReferenceData
    from schematom_docs.errors import CaseError
    from schematom_docs.fields import Answer, FormField
    from schematom_docs.workflow.desk import Desk

_TRIES = 20
"""How often one question is asked again before the dialogue gives up."""
YES = ("tak", "t")


def is_terminal() -> bool:
    """Tell whether somebody sits at the terminal."""
    return sys.stdin is not None and sys.stdin.isatty()


def prompt(text: str) -> str:
    """Return one line typed by the user, "" for a bare Enter."""
    return str(click.prompt(text, default="", show_default=False, prompt_suffix=": ")).strip()


@dataclass(slots=True)
class Dialogue:
    """One talk about one subject. case: data of the case; given: answers so far, old and new; new: the new ones;
    needed: paths that must be answered whatever the form says.
    """

    form: FormDefinition
    key: str
    case: Mapping[str, object]
    reference: ReferenceData
    names: Callable[[str], list[tuple[str, str]]]
    ask: Callable[[str], str] = prompt
    say: Callable[[str], None] = click.echo
    given: dict[str, Answer] = field(default_factory=dict)
    new: dict[str, Answer] = field(default_factory=dict)
    needed: Collection[str] = ()

    def run(self, *, everything: bool = False) -> dict[str, Answer]:
        """Ask for what is missing, or for everything, and return the new answers."""
        from schematom_docs.case.answering import answers_of

        self.given = dict(answers_of(self.case, self.form, self.key).by_path) if self.key or not everything else {}
        section: str | None = None
        passed: set[str] = set()
        while (question := self._next(passed, everything=everything)) is not None:
            if question.section != section:
                section = question.section
                self.say(f"\n{section or self.form.name}")
            passed.add(question.path)
            self._question(question)
        return self.new

    def _next(self, passed: set[str], *, everything: bool) -> FormField | None:
        from schematom_docs.case.answer_checks import asked
        from schematom_docs.case.form_fields import fields_of
        from schematom_docs.case.missing import still_missing
        from schematom_docs.fields import Answers

        answers = Answers(self.key, self.given)
        fields = {item.path: item for item in fields_of(self.form)}
        open_fields = [item for item in fields.values() if asked(fields, item, answers) and item.path not in self.given]
        wanted = open_fields if everything else still_missing(self.form, answers, self.needed)
        return next((item for item in wanted if item.path not in passed), None)

    def _question(self, question: FormField) -> None:
        from schematom_docs.case.answer_values import with_iso_dates

        self._introduce(question)
        for _ in range(_TRIES):
            answer = self._read(question)
            if not answer:
                if not question.required or question.default or question.value:
                    return
                self.say("  To pytanie wymaga odpowiedzi (Ctrl+C przerywa bez zapisu).")
                continue
            wrong = self._wrong(question, answer)
            if not wrong:
                self.given[question.path] = self.new[question.path] = with_iso_dates(question, answer)
                return
            for line in wrong:
                self.say(f"  {line}")
        raise click.Abort

    def _introduce(self, question: FormField) -> None:
        if question.hint:
            self.say(f"  {question.hint}")
        if question.example and not question.choices:
            self.say(f"  Przykład: {question.example}")
        for number, (value, label) in enumerate(self._options(question), 1):
            self.say(f"  {number}. {label}" + (f" ({value})" if question.collection else ""))

    def _options(self, question: FormField) -> list[tuple[str, str]]:
        if question.choices:
            return [(choice.value, choice.label) for choice in question.choices]
        return self.names(question.collection) if question.collection else []

    def _read(self, question: FormField) -> Answer:
        if question.kind == "tabela":
            return self._rows(question)
        if question.kind in ("lista_tekstow", "wiele_z"):
            self.say(f"{question.label} (każda pozycja w osobnym wierszu, Enter kończy)")
            return self._items(question)
        return self._chosen(question, self.ask(question.label + ("" if question.required else " (Enter pomija)")))

    def _items(self, question: FormField) -> list[str]:
        items: list[str] = []
        while text := self.ask(f"  {len(items) + 1}"):
            items.append(self._chosen(question, text))
        return items

    def _rows(self, table: FormField) -> list[dict[str, str]]:
        """Return the rows typed; an empty first needed column ends the table."""
        self.say(f"{table.label} (Enter przy pierwszym pytaniu wiersza kończy)")
        rows: list[dict[str, str]] = []
        columns = sorted(table.columns, key=lambda column: not column.required)
        while True:
            self.say(f"  Wiersz {len(rows) + 1}")
            row: dict[str, str] = {}
            for column in columns:
                self._introduce(column)
                text = self._cell(column, first=column is columns[0])
                if not text and column is columns[0]:
                    return rows
                if text:
                    row[column.path] = text
            rows.append(row)

    def _cell(self, column: FormField, *, first: bool) -> str:
        text = self._chosen(column, self.ask(f"  {column.label}"))
        while column.required and not text and not first:
            self.say("  Ta kolumna wymaga odpowiedzi.")
            text = self._chosen(column, self.ask(f"  {column.label}"))
        return text

    def _chosen(self, question: FormField, text: str) -> str:
        """Return the value of a choice given by its number, value or label; other text as it is."""
        options = self._options(question)
        if text.isdigit() and 0 < int(text) <= len(options) and text not in dict(options):
            return options[int(text) - 1][0]
        by_label = {label.lower(): value for value, label in options}
        return by_label.get(text.lower(), text)

    def _wrong(self, question: FormField, answer: Answer) -> list[str]:
        from schematom_docs.case.answer_checks import check_answers
        from schematom_docs.fields import Answers

        answers = Answers(self.key, self.given | {question.path: answer})
        own = [
            fault
            for fault in check_answers(self.form, answers, self.reference, self.case)
            if not fault.warning and (fault.path == question.path or fault.path.startswith(f"{question.path}."))
        ]
        return [f"{f'Wiersz {fault.row}: ' if fault.row else ''}{fault.reason} {fault.remedy}" for fault in own]


def names_in(case: Mapping[str, object]) -> Callable[[str], list[tuple[str, str]]]:
    """Return what lists the entities of a section as (key, what people call it)."""
    from schematom_docs.case.entity_names import entity_names

    return lambda collection: entity_names(case, collection)


def answered_case(desk: Desk, case: CheckedCase, type_ids: Sequence[str], keys: Sequence[str] | None) -> CheckedCase:
    """Return the case with what its papers lacked and the user has now told; the case itself when nothing lacked."""
    from schematom_docs.case import checked_case, subjects
    from schematom_docs.case.answering import answers_of, with_answers
    from schematom_docs.case.missing import still_missing
    from schematom_docs.fields import Answers

    data = case.source.data
    assert isinstance(data, dict)
    before = data
    for type_id in type_ids:
        form = desk.form(type_id)
        known = subjects(case, form)
        for key in [key for key in known if keys is None or key in keys] or ([""] if not known and not keys else []):
            everything = form.subject is not None and not key
            if not everything and not still_missing(form, answers_of(data, form, key)):
                continue
            click.echo(f"\n{form.name}{f' ({key})' if key else ''}: brakuje odpowiedzi.")
            new = Dialogue(form, key, data, desk.reference, names_in(data)).run(everything=everything)
            data = with_answers(data, form, Answers(key, new)) if new else data
    if data == before:
        return case
    return checked_case(replace(case.source, data=data), reference=desk.reference)


def completed(
    desk: Desk,
    case: CheckedCase,
    path: Path,
    type_ids: Sequence[str],
    keys: Sequence[str] | None,
    *,
    silent: bool,
    no_input: bool,
) -> CheckedCase:
    """Return the case with the answers its papers lacked, asked in a terminal and saved when the user agrees.

    silent: ask nothing, the papers themselves tell what they lack; no_input: raise CaseError listing all they lack.
    """
    from schematom_docs.workflow.missing_answers import refuse_missing

    if no_input:
        refuse_missing(desk, case, type_ids, keys)
    if no_input or silent or not is_terminal():
        return case
    answered = answered_case(desk, case, type_ids, keys)
    if answered is not case:
        _offer_saving(path, answered)
    return answered


def mended_case(
    desk: Desk,
    path: Path,
    type_ids: Sequence[str],
    keys: Sequence[str] | None,
    error: CaseError,
    *,
    silent: bool,
) -> CheckedCase:
    """Return a case that could not be typed, with the missing answers asked in a terminal and saved when agreed.

    silent: ask nothing, raise CaseError listing all the papers lack. Raises `error` where no answer would mend it.
    """
    from schematom_docs.case import checked_case
    from schematom_docs.case.answering import with_answers
    from schematom_docs.case.source import read_source
    from schematom_docs.fields import Answers
    from schematom_docs.workflow.incomplete_case import incomplete_case

    source = read_source(path)
    found = incomplete_case(desk, source, type_ids, keys, error.faults)
    if found is None:
        raise error
    if silent or found.others or not is_terminal():
        raise found.refusal()
    data = source.data
    assert isinstance(data, dict)
    for lack in found.lacks:
        click.echo(f"\n{lack.form.name}{f' ({lack.key})' if lack.key else ''}: brakuje odpowiedzi.")
        talk = Dialogue(lack.form, lack.key, data, desk.reference, names_in(data), needed=lack.needed)
        data = with_answers(data, lack.form, Answers(lack.key, talk.run()))
    case = checked_case(replace(source, data=data), reference=desk.reference)
    _offer_saving(path, case)
    return case


def _offer_saving(path: Path, case: CheckedCase) -> None:
    from schematom_docs.workflow.case_edit import write_case

    data = case.source.data
    assert isinstance(data, dict)
    if wants_saving(path.name):
        write_case(path, data)
        click.echo(f"Zapisano: {path.name}")


def wants_saving(file: str) -> bool:
    """Ask whether the answers go into the case file."""
    return prompt(f"\nZapisać odpowiedzi w pliku {file}? [tak/nie]").lower() in YES
