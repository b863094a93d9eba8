"""CSV as offices save it: UTF-8 with or without a mark, UTF-16, Windows-1250, ISO-8859-2; semicolon, comma, tab."""

from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path

from schematom_docs.case.tables.cells import MOST_ROWS, Book, Line, Sheet
from schematom_docs.case.tables.xlsx_source import too_long
from schematom_docs.errors import CaseError, Fault

DELIMITERS = ";\t,|"
_ENCODINGS = ("cp1250", "iso8859-2")
_NAMES = {"cp1250": "Windows-1250", "iso8859-2": "ISO-8859-2", "cp852": "CP852 (DOS)", "utf-16": "UTF-16"}
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_ODD = re.compile(r"[\x80-\x9f\ufffd¶¦±¼¹¿Ľľ˘×÷]")


def read_csv(path: Path) -> Book:
    """Return a CSV file as a book of one sheet. Raises CaseError for an unknown encoding or a broken quotation."""
    text, encoding = _decoded(path)
    first = text.split("\n", 1)[0].strip()
    declared = first[4:5] if first.lower().startswith("sep=") else ""
    delimiter = declared or _delimiter(text)
    lines = _lines(text, delimiter, path.name, skip=1 if declared else 0)
    notices = (Fault(path.name, f"odczytano znaki jako {encoding}", warning=True),) if encoding else ()
    return Book(path.name, (Sheet("", lines),), notices)


def _delimiter(text: str) -> str:
    """Return the sign that divides the most of the first rows into the same number of cells."""
    rows = [line for line in text.split("\n", 60)[:50] if line.strip()]
    return max(DELIMITERS, key=lambda sign: (sum(sign in row for row in rows), sum(row.count(sign) for row in rows)))


def _lines(text: str, delimiter: str, name: str, *, skip: int) -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines: list[Line] = []
    try:
        for cells in reader:
            # A quoted cell may run over several lines; the row keeps the number of its last line.
            if any(cells) and reader.line_num > skip:
                lines.append(Line(reader.line_num, [cell.replace("\r\n", "\n").strip() for cell in cells]))
            if len(lines) > MOST_ROWS:
                raise too_long(name, "")
    except csv.Error as error:
        raise CaseError(
            "wiersza nie da się odczytać jako CSV",
            place=f"{name}, wiersz {reader.line_num}",
            remedy="Sprawdź cudzysłowy i długość komórek w tym wierszu albo zapisz tabelę jako .xlsx.",
        ) from error
    return [line for line in lines if any(line.cells)]


def _decoded(path: Path) -> tuple[str, str]:
    """Return (text, encoding to tell of; "" for UTF-8)."""
    data = path.read_bytes()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(data, "utf-16", path.name), _NAMES["utf-16"]
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    found = [(encoding, data.decode(encoding)) for encoding in _ENCODINGS if _decodes(data, encoding)]
    if not found or b"\x00" in data:
        raise _unknown(path.name)
    encoding, text = max(found, key=lambda item: _likeness(item[1]))
    return text, _NAMES[encoding]


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unknown(name) from error


def _likeness(text: str) -> int:
    """Return how Polish a text looks: letters with tails count for it, signs no list of people has against it."""
    return sum(sign in _POLISH for sign in text) - 2 * len(_ODD.findall(text))


def _unknown(name: str) -> CaseError:
    return CaseError("nieznane kodowanie znaków", place=name, remedy="Zapisz tabelę jako „CSV UTF-8” albo jako .xlsx.")
