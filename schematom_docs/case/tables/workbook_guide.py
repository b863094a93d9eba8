"""The sheet „Jak wypełnić”: how to work in the workbook, and every question with its hint and example."""

from __future__ import annotations

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from schematom_docs.case.tables.layout import KEY_PATH
from schematom_docs.case.tables.workbook_cells import cell_at, write_text
from schematom_docs.case.tables.workbook_look import (
    BORDER,
    FONT,
    HEADER_ALIGNMENT,
    HEADER_FILL,
    HEADER_FONT,
    REQUIRED_FILL,
    TITLE_FONT,
    height_of,
    lines_of,
)  # fmt: skip
from schematom_docs.case.tables.workbook_plan import WHOLE_CASE, WorkbookPlan
from schematom_docs.case.tables.workbook_print import print_setup
from schematom_docs.case.tables.workbook_sheet import comment_text

_STEPS = (
    "Wypełniaj białe komórki arkusza „Dane”: jeden wiersz to jedna pozycja. Szary wiersz PRZYKŁAD nie jest wczytywany.",
    "Kolumny z gwiazdką (*) są obowiązkowe; puste obowiązkowe komórki zaczętego wiersza robią się pomarańczowe. "
    "Gwiazdka w nawiasie: obowiązkowe, gdy pytanie w ogóle jest zadawane; gdy nie jest, komórka jest szara.",
    "Kolumna „Klucz” łączy wiersz z pozycją sprawy. W nowym wierszu zostaw ją pustą albo wpisz własny klucz "
    "(małe litery bez ogonków, cyfry, myślnik; bez nazwisk), jeżeli chcesz dopisać wiersze w arkuszach tabel.",
    "W arkuszach tabel kolumna „Klucz” mówi, do którego wiersza arkusza „Dane” należy wiersz.",
    "Numery (PESEL, NIP, rachunek) są tekstem: zera na początku zostają. Daty wpisuj tak: 14.05.2015.",
    "Kolumny można przestawiać, ukrywać i poszerzać, wiersze dodawać, usuwać i sortować. Ukryty wiersz 1 zostaw.",
    "Gotowy plik wczytasz poleceniem „schematom import PLIK --to sprawa.yaml”: najpierw pokaże, co się zmieni.",
)
_HEADS = ("Pytanie", "Arkusz", "Wskazówki")
_WIDTHS = (38, 24, 76)


def draw_guide(sheet: Worksheet, plan: WorkbookPlan) -> None:
    """Draw the guide."""
    for letters, width in zip("ABC", _WIDTHS, strict=True):
        sheet.column_dimensions[letters].width = width
    title = cell_at(sheet, 1, 1)
    write_text(title, plan.name, place=plan.name)
    title.font, title.alignment = TITLE_FONT, Alignment(wrap_text=True, vertical="center")
    sheet.merge_cells("A1:C1")
    sheet.row_dimensions[1].height = 30
    row = 2
    for number, step in enumerate(_steps(plan), 1):
        cell = cell_at(sheet, row, 1)
        write_text(cell, f"{number}. {step}", place=plan.name)
        cell.font = FONT
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=3)
        sheet.row_dimensions[row].height = height_of(lines_of(step, sum(_WIDTHS)))
        row += 1
    _questions(sheet, plan, row + 1)
    print_setup(sheet, f"{plan.name} – jak wypełnić")
    sheet.protection.sheet = True


def _steps(plan: WorkbookPlan) -> list[str]:
    """Return the steps that this workbook needs: without tables and without new rows there is less to say."""
    tables = len(plan.sheets) > 1
    whole_case = any(row.get(KEY_PATH) == WHOLE_CASE for row in plan.sheets[0].rows)
    steps = [step for step in _STEPS if tables or not step.startswith("W arkuszach tabel")]
    if whole_case:
        steps[0] = "Wypełnij wiersz „sprawa” w arkuszu „Dane”: formularz dotyczy całej sprawy."
        steps = [step for step in steps if not step.startswith("Kolumna „Klucz” łączy")]
    return steps


def _questions(sheet: Worksheet, plan: WorkbookPlan, row: int) -> None:
    for column, text in enumerate(_HEADS, 1):
        cell = cell_at(sheet, row, column)
        write_text(cell, text, place=text)
        cell.font, cell.fill, cell.border, cell.alignment = HEADER_FONT, HEADER_FILL, BORDER, HEADER_ALIGNMENT
    for part in plan.sheets:
        for field in part.columns:
            if field.path == KEY_PATH:
                continue
            row += 1
            notes = comment_text(field)
            for column, text in enumerate((field.label, part.title, notes), 1):
                cell = cell_at(sheet, row, column)
                write_text(cell, text, place=field.label)
                cell.font, cell.border = FONT, BORDER
                if field.required and column == 1:
                    cell.fill = REQUIRED_FILL
            sheet.row_dimensions[row].height = height_of(
                max(
                    lines_of(text, width) for text, width in zip((field.label, part.title, notes), _WIDTHS, strict=True)
                )
            )
