"""Data → workbook → data: for every form of the repository, nothing is lost and nothing changes."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schematom_docs.case import load_forms
from schematom_docs.case.form_fields import fields_of
from schematom_docs.case.tables.files import read_book
from schematom_docs.case.tables.people_list import NAMES, people_fields
from schematom_docs.case.tables.reading import ReadBook, read_tables
from schematom_docs.case.tables.workbook import workbook_bytes
from schematom_docs.case.tables.workbook_plan import Filled, workbook_plan
from schematom_docs.fields import Answer, Answers, FormField
from schematom_docs.workflow.import_forms import table_cells
from schematom_docs.workflow.importing import form_tables
from tests.conftest import ROOT

FORMS = load_forms(ROOT / "forms")
ASKING = [*(type_id for type_id, form in FORMS.items() if form.questions), *NAMES]
LETTERS = "aąbcćdeęlłnńoóśxyzźżAĄĆĘŁŃÓŚŻŹ0123456789 „”\"'’–-=+@;:,.!?/\\_x()[]{}%&#<>|~^*"
IDENTIFIERS = {
    "pesel": ["05260203349", "84030741265", "13323077198"],
    "nip": ["7771234567"],
    "regon": ["631472124", "63147212400015"],
    "krs": ["0000123456"],
    "nrb": ["44102000030000000012345678"],
    "dowod": ["ABA300000"],
    "kod_pocztowy": ["05-800", "62-020"],
    "telefon": ["600 100 200", "+48 61 123 45 67"],
    "email": ["anna.przykladowa@example.pl"],
    "ade": ["AE:PL-12345-67890-ABCDE-12"],
    "teryt": ["3021", "0603"],
}
DAYS = st.dates(date(1900, 3, 1), date(2099, 12, 31)).map(date.isoformat)


def texts(field: FormField, *, lines: bool) -> st.SearchStrategy[str]:
    """Return texts as people type them: Polish letters, quotes, leading zeros, what looks like a formula."""
    plain = st.text(LETTERS + ("\n" if lines else ""), min_size=1, max_size=min(field.longest or 60, 60))
    odd = ["=1+1", "+48", "@ktoś", "-", "0012", "1/2", "3E5", "TRUE", "_x0041_", "2015-05-14", "„Żółć”", "ż" * 200]
    known = st.sampled_from([item for item in odd if len(item) <= (field.longest or 32_000)])
    return st.one_of(plain, known).map(str.strip).filter(bool)


def periods() -> st.SearchStrategy[str]:
    """Return periods in their one spelling, with one end open too."""
    both = st.tuples(DAYS, st.integers(0, 9000)).map(
        lambda pair: f"{pair[0]} – {date.fromisoformat(pair[0]) + timedelta(days=pair[1])}"
    )
    return st.one_of(both, DAYS.map(lambda day: f"od {day}"), DAYS.map(lambda day: f"do {day}"))


def numbers(field: FormField) -> st.SearchStrategy[str]:
    """Return whole numbers, amounts or percentages within the limits of the field."""
    low = int(field.lowest or 0)
    high = int(field.highest) if field.highest is not None else 99_999
    if field.kind == "procent":
        high = min(high, 100)
    whole = st.integers(low, max(low, high))
    return whole.map(lambda number: f"{number}.00" if field.kind == "kwota" else str(number))


def answers_to(field: FormField, *, cell: bool = False) -> st.SearchStrategy[Answer]:
    """Return answers to a field in their one spelling. cell: of a table, where a list is one text."""
    if field.kind == "tabela":
        row = st.fixed_dictionaries({}, optional={item.path: answers_to(item, cell=True) for item in field.columns})
        return st.lists(row.filter(bool), min_size=1, max_size=4)  # type: ignore[return-value]  # a list of rows is an Answer
    if field.kind in ("lista_tekstow", "wiele_z"):
        items = reference_or_text(field)
        if field.choices:
            items = st.sampled_from([choice.value for choice in field.choices])
        if cell:
            return items.map(lambda item: " ".join(item.replace(";", ",").split()))
        least = int(field.lowest or 1)
        return st.lists(items, min_size=max(1, least), max_size=int(field.highest or least + 4))
    return one_text(field)


def reference_or_text(field: FormField) -> st.SearchStrategy[str]:
    """Return keys for a list of references, else texts without the bullet that divides items."""
    if field.collection:
        return st.from_regex(r"[a-z]{1,3}[0-9]{2}", fullmatch=True)
    return texts(field, lines=False)


def one_text(field: FormField) -> st.SearchStrategy[Answer]:
    """Return answers of a field with one text."""
    if field.kind in IDENTIFIERS:
        return st.sampled_from(IDENTIFIERS[field.kind])
    if field.choices:
        return st.sampled_from([choice.value for choice in field.choices])
    if field.kind in ("liczba", "kwota", "procent"):
        return numbers(field)
    if field.kind == "odwolanie":
        return st.from_regex(r"[a-z]{1,3}[0-9]{2}(\.o[1-9])?", fullmatch=True)
    simple = {"data": DAYS, "okres": periods(), "tak_nie": st.sampled_from(["tak", "nie"])}
    return simple[field.kind] if field.kind in simple else texts(field, lines=field.kind == "dlugi_tekst")


@dataclass(frozen=True, repr=False)
class Questions:
    """Fields of a form; without a long repr, which hypothesis would compute for every draw."""

    fields: tuple[FormField, ...]


@st.composite
def filled_in(draw: st.DrawFn, questions: Questions) -> dict[str, Answer]:
    """Return answers to some of the questions, at least one."""
    chosen = [field for field in questions.fields if draw(st.booleans())] or [questions.fields[0]]
    return {field.path: draw(answers_to(field)) for field in chosen}


def read_back(data: bytes, tables: object) -> ReadBook:
    """Return what the reader finds in the bytes of a workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "arkusz.xlsx"
        path.write_bytes(data)
        return read_tables(read_book(path), tables, {})  # type: ignore[arg-type]  # tables of form_tables


