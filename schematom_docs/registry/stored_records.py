"""Rows of the registry as the frozen records that the rest of the program knows."""

from __future__ import annotations

from schematom_docs.errors import RegistryError
from schematom_docs.records import (
    Act,
    BoardRow,
    Counterpart,
    PackKey,
    PackVersion,
    ScanRecord,
    Slot,
    StoredPage,
    StoredPart,
)
from schematom_docs.registry import models

_WITH = ("files", "documents", "slots__cells", "counterparts")
_JOINED = ("pack", "event", "case_revision")


def version_rows(db: str, **chosen: object) -> list[models.Version]:
    """Return rows of versions with everything their records need, by pack, then version."""
    rows = models.Version.objects.using(db).filter(**chosen).select_related(*_JOINED).prefetch_related(*_WITH)
    return list(rows.order_by("pack__series", "pack__number", "number"))


def version_row(db: str, version: PackVersion) -> models.Version:
    """Return the row of a version. Raises RegistryError when this registry does not hold it."""
    rows = models.Version.objects.using(db).select_related(*_JOINED)
    found = rows.filter(pack__code=version.code, number=version.version).first()
    if found is None:
        raise RegistryError(
            f"rejestr nie zna pakietu {version.code} w wersji {version.version}",
            remedy="Sprawdź, czy to ten obszar roboczy.",
        )
    return found


def version_record(row: models.Version) -> PackVersion:
    """Return a version as a record."""
    pack = row.pack
    return PackVersion(
        key=PackKey(pack.pilot, pack.recipe_id, pack.subject),
        number=pack.number,
        label=pack.label,
        code=pack.code,
        version=row.number,
        title=row.title,
        day=row.day,
        pages=row.pages,
        sha256=row.file_id,
        state=row.state,
        case_number=row.case_revision.number,
        files={each.role: each.file_id for each in sorted(row.files.all(), key=lambda each: each.pk)},
        parts=tuple(_part(each) for each in sorted(row.documents.all(), key=lambda each: each.order)),
        slots=tuple(slot_record(each) for each in sorted(row.slots.all(), key=lambda each: each.order)),
        counterparts=tuple(
            Counterpart(each.number, each.party, each.label, _signing(row, each.number))
            for each in sorted(row.counterparts.all(), key=lambda each: each.number)
        ),
        act=Act(row.event.actor, row.event.at),
    )


def _signing(row: models.Version, counterpart: int) -> tuple[str, ...]:
    """Return keys of the slots that have a cell for a counterpart, in order."""
    slots = sorted(row.slots.all(), key=lambda each: each.order)
    return tuple(slot.key for slot in slots if any(cell.counterpart == counterpart for cell in slot.cells.all()))


def slot_record(row: models.Slot) -> Slot:
    """Return a slot as a record."""
    return Slot(row.key, row.party, row.person, row.role)


def cell_record(row: models.BoardCell) -> BoardRow:
    """Return a cell of the board as a record."""
    return BoardRow(
        counterpart=row.counterpart,
        slot=slot_record(row.slot),
        state=row.state,
        way=row.way,
        sent_on=row.sent_on,
        sent_how=row.sent_how,
        returned_on=row.returned_on,
        proof=row.proof_id or "",
        verdict=row.verdict,
        place=row.place,
        reason=row.reason,
        entered_by=row.entered_by,
    )


def cells(version: models.Version) -> list[models.BoardCell]:
    """Return the cells of the board of a version: by counterpart, then slot."""
    rows = models.BoardCell.objects.using(version._state.db).filter(slot__version=version)
    return list(rows.select_related("slot").order_by("counterpart", "slot__order"))


def page_records(version: models.Version) -> list[StoredPage]:
    """Return the page codes of a version: by counterpart, then page."""
    rows = version.page_codes.order_by("counterpart", "page")
    return [StoredPage(row.counterpart, row.page, row.digest) for row in rows]


def scan_record(row: models.ScannedPage) -> ScanRecord:
    """Return a scanned page as a record."""
    return ScanRecord(
        file=row.file_id,
        sheet=row.sheet,
        finding=row.finding,
        payload=row.payload,
        code=row.code,
        version=row.version,
        counterpart=row.counterpart,
        page=row.page,
        by_hand=row.by_hand,
    )


def _part(row: models.Document) -> StoredPart:
    return StoredPart(
        order=row.order,
        type_id=row.type_id,
        subject=row.subject,
        title=row.title,
        pages=row.pages,
        number=row.number,
        series=row.series,
        position=row.position,
        typed=row.typed,
        template_sha256=row.template_sha256,
        data_sha256=row.data_sha256,
        docx_sha256=row.docx_id or "",
    )
