"""Pages of a PDF as pictures, drawn by PDFium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from PIL import Image

from schematom_docs.errors import ConversionError
from schematom_docs.pdf.page_view import Box


class Drawn:
    """A PDF open for drawing."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document

    def __len__(self) -> int:
        return len(self._document)

    def size(self, index: int) -> tuple[float, float]:
        """Return (width, height) in points of the page as seen; index from 0."""
        width, height = self._document.get_page_size(index)
        return float(width), float(height)

    def picture(self, index: int, *, dots: float, part: Box | None = None, grey: bool = False) -> Image.Image:
        """Return page `index` (from 0) as seen, with its annotations and fields.

        dots: to the inch; part: points of the page as seen, None for all of it; grey: mode L, else RGB. Raises
        ConversionError when PDFium cannot draw the page.
        """
        try:
            page = self._document[index]
        except pypdfium2.PdfiumError as error:
            raise _undrawable(index) from error
        try:
            width, height = page.get_size()
            left, bottom, right, top = part or (0.0, 0.0, width, height)
            crop = (max(left, 0), max(bottom, 0), max(width - right, 0), max(height - top, 0))
            bitmap = page.render(scale=dots / 72, crop=crop, grayscale=grey)
            picture = bitmap.to_pil()
            drawn: Image.Image = picture.convert("L" if grey else "RGB")
            bitmap.close()
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise _undrawable(index) from error
        finally:
            page.close()
        return drawn

    def text(self, index: int) -> str:
        """Return the text of page `index` (from 0) as PDFium finds it. Raises ConversionError when it cannot."""
        try:
            page = self._document[index]
        except pypdfium2.PdfiumError as error:
            raise _undrawable(index) from error
        try:
            letters = page.get_textpage()
            found: str = letters.get_text_range()
            letters.close()
        except pypdfium2.PdfiumError as error:
            raise _undrawable(index) from error
        finally:
            page.close()
        return found


@contextmanager
def drawn(pdf: bytes, *, name: str = "") -> Iterator[Drawn]:
    """Open a PDF for drawing. Raises ConversionError naming the document when PDFium cannot read it."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        reason = "Pliku PDF nie da się narysować."
        raise ConversionError(reason, place=name, remedy="Utwórz plik jeszcze raz albo zeskanuj dokument.") from error
    try:
        document.init_forms()  # else fields and signatures are not drawn
        yield Drawn(document)
    finally:
        document.close()


def _undrawable(index: int) -> ConversionError:
    reason = "Tej strony nie da się narysować."
    return ConversionError(reason, place=f"strona {index + 1}", remedy="Utwórz plik jeszcze raz albo zeskanuj stronę.")
