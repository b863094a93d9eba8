"""Same document, same bytes: what LibreOffice takes from the clock is taken out of a PDF again."""

from __future__ import annotations

import struct
from datetime import datetime

import pikepdf
from pikepdf import Array, Name, Pdf

from schematom_docs.pdf.files import open_pdf, saved
from schematom_docs.pdf.metadata import Properties, pdfa_claim, producer, write_properties
from schematom_docs.pdf.tagging import tidy_tags

# ICC.1:2010, 7.2: bytes 24-35 hold the moment of creation as six 16-bit numbers, bytes 84-99 the MD5 of the profile.
ICC_DATE = slice(24, 36)
ICC_FIXED_DATE = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
ICC_PROFILE_ID = slice(84, 100)


def normalise(
    pdf: bytes, *, title: str, language: str = "pl-PL", author: str = "", made: datetime | None = None
) -> bytes:
    """Return pdf with the given title and language and without traces of the moment and the machine that made it.

    Two conversions of one DOCX become equal bytes: Info and XMP are written anew (dates only from `made`), /ID is
    derived from the content, DocChecksum goes. The producer stays as LibreOffice states it, and so does the PDF/A
    label. The PDF/UA label goes: PDF/A allows it only with an extension schema, which the PDF/A gate does not approve;
    the structure stays, tidied as pdf/tagging.py says. Raises ConversionError when pdf cannot be read.
    """
    with open_pdf(pdf, name=title) as document:
        stated = producer(document)
        creator = str(document.docinfo.get("/Creator", ""))
        write_properties(document, Properties(title, language, author, stated, creator, made, pdfa_claim(document)))
        _settle_colour_profiles(document)
        tidy_tags(document)
        return saved(document)


def _settle_colour_profiles(pdf: Pdf) -> None:
    """Put a fixed date in the header of each output profile: LibreOffice builds its sRGB profile anew each time."""
    for intent in pdf.Root.get(Name.OutputIntents, Array()):
        profile = intent.get(Name.DestOutputProfile)
        if isinstance(profile, pikepdf.Stream):
            settled = bytearray(profile.read_bytes())
            settled[ICC_DATE] = ICC_FIXED_DATE
            settled[ICC_PROFILE_ID] = bytes(16)  # zero = not computed; it would cover the date
            profile.write(bytes(settled))
