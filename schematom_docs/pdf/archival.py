"""PDF/A made of a file that lacks only what can be added: claim, colour profile, metadata. Repeatable, then judged."""

from __future__ import annotations

import io
import logging

import pikepdf
from pikepdf import Name, Pdf, pdfa

from schematom_docs.pdf.files import saved
from schematom_docs.pdf.metadata import Properties, producer, write_properties

FLAVOURS = ("2b", "3b")


def archival_part(pdf: bytes) -> int:
    """Return the part of PDF/A, 2 or 3, that the gate finds pdf to be, 0 for none."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it reports dates of fonts as odd
    for flavour in FLAVOURS:
        if pdfa.validate_written(io.BytesIO(pdf), flavour).passed:
            return int(flavour[0])
    return 0


def archival_copy(document: Pdf, *, title: str) -> bytes | None:
    """Return document as PDF/A-2b, or -3b when files are embedded in it; None when it cannot be had.

    document is changed on the way. The repair of pikepdf writes the time of day; metadata are written anew after it.
    """
    names = document.Root.get(Name.Names)
    part = 3 if isinstance(names, pikepdf.Dictionary) and Name.EmbeddedFiles in names else 2
    _drop_manners(document)
    stated, language = producer(document), str(document.Root.get(Name.Lang, "")) or "pl-PL"
    out = io.BytesIO()
    try:
        pdfa.save(document, out, f"{part}b")
    except (pdfa.PdfaError, pikepdf.PdfError, ValueError):
        return None
    with Pdf.open(out) as repaired:
        write_properties(repaired, Properties(title, language, producer=stated, pdfa=part))
        copy = saved(repaired)
    return copy if archival_part(copy) == part else None


def _drop_manners(document: Pdf) -> None:
    """Take off what only says how a viewer should show the file: transitions between slides, the view it opens with."""
    for page in document.pages:
        for key in (Name.Trans, Name.Dur):
            if key in page.obj:
                del page.obj[key]
    if isinstance(document.Root.get(Name.OpenAction), pikepdf.Array):
        del document.Root.OpenAction
    if "/DocChecksum" in document.trailer:
        del document.trailer["/DocChecksum"]
