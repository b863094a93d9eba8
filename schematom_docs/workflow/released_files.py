"""Files of released versions: their names, and which of them go to the folder of results."""

from __future__ import annotations

import json
from collections.abc import Mapping

from schematom_docs.errors import RegistryError
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
