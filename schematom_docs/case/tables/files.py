"""A table file → its sheets: told by content, not by name; what cannot be read is refused with what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

from schematom_docs.case.tables.cells import Book
from schematom_docs.case.tables.csv_source import read_csv
from schematom_docs.case.tables.xlsx_source import SAVE_AGAIN, UNREADABLE, read_xlsx
from schematom_docs.errors import CaseError, system_reason

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE = "Otwórz go w Excelu albo LibreOffice i zapisz jako „Skoroszyt programu Excel (.xlsx)”."
_TEXTS = (".csv", ".txt", ".tsv")


def read_book(path: Path) -> Book:
    """Return the sheets of an XLSX or CSV file.

    Raises CaseError naming what the file is when it is neither: protected by a password, .xls, .ods, a web page.
    """
    if not path.is_file():
        raise CaseError("nie ma takiego pliku", place=path.name, remedy="Sprawdź ścieżkę i nazwę pliku.")
    try:
        with path.open("rb") as file:
            start = file.read(4096)
        refusal = _refusal(path, start)
    except OSError as error:
        raise CaseError(f"pliku nie można odczytać ({system_reason(error)})", place=path.name) from error
    if refusal:
        raise CaseError(refusal[0], place=path.name, remedy=refusal[1])
    return read_xlsx(path) if start.startswith(b"PK") else read_csv(path)


def _refusal(path: Path, start: bytes) -> tuple[str, str] | None:
    """Return (reason, remedy) when the file is no table that can be read."""
    suffix = path.suffix.lower()
    if start.startswith(_OLE):
        return _ole(path)
    if start.startswith(b"PK"):
        return _zip(path)
    if start.lstrip()[:200].lower().startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        return "to jest strona zapisana pod nazwą tabeli, nie skoroszyt", _SAVE
    if suffix == ".xlsx":
        return UNREADABLE, SAVE_AGAIN
    if suffix in (".xls", ".xlsm", ".xlsb", ".ods") or suffix not in _TEXTS:
        return f"nieznany rodzaj tabeli „{suffix}”", "Zapisz ją jako .xlsx albo .csv."
    return None


def _ole(path: Path) -> tuple[str, str]:
    if _ENCRYPTED in path.read_bytes():
        return (
            "skoroszyt jest zaszyfrowany hasłem",
            "Otwórz go w Excelu: Plik → Informacje → Chroń skoroszyt → Szyfruj przy użyciu hasła; usuń hasło i zapisz.",
        )
    return "to jest skoroszyt starego rodzaju (.xls)", _SAVE


def _zip(path: Path) -> tuple[str, str] | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return UNREADABLE, SAVE_AGAIN
    if "mimetype" in names and "content.xml" in names:
        return "to jest arkusz LibreOffice (.ods)", _SAVE
    if any(name.endswith("workbook.bin") for name in names):
        return "to jest skoroszyt binarny (.xlsb)", _SAVE
    if any(name.startswith("word/") for name in names):
        return "to jest dokument Worda, nie tabela", "Wklej tabelę do pustego arkusza i zapisz jako .xlsx."
    return None if "[Content_Types].xml" in names else (UNREADABLE, SAVE_AGAIN)
