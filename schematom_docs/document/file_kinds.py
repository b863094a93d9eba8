"""What a file is that is no plain Word document, and what its author should do: by its first bytes, by its parts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

from schematom_docs.errors import TemplateError

SAVE_AS_DOCX: Final = "Zapisz plik w Wordzie jako „Dokument programu Word (.docx)”."
STRICT: Final = "http://purl.oclc.org/ooxml/"
"""How names of the strict variety of OOXML begin."""

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_FIRST_BYTES: Final = (
    (_OLE, "stary dokument Worda (.doc)", SAVE_AS_DOCX),
    (b"{\\rtf", "plik RTF", SAVE_AS_DOCX),
    (b"%PDF", "plik PDF", "Szablonem może być tylko dokument Worda, z którego ten PDF powstał."),
    (b"<", "plik HTML albo XML", SAVE_AS_DOCX),
)
_FOLDERS: Final = (("xl/", "skoroszyt Excela"), ("ppt/", "prezentacja PowerPoint"))
_OPEN_DOCUMENT: Final = "META-INF/manifest.xml"
_DRIVE: Final = re.compile(r"[/\\]|[A-Za-z]:")


def not_a_zip(source: bytes) -> TemplateError:
    """Return the error for bytes that are no zip, or a damaged one."""
    if not source:
        return TemplateError("plik jest pusty", remedy="Skopiuj albo pobierz go jeszcze raz.")
    if source.startswith(_OLE) and _ENCRYPTED in source:
        return TemplateError(
            "plik jest zaszyfrowany hasłem",
            remedy="Otwórz go w Wordzie, usuń hasło (Plik → Informacje → Chroń dokument) i zapisz.",
        )
    for start, kind, remedy in _FIRST_BYTES:
        if source.lstrip().startswith(start):
            return TemplateError(f"to nie jest plik DOCX, tylko {kind}", remedy=remedy)
    if source.startswith(b"PK"):
        return TemplateError(
            "plik DOCX jest uszkodzony albo niepełny",
            remedy="Skopiuj go jeszcze raz; jeśli Word umie go naprawić, zapisz w Wordzie naprawiony.",
        )
    return TemplateError("to nie jest plik DOCX", remedy=SAVE_AS_DOCX)


def no_word_file(names: Collection[str]) -> TemplateError:
    """Return the error for a zip without the parts of a Word document."""
    for folder, kind in _FOLDERS:
        if any(name.startswith(folder) for name in names):
            return TemplateError(f"to nie jest plik DOCX, tylko {kind}", remedy="Szablon przygotuj w Wordzie.")
    if _OPEN_DOCUMENT in names or "mimetype" in names:
        return TemplateError("to nie jest plik DOCX, tylko dokument OpenDocument (.odt)", remedy=SAVE_AS_DOCX)
    if "[Content_Types].xml" not in names:
        return TemplateError("to nie jest plik DOCX: brakuje spisu części", remedy=SAVE_AS_DOCX)
    return TemplateError("to nie jest plik DOCX: brakuje części word/document.xml", remedy=SAVE_AS_DOCX)


def check_names(names: Iterable[str]) -> None:
    """Raise TemplateError for part names that programs read differently: twice the same, absolute, with a way up."""
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise TemplateError(f"plik zawiera dwa razy część {name}", remedy=SAVE_AS_DOCX)
        if _DRIVE.match(name) or "\\" in name or ".." in name.split("/") or "\0" in name:
            raise TemplateError("plik zawiera część o niedozwolonej nazwie", remedy=SAVE_AS_DOCX)
        seen.add(name.casefold())


def check_type(content_types: bytes) -> None:
    """Raise TemplateError for a file with macros or a Word template: what is made of it would not open as .docx."""
    if b"macroEnabled" in content_types:
        raise TemplateError("to dokument z makrami (.docm)", remedy=f"{SAVE_AS_DOCX} Makra znikną.")
    if b"wordprocessingml.template.main+xml" in content_types:
        raise TemplateError("to szablon Worda (.dotx), a nie dokument", remedy=SAVE_AS_DOCX)


def check_strict(root_tag: str) -> None:
    """Raise TemplateError for a part written in the strict variety of OOXML."""
    if root_tag.startswith(f"{{{STRICT}"):
        raise TemplateError("plik zapisano jako „Strict Open XML”", remedy=SAVE_AS_DOCX)
