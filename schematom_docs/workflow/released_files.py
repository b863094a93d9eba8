"""Files of released versions: their names, and which of them go to the folder of results."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from schematom_docs.errors import RegistryError, UsageError
from schematom_docs.records import PackVersion
from schematom_docs.workflow.edition import ELECTRONIC, MANIFEST, PART
from schematom_docs.world import Registry

FOLDER = "wydane"
"""Folder of results of a case that holds the files of its released packs."""


def results(files: Mapping[str, bytes], names: Mapping[str, str]) -> dict[str, bytes]:
    """Return file name → bytes of what is written to the folder of results; documents one by one are in the ZIP."""
    return {names[role]: data for role, data in files.items() if not role.startswith(PART)}


def stored_files(registry: Registry, version: PackVersion) -> dict[str, bytes]:
    """Return the same of a version in the registry, each file proved whole. Raises RegistryError."""
    files = {role: registry.content(sha256) for role, sha256 in version.files.items()}
    return results(files, _names(files[MANIFEST], version))


def _names(manifest: bytes, version: PackVersion) -> dict[str, str]:
    try:
        listed = json.loads(manifest)["pliki"]
        names = {str(each["rola"]): str(each["nazwa"]) for each in listed}
        return {**names, MANIFEST: names[ELECTRONIC].removesuffix(".pdf") + ".json"}
    except (ValueError, KeyError, TypeError) as error:
        raise RegistryError(
            "manifest wydanego pakietu nie daje się odczytać", place=f"{version.label}, wersja {version.version}"
        ) from error


def find_versions(registry: Registry, name: str) -> list[PackVersion]:
    """Return the versions of the pack that a short code or a number („PAK/RODZINNY/3/2026”) names, oldest first.

    Raises UsageError when the registry has no such pack.
    """
    wanted = name.strip().upper()
    versions = registry.versions()
    found = [version for version in versions if wanted in (version.label.upper(), version.code)]
    if not found:
        known = ", ".join(dict.fromkeys(version.label for version in versions)) or "żadnego pakietu jeszcze nie wydano"
        raise UsageError(f"w rejestrze nie ma pakietu „{name}”", remedy=f"Wydane: {known}.")
    return found


def chosen_version(versions: Sequence[PackVersion], number: int | None) -> PackVersion:
    """Return the version with a number, the last one without it. Raises UsageError when there is no such version."""
    if number is None:
        return versions[-1]
    for version in versions:
        if version.version == number:
            return version
    known = ", ".join(str(version.version) for version in versions)
    raise UsageError(f"pakiet {versions[-1].label} nie ma wersji {number}", remedy=f"Wersje: {known}.")
