"""What is drawn over the pages of a PDF besides their content: annotations and layers, signature fields left out.

Fingerprints of pages do not hold annotations, so a note laid over a sentence would go unseen in a rewritten file.
"""

from __future__ import annotations

import hashlib
import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

_DEEPEST = 30
_NOT_DRAWN = {"/P", "/Parent", "/StructParent", "/Dest", "/A", "/NM", "/M", "/Length", "/Filter", "/DecodeParms", "/Pg"}


def drawn_over(pdf: bytes) -> tuple[str, ...]:
    """Return digests of layers and of every annotation but signature fields, by page. Raises pikepdf's errors as
    ValueError when the file cannot be read."""
    try:
        with Pdf.open(io.BytesIO(pdf)) as document:
            layers = _digest(document.Root.get(Name.OCProperties), 0)
            notes = [
                f"{number} {_digest(note, 0)}"
                for number, page in enumerate(document.pages, 1)
                for note in page.obj.get(Name.Annots, Array())
                if not _signature(note)
            ]
            return (layers, *sorted(notes))
    except pikepdf.PdfError as error:
        raise ValueError("unreadable") from error


def _signature(note: Object) -> bool:
    if not isinstance(note, pikepdf.Dictionary) or note.get(Name.Subtype) != Name.Widget:
        return False
    kind = note.get(Name.FT) or note.get(Name.Parent, Dictionary()).get(Name.FT)
    return bool(kind == Name.Sig)


def _digest(value: object, depth: int) -> str:
    """Return the digest of a value with all it refers to, numbers of objects left out."""
    if depth > _DEEPEST:
        return "…"
    if isinstance(value, pikepdf.Stream):
        keys = _keys(value, depth)
        return _hash(f"S{keys}{hashlib.sha256(value.read_bytes()).hexdigest()}")
    if isinstance(value, pikepdf.Dictionary):
        if value.get(Name.Type) in (Name.Page, Name.Pages):
            return "page"
        return _hash(f"D{_keys(value, depth)}")
    if isinstance(value, pikepdf.Array):
        return _hash("A" + "".join(_digest(item, depth + 1) for item in value))
    if isinstance(value, int | float) or type(value).__name__ == "Decimal":
        return f"{float(value):.2f}"  # type: ignore[arg-type]  # a number of either kind
    return _hash(str(value))


def _keys(value: Object, depth: int) -> str:
    kept = [key for key in sorted(value.keys()) if key not in _NOT_DRAWN]
    return "".join(f"{key} {_digest(value[key], depth + 1)}" for key in kept)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
