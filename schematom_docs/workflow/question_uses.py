"""Which question feeds which paper: questions of forms held against the names their templates read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from schematom_docs.case import FormDefinition
from schematom_docs.case.answering import is_fact
from schematom_docs.case.document_context import PATTERN_PATH
from schematom_docs.case.form_fields import INSTITUTIONS, PERSONS, fields_of
from schematom_docs.case.form_places import steps_of
from schematom_docs.case.form_questions import read_by_program
from schematom_docs.case.form_rules import ROW, rule_names
from schematom_docs.case.question import Question
from schematom_docs.case.record import PersonRef
from schematom_docs.case.subject_sets import DERIVED
from schematom_docs.document.uses import ITEM, unread_words
from schematom_docs.errors import Fault, TemplateError
from schematom_docs.fields import FormField
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.templates import names_read

ANSWERS = "dokument"


def unused_questions(desk: Desk, folder: Path, tried: Mapping[str, Sequence[Path]] | None = None) -> list[Fault]:
    """Return a warning for each question of a form that none of its templates reads, nor the program itself.

    tried: type → files to look at in place of its templates of the same names, or alone when the form names no such
    file; by default all forms with the templates of the folder.
    """
    chosen = dict.fromkeys(desk.forms, ()) if tried is None else tried
    faults: list[Fault] = []
    for type_id, files in chosen.items():
        form = desk.forms[type_id]
        named = {name: folder / name for name in form.template_files}
        alone = any(path.name not in named for path in files)
        looked = list(files) if alone else list((named | {path.name: path for path in files}).values())
        which = f"szablon {', '.join(path.name for path in looked)}" if alone else "żaden szablon"
        faults += [_unused(form, question, which) for question in _unread(form, looked)]
    return faults


def _unread(form: FormDefinition, paths: list[Path]) -> list[Question]:
    """Return the questions that no file reads; none when no file can be read. What a broken tag may read counts."""
    sources = [source for path in paths if (source := _template(path)) is not None]
    read = [use.path for source in sources for use in names_read(source)]
    found = [question for question in form.questions if sources and not _is_read(form, question, read)]
    broken = {word for source in sources for word in unread_words(source)} if found else set()
    return [question for question in found if question.name.split(".")[-1] not in broken]


def _unused(form: FormDefinition, question: Question, which: str) -> Fault:
    shown = question.name if question.is_fact else f"{ANSWERS}.{question.name}"
    reason = f"pytania „{question.label}” ({shown}) nie używa {which}."
    remedy = "Wstaw je do szablonu albo usuń pytanie z formularza."
    return Fault(f"{form.type_id}.yaml", reason, remedy, warning=True)


def _template(path: Path) -> bytes | None:
    """Return a template's bytes; None for one that cannot be read: the check of templates says so."""
    try:
        source = path.read_bytes()
        names_read(source)
    except (OSError, TemplateError):
        return None
    return source


def _is_read(form: FormDefinition, question: Question, read: list[tuple[str, ...]]) -> bool:
    if not question.is_fact:
        return question.name in read_by_program(form) or any(path[:2] == (ANSWERS, question.name) for path in read)
    wanted = tuple(question.name.split("."))
    paths = [*read, *(tuple(path.split(".")) for path in _read_by_form(form))]
    return any(_meets(wanted, path) for path in paths)


def _meets(wanted: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """Tell whether a path reads a fact, a part of it, or the whole it is a part of („zobowiazania_pup” is a part)."""
    names = [name for name in path if name != ITEM]
    if len(names) < 2 or names[0] != wanted[0]:
        return False
    pairs = zip(names[1:], wanted[1:], strict=False)
    return all(name == part or name.startswith(f"{part}_") for name, part in pairs)


def _read_by_form(form: FormDefinition) -> Iterator[str]:
    """Yield the paths the definition itself reads: parties, signatures, titles, conditions, defaults, rules, limits."""
    yield from form.party_paths
    for slot in form.slots:
        yield from (path for path in (slot.who, slot.condition) if path)
    patterns = [form.title, form.footer or "", *(annex.title for annex in form.annexes)]
    yield from (path.strip() for pattern in patterns for path in PATTERN_PATH.findall(pattern))
    yield from (annex.condition for annex in form.annexes if annex.condition)
    if "pole" in form.templates_by:
        yield form.templates_by["pole"]
    for question in form.questions:
        yield from (path for path in (*question.default, question.within) if path)
        if question.condition:
            yield question.condition.removeprefix("nie ").partition("=")[0].strip()
    for rule in form.rules:
        yield from (name for name in rule_names(rule.condition) if name.partition(".")[0] != ROW)
        yield from (rule.rows,) if rule.rows else ()


@dataclass(slots=True)
class Fed:
    """What one datum feeds. labels: of its questions; names: under which forms ask for it; types: of the papers."""

    labels: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)

    def note(self, type_id: str, question: FormField) -> None:
        """Add one question of one form."""
        for known, new in ((self.labels, question.label), (self.names, question.path), (self.types, type_id)):
            if new not in known:
                known.append(new)


def facts_fed(desk: Desk, type_ids: tuple[str, ...] = ()) -> dict[str, Fed]:
    """Return place of each fact of the case, „rodziny.*.nazwisko” → what it feeds; two names of one datum are one fact.

    type_ids: only what feeds these types, by default all.
    """
    found: dict[str, Fed] = {}
    for form in desk.forms.values():
        for question in fields_of(form):
            if is_fact(form, question):
                found.setdefault(fact_place(form, question.path), Fed()).note(form.type_id, question)
    return {place: fed for place, fed in found.items() if not type_ids or set(type_ids) & set(fed.types)}


def own_answers(desk: Desk, type_ids: tuple[str, ...] = ()) -> dict[str, Fed]:
    """Return name of each answer of papers themselves → the types that ask for it; each paper has its own."""
    found: dict[str, Fed] = {}
    for form in desk.forms.values():
        for question in fields_of(form) if not type_ids or form.type_id in type_ids else ():
            if not is_fact(form, question):
                found.setdefault(question.path, Fed()).note(form.type_id, question)
    return found


def fact_place(form: FormDefinition, path: str) -> str:
    """Return where a fact is kept, whatever entity its name starts at: kontrakt.rodzina.nazwisko is of the family."""
    head = path.split(".")[0]
    subject = form.subject
    place = "projekt" if head == "projekt" else f"{INSTITUTIONS}.*"
    if subject is not None and head == subject.name:
        place = f"{PERSONS if subject.collection in DERIVED else subject.collection}.*"
    for step in steps_of(form, path) or ():
        place = f"{place}.{step.alias}"
        if step.hop is not None:
            place = f"{PERSONS if issubclass(step.hop, PersonRef) else step.hop.collection}.*"
    return place
