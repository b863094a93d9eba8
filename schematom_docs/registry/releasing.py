"""The database part of a release: numbers, version, page codes, board and event in the one transaction that is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from schematom_docs.errors import RegistryError, StaleNumberError
from schematom_docs.records import SUPERSEDED, WITHDRAWN, Act, ReleaseOrder, StoredPage
from schematom_docs.registry import models, numbers
from schematom_docs.registry.event_log import append, canonical_digest

ELECTRONIC = "elektroniczny"


def check_order(order: ReleaseOrder) -> None:
    """Refuse an order that could not be kept as it is. Raises RegistryError."""
    if ELECTRONIC not in order.files:
        raise RegistryError(f"wydanie nie ma pliku „{ELECTRONIC}”")
    if len({slot.key for slot in order.slots}) < len(order.slots):
        raise RegistryError("dwa miejsca na podpis mają ten sam klucz")
    unsigned = {slot.key for slot in order.slots}
    for each in order.counterparts:
        unsigned -= unsigned if each.slots is None else set(each.slots)
    if order.counterparts and unsigned:
        raise RegistryError(f"nikt nie podpisałby na papierze za: {', '.join(sorted(unsigned))}")
    wanted = {0, *(each.number for each in order.counterparts)}
    if {code.counterpart for code in order.page_codes} != wanted:
        raise RegistryError("kody stron nie zgadzają się z egzemplarzami")
    for counterpart in wanted:
        pages = sorted(code.page for code in order.page_codes if code.counterpart == counterpart)
        if pages != list(range(1, len(pages) + 1)):
            raise RegistryError(f"kody stron egzemplarza {counterpart} nie są kolejne od 1")


def check_fresh(db: str, order: ReleaseOrder) -> None:
    """Raise StaleNumberError when number, code or version of the pack would no longer be those the order expected."""
    now = numbers.expected(db, order.expected.key, order.day.year, ())
    wanted = order.expected
    if (now.series, now.number, now.code, now.version) != (wanted.series, wanted.number, wanted.code, wanted.version):
        raise StaleNumberError("w rejestrze przybyło wydanie", remedy=numbers.EXPECT_ANEW)


def write_release(db: str, order: ReleaseOrder, files: Mapping[str, str], act: Act) -> models.Version:
    """Return the new version, written with everything that belongs to it.

    files: role → sha256, already in the store and in the table of files. Raises StaleNumberError when what the order
    expected no longer holds, RegistryError when the order does not fit the registry.
    """
    check_fresh(db, order)
    pack = numbers.pack_of(db, order.expected.key)
    old = _replaced(db, pack, order)
    row = _version(db, pack, order, files, act)
    _documents(row, order)
    _board(row, order)
    models.PageCode.objects.using(db).bulk_create(
        models.PageCode(version=row, counterpart=code.counterpart, page=code.page, digest=code.digest)
        for code in order.page_codes
    )
    numbers.give_pack_number(row, order)
    numbers.take_numbers(row, order)
    if old:
        _supersede(old, row, order, act)
    return row


def withdraw(row: models.Version, reason: str, act: Act) -> None:
    """Mark a version „wycofany” and its numbers void. Raises RegistryError without a reason or when it is not live."""
    if not reason.strip():
        raise RegistryError("wycofanie wymaga powodu", remedy="Podaj go opcją --powod.")
    if row.state in (WITHDRAWN, SUPERSEDED):
        raise RegistryError(f"wersja {row.number} pakietu {row.pack.label} jest już: {row.state}")
    db = str(row._state.db)
    before, row.state = row.state, WITHDRAWN
    row.save(using=db, update_fields=["state"])
    numbers.void_numbers(row, WITHDRAWN)
    pack = row.pack
    models.Number.objects.using(db).filter(series=pack.series, number=pack.number).update(void=WITHDRAWN)
    append(db, "wycofanie", subject_of(row), {"przed": before, "po": WITHDRAWN}, act, {"powod": reason})


def subject_of(row: models.Version) -> str:
    """Return under which name events speak of a version: „K7Q2M9XA/1”."""
    return f"{row.pack.code}/{row.number}"


def codes_digest(pages: Sequence[StoredPage]) -> str:
    """Return the digest of all page codes of a version, which its event keeps."""
    return canonical_digest([[page.counterpart, page.page, page.digest] for page in sorted(pages, key=_place)])


def _place(page: StoredPage) -> tuple[int, int]:
    return page.counterpart, page.page


def _replaced(db: str, pack: models.Pack | None, order: ReleaseOrder) -> models.Version | None:
    """Return the version that the order replaces. Raises RegistryError when it is not the live one."""
    last = pack.versions.order_by("-number").first() if pack else None
    live = last if last and last.state != WITHDRAWN else None
    if order.supersedes == (live.number if live else 0):
        return live
    if live:
        raise RegistryError(
            f"pakiet {pack.label if pack else ''} ma już wydaną wersję {live.number} ({live.state})",
            remedy="Wydaj następną wersję poleceniem „schematom supersede” albo wycofaj tę.",
        )
    raise RegistryError(f"nie ma obowiązującej wersji {order.supersedes}, którą miało zastąpić to wydanie")


def _version(
    db: str,
    pack: models.Pack | None,
    order: ReleaseOrder,
    files: Mapping[str, str],
    act: Act,
) -> models.Version:
    key, wanted = order.expected.key, order.expected
    if pack is None:
        pack = _new_pack(db, order)
    elif pack.label != order.label:
        raise RegistryError(f"pakiet ma numer {pack.label}, a wydrukowano {order.label}")
    revisions = models.CaseRevision.objects.using(db).filter(pilot=key.pilot, file_id=order.case)
    revision = revisions.order_by("-number").first()
    if revision is None:
        raise RegistryError("rejestr nie zna stanu sprawy, z którego złożono pakiet")
    facts = {
        "pakiet": [key.pilot, key.recipe_id, key.subject],
        "seria": wanted.series,
        "numer": wanted.number,
        "zastepuje": order.supersedes,
        "dzien": order.day.isoformat(),
        "stron": order.pages,
        "sprawa": order.case,
        "pliki": dict(files),
        "numery": [[part.series, part.number] for part in order.parts if part.series],
        "strony": codes_digest(order.page_codes),
    }
    row = models.Version(pack=pack, number=wanted.version, title=order.title, day=order.day, pages=order.pages)
    row.event = append(db, "wydanie", subject_of(row), facts, act, {"powod": order.reason})
    row.file_id, row.case_revision, row.reason = files[ELECTRONIC], revision, order.reason
    row.save(using=db)
    for role, sha256 in files.items():
        models.VersionFile.objects.using(db).create(version=row, role=role, file_id=sha256)
    return row


def _new_pack(db: str, order: ReleaseOrder) -> models.Pack:
    key, wanted = order.expected.key, order.expected
    return models.Pack.objects.using(db).create(
        pilot=key.pilot,
        recipe_id=key.recipe_id,
        subject=key.subject,
        series=wanted.series,
        number=wanted.number,
        label=order.label,
        code=wanted.code,
    )


def _documents(row: models.Version, order: ReleaseOrder) -> None:
    db = row._state.db
    known = set(models.StoredFile.objects.using(db).values_list("sha256", flat=True))
    for part in order.parts:
        if part.docx_sha256 and part.docx_sha256 not in known:
            raise RegistryError(f"wydanie nie niesie pliku Word dokumentu „{part.type_id}”")
        models.Document.objects.using(db).create(
            version=row,
            order=part.order,
            type_id=part.type_id,
            subject=part.subject,
            title=part.title,
            pages=part.pages,
            number=part.number,
            series=part.series,
            position=part.position,
            typed=part.typed,
            template_sha256=part.template_sha256,
            data_sha256=part.data_sha256,
            docx_id=part.docx_sha256 or None,
        )


def _board(row: models.Version, order: ReleaseOrder) -> None:
    """Write slots, counterparts and the empty board: paper counterparts, each with those who sign it, or the electronic
    file when there are none."""
    db = row._state.db
    slots = [
        models.Slot.objects.using(db).create(
            version=row, order=number, key=slot.key, party=slot.party, person=slot.person, role=slot.role
        )
        for number, slot in enumerate(order.slots, 1)
    ]
    for each in order.counterparts:
        models.Counterpart.objects.using(db).create(version=row, number=each.number, party=each.party, label=each.label)
    for number, signing in [(each.number, each.slots) for each in order.counterparts] or [(0, None)]:
        for slot in slots:
            if signing is None or slot.key in signing:
                models.BoardCell.objects.using(db).create(slot=slot, counterpart=number)


def _supersede(old: models.Version, new: models.Version, order: ReleaseOrder, act: Act) -> None:
    """Mark the old version „zastąpiony”; its board, scans and kept numbers stay, the rest of its numbers is void."""
    db = str(old._state.db)
    before, old.state = old.state, SUPERSEDED
    old.save(using=db, update_fields=["state"])
    numbers.void_numbers(old, SUPERSEDED)
    facts = {"przed": before, "po": SUPERSEDED, "przez": new.number}
    append(db, "zastąpienie", subject_of(old), facts, act, {"powod": order.reason})
