"""Outline (bookmarks) and page labels of joined PDFs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from schematom_docs.pdf.trees import write_number_tree


@dataclass(frozen=True, slots=True)
class Section:
    """One part in the outline. page: index of its first page, from 0; front: its pages are labelled i, ii, iii;
    outline: copied outline dictionary of the part, None when it has none."""

    title: str
    page: int
    front: bool
    outline: Object | None = None


def write_outline(pack: Pdf, sections: Sequence[Section]) -> None:
    """Hang an outline on the pack: an entry for each section, closed, with the section's own outline below it.

    Where a section's outline is one heading that the title begins with, that heading becomes the entry itself:
    „Kontrakt” under „Kontrakt nr 1/2015” would say the same twice.
    """
    root = pack.make_indirect(Dictionary(Type=Name.Outlines))
    entries = [_entry(pack, root, section) for section in sections]
    _chain(root, entries)
    root.Count = len(entries)
    pack.Root.Outlines = root
    pack.Root.PageMode = Name.UseOutlines


def write_page_labels(pack: Pdf, sections: Sequence[Section]) -> None:
    """Label pages of the front sections i, ii, iii … and the others 1, 2, 3 …

    A label is always the place of the page in the pack, so it agrees with the contents page and the stamped number.
    """
    labels: list[tuple[int, Object]] = []
    style: Name | None = None
    for section in sections:
        wanted = Name.r if section.front else Name.D
        if wanted != style:
            labels.append((section.page, Dictionary(S=wanted, St=section.page + 1)))
            style = wanted
    pack.Root.PageLabels = write_number_tree(labels)


def outline_items(outline: Object | None) -> Iterator[tuple[int, Object]]:
    """Yield (depth from 0, item) of an outline in reading order; an outline that runs in a circle ends there."""
    waiting = [(0, outline.get(Name.First))] if outline is not None else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        depth, item = waiting.pop()
        if item is None or item.objgen in seen:
            continue
        seen.add(item.objgen)
        yield depth, item
        waiting.append((depth, item.get(Name.Next)))
        waiting.append((depth + 1, item.get(Name.First)))


def _entry(pack: Pdf, root: Object, section: Section) -> Object:
    children = _top_items(section.outline)
    if len(children) == 1 and _words(section.title).startswith(_words(str(children[0].get(Name.Title, "")))):
        heading = children[0]
        heading.Title = String(section.title)
        if Name.Count in heading:
            heading.Count = -abs(int(heading.Count))
        return heading
    page = pack.pages[section.page].obj
    top = _top(page)
    entry = pack.make_indirect(
        Dictionary(Title=String(section.title), Parent=root, Dest=Array([page, Name.XYZ, 0, top, 0]))
    )
    if children:
        _chain(entry, children)
        entry.Count = -_visible(children)  # negative: shown closed
    return entry


def _words(text: str) -> str:
    """Return text with plain single spaces: headings hold hard spaces that titles may lack."""
    return " ".join(text.split())


def _top(page: Object) -> int:
    box = page.MediaBox
    return round(max(float(box[1]), float(box[3])))


def _top_items(outline: Object | None) -> list[Object]:
    return [item for depth, item in outline_items(outline) if depth == 0]


def _visible(items: Sequence[Object]) -> int:
    return len(items) + sum(max(int(item.get(Name.Count, 0)), 0) for item in items)


def _chain(parent: Object, items: Sequence[Object]) -> None:
    for place, item in enumerate(items):
        item.Parent = parent
        for key, neighbour in ((Name.Prev, place - 1), (Name.Next, place + 1)):
            if 0 <= neighbour < len(items):
                item[key] = items[neighbour]
            elif key in item:
                del item[key]
    if items:
        parent.First, parent.Last = items[0], items[-1]
