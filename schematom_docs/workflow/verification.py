"""Files and folders proved: what each file is, what was checked, what is wrong with it."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from schematom_docs.errors import Fault, UsageError, VerificationError, system_reason
from schematom_docs.pdf.reading_failures import READING_FAILURES
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
from schematom_docs.workflow.stated_pack import read_statement
from schematom_docs.workflow.verdicts import (
    FOREIGN,
    LISTED,
    MANIFEST,
    SKIPPED,
    UNREADABLE,
    Check,
    Identity,
    Verdict,
    refusal,
)
from schematom_docs.world import Registry

LARGEST_FILE = 512 * 1024 * 1024
MOST_FILES = 10_000
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
            found += verify_file(path.name, _content(path), _listing(path.parent, [path.parent / path.name]))
        else:
            raise UsageError("nie ma takiego pliku ani folderu", place=str(path))
    return [with_register(verdict, registry) for verdict in found] if registry else found


def _verify_folder(folder: Path, report: Report | None) -> list[Verdict]:
    files = list(_files(folder))
    if not files:
        raise UsageError("w folderze nie ma plików", place=str(folder))
    listings: dict[Path, Listing] = {}
    found: list[Verdict] = []
    for number, path in enumerate(files, 1):
        if path.parent not in listings:
            listings[path.parent] = _listing(path.parent, files)
        name = path.relative_to(folder).as_posix()
        found += verify_file(name, _content(path), listings[path.parent], alone=False)
        if report:
            report("Sprawdzanie", number, len(files))
    return [_with_missing(verdict, listings, folder, found) for verdict in found]


def verify_file(
    file: str, content: bytes | Fault, listing: Listing = NO_LISTING, *, alone: bool = True
) -> list[Verdict]:
    """Return the verdict of one file, and those of the packs in it when it is a ZIP.

    file: its name; content: its bytes, or why they cannot be read; listing: manifests that lie beside it; alone: it was
    asked for by itself: then a file that is none of ours is a fault, else it is passed over.
    """
    if isinstance(content, Fault):
        return [refusal(file, UNREADABLE, BYTES, [content])]
    digest = hashlib.sha256(content).hexdigest()
    listed = listed_check(file.rpartition("/")[2], digest, listing)
    archive = content.startswith(b"PK\x03\x04")  # first: a ZIP may hold a PDF that is not compressed
    if archive and not _is_word(content):
        found = verify_archive(file, content)
    elif not archive and b"%PDF-" in content[:PDF_HEAD]:
        found = [verify_pdf(file, content)]
    else:
        found = [_other(file, content, digest, listed, alone)]
    if listed is None:
        return found
    return [replace(found[0], checks=(*found[0].checks, listed)), *found[1:]]


def _other(file: str, content: bytes, digest: str, listed: Check | None, alone: bool) -> Verdict:
    """Return the verdict of a file that proves nothing by itself: a manifest, a Word file, anything."""
    try:
        stated = read_statement(content)
    except VerificationError:
        if listed is not None:
            return Verdict(file, LISTED, digest)
        if alone:
            return refusal(file, FOREIGN, STATEMENT, [NOT_OURS], digest)
        return Verdict(file, SKIPPED, digest, checks=(Check(LISTED_CHECK, "żaden manifest go nie zna", done=False),))
    identity = Identity(stated.code, stated.version, stated.number, stated.title, stated.counterpart, stated.of)
    pages = f"stron: {stated.total}, plików: {len(stated.files)}"
    return Verdict(file, MANIFEST, digest, identity, (Check(STATEMENT, pages),))


def _is_word(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "[Content_Types].xml" in package.namelist()
    except READING_FAILURES:
        return False


def _with_missing(verdict: Verdict, listings: dict[Path, Listing], folder: Path, found: list[Verdict]) -> Verdict:
    """Return the verdict of a manifest with the files of its release that are not in the folder."""
    if verdict.kind != MANIFEST:
        return verdict
    path = folder / verdict.file
    stated = listings[path.parent].manifests.get(path.name)
    if stated is None:
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


def _listing(folder: Path, files: Sequence[Path]) -> Listing:
    """Return the manifests in a folder. files: those that are looked at anyway."""
    beside = {path for path in files if path.parent == folder} | set(folder.glob("*.json"))
    candidates = sorted(path for path in beside if path.suffix.lower() == ".json")
    read = [
        (path.name, content) for path in candidates if isinstance(content := _content(path, LARGEST_MANIFEST), bytes)
    ]
    return listing_of(read)


def _content(path: Path, most: int = LARGEST_FILE) -> bytes | Fault:
    """Return the bytes of a file, or why they cannot be had."""
    try:
        if path.stat().st_size > most:
            return Fault(path.name, f"plik jest za duży (ponad {most // 1024**2} MB)")
        return path.read_bytes()
    except OSError as error:
        return Fault(path.name, f"pliku nie można odczytać ({system_reason(error)})", "Sprawdź prawa do pliku.")
