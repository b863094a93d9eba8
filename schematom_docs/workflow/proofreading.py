"""Proofreading of files: what they hold as text, the findings with people's data masked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from schematom_docs.document.plaintext import paragraph_texts
from schematom_docs.errors import TemplateError, UsageError, system_reason
from schematom_docs.pdf.text import page_texts
from schematom_docs.polish.proofreading import Finding, Passage, proofread, text_passages
from schematom_docs.polish.proofreading.text_file import page_passages

NO_NAMES: Mapping[str, str] = {}
STRANGER = "obce-nazwisko"
_PESEL = re.compile(r"\b\d{9}(?=\d{2}\b)")
_POLISH = re.compile("[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–]")
_OLD_CODE_PAGES = ("cp1250", "iso8859-2")
_MARKED = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_KINDS = "Podaj plik DOCX, PDF albo tekst (.txt, .md); inne zapisz w Wordzie jako DOCX."


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file says. findings: in the order of the text; textless: numbers of PDF pages without text (scans)."""

    findings: tuple[Finding, ...]
    textless: tuple[int, ...] = ()


def proofread_file(path: Path, strangers: Mapping[str, str] = NO_NAMES) -> FileReading:
    """Return the faults of a DOCX, PDF or text file; PESEL numbers in the sentences are masked.

    strangers: forms of surnames that must not stand in the paper → their family.
    Raises UsageError for a file of another kind or without text, TemplateError and ConversionError for broken files.
    """
    passages, textless = _passages(path)
    if not passages:
        raise UsageError(
            "w pliku nie ma tekstu", place=path.name, remedy="Skan trzeba najpierw rozpoznać (OCR) albo podać DOCX."
        )
    return FileReading(tuple(masked(proofread(passages, strangers))), textless)


def _passages(path: Path) -> tuple[list[Passage], tuple[int, ...]]:
    data = _bytes(path)
    suffix = path.suffix.lower()
    if not data:
        raise UsageError("plik jest pusty", place=path.name, remedy="Podaj plik, w którym jest pismo.")
    if suffix == ".docx":
        try:
            return docx_passages(data), ()
        except TemplateError as error:
            raise TemplateError(error.reason, place=path.name, remedy=error.remedy, faults=error.faults) from error
    if suffix == ".pdf":
        pages = page_texts(data, name=path.name)
        return page_passages(pages), tuple(number for number, page in enumerate(pages, 1) if not page.strip())
    if suffix in (".txt", ".md", ""):
        return text_passages(decoded(data)), ()
    raise UsageError(f"nie umiem czytać plików „{suffix}”", place=path.name, remedy=_KINDS)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = f"nie da się odczytać pliku ({system_reason(error)})"
        raise UsageError(reason, place=path.name, remedy="Sprawdź ścieżkę i nazwę.") from error


def decoded(data: bytes) -> str:
    """Return text in UTF-8, UTF-16 with its mark or, as older programs write it, in code page 1250 or ISO 8859-2.

    Of the old code pages the one that gives more Polish letters is taken.
    """
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        tried = [data.decode(encoding, errors="replace") for encoding in _OLD_CODE_PAGES]
        return max(tried, key=lambda text: len(_POLISH.findall(text)))


def docx_passages(data: bytes) -> list[Passage]:
    """Return the paragraphs of a Word file."""
    passages: list[Passage] = []
    lead = ""
    for place, text in paragraph_texts(data):
        passages.append(Passage(place, text, lead, typeset=True))
        lead = text if text.endswith(":") else lead if text.endswith((",", ";")) else ""
    return passages


def masked(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with every PESEL shown as *********65 and surnames of other families as initials."""
    names = sorted({one.wrong for one in findings if one.rule == STRANGER}, key=len, reverse=True)
    strangers = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names)) if names else None
    return [_masked(finding, strangers) for finding in findings]


def _masked(finding: Finding, strangers: re.Pattern[str] | None) -> Finding:
    texts = {name: hidden(getattr(finding, name)) for name in ("sentence", "wrong", "right", "remedy")}
    if strangers:
        texts = {name: strangers.sub(lambda found: f"{found.group()[0]}…", text) for name, text in texts.items()}
    return replace(finding, **texts)


def hidden(text: str) -> str:
    """Return the text with the front digits of every PESEL masked: they tell the day of birth."""
    return _PESEL.sub("*" * 9, text)
