"""The sheet „Listy”: what drop-downs offer, one list a column."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from schematom_docs.case.tables.cells import column_letters
from schematom_docs.case.tables.office_values import KEY_SEPARATOR
from schematom_docs.case.tables.workbook_cells import cell_at, write_text
from schematom_docs.case.tables.workbook_look import FONT, HEADER_FILL, HEADER_FONT
from schematom_docs.case.tables.workbook_plan import WHOLE_CASE, WorkbookPlan
from schematom_docs.fields import Choice, FormField

YES_NO = ("tak", "nie")


class Lists:
    """The lists of a workbook: each once, however many columns use it."""

    def __init__(self, plan: WorkbookPlan) -> None:
        self.columns: list[tuple[str, tuple[str, ...]]] = []
        self.entries: dict[str, tuple[Choice, ...]] = dict(plan.entries)
        self.whole_case = any(row.get("klucz") == WHOLE_CASE for row in plan.sheets[0].rows)

    def formula(self, field: FormField) -> str:
        """Return the range a drop-down of the field takes its entries from, "" for a field without one."""
        items = self._items(field)
        if not items:
            return ""
        known = next((number for number, (_, old) in enumerate(self.columns) if old == items), None)
        if known is None:
            known = len(self.columns)
            self.columns.append((field.label, items))
        letters = column_letters(known)
        return f"Listy!${letters}$2:${letters}${len(items) + 1}"

    def _items(self, field: FormField) -> tuple[str, ...]:
        if field.kind == "tak_nie":
            return YES_NO
        if field.kind == "wybor":
            return tuple(choice.label for choice in field.choices)
        if field.kind == "odwolanie":
            known = self.entries.get(field.collection, ())
            return tuple(f"{item.value}{KEY_SEPARATOR}{item.label}" if item.label else item.value for item in known)
        return ()


def drop_down(lists: Lists, field: FormField) -> DataValidation | None:
    """Return the drop-down of a field, None when it has none. Another text is warned of, for the reader decides."""
    formula = lists.formula(field)
    if not formula:
        return None
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
    rule.errorStyle = "warning" if field.kind == "odwolanie" else "stop"
    rule.errorTitle = "Odpowiedź spoza listy"
    rule.error = "Wybierz odpowiedź z listy (strzałka przy komórce)."
    return rule


def parent_keys() -> DataValidation:
    """Return the drop-down of the key column of a table: the keys of the main sheet."""
    rule = DataValidation(type="list", formula1="Dane!$A$5:$A$10000", allow_blank=True, showErrorMessage=True)
    rule.errorStyle, rule.errorTitle = "warning", "Nie ma takiego klucza"
    rule.error = "Wpisz klucz z pierwszej kolumny arkusza „Dane”."
    return rule


def draw_lists(sheet: Worksheet, lists: Lists) -> None:
    """Write the lists, each under the name of its first field; the sheet is protected whole."""
    if not lists.columns:
        sheet["A1"] = "Ten formularz nie ma list wyboru."
    for number, (title, items) in enumerate(lists.columns, 1):
        head = cell_at(sheet, 1, number)
        write_text(head, title, place=title)
        head.font, head.fill = HEADER_FONT, HEADER_FILL
        for row, item in enumerate(items, 2):
            cell = cell_at(sheet, row, number)
            write_text(cell, item, place=title)
            cell.font = FONT
        width = max(len(text) for text in (title, *items))
        sheet.column_dimensions[column_letters(number - 1)].width = min(max(width + 3, 14), 60)
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
