"""Compiled templates on disk, a file each, named by content. An entry of another build, or a damaged one, is refused.

The files hold Python code, as .pyc files do: a folder that others may write to is neither read nor written.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
import threading
from pathlib import Path

from schematom_docs.document.compiling import Compiled

_SEAL_SIZE = 32


def load(folder: Path, key: str, stamp: str) -> Compiled | None:
    """Return the compiled template kept under a key by the same build, or None."""
    path = _path(folder, key)
    try:
        if not (_own(folder) and _own(path)):
            return None
        data = path.read_bytes()
    except OSError:
        return None
    seal, payload = data[:_SEAL_SIZE], data[_SEAL_SIZE:]
    if seal != _seal(key, stamp, payload):
        return None
    compiled = pickle.loads(payload)
    return compiled if isinstance(compiled, Compiled) else None


def store(folder: Path, key: str, stamp: str, compiled: Compiled) -> None:
    """Keep a compiled template; a folder that cannot be written, or is not ours, only costs the next compilation."""
    payload = pickle.dumps(compiled, protocol=5)
    path = _path(folder, key)
    draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.tmp")
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _own(folder):
            return
        try:
            draft.write_bytes(_seal(key, stamp, payload) + payload)
            draft.chmod(0o600)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def _own(path: Path) -> bool:
    """Tell whether only the user who runs the program can write there; Windows keeps user folders apart by itself."""
    if sys.platform == "win32":
        return True
    found = path.stat()
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def _path(folder: Path, key: str) -> Path:
    return folder / f"{key}.szablon"


def _seal(key: str, stamp: str, payload: bytes) -> bytes:
    """Return what makes an entry valid: its key, the build that wrote it and its own bytes under one hash."""
    return hashlib.sha256(f"{key}/{stamp}/".encode() + payload).digest()
