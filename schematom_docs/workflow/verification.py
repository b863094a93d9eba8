"""Files and folders proved: what each file is, what was checked, what is wrong with it."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from schematom_docs.errors import Fault, UsageError, VerificationError, system_reason
from schematom_docs.pack.manifest_seal import manifest_is_sealed, manifest_is_whole
from schematom_docs.pack.zip_seal import zip_is_sealed
from schematom_docs.pdf.reading_failures import READING_FAILURES
from schematom_docs.pdf.seal_text import MARK
from schematom_docs.workflow.archive_verification import verify_archive
from schematom_docs.workflow.listed_files import (
    LARGEST_MANIFEST,
    LISTED_CHECK,
    NO_LISTING,
    Listing,
    listed_check,
    listing_of,
    missing_check,
)
from schematom_docs.workflow.pack_verification import BYTES, NOT_OURS, STATEMENT, verify_pdf
from schematom_docs.workflow.registry_verification import with_register
from schematom_docs.workflow.stated_pack import StatedPack, read_statement
from schematom_docs.workflow.verdicts import (
    FOREIGN,
    LISTED,
    MANIFEST,
    SKIPPED,
    SOUND,
    UNREADABLE,
    Check,
    Identity,
    Verdict,
    refusal,
)
from schematom_docs.world import Registry

LARGEST_FILE = 512 * 1024 * 1024
MOST_FILES = 10_000
MOST_MANIFESTS = 200
AGAIN = "Pobierz plik jeszcze raz."
_MANIFEST_KEYS = (b'"manifest"', b'"czesci"', b'"wydanie"', b'"pliki"')
PDF_HEAD = 1024  # readers look for the header in the first 1024 bytes
Report = Callable[[str, int, int], None]


def verify_paths(
    paths: Sequence[Path], *, registry: Registry | None = None, report: Report | None = None
) -> list[Verdict]:
    """Return verdicts of files and of every file in folders, in order; members of a ZIP follow it.

    registry: also says whether a file is the released one and in what state. Raises UsageError for a path that is not
    there, a folder without files or with more than MOST_FILES; nothing for what files hold.
    """
    found: list[Verdict] = []
    for path in paths:
        if path.is_dir():
            found += _verify_folder(path, report)
        elif path.exists():
            found += _verify_alone(path)
        else:
            raise UsageError("nie ma takiego pliku ani folderu", place=str(path))
    return [with_register(verdict, registry) for verdict in found] if registry else found


def _verify_alone(path: Path) -> list[Verdict]:
    """Return the verdict of a file, held against manifests beside it and in the folder above."""
    base = path.absolute().parent.parent
    beside = [*base.glob("*.json"), *path.absolute().parent.glob("*.json")][:MOST_MANIFESTS]
    listing = _listing(base, beside)
    file = path.absolute().relative_to(base).as_posix()
    found = verify_file(file, _content(path), listing)
    return [replace(verdict, file=path.name + verdict.file[len(file) :]) for verdict in found]


def _verify_folder(folder: Path, report: Report | None) -> list[Verdict]:
    files = list(_files(folder))
    if not files:
        raise UsageError("w folderze nie ma plików", place=str(folder))
    listing = _listing(folder, files)
    found: list[Verdict] = []
    for number, path in enumerate(files, 1):
        found += verify_file(path.relative_to(folder).as_posix(), _content(path), listing, alone=False)
        if report:
            report("Sprawdzanie", number, len(files))
    return [_with_missing(verdict, listing, found) for verdict in found]


def verify_file(
    file: str, content: bytes | Fault, listing: Listing = NO_LISTING, *, alone: bool = True
) -> list[Verdict]:
    """Return the verdict of one file, and those of the packs in it when it is a ZIP.

    file: its path, as `listing` counts paths; content: its bytes, or why they cannot be read; listing: manifests beside
    it; alone: it was asked for by itself: then a file that is none of ours is a fault, else it is passed over.
    """
    if isinstance(content, Fault):
        return [refusal(file, UNREADABLE, BYTES, [content])]
    digest = hashlib.sha256(content).hexdigest()
    listed = listed_check(file, digest, listing)
    zipped = content.startswith(b"PK\x03\x04")  # first: a ZIP may hold a PDF that is not compressed
    if _is_archive(file, content) or (zipped and not _is_word(content)):
        found = verify_archive(file, content)
    elif not zipped and _is_pdf(file, content):
        found = [verify_pdf(file, content)]
    else:
        found = [_other(file, content, digest, listed, alone)]
    if listed is None:
        return found
    if found[0].kind == FOREIGN and listed.outcome == SOUND:  # a part of a pack: no pack by itself
        return [Verdict(file, LISTED, digest, checks=(listed,))]
    return [replace(found[0], checks=(*found[0].checks, listed)), *found[1:]]


def _other(file: str, content: bytes, digest: str, listed: Check | None, alone: bool) -> Verdict:
    """Return the verdict of a file that proves nothing by itself: a manifest, a Word file, anything."""
    try:
        stated = read_statement(content)
    except VerificationError as error:
        if listed is not None:
            return Verdict(file, LISTED, digest)
        if sum(key in content for key in _MANIFEST_KEYS) > 1:
            return refusal(file, MANIFEST, STATEMENT, [Fault(error.place, error.reason, AGAIN)], digest)
        if alone:
            return refusal(file, FOREIGN, STATEMENT, [NOT_OURS], digest)
        return Verdict(file, SKIPPED, digest, checks=(Check(LISTED_CHECK, "żaden manifest go nie zna", done=False),))
    identity = Identity(stated.code, stated.version, stated.number, stated.title, stated.counterpart, stated.of)
    pages = f"stron: {stated.total}, plików: {len(stated.files)}"
    return Verdict(file, MANIFEST, digest, identity, (_manifest_bytes(file, content, stated), Check(STATEMENT, pages)))


def _manifest_bytes(file: str, content: bytes, stated: StatedPack) -> Check:
    """Return whether a manifest is as it was written; that of a draft has no seal."""
    if manifest_is_whole(content):
        return Check(BYTES, f"pieczęć obejmuje {len(content)} B")
    if not stated.released and not manifest_is_sealed(content):
        return Check(BYTES, "manifest nie ma pieczęci", done=False)
    return Check(BYTES, faults=(Fault(file, "manifest różni się od wydanego", AGAIN),))


def _is_archive(file: str, content: bytes) -> bool:
    """Return whether a file is an archive of a pack or called ZIP, though its first bytes may be damaged."""
    return zip_is_sealed(content) or file.lower().endswith(".zip")


def _is_pdf(file: str, content: bytes) -> bool:
    """Return whether a file is a PDF, sealed or called so, though its first bytes may be damaged."""
    return b"%PDF-" in content[:PDF_HEAD] or MARK in content or file.lower().endswith(".pdf")


def _is_word(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "[Content_Types].xml" in package.namelist()
    except READING_FAILURES:
        return False


def _with_missing(verdict: Verdict, listing: Listing, found: list[Verdict]) -> Verdict:
    """Return the verdict of a manifest with the files of its release that are not in the folder."""
    stated = listing.manifests.get(verdict.file)
    if verdict.kind != MANIFEST or stated is None:
        return verdict
    return replace(verdict, checks=(*verdict.checks, missing_check(stated, found)))


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files under a folder in order of their names, hidden ones left out. Raises UsageError for too many."""
    count = 0
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if hidden or not path.is_file():
            continue
        count += 1
        if count > MOST_FILES:
            raise UsageError(f"w folderze jest ponad {MOST_FILES} plików", place=str(folder))
        yield path


def _listing(base: Path, files: Sequence[Path]) -> Listing:
    """Return the manifests among files, by their paths from base."""
    candidates = [(path.relative_to(base).as_posix(), path) for path in files if path.suffix.lower() == ".json"]
    read = [(name, _content(path, LARGEST_MANIFEST)) for name, path in candidates]
    return listing_of((name, content) for name, content in read if isinstance(content, bytes))


def _content(path: Path, most: int = LARGEST_FILE) -> bytes | Fault:
    """Return the bytes of a file, or why they cannot be had."""
    try:
        if path.stat().st_size > most:
            return Fault(path.name, f"plik jest za duży (ponad {most // 1024**2} MB)")
        return path.read_bytes()
    except OSError as error:
        return Fault(path.name, f"pliku nie można odczytać ({system_reason(error)})", "Sprawdź prawa do pliku.")
