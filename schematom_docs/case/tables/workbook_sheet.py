"""One sheet of answers: hidden paths, band of sections, headers, sample row, rows to fill in, print setup."""

from __future__ import annotations

from typing import Final

from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from schematom_docs.case.tables.cells import column_letters
from schematom_docs.case.tables.layout import KEY_PATH, SAMPLE
from schematom_docs.case.tables.office_values import shown_text
from schematom_docs.case.tables.workbook_cells import cell_at, write_cell, write_text
from schematom_docs.case.tables.workbook_lists import Lists, drop_down, parent_keys
from schematom_docs.case.tables.workbook_look import (
    BAND_ALIGNMENT,
    BAND_FILL,
    BAND_FONT,
    BORDER,
    FONT,
    FORMATS,
    HEADER_ALIGNMENT,
    HEADER_FILL,
    HEADER_FONT,
    KEY_FILL,
    OPEN,
    REQUIRED_FILL,
    SAMPLE_FILL,
    SAMPLE_FONT,
    TEXT_FORMAT,
    height_of,
    lines_of,
    width_of,
)  # fmt: skip
from schematom_docs.case.tables.workbook_marks import LAST_ROW, mark_cells
from schematom_docs.case.tables.workbook_plan import SheetPlan, WorkbookPlan
from schematom_docs.case.tables.workbook_print import print_setup
from schematom_docs.fields import Answer, FormField

PATHS_ROW, BAND_ROW, HEADER_ROW, SAMPLE_ROW, FIRST_ROW = 1, 2, 3, 4, 5
BLANK_ROWS: Final = 25
_SAMPLES: Final = {"tak_nie": "tak", "data": "14.05.2015", "okres": "14.05.2015 – 30.09.2015"}
_TAB_COLOURS = ("1F3A5F", "4F7CAC")


def draw_sheet(sheet: Worksheet, plan: WorkbookPlan, part: SheetPlan, lists: Lists, number: int) -> None:
    """Draw one sheet of answers. number: of the sheet, from 0."""
    for column, field in enumerate(part.columns, 1):
        _column(sheet, column, field)
        _head(sheet, plan, part, column, field)
    _band(sheet, part)
    whole_case = lists.whole_case
    if not whole_case:
        _sample(sheet, part)
    rows = [dict(row) for row in part.rows]
    blank = 0 if whole_case and not part.table else BLANK_ROWS
    for offset in range(len(rows) + blank):
        _answers(sheet, FIRST_ROW + offset, part, rows[offset] if offset < len(rows) else {}, lists)
    for column, field in enumerate(part.columns, 1):
        rule = parent_keys() if part.table and field.path == KEY_PATH else drop_down(lists, field)
        if rule is not None:
            letters = column_letters(column - 1)
            rule.add(f"{letters}{FIRST_ROW}:{letters}{LAST_ROW}")
            sheet.add_data_validation(rule)
    mark_cells(sheet, part, FIRST_ROW)
    _print_setup(sheet, plan, part)
    _protection(sheet)
    sheet.sheet_properties.tabColor = _TAB_COLOURS[min(number, 1)]


def _column(sheet: Worksheet, column: int, field: FormField) -> None:
    """Give a column its width, its format and unlocked cells, so that rows added later behave alike."""
    dimension = sheet.column_dimensions[column_letters(column - 1)]
    dimension.width = width_of(field)
    dimension.number_format = FORMATS.get(field.kind, TEXT_FORMAT)
    dimension.protection = OPEN
    dimension.font = FONT


def _head(sheet: Worksheet, plan: WorkbookPlan, part: SheetPlan, column: int, field: FormField) -> None:
    mark = f"klucz@{plan.type_id}" + (f"/{part.table}" if part.table else "")
    write_text(cell_at(sheet, PATHS_ROW, column), mark if field.path == KEY_PATH else field.path, place=field.label)
    cell = cell_at(sheet, HEADER_ROW, column)
    write_text(cell, header_text(field), place=field.label)
    cell.font, cell.border, cell.alignment = HEADER_FONT, BORDER, HEADER_ALIGNMENT
    cell.fill = REQUIRED_FILL if field.required else HEADER_FILL
    if note := comment_text(field):
        cell.comment = _comment(note)


def header_text(field: FormField) -> str:
    """Return the header of a column: the label, with a star when an answer is needed."""
    star = "\u00a0*" if field.required and not field.condition else "\u00a0(*)" if field.required else ""
    return f"{field.label}{star}"


