"""A ZIP of a pack proved: its bytes, each member against the manifest inside, each PDF for itself."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping

from schematom_docs.errors import Fault, VerificationError
from schematom_docs.pack.zip_seal import zip_is_sealed, zip_is_whole
from schematom_docs.pdf.reading_failures import READING_FAILURES
from schematom_docs.workflow.pack_verification import BYTES, NOT_OURS, STATEMENT, verify_pdf
from schematom_docs.workflow.stated_pack import MANIFEST_NAME, StatedPack, read_statement
from schematom_docs.workflow.verdicts import ARCHIVE, FOREIGN, PACK, UNREADABLE, Check, Identity, Verdict, refusal

MEMBERS = "pliki archiwum"
MOST_MEMBERS = 5_000
LARGEST_WHOLE = 1024**3  # bytes of all members unpacked
AGAIN = "Pobierz archiwum jeszcze raz."


def verify_archive(file: str, data: bytes) -> list[Verdict]:
    """Return the verdicts of a ZIP and of each PDF in it, the ZIP first. Never raises for what the file holds."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        members, broken = _members(data)
    except READING_FAILURES as error:
        reason = error.reason if isinstance(error, VerificationError) else "archiwum ZIP nie da się odczytać"
        return [refusal(file, UNREADABLE, BYTES, [Fault("archiwum", reason, AGAIN)], digest)]
    ours = zip_is_sealed(data) or MANIFEST_NAME in members
    if not ours:
        return [refusal(file, FOREIGN, STATEMENT, [NOT_OURS], digest)]
    sealed = _bytes_check(data, broken)
    try:
        stated = read_statement(members.get(MANIFEST_NAME, b""))
    except VerificationError as error:
        lost = MANIFEST_NAME not in members
        fault = Fault(MANIFEST_NAME, "w archiwum nie ma manifestu" if lost else error.reason, AGAIN)
        return [Verdict(file, ARCHIVE, digest, checks=(sealed, Check(STATEMENT, faults=(fault,))))]
    proved = {one.sha256 for one in stated.files}
    inside = [verify_pdf(f"{file} → {name}", one) for name, one in members.items() if one.startswith(b"%PDF-")]
    inside = [one for one in inside if one.kind != FOREIGN or one.sha256 not in proved]  # a part: its digest is enough
    checks = (sealed, _members_check(stated, members), _same_pack(stated, inside))
    identity = Identity(stated.code, stated.version, stated.number, stated.title, pages=stated.total)
    return [Verdict(file, ARCHIVE, digest, identity, checks), *inside]


def _members(data: bytes) -> tuple[dict[str, bytes], list[str]]:
    """Return (name → bytes, names of members that cannot be unpacked). Raises VerificationError for a bomb."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MOST_MEMBERS or sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
            raise VerificationError("archiwum ZIP jest za duże", remedy="Rozpakuj je i sprawdź pliki.")
        members: dict[str, bytes] = {}
        broken: list[str] = []
        for entry in entries:
            try:
                members[entry.filename] = archive.read(entry)  # no more than its stated size, held against its CRC
            except READING_FAILURES:
                broken.append(entry.filename)
    return members, broken


def _bytes_check(data: bytes, broken: list[str]) -> Check:
    faults = [Fault(name, "pliku w archiwum nie da się odczytać", AGAIN) for name in broken]
    if not zip_is_sealed(data):
        faults.append(Fault("archiwum", "archiwum nie ma pieczęci", AGAIN))
    elif not zip_is_whole(data) and not faults:
        faults.append(Fault("archiwum", "bajty archiwum różnią się od wydanych", AGAIN))
    return Check(BYTES, f"pieczęć obejmuje {len(data)} B", tuple(faults))


def _members_check(stated: StatedPack, members: Mapping[str, bytes]) -> Check:
    return Check(MEMBERS, f"plików: {len(stated.files)}", tuple(_member_faults(stated, members)))


def _member_faults(stated: StatedPack, members: Mapping[str, bytes]) -> Iterator[Fault]:
    wanted = {one.name: one for one in stated.files}
    for name, one in wanted.items():
        if name not in members:
            yield Fault(name, "brak w archiwum", AGAIN)
        elif hashlib.sha256(members[name]).hexdigest() != one.sha256:
            yield Fault(name, "różni się od wydanego", AGAIN)
    for name in sorted({*members} - {*wanted, MANIFEST_NAME}):
        yield Fault(name, "manifest nie zna tego pliku", "Usuń go z archiwum albo pobierz je jeszcze raz.")


def _same_pack(stated: StatedPack, inside: list[Verdict]) -> Check:
    """Return whether the packs in the archive are those of its manifest."""
    faults = [
        Fault(one.file, f"to pakiet {one.identity.code}, wersja {one.identity.version}, a manifest jest innego")
        for one in inside
        if one.kind != FOREIGN
        and one.identity is not None
        and (one.identity.code, one.identity.version) != (stated.code, stated.version)
    ]
    return Check(PACK, f"kod {stated.code}, wersja {stated.version}", tuple(faults))
