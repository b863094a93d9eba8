"""Generated answers to any form: right by kind, with Polish letters, quotes and long texts."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from schematom_docs.case.answer_checks import asked
from schematom_docs.case.answer_values import KEY_COLUMN
from schematom_docs.case.form_fields import fields_of
from schematom_docs.case.form_model import FormDefinition
from schematom_docs.fields import Answer, Answers, FormField

LETTERS = "aąbcćdeęfghijklłmnńoóprsśtuwyzźżAĄBCĆDEĘŁŃÓŚŹŻ"
SIGNS = LETTERS + "0123456789 „”\"'’–-.,:;()/#&%\\"
words = st.text(alphabet=LETTERS, min_size=1, max_size=20)
sentences = st.builds(lambda first, rest: first + rest, words, st.text(alphabet=SIGNS, max_size=60)).map(str.strip)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
written_days = st.one_of(days.map(lambda d: d.isoformat()), days.map(lambda d: f"{d.day}.{d.month:02d}.{d.year}"))
keys = st.from_regex(r"[a-z]{1,3}[0-9]{1,3}", fullmatch=True)
periods = st.one_of(
    st.tuples(written_days, written_days).map(" – ".join),
    written_days.map(lambda day: f"od {day}"),
    written_days.map(lambda day: f"do {day}"),
)
_BY_KIND: dict[str, st.SearchStrategy[str]] = {
    "tekst": sentences,
    "dlugi_tekst": sentences,
    "liczba": st.integers(1, 400).map(str),
    "kwota": st.integers(0, 10**9).map(lambda grosze: f"{grosze // 100},{grosze % 100:02d}"),
    "data": written_days,
    "okres": periods,
    "tak_nie": st.sampled_from(["tak", "nie"]),
    "pesel": st.sampled_from(["84030741265", "79112310576", "05260203349"]),
    "nip": st.sampled_from(["7771234567", "PL 777-123-45-67"]),
    "regon": st.just("631472124"),
    "krs": st.just("0000123456"),
    "nrb": st.just("44 1020 0003 0000 0000 1234 5678"),
    "kod_pocztowy": st.just("62-020"),
    "telefon": st.just("+48 600 100 200"),
    "email": st.just("biuro@example.pl"),
    "ade": st.just("AE:PL-12345-67890-ABCDE-12"),
}


def one_text(field: FormField) -> st.SearchStrategy[str]:
    """Return texts that answer a field with one text, or one item of a list."""
    if field.choices:
        return st.sampled_from([choice.value for choice in field.choices])
    if field.collection:
        return keys
    return _BY_KIND.get(field.kind, sentences)


def rows_of(table: FormField) -> st.SearchStrategy[list[dict[str, str]]]:
    """Return rows of a table with at least the needed columns; rows that have keys have different ones."""
    cells = {column.path: keys if column.kind == "lista_tekstow" else one_text(column) for column in table.columns}
    needed = {path: cells[path] for path in cells if _needed(table, path)}
    optional = {path: cells[path] for path in cells if path not in needed}
    by = (lambda row: row[KEY_COLUMN]) if KEY_COLUMN in cells else None
    return st.lists(st.fixed_dictionaries(needed, optional=optional), min_size=1, max_size=4, unique_by=by)


def _needed(table: FormField, path: str) -> bool:
    column = next(item for item in table.columns if item.path == path)
    return column.required or path == KEY_COLUMN or not any(item.required for item in table.columns)


def answers_to(field: FormField) -> st.SearchStrategy[Answer]:
    """Return answers to a field."""
    if field.kind == "tabela":
        return rows_of(field).map(list)
    if field.kind in ("lista_tekstow", "wiele_z"):
        return st.lists(one_text(field), min_size=1, max_size=4).map(list)
    return one_text(field).map(str)


@st.composite
def filled_forms(draw: st.DrawFn, form: FormDefinition) -> Answers:
    """Draw answers to a form: every needed field, some of the others, none that is not asked."""
    fields = {field.path: field for field in fields_of(form)}
    given: dict[str, Answer] = {}
    for field in fields.values():
        if asked(fields, field, Answers("", given)) and (field.required or draw(st.booleans())):
            given[field.path] = draw(answers_to(field))
    return Answers("", {path: item for path, item in given.items() if asked(fields, fields[path], Answers("", given))})
