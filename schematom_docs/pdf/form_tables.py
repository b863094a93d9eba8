"""Questions onto the pages in their order: runs of single ones, lists, and tables with a row for each entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pikepdf import Dictionary, Name, String
from reportlab.lib.units import mm

from schematom_docs.pdf.form_captions import Asked, caption, hint, lines_of_questions
from schematom_docs.pdf.form_drawing import AFTER, Drawing
from schematom_docs.pdf.form_fitting import PADDING
from schematom_docs.pdf.form_ink import GREY, TINT
from schematom_docs.pdf.form_plan import Block, Control
from schematom_docs.pdf.form_sheet import BOTTOM, HEAD, LABEL, LEFT
from schematom_docs.pdf.form_tags import Element

TABLE_START = 40 * mm  # caption, heads and the first rows of a table stay together
MANY_COLUMNS = 6  # rows of more stand one under another
_WEIGHTS = {"tekst": 3.0, "dlugi_tekst": 4.0, "odwolanie": 2.5, "nrb": 4.0, "email": 3.0, "ade": 3.0, "pesel": 2.2}
_USUAL_WEIGHT = 1.8
_SEVERAL = ("tabela", "lista_tekstow", "wiele_z")


def draw_questions(drawing: Drawing, blocks: Sequence[Block]) -> None:
    """Draw the blocks in their order, a heading where a section begins, short questions two in a line."""
    labels = {block.field.path: block.field.label for block in blocks}
    for section, members in groupby(blocks, key=lambda block: block.field.section):
        runs = [
            (several, list(run)) for several, run in groupby(members, key=lambda block: block.field.kind in _SEVERAL)
        ]
        if section:
            drawing.section(section, _first_height(drawing, runs[0], labels))
        for several, run in runs:
            if several:
                for block in run:
                    draw = _table if block.field.kind == "tabela" else Drawing.listed
                    draw(drawing, block, hint(block.field, labels))
                continue
            for asked in lines_of_questions(run, labels):
                drawing.line(asked)


def _first_height(drawing: Drawing, run: tuple[bool, Sequence[Block]], labels: Mapping[str, str]) -> float:
    several, blocks = run
    if several:
        return TABLE_START
    _, above, height = drawing.measures(next(lines_of_questions(blocks, labels)))
    return above + height


def _table(drawing: Drawing, block: Block, small: str) -> None:
    """Draw a table with a place to write in every cell; with many columns each row becomes a group of questions."""
    sheet = drawing.sheet
    if not block.rows:
        return
    if len(block.rows[0]) > MANY_COLUMNS:
        _groups(drawing, block, small)
        return
    widths = _widths(block.rows[0], sheet.width)
    sheet.need(TABLE_START)
    drawing.words(Asked(block.rows[0][0], caption(block.field), small), LEFT, sheet.width)
    sheet.y -= 1 * mm
    table = sheet.tags.root.add("Table", attributes=Dictionary(O=Name.Table, Summary=String(block.field.label)))
    _head(drawing, block.rows[0], widths, table)
    for row in block.rows:
        height = max(drawing.height_of(control, width) for control, width in zip(row, widths, strict=True))
        if sheet.y - height < BOTTOM:
            sheet.new_page()
            _head(drawing, row, widths, None)
        line = table.add("TR")
        x = LEFT
        for control, width in zip(row, widths, strict=True):
            drawing.box(line.add("TD"), control, (x, sheet.y - height, x + width, sheet.y))
            x += width
        sheet.y -= height
    sheet.y -= AFTER


def _head(drawing: Drawing, row: Sequence[Control], widths: Sequence[float], table: Element | None) -> None:
    """Draw the heads of the columns; table None: again on a further page, outside the reading order."""
    sheet = drawing.sheet
    heads = [control.head for control in row]
    height = 2 * PADDING + max(
        sheet.height(text, HEAD, width - 2 * PADDING) for text, width in zip(heads, widths, strict=True)
    )
    with sheet.ink.artifact():
        sheet.ink.box((LEFT, sheet.y - height, LEFT + sum(widths), sheet.y), fill=TINT, edge=GREY)
    line = table.add("TR") if table is not None else None
    top, x = sheet.y, LEFT
    for text, width in zip(heads, widths, strict=True):
        sheet.y = top - PADDING
        if line is not None:
            scope = Dictionary(O=Name.Table, Scope=Name.Column)
            sheet.paragraph(line.add("TH", attributes=scope), text, HEAD, x=x + PADDING, width=width - 2 * PADDING)
        else:
            sheet.furniture(text, HEAD, x=x + PADDING, width=width - 2 * PADDING)
        x += width
    sheet.y = top - height


def _widths(row: Sequence[Control], whole: float) -> list[float]:
    weights = [_WEIGHTS.get(control.kind, _USUAL_WEIGHT) for control in row]
    return [whole * weight / sum(weights) for weight in weights]


def _groups(drawing: Drawing, block: Block, small: str) -> None:
    sheet = drawing.sheet
    sheet.need(TABLE_START)
    drawing.words(Asked(block.rows[0][0], caption(block.field), small), LEFT, sheet.width)
    sheet.y -= 2 * mm
    for place, row in enumerate(block.rows, 1):
        sheet.need(30 * mm)
        sheet.paragraph(sheet.tags.root.add("P"), f"{block.field.label}, wiersz {place}", LABEL)
        sheet.y -= 1 * mm
        for pair in _pairs(row):
            drawing.line([Asked(control, control.head) for control in pair])
    sheet.y -= AFTER


def _pairs(row: Sequence[Control]) -> Iterator[Sequence[Control]]:
    return (row[place : place + 2] for place in range(0, len(row), 2))
