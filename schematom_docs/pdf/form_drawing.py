"""A form drawn on pages: title, sections, labels, hints, and a place to write for every question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pikepdf import Array, Name, Object
from reportlab.lib.units import mm

from schematom_docs.pdf.form_captions import Asked, caption
from schematom_docs.pdf.form_fitting import LARGEST, LEADING, PADDING
from schematom_docs.pdf.form_ink import GREY, PAPER, Rect
from schematom_docs.pdf.form_plan import Block, Control
from schematom_docs.pdf.form_sheet import FIELD, HINT, LABEL, LEFT, PLAIN, SECTION, TITLE, Sheet
from schematom_docs.pdf.form_tags import Element
from schematom_docs.pdf.form_widgets import FieldTree

GUTTER = 6 * mm
LINE = 7.5 * mm
BUTTON = 4.2 * mm
BESIDE = 7 * mm  # from the edge of a button to its words
FIRST_LINES, MOST_LINES = 3, 12
AFTER = 3.5 * mm


@dataclass(slots=True)
class Drawing:
    """The form in the making. names: field → label, for errors; sections: (title, page, height) for the outline."""

    sheet: Sheet
    tree: FieldTree
    names: dict[str, str] = field(default_factory=dict)
    sections: list[tuple[str, int, float]] = field(default_factory=list)

    def title(self, title: str, notes: Sequence[str]) -> None:
        """Draw the heading of the form and the notes below it."""
        sheet = self.sheet
        sheet.paragraph(sheet.tags.root.add("H1"), title, TITLE)
        sheet.y -= 1.5 * mm
        for note in notes:
            sheet.paragraph(sheet.tags.root.add("P"), note, PLAIN)
            sheet.y -= 1 * mm
        sheet.y -= 2 * mm

    def section(self, title: str, below: float) -> None:
        """Draw the heading of a section, never parted from its first question. below: how high that stands."""
        sheet = self.sheet
        sheet.need(below + 14 * mm)
        sheet.y -= 2 * mm
        self.sections.append((title, sheet.page, sheet.y))
        sheet.paragraph(sheet.tags.root.add("H2"), title, SECTION)
        sheet.y -= 0.8 * mm
        sheet.rule()
        sheet.y -= 3 * mm

    def line(self, asked: Sequence[Asked]) -> None:
        """Draw one question over the whole width, or several side by side, boxes on one line."""
        sheet = self.sheet
        width, above, height = self.measures(asked)
        sheet.need(above + height)
        top = sheet.y
        for place, one in enumerate(asked):
            x = LEFT + place * (width + GUTTER)
            sheet.y = top
            self.words(one, x, width)
            sheet.y = top - above
            if one.control.shape == "radio":
                self._radio(one.control, x, width)
            else:
                self.box(sheet.tags.root, one.control, (x, sheet.y - height, x + width, sheet.y))
        sheet.y = top - above - height - AFTER

    def measures(self, asked: Sequence[Asked]) -> tuple[float, float, float]:
        """Return the width of each of the questions of a line, the height of their words, and of their boxes."""
        sheet = self.sheet
        columns = 2 if all(one.narrow for one in asked) else len(asked)
        width = (sheet.width - GUTTER * (columns - 1)) / columns
        words = [sheet.height(one.caption, LABEL, width) + sheet.height(one.hint, HINT, width) for one in asked]
        return width, max(words) + 1 * mm, max(self.height_of(one.control, width) for one in asked)

    def words(self, asked: Asked, x: float, width: float) -> None:
        """Draw the words above a control."""
        root = self.sheet.tags.root
        self.sheet.paragraph(root.add("P"), asked.caption, LABEL, x=x, width=width)
        if asked.hint:
            self.sheet.paragraph(root.add("P"), asked.hint, HINT, x=x, width=width)

    def height_of(self, control: Control, width: float) -> float:
        """Return how high the place to write has to be; one for text grows with its answer, up to a limit."""
        if control.shape == "radio":
            return sum(self.sheet.height(label, PLAIN, width - BESIDE) + 1.5 * mm for _, label in control.options)
        if control.shape != "area":
            return LINE
        missing = set(self.sheet.fonts["text"].missing(control.text))  # told of when the form is filled
        drawn = "".join(letter for letter in control.text if letter not in missing)
        lines = len(self.sheet.lines(drawn, FIELD, width - 2 * PADDING))
        least = FIRST_LINES if control.kind == "dlugi_tekst" else 1
        return max(min(max(lines, least), MOST_LINES) * LARGEST * LEADING + 2 * PADDING + 2, LINE)

    def box(self, parent: Element, control: Control, rect: Rect) -> None:
        """Draw the box of a text field or list and hang its field below the structure element."""
        ink = self.sheet.ink
        with ink.artifact():
            ink.box(rect, fill=PAPER, edge=GREY)
            if control.shape == "cells" and control.longest:
                step = (rect[2] - rect[0]) / control.longest
                for place in range(1, control.longest):
                    ink.line(rect[0] + place * step, rect[1], rect[0] + place * step, rect[3])
        self.names[control.name] = control.label
        self._hang(parent, control.label, self.tree.text(control, self._page, rect))

    def _radio(self, control: Control, x: float, width: float) -> None:
        sheet = self.sheet
        self.names[control.name] = control.label
        places, heights = [], []
        for _, label in control.options:
            heights.append(sheet.y)
            height = sheet.height(label, PLAIN, width - BESIDE)
            places.append(self._button(x, height, round_frame=True))
            sheet.y -= height + 1.5 * mm
        widgets = self.tree.radio(control, [(self._page, rect) for rect in places])
        for widget, (_, label), y in zip(widgets, control.options, heights, strict=True):
            self._hang(sheet.tags.root, f"{control.label}: {label}", widget)
            sheet.y = y
            sheet.paragraph(sheet.tags.root.add("P"), label, PLAIN, x=x + BESIDE, width=width - BESIDE)

    def _button(self, x: float, height: float, *, round_frame: bool = False) -> Rect:
        """Draw the frame of a check box or radio button beside a line of text; return where it stands."""
        low = self.sheet.y - min(height, PLAIN.size * PLAIN.leading) / 2 - BUTTON / 2
        rect = (x + 1, low, x + 1 + BUTTON, low + BUTTON)
        with self.sheet.ink.artifact():
            if round_frame:
                self.sheet.ink.circle(rect, fill=PAPER, edge=GREY)
            else:
                self.sheet.ink.box(rect, fill=PAPER, edge=GREY)
        return rect

    def listed(self, block: Block, hinted: str) -> None:
        """Draw a question with several answers, one under another."""
        sheet = self.sheet
        first = next(block.controls)
        sheet.need(self.height_of(first, sheet.width) + 20 * mm)
        self.words(Asked(first, caption(block.field), hinted), LEFT, sheet.width)
        sheet.y -= 1 * mm
        for control in block.controls:
            if control.shape == "check":
                self._check(control)
                continue
            height = self.height_of(control, sheet.width)
            sheet.need(height)
            self.box(sheet.tags.root, control, (LEFT, sheet.y - height, sheet.right, sheet.y))
            sheet.y -= height + 1.2 * mm
        sheet.y -= AFTER - 1.2 * mm

    def _check(self, control: Control) -> None:
        sheet = self.sheet
        height = sheet.height(control.label, PLAIN, sheet.width - BESIDE)
        sheet.need(height)
        self.names[control.name] = control.label
        self._hang(sheet.tags.root, control.label, self.tree.check(control, self._page, self._button(LEFT, height)))
        sheet.paragraph(sheet.tags.root.add("P"), control.label, PLAIN, x=LEFT + BESIDE, width=sheet.width - BESIDE)
        sheet.y -= 1.5 * mm

    @property
    def _page(self) -> Object:
        return self.sheet.pdf.pages[self.sheet.page].obj

    def _hang(self, parent: Element, alternative: str, widget: Object) -> None:
        """Put a widget on its page and into the reading order."""
        page = self._page
        if Name.Annots not in page:
            page.Annots = Array()
        page.Annots.append(widget)
        self.sheet.tags.hold(parent.add("Form", alternative=alternative), widget, self.sheet.page)
