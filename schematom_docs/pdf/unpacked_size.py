"""How much the streams of a PDF unpack to, found without unpacking more than is allowed: small files may be bombs."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import pikepdf
from pikepdf import Name, Object

from schematom_docs.errors import Fault
from schematom_docs.pdf.files import open_pdf

MOST_IN_ONE = 256 * 1024**2  # bytes that one stream may unpack to
MOST_TOGETHER = 1024**3
MOST_CONTENT = 16 * 1024**2  # of drawing instructions, beyond which reading them one by one takes minutes
_STEP = 1024**2
_SMALLER = "Zapisz plik bez tak dużych części albo dołącz jego skan."


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a file unpacks to. content: bytes of drawing instructions; faults: why it should not be read further."""

    content: int
    faults: tuple[Fault, ...] = ()


def unpacked_size(pdf: bytes) -> Unpacked:
    """Return the size of what is packed in a PDF. Raises ConversionError when pdf cannot be read."""
    content = together = 0
    with open_pdf(pdf, name="plik") as document:
        for thing in document.objects:
            if not isinstance(thing, pikepdf.Stream):
                continue
            size = _size(thing)
            together += size
            content += size if _is_content(thing) else 0
            if size > MOST_IN_ONE or together > MOST_TOGETHER:
                place = f"obiekt {thing.objgen[0]}"
                return Unpacked(content, (Fault(place, "po rozpakowaniu jest nienaturalnie duży", _SMALLER),))
    return Unpacked(content)


def _size(stream: Object) -> int:
    """Return how many bytes a stream unpacks to, at most a step more than MOST_IN_ONE; as stored where not deflated."""
    raw = bytes(stream.get_raw_stream_buffer())
    filters = stream.get(Name.Filter)
    names = filters.as_list() if isinstance(filters, pikepdf.Array) else [filters]
    deflated = sum(name == Name.FlateDecode for name in names)
    if deflated > 1:
        return MOST_IN_ONE + 1
    if names[:1] != [Name.FlateDecode]:
        return len(raw)
    engine, size = zlib.decompressobj(), 0
    try:
        while raw and size <= MOST_IN_ONE:
            size += len(engine.decompress(raw, _STEP))
            raw = engine.unconsumed_tail
    except zlib.error:  # damaged: what reads it later says so
        return size
    return size


def _is_content(stream: Object) -> bool:
    """Return whether a stream may hold drawing instructions: no picture, font, metadata or enclosed file."""
    if stream.get(Name.Subtype) == Name.Image or Name.Length1 in stream:
        return False
    return stream.get(Name.Type) not in (Name.EmbeddedFile, Name.Metadata, Name.ObjStm, Name.XRef)
