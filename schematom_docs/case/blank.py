"""A blank case file for one document type: what the project needs, and the form's questions as comments."""

from __future__ import annotations

from schematom_docs.case.case_model import Case
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.case.question import Question
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
instytucje:
  lider:
    nazwa:          # pełna nazwa w mianowniku
    skrot:
    rodzaj: pcpr    # pup pcpr ops gops mops starostwo urzad_gminy organizacja przedsiebiorca …
    podmiot:        # osoba prawna, której jest jednostką, np. Powiat Poznański
    siedziba:
    reprezentanci:
      # - {{imie: , nazwisko: , plec: k, funkcja: Dyrektor, umocowanie: , od: , do: }}
"""
_SAMPLES = {
    "okres": "{od: , do: }",
    "lista_tekstow": "[]",
    "tak_nie": "",
}


def blank_case(form: FormDefinition) -> str:
    """Return the text of a blank case file (YAML) with the questions of the form, their kinds and hints as comments."""
    lines = [_HEAD.format(name=form.name).rstrip("\n")]
    if form.subject:
        lines += [f"{form.subject.collection}:", f"  {_key(form)}:   # klucz; z niego powstaje nazwa pliku"]
        lines += _fields(form, form.subject.collection, form.subject.name)
    if form.own_questions:
        lines += ["dokumenty:", f"  {form.type_id}:"]
        lines += ["    dla:", f"      {_key(form)}:"] if form.subject else ["    wspolne:"]
        indent = " " * (8 if form.subject else 6)
        for question in form.own_questions:
            lines += [f"{indent}{line}" for line in _question(question)]
    return "\n".join(lines) + "\n"


def _fields(form: FormDefinition, collection: str, name: str) -> list[str]:
    """Return the fields of the subject: needed ones open, the others behind a comment sign, each with its meaning."""
    model = model_at(Case, (collection, "klucz"))
    wanted = {path.split(".")[1] for path in form.needs if path.startswith(f"{name}.")}
    lines = []
    for field in (model.model_fields if model else {}).values():
        needed = field.is_required() or field.alias in wanted
        lines.append(f"    {'' if needed else '# '}{field.alias}:   {'#' if needed else '–'} {field.description}")
    return lines


def _key(form: FormDefinition) -> str:
    return f"{form.subject.name[0]}01" if form.subject else ""


def _question(question: Question) -> list[str]:
    """Return the comment lines of a question and its empty field."""
    needed = "wymagane" if question.required else "nieobowiązkowe"
    lines = [f"# {question.label} ({question.kind.replace('_', ' ')}, {needed})"]
    if question.hint:
        lines.append(f"#   {question.hint}")
    if question.choices:
        lines.append(f"#   do wyboru: {', '.join(question.words)}")
    if question.default:
        lines.append(f"#   bez odpowiedzi: {' albo '.join(question.default)}")
    elif question.value:
        lines.append(f"#   bez odpowiedzi: {question.value}")
    if question.condition:
        lines.append(f"#   tylko gdy: {question.condition}")
    return [*lines, f"{question.name}: {_SAMPLES.get(question.kind, '')}".rstrip()]
