"""Appearance streams of our own: what a field looks like in every reader, letter by letter from an embedded font."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from schematom_docs.pdf.form_fitting import LEADING, PADDING, Fitted, Space
from schematom_docs.pdf.form_font import FormFont
from schematom_docs.pdf.form_ink import disc, number, paint

_PAINT = {1: "g", 3: "rg", 4: "k"}


def space_of(widget: Object, *, area: bool, cells: int) -> Space:
    """Return the room for text inside a widget."""
    width, height = _upright(widget)
    border = _border(widget)
    across = 0.0 if cells else 2 * (PADDING + border)
    return Space(width - across, height - 2 * border - (2 * PADDING if area else 0), area, cells)


def set_text(pdf: Pdf, widget: Object, font: FormFont, fitted: Fitted, space: Space, colour: str, align: int) -> None:
    """Make fitted what the widget shows. colour: operators that set it; align: 0 left, 1 centred, 2 right."""
    width, height = _upright(widget)
    body = _cells(font, fitted, space, height) if space.cells else _lines(font, fitted, space, width, height, align)
    clip = f"1 1 {number(width - 2)} {number(height - 2)} re W n"
    text = f"/Tx BMC q {clip} BT {colour} /{font.resource} {number(fitted.size)} Tf {body} ET Q EMC" if body else ""
    content = f"{_decoration(widget, width, height)}{text or '/Tx BMC EMC'}"
    resources = Dictionary(Font=Dictionary({f"/{font.resource}": font.drawing}))
    stream = form_stream(pdf, content, width, height, resources)
    turn = _turn(widget)
    if turn:
        stream.Matrix = Array(_matrix(turn, width, height))
    widget.AP = Dictionary(N=stream)


def form_stream(pdf: Pdf, content: str, width: float, height: float, resources: Object | None = None) -> Object:
    """Return a form XObject of the size."""
    return pdf.make_stream(
        content.encode("ascii"), Type=Name.XObject, Subtype=Name.Form,
        BBox=Array([0, 0, round(width, 2), round(height, 2)]), Resources=resources or Dictionary(),
    )  # fmt: skip


def _lines(font: FormFont, fitted: Fitted, space: Space, width: float, height: float, align: int) -> str:
    if not any(fitted.lines):
        return ""
    inset = (width - space.width) / 2
    line = (font.ascent + font.descent) * fitted.size
    if space.area and len(fitted.lines) * line < space.height - line:
        y = height - (height - space.height) / 2 - font.ascent * fitted.size
    else:  # a line alone in its box stands in the middle, and so do lines that fill the box
        stack = line + (len(fitted.lines) - 1) * fitted.size * LEADING
        y = (height + stack) / 2 - font.ascent * fitted.size
    parts, last_x, last_y = [], 0.0, 0.0
    for place, text in enumerate(fitted.lines):
        free = space.width - font.width(text, fitted.size)
        x = inset + (0, free / 2, free)[align if align in (1, 2) else 0]
        here = y - place * fitted.size * LEADING
        parts.append(f"{number(x - last_x)} {number(here - last_y)} Td {font.hexed(text)} Tj")
        last_x, last_y = round(x, 2), round(here, 2)
    return " ".join(parts)


def _cells(font: FormFont, fitted: Fitted, space: Space, height: float) -> str:
    cell = space.width / space.cells
    y = (height - (font.ascent + font.descent) * fitted.size) / 2 + font.descent * fitted.size
    return " ".join(
        f"1 0 0 1 {number(place * cell + (cell - font.width(letter, fitted.size)) / 2)} {number(y)} Tm "
        f"{font.hexed(letter)} Tj"
        for place, letter in enumerate(fitted.lines[0])
    )


def _upright(widget: Object) -> tuple[float, float]:
    """Return (width, height) of a widget as its text stands."""
    first, second, third, fourth = (float(edge) for edge in widget.Rect)
    size = abs(third - first), abs(fourth - second)
    return (size[1], size[0]) if _turn(widget) in (90, 270) else size


def _turn(widget: Object) -> int:
    return int(widget.get(Name.MK, Dictionary()).get(Name.R, 0)) % 360


def _matrix(turn: int, width: float, height: float) -> Sequence[float]:
    return {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}.get(
        turn, (1, 0, 0, 1, 0, 0)
    )


def _border(widget: Object) -> float:
    if Name.BC not in widget.get(Name.MK, Dictionary()):
        return 0.0
    return float(widget.get(Name.BS, Dictionary()).get(Name.W, 1))


def _decoration(widget: Object, width: float, height: float) -> str:
    """Return background and border, which a new appearance has to draw again; "" for fields without them."""
    characteristics = widget.get(Name.MK, Dictionary())
    parts = []
    if background := _colour(characteristics.get(Name.BG), stroke=False):
        parts.append(f"q {background} 0 0 {number(width)} {number(height)} re f Q ")
    border = _border(widget)
    edge = _colour(characteristics.get(Name.BC), stroke=True)
    if edge and border:
        inner = f"{number(border / 2)} {number(border / 2)} {number(width - border)} {number(height - border)}"
        parts.append(f"q {edge} {number(border)} w {inner} re S Q ")
    return "".join(parts)


def _colour(parts: Object | None, *, stroke: bool) -> str:
    if not isinstance(parts, pikepdf.Array) or len(parts) not in _PAINT:
        return ""
    operator = _PAINT[len(parts)]
    return f"{' '.join(number(float(part)) for part in parts)} {operator.upper() if stroke else operator}"


def check_streams(pdf: Pdf, state: str, side: float, *, round_mark: bool) -> Object:
    """Return the appearances of a check box or radio button: the state drawn, Off empty."""
    low, high, middle = side * 0.28, side * 0.72, side * 0.5
    if round_mark:
        mark = disc(middle, middle, side * 0.24) + " f"
    else:
        cross = (low, low, high, high, low, high, high, low)
        mark = "1.4 w 1 J {} {} m {} {} l {} {} m {} {} l S".format(*map(number, cross))
    on = form_stream(pdf, f"q {paint((0, 0, 0))} rg {mark} Q", side, side)
    return Dictionary({f"/{state}": on, "/Off": form_stream(pdf, "", side, side)})
