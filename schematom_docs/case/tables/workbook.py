"""A plan of a workbook → XLSX that coordinators work in; the same plan gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from schematom_docs.case.tables.workbook_guide import draw_guide
from schematom_docs.case.tables.workbook_lists import Lists, draw_lists
from schematom_docs.case.tables.workbook_plan import WorkbookPlan
from schematom_docs.case.tables.workbook_sheet import draw_sheet

_FIXED: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a date in the file that never changes, in no zone
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def workbook_bytes(plan: WorkbookPlan) -> bytes:
    """Return the workbook of a plan. Raises CaseError when an answer does not fit into a cell."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    book.remove(first)
    lists = Lists(plan)
    for number, sheet in enumerate(plan.sheets):
        draw_sheet(book.create_sheet(sheet.title), plan, sheet, lists, number)
    draw_guide(book.create_sheet("Jak wypełnić"), plan)
    draw_lists(book.create_sheet("Listy"), lists)
    book.properties.creator = "schematom"
    book.properties.title = plan.name
    book.properties.language = "pl-PL"
    book.properties.created = _FIXED
    buffer = io.BytesIO()
    book.save(buffer)
    return _settled(buffer.getvalue())


def _settled(data: bytes) -> bytes:
    """Return the same workbook with fixed times, so that equal plans give equal bytes."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z", part)
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, part)
    return result.getvalue()
