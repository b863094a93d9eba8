"""Text of a PDF page by page, for tests and proofreading."""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from schematom_docs.errors import ConversionError


def page_texts(pdf: bytes, *, name: str = "") -> list[str]:
    """Return the text of each page, lines as laid out, "" for a page without text (a scan).

    name: what errors call the file. Raises ConversionError when pdf cannot be read. Drawn letters are not looked at:
    text may be found that a reader of the picture does not see.
    """
    try:
        return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    except PyPdfError as error:
        reason = "Nie da się odczytać tekstu z pliku PDF."
        raise ConversionError(reason, place=name, remedy="Sprawdź, czy plik otwiera się w przeglądarce PDF.") from error
