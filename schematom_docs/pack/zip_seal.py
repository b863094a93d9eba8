"""The seal of a ZIP: its comment holds the digest of every byte before it, so that no byte changes unseen."""

from __future__ import annotations

import hashlib
import struct

from schematom_docs.errors import UsageError

_PREFIX = b"schematom-pieczec:1:"
_LENGTH = len(_PREFIX) + 64
_END = b"PK\x05\x06"  # end of central directory record (APPNOTE 4.3.16)
_END_SIZE = 22


def seal_zip(data: bytes) -> bytes:
    """Return the ZIP with its seal as the comment; same input → same bytes. Raises UsageError when it has a comment."""
    if len(data) < _END_SIZE or data[-_END_SIZE:-18] != _END or data[-2:] != b"\0\0":
        raise UsageError("Tego archiwum ZIP nie da się opieczętować.", remedy="Utwórz je bez komentarza.")
    sealed = data[:-2] + struct.pack("<H", _LENGTH)
    return sealed + _PREFIX + hashlib.sha256(sealed).hexdigest().encode("ascii")


def zip_is_sealed(data: bytes) -> bool:
    """Return whether a ZIP has a seal, whole or not."""
    return _PREFIX[:10] in data[-_LENGTH - 64 :]


def zip_is_whole(data: bytes) -> bool:
    """Return whether every byte of a sealed ZIP is as it was sealed."""
    body, comment = data[:-_LENGTH], data[-_LENGTH:]
    return comment == _PREFIX + hashlib.sha256(body).hexdigest().encode("ascii")
