"""Environment variables and schematom.toml → frozen Settings.

A workspace is a folder with a `schematom.toml`; its templates, forms and examples are used. Outside a workspace the
ones that came with the package are used (a source checkout, or the folder `resources` of an installed wheel).
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from schematom_docs.errors import UsageError

CONFIG_NAME = "schematom.toml"
_KEYS = {
    "szablony",
    "formularze",
    "przyklady",
    "wyniki",
    "libreoffice",
    "limit_czasu_konwersji",
    "dni_na_podpis",
    "kolejnosc_podpisow",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are. All paths are absolute; libreoffice: path of the soffice program, or None to look for it.

    conversion_seconds: time limit of one start of LibreOffice, before the allowance for each document.
    workspace: the folder of schematom.toml, None outside a workspace.
    signing_days: days after which a paper that was sent and not returned is overdue; in_order: whether parties sign in
    the order of their places, so that a paper out of order is warned about.
    """

    templates: Path
    forms: Path
    examples: Path
    output: Path
    libreoffice: Path | None = None
    conversion_seconds: int = 120
    workspace: Path | None = None
    signing_days: int = 14
    in_order: bool = False


def resources() -> Path:
    """Return the folder that holds templates/, forms/ and examples/ shipped with the package."""
    package = Path(__file__).resolve().parent
    shipped = package / "resources"
    return shipped if shipped.is_dir() else package.parent


def find_workspace(start: Path) -> Path | None:
    """Return the nearest folder at or above `start` that holds schematom.toml, or None."""
    for folder in (start, *start.parents):
        if (folder / CONFIG_NAME).is_file():
            return folder
    return None


def load_settings(start: Path, environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings in force in folder `start`. Raises UsageError for a wrong schematom.toml."""
    env = os.environ if environ is None else environ
    workspace = find_workspace(start.resolve())
    base = workspace or resources()
    values = _read_config(workspace / CONFIG_NAME) if workspace else {}
    program = env.get("SCHEMATOM_LIBREOFFICE") or values.get("libreoffice") or None
    return Settings(
        templates=base / str(values.get("szablony", "templates/pl")),
        forms=base / str(values.get("formularze", "forms")),
        examples=base / str(values.get("przyklady", "examples")),
        output=(workspace or start.resolve()) / str(values.get("wyniki", "output")),
        libreoffice=Path(str(program)) if program else None,
        conversion_seconds=_whole(values, "limit_czasu_konwersji", 120, "sekund"),
        workspace=workspace,
        signing_days=_whole(values, "dni_na_podpis", 14, "dni"),
        in_order=_yes_or_no(values, "kolejnosc_podpisow"),
    )


def _read_config(path: Path) -> dict[str, object]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            "pliku nie da się odczytać jako TOML",
            place=CONFIG_NAME,
            remedy=f"Popraw zapis{_line(error)} albo utwórz plik na nowo poleceniem „schematom init”.",
        ) from error
    unknown = sorted(set(values) - _KEYS)
    if unknown:
        raise UsageError(
            f"nieznany klucz: {', '.join(unknown)}", place=CONFIG_NAME, remedy=f"Dozwolone: {', '.join(sorted(_KEYS))}."
        )
    return values


def _whole(values: Mapping[str, object], key: str, default: int, unit: str) -> int:
    value = values.get(key, default)
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise UsageError(f"{key} musi być dodatnią liczbą {unit}", place=CONFIG_NAME, remedy=f"Wpisz np. {default}.")


def _yes_or_no(values: Mapping[str, object], key: str) -> bool:
    value = values.get(key, False)
    if isinstance(value, bool):
        return value
    raise UsageError(f"{key} musi być wartością true albo false", place=CONFIG_NAME, remedy="Wpisz true albo false.")


def _line(error: Exception) -> str:
    """Return „ w wierszu N” when the message of the TOML reader tells the line."""
    found = re.search(r"line (\d+)", str(error))
    return f" w wierszu {found[1]}" if found else ""
