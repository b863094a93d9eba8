"""Compiled templates on disk, a file each, named by content. An entry of another build, or a damaged one, is refused.

The files hold Python code, as .pyc files do: the folder must belong to the user who runs the program.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
from pathlib import Path

from schematom_docs.document.compiling import Compiled


def load(folder: Path, key: str, stamp: str) -> Compiled | None:
    """Return the compiled template kept under a key by the same build, or None."""
    try:
        data = _path(folder, key).read_bytes()
    except OSError:
        return None
    seal = _seal(key, stamp, data[32:])
    if data[:32] != seal:
        return None
    compiled = pickle.loads(data[32:])
    return compiled if isinstance(compiled, Compiled) else None


def store(folder: Path, key: str, stamp: str, compiled: Compiled) -> None:
    """Keep a compiled template; a folder that cannot be written only costs the next compilation."""
    payload = pickle.dumps(compiled, protocol=5)
    path = _path(folder, key)
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(_seal(key, stamp, payload) + payload)
        draft.replace(path)


def _path(folder: Path, key: str) -> Path:
    return folder / f"{key}.szablon"


def _seal(key: str, stamp: str, payload: bytes) -> bytes:
    """Return what makes an entry valid: its key, the build that wrote it and its own bytes under one hash."""
    return hashlib.sha256(f"{key}/{stamp}/".encode() + payload).digest()
