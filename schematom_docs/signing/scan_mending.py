"""Page codes with one of their three finder patterns under a stamp: found by the other two, redrawn, handed on.

A decoder needs all three finder patterns, and the error correction of the symbol does not cover them. The geometry of
our codes is known (33 modules a side, 20 mm), so two patterns give the place of every module; the modules are sampled,
the patterns that every symbol of version 4 has are put in, and the decoder judges the result. A wrong place gives no
text: the error correction refuses it, and the digest of the page is checked after that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from PIL import Image, ImageFilter

MODULES = 33
SIDE_MM = 20.0
SHEET_MM = 297.0
MODULE_PIXELS = 6.0  # what a view is scaled to
QUIET = 4  # modules
APART = 26  # modules between the middles of neighbouring finder patterns
MOST_PATTERNS = 12
_SHARES = (0.5, 0.35, 0.65)  # of the way from dark to light: what still counts as dark
_RUNS = re.compile(rb"\x00+|\xff+")
_RATIO = (1, 1, 3, 1, 1)
Point = tuple[float, float]


def mended(view: Image.Image, sheet_side: int) -> Iterator[Image.Image]:
    """Yield clean pictures of symbols that may lie on the view, 1 symbol a picture, with its quiet zone.

    view: grey; sheet_side: pixels of the longer side of the whole sheet, which gives the size of a module.
    """
    scale = MODULE_PIXELS / (sheet_side / SHEET_MM * SIDE_MM / MODULES)
    size = (max(1, round(view.width * scale)), max(1, round(view.height * scale)))
    large = view.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(MODULE_PIXELS * 0.2))
    soft = large.filter(ImageFilter.GaussianBlur(MODULE_PIXELS * 0.2))
    for share in _SHARES:
        patterns = _patterns(large.point(_cut(large, share)))
        for one, other in combinations(patterns, 2):
            for corner, right, down in _frames(one, other):
                yield from _redrawn(soft, corner, right, down)


def _cut(view: Image.Image, share: float) -> list[int]:
    """Return the table that makes what is darker than `share` of the way from dark to light black, the rest white."""
    counts = view.histogram()
    dark, light = _level(counts, 0.01), _level(counts, 0.6)
    return [0 if level < dark + (light - dark) * share else 255 for level in range(256)]


def _level(counts: list[int], share: float) -> int:
    left = sum(counts) * share
    for level, count in enumerate(counts):
        left -= count
        if left < 0:
            return level
    return len(counts) - 1


def _patterns(black: Image.Image) -> list[Point]:
    """Return the middles of the finder patterns on a black and white picture, the surest first."""
    turned = black.transpose(Image.Transpose.TRANSPOSE)
    across = _middles(black)
    along = {(x, y) for y, x in _middles(turned)}
    crossing = [
        ((x + other_x) / 2, (y + other_y) / 2)
        for x, y in across
        for other_x, other_y in along
        if abs(x - other_x) < MODULE_PIXELS and abs(y - other_y) < MODULE_PIXELS
    ]
    groups: list[list[Point]] = []
    for x, y in crossing:
        near = next((g for g in groups if abs(g[0][0] - x) + abs(g[0][1] - y) < 3 * MODULE_PIXELS), None)
        if near is None:
            groups.append([(x, y)])
        else:
            near.append((x, y))
    groups.sort(key=len, reverse=True)
    return [(sum(x for x, _ in g) / len(g), sum(y for _, y in g) / len(g)) for g in groups[:MOST_PATTERNS]]


def _middles(black: Image.Image) -> list[Point]:
    """Return where a row runs dark, light, dark, light, dark in the ratio 1:1:3:1:1, in modules of our size."""
    width, data = black.width, black.tobytes()
    found: list[Point] = []
    for y in range(0, black.height, 2):  # the middle of a pattern is 18 rows high
        row = data[y * width : (y + 1) * width]
        edges = [match.start() for match in _RUNS.finditer(row)] + [width]
        dark_first = 0 if row[:1] == b"\0" else 1
        starts = (i for i in range(dark_first, len(edges) - 5, 2) if _is_pattern(edges[i : i + 6]))
        found += [((edges[i + 2] + edges[i + 3]) / 2, y + 0.5) for i in starts]
    return found


def _is_pattern(edges: list[int]) -> bool:
    return all(
        abs(edges[n + 1] - edges[n] - ratio * MODULE_PIXELS) < MODULE_PIXELS * (0.5 + 0.15 * ratio)
        for n, ratio in enumerate(_RATIO)
    )


def _frames(one: Point, other: Point) -> Iterator[tuple[Point, Point, Point]]:
    """Yield (middle of the top left pattern, one module to the right, one module down) for all that two can mean."""
    across = (other[0] - one[0], other[1] - one[1])
    modules = (across[0] ** 2 + across[1] ** 2) ** 0.5 / MODULE_PIXELS
    if abs(modules - APART) < 3:
        for corner, step in ((one, across), (other, (-across[0], -across[1]))):
            unit = (step[0] / APART, step[1] / APART)
            yield corner, unit, (-unit[1], unit[0])  # the other pattern is at the right
            yield corner, (unit[1], -unit[0]), unit  # … or below
    elif abs(modules - APART * 2**0.5) < 4:  # they are opposite: top right and bottom left
        for start, step in ((one, across), (other, (-across[0], -across[1]))):
            unit = (step[0] / APART / 2, step[1] / APART / 2)  # half of (down - right)
            right, down = (-unit[0] - unit[1], unit[0] - unit[1]), (unit[0] - unit[1], unit[0] + unit[1])
            yield (start[0] - APART * right[0], start[1] - APART * right[1]), right, down


def _redrawn(soft: Image.Image, corner: Point, right: Point, down: Point) -> Iterator[Image.Image]:
    """Yield the symbol with its top left pattern at `corner`, drawn anew, for several limits between dark and light."""
    left = corner[0] - 3.5 * (right[0] + down[0])
    top = corner[1] - 3.5 * (right[1] + down[1])
    grid = soft.transform(
        (MODULES, MODULES),
        Image.Transform.AFFINE,
        (right[0], down[0], left, right[1], down[1], top),
        Image.Resampling.BILINEAR,
        fillcolor=255,
    )
    for share in _SHARES:
        counts = grid.histogram()
        dark, light = _level(counts, 0.15), _level(counts, 0.85)
        limit = dark + (light - dark) * share
        modules = grid.point([0 if level < limit else 255 for level in range(256)])
        for place, pattern in _FIXED.items():
            modules.putpixel(place, pattern)
        framed = Image.new("L", (MODULES + 2 * QUIET, MODULES + 2 * QUIET), 255)
        framed.paste(modules, (QUIET, QUIET))
        yield framed.resize((framed.width * 4, framed.height * 4), Image.Resampling.NEAREST)


def _fixed_modules() -> dict[tuple[int, int], int]:
    """Return (x, y) → grey of the modules that are alike in every symbol of version 4 (ISO/IEC 18004, 6.3)."""
    fixed: dict[tuple[int, int], int] = {}
    for line in range(8, MODULES - 8):  # timing patterns
        fixed[line, 6] = fixed[6, line] = 0 if line % 2 == 0 else 255
    for left, top in ((0, 0), (MODULES - 7, 0), (0, MODULES - 7)):  # finder patterns with their light separators
        for x in range(-1, 8):
            for y in range(-1, 8):
                ring = max(abs(x - 3), abs(y - 3))
                if 0 <= left + x < MODULES and 0 <= top + y < MODULES:
                    fixed[left + x, top + y] = 255 if ring in (2, 4) else 0
    for x in range(-2, 3):  # the one alignment pattern
        for y in range(-2, 3):
            fixed[MODULES - 7 + x, MODULES - 7 + y] = 255 if max(abs(x), abs(y)) == 1 else 0
    fixed[8, MODULES - 8] = 0  # the dark module
    return fixed


_FIXED = _fixed_modules()
