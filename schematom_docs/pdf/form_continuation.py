"""Continuation pages: what did not fit into a field, under the name of the field and the number of its mark."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from schematom_docs.pdf.form_filling import Continued
from schematom_docs.pdf.form_sheet import FIELD, LABEL, SECTION, Sheet

HEADING = "Ciąg dalszy odpowiedzi"


def draw_continuations(sheet: Sheet, continued: Sequence[Continued]) -> tuple[str, int, float] | None:
    """Draw the rests on new pages; return (title, page, height) for the outline, None when nothing is left over."""
    if not continued:
        return None
    sheet.new_page()
    place = (HEADING, sheet.page, sheet.y)
    sheet.paragraph(sheet.tags.root.add("H2"), HEADING, SECTION)
    sheet.y -= 0.8 * mm
    sheet.rule()
    sheet.y -= 3 * mm
    for one in continued:
        sheet.need(25 * mm)
        sheet.paragraph(sheet.tags.root.add("P"), f"[cd. {one.number}] Ciąg dalszy pola „{one.label}”", LABEL)
        sheet.y -= 1 * mm
        for text in one.rest.split("\n"):
            if text.strip():
                sheet.paragraph(sheet.tags.root.add("P"), text, FIELD)
            else:
                sheet.y -= FIELD.size * FIELD.leading
        sheet.y -= 4 * mm
    return place
