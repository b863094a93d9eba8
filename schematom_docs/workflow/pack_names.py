"""Which released pack a person means: by its number, by its code as read from paper, by the code of a counterpart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from schematom_docs.errors import UsageError
from schematom_docs.records import PackVersion
from schematom_docs.world import Registry

_CODE = re.compile(r"([0-9A-Z]{8})(?:-(\d{1,3}))?")
_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})


def read_code(name: str) -> tuple[str, int | None]:
    """Return (code, counterpart it names or None) of „K7Q2M9XA-2”; ("", None) of what is no code.

    Codes have no I, L and O; whoever reads one from paper may take 1 or 0 for them.
    """
    read = _CODE.fullmatch(name.strip().upper().translate(_ALIKE))
    return (read[1], int(read[2]) if read[2] else None) if read else ("", None)


def find_versions(registry: Registry, name: str) -> list[PackVersion]:
    """Return the versions of the pack that a short code or a number („PAK/RODZINNY/3/2026”) names, oldest first.

    Raises UsageError when the registry has no such pack, or several have that number.
    """
    wanted = name.strip().casefold()
    versions = registry.versions()
    code, _ = read_code(name)
    found = [version for version in versions if version.code == code]
    found = found or [version for version in versions if version.label.casefold() == wanted]
    if not found:
        known = ", ".join(dict.fromkeys(version.label for version in versions)) or "żadnego pakietu jeszcze nie wydano"
        raise UsageError(f"w rejestrze nie ma pakietu „{name}”", remedy=f"Wydane: {known}.")
    if len(codes := sorted({version.code for version in found})) > 1:
        raise UsageError(f"numer „{name}” ma kilka pakietów", remedy=f"Podaj kod: {', '.join(codes)}.")
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
