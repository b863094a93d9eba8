"""Content-addressed store of files: `pliki/ab/<sha256>`, each whole or not there at all."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from schematom_docs.errors import OutputError, RegistryError, system_reason

_DRAFT = ".tmp"
_LOST = "Odtwórz plik z kopii zapasowej folderu „rejestr”."


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content`, 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


class FileStore:
    """Files of a workspace by the digest of their content."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Return where the file with this digest lies."""
        return self.folder / sha256[:2] / sha256

    def put(self, content: bytes) -> str:
        """Return the digest of `content`, which is on the disk when this returns. Raises OutputError.

        Written under a temporary name, flushed to the disk, then renamed; a damaged file under the name is replaced.
        """
        sha256 = digest(content)
        target = self.path(sha256)
        if self._is_whole(target, sha256):
            return sha256
        draft = target.with_name(f"{sha256}.{os.getpid()}-{threading.get_ident()}{_DRAFT}")
        try:
            _make_folder(target.parent)
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
            _flush_folder(target.parent)
        except OSError as error:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            if self._is_whole(target, sha256):  # another process was faster and somebody reads the file already
                return sha256
            raise OutputError(
                f"nie można zapisać pliku w rejestrze ({system_reason(error)})",
                place=str(target.parent),
                remedy="Sprawdź wolne miejsce i prawa zapisu w folderze „rejestr”.",
            ) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the file with this digest. Raises RegistryError when it is missing, unreadable or damaged."""
        try:
            content = self.path(sha256).read_bytes()
        except OSError as error:
            reason = f"nie ma w rejestrze pliku {sha256[:12]}… ({system_reason(error)})"
            raise RegistryError(reason, place=str(self.path(sha256)), remedy=_LOST) from error
        if digest(content) != sha256:
            raise RegistryError(
                f"plik {sha256[:12]}… w rejestrze jest zmieniony", place=str(self.path(sha256)), remedy=_LOST
            )
        return content

    def fault(self, sha256: str) -> str:
        """Return in Polish what is wrong with a stored file, "" when it is whole."""
        try:
            self.get(sha256)
        except RegistryError as error:
            return error.reason
        return ""

    def orphans(self, known: Iterable[str]) -> list[Path]:
        """Return files that no entry names: left by a power cut between the files and the transaction."""
        if not self.folder.is_dir():
            return []
        names = set(known)
        return sorted(path for path in self.folder.glob("*/*") if path.is_file() and path.name not in names)

    @staticmethod
    def _is_whole(path: Path, sha256: str) -> bool:
        try:
            return digest(path.read_bytes()) == sha256
        except OSError:
            return False


def _make_folder(folder: Path) -> None:
    """Make the folder and flush the entries of the folders above it, so that a power cut does not lose them."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        _flush_folder(each.parent)


def _flush_folder(folder: Path) -> None:
    """Flush the entries of a folder to the disk; Windows does so by itself when it renames."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
