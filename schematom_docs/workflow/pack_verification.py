"""One PDF proved: its bytes, manifest, pages, page codes, enclosed files and conformance; what was appended since."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pikepdf import Name

from schematom_docs.errors import Fault, SchematomError, VerificationError
from schematom_docs.pdf.appended import appended
from schematom_docs.pdf.attachments import read_attachments
from schematom_docs.pdf.conformance import archival_faults, structure_faults
from schematom_docs.pdf.files import open_pdf
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.reading_failures import READING_FAILURES
from schematom_docs.pdf.seal import SEAL_NAME
from schematom_docs.pdf.seal_check import SealCheck, check_seal
from schematom_docs.pdf.unpacked_size import MOST_CONTENT, unpacked_size
from schematom_docs.workflow.page_verification import (
    code_faults,
    document_faults,
    drawn_faults,
    number_faults,
    page_faults,
)
from schematom_docs.workflow.stated_pack import MANIFEST_NAME, StatedPack, read_statement
from schematom_docs.workflow.verdicts import (
    COUNTERPART,
    DRAFT,
    FOREIGN,
    PACK,
    UNREADABLE,
    Check,
    Identity,
    Verdict,
    refusal,
)

Found = TypeVar("Found")

BYTES, STATEMENT, PAGES, CODES = "bajty", "manifest", "strony", "kody stron"
ENCLOSED, ARCHIVAL, ACCESSIBLE, APPENDED = "załączniki", "PDF/A", "dostępność", "dopisane"
NOT_OURS = Fault(
    "plik", "nie jest pakietem tego programu", "Sprawdzić można pliki wydane poleceniem schematom release."
)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A PDF that claims to be a pack. data: the whole file; issued: its sealed bytes, the whole when there are none;
    heavy: it has too many drawing instructions to read them one by one."""

    data: bytes
    issued: bytes
    seal: SealCheck
    stated: StatedPack
    heavy: bool


def verify_pdf(file: str, data: bytes) -> Verdict:
    """Return the verdict of one PDF. Never raises for what the file holds: what cannot be read is a fault."""
    digest = hashlib.sha256(data).hexdigest()
    seal = check_seal(data)
    issued = data[: seal.size] if seal.size else data
    try:
        size = unpacked_size(data)
        if size.faults:
            return refusal(file, UNREADABLE, BYTES, (*seal.faults, *size.faults), digest)
        enclosed = {one.name: one.data for one in read_attachments(issued)}
    except READING_FAILURES as error:
        return _unread(file, digest, seal, error)
    if MANIFEST_NAME not in enclosed:
        if not seal.found:
            return refusal(file, FOREIGN, STATEMENT, [NOT_OURS], digest)
        lost = Fault(MANIFEST_NAME, "w pliku nie ma manifestu", "Pobierz plik jeszcze raz.")
        return Verdict(file, PACK, digest, checks=(_seal_check(seal), Check(STATEMENT, faults=(lost,))))
    try:
        stated = read_statement(enclosed[MANIFEST_NAME])
    except VerificationError as error:
        kind = PACK if seal.found else FOREIGN
        broken = Fault(error.place, error.reason, error.remedy)
        return Verdict(file, kind, digest, checks=(_seal_check(seal), Check(STATEMENT, faults=(broken,))))
    return _judged(file, digest, _Opened(data, issued, seal, stated, size.content > MOST_CONTENT))


def _judged(file: str, digest: str, opened: _Opened) -> Verdict:
    stated = opened.stated
    identity = Identity(
        stated.code, stated.version, stated.number, stated.title, stated.counterpart, stated.of, len(stated.pages)
    )
    kind = DRAFT if not stated.released else COUNTERPART if stated.counterpart else PACK
    checks = [_seal_check(opened.seal) if stated.released else _draft_check()]
    fingerprints = _read(lambda: page_fingerprints(opened.data))
    if isinstance(fingerprints, Fault):
        checks += [_statement_check(stated), Check(PAGES, faults=(fingerprints,))]
    else:
        checks += [_statement_check(stated), *_page_checks(opened, fingerprints)]
    checks += [_enclosed_check(opened), *(_unjudged(opened) or _conformance(opened))]
    if len(opened.data) > len(opened.issued):
        checks.append(_appended_check(opened))
    return Verdict(file, kind, digest, identity, tuple(checks), hashlib.sha256(opened.issued).hexdigest())


def _unread(file: str, digest: str, seal: SealCheck, error: Exception) -> Verdict:
    """Return the verdict of a file that cannot be opened: of a pack when its seal is there, else of any file."""
    reason = error.reason if isinstance(error, SchematomError) else "pliku PDF nie da się odczytać"
    fault = Fault("plik", reason, "Pobierz plik jeszcze raz od nadawcy albo z rejestru.")
    if not seal.found:
        return refusal(file, UNREADABLE, BYTES, [fault], digest)
    return Verdict(file, PACK, digest, checks=(_seal_check(seal), Check(STATEMENT, faults=(fault,))))


