"""The OOXML zip: entries as raw compressed bytes, written back with fixed times; what did not change is copied."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from schematom_docs.document.file_kinds import check_names, no_word_file, not_a_zip
from schematom_docs.document.usual_names import mentions, renamed, rewritten, unusual
from schematom_docs.errors import TemplateError

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes a template may hold unpacked; more is taken for a zip bomb."""

_DOS_TIME, _DOS_DATE = 0, 0x21  # 1980-01-01 00:00, the earliest time zip knows: same input, same bytes
_UTF8_NAME = 0x800
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class Entry:
    """One zip entry. data: bytes as stored; method: 0 stored, 8 deflated; crc and size: of the unpacked bytes."""

    name: str
    data: bytes
    method: int
    crc: int
    size: int

    def unpack(self) -> bytes:
        """Return the unpacked bytes."""
        return zlib.decompress(self.data, -15) if self.method else self.data


def deflate(name: str, data: bytes, level: int = 3) -> Entry:
    """Return a deflated entry of the given bytes. Level 3 takes a third of the time of 6 and adds a few per cent."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return Entry(name, packer.compress(data) + packer.flush(), 8, zlib.crc32(data), len(data))


class Deflater:
    """One entry deflated piece by piece, never whole in memory."""

    def __init__(self, name: str, level: int = 3) -> None:
        self._name, self._packer = name, zlib.compressobj(level, zlib.DEFLATED, -15)
        self._chunks: list[bytes] = []
        self._crc = self._size = 0

    def add(self, text: str) -> None:
        """Take the next piece."""
        data = text.encode("utf-8")
        self._crc, self._size = zlib.crc32(data, self._crc), self._size + len(data)
        self._chunks.append(self._packer.compress(data))

    def entry(self) -> Entry:
        """Return the finished entry."""
        return Entry(self._name, b"".join(self._chunks) + self._packer.flush(), 8, self._crc, self._size)


def read_package(source: bytes) -> tuple[Entry, ...]:
    """Return the entries of a DOCX in stored order, parts under their usual names. Raises TemplateError otherwise."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            check_names(info.filename for info in infos)
            if sum(info.file_size for info in infos) > MAX_UNPACKED:
                raise TemplateError("szablon jest po rozpakowaniu zbyt duży", remedy="Zmniejsz obrazy w szablonie.")
            entries = tuple(_entry(archive, info, source) for info in infos)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, struct.error, EOFError) as error:
        raise not_a_zip(source) from error
    names = {entry.name for entry in entries}
    if "[Content_Types].xml" not in names:
        raise no_word_file(names)
    return entries if {"word/document.xml", "word/styles.xml"} <= names else _usually_named(entries)


def _usually_named(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the entries with the parts that Word in the browser names its own way under their usual names."""
    for relations in ("_rels/.rels", "word/_rels/document.xml.rels"):
        found = {entry.name: entry for entry in entries}
        if relations in found and (new := unusual(found[relations].unpack(), found)):
            entries = tuple(
                deflate(renamed(entry.name, new), rewritten(entry.unpack(), new))
                if mentions(entry.name, new)
                else replace(entry, name=renamed(entry.name, new))
                for entry in entries
            )
    return entries


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: bytes) -> Entry:
    if info.compress_type not in (0, 8) or info.flag_bits & 1:
        raise NotImplementedError(info.filename)
    if zlib.crc32(archive.read(info)) != info.CRC:
        raise zipfile.BadZipFile(info.filename)
    header = _LOCAL.unpack_from(source, info.header_offset)
    start = info.header_offset + _LOCAL.size + header[9] + header[10]
    raw = source[start : start + info.compress_size]
    return Entry(info.filename, raw, info.compress_type, info.CRC, info.file_size)


def write_package(entries: tuple[Entry, ...], changed: Mapping[str, Entry]) -> bytes:
    """Return the zip of the entries, those in `changed` replaced or, when new, appended in name order."""
    known = {entry.name for entry in entries}
    final = [changed.get(entry.name, entry) for entry in entries]
    final += [changed[name] for name in sorted(changed) if name not in known]
    chunks: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for entry in final:
        name = entry.name.encode("utf-8")
        flags = 0 if entry.name.isascii() else _UTF8_NAME
        fields = (flags, entry.method, _DOS_TIME, _DOS_DATE, entry.crc, len(entry.data), entry.size, len(name), 0)
        chunks += (_LOCAL.pack(b"PK\3\4", 20, *fields), name, entry.data)
        directory += (_CENTRAL.pack(b"PK\1\2", 20, 20, *fields, 0, 0, 0, 0, offset), name)
        offset += _LOCAL.size + len(name) + len(entry.data)
    size = sum(map(len, directory))
    end = _END.pack(b"PK\5\6", 0, 0, len(final), len(final), size, offset, 0)
    return b"".join([*chunks, *directory, end])
