"""Pages of a form in the making: A4, room for binding, a cursor that goes down and over to the next page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Dictionary, Name, Object, Pdf
from reportlab.lib.units import mm

from schematom_docs.pdf.form_fitting import lines_of
from schematom_docs.pdf.form_font import FormFont
from schematom_docs.pdf.form_ink import BLACK, GREY, NAVY, Colour, Ink, Rect
from schematom_docs.pdf.form_tags import Element, Tags

A4 = (210 * mm, 297 * mm)
LEFT, RIGHT, TOP, BOTTOM = 25 * mm, 20 * mm, 18 * mm, 20 * mm
FOOTER = 11 * mm
FOOTER_SIZE = 8.5


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks: bold or title face, size in points, colour, line height as a part of the size."""

    face: str = "text"
    size: float = 10.0
    colour: Colour = BLACK
    leading: float = 1.25


TITLE = Style("title", 18.0, NAVY)
SECTION = Style("bold", 12.5, NAVY)
LABEL = Style("bold", 10.0)
PLAIN = Style("text", 10.0)
FIELD = Style("text", 11.0, BLACK, 1.2)
HINT = Style("text", 8.5, GREY)
HEAD = Style("bold", 9.0, NAVY)


@dataclass(slots=True)
class Sheet:
    """Pages appended to pdf; y: where the next thing goes, from the bottom of the page in points."""

    pdf: Pdf
    fonts: dict[str, FormFont]
    tags: Tags
    size: tuple[float, float] = A4
    y: float = 0.0
    inks: dict[int, Ink] = field(default_factory=dict)
    images: dict[str, Object] = field(default_factory=dict)

    @property
    def page(self) -> int:
        """Return the number of the present page in the file, from 0."""
        return len(self.pdf.pages) - 1

    @property
    def ink(self) -> Ink:
        """Return the marks of the present page."""
        return self.inks[self.page]

    @property
    def right(self) -> float:
        """Return the right edge of the text."""
        return self.size[0] - RIGHT

    @property
    def width(self) -> float:
        """Return the width of the text."""
        return self.right - LEFT

    def new_page(self) -> None:
        """Begin a page."""
        self.pdf.add_blank_page(page_size=self.size)
        self.inks[self.page] = Ink()
        self.y = self.size[1] - TOP

    def need(self, height: float) -> bool:
        """Begin a page when less than height is left; tell whether one was begun."""
        if self.y - height >= BOTTOM:
            return False
        self.new_page()
        return True

    def lines(self, text: str, style: Style, width: float) -> list[str]:
        """Return text broken into lines of the width."""
        spans = lines_of(self.fonts[style.face], text, style.size, width)
        return [text[start:end] for start, end in spans]

    def height(self, text: str, style: Style, width: float) -> float:
        """Return how high text stands."""
        return len(self.lines(text, style, width)) * style.size * style.leading if text else 0.0

    def paragraph(self, element: Element, text: str, style: Style, *, x: float = LEFT, width: float = 0.0) -> None:
        """Draw text as content of the element from the cursor down; it may run over pages."""
        lines = self.lines(text, style, width or self.width)
        step = style.size * style.leading
        while lines:
            self.need(step)
            fitting = max(1, int((self.y - BOTTOM + 0.01) / step))
            self._draw(element, lines[:fitting], style, x)
            lines = lines[fitting:]

    def _draw(self, element: Element, lines: list[str], style: Style, x: float) -> None:
        font = self.fonts[style.face]
        step = style.size * style.leading
        with self.ink.tagged(element.tag, self.tags.mark(element, self.page)):
            for line in lines:
                self.y -= step
                base = self.y + (step - style.size) / 2 + font.descent * style.size
                self.ink.text(x, base, font, style.size, line, style.colour)

    def furniture(self, text: str, style: Style, *, x: float, width: float) -> None:
        """Draw text that repeats what stands on an earlier page, outside the reading order."""
        font, step = self.fonts[style.face], style.size * style.leading
        with self.ink.artifact():
            for line in self.lines(text, style, width):
                self.y -= step
                self.ink.text(x, self.y + font.descent * style.size, font, style.size, line, style.colour)

    def rule(self) -> None:
        """Draw a hairline across the text at the cursor."""
        with self.ink.artifact():
            self.ink.line(LEFT, self.y, self.right, self.y, NAVY)

    def picture(self, name: str, image: Object, element: Element, rect: Rect) -> None:
        """Draw an image as content of the element."""
        self.images[name] = image
        with self.ink.tagged(element.tag, self.tags.mark(element, self.page)):
            self.ink.object(name, rect[0], rect[1], rect[2] - rect[0], rect[3] - rect[1])

    def footers(self, left: str, right: str) -> None:
        """Draw the footer of each page; right: with {page} and {pages}, counted over the whole file."""
        font = self.fonts["text"]
        for page, ink in self.inks.items():
            text = right.format(page=page + 1, pages=len(self.pdf.pages))
            with ink.artifact("Pagination"):
                ink.line(LEFT, FOOTER + 4 * mm, self.right, FOOTER + 4 * mm)
                ink.text(LEFT, FOOTER, font, FOOTER_SIZE, left, GREY)
                ink.text(self.right - font.width(text, FOOTER_SIZE), FOOTER, font, FOOTER_SIZE, text, GREY)

    def write(self) -> None:
        """Write what was drawn into the pages; the fonts are embedded after the last of them."""
        for page, ink in self.inks.items():
            target = self.pdf.pages[page].obj
            target.Contents = self.pdf.make_stream(ink.content())
            fonts = Dictionary({f"/{name}": font.drawing for name, font in sorted(ink.fonts.items())})
            images = Dictionary({f"/{name}": image for name, image in self._images_of(ink)})
            target.Resources = Dictionary(Font=fonts, XObject=images)
            target.Tabs = Name.S

    def _images_of(self, ink: Ink) -> Iterator[tuple[str, Object]]:
        drawn = "\n".join(ink.marks)
        return ((name, image) for name, image in self.images.items() if f"/{name} Do" in drawn)
