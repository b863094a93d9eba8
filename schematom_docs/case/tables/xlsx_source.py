"""XLSX → sheets in one pass over its XML: values, merged cells, hidden parts, formulas that were never computed.

The reading mode of openpyxl that streams tells neither merged nor hidden cells, and the other one reads a file twice to
tell a formula from its result; one pass does all of it (ECMA-376, parts 18.2-18.4, 18.8).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from lxml import etree

from schematom_docs.case.tables.cells import MOST_COLUMNS, MOST_ROWS, Book, Line, Merge, Place, Sheet
from schematom_docs.case.tables.xlsx_numbers import format_kinds, number_text
from schematom_docs.errors import CaseError

UNREADABLE = "pliku nie da się odczytać jako skoroszytu Excela"
SAVE_AGAIN = "Otwórz go w Excelu i zapisz ponownie jako .xlsx."
MOST_BYTES = 400_000_000
"""Size of one unpacked part; more is no office file but a trap."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]+)")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ERRORS = {"#N/A": "#N/D!", "#VALUE!": "#ARG!", "#REF!": "#ADR!", "#DIV/0!": "#DZIEL/0!", "#NAME?": "#NAZWA?",
           "#NUM!": "#LICZBA!", "#NULL!": "#ZERO!"}  # fmt: skip


def read_xlsx(path: Path) -> Book:
    """Return the sheets of a workbook. Raises CaseError when it is damaged or too big."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _Reader(archive, path.name).book()
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError, etree.XMLSyntaxError, OSError, EOFError) as error:
        raise CaseError(UNREADABLE, place=path.name, remedy=SAVE_AGAIN) from error


@dataclass(frozen=True, slots=True)
class _Style:
    """What the cells of a workbook share."""

    texts: list[str]
    kinds: list[str]
    from_1904: bool


class _Reader:
    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.archive = archive
        self.name = name
        self.names = set(archive.namelist())

    def book(self) -> Book:
        main = self._target("", "officeDocument") or "xl/workbook.xml"
        root = self._tree(main)
        relations = self._relations(main)
        base = posixpath.dirname(main)
        first = next(iter(root.iterfind(".//{*}workbookPr")), None)
        from_1904 = first is not None and first.get("date1904") in ("1", "true")
        style = _Style(self._texts(f"{base}/sharedStrings.xml"), self._kinds(f"{base}/styles.xml"), from_1904)
        sheets = []
        for item in root.iterfind(".//{*}sheet"):
            part = relations.get(item.get(_RELATION) or item.get(_STRICT_RELATION) or "", "")
            if part in self.names and "chartsheet" not in part:
                hidden = item.get("state", "visible") != "visible"
                with self._open(part) as file:
                    sheets.append(_sheet(file, item.get("name", ""), style, self.name, hidden=hidden))
        return Book(self.name, tuple(sheets))

    def _open(self, part: str) -> IO[bytes]:
        if self.archive.getinfo(part).file_size > MOST_BYTES:
            raise CaseError("skoroszyt jest zbyt duży", place=self.name, remedy="Podziel go na mniejsze pliki.")
        return self.archive.open(part)

    def _tree(self, part: str) -> etree._Element:
        with self._open(part) as file:
            return etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()

    def _relations(self, part: str) -> dict[str, str]:
        """Return relation id → part."""
        folder, name = posixpath.split(part)
        place = f"{folder}/_rels/{name}.rels".lstrip("/")
        if place not in self.names:
            return {}
        found = {}
        for item in self._tree(place).iterfind("{*}Relationship"):
            target = item.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[item.get("Id", "")] = whole
        return found

    def _target(self, part: str, kind: str) -> str:
        for item in self._tree("_rels/.rels").iterfind("{*}Relationship"):
            if item.get("Type", "").endswith(f"/{kind}"):
                return item.get("Target", "").lstrip("/")
        return part

    def _texts(self, part: str) -> list[str]:
        if part not in self.names:
            return []
        with self._open(part) as file:
            return [_rich_text(item) for item in _elements(file, "{*}si")]

    def _kinds(self, part: str) -> list[str]:
        if part not in self.names:
            return []
        root = self._tree(part)
        formats = {int(item.get("numFmtId", 0)): item.get("formatCode", "") for item in root.iterfind(".//{*}numFmt")}
        styles = root.iterfind("{*}cellXfs/{*}xf")
        return format_kinds(formats, [int(item.get("numFmtId", 0)) for item in styles])


def _elements(file: IO[bytes], *tags: str) -> Iterator[etree._Element]:
    """Yield finished elements and drop each afterwards, so that a long sheet needs little memory."""
    for _, item in etree.iterparse(file, tag=tags, resolve_entities=False, no_network=True, huge_tree=True):
        yield item
        item.clear()
        while item.getprevious() is not None:
            del item.getparent()[0]


def _rich_text(item: etree._Element) -> str:
    """Return the text of a string without its phonetic guide."""
    texts = (node.text or "" for node in item.iterfind(".//{*}t") if not str(_parent_tag(node)).endswith("rPh"))
    return unescaped("".join(texts))


def _parent_tag(node: etree._Element) -> object:
    parent = node.getparent()
    return "" if parent is None else parent.tag


def unescaped(text: str) -> str:
    """Return text with „_x000D_” as the sign it stands for (ECMA-376, 22.9.2.19)."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _sheet(file: IO[bytes], name: str, style: _Style, book: str, *, hidden: bool) -> Sheet:
    lines: list[Line] = []
    broken: dict[Place, str] = {}
    merges: list[Merge] = []
    concealed: set[int] = set()
    number = 0
    for item in _elements(file, "{*}row", "{*}mergeCell", "{*}col"):
        kind = etree.QName(item).localname
        if kind == "row":
            number = int(item.get("r") or number + 1)
            cells = _cells(item, number, style, broken)
            if any(cells):
                lines.append(Line(number, cells, item.get("hidden") in ("1", "true")))
            if len(lines) > MOST_ROWS:
                raise too_long(book, name)
        elif kind == "mergeCell":
            merges.append(_merge(item.get("ref", "")))
        elif item.get("hidden") in ("1", "true"):
            concealed |= set(range(int(item.get("min", 1)) - 1, min(int(item.get("max", 1)), MOST_COLUMNS)))
    return Sheet(name, lines, broken, tuple(merges), frozenset(concealed), hidden)


