"""Conditional marks: a required cell left empty in a row that was begun, a cell whose question is not asked there."""

from __future__ import annotations

import re
from typing import Final

from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.worksheet import Worksheet

from schematom_docs.case.tables.cells import column_letters
from schematom_docs.case.tables.layout import KEY_PATH
from schematom_docs.case.tables.workbook_look import MISSING, NOT_ASKED
from schematom_docs.case.tables.workbook_plan import SheetPlan
from schematom_docs.fields import FormField

LAST_ROW: Final = 10_000
"""Last row with drop-downs and marks; rows below are read all the same."""
_CONDITION = re.compile(r"(nie )?\s*([\w.]+)(?:\s*=\s*(.+))?")


def mark_cells(sheet: Worksheet, part: SheetPlan, first: int) -> None:
    """Add the marks of every column that has some."""
    begun = _begun(part, first)
    for column, field in enumerate(part.columns, 1):
        letters = column_letters(column - 1)
        reference = f"{letters}{first}:{letters}{LAST_ROW}"
        holds = condition_formula(field, part, first)
        if holds:
            formula = f"AND({begun},NOT({holds}))"
            rule = Rule(type="expression", dxf=NOT_ASKED, stopIfTrue=True, formula=[formula])
            sheet.conditional_formatting.add(reference, rule)
        if field.required:
            formula = f"AND({begun},LEN(TRIM(${letters}{first}))=0)"
            sheet.conditional_formatting.add(reference, Rule(type="expression", dxf=MISSING, formula=[formula]))


def _begun(part: SheetPlan, first: int) -> str:
    """Return the formula that is true of a row in which something stands."""
    last = column_letters(len(part.columns) - 1)
    return f"COUNTA($A{first}:${last}{first})>0"


def condition_formula(field: FormField, part: SheetPlan, first: int) -> str:
    """Return a condition of the form as a formula over the row, "" when it hangs on what the sheet does not hold."""
    match = _CONDITION.fullmatch(field.condition.strip())
    if match is None:
        return ""
    wanted = match[2].removeprefix("dokument.")
    at = next((n for n, item in enumerate(part.columns) if item.path == wanted and item.path != KEY_PATH), None)
    if at is None:
        return ""
    cell, other = f"${column_letters(at)}{first}", part.columns[at]
    if match[3]:
        value = match[3].strip().strip("\"'")
        label = next((choice.label for choice in other.choices if choice.value == value), value)
        formula = f'{cell}="{_quoted(label)}"'
    elif other.kind == "tak_nie":
        formula = f'{cell}="tak"'
    else:
        formula = f"LEN(TRIM({cell}))>0"
    return f"NOT({formula})" if match[1] else formula


def _quoted(text: str) -> str:
    return text.replace('"', '""')
