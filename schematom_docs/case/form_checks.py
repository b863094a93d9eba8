"""Definitions checked: each question against the case model, its own keys, its section and its example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from schematom_docs.case.answer_kinds import SCALARS, read_scalar
from schematom_docs.case.answer_values import KEY_COLUMN, period_of
from schematom_docs.case.case_model import Case
from schematom_docs.case.form_fields import PERSONS
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.form_parts import part_names, unknown_parts
from schematom_docs.case.form_places import start_model, steps_of
from schematom_docs.case.form_rules import ROW, rule_names
from schematom_docs.case.model_kinds import collection_of, kinds_of, row_model, words_of
from schematom_docs.case.numbering import numbering_findings
from schematom_docs.case.question import Question
from schematom_docs.case.record import keys_of
from schematom_docs.case.source import DataPath
from schematom_docs.case.suggestion import did_you_mean
from schematom_docs.case.validation import Finding


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with its place in the definition and the field of the model it fills, None for the paper's own."""

    question: Question
    place: DataPath
    info: FieldInfo | None = None

    def finding(self, key: str, reason: str, remedy: str = "") -> Finding:
        return Finding((*self.place, key), reason, remedy)


def question_findings(form: FormDefinition) -> Iterator[Finding]:
    """Yield everything wrong with the questions and rules of a form, apart from keys and types told by the model."""
    yield from _repeated(form)
    for number, question in enumerate(form.questions):
        place: DataPath = ("pytania", number)
        if form.sections and question.section not in form.sections:
            remedy = did_you_mean(question.section or "", form.sections)
            yield Finding((*place, "sekcja"), "tej sekcji nie ma na liście „sekcje”.", remedy)
        steps = steps_of(form, question.name) if question.is_fact else []
        if steps is None:
            yield _no_such_fact(form, question, place)
            continue
        asked = _Asked(question, place, steps[-1].info if steps else None)
        yield from _keys(asked)
        yield from _agrees(asked)
        yield from _columns(asked)
    yield from _rules(form)
    yield from numbering_findings(form)


_RESERVED = {"typ", "nazwa", "tytul", "strony", "podpisy", "liczba_egzemplarzy", "zalaczniki", "stopka", "przyklad"}


def _repeated(form: FormDefinition) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, question in enumerate(form.questions):
        place: DataPath = ("pytania", index, "pole")
        if question.name in seen:
            yield Finding(place, f"pytanie „{question.name}” jest drugi raz.", "Usuń jedno z nich.")
        if question.name in _RESERVED:
            yield Finding(place, f"nazwę „{question.name}” program nadaje sam.", "Wybierz inną nazwę.")
        seen.add(question.name)


def _no_such_fact(form: FormDefinition, question: Question, place: DataPath) -> Finding:
    """Return the finding for a path the model does not have, with what stands in its place."""
    *parents, last = question.name.split(".")
    model: type[BaseModel] | None = start_model(form, parents[0])
    head = model
    for length in range(2, len(parents) + 1):
        found = steps_of(form, ".".join([*parents[:length], "_"])) or steps_of(form, ".".join(parents[:length]))
        if found is None:
            last = parents[length - 1]
            break
        model = _model_below(form, parents[:length])
    known = sorted(keys_of(model)) if model else []
    if head is None:
        subject = form.subject.name if form.subject else ""
        known = [name for name in (subject, "projekt", "lider", "beneficjent") if name]
        last = parents[0]
    reason = f"dane sprawy nie mają „{question.name}”."
    return Finding((*place, "pole"), reason, did_you_mean(last, known))


def _model_below(form: FormDefinition, parts: list[str]) -> type[BaseModel] | None:
    """Return the model under a path, found by stepping one name further."""
    for name in ("nazwa", "imie", "data", "numer", "od", "kwota", "nazwisko", "miejscowosc", "przyczyny"):
        steps = steps_of(form, ".".join([*parts, name]))
        if steps:
            return steps[-1].model
    return None


def _keys(asked: _Asked) -> Iterator[Finding]:
    question = asked.question
    if question.kind in ("osoba", "instytucja", "adres"):
        names = part_names(question.kind)
        for key, chosen in (("czesci", question.parts), ("wymagane_czesci", question.needed_parts)):
            for name in unknown_parts(question.kind, chosen):
                reason = f"rodzaj „{question.kind}” nie ma części „{name}”."
                yield asked.finding(key, reason, did_you_mean(name, names))
    if question.collection and question.collection not in _collections():
        remedy = did_you_mean(question.collection, _collections())
        yield asked.finding("dzial", f"w danych sprawy nie ma działu „{question.collection}”.", remedy)
    for key, text in (("przyklad", question.example), ("wartosc", question.value)):
        if text is not None and (wrong := _misfit(question, text)):
            yield asked.finding(key, f"„{key}” nie pasuje do rodzaju „{question.kind}”: {wrong}", "Popraw go.")


