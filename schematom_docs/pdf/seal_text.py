"""The text of a seal: what it states of a file, written and read strictly, so that any changed byte of it shows."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

SEAL_VERSION = 1
DIGEST_LETTERS = 16  # 64 bits place a change; the whole is held by full digests
_OWN_BLANK = "0" * 64
_BLOCK = 65535  # longest stored block of deflate (RFC 1951, 3.2.4)
_HEAD = b"\x78\x01"
MARK = b'{"pieczec_schematom":'
TEXT_OFFSET = len(_HEAD) + 5  # where the text begins in a stored stream
_OWN_AT = len(MARK) + len(b'1,"wlasny":"')


@dataclass(frozen=True, slots=True)
class Segment:
    """One sealed stretch. length: bytes; label: number of its place in Seal.places; digest: start of its SHA-256, hex,
    "" for the seal itself."""

    length: int
    label: int
    digest: str


@dataclass(frozen=True, slots=True)
class Seal:
    """What a seal states. start, end: where its stream stands in the file; size: sealed bytes from the beginning;
    sha256: of the sealed bytes without those of the stream; segments: cover bytes 0..size-1 in order."""

    start: int
    end: int
    size: int
    sha256: str
    places: tuple[str, ...]
    segments: tuple[Segment, ...]


def seal_text(seal: Seal) -> bytes:
    """Return the text of a seal, still without its own digest, as short as it gets."""
    facts: dict[str, object] = {
        "od": seal.start,
        "do": seal.end,
        "bajtow": seal.size,
        "sha256": seal.sha256,
        "miejsca": list(seal.places),
        "odcinki": [[segment.length, segment.label, segment.digest] for segment in seal.segments],
    }
    body = json.dumps(facts, ensure_ascii=True, separators=(",", ":"))
    return f'{MARK.decode("ascii")}{SEAL_VERSION},"wlasny":"{_OWN_BLANK}",{body[1:]}'.encode("ascii")


def seal_stream(text: bytes, length: int) -> bytes:
    """Return the stream of a seal's text, padded to `length` bytes of text, with its own digest.

    The stream is deflate without compression, so that PDF writers leave it alone and the text stands plain in the file.
    """
    padded = text.ljust(length)
    own = hashlib.sha256(padded).hexdigest().encode("ascii")
    return stored(padded[:_OWN_AT] + own + padded[_OWN_AT + len(own) :])


def read_seal(stream: bytes) -> Seal | None:
    """Return the seal that begins at the start of `stream` (more may follow), or None when any byte of it is wrong."""
    engine = zlib.decompressobj()
    try:
        text = engine.decompress(stream)
    except zlib.error:
        return None
    if not engine.eof or stored(text) != stream[: len(stream) - len(engine.unused_data)]:
        return None
    own = text[_OWN_AT : _OWN_AT + 64]
    blanked = text[:_OWN_AT] + _OWN_BLANK.encode("ascii") + text[_OWN_AT + 64 :]
    if not text.startswith(MARK) or hashlib.sha256(blanked).hexdigest().encode("ascii") != own:
        return None
    return _parsed(text)


def stored(text: bytes) -> bytes:
    """Return text as a zlib stream of stored blocks: fixed length for a length of text, the text readable in it."""
    blocks: Sequence[bytes] = [text[at : at + _BLOCK] for at in range(0, len(text), _BLOCK)] or [b""]
    out = bytearray(_HEAD)
    for number, block in enumerate(blocks, 1):
        out += struct.pack("<BHH", number == len(blocks), len(block), len(block) ^ 0xFFFF) + block
    return bytes(out + struct.pack(">I", zlib.adler32(text)))


def _parsed(text: bytes) -> Seal | None:
    try:
        facts = json.loads(text)
        segments = tuple(Segment(int(length), int(label), str(digest)) for length, label, digest in facts["odcinki"])
        places = tuple(str(place) for place in facts["miejsca"])
        whole = Seal(int(facts["od"]), int(facts["do"]), int(facts["bajtow"]), str(facts["sha256"]), places, segments)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    total = sum(segment.length for segment in segments)
    sound = total == whole.size and all(0 <= one.label < len(places) and one.length > 0 for one in segments)
    return whole if sound and 0 <= whole.start < whole.end <= whole.size else None
