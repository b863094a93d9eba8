"""What is not whole in a registry, in Polish sentences."""

from __future__ import annotations

from schematom_docs.registry import models
from schematom_docs.registry.event_log import chain_faults
from schematom_docs.registry.files import FileStore
from schematom_docs.registry.numbers import gaps
from schematom_docs.registry.releasing import codes_digest
from schematom_docs.registry.stored_records import page_records


def damage(db: str, files: FileStore) -> list[str]:
    """Return faults of the chain, the numbers, the files and the versions; [] when all is whole."""
    stored = models.StoredFile.objects.using(db).order_by("sha256").values_list("sha256", flat=True)
    lost = [f"Pliki: {reason}." for sha256 in stored if (reason := files.fault(sha256))]
    return [*chain_faults(db), *gaps(db), *lost, *_versions(db)]


def _versions(db: str) -> list[str]:
    faults: list[str] = []
    for row in models.Version.objects.using(db).select_related("pack", "event").prefetch_related("files"):
        name = f"Pakiet {row.pack.label}, wersja {row.number}"
        pages = page_records(row)
        if not pages:
            faults.append(f"{name}: brak kodów stron.")
        elif codes_digest(pages) != row.event.data.get("strony"):
            faults.append(f"{name}: kody stron są inne niż w dzienniku.")
        roles = {each.role: each.file_id for each in row.files.all()}
        if roles != row.event.data.get("pliki"):
            faults.append(f"{name}: lista plików jest inna niż w dzienniku.")
        if row.event.data.get("numer") != row.pack.number or row.event.data.get("seria") != row.pack.series:
            faults.append(f"{name}: numer pakietu jest inny niż w dzienniku.")
    return faults
