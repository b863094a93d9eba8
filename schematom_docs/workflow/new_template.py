"""A starter template for a form: title, place and date, parties, questions with their tags, annexes, signatures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from schematom_docs.case import FormDefinition
from schematom_docs.case.case_model import Case
from schematom_docs.case.form_model import ONE_PER_PARTY
from schematom_docs.case.known_names import Known
from schematom_docs.case.question import Question
from schematom_docs.case.record import keys_of
from schematom_docs.case.signatories import PARTY_KINDS
from schematom_docs.case.subject_sets import DERIVED
from schematom_docs.case.validation import model_at
from schematom_docs.document.starter import Line, Table, fits, starter
from schematom_docs.errors import TemplateError
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.templates import ANSWERS, names_of, workspace_templates

_TITLE, _PLACE, _HEADING, _TEXT, _PARTY = "Title", "Miejscowość i data", "Nagłówek podczęści", "Tekst", "Strona umowy"
_ITEM, _ANNEXES, _ANNEX = "Wyliczenie", "Nagłówek załączników", "Załącznik umowy"
_SIGNATURES, _SIGNER, _SIGNED, _SIGN_HERE, _SIGN_DATE = (
    "Tabela podpisów", "Nagłówek podpisu", "Signature", "Miejsce podpisu", "Data podpisu",
)  # fmt: skip
_CELL, _BEFORE_SIGNATURES = "Komórka", "Wstęp podpisów"
STYLES = (
    _TITLE, _PLACE, _HEADING, _TEXT, _PARTY, _ITEM, _ANNEXES, _ANNEX, _SIGNATURES, _SIGNER, _SIGNED, _SIGN_HERE,
    _SIGN_DATE, _CELL, _BEFORE_SIGNATURES,
)  # fmt: skip
_ROOTS = frozenset({"projekt", "dokument", "lider", "znak"})
_FILTERS = {
    "liczba": "|liczba_pl", "kwota": "|kwota", "procent": "|procent", "data": "|data", "okres": "|zakres",
    "instytucja": '|odmiana("mianownik")', "osoba": '|odmiana("mianownik")', "adres": "|adres",
}  # fmt: skip
_HEADED = ("projekt",)  # what every paper of the case shares stands in its header, not in its text
_PLACE_AND_DATE = ("miejscowosc", "data")
_ADDRESS = "{% if strona.adres %}, {{ strona.adres|adres }}{% endif %}"
_CHIEF = (
    '{% if strona.encja == "instytucja" and strona.reprezentant %}, '
    '{{ strona|zgodnie("reprezentowany", "mianownik") }} przez '
    '{{ strona.reprezentant|odmiana("biernik", funkcja=True) }}{% endif %}'
)


def new_template(desk: Desk, folder: Path, form: FormDefinition) -> bytes:
    """Return a starter template of the form in the style of the templates of a folder.

    Raises TemplateError when no template there can lend its style.
    """
    sources = (path.read_bytes() for path in workspace_templates(folder))
    base = next((source for source in sources if fits(source, STYLES, _ROOTS)), None)
    if base is None:
        raise TemplateError(
            "żaden szablon nie ma wszystkich stylów domowych",
            place=str(folder),
            remedy=f"Potrzebny jest szablon na pionowej stronie ze stylami: {', '.join(STYLES)}.",
        )
    return starter(base, list(_blocks(form, names_of(desk, form))))


def _blocks(form: FormDefinition, known: Known) -> Iterator[Line | Table]:
    named = {question.name: question for question in form.own_questions}
    yield Line(_TITLE, "{{ dokument.tytul }}")
    if given := [named[name] for name in _PLACE_AND_DATE if name in named]:
        yield Line(
            _PLACE, _guarded(given, ", ".join(_value(question, f"{ANSWERS}.{question.name}") for question in given))
        )
    if form.party_paths:
        yield Line(_HEADING, "Strony")
        yield Line(_TEXT, "{%p for strona in dokument.strony %}")
        yield Line(_PARTY, _party(known))
        yield Line(_TEXT, "{%p endfor %}")
    for question in form.questions:
        if question.is_fact:
            yield from _fact(question, known)
        elif question.name not in _PLACE_AND_DATE:
            yield from _question(question, f"{ANSWERS}.{question.name}")
    if form.copies == ONE_PER_PARTY:
        yield Line(_TEXT, "Dokument sporządzono {{ dokument.liczba_egzemplarzy|egzemplarze }}.")
    if form.slots:
        yield Line(_BEFORE_SIGNATURES, "Podpisy")
        yield _signatures()
    if form.annexes:
        yield Line(_TEXT, "{%p if dokument.zalaczniki %}")
        yield Line(_ANNEXES, "Załączniki:")
        yield Line(_TEXT, "{%p for zalacznik in dokument.zalaczniki %}")
        yield Line(_ANNEX, "{{ zalacznik.tytul }}")
        yield Line(_TEXT, "{%p endfor %}")
        yield Line(_TEXT, "{%p endif %}")


def _party(known: Known) -> str:
    """Return the text of a party: its name, and the address and representative that parties of the form can have."""
    answers = known.field(ANSWERS)
    parties = answers.field("strony") if answers else None
    one = parties.item() if parties else None
    names = one.fields if one else {}
    address = _ADDRESS if "adres" in names else ""
    return '{{ strona|odmiana("mianownik") }}' + address + (_CHIEF if "reprezentant" in names else "")


def _fact(question: Question, known: Known) -> Iterator[Line]:
    """Yield the lines of a question about the case, where its name leads somewhere; a table with the columns it has."""
    found: Known | None = known
    for part in question.name.split("."):
        found = found.field(part) if found else None
    if found is None or question.name.partition(".")[0] in _HEADED:
        return
    item = found.item() if question.columns else None
    columns = [_named(column, item.field(column.name)) for column in question.columns] if item else []
    there = tuple(column for column in columns if column is not None)
    shown = _named(question, found)
    if shown is not None and bool(question.columns) == bool(there):
        yield from _question(shown.model_copy(update={"columns": there}), shown.name)


def _named(question: Question, found: Known | None) -> Question | None:
    """Return the question under the name that has a text: of a set of fields without a filter of its own its name."""
    if found is None:
        return None
    if question.kind in (*_FILTERS, *_LISTS, "odwolanie") or "zestaw pól" not in found.kind:
        return question
    return question.model_copy(update={"name": f"{question.name}.nazwa"}) if "nazwa" in found.fields else None


def _question(question: Question, field: str) -> Iterator[Line]:
    """Yield the lines of a question: its label and tag; a list has an item a line; without answer nothing is left."""
    owners = _owners(field)
    if question.kind in _LISTS:
        yield Line(_TEXT, f"{{%p if {owners}{field} %}}")
        yield Line(_TEXT, "", f"{question.label}:")
        yield Line(_TEXT, f"{{%p for pozycja in {field} %}}")
        yield Line(_ITEM, f"{_item(question)}{{% if loop.last %}}.{{% else %}};{{% endif %}}")
        yield Line(_TEXT, "{%p endfor %}")
        yield Line(_TEXT, "{%p endif %}")
        return
    optional = not question.required or bool(question.condition) or bool(owners)
    if optional:
        yield Line(_TEXT, f"{{%p if {owners}{field} is not none %}}")
    yield Line(_TEXT, _value(question, field), f"{question.label}: ")
    if optional:
        yield Line(_TEXT, "{%p endif %}")


def _owners(field: str) -> str:
    """Return the condition that what a field belongs to is there: „a.b is mapping and ” of a.b.c."""
    steps = field.split(".")
    return "".join(f"{'.'.join(steps[:count])} is mapping and " for count in range(2, len(steps)))


def _item(question: Question) -> str:
    """Return the text of one item: its value, the name of what it means, or the cells of a row, each as its kind."""
    if question.columns:
        return ", ".join(_cell(column) for column in question.columns)
    return f"{{{{ {_shown('pozycja', question.collection) if question.collection else 'pozycja'} }}}}"


def _shown(field: str, collection: str) -> str:
    """Return what an entity of a section is printed by: its declined name, else its own name, number or key."""
    model = model_at(Case, (collection, "klucz"))
    if collection in DERIVED or (model and getattr(model, "entity", "") in PARTY_KINDS):
        return f'{field}|odmiana("mianownik")'
    fields = keys_of(model) if model else {}
    name = next((name for name in ("nazwa", "numer") if name in fields), "klucz")
    sure = model is None or name == "klucz" or model.model_fields[fields[name]].is_required()
    return f"{field}.{name}" if sure else f"{field}.{name} or {field}.klucz"


def _cell(column: Question) -> str:
    field = f"pozycja.{column.name}"
    if column.kind in _LISTS:
        item = _shown("element", column.collection) if column.collection else "element"
        items = f"{{% for element in {field} %}}{{{{ {item} }}}}{{% if not loop.last %}}, {{% endif %}}{{% endfor %}}"
        return f"{{% if {_owners(field)}{field} %}}{column.label}: {items}{{% endif %}}"
    named = _shown(field, column.collection or "") if column.kind == "odwolanie" else ""
    shown = f'"tak" if {field} else "nie"' if column.kind == "tak_nie" else f"{field}{_FILTERS.get(column.kind, '')}"
    return f"{{% if {_owners(field)}{field} is not none %}}{column.label}: {{{{ {named or shown} }}}}{{% endif %}}"


_LISTS = ("lista_tekstow", "wiele_z", "tabela")


def _value(question: Question, field: str) -> str:
    if question.kind == "tak_nie":
        return f'{{{{ "tak" if {field} else "nie" }}}}'
    if question.kind == "odwolanie":
        return f"{{{{ {_shown(field, question.collection or '')} }}}}"
    return f"{{{{ {field}{_FILTERS.get(question.kind, '')} }}}}"


def _guarded(questions: list[Question], text: str) -> str:
    """Return a text that is left out when an answer it needs is not there."""
    optional = [f"dokument.{question.name}" for question in questions if not question.required]
    return f"{{% if {' and '.join(optional)} %}}{text}{{% endif %}}" if optional else text


def _signatures() -> Table:
    """Return the table of signatures: two places beside each other, as many rows as the form's slots need."""
    loop = (Line(_CELL, "{%tr for wiersz in dokument.podpisy|batch(2) %}"),), (Line(_CELL, ""),)
    second = (Line(_SIGNED, "{%p if wiersz|length > 1 %}"), *_signature("wiersz[1]"), Line(_SIGNED, "{%p endif %}"))
    end = (Line(_CELL, "{%tr endfor %}"),), (Line(_CELL, ""),)
    return Table(_SIGNATURES, (loop, (_signature("wiersz[0]"), second), end))


def _signature(slot: str) -> tuple[Line, ...]:
    place = (Line(_SIGN_HERE, f'{{{{ {slot}.opis or "podpis" }}}}'), Line(_SIGN_DATE, "data: \t"))
    party = f'{slot}.strona and {slot}.strona.encja != "osoba"'
    return (
        Line(_SIGNER, f'{{% if {party} %}}{{{{ {slot}.strona|odmiana("mianownik") }}}}{{% endif %}}'),
        Line(_SIGNED, f"{{% if {slot}.rola %}}{{{{ {slot}.rola }}}}{{% endif %}}"),
        Line(_SIGNED, f"{{%p for osoba in {slot}.osoby %}}"),
        Line(_SIGNED, '{{ osoba|odmiana("mianownik") }}'),
        Line(_SIGNED, "{% if osoba.funkcja %}{{ osoba.funkcja }}{% endif %}"),
        *place,
        Line(_SIGNED, "{%p endfor %}"),
        Line(_SIGNED, f"{{%p if not {slot}.osoby %}}"),
        *place,
        Line(_SIGNED, "{%p endif %}"),
    )