def too_long(book: str, name: str) -> CaseError:
    """Return the refusal of a sheet with too many rows."""
    place = f"{book}, arkusz „{name}”" if name else book
    return CaseError(f"tabela ma ponad {MOST_ROWS} wierszy", place=place, remedy="Podziel ją na mniejsze pliki.")


def _merge(reference: str) -> Merge:
    start, _, end = reference.partition(":")
    (top, left), (bottom, right) = _place(start), _place(end or start)
    return Merge(top, left, bottom, right)


def _place(reference: str) -> Place:
    match = _REFERENCE.fullmatch(reference.replace("$", ""))
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1


def _cells(row: etree._Element, number: int, style: _Style, broken: dict[Place, str]) -> list[str]:
    cells: list[str] = []
    for cell in row:
        reference = cell.get("r")
        column = _place(reference)[1] if reference else len(cells)
        if column >= MOST_COLUMNS:
            break
        cells.extend([""] * (column - len(cells)))
        text, reason = _value(cell, style)
        if reason:
            broken[number, column] = reason
        cells.append(text.strip())
    return cells


def _value(cell: etree._Element, style: _Style) -> tuple[str, str]:
    """Return (text, why the cell cannot be read)."""
    kind, raw, formula = cell.get("t", "n"), None, False
    for part in cell:
        local = str(part.tag).rpartition("}")[2]
        if local == "v":
            raw = part.text
        elif local == "is":
            return _rich_text(part), ""
        elif local == "f":
            formula = True
    if formula and raw is None and kind != "str":
        return "?", "jest formuła bez obliczonego wyniku"
    if raw is None:
        return "", ""
    return _READERS.get(kind, _number)(raw, cell, style)


def _number(raw: str, cell: etree._Element, style: _Style) -> tuple[str, str]:
    index = int(cell.get("s", 0))
    kind = style.kinds[index] if index < len(style.kinds) else ""
    return number_text(raw, kind, from_1904=style.from_1904), ""


def _shared(raw: str, cell: etree._Element, style: _Style) -> tuple[str, str]:
    return style.texts[int(raw)], ""


def _error(raw: str, cell: etree._Element, style: _Style) -> tuple[str, str]:
    return raw, f"jest błąd Excela {_ERRORS.get(raw, raw)}"


_READERS: dict[str, Callable[[str, etree._Element, _Style], tuple[str, str]]] = {
    "s": _shared,
    "str": lambda raw, cell, style: (unescaped(raw), ""),
    "b": lambda raw, cell, style: ("tak" if raw in ("1", "true") else "nie", ""),
    "e": _error,
    "d": lambda raw, cell, style: (raw.partition("T")[0], ""),
}
