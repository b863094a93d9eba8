"""What each byte of a PDF belongs to: page, attachment, tags or the skeleton of the file, in Polish words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Name, Object, Pdf

from schematom_docs.pdf.trees import read_name_tree

ObjectId = tuple[int, int]

HEADER = "nagłówek pliku"
SKELETON = "budowa pliku"
ENDING = "spis obiektów i zakończenie pliku"
METADATA = "metadane pliku"
TAGS = "znaczniki dostępności"

_IN_FILE, _IN_STREAM = 1, 2  # kinds of entries of the cross-reference table (ISO 32000-1, 7.5.8.3)
_UPWARDS = frozenset({"/Parent", "/P", "/StructParent", "/StructParents", "/Dest", "/A", "/Popup", "/Pg", "/K"})
_KINDS = {
    "/FontFile": "krój pisma",
    "/FontFile2": "krój pisma",
    "/FontFile3": "krój pisma",
    "/ToUnicode": "krój pisma",
    "/CIDToGIDMap": "krój pisma",
    "/Contents": "treść",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes start..end-1 of a file that belong to one thing. label: Polish name of it („strona 5, treść”)."""

    start: int
    end: int
    label: str


def stretches(pdf: Pdf, size: int) -> list[Stretch]:
    """Return what the bytes 0..size-1 of the file that `pdf` was opened from belong to, in order, without gaps."""
    table = pdf.get_xref_table()
    offsets = sorted((entry.offset or 0, key) for key, entry in table.items() if entry.type == _IN_FILE)
    labels = _labels(pdf)
    holders = {key: entry.obj_stream_number or 0 for key, entry in table.items() if entry.type == _IN_STREAM}
    packed = _packed(pdf, holders)
    found = [Stretch(0, offsets[0][0] if offsets else size, HEADER)]
    ends = [offset for offset, _ in offsets[1:]] + [size]
    for (start, key), end in zip(offsets, ends, strict=True):
        label = labels.get(key) or packed.get(key[0]) or _plain_label(pdf.get_object(key))
        found.append(Stretch(start, end, label))
    return [stretch for stretch in found if stretch.end > stretch.start]


def numbers_text(numbers: Iterable[int]) -> str:
    """Return „1–3, 5” of page numbers."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def pages_text(numbers: Iterable[int]) -> str:
    """Return „strona 5” or „strony 1–3, 5”."""
    wanted = set(numbers)
    return f"{'strona' if len(wanted) == 1 else 'strony'} {numbers_text(wanted)}"


def _labels(pdf: Pdf) -> dict[ObjectId, str]:
    """Return labels of the streams that belong to pages and attachments."""
    pages: dict[ObjectId, set[int]] = defaultdict(set)
    kinds: dict[ObjectId, str] = {}
    for number, page in enumerate(pdf.pages, 1):
        for key, kind in _streams_of(page.obj):
            pages[key].add(number)
            kinds.setdefault(key, kind)
    found = {key: f"{pages_text(owners)}, {kinds[key]}" for key, owners in pages.items()}
    names = pdf.Root.get(Name.Names)
    tree = names.get(Name.EmbeddedFiles) if isinstance(names, pikepdf.Dictionary) else None
    for name, specification in read_name_tree(tree):
        files = specification.get(Name.EF) if isinstance(specification, pikepdf.Dictionary) else None
        for file in files.values() if isinstance(files, pikepdf.Dictionary) else ():
            found[file.objgen] = f"załącznik {name}"
    return found


def _streams_of(page: Object) -> list[tuple[ObjectId, str]]:
    """Return (object, kind) of every stream that a page draws with; no links to other pages, no tags."""
    found: list[tuple[ObjectId, str]] = []
    seen: set[ObjectId] = set()
    left: list[tuple[Object, str]] = [(page, "")]
    while left:
        thing, kind = left.pop()
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        if isinstance(thing, pikepdf.Stream):
            drawn = {"/Image": "obraz", "/Form": "nadruk"}.get(str(thing.stream_dict.get(Name.Subtype)))
            found.append((thing.objgen, kind or drawn or "zasoby"))
        if isinstance(thing, pikepdf.Array):
            left += [(item, kind) for item in thing.as_list() if _can_hold(item)]
        elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            left += [
                (value, _KINDS.get(key, "")) for key, value in thing.items() if key not in _UPWARDS and _can_hold(value)
            ]
    return found


def _can_hold(value: object) -> bool:
    return isinstance(value, (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array))


def _packed(pdf: Pdf, holders: Mapping[ObjectId, int]) -> dict[int, str]:
    """Return label of each object stream by its number: the pages it describes, whether it holds tags."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    pages: dict[int, set[int]] = defaultdict(set)
    tags: set[int] = set()
    for key, holder in holders.items():
        pages[holder] |= {numbers[key]} if key in numbers else set()
        thing = pdf.get_object(key)
        if isinstance(thing, pikepdf.Dictionary) and Name.S in thing and Name.P in thing:
            tags.add(holder)
    return {holder: _packed_label(pages[holder], holder in tags) for holder in pages}


def _packed_label(pages: set[int], tags: bool) -> str:
    holds = ([pages_text(pages)] if pages else []) + ([TAGS] if tags else [])
    return f"{SKELETON} ({', '.join(holds)})" if holds else SKELETON


def _plain_label(thing: Object) -> str:
    if not isinstance(thing, (pikepdf.Stream, pikepdf.Dictionary)):
        return SKELETON
    kind = str(thing.get(Name.Type, ""))
    return {"/XRef": ENDING, "/Metadata": METADATA, "/StructElem": TAGS}.get(kind, SKELETON)
