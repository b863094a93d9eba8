"""What can be done to a signed file: increments of every kind, damage, and signatures that were never meant."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, StreamObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

Increment = Callable[[IncrementalPdfFileWriter], None]


def with_increment(pdf: bytes, *changes: Increment) -> bytes:
    """Return pdf with changes appended to it, as an editor of PDF files does."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for change in changes:
        change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page_content(writer: IncrementalPdfFileWriter) -> None:
    """Draw a black box over the first page."""
    page = _page(writer)
    drawn = writer.add_object(StreamObject(stream_data=b" q 0 0 0 rg 100 600 200 40 re f Q "))
    old = page.raw_get("/Contents")
    page["/Contents"] = ArrayObject([old, drawn])
    writer.update_container(page)


def note(writer: IncrementalPdfFileWriter) -> None:
    """Pin a text note to the first page."""
    _annotate(writer, {"/Subtype": pdf_name("/Text"), "/Contents": pdf_string("zgoda?")})


def free_text(writer: IncrementalPdfFileWriter) -> None:
    """Lay a text over the first page."""
    look = {"/Subtype": pdf_name("/FreeText"), "/Contents": pdf_string("12 000 zł"), "/DA": pdf_string("/Helv 12 Tf")}
    _annotate(writer, look)


def extra_page(writer: IncrementalPdfFileWriter) -> None:
    """Add a page at the end."""
    pages = writer.root["/Pages"]
    page = DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Page"),
            pdf_name("/Parent"): writer.root.raw_get("/Pages"),
            pdf_name("/MediaBox"): _numbers(0, 0, 595, 842),
        }
    )
    pages["/Kids"].append(writer.add_object(page))
    pages["/Count"] = NumberObject(int(pages["/Count"]) + 1)
    writer.update_container(pages["/Kids"])
    writer.update_container(pages)


def signature_look(writer: IncrementalPdfFileWriter) -> None:
    """Give the signed field another look."""
    for field in writer.root["/AcroForm"]["/Fields"]:
        field = field.get_object()
        if "/V" in field:
            look = StreamObject(stream_data=b"0 0 0 rg 0 0 200 60 re f")
            look[pdf_name("/Subtype")] = pdf_name("/Form")
            look[pdf_name("/BBox")] = _numbers(0, 0, 228, 62)
            field["/AP"] = DictionaryObject({pdf_name("/N"): writer.add_object(look)})
            writer.update_container(field)


def language(writer: IncrementalPdfFileWriter) -> None:
    """Say that the file is in German."""
    writer.root["/Lang"] = pdf_string("de-DE")
    writer.update_root()


INCREMENTS: dict[str, Increment] = {
    "treść strony": page_content,
    "notatka": note,
    "tekst na stronie": free_text,
    "dodana strona": extra_page,
    "wygląd podpisu": signature_look,
    "język": language,
}


def flipped(pdf: bytes, place: int) -> bytes:
    """Return pdf with one byte changed."""
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def rewritten(pdf: bytes, *, note_on_top: bool = False) -> bytes:
    """Return pdf written anew by pikepdf, with a note laid over the first page when asked."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if note_on_top:
            look = document.make_stream(b"0 0 0 rg 0 0 300 100 re f", Subtype=pikepdf.Name.Form, BBox=[0, 0, 300, 100])
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=[90, 600, 390, 700], F=4,
                AP=pikepdf.Dictionary(N=look),
            )  # fmt: skip
            document.pages[0].Annots = pikepdf.Array([document.make_indirect(note)])
        document.save(out, static_id=True)
    return out.getvalue()


def _annotate(writer: IncrementalPdfFileWriter, look: Mapping[str, generic.PdfObject]) -> None:
    page = _page(writer)
    note = DictionaryObject({pdf_name(key): value for key, value in look.items()})
    note[pdf_name("/Type")] = pdf_name("/Annot")
    note[pdf_name("/Rect")] = _numbers(100, 600, 300, 640)
    page["/Annots"] = ArrayObject([writer.add_object(note)])
    writer.update_container(page)


def _page(writer: IncrementalPdfFileWriter) -> DictionaryObject:
    page = writer.find_page_for_modification(0)[0].get_object()
    assert isinstance(page, DictionaryObject)
    return page


def _numbers(*numbers: int) -> ArrayObject:
    return ArrayObject(NumberObject(number) for number in numbers)
