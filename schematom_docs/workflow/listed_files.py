"""Manifests that lie beside files, and whether a file is the one they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from schematom_docs.errors import Fault, VerificationError
from schematom_docs.workflow.stated_pack import StatedFile, StatedPack, read_statement
from schematom_docs.workflow.verdicts import Check, Verdict

LISTED_CHECK = "plik wydania"
MAIN_ROLE = "elektroniczny"
PART_ROLE = "czesc-"
LARGEST_MANIFEST = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Listing:
    """Manifests that lie beside files. manifests: path → what it states, only those that list files; paths are relative
    to one folder, with „/”, and so are the files that are asked for."""

    manifests: Mapping[str, StatedPack] = field(default_factory=dict)

    def named(self, file: str) -> list[tuple[str, StatedFile]]:
        """Return (manifest, entry) of each manifest that names a file; names are read from where the manifest lies."""
        return [
            (path, one)
            for path, stated in self.manifests.items()
            for one in stated.files
            if (PurePosixPath(path).parent / one.name).as_posix() == file
        ]

    def holding(self, sha256: str) -> list[tuple[str, StatedFile]]:
        """Return (manifest, entry) of every manifest that lists these bytes under any name, single documents too."""
        return [
            (path, one)
            for path, stated in self.manifests.items()
            for one in (*stated.files, *_documents(stated))
            if one.sha256 == sha256
        ]


NO_LISTING = Listing()


def _documents(stated: StatedPack) -> Iterator[StatedFile]:
    """Yield the Word file and the PDF of each document of a pack; a manifest gives their digests and no names."""
    for number, one in enumerate(stated.documents, 1):
        for digest in (one.docx, one.pdf):
            if digest:
                yield StatedFile(f"„{one.title}”", digest, 0, f"{PART_ROLE}{number}")


def listing_of(files: Iterable[tuple[str, bytes]]) -> Listing:
    """Return the manifests among files (path, bytes); other files are passed over."""
    manifests: dict[str, StatedPack] = {}
    for name, data in files:
        try:
            stated = read_statement(data)
        except VerificationError:
            continue
        if stated.files:
            manifests[name] = stated
    return Listing(manifests)


def listed_check(file: str, sha256: str, listing: Listing) -> Check | None:
    """Return whether a file is the one that a manifest beside it names; None when none knows its name or bytes."""
    named, holding = listing.named(file), listing.holding(sha256)
    right = next(((manifest, one) for manifest, one in named if one.sha256 == sha256), None)
    if right:
        return Check(LISTED_CHECK, f"{right[1].role or file} według {PurePosixPath(right[0]).name}")
    if named and holding:
        reason = f"pod tą nazwą leży inny plik wydania: {holding[0][1].name} ({named[0][0]})"
        return Check(LISTED_CHECK, faults=(Fault(file, reason, "Przywróć plikom ich nazwy."),))
    if named:
        reason = f"plik różni się od wydanego, który opisuje {named[0][0]}"
        return Check(LISTED_CHECK, faults=(Fault(file, reason, "Pobierz plik jeszcze raz."),))
    if holding:
        manifest, one = holding[0]
        return Check(
            LISTED_CHECK, f"{one.role or one.name} według {PurePosixPath(manifest).name}; tam nazywa się {one.name}"
        )
    return None


def missing_check(stated: StatedPack, verdicts: Iterable[Verdict]) -> Check:
    """Return which files of a release lie nowhere in the folder: the electronic file as a fault, others as warnings.

    Single documents are not missed: they are handed out in the ZIP.
    """
    found = {verdict.sha256 for verdict in verdicts}
    missing = [one for one in stated.files if one.sha256 not in found and not one.role.startswith(PART_ROLE)]
    faults = tuple(
        Fault(one.name, f"brak pliku z wydania ({one.role})", warning=one.role != MAIN_ROLE) for one in missing
    )
    present = sum(one.sha256 in found for one in stated.files)
    return Check("pliki wydania", f"plików: {len(stated.files)}, w tym folderze: {present}", faults)
