"""Manifest of a released file: what it was made from, which pages it has, and what is printed on each of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from schematom_docs.pack import build_manifest
from schematom_docs.signing.page_codes import PageCode
from schematom_docs.workflow.bound_pack import BoundPack
from schematom_docs.workflow.edition import Edition

RELEASED_VERSION = 2


def file_manifest(
    bound: BoundPack,
    edition: Edition,
    counterpart: int,
    codes: Sequence[PageCode],
    fingerprints: Sequence[str],
) -> dict[str, object]:
    """Return the manifest embedded in one copy; it holds no moment, no machine and no names of persons.

    counterpart: number of the copy, 0 = the electronic file; codes, fingerprints: of each of its pages.
    """
    manifest = build_manifest(
        bound.recipe,
        bound.records,
        bound.merged,
        pages=bound.pages,
        engine=bound.engine,
        dictionary=bound.dictionary,
        subject=bound.subject,
        title=bound.title,
    )
    manifest["manifest"] = RELEASED_VERSION
    manifest["pakiet"] = {"stron": bound.pages, "sha256_przed_nadrukiem": hashlib.sha256(bound.merged).hexdigest()}
    manifest["wydanie"] = {
        "kod": edition.expected.code,
        "wersja": edition.expected.version,
        "numer": edition.label,
        "egzemplarz": counterpart,
        "z_egzemplarzy": len(bound.counterparts),
        "dzien": edition.day.isoformat(),
    }
    manifest["strony"] = [
        {"strona": code.page, "odcisk": fingerprint, "kod": None if code.page in bound.bare else code.text}
        for code, fingerprint in zip(codes, fingerprints, strict=True)
    ]
    manifest["zalaczniki"] = []
    _add_numbers(manifest, edition)
    return manifest


def _add_numbers(manifest: dict[str, object], edition: Edition) -> None:
    parts = manifest["czesci"]
    assert isinstance(parts, list)
    for part in parts:
        number = edition.numbers.get((str(part["typ"]), str(part["podmiot"])))
        if number is not None:
            part["numer"] = number.number


def described_files(files: Mapping[str, bytes], names: Mapping[str, str]) -> list[dict[str, object]]:
    """Return what the manifest beside the files says of each of them."""
    return [
        {"rola": role, "nazwa": names[role], "sha256": hashlib.sha256(data).hexdigest(), "bajtow": len(data)}
        for role, data in files.items()
    ]
