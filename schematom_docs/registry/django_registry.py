"""The registry of a workspace behind the Protocol of world.py: each method that writes is one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connections, transaction

from schematom_docs.errors import RegistryError
from schematom_docs.records import (
    Act,
    BoardChange,
    BoardRow,
    CaseRevision,
    Event,
    Expected,
    GivenNumber,
    PackKey,
    PackVersion,
    ReleaseOrder,
    ScanRecord,
    StoredPage,
)
from schematom_docs.registry import damage, event_log, models, numbers, releasing, scanned_pages, signature_board
from schematom_docs.registry.files import FileStore, digest
from schematom_docs.registry.sqlite import told
from schematom_docs.registry.stored_records import (
    cell_record,
    cells,
    page_records,
    scan_record,
    version_record,
    version_row,
    version_rows,
)


class DjangoRegistry:
    """A registry whose rows lie in the database that Django knows as `alias`, whose files lie in `files`."""

    def __init__(self, alias: str, files: FileStore, place: str) -> None:
        self._db = alias
        self._files = files
        self._place = place

    def close(self) -> None:
        """Close the connection of this thread; the next call opens it again."""
        connections[self._db].close()

    # -- files and events ------------------------------------------------------------------------------------------
    def content(self, sha256: str) -> bytes:
        """Return a stored file by its digest, proved whole. Raises RegistryError when missing or damaged."""
        return self._files.get(sha256)

    def events(self, version: PackVersion | None = None) -> list[Event]:
        """Return events, oldest first; of one version when given."""
        subject = f"{version.code}/{version.version}" if version else None
        with told(self._place):
            return event_log.entries(self._db, subject)

    def damage(self) -> list[str]:
        """Return Polish sentences on what is not whole: chain of events, files missing or changed, gaps in numbers."""
        with told(self._place):
            return damage.damage(self._db, self._files)

    def remarks(self) -> list[str]:
        """Return Polish sentences on what is whole and worth knowing: numbers that typed ones leave out."""
        with told(self._place):
            return numbers.typed_gaps(self._db)

    def orphans(self) -> list[Path]:
        """Return files of the store that no entry names: left by a power cut, harmless."""
        with told(self._place):
            known = set(models.StoredFile.objects.using(self._db).values_list("sha256", flat=True))
        return self._files.orphans(known)

    def remove_orphans(self) -> list[Path]:
        """Return the orphans, removed while nobody else can write; one open in another program stays."""
        with self._writing():
            found = self.orphans()
            for path in found:
                with suppress(OSError):
                    path.unlink()
        return [path for path in found if not path.exists()]

    # -- cases -----------------------------------------------------------------------------------------------------
    def revise_case(self, pilot: str, content: bytes, act: Act) -> CaseRevision:
        """Return the revision that holds these bytes of a case file: the last one when equal, else a new one."""
        sha256 = digest(content)
        with self._writing():
            last = models.CaseRevision.objects.using(self._db).filter(pilot=pilot).order_by("-number").first()
            if last and last.file_id == sha256:
                return _revision(last)
            self._keep([content])
            number = last.number + 1 if last else 1
            event_log.append(self._db, "stan sprawy", pilot, {"numer": number, "plik": sha256}, act)
            row = models.CaseRevision.objects.using(self._db).create(
                pilot=pilot, number=number, file_id=sha256, actor=act.actor, at=act.at
            )
            return _revision(row)

    def case_revisions(self, pilot: str) -> list[CaseRevision]:
        """Return revisions of a case, oldest first."""
        with told(self._place):
            rows = models.CaseRevision.objects.using(self._db).filter(pilot=pilot).order_by("number")
            return [_revision(row) for row in rows]

    def approved_forms(self, pilot: str) -> Mapping[str, object]:
        """Return the approved word forms of a case as its file writes them in „odmiany”; {} when none."""
        with told(self._place):
            row = models.ApprovedForms.objects.using(self._db).filter(pilot=pilot).order_by("-pk").first()
            return dict(row.forms) if row else {}

    def approve_forms(self, pilot: str, forms: Mapping[str, object], act: Act) -> None:
        """Replace the approved word forms of a case; what was approved before stays in the table."""
        plain = json.loads(json.dumps(forms, ensure_ascii=False, default=str))
        with self._writing():
            facts = {"form": len(plain), "skrot": event_log.canonical_digest(plain)}
            event_log.append(self._db, "zatwierdzenie form", pilot, facts, act)
            models.ApprovedForms.objects.using(self._db).create(pilot=pilot, forms=plain, actor=act.actor, at=act.at)

    # -- release ---------------------------------------------------------------------------------------------------
    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the only right to write; what is expected inside stays true until the end. Rolls back on an error."""
        with self._writing():
            yield

    def expected(self, key: PackKey, year: int, series: Sequence[str] = ()) -> Expected:
        """Return series, number, code, version and next numbers that a release made now would get."""
        with told(self._place):
            return numbers.expected(self._db, key, year, series)

    def release(self, order: ReleaseOrder, act: Act) -> PackVersion:
        """Store files, give numbers, freeze version, page codes and board, write the event: all or nothing.

        Raises StaleNumberError when what the order expected no longer holds.
        """
        releasing.check_order(order)
        with self._writing():
            releasing.check_fresh(self._db, order)  # before its files: those of a late order would stay in the store
            files = {role: self._files.put(content) for role, content in order.files.items()}
            for role, sha256 in files.items():
                self._enter(sha256, len(order.files[role]))
            row = releasing.write_release(self._db, order, files, act)
            return version_record(version_rows(self._db, pk=row.pk)[0])

    def withdraw(self, version: PackVersion, reason: str, act: Act) -> PackVersion:
        """Return the version marked „wycofany”. Its numbers stay given and are listed as void."""
        with self._writing():
            row = version_row(self._db, version)
            releasing.withdraw(row, reason, act)
            return version_record(row)

    def versions(self, key: PackKey | None = None) -> list[PackVersion]:
        """Return released versions, by number of the pack, then version; of one pack when key is given."""
        chosen: dict[str, object] = {}
        if key:
            chosen = {"pack__pilot": key.pilot, "pack__recipe_id": key.recipe_id, "pack__subject": key.subject}
        with told(self._place):
            return [version_record(row) for row in version_rows(self._db, **chosen)]

    def numbers(self, series: str = "") -> list[GivenNumber]:
        """Return numbers given at releases, void ones too, by series and number; of one series when named."""
        with told(self._place):
            return numbers.given_numbers(self._db, series)

    def by_code(self, code: str) -> list[PackVersion]:
        """Return the versions of the pack that a page code names, oldest first; [] for a foreign code."""
        with told(self._place):
            return [version_record(row) for row in version_rows(self._db, pack__code=code)]

    def pages(self, version: PackVersion) -> list[StoredPage]:
        """Return what was printed on each page of each counterpart; counterpart 0 = the electronic file."""
        with told(self._place):
            return page_records(version_row(self._db, version))

    # -- board and scans -------------------------------------------------------------------------------------------
    def board(self, version: PackVersion) -> list[BoardRow]:
        """Return the rows of the signature board: counterpart × party slot, in order."""
        with told(self._place):
            return [cell_record(cell) for cell in cells(version_row(self._db, version))]

    def mark(
        self, version: PackVersion, changes: Sequence[BoardChange], act: Act, files: Mapping[str, bytes] | None = None
    ) -> list[BoardRow]:
        """Return the board after the changes; old entries stay in the events. files: sha256 → bytes of new proofs."""
        with self._writing():
            self._keep((files or {}).values())
            for change in changes:
                if change.proof:
                    self._known(change.proof)
            row = version_row(self._db, version)
            if changes:
                signature_board.mark(row, changes, act)
            return [cell_record(cell) for cell in cells(row)]

    def keep_scans(self, scans: Sequence[ScanRecord], files: Mapping[str, bytes], act: Act) -> None:
        """Store scanned pages with their files (sha256 → bytes), known, foreign and unreadable alike; none twice."""
        with self._writing():
            self._keep(files.values())
            scanned_pages.keep(self._db, scans, act)

    def scans(self, version: PackVersion | None = None) -> list[ScanRecord]:
        """Return scanned pages, oldest first; without a version also those of no pack."""
        with told(self._place):
            rows = models.ScannedPage.objects.using(self._db).order_by("pk")
            if version:
                rows = rows.filter(code=version.code, version=version.version)
            return [scan_record(row) for row in rows]

    # -- transactions ----------------------------------------------------------------------------------------------
    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold a transaction that alone may write: SQLite's BEGIN IMMEDIATE, and the row of the workspace locked."""
        with told(self._place), transaction.atomic(using=self._db):
            models.Workspace.objects.using(self._db).select_for_update().get()
            yield

    def _keep(self, contents: Iterable[bytes]) -> None:
        """Put files on the disk, then into the table of files of the open transaction."""
        for content in contents:
            self._enter(self._files.put(content), len(content))

    def _enter(self, sha256: str, size: int) -> None:
        models.StoredFile.objects.using(self._db).get_or_create(sha256=sha256, defaults={"size": size})

    def _known(self, sha256: str) -> None:
        if not models.StoredFile.objects.using(self._db).filter(sha256=sha256).exists():
            raise RegistryError(f"rejestr nie ma pliku {sha256[:12]}…, który ma być dowodem")


def _revision(row: models.CaseRevision) -> CaseRevision:
    return CaseRevision(row.pilot, row.number, row.file_id, Act(row.actor, row.at))
