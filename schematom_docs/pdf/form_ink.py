"""Drawing one page of a form: a content stream in the making, every mark tagged or an artifact."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from schematom_docs.pdf.form_font import FormFont

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the bottom left corner of the page."""
Colour = tuple[float, float, float]

NAVY: Colour = (0x1F / 255, 0x3A / 255, 0x5F / 255)
GREY: Colour = (0x4A / 255, 0x55 / 255, 0x63 / 255)
TINT: Colour = (0xE8 / 255, 0xEE / 255, 0xF5 / 255)
PAPER: Colour = (0xF7 / 255, 0xF9 / 255, 0xFC / 255)
BLACK: Colour = (0.0, 0.0, 0.0)
HAIRLINE = 0.5


@dataclass(slots=True)
class Ink:
    """The marks of one page in drawing order; fonts: resource name → font, of those used."""

    marks: list[str] = field(default_factory=list)
    fonts: dict[str, FormFont] = field(default_factory=dict)

    def text(self, x: float, y: float, font: FormFont, size: float, text: str, colour: Colour = BLACK) -> None:
        """Draw text from x along the baseline y."""
        self.fonts[font.resource] = font
        place = f"/{font.resource} {number(size)} Tf {number(x)} {number(y)} Td"
        self.marks.append(f"BT {paint(colour)} rg {place} {font.hexed(text)} Tj ET")

    def box(self, rect: Rect, *, fill: Colour | None = None, edge: Colour | None = None) -> None:
        """Draw a rectangle."""
        left, bottom, right, top = rect
        path = " ".join(map(number, (left, bottom, right - left, top - bottom)))
        colours = f"{f'{paint(fill)} rg ' if fill else ''}{f'{paint(edge)} RG {HAIRLINE} w ' if edge else ''}"
        operator = "B" if fill and edge else "f" if fill else "S"
        self.marks.append(f"q {colours}{path} re {operator} Q")

    def circle(self, rect: Rect, *, fill: Colour, edge: Colour) -> None:
        """Draw the circle that a square rectangle holds."""
        radius = (rect[2] - rect[0]) / 2
        path = disc(rect[0] + radius, rect[1] + radius, radius)
        self.marks.append(f"q {paint(fill)} rg {paint(edge)} RG {HAIRLINE} w {path} B Q")

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: Colour = GREY) -> None:
        """Draw a hairline."""
        ends = f"{number(x1)} {number(y1)} m {number(x2)} {number(y2)} l"
        self.marks.append(f"q {paint(colour)} RG {HAIRLINE} w {ends} S Q")

    def object(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """Draw an image of the page's resources."""
        self.marks.append(f"q {number(width)} 0 0 {number(height)} {number(x)} {number(y)} cm /{name} Do Q")

    @contextmanager
    def tagged(self, tag: str, mark: int) -> Iterator[None]:
        """Everything drawn inside belongs to the structure element that holds the mark."""
        self.marks.append(f"/{tag} <</MCID {mark}>> BDC")
        yield
        self.marks.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """Everything drawn inside is decoration or page furniture, outside the text."""
        self.marks.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self.marks.append("EMC")

    def content(self) -> bytes:
        """Return the content stream."""
        return "\n".join(self.marks).encode("ascii")


def number(value: float) -> str:
    """Return a number for a content stream, to a hundredth of a point."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def paint(colour: Colour) -> str:
    """Return the operands of rg and RG."""
    return " ".join(f"{part:.3f}" for part in colour)


def disc(x: float, y: float, radius: float) -> str:
    """Return the path of a circle round (x, y) from four curves."""
    bend = 0.5523 * radius
    east, north, west, south = x + radius, y + radius, x - radius, y - radius
    curves = (
        (east, y + bend, x + bend, north, x, north), (x - bend, north, west, y + bend, west, y),
        (west, y - bend, x - bend, south, x, south), (x + bend, south, east, y - bend, east, y),
    )  # fmt: skip
    return f"{number(east)} {number(y)} m " + " ".join(f"{' '.join(map(number, curve))} c" for curve in curves)
