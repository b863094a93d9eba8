"""Writing results: every file to a temporary name first, then all renamed, so a failure leaves what was there whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from schematom_docs.errors import OutputError, system_reason

PREFIX = ".schematom-"
REMEDY = "Sprawdź wolne miejsce i prawa zapisu; zamknij plik, jeśli jest otwarty w innym programie."


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Return the paths written, in the order of `files` (name → bytes). Existing files are replaced only at the end.

    Before the first replacement every target is tried, so that one file open in Word stops all of them. Temporary names
    are unique: two runs into one folder do not meet. Raises OutputError naming the file and the reason.
    """
    drafts: list[tuple[Path, Path]] = []
    place = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            place = folder / name
            drafts.append((_draft(folder, data), place))
        for _, place in drafts:
            _try_target(place)
        for draft, place in drafts:
            draft.replace(place)
    except OSError as error:
        raise OutputError(
            f"nie można zapisać pliku ({system_reason(error)})", place=str(place), remedy=REMEDY
        ) from error
    finally:
        _discard(draft for draft, _ in drafts)
    return [final for _, final in drafts]


def _draft(folder: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=PREFIX, dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if os.name == "posix":  # mkstemp makes files for the owner alone; results get the usual rights
            path.chmod(0o666 & ~_umask())
    except BaseException:
        _discard([path])
        raise
    return path


def _umask() -> int:
    """Return the mask of new files of this process."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _try_target(path: Path) -> None:
    """Open a target that exists for writing, without changing it. Raises OSError when it is a folder or locked."""
    if path.exists():
        with path.open("r+b"):
            pass


def _discard(drafts: Iterable[Path]) -> None:
    for draft in drafts:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
