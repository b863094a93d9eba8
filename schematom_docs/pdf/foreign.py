"""Attachments made elsewhere – PDF files, scans, photographs – made ready to be bound with our papers.

A PDF comes in as it is when it passes the gate of PDF/A-2 or -3, or once claim and colour profile are added and it
looks the same. Else its pages come in as pictures, and the file itself is embedded unchanged beside them; so does every
signed, protected or fillable file, because rewriting would change what was signed. `Foreign.note` says what was done.
"""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Name, Pdf
from PIL import Image, ImageChops

from schematom_docs.errors import ConversionError
from schematom_docs.pdf.archival import archival_copy, archival_part
from schematom_docs.pdf.attachments import Attachment
from schematom_docs.pdf.files import UNSOUND, count_pages, open_pdf, saved, sound_objects
from schematom_docs.pdf.foreign_tags import settle_tags
from schematom_docs.pdf.graft import is_signed
from schematom_docs.pdf.page_marks import disown_marks
from schematom_docs.pdf.picture_pages import add_picture_page, is_picture, pages_of_pictures, pictures_in, plain_picture
from schematom_docs.pdf.rendering import drawn

DOTS = 200.0
MOST_PIXELS = 40_000_000  # of one page: an A1 sheet at 200 dpi has 31 million
LOOK_DOTS = 60.0
LOOK_LIMIT = 24  # of 255: by how much a dot may change when a file is made PDF/A
AS_PICTURES = "W pakiecie są obrazy stron, a sam plik dołączono bez zmian."


@dataclass(frozen=True, slots=True)
class Foreign:
    """What an attachment became. pdf: what is bound, always PDF/A-2b or -3b; pages: of it; attachments: the file itself
    where only its pictures are bound; note: Polish sentences for the protocol, "" when the file came in as it was."""

    pdf: bytes
    pages: int
    attachments: tuple[Attachment, ...] = ()
    note: str = ""


def read_foreign(data: bytes, *, name: str, title: str) -> Foreign:
    """Return an attachment made ready for `merge`. name: of the file; title: as it will stand in the contents.

    PDF, JPG, PNG and TIFF are known, by what they hold rather than by their names. Same file → same bytes. Raises
    ConversionError for all else and for a file that is broken or needs a password.
    """
    if is_picture(data):
        pictures = pictures_in(data, name)
        pdf, changed = pages_of_pictures(pictures, title=title, name=name)
        note = "Obraz zapisano na nowo, w rozdzielczości do 300 dpi." if changed else ""
        return Foreign(pdf, len(pictures), note=note)
    if not data[:1024].lstrip().startswith(b"%PDF-"):
        remedy = "Zapisz go jako PDF albo zeskanuj (PDF, JPG, PNG, TIFF)."
        raise ConversionError("Takiego pliku nie da się włączyć do pakietu.", place=name, remedy=remedy)
    with open_pdf(data, name=name) as document, sound_objects(name):
        _refuse_damaged(document, name)
        reason = _untouchable(document)
    try:
        found = None if reason else _as_archival(data, name=name, title=title)
    except UNSOUND:
        found = None
    if found is None:
        reason = reason or "Pliku nie da się zapisać jako PDF/A bez zmiany wyglądu."
        return _as_pictures(data, name=name, title=title, reason=reason)
    pdf, note = found
    return Foreign(pdf, count_pages(pdf, name=name), note=note)


def _refuse_damaged(document: Pdf, name: str) -> None:
    """Raise ConversionError when pages were lost: qpdf mends what it can and says nothing of the rest."""
    told = document.Root.Pages.get(Name.Count, 0)
    if told != len(document.pages):
        reason = f"Plik PDF jest uszkodzony: podaje liczbę stron {told}, a odczytano {len(document.pages)}."
        raise ConversionError(reason, place=name, remedy="Utwórz plik jeszcze raz albo zeskanuj dokument.")


def _untouchable(document: Pdf) -> str:
    """Return why the file must not be rewritten, "" when it may."""
    if is_signed(document):
        return "Plik jest podpisany elektronicznie; włączenie jego stron zniszczyłoby podpis."
    if document.is_encrypted:
        return "Plik jest zabezpieczony przed zmianami."
    form = document.Root.get(Name.AcroForm)
    if isinstance(form, pikepdf.Dictionary) and (len(form.get(Name.Fields, Array())) or Name.XFA in form):
        return "Plik jest formularzem z polami do wypełniania."
    return ""


def _as_archival(data: bytes, *, name: str, title: str) -> tuple[bytes, str] | None:
    """Return (the file as PDF/A with sound tags or none, note); None when that would change what is seen."""
    notes: list[str] = []
    ready = data
    if not archival_part(data):
        with open_pdf(data, name=name) as document:
            copy = archival_copy(document, title=title)
        if copy is None or not _look_alike(data, copy, name):
            return None
        ready = copy
        notes.append("Plik zapisano jako PDF/A; wygląd stron się nie zmienił.")
    with open_pdf(ready, name=name) as document:
        disown_marks(document)
        said = settle_tags(document)
        settled = saved(document)
    if said:
        notes.append(said)
    if not archival_part(settled):
        return None
    return settled, " ".join(notes)


def _look_alike(before: bytes, after: bytes, name: str) -> bool:
    """Return whether every page of two files is drawn alike."""
    with drawn(before, name=name) as one, drawn(after, name=name) as other:
        return len(one) == len(other) and all(
            _worst(one.picture(index, dots=LOOK_DOTS), other.picture(index, dots=LOOK_DOTS)) <= LOOK_LIMIT
            for index in range(len(one))
        )


def _worst(one: Image.Image, other: Image.Image) -> int:
    """Return by how much the dots of two pictures differ at most, 255 when their sizes do."""
    if one.size != other.size:
        return 255
    return max(level for level, count in enumerate(ImageChops.difference(one, other).convert("L").histogram()) if count)


def _as_pictures(data: bytes, *, name: str, title: str, reason: str) -> Foreign:
    """Return pictures of the pages at 200 dpi, each page of its own size, and the file itself to embed."""
    with Pdf.new() as document, drawn(data, name=name) as pages:
        for index in range(len(pages)):
            width, height = pages.size(index)
            dots = min(DOTS, 72 * (MOST_PIXELS / (width * height)) ** 0.5)
            picture = plain_picture(pages.picture(index, dots=dots))
            add_picture_page(document, picture, (width, height), (0, 0, width, height))
        count = len(document.pages)
        pdf = archival_copy(document, title=title)
    if pdf is None:
        raise ConversionError("Obrazów stron nie da się zapisać jako PDF/A.", place=name, remedy="Zeskanuj dokument.")
    original = Attachment(name, data, "application/pdf", f"{title} – plik bez zmian", "Source")
    return Foreign(pdf, count, (original,), f"{reason} {AS_PICTURES}")
