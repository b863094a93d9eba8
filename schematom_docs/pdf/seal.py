"""The seal of a released PDF: pieczec.json, embedded, with digests of every stretch of the file and its Polish name."""

from __future__ import annotations

import hashlib

import pikepdf
from pikepdf import Array, AttachedFileSpec, Name, Pdf

from schematom_docs.errors import ConversionError
from schematom_docs.pdf.files import open_pdf, saved
from schematom_docs.pdf.places import Stretch, stretches
from schematom_docs.pdf.seal_text import DIGEST_LETTERS, MARK, Seal, Segment, seal_stream, seal_text, stored

SEAL_NAME = "pieczec.json"
SEAL_PLACE = f"pieczęć (załącznik {SEAL_NAME})"
BLOCK = 4096  # bytes of the longest segment, unless the file is large
MOST_BLOCKS = 2048
_SPARE = 256  # room for what moves between two attempts
_ATTEMPTS = 6


def seal(pdf: bytes) -> bytes:
    """Return pdf with the seal embedded; same input → same bytes. It has to be the last change before release.

    Each byte of the result is covered: by the digest of its segment, or, inside the seal, by the seal's own digest.
    The PDF/A label stays as it is (an embedded file asks for PDF/A-3). Raises ConversionError for a pdf that is
    unreadable or has a seal already.
    """
    with open_pdf(pdf, name="pakiet") as document:
        if SEAL_NAME in document.attachments:
            raise ConversionError("Plik ma już pieczęć.", place=SEAL_NAME, remedy="Pieczętuj plik bez pieczęci.")
        stream = _attach(document)
        length = _SPARE
        for _ in range(_ATTEMPTS):
            placeholder = stored(MARK.ljust(length))
            stream.write(placeholder, filter=Name.FlateDecode)
            data = saved(document)
            made = _described(data, data.index(placeholder), len(placeholder))
            text = seal_text(made)
            if len(text) <= length:
                return data[: made.start] + seal_stream(text, length) + data[made.end :]
            length = len(text) + _SPARE
    raise ConversionError("Pieczęci nie da się zmieścić w pliku.", place=SEAL_NAME, remedy="Zgłoś to autorom programu.")


def _attach(document: Pdf) -> pikepdf.Object:
    """Return the stream of the seal, attached first: the seal stands near the beginning and outlives a truncation."""
    specification = AttachedFileSpec(
        document,
        b"",
        filename=SEAL_NAME,
        mime_type="application/json",
        description="Pieczęć pliku: skróty jego części do sprawdzania poleceniem schematom verify.",
        creation_date="",
        mod_date="",
    )
    document.attachments[SEAL_NAME] = specification
    attached = document.attachments[SEAL_NAME].obj
    attached.AFRelationship = Name.Data
    others = [item for item in document.Root.get(Name.AF, Array()) if item.objgen != attached.objgen]
    document.Root.AF = Array([attached, *others])
    stream = attached.EF.F
    stream.Params = pikepdf.Dictionary()  # a checksum there could not be true: the text is written after the rest
    return stream


def _described(data: bytes, start: int, length: int) -> Seal:
    """Return the seal of a saved file whose stream for it stands at start."""
    end = start + length
    with open_pdf(data, name="pakiet") as document:
        parts = _divided(stretches(document, len(data)), start, end, _block(len(data)))
    places = tuple(dict.fromkeys(part.label for part in parts))
    numbers = {label: number for number, label in enumerate(places)}
    segments = tuple(
        Segment(part.end - part.start, numbers[part.label], "" if part.start == start else digest(data, part))
        for part in parts
    )
    whole = hashlib.sha256(data[:start])
    whole.update(data[end:])
    return Seal(start, end, len(data), whole.hexdigest(), places, segments)


def digest(data: bytes, part: Stretch) -> str:
    """Return the start of SHA-256 over the bytes of a stretch, hex."""
    return hashlib.sha256(data[part.start : part.end]).hexdigest()[:DIGEST_LETTERS]


def _block(size: int) -> int:
    """Return the length of the longest segment: BLOCK, more where that would make more than MOST_BLOCKS of them."""
    return BLOCK * max(1, -(-size // (BLOCK * MOST_BLOCKS)))


def _divided(found: list[Stretch], start: int, end: int, block: int) -> list[Stretch]:
    """Return stretches cut out around the seal, neighbours of one label joined, then divided to at most `block`."""
    cut: list[Stretch] = []
    for stretch in found:
        before = Stretch(stretch.start, min(stretch.end, start), stretch.label)
        after = Stretch(max(stretch.start, end), stretch.end, stretch.label)
        cut += [part for part in (before, after) if part.start < part.end]
    cut.append(Stretch(start, end, SEAL_PLACE))
    joined: list[Stretch] = []
    for part in sorted(cut, key=lambda one: one.start):
        if joined and joined[-1].label == part.label and part.label != SEAL_PLACE:
            joined[-1] = Stretch(joined[-1].start, part.end, part.label)
        else:
            joined.append(part)
    return [piece for part in joined for piece in _pieces(part, block)]


def _pieces(part: Stretch, block: int) -> list[Stretch]:
    if part.label == SEAL_PLACE:
        return [part]
    return [Stretch(at, min(at + block, part.end), part.label) for at in range(part.start, part.end, block)]
