"""A pack as one ZIP: numbered files with names that every system takes, a manifest, and the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from schematom_docs.errors import UsageError
from schematom_docs.pack.manifest_seal import sealed_manifest
from schematom_docs.pack.zip_seal import seal_zip

MANIFEST_NAME: Final = "manifest.json"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # the first moment ZIP knows: a release has a day of its own in the manifest
_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?(?:/[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?)*")
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_LETTERS: Final = str.maketrans("łŁøØđĐ", "lLoOdD")
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class ZipMember:
    """One file of a ZIP. role: what it is in the pack, one word („docx”, „czesc-3”); name: path inside the ZIP."""

    role: str
    name: str
    data: bytes


def member_name(number: int, stem: str, suffix: str) -> str:
    """Return „03-kontrakt_rodzinny-r01.docx”: ASCII, small letters, valid on Windows. stem: free of personal data.

    number: place in the pack, from 1, 0 for none; suffix: with its dot.
    """
    plain = unicodedata.normalize("NFKD", stem.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9_-]+", "-", plain).strip("-_")[:_LONGEST].strip("-_") or "plik"
    return f"{number:02d}-{plain}{suffix.lower()}" if number else f"{plain}{suffix.lower()}"


def zip_files(members: Sequence[ZipMember], manifest: Mapping[str, object]) -> bytes:
    """Return the ZIP of the members and of the manifest, which gets their list as „pliki” with sizes and SHA-256;
    sealed (pack/zip_seal.py).

    Same members and manifest → same bytes. Raises UsageError for a name that Windows does not take, or taken twice.
    """
    taken: set[str] = {MANIFEST_NAME}
    for member in members:
        pieces = member.name.split("/")
        if not _NAME.fullmatch(member.name) or any(_DEVICES.fullmatch(piece) for piece in pieces):
            raise UsageError(f"Nazwa „{member.name}” nie nadaje się dla pliku w archiwum.", remedy="Zmień ją.")
        if member.name in taken:
            raise UsageError(f"Dwa pliki archiwum mają tę samą nazwę „{member.name}”.", remedy="Zmień jedną z nich.")
        taken.add(member.name)
    listed = [
        {
            "rola": member.role,
            "nazwa": member.name,
            "sha256": hashlib.sha256(member.data).hexdigest(),
            "bajtow": len(member.data),
        }
        for member in members
    ]
    files = [(MANIFEST_NAME, sealed_manifest({**manifest, "pliki": listed}))]
    files += [(member.name, member.data) for member in members]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.create_system = 0  # the same on Windows and Linux
            info.external_attr = 0
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, 6)
    return seal_zip(buffer.getvalue())
