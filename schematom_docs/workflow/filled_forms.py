"""Filled PDF forms brought back: read, checked as case data are, shown beside the case, taken in all or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from schematom_docs.case import FormDefinition
from schematom_docs.case.answer_checks import check_answers
from schematom_docs.case.answering import answers_of, placed_answers
from schematom_docs.case.form_fields import fields_of
from schematom_docs.case.identifiers import masked
from schematom_docs.case.suggestion import did_you_mean
from schematom_docs.case.tables.office_values import read_value, same_answer
from schematom_docs.errors import CaseError, Fault, SchematomError, system_reason
from schematom_docs.fields import Answer, Answers, FormField
from schematom_docs.pdf.form_answers import answers_in
from schematom_docs.pdf.form_plan import form_version
from schematom_docs.pdf.form_reading import FilledForm, read_filled
from schematom_docs.workflow.decisions import DecisionError, split_decisions
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.shared_entities import EntityDesk

LARGEST_FILE = 50 * 1024 * 1024
NUMBERS = ("pesel", "dowod", "nrb")
LONGEST_SHOWN = 90
CaseData = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ReadForm:
    """One filled PDF. file: its name; form: which it is; answers: with the key it was made for; faults: what the file
    or its answers have wrong, warnings among them; unread: paths of fields that are filled, but not with an answer."""

    file: str
    form: FormDefinition
    answers: Answers
    faults: tuple[Fault, ...] = ()
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """One answer in the preview. state: nowe, zmiana, bez zmian, zostaje (empty in the PDF or decided so, kept in the
    case), or odmowa (filled, but not with an answer)."""

    label: str
    state: str
    old: str
    new: str

    def __str__(self) -> str:
        shown = f"{self.old} → {self.new}" if self.state == "zmiana" else self.new or self.old
        return f"[{self.state}] {self.label}: {shown}"


@dataclass(frozen=True, slots=True)
class Intake:
    """One form as it would be taken in. key: of the subject in the case, new ones included; open: what somebody has to
    decide first; notes: which institutions and persons of the case are meant."""

    read: ReadForm
    key: str
    lines: tuple[Line, ...]
    open: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def changes(self) -> int:
        """Return how many answers are new or other than in the case."""
        return sum(line.state in ("nowe", "zmiana") for line in self.lines)


def read_pdfs(desk: Desk, paths: Sequence[Path], case: CaseData | None) -> tuple[list[ReadForm], list[Fault]]:
    """Return (forms read, faults of files that cannot be). case: data of the case they are meant for, or None."""
    done: list[ReadForm] = []
    refused: list[Fault] = []
    for path in paths:
        try:
            done.append(read_pdf(desk, path, case))
        except SchematomError as error:
            refused.append(Fault(error.place or path.name, error.reason, error.remedy))
    return done, [*refused, *_twice(done)]


def read_pdf(desk: Desk, path: Path, case: CaseData | None = None) -> ReadForm:
    """Return what a filled PDF says, checked as the case data are.

    Raises ConversionError or CaseError for a file without fields to read or of an unknown form.
    """
    filled = read_filled(_bytes(path), path.name)
    form = _form_of(desk, filled)
    fields = fields_of(form)
    found, faults = answers_in(filled, fields)
    answers = Answers(found.key, {item.path: _spelled(item, found.by_path[item.path]) for item in fields
                                  if item.path in found.by_path})  # fmt: skip
    given = {*filled.texts, *filled.pressed}
    unread = frozenset(item.path for item in fields if item.path in given and item.path not in answers.by_path)
    if filled.identity is not None and filled.identity.version != form_version(fields):
        reason = "plik powstał z innej wersji formularza niż obecna"
        faults.insert(0, Fault(path.name, reason, "Sprawdź, czy odpowiedzi są na swoich miejscach.", warning=True))
    told = {f"w polu „{item.label}”": item.path for item in fields if item.path in unread}
    refused = {path for start, path in told.items() if any(fault.reason.startswith(start) for fault in faults)}
    faults += _answer_faults(desk, path.name, form, answers, case, refused)
    return ReadForm(path.name, form, answers, tuple(faults), unread)


def _spelled(field: FormField, answer: Answer) -> Answer:
    """Return an answer in its one spelling, as the import of tables understands it; what cannot be read stays."""
    if field.kind in ("tekst", "dlugi_tekst", "odwolanie") or not isinstance(answer, str):
        return answer
    value = read_value(field, answer)
    return answer if value.reason or not value.answer else value.answer


def _answer_faults(
    desk: Desk, file: str, form: FormDefinition, answers: Answers, case: CaseData | None, refused: set[str]
) -> Iterator[Fault]:
    fields = fields_of(form)
    labels = {field.path: field.label for field in fields}
    labels |= {f"{field.path}.{column.path}": column.label for field in fields for column in field.columns}
    for wrong in check_answers(form, answers, desk.reference, case):
        if wrong.path in refused:
            continue
        label = labels.get(wrong.path, wrong.path)
        parts = [file, *([f"pole „{label}”"] if label else []), *([f"wiersz {wrong.row}"] if wrong.row else [])]
        yield Fault(", ".join(parts), wrong.reason, wrong.remedy, wrong.warning)


def take_in(
    forms: Sequence[ReadForm], case: CaseData, decisions: Mapping[str, str] | None = None
) -> tuple[dict[str, object], list[Intake]]:
    """Return (data of the case with all answers in their places, what each form changes). `case` stays as it is.

    decisions: name of a file → what a person decided of institutions and persons of the case that it names. A form
    with something left to decide is not put in. Raises DecisionError for a decision that settles nothing.
    """
    data = dict(case)
    taken: list[Intake] = []
    decided = dict(decisions or {})
    for file, text in decided.items():
        if file not in [read.file for read in forms]:
            raise DecisionError(file, text, (), "nie ma takiego pliku wśród odczytanych")
    for read in forms:
        fields = fields_of(read.form)
        entities = EntityDesk(read.form, {field.path: field for field in fields})
        entities.start(data)
        settled = entities.settle(data, read.answers, split_decisions(decided.get(read.file, "")), read.file)
        key = read.answers.key
        before = answers_of(data, read.form, key).by_path if key or read.form.subject is None else {}
        before |= settled.known | {path: text for item in settled.open for path, text in item.known.items()}
        lines = tuple(_lines(fields, read, before, settled.dropped))
        questions = tuple(Fault(read.file, item.reason, item.remedy(read.file)) for item in settled.open)
        if not questions:
            kept = {path: answer for path, answer in read.answers.by_path.items() if path not in settled.dropped}
            data, key = placed_answers(data, read.form, Answers(key, kept), settled.links)
        taken.append(Intake(read, key, lines, questions, tuple(settled.notes)))
    return data, taken


def _lines(fields: Sequence[FormField], read: ReadForm, old: Mapping[str, Answer], dropped: set[str]) -> Iterator[Line]:
    for field in fields:
        given, known = read.answers.by_path.get(field.path), old.get(field.path)
        if field.path in read.unread:
            yield Line(field.label, "odmowa", shown(field, known), "(tego nie da się odczytać)")
            continue
        if given is None and known is None:
            continue
        same = given is not None and known is not None and same_answer(field, given, known)
        kept = given is None or (field.path in dropped and not same)
        state = "zostaje" if kept else "nowe" if known is None else "bez zmian" if same else "zmiana"
        yield Line(field.label, state, shown(field, known), "" if kept else shown(field, given))


def shown(field: FormField, answer: Answer | None) -> str:
    """Return an answer for the preview: labels of choices, numbers of persons masked, long texts shortened."""
    if not answer:
        return ""
    if isinstance(answer, list):
        rows = [_row(field, item) if isinstance(item, dict) else shown(field, item) for item in answer]
        return "; ".join(rows)
    if field.privacy == "szczegolne":
        return "(dane szczególne, nie pokazuję)"
    if field.kind in NUMBERS:
        return masked(answer)
    text = next((choice.label for choice in field.choices if choice.value == answer), " ".join(answer.split()))
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def _row(field: FormField, row: Mapping[str, str]) -> str:
    return ", ".join(shown(column, row.get(column.path)) for column in field.columns if row.get(column.path))


def _twice(forms: Sequence[ReadForm]) -> Iterator[Fault]:
    """Yield a fault for each file about what another file is about already: one would undo or repeat the other."""
    seen: dict[tuple[str, str], str] = {}
    for read in forms:
        new = read.form.subject is not None and not read.answers.key
        about = (read.form.type_id, repr(sorted(read.answers.by_path.items())) if new else f"={read.answers.key}")
        if about in seen:
            same = "ma te same odpowiedzi" if new else "dotyczy tego samego"
            reason = f"plik {same} co „{seen[about]}”"
            yield Fault(read.file, reason, "Wskaż jeden z nich; drugi wczytaj później.")
        seen.setdefault(about, read.file)


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
