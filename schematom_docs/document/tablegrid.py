"""Tables whose columns data repeat: after rendering the grid has as many columns as the widest row, in the old width.

Works on our own serialised output (canonical XML, prefix w:), only on tables with {%tc …%} or {% hm %}, and looks
at the outer table's own rows and cells: nested tables keep their grids.
"""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(r"<(/?)w:(tbl|tr|tc|gridCol|gridSpan|gridBefore|gridAfter|tcW)(?=[ />])([^>]*)>")
_NUMBER: Final = re.compile(r'w:(?:w|val)="(\d+)"')


def repair_grid(xml: str) -> str:
    """Return the table with w:tblGrid and cell widths fitted to its widest row; xml: one w:tbl, with text around it."""
    columns, widest = _measure(xml)
    if not columns or not widest or len(columns) == widest:
        return xml
    raw = (columns + [columns[-1]] * widest)[:widest]
    total, share = sum(columns), sum(raw) or 1
    widths = [width * total // share for width in raw]
    return _rewrite(xml, widths, total / share)


def _measure(xml: str) -> tuple[list[int], int]:
    """Return the widths of the grid's columns and the number of grid columns in the widest row."""
    depth, columns, row, widest = 0, [], 0, 0
    for token in _TOKEN.finditer(xml):
        closing, name, attributes = token.groups()
        if name == "tbl":
            depth += -1 if closing else 1
        if depth != 1 or closing:
            continue
        number = _NUMBER.search(attributes)
        value = int(number[1]) if number else 0
        if name == "gridCol":
            columns.append(value)
        elif name == "tr":
            row = 0
        elif name == "tc":
            row += 1
        elif name == "gridSpan":
            row += value - 1
        elif name in ("gridBefore", "gridAfter"):
            row += value
        widest = max(widest, row)
    return columns, widest


def _rewrite(xml: str, widths: list[int], factor: float) -> str:
    """Return the table with the given grid, its cells' widths scaled by the factor."""
    depth, out, position, written = 0, [], 0, False
    for token in _TOKEN.finditer(xml):
        closing, name, attributes = token.groups()
        if name == "tbl":
            depth += -1 if closing else 1
        if depth != 1 or name not in ("gridCol", "tcW") or closing:
            continue
        out.append(xml[position : token.start()])
        position = token.end()
        if name == "tcW":
            fixed = 'w:type="dxa"' in attributes
            out.append(_scaled(token.group(), factor) if fixed else token.group())
        elif not written:
            out.append("".join(f'<w:gridCol w:w="{width}"/>' for width in widths))
            written = True
    return "".join([*out, xml[position:]])


def _scaled(tag: str, factor: float) -> str:
    return re.sub(r'w:w="(\d+)"', lambda found: f'w:w="{round(int(found[1]) * factor)}"', tag)
