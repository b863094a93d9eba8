"""A blank case file for one document type: what the project needs, and the form's questions as comments."""

from __future__ import annotations

from collections.abc import Iterable

from schematom_docs.case.case_model import Case
from schematom_docs.case.form_dictionary import KIND_WORDS
from schematom_docs.case.form_model import FormDefinition, Subject
from schematom_docs.case.question import Question
from schematom_docs.case.subject_sets import OWN_RECORDS, PEOPLE_OF_PROJECT, TEAM_MEMBERS
from schematom_docs.case.validation import model_at

_HEAD = """\
# Dane sprawy do dokumentu: {name}
# Wypełnij pola, usuń zbędne. Teksty z dwukropkiem lub znakiem # wpisz w cudzysłowie. Daty: 2015-05-14 albo 14.05.2015.
schemat: 1
pilotaz:            # krótki identyfikator sprawy, np. poznan-2 (bez danych osobowych)
projekt:
  tytul:            # pełny tytuł projektu
  skrot:
  program: po_kl    # klucz programu finansującego
  lider: lider      # klucz instytucji z działu „instytucje”
  okres: {{od: , do: }}
{project}instytucje:
  lider:
    nazwa:          # pełna nazwa w mianowniku
    skrot:
    rodzaj: pcpr    # pup pcpr ops gops mops starostwo urzad_gminy organizacja przedsiebiorca …
    podmiot:        # osoba prawna, której jest jednostką, np. Powiat Poznański
    siedziba:
    reprezentanci:
      # - {{imie: , nazwisko: , plec: k, funkcja: Dyrektor, umocowanie: , od: , do: }}
"""
_PROJECT, _MEMBER = "projekt", "mgi-1"
_TEAM = """\
zespoly:
  mgi:              # klucz zespołu; klucz pisma to klucz zespołu i numer członka, np. mgi-1
    nazwa:          # nazwa zespołu
    rodzaj: mgi
    czlonkowie:
      - {imie: , nazwisko: , plec: k, instytucja: , funkcja: , od: }
"""
_SAMPLES = {
    "okres": "{od: , do: }",
    "lista_tekstow": "[]",
    "tak_nie": "",
}


def blank_case(form: FormDefinition) -> str:
    """Return the text of a blank case file (YAML) with the questions of the form, their kinds and hints as comments."""
    project = "".join(f"  {line}\n" for line in _project(form))
    lines = [_HEAD.format(name=form.name, project=project).rstrip("\n")]
    if form.subject:
        lines += _subject(form, form.subject)
    if form.own_questions:
        lines += ["dokumenty:", f"  {form.type_id}:"]
        lines += ["    dla:", f"      {_key(form)}:"] if form.subject else ["    wspolne:"]
        indent = " " * (8 if form.subject else 6)
        for question in form.own_questions:
            lines += [f"{indent}{line}" for line in _question(question)]
    return "\n".join(lines) + "\n"


def _subject(form: FormDefinition, subject: Subject) -> list[str]:
    """Return the record of the subject in its section; nothing when its papers have no record but their answers."""
    if subject.collection == OWN_RECORDS:
        return []
    if subject.collection == TEAM_MEMBERS:
        return _TEAM.splitlines()
    people = subject.collection == PEOPLE_OF_PROJECT
    collection = "uczestnicy" if people else subject.collection
    more = "; członka rodziny wpisz w dziale „rodziny”, klucz pisma to np. r01-o1" if people else ""
    head = [f"{collection}:", f"  {_key(form)}:   # klucz; z niego powstaje nazwa pliku{more}"]
    return head + _fields(form, collection, subject.name)


def _project(form: FormDefinition) -> list[str]:
    """Return the fields of the project that the form asks for, each with its questions above it."""
    asked = [question for question in form.fact_questions if question.name.startswith(f"{_PROJECT}.")]
    lines = []
    for name in dict.fromkeys(question.name.split(".")[1] for question in asked):
        about = _about(asked, f"{_PROJECT}.{name}")
        inner = [question.name.split(".")[2] for question in about if question.name.count(".") > 1]
        value = f"{{{', '.join(f'{part}: ' for part in dict.fromkeys(inner))}}}" if inner else ""
        lines += [*_told(about, _PROJECT), f"{name}: {value}".rstrip()]
    return lines


def _about(questions: Iterable[Question], path: str) -> list[Question]:
    """Return the questions about a field and about what it holds or points at."""
    return [question for question in questions if question.name == path or question.name.startswith(f"{path}.")]


def _told(questions: Iterable[Question], holder: str) -> list[str]:
    """Return the comments of questions; one that asks deeper than the fields of the holder begins with its path."""
    lines = []
    for question in questions:
        path = question.name.removeprefix(f"{holder}.")
        lines += _comments(question, f"{path}: " if "." in path else "")
    return lines


def _fields(form: FormDefinition, collection: str, name: str) -> list[str]:
    """Return the fields of the subject: needed ones open, the others behind a comment sign, each with its meaning and,
    above it, the questions that ask for it.
    """
    model = model_at(Case, (collection, "klucz"))
    wanted = {path.split(".")[1] for path in form.needs if path.startswith(f"{name}.")}
    lines = []
    for field in (model.model_fields if model else {}).values():
        about = _about(form.fact_questions, f"{name}.{field.alias}")
        needed = field.is_required() or field.alias in wanted or any(question.required for question in about)
        lines += [f"    {line}" for line in _told(about, name)]
        lines.append(f"    {'' if needed else '# '}{field.alias}:   {'#' if needed else '–'} {field.description}")
    return lines


def _key(form: FormDefinition) -> str:
    if form.subject is None:
        return ""
    return _MEMBER if form.subject.collection == TEAM_MEMBERS else f"{form.subject.name[0]}01"


def _question(question: Question) -> list[str]:
    """Return the comment lines of a question and its empty field."""
    return [*_comments(question), f"{question.name}: {_SAMPLES.get(question.kind, '')}".rstrip()]


def _comments(question: Question, before: str = "") -> list[str]:
    """Return what the form says of a question as comment lines. before: stands at the beginning of the first."""
    needed = "wymagane" if question.required else "nieobowiązkowe"
    kind = KIND_WORDS.get(question.kind, question.kind)
    lines = [f"# {before}{question.label} ({kind}, {needed})"]
    if question.hint:
        lines.append(f"#   {' '.join(question.hint.split())}")
    if question.choices:
        lines.append(f"#   do wyboru: {', '.join(question.words)}")
    if question.default:
        lines.append(f"#   bez odpowiedzi: {' albo '.join(question.default)}")
    elif question.value:
        lines.append(f"#   bez odpowiedzi: {question.value}")
    if question.condition:
        lines.append(f"#   tylko gdy: {question.condition}")
    if question.columns:
        lines.append(f"#   kolumny: {', '.join(column.name for column in question.columns)}")
    return lines
