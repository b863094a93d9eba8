"""Opening and writing PDF bytes: unreadable files become errors with a remedy, equal content becomes equal bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
from pikepdf import ObjectStreamMode, Pdf

from schematom_docs.errors import ConversionError

# What pikepdf raises when an object is of another kind than its place asks for.
UNSOUND = (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError, RecursionError)


def open_pdf(data: bytes, *, name: str) -> Pdf:
    """Return data opened by pikepdf. Raises ConversionError naming the document when it is no readable PDF."""
    try:
        pdf = Pdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as error:
        reason = "Plik PDF jest chroniony hasłem."
        raise ConversionError(reason, place=name, remedy="Zapisz go bez hasła i dołącz jeszcze raz.") from error
    except pikepdf.PdfError as error:
        reason = "Pliku PDF nie da się odczytać."
        raise ConversionError(reason, place=name, remedy="Utwórz plik jeszcze raz albo zeskanuj dokument.") from error
    if not len(pdf.pages):
        pdf.close()
        raise ConversionError("Plik PDF nie ma żadnej strony.", place=name, remedy="Utwórz plik jeszcze raz.")
    return pdf


@contextmanager
def sound_objects(name: str) -> Iterator[None]:
    """Inside, an object of another kind than its place asks for becomes a ConversionError naming the file."""
    try:
        yield
    except UNSOUND as error:
        reason = "Budowa pliku PDF jest uszkodzona."
        raise ConversionError(reason, place=name, remedy="Utwórz plik jeszcze raz albo zeskanuj dokument.") from error


def saved(pdf: Pdf) -> bytes:
    """Return bytes of pdf: /ID derived from the content, objects in a fixed order, nothing random."""
    if "/ID" in pdf.trailer:
        del pdf.trailer["/ID"]
    out = io.BytesIO()
    pdf.save(
        out,
        min_version="1.7",  # the version PDF/A-2 and A-3 stand on
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=ObjectStreamMode.generate,
        compress_streams=True,
    )
    return out.getvalue()


def count_pages(data: bytes, *, name: str = "") -> int:
    """Return how many pages a PDF has, ≥ 1. Raises ConversionError as open_pdf does."""
    with open_pdf(data, name=name) as pdf:
        return len(pdf.pages)
