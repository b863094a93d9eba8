"""Scanned pages kept with their files: each sheet once; what a person decides replaces what the program found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from schematom_docs.errors import RegistryError
from schematom_docs.records import Act, ScanRecord
from schematom_docs.registry.event_log import append
from schematom_docs.registry.models import ScannedPage, StoredFile
from schematom_docs.registry.stored_records import scan_record

STRAY = "skany"
"""Under which name events speak of scanned pages that belong to no version."""


def keep(db: str, scans: Sequence[ScanRecord], act: Act) -> None:
    """Write new scanned pages and one event for each version they belong to. Raises RegistryError for a lost file."""
    lost = {scan.file for scan in scans} - set(StoredFile.objects.using(db).values_list("sha256", flat=True))
    if lost:
        raise RegistryError(f"skan nie ma pliku w rejestrze: {sorted(lost)[0][:12]}…")
    kept: dict[str, list[dict[str, object]]] = {}
    for scan in scans:
        before = ScannedPage.objects.using(db).filter(file_id=scan.file, sheet=scan.sheet).first()
        if before and (not scan.by_hand or scan_record(before) == scan):
            continue
        row = ScannedPage(pk=before.pk if before else None, file_id=scan.file)
        for name, value in asdict(scan).items():
            if name != "file":
                setattr(row, name, value)
        row.save(using=db)
        entry: dict[str, object] = {"przed": before.finding if before else "", **_facts(scan)}
        kept.setdefault(f"{scan.code}/{scan.version}" if scan.code else STRAY, []).append(entry)
    for subject, entries in kept.items():
        append(db, "skan", subject, {"strony": entries}, act)


def _facts(scan: ScanRecord) -> dict[str, object]:
    """Return what an event says of a scanned page; what its code says stays out, it may be anybody’s."""
    return {
        "plik": scan.file,
        "arkusz": scan.sheet,
        "wynik": scan.finding,
        "egz": scan.counterpart,
        "strona": scan.page,
        "recznie": scan.by_hand,
    }