def _collections() -> list[str]:
    sections = [alias for alias in keys_of(Case) if alias not in ("schemat", "pilotaz", "opis", "projekt")]
    return [*sections, PERSONS]


def _misfit(question: Question, text: str) -> str:
    """Return why a text is no answer to the question, "" when it is one."""
    if question.kind in SCALARS:
        _, findings = read_scalar(question.kind, text, ())
        return findings[0].reason if findings else ""
    if question.kind == "okres":
        return "" if period_of(text) else "to nie jest okres."
    if question.kind == "wybor" and text not in question.words:
        return "takiej odpowiedzi nie ma na liście „wybor”."
    return ""


def _agrees(asked: _Asked) -> Iterator[Finding]:
    """Yield what differs from the field of the model: kind, section pointed at, words of a closed list."""
    question, info = asked.question, asked.info
    if info is None:
        return
    kinds = kinds_of(info)
    if question.kind not in kinds:
        able = ", ".join(kinds)
        remedy = f"Wpisz rodzaj: {able}." if kinds else "Zapytaj o pola tej danej, każde osobno."
        yield asked.finding("rodzaj", f"dana „{question.name}” nie jest rodzaju „{question.kind}”.", remedy)
        return
    wanted = collection_of(info.annotation)
    if question.collection and question.collection != wanted:
        yield asked.finding("dzial", f"dana „{question.name}” nie wskazuje na ten dział.", f"Wpisz „{wanted}”.")
    words = words_of(info.annotation)
    for value in question.words:
        if words and value not in words:
            yield asked.finding("wybor", f"dana sprawy nie ma wartości „{value}”.", did_you_mean(value, words))


def _columns(asked: _Asked) -> Iterator[Finding]:
    """Yield what is wrong with the columns of a table; those of a fact agree with the record of its rows."""
    question, info = asked.question, asked.info
    model = row_model(info.annotation) if info is not None else None
    seen: set[str] = set()
    for number, column in enumerate(question.columns):
        own = _Asked(column, (*asked.place, "kolumny", number))
        if column.name in seen:
            yield own.finding("pole", f"kolumna „{column.name}” jest drugi raz.", "Usuń jedną z nich.")
        seen.add(column.name)
        if model is not None and column.name != KEY_COLUMN:
            name = keys_of(model).get(column.name)
            if name is None:
                yield own.finding("pole", f"wiersz danych nie ma pola „{column.name}”.", _near(column.name, model))
                continue
            own = _Asked(column, own.place, model.model_fields[name])
        yield from _keys(own)
        yield from _agrees(own)


def _near(name: str, model: type[BaseModel]) -> str:
    return did_you_mean(name, keys_of(model))


def _rules(form: FormDefinition) -> Iterable[Finding]:
    own = {question.name for question in form.own_questions} | {"numer", "data", "miejscowosc"}
    for number, rule in enumerate(form.rules):
        place: DataPath = ("reguly", number)
        try:
            names = sorted(rule_names(rule.condition))
        except ValueError as error:
            yield Finding((*place, "warunek"), f"{error}.", "Sprawdź nawiasy, cudzysłowy i działania.")
            continue
        if rule.rows is not None:
            names = [*(name for name in names if name.partition(".")[0] != ROW), rule.rows]
        for name in names:
            head, _, rest = name.partition(".")
            bare = name == rule.rows  # „pozycje” of „wiersze” would be met nowhere: it is „dokument.pozycje”
            if head == "dokument" and rest.split(".")[0] not in own:
                yield Finding((*place, "warunek"), f"formularz nie ma pytania „{rest}”.", did_you_mean(rest, own))
            elif head != "dokument" and start_model(form, head) is None and (bare or form.question(name) is None):
                yield Finding(
                    (*place, "warunek"), f"reguła czyta nieznaną nazwę „{name}”.", "Wpisz dokument.… albo daną."
                )
        if rule.where is not None and form.question(rule.where) is None:
            known = [question.name for question in form.questions]
            yield Finding(
                (*place, "pole"), f"formularz nie ma pytania „{rule.where}”.", did_you_mean(rule.where, known)
            )
