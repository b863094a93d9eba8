"""Small PDFs that tests of verifying seal, damage and exchange: pages with Polish text, a picture, an attachment."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, AttachedFileSpec, Name
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from schematom_docs.pdf.files import saved
from schematom_docs.pdf.fonts import find_font
from schematom_docs.workflow.verdicts import Verdict

FONT = "proba-weryfikacji"
ENCLOSED = {
    "oświadczenie.txt": "Oświadczam, że dane są przykładowe.\n".encode(),
    "lista.csv": b"lp;nazwa\n1;PUP\n" * 40,
}


def small_pdf(pages: int = 3, word: str = "Porozumienie") -> bytes:
    """Return a PDF of that many pages, each with its own text, two enclosed files; same input, same bytes."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FONT, str(find_font())))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, initialFontName=FONT)  # type: ignore[arg-type]  # stubs say float
    for number in range(1, pages + 1):
        canvas.setFont(FONT, 12)
        for line in range(20):
            canvas.drawString(80, 780 - 20 * line, f"{word}, strona {number}, wiersz {line}: zażółć gęślą jaźń")
        canvas.showPage()
    canvas.save()
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        for name, data in ENCLOSED.items():
            pdf.attachments[name] = AttachedFileSpec(
                pdf, data, filename=name, description="próba", mime_type="text/plain", creation_date="", mod_date=""
            )
            pdf.attachments[name].obj.AFRelationship = Name.Supplement
        pdf.Root.AF = Array([pdf.attachments[name].obj for name in ENCLOSED])
        return saved(pdf)


def flipped(data: bytes, place: int, mask: int = 1) -> bytes:
    """Return data with the bits of mask turned over in one byte."""
    return data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]


def told(verdict: Verdict, name: str) -> list[tuple[str, str]]:
    """Return (place, reason) of the faults of one check."""
    (check,) = (check for check in verdict.checks if check.name == name)
    return [(fault.place, fault.reason) for fault in check.faults]
