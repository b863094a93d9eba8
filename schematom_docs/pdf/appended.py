"""What stands in a file after its sealed bytes: a recorded change with a signature, one without, or no PDF at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Name, Object, Pdf

from schematom_docs.errors import Fault
from schematom_docs.pdf.files import open_pdf

_ENDING = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_DEEPEST = 20  # levels of a tree of fields


@dataclass(frozen=True, slots=True)
class Appended:
    """What follows the sealed bytes. size: bytes; signatures: signed fields more than before; faults: what no signature
    does."""

    size: int
    signatures: int = 0
    faults: tuple[Fault, ...] = ()


def appended(pdf: bytes, sealed: int) -> Appended:
    """Return what the bytes from `sealed` on are. Raises ConversionError when the whole cannot be read as a PDF."""
    tail = pdf[sealed:]
    place = f"bajty {sealed}–{len(pdf) - 1}"
    ending = _ENDING.search(tail)
    if ending is None or not sealed <= int(ending[1]) < len(pdf):
        reason = f"po końcu wydanego pliku dopisano {len(tail)} B, które nie są zapisem zmiany PDF"
        return Appended(len(tail), faults=(Fault(place, reason, "Usuń dopisane bajty albo pobierz plik jeszcze raz."),))
    with open_pdf(pdf, name="plik") as now, open_pdf(pdf[:sealed], name="plik") as before:
        signatures = _signatures(now) - _signatures(before)
        faults = _added_notes(before, now)
    if signatures <= 0:
        reason = f"po wydaniu dopisano w pliku {len(tail)} B zmian bez podpisu elektronicznego"
        faults.insert(0, Fault(place, reason, "Weź plik w postaci, w jakiej go wydano."))
    return Appended(len(tail), max(0, signatures), tuple(faults))


def _signatures(pdf: Pdf) -> int:
    """Return how many signature fields have a value."""
    form = pdf.Root.get(Name.AcroForm)
    fields = form.get(Name.Fields) if isinstance(form, pikepdf.Dictionary) else None
    return _signed(fields, False, _DEEPEST)


def _signed(fields: Object | None, signature: bool, depth: int) -> int:
    if not isinstance(fields, pikepdf.Array) or not depth:
        return 0
    count = 0
    for field in fields.as_list():
        if not isinstance(field, pikepdf.Dictionary):
            continue
        is_signature = field.get(Name.FT) == Name.Sig or (signature and Name.FT not in field)
        count += is_signature and isinstance(field.get(Name.V), pikepdf.Dictionary)
        count += _signed(field.get(Name.Kids), is_signature, depth - 1)
    return count


def _added_notes(before: Pdf, now: Pdf) -> list[Fault]:
    """Return a fault for each page that has more annotations than before, signature fields and the like left out."""
    faults: list[Fault] = []
    for number, (old, new) in enumerate(zip(before.pages, now.pages, strict=False), 1):
        added = _notes(new.obj) - _notes(old.obj)
        if added > 0:
            reason = f"po wydaniu dopisano na stronie uwagi lub inne adnotacje ({added})"
            faults.append(Fault(f"strona {number}", reason, "Weź plik w postaci, w jakiej go wydano."))
    return faults


def _notes(page: Object) -> int:
    annotations = page.get(Name.Annots, Array())
    if not isinstance(annotations, pikepdf.Array):
        return 0
    kinds = [item.get(Name.Subtype) for item in annotations.as_list() if isinstance(item, pikepdf.Dictionary)]
    return sum(kind != Name.Widget for kind in kinds)
