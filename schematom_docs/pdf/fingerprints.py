"""Fingerprints of pages: SHA-256 of what a page draws, the same before and after our marks and wherever it stands.

What is hashed: the page's box and turn, its decoded content without our marks (pdf/page_marks.py), and every resource
that its content names – fonts, pictures, forms, colour spaces – with all they refer to: streams decoded, numbers and
names by value. Object numbers, compression, the order of keys, tags and annotations are not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page

from schematom_docs.pdf.files import open_pdf, sound_objects
from schematom_docs.pdf.page_marks import is_mark, without_marks
from schematom_docs.pdf.page_view import box_of, turn

CATEGORIES = ("ColorSpace", "ExtGState", "Font", "Pattern", "Properties", "Shading", "XObject")
# Applied to a page without being named in its content (ISO 32000-1, 8.6.5.6).
UNNAMED = ("/DefaultCMYK", "/DefaultGray", "/DefaultRGB")
# How a stream is stored, where an object hangs in the file: nothing that is drawn.
NOT_DRAWN = {
    "/DecodeParms", "/Filter", "/LastModified", "/Length", "/Metadata", "/Name", "/Parent", "/PieceInfo",
    "/StructParent", "/StructParents",
}  # fmt: skip
_NAMES = re.compile(rb"/([^\s/<>\[\](){}%]+)")


def page_fingerprints(pdf: bytes) -> list[str]:
    """Return the fingerprint of each page, 64 hex digits. Raises ConversionError when pdf cannot be read."""
    with open_pdf(pdf, name="pakiet") as document, sound_objects("pakiet"):
        reader = _Reader()
        return [_fingerprint(reader, page) for page in document.pages]


def page_content(page: Page) -> bytes:
    """Return the decoded content of a page: its streams in order, each on a line of its own, our marks taken off."""
    contents = page.obj.get(Name.Contents, Array())
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return without_marks(b"\n".join(stream.read_bytes().strip() for stream in streams)).strip()


def _fingerprint(reader: _Reader, page: Page) -> str:
    content = page_content(page)
    named = {"/" + _plain_name(name) for name in _NAMES.findall(content)}
    told = hashlib.sha256()
    for edge in box_of(page.cropbox):
        told.update(b"%.2f " % edge)
    told.update(b"%d" % turn(page))
    told.update(hashlib.sha256(content).digest())
    for category, name, resource in _resources(page.resources, named):
        told.update(f"{category}{name}".encode("utf-8", "surrogateescape"))
        told.update(reader.digest(resource))
    return told.hexdigest()


def _resources(resources: Object, named: set[str]) -> Iterable[tuple[str, str, Object]]:
    """Yield (category, name, object) of the resources that a content names, in a fixed order."""
    for category in CATEGORIES:
        table = resources.get(f"/{category}", Dictionary())
        for name in sorted(table.keys()):
            wanted = name in named or name in UNNAMED
            if wanted and not (category == "XObject" and is_mark(name)):
                yield category, name, table[name]


def _plain_name(raw: bytes) -> str:
    """Return a name of a content stream as pikepdf gives it: #xx read."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), raw).decode("utf-8", "replace")


class _Reader:
    """Digests of objects; each indirect one is read once, except where it leads back to itself."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bytes] = {}
        self._inside: list[tuple[int, int]] = []
        self._circle = False

    def digest(self, value: object) -> bytes:
        """Return SHA-256 of a value with all it refers to."""
        place = value.objgen if isinstance(value, pikepdf.Object) and value.is_indirect else None
        if place is None:
            return hashlib.sha256(self._written(value)).digest()
        if place in self._known:
            return self._known[place]
        if place in self._inside:
            self._circle = True
            return b"back %d" % (len(self._inside) - self._inside.index(place))
        outer, self._circle = self._circle, False
        self._inside.append(place)
        found = hashlib.sha256(self._written(value)).digest()
        self._inside.pop()
        if not self._circle:  # in a circle the digest depends on where the reading began
            self._known[place] = found
        self._circle = self._circle or outer
        return found

    def _written(self, value: object) -> bytes:
        if isinstance(value, pikepdf.Stream):
            return b"S" + self._keys(value) + hashlib.sha256(_decoded(value)).digest()
        if isinstance(value, pikepdf.Dictionary):
            return b"D" + self._keys(value)
        if isinstance(value, pikepdf.Array):
            return b"A" + b"".join(self.digest(item) for item in value)
        if isinstance(value, pikepdf.Name):
            return b"N" + str(value).encode("utf-8", "surrogateescape")
        if isinstance(value, pikepdf.String):
            return b"T" + bytes(value)
        if isinstance(value, bool) or value is None:
            return b"B%d" % (2 if value is None else value)
        if isinstance(value, int | Decimal | float):
            return b"#" + f"{Decimal(value).normalize():f}".encode("ascii")
        return b"?" + str(value).encode("utf-8")

    def _keys(self, value: Object) -> bytes:
        kept = [key for key in sorted(value.keys()) if key not in NOT_DRAWN]
        return b"".join(key.encode("utf-8", "surrogateescape") + b" " + self.digest(value[key]) for key in kept)


def _decoded(stream: Object) -> bytes:
    """Return the bytes of a stream, decoded; those of pictures that only a viewer decodes (JPEG) as stored."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return str(stream.get(Name.Filter)).encode("utf-8") + stream.read_raw_bytes()
