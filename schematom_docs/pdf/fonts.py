"""Where the TrueType fonts of stamps come from on Linux, Windows and macOS."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from schematom_docs.errors import MissingProgramError
from schematom_docs.pdf.libreoffice import usual_places

# Carlito first: the papers are laid out with it. All have Polish letters and may be embedded.
STAMP_FONTS = ("Carlito-Regular.ttf", "calibri.ttf", "LiberationSans-Regular.ttf", "DejaVuSans.ttf", "arial.ttf")


def find_font(names: Sequence[str] = STAMP_FONTS, folders: Iterable[Path] | None = None) -> Path:
    """Return the file of the first of names that exists in folders (None: the usual ones), whatever its letter case.

    Raises MissingProgramError when there is none.
    """
    places: dict[str, Path] = {}
    for folder in font_folders(sys.platform, os.environ) if folders is None else folders:
        for path in sorted(folder.rglob("*.[tT][tT][fF]")):
            places.setdefault(path.name.lower(), path)
    for name in names:
        if name.lower() in places:
            return places[name.lower()]
    raise MissingProgramError(
        f"Nie znaleziono kroju pisma do numerów stron (szukano: {', '.join(names)}).",
        remedy="Zainstaluj krój Carlito (pakiet fonts-crosextra-carlito) albo LibreOffice, które go zawiera.",
    )


def font_folders(platform: str, environment: Mapping[str, str]) -> list[Path]:
    """Return folders that may hold fonts on platform (a value of sys.platform), LibreOffice's own ones last."""
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or "/")
    if platform == "win32":
        system = [Path(environment.get("WINDIR", r"C:\Windows")) / "Fonts"]
        system.append(Path(environment.get("LOCALAPPDATA", str(home))) / "Microsoft" / "Windows" / "Fonts")
    elif platform == "darwin":
        system = [Path("/Library/Fonts"), Path("/System/Library/Fonts"), home / "Library" / "Fonts"]
    else:
        system = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local" / "share" / "fonts"]
    office = [program.parent.parent for program in usual_places(platform, environment)]
    return [*system, *(root / part for root in office for part in ("share/fonts", "Resources/fonts"))]
