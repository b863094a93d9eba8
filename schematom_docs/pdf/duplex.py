"""Blank sides for printing on both: each document of a paper counterpart begins on the front of a sheet.

The blank sides belong to the paper file alone. They are not counted and carry no mark, so a page has the same number,
the same place in the contents and the same fingerprint on paper and in the electronic file.
"""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from schematom_docs.errors import UsageError
from schematom_docs.pdf.files import open_pdf, saved, sound_objects
from schematom_docs.pdf.trees import read_number_tree, write_number_tree


def pad_for_duplex(pdf: bytes, lengths: Sequence[int]) -> tuple[bytes, list[int]]:
    """Return (pdf with a blank side after each document of odd length but the last, number of each page).

    lengths: pages of each document, in order. The list has an entry for every page of the new file: its number in the
    old one, from 1, or 0 for a blank side. Raises UsageError when the lengths do not add up to the pages of pdf.
    """
    with open_pdf(pdf, name="pakiet") as document, sound_objects("pakiet"):
        if sum(lengths) != len(document.pages):
            raise UsageError(f"Dokumenty mają razem {sum(lengths)} stron, a pakiet {len(document.pages)}.")
        numbers: list[int] = []
        labels = dict(read_number_tree(document.Root.get(Name.PageLabels)))
        done = 0
        for length in lengths[:-1]:
            numbers += range(done + 1, done + length + 1)
            done += length
            if length % 2:
                numbers.append(0)
        numbers += range(done + 1, done + lengths[-1] + 1)
        for place, number in enumerate(numbers):
            if number == 0:
                document.pages.insert(place, _blank_like(document, document.pages[place - 1]))
        if labels and 0 in numbers:
            document.Root.PageLabels = write_number_tree(_labels(labels, numbers))
        return saved(document), numbers


def _blank_like(document: Pdf, page: Page) -> Page:
    blank = Dictionary(Type=Name.Page, MediaBox=Array([float(edge) for edge in page.cropbox]), Tabs=Name.S)
    blank.Resources = Dictionary()
    if Name.Rotate in page.obj:
        blank.Rotate = page.obj.Rotate
    return Page(document.make_indirect(blank))


def _labels(labels: dict[int, Object], numbers: Sequence[int]) -> list[tuple[int, Object]]:
    """Return the labels of all pages, those of counted pages as they were; a blank side is „–”."""
    found: list[tuple[int, Object]] = []
    styles: dict[int, Object] = {}
    for page in range(max(numbers)):
        start = max(key for key in labels if key <= page)
        style = Dictionary(St=int(labels[start].get(Name.St, 1)) + page - start)
        for key in (Name.S, Name.P):
            if key in labels[start]:
                style[key] = labels[start][key]
        styles[page + 1] = style
    before = 0
    for place, number in enumerate(numbers):
        if number == 0:
            found.append((place, Dictionary(P=String("–"))))
        elif before == 0 or number - 1 in labels:
            found.append((place, styles[number]))
        before = number
    return found
