"""Making a workspace: templates, forms and examples copied beside a schematom.toml."""

from __future__ import annotations

import shutil
from pathlib import Path

from schematom_docs.errors import OutputError, UsageError, system_reason

CONFIG = """# Obszar roboczy schematom_docs. Ścieżki są względem tego pliku.
szablony = "templates/pl"
formularze = "forms"
przyklady = "examples"
wyniki = "output"
# libreoffice = "C:/Program Files/LibreOffice/program/soffice.exe"
limit_czasu_konwersji = 120
# dni_na_podpis = 14
# kolejnosc_podpisow = true
"""
PARTS = ("templates", "forms", "examples")


def make_workspace(folder: Path, resources: Path, config_name: str) -> list[Path]:
    """Return the paths made in `folder`: schematom.toml and copies of templates, forms and examples.

    Raises UsageError when one of them is there already (nothing is overwritten), OutputError when it cannot be written.
    """
    targets = [folder / config_name, *(folder / part for part in PARTS)]
    present = [target.name for target in targets if target.exists()]
    if present:
        raise UsageError(
            f"w folderze już jest: {', '.join(present)}",
            place=str(folder),
            remedy="Podaj inny, pusty folder; istniejących plików nie nadpisuję.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for part in PARTS:
            shutil.copytree(resources / part, folder / part)
        (folder / config_name).write_text(CONFIG, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(
            f"nie można utworzyć obszaru roboczego ({system_reason(error)})",
            place=str(folder),
            remedy="Sprawdź wolne miejsce i prawa zapisu.",
        ) from error
    return targets
