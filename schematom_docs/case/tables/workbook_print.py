"""How a sheet prints: landscape A4, one page wide, the name of the form above and the page number below."""

from __future__ import annotations

import math

from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_A4 = 9
_READABLE = 165
"""Characters across a page that people still read: about 80 % of the size on screen."""


def print_setup(sheet: Worksheet, title: str, repeated_rows: str = "", width: float = 0) -> None:
    """Set a sheet up for printing. repeated_rows: „2:3” stands on top of every page, column A beside every one.

    width: of all columns in characters; a wide sheet takes several pages side by side, so that it can be read.
    """
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = max(1, math.ceil(width / _READABLE)), 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if repeated_rows:
        sheet.print_title_rows = repeated_rows
        sheet.print_title_cols = "A:A"
    if isinstance(sheet.oddHeader, HeaderFooterItem):
        sheet.oddHeader.left.text = title.replace("&", "&&")
    if isinstance(sheet.oddFooter, HeaderFooterItem):
        sheet.oddFooter.right.text = "strona &P z &N"
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.7
