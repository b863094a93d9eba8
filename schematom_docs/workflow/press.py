"""Documents → PDF files with title and language, many in one start of the converter, each Word file converted once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from schematom_docs.pdf import count_pages, normalise
from schematom_docs.values import Document, PdfFile
from schematom_docs.world import Converter


class Press:
    """Turns documents into PDF files; remembers what it has made by the digest of the Word file."""

    def __init__(self, converter: Converter) -> None:
        self._converter = converter
        self._made: dict[str, PdfFile] = {}

    def run(self, documents: Sequence[Document]) -> list[PdfFile]:
        """Return one PdfFile for each document, in order. Raises ConversionError, MissingProgramError."""
        keys = [hashlib.sha256(document.docx).hexdigest() for document in documents]
        fresh = {key: document for key, document in zip(keys, documents, strict=True) if key not in self._made}
        if fresh:
            # Names only have to differ inside one call; the document's own name makes an error readable.
            jobs = [(f"{number:04d}-{doc.name}", doc.docx) for number, doc in enumerate(fresh.values(), 1)]
            for (key, document), data in zip(fresh.items(), self._converter.convert(jobs), strict=True):
                pdf = normalise(data, title=document.title)
                self._made[key] = PdfFile(document.name, document.title, pdf, count_pages(pdf))
        return [self._made[key] for key in keys]
