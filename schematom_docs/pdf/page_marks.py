"""Marks of a released pack on its pages: a QR symbol in the lower left corner and a line of small print beside it.

Both are drawn as vectors in one form XObject a page, an artifact outside the tags. What stood on the page is never
drawn over: where ink lies in the way, the page as it was is made a little smaller, towards its upper right corner.
The content of the page stays in its own streams, between a stream before it and one after it whose shape
`without_marks` knows, so that the page before stamping can be read back (pdf/fingerprints.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Matrix, Name, Page, Pdf

from schematom_docs.errors import UsageError
from schematom_docs.pdf.files import open_pdf, saved, sound_objects
from schematom_docs.pdf.fonts import find_font
from schematom_docs.pdf.free_room import shrinking, shrunk
from schematom_docs.pdf.mark_sheet import PageMark, Sheet, drawing
from schematom_docs.pdf.moving import move_annotations
from schematom_docs.pdf.page_view import operands, seen_to_user
from schematom_docs.pdf.rendering import drawn
from schematom_docs.pdf.stamp import registered

MARK = "ZnakStrony"
_BEFORE = re.compile(rb"\s*/ZnakStrony\s+MP\s+(?:q\s+)+(?:(?:[-+.0-9]+\s+){6}cm\s+)?/ZnakStrony\s+MP\s")
_MARK_NAME = re.compile(rb"/ZnakStrony(\d*)(?=\s)")
_AFTER = re.compile(
    rb"\s/ZnakStrony\s+MP\s+(?:Q\s+)+/Artifact\s*<<[^<>]*>>\s*BDC\s+q\s+(?:[-+.0-9]+\s+){6}cm\s+"
    rb"/ZnakStrony\d+\s+Do\s+Q\s+EMC\s*\Z"
)


def page_line(label: str, version: int, page: int, pages: int, payload: str, *, counterpart: str = "") -> str:
    """Return the small print of one page: „PAK/3/2026 · wersja 1 · str. 2 z 12 · egz. 2/3 – PUP · ZD1|…”.

    label: number of the pack; counterpart: label of a paper counterpart, "" for the electronic file.
    """
    words = (label, f"wersja {version}", f"str. {page} z {pages}", counterpart, payload)
    return " · ".join(word for word in words if word)


def stamp_marks(pdf: bytes, marks: Sequence[PageMark | None], *, font: Path | None = None) -> bytes:
    """Return pdf with the mark of each page; None leaves its page as it is. Same input → same bytes.

    font: TrueType file, None to look for Carlito and its like. Raises UsageError when there are more or fewer marks
    than pages or a page is marked already, ConversionError for an unreadable PDF or font, a page smaller than 100 mm
    and a line too long for its page, MissingProgramError without a font.
    """
    with open_pdf(pdf, name="pakiet") as document, drawn(pdf, name="pakiet") as pictures, sound_objects("pakiet"):
        if len(marks) != len(document.pages):
            raise UsageError(
                f"Znaków jest {len(marks)}, a stron {len(document.pages)}.", remedy="Podaj znak na stronę."
            )
        if any(_is_marked(page) for page in document.pages):
            raise UsageError("Strony mają już znaki pakietu.", remedy="Oznakuj pakiet sprzed nadruku.")
        wanted = [(number, mark) for number, mark in enumerate(marks) if mark is not None]
        face = registered(font or find_font())
        sheets = [Sheet.of(document.pages[number], mark, face, number) for number, mark in wanted]
        with open_pdf(drawing(sheets, face), name="znaki stron") as forms:
            for (number, _), sheet, form in zip(wanted, sheets, forms.pages, strict=True):
                scale = shrinking(pictures, number, sheet.boxes(), sheet.quiet())
                _put(document, document.pages[number], form, number, shrunk(sheet.width, sheet.height, scale))
            return saved(document)


def without_marks(content: bytes) -> bytes:
    """Return the content of a page without what stamp_marks put round it; content that has no marks stays."""
    before, after = _BEFORE.match(content), _AFTER.search(content)
    if before is None or after is None:
        return content
    return content[before.end() : max(before.end(), after.start())]


def disown_marks(pdf: Pdf) -> None:
    """Make the marks of a pack released earlier part of its pages: they stay as drawn, new ones can stand beside."""
    for page in pdf.pages:
        if _is_marked(page):
            contents = page.obj.Contents
            streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
            content = b"\n".join(stream.read_bytes() for stream in streams)
            page.obj.Contents = pdf.make_stream(_MARK_NAME.sub(rb"/DawnyZnak\1", content))
    for page in pdf.pages:
        drawings = page.resources.get(Name.XObject, Dictionary())
        for name in [name for name in drawings.keys() if is_mark(name)]:  # noqa: SIM118 - a pikepdf object is no mapping
            drawings[name.replace(MARK, "DawnyZnak")] = drawings[name]
            del drawings[name]


def is_mark(name: str) -> bool:
    """Return whether a name in the XObject resources of a page („/ZnakStrony3”) is that of a mark."""
    return re.fullmatch(rf"/{MARK}\d+", name) is not None


def _put(pdf: Pdf, page: Page, form: Page, index: int, seen: Matrix) -> None:
    """Put the marks of one page round its content. seen: what becomes of the content, as its reader sees it."""
    name = Name(f"/{MARK}{index}")
    page.add_resource(pdf.copy_foreign(form.as_form_xobject()), Name.XObject, name)
    way = seen_to_user(page)
    lacking, left_open = _unbalanced(page)
    before = f"/{MARK} MP\n{'q ' * (1 + lacking)}\n"
    if seen.a != 1:
        moved = way.inverse() @ seen @ way
        before += f"{operands(moved)} cm\n"
        move_annotations(page, moved)
    artifact = f"/Artifact <</Type /Pagination /Subtype /Footer>> BDC q {operands(way)} cm {name} Do Q EMC"
    page.contents_add(f"{before}/{MARK} MP\n".encode("ascii"), prepend=True)
    page.contents_add(f"\n/{MARK} MP\n{'Q ' * (1 + left_open)}\n{artifact}\n".encode("ascii"))


def _is_marked(page: Page) -> bool:
    contents = page.obj.get(Name.Contents)
    first = contents[0] if isinstance(contents, pikepdf.Array) and len(contents) else contents
    return isinstance(first, pikepdf.Stream) and _BEFORE.match(first.read_bytes()) is not None


def _unbalanced(page: Page) -> tuple[int, int]:
    """Return how many q the content of a page lacks before it and how many Q after it; (0, 0) for sound content."""
    depth = lowest = 0
    for instruction in pikepdf.parse_content_stream(page, "q Q"):
        depth += 1 if str(instruction.operator) == "q" else -1
        lowest = min(lowest, depth)
    return -lowest, depth - lowest
