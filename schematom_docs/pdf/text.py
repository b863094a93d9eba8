"""Text of a PDF page by page, for tests and proofreading."""

from __future__ import annotations

import io
import logging

import pikepdf
from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from schematom_docs.errors import ConversionError


def page_texts(pdf: bytes, *, name: str = "") -> list[str]:
    """Return the text of each page, lines as laid out, "" for a page without text (a scan).

    name: what errors call the file. Raises ConversionError when pdf cannot be read or opens with a password.
    Drawn letters are not looked at: text may be found that a reader of the picture does not see.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of faults in English
    try:
        try:
            return _texts(pdf)
        except DependencyError:
            return _texts(_unlocked(pdf))
    except (FileNotDecryptedError, pikepdf.PasswordError) as error:
        reason = "Plik PDF otwiera się tylko hasłem."
        raise ConversionError(reason, place=name, remedy="Zapisz go bez hasła, np. drukując do pliku PDF.") from error
    except (PyPdfError, pikepdf.PdfError) as error:
        reason = "Nie da się odczytać tekstu z pliku PDF."
        raise ConversionError(reason, place=name, remedy="Sprawdź, czy plik otwiera się w przeglądarce PDF.") from error


def _texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def _unlocked(pdf: bytes) -> bytes:
    """Return a file that opens without a password, but is encrypted with AES, without its encryption."""
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(plain)
    return plain.getvalue()
