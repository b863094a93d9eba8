"""Writing results: every file to a temporary name first, then all renamed, so a failure leaves what was there whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from schematom_docs.errors import OutputError

_SUFFIX = ".schematom-tymczasowy"


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Return the paths written, in the order of `files` (name → bytes). Existing files are replaced only at the end.

    Raises OutputError naming the folder or file when the place cannot be written (full disk, no right, open in Word).
    """
    place = folder
    temporary: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            place = folder / name
            draft = folder / (name + _SUFFIX)
            temporary.append((draft, place))
            draft.write_bytes(data)
        for draft, final in temporary:
            place = final
            draft.replace(final)
    except OSError as error:
        _discard(draft for draft, _ in temporary)
        raise OutputError(
            f"nie można zapisać pliku ({error.strerror or type(error).__name__})",
            place=str(place),
            remedy="Sprawdź wolne miejsce i prawa zapisu; zamknij plik, jeśli jest otwarty w innym programie.",
        ) from error
    return [final for _, final in temporary]


def _discard(drafts: Iterable[Path]) -> None:
    for draft in drafts:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
