"""What a workbook of a form holds: sheets, columns and rows as plain values, before anything is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schematom_docs.case.tables.layout import KEY_PATH
from schematom_docs.case.tables.reading import KEY_FIELD
from schematom_docs.fields import Answer, Answers, Choice, FormField

WHOLE_CASE = "sprawa"
"""Key of the one row of a form about the whole case."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Rows of a workbook: one subject each. whole_case: the form is about the case itself, so there is one row."""

    rows: tuple[Answers, ...] = ()
    whole_case: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet of answers. table: path of the sub-table, "" = main; rows: column path → answer, the key included."""

    title: str
    table: str
    columns: tuple[FormField, ...]
    rows: tuple[dict[str, Answer], ...] = ()


@dataclass(frozen=True, slots=True)
class WorkbookPlan:
    """A workbook. entries: collection → what its drop-downs offer (key and what people see)."""

    type_id: str
    name: str
    sheets: tuple[SheetPlan, ...]
    entries: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    instructions: tuple[str, ...] = ()


def workbook_plan(
    type_id: str,
    name: str,
    fields: Sequence[FormField],
    filled: Filled | None = None,
    entries: Mapping[str, tuple[Choice, ...]] | None = None,
) -> WorkbookPlan:
    """Return the plan: a main sheet with a row for each subject, and a sheet for each table of the form.

    fields: of the form; filled: what is known already; entries: what references may point at.
    """
    filled = filled or Filled()
    main = tuple(item for item in fields if item.kind != "tabela")
    taken = {"Dane", "Listy", "Jak wypełnić"}
    sheets = [SheetPlan("Dane", "", (KEY_FIELD, *main), _main_rows(main, filled))]
    for item in fields:
        if item.kind == "tabela":
            title = sheet_title(item.label, taken)
            columns = (KEY_FIELD, *(_row_field(column) for column in item.columns))
            sheets.append(SheetPlan(title, item.path, columns, _table_rows(item, filled)))
    return WorkbookPlan(type_id, name, tuple(sheets), entries or {})


ROW_KEY = "wiersz.klucz"
"""Path of the key of a row of a table, whose own „klucz” is that of the parent here."""


def _row_field(column: FormField) -> FormField:
    """Return a column of a table; the key of a row gets a name that is not the key of its parent."""
    if column.path != KEY_PATH:
        return column
    return FormField(ROW_KEY, "Klucz wiersza", "tekst", hint=column.hint or "Puste – program nada klucz")


def _main_rows(main: Sequence[FormField], filled: Filled) -> tuple[dict[str, Answer], ...]:
    if filled.whole_case:
        answers = filled.rows[0].by_path if filled.rows else {}
        return ({KEY_PATH: WHOLE_CASE, **_wanted(main, answers)},)
    return tuple({KEY_PATH: item.key, **_wanted(main, item.by_path)} for item in filled.rows)


def _wanted(fields: Sequence[FormField], answers: Mapping[str, Answer]) -> dict[str, Answer]:
    return {item.path: answers[item.path] for item in fields if answers.get(item.path)}


def _table_rows(table: FormField, filled: Filled) -> tuple[dict[str, Answer], ...]:
    rows: list[dict[str, Answer]] = []
    for subject in filled.rows:
        answer = subject.by_path.get(table.path, [])
        for row in answer if isinstance(answer, list) else []:
            if isinstance(row, dict):
                cells: dict[str, Answer] = {(ROW_KEY if path == KEY_PATH else path): text for path, text in row.items()}
                rows.append({KEY_PATH: WHOLE_CASE if filled.whole_case else subject.key, **cells})
    return tuple(rows)


_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def sheet_title(label: str, taken: set[str]) -> str:
    """Return a title Excel takes: at most 31 characters, without its own marks, not there yet."""
    base = " ".join(label.translate(_FORBIDDEN).split())[:31].strip() or "Tabela"
    title, number = base, 2
    while title.casefold() in {item.casefold() for item in taken}:
        title = f"{base[:27].strip()} {number}"
        number += 1
    taken.add(title)
    return title