def assert_same(fields: tuple[FormField, ...], given_rows: list[Answers], book: ReadBook, *, whole: bool) -> None:
    """Assert that the rows read say exactly what was written."""
    assert [row.faults for table in book.tables.values() for row in table.rows if row.faults] == []
    tables = {item.path for item in fields if item.kind == "tabela"}
    by_key = {row.key: dict(row.answers) for row in book.main.rows}
    for name in tables:
        for row in book.tables[name].rows:
            by_key[row.key].setdefault(name, []).append(table_cells(row))  # type: ignore[union-attr,arg-type]  # rows
    written = {item.key or "sprawa" if whole else item.key: item.by_path for item in given_rows}
    assert {key: answers for key, answers in by_key.items() if answers or not whole} == written


@pytest.mark.parametrize("type_id", ASKING)
def test_data_come_back_from_the_workbook_as_they_went(type_id: str) -> None:
    listed = type_id in NAMES
    fields = people_fields(type_id) if listed else fields_of(FORMS[type_id])
    tables = {"": fields} if listed else form_tables(FORMS[type_id])
    whole = not listed and FORMS[type_id].subject is None
    keys = [""] if whole else ["k01", "k02"]

    @settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(filled_in(Questions(fields)), min_size=len(keys), max_size=len(keys)))
    def comes_back(answers: list[dict[str, Answer]]) -> None:
        rows = [Answers(key, given_answers) for key, given_answers in zip(keys, answers, strict=True)]
        made = workbook_bytes(workbook_plan(type_id, "Formularz", fields, Filled(tuple(rows), whole_case=whole)))
        book = read_back(made, tables)
        assert book.type_id == type_id
        assert_same(fields, rows, book, whole=whole)

    comes_back()