def _seal_check(seal: SealCheck) -> Check:
    if not seal.found:
        lost = Fault(SEAL_NAME, "plik nie ma pieczęci", "Weź plik w postaci, w jakiej go wydano.")
        return Check(BYTES, faults=(lost,))
    note = f"pieczęć obejmuje {seal.size} B" if seal.size else ""
    return Check(BYTES, note, seal.faults)


def _draft_check() -> Check:
    reason = "to projekt pakietu, nie został wydany"
    return Check(BYTES, faults=(Fault("plik", reason, "Wydaj pakiet poleceniem schematom release."),))


def _statement_check(stated: StatedPack) -> Check:
    faults = [*document_faults(stated), *number_faults(stated)]
    if stated.released and not (stated.code and stated.version and stated.pages):
        faults.append(Fault(MANIFEST_NAME, "manifest nie podaje kodu, wersji albo stron"))
    return Check(STATEMENT, f"części: {len(stated.documents)}, stron: {stated.total}", tuple(faults))


def _page_checks(opened: _Opened, fingerprints: Sequence[str]) -> list[Check]:
    stated = opened.stated
    pages = Check(PAGES, f"stron: {len(fingerprints)}", tuple(page_faults(stated, fingerprints)))
    if not stated.released:
        return [pages]
    wrong = code_faults(stated, fingerprints)
    drawn = _read(lambda: drawn_faults(stated, opened.data))
    wrong += [drawn] if isinstance(drawn, Fault) else drawn
    coded = sum(bool(page.payload) for page in stated.pages)
    return [pages, Check(CODES, f"kodów: {coded}, odczytane z obrazu stron", tuple(wrong))]


def _enclosed_check(opened: _Opened) -> Check:
    enclosed = _read(lambda: {one.name: one.data for one in read_attachments(opened.data)})
    if isinstance(enclosed, Fault):
        return Check(ENCLOSED, faults=(enclosed,))
    found = {name: hashlib.sha256(data).hexdigest() for name, data in enclosed.items()}
    wanted = {one.name: one.sha256 for one in opened.stated.attached}
    own = {MANIFEST_NAME, SEAL_NAME}
    faults = [Fault(f"załącznik {name}", "brak w pliku") for name in wanted if name not in found]
    faults += [
        Fault(f"załącznik {name}", "różni się od wydanego")
        for name in wanted
        if name in found and found[name] != wanted[name]
    ]
    faults += [Fault(f"załącznik {name}", "manifest go nie zna") for name in sorted({*found} - {*wanted} - own)]
    return Check(ENCLOSED, f"plików: {len(wanted)}", tuple(faults))


def _unjudged(opened: _Opened) -> list[Check]:
    """Return the checks of conformance left out, [] when they are to be made.

    What they found in a damaged file would only tell of the damage again.
    """
    if any(not fault.warning for fault in opened.seal.faults):
        note = "pominięte, bo bajty pliku się różnią"
    elif opened.heavy:
        note = "pominięte, bo treść stron jest za duża"
    else:
        return []
    return [Check(name, note, done=False) for name in (ARCHIVAL, ACCESSIBLE)]


def _conformance(opened: _Opened) -> list[Check]:
    accessible = _read(lambda: structure_faults(opened.issued))
    checks = [Check(ACCESSIBLE, faults=(accessible,) if isinstance(accessible, Fault) else tuple(accessible))]
    has_fields = _read(lambda: _has_fields(opened.issued))
    if has_fields is True:
        return [Check(ARCHIVAL, "bramka PDF/A nie zna pól podpisu; sprawdzono przed ich dodaniem", done=False), *checks]
    archival = _read(lambda: archival_faults(opened.issued))
    return [Check(ARCHIVAL, faults=(archival,) if isinstance(archival, Fault) else tuple(archival)), *checks]


def _has_fields(pdf: bytes) -> bool:
    with open_pdf(pdf, name="plik") as document:
        return Name.AcroForm in document.Root


def _appended_check(opened: _Opened) -> Check:
    found = _read(lambda: appended(opened.data, len(opened.issued)))
    if isinstance(found, Fault):
        return Check(APPENDED, faults=(found,))
    note = f"po wydaniu dopisano {found.size} B, podpisów: {found.signatures}"
    faults = found.faults
    if found.signatures:
        unjudged = "podpisów elektronicznych to polecenie nie osądza"
        faults += (Fault("podpisy", unjudged, "Sprawdź je w programie do podpisów.", warning=True),)
    return Check(APPENDED, note, faults)


def _read(reading: Callable[[], Found]) -> Found | Fault:
    """Return what `reading` gives, or a fault when the file does not let itself be read."""
    try:
        return reading()
    except READING_FAILURES as error:
        if isinstance(error, SchematomError):
            return Fault(error.place or "plik", error.reason, error.remedy)
        return Fault("plik", "tej części pliku nie da się odczytać", "Pobierz plik jeszcze raz.")