def comment_text(field: FormField) -> str:
    """Return what the comment of a header says: hint, condition, choices, example."""
    parts = [field.hint] if field.hint else []
    if field.kind == "okres":
        parts.append("Wpisz np. 14.05.2015 – 30.09.2015")
    if field.kind in ("lista_tekstow", "wiele_z"):
        parts.append("Każdą pozycję wpisz w osobnym wierszu komórki (Alt+Enter)")
    if field.kind == "wiele_z":
        parts.append("Możliwe: " + "; ".join(choice.label for choice in field.choices))
    if field.required:
        parts.append("Pole obowiązkowe" if not field.condition else "Obowiązkowe, gdy jest zadawane")
    lines = [part if part.endswith((".", ":")) else f"{part}." for part in parts]
    return "\n".join([*lines, f"Przykład: {sample_of(field)}"] if field.example else lines)


def _comment(text: str) -> Comment:
    lines = sum(-(-len(line) // 38) or 1 for line in text.split("\n"))
    return Comment(text, "schematom", width=270, height=24 + 17 * lines)


def _band(sheet: Worksheet, part: SheetPlan) -> None:
    """Write the name of each section over its first column."""
    before = None
    for column, field in enumerate(part.columns, 1):
        cell = cell_at(sheet, BAND_ROW, column)
        cell.fill, cell.font = BAND_FILL, BAND_FONT
        section = part.title if part.table and not field.section else field.section
        if field.path != KEY_PATH and section != before:
            before = section
            if section:
                write_text(cell, section, place=section)
                cell.alignment = BAND_ALIGNMENT
                cell.fill, cell.font = BAND_FILL, BAND_FONT


def _sample(sheet: Worksheet, part: SheetPlan) -> None:
    for column, field in enumerate(part.columns, 1):
        cell = cell_at(sheet, SAMPLE_ROW, column)
        text = SAMPLE if field.path == KEY_PATH else sample_of(field)
        write_text(cell, text, place=field.label)
        cell.font, cell.fill, cell.border = SAMPLE_FONT, SAMPLE_FILL, BORDER
    sheet.row_dimensions[SAMPLE_ROW].height = height_of(
        max(lines_of(str(sheet.cell(SAMPLE_ROW, column).value or ""), width_of(field))
            for column, field in enumerate(part.columns, 1))
    )  # fmt: skip


def sample_of(field: FormField) -> str:
    """Return what the sample row shows: the example of the form, else the first choice."""
    if field.choices:
        known = next((item.label for item in field.choices if field.example in (item.value, item.label)), "")
        return known or field.choices[0].label
    return shown_text(field, field.example) or _SAMPLES.get(field.kind, "")


def _answers(sheet: Worksheet, row: int, part: SheetPlan, answers: dict[str, Answer], lists: Lists) -> None:
    lines = 1
    for column, field in enumerate(part.columns, 1):
        cell = cell_at(sheet, row, column)
        answer = answers.get(field.path, "")
        if answer:
            lines = max(lines, lines_of(write_cell(cell, field, answer, lists.entries), width_of(field)))
        else:
            cell.number_format = FORMATS.get(field.kind, TEXT_FORMAT)
        cell.font, cell.border, cell.protection = FONT, BORDER, OPEN
        if field.path == KEY_PATH:
            cell.fill = KEY_FILL
    sheet.row_dimensions[row].height = height_of(lines) if answers else None


def _print_setup(sheet: Worksheet, plan: WorkbookPlan, part: SheetPlan) -> None:
    sheet.row_dimensions[PATHS_ROW].hidden = True
    sheet.row_dimensions[HEADER_ROW].height = height_of(
        max(lines_of(header_text(field), width_of(field) - 2) for field in part.columns)
    )
    sheet.freeze_panes = f"B{SAMPLE_ROW}"
    print_setup(
        sheet, f"{plan.name} – {part.title}", f"{BAND_ROW}:{HEADER_ROW}", sum(width_of(field) for field in part.columns)
    )


def _protection(sheet: Worksheet) -> None:
    """Protect headers without a password; filling in, adding, deleting and sorting rows stay allowed."""
    protection = sheet.protection
    protection.sheet = True
    for allowed in ("insertRows", "deleteRows", "sort", "autoFilter", "formatColumns", "formatRows", "formatCells"):
        setattr(protection, allowed, False)
