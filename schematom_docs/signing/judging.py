"""A PDF that came back → the verdict: is it what we issued, who signed it, and what was done to it besides.

The question „what changed between our issue and this file” is asked of the issue itself, not of the first signature:
an edit made before somebody signed is seen as well. Nothing is written; bytes in, values out. Files from outside are
judged in a process of their own (judge_worker.py).
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel, SuspiciousModification
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import ValidationInfoReadingError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from schematom_docs.records import Slot
from schematom_docs.signing.allowed_increments import POLICY, open_signed
from schematom_docs.signing.appearances import drawn_over
from schematom_docs.signing.signature_questions import questions_of
from schematom_docs.signing.signer_judging import Court, judge_signature, proved_time
from schematom_docs.signing.trust import Evidence, TrustList, proves_status
from schematom_docs.signing.verdicts import Kind, SignatureJudgement, Trust, Verdict

Fingerprints = Callable[[bytes], Sequence[str]]
"""Returns the fingerprint of each page of a PDF (pdf/fingerprints.py)."""

UNSOUND = (
    PdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
)
_END = re.compile(rb"%%EOF(\r\n|\r|\n)?")
_MOST_ENDS = 200  # revisions of a file whose beginnings are held against other issues
_HARMLESS = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)


@dataclass(frozen=True, slots=True)
class OtherIssue:
    """Another released file. label: „PAK/3/2026, wersja 1”; sha256: of the file; pages: its fingerprints, if known."""

    label: str
    sha256: str
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """What a file is held against. data: the electronic file as released; accepted: the last file accepted for it, b""
    for none; slots: places for signatures; others: other versions and packs, to say which one came back."""

    data: bytes
    accepted: bytes = b""
    slots: tuple[Slot, ...] = ()
    others: tuple[OtherIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """How it is judged. trust: what the office trusts; moment: now; salt: key of the workspace for digests of persons;
    fingerprints: how pages are compared."""

    trust: TrustList
    moment: datetime
    fingerprints: Fingerprints
    salt: bytes = b""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found out about a file."""

    kind: Kind
    reason: str


def judge(data: bytes, issue: Issue, rules: Rules) -> Verdict:
    """Return the verdict on a PDF; whatever its bytes are, no error leaves this function but lack of memory."""
    sha256 = hashlib.sha256(data).hexdigest()
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    if data == issue.data:
        if issue.accepted and issue.accepted != issue.data:
            return Verdict(Kind.DROPPED, sha256, reasons=("to plik wydany, bez podpisów, które już przyjęto",))
        return Verdict(Kind.UNCHANGED, sha256, reasons=("to plik, który wydano; nikt go nie podpisał",))
    other = _other_beginning(data, issue)
    if other:
        return Verdict(Kind.OTHER_ISSUE, sha256, reasons=(f"to {other}",))
    try:
        return _judged(data, sha256, issue, rules)
    except UNSOUND as error:
        reason = f"pliku nie da się odczytać jako PDF ({type(error).__name__})"
        return Verdict(Kind.UNREADABLE, sha256, reasons=(reason,))


def _judged(data: bytes, sha256: str, issue: Issue, rules: Rules) -> Verdict:
    reader = open_signed(data)
    if reader.encrypted:
        return Verdict(Kind.UNREADABLE, sha256, reasons=("plik jest chroniony hasłem",))
    filled = sum(1 for _ in enumerate_sig_fields(reader, filled_status=True))
    embedded = reader.embedded_signatures if filled else []
    signatures = asyncio.run(_signatures(reader, embedded, rules))
    found = list(_of_signatures(signatures, filled - len(embedded)))
    found += _of_content(data, reader, issue, rules, signatures)
    found += _of_accepted(data, signatures, issue)
    found += _of_ending(data, embedded, reader)
    kinds = sorted({one.kind for one in found} or {Kind.SIGNED}, key=list(Kind).index)
    reasons = tuple(dict.fromkeys(one.reason for one in found if one.reason))
    return Verdict(kinds[0], sha256, signatures, tuple(kinds[1:]), reasons, questions_of(signatures, issue.slots))


async def _signatures(
    reader: PdfFileReader, embedded: Sequence[EmbeddedPdfSignature], rules: Rules
) -> tuple[SignatureJudgement, ...]:
    """Return judgements in signing order; time stamps of the document prove when those before them existed."""
    court = Court(rules.trust, rules.moment, _evidence(reader), rules.salt)
    proof, archived = rules.moment, False
    judged: list[SignatureJudgement] = []
    for one in reversed(embedded):
        if one.sig_object_type == "/DocTimeStamp":
            proved = await proved_time(one, court, proof)
            proof, archived = (proved, True) if proved else (proof, archived)
            continue
        signature = await judge_signature(one, court, proof)
        if signature.level == "B-T" and proves_status(one.signer_cert, court.evidence):
            signature = replace(signature, level="B-LTA" if archived else "B-LT")
        judged.append(signature)
    return tuple(reversed(judged))


def _evidence(reader: PdfFileReader) -> Evidence:
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except (ValidationInfoReadingError, *UNSOUND):
        return Evidence()
    certificates = tuple(one.dump() for one in store.load_certs())
    return Evidence(certificates, _streams(store.crls), _streams(store.ocsps))


def _streams(references: Sequence[object]) -> tuple[bytes, ...]:
    return tuple(reference.get_object().data for reference in references)  # type: ignore[attr-defined]  # of pyHanko


def _of_signatures(signatures: Sequence[SignatureJudgement], unknown: int) -> Iterator[Found]:
    if unknown:
        yield Found(Kind.DOUBTFUL, "w pliku jest podpis rodzaju, którego program nie ocenia")
    elif not signatures:
        yield Found(Kind.NO_SIGNATURE, "w pliku nie ma podpisu elektronicznego")
    for one in signatures:
        if not one.intact:
            yield Found(Kind.BROKEN, f"{one.name}: {one.reason}")
        elif one.trust is not Trust.TRUSTED:
            yield Found(Kind.DOUBTFUL, f"{one.name}: {one.trust} – {one.reason}")
        if one.intact and one.later:
            yield Found(Kind.CHANGED_AFTER, f"{one.name}: {one.later}")


def _of_content(
    data: bytes, reader: PdfFileReader, issue: Issue, rules: Rules, signatures: Sequence[SignatureJudgement]
) -> Iterator[Found]:
    """Yield what became of the content that was issued."""
    if data.startswith(issue.data):
        revisions = open_signed(issue.data).xrefs.total_revisions
        changes = POLICY.review_file(reader, reader.get_historical_resolver(revisions - 1))
        suspicious = isinstance(changes, SuspiciousModification) or changes.modification_level not in _HARMLESS
        if suspicious and not any(one.later for one in signatures):
            reason = "między wydaniem a podpisem zmieniono treść pliku"
            yield Found(Kind.CHANGED_BEFORE, reason if signatures else "zmieniono treść wydanego pliku")
        return
    pages = tuple(rules.fingerprints(data))
    if pages == tuple(rules.fingerprints(issue.data)) and drawn_over(data) == drawn_over(issue.data):
        if signatures:
            yield Found(Kind.REWRITTEN, "program podpisującego zapisał plik od nowa; treść stron jest ta sama")
        return
    named = next((other.label for other in issue.others if other.pages and other.pages == pages), "")
    if named:
        yield Found(Kind.OTHER_ISSUE, f"to {named}, zapisane od nowa")
    else:
        yield Found(Kind.OTHER_CONTENT, "strony pliku są inne niż wydane")


def _of_accepted(data: bytes, signatures: Sequence[SignatureJudgement], issue: Issue) -> Iterator[Found]:
    """Yield what became of the signatures that were accepted before."""
    if not issue.accepted or data.startswith(issue.accepted):
        return
    before, now = set(_contents(issue.accepted)), {one.content for one in signatures}
    if issue.accepted.startswith(data) or now < before:
        yield Found(Kind.DROPPED, f"brakuje podpisów, które już przyjęto ({len(before - now)})")
    else:
        yield Found(
            Kind.BRANCH,
            "plik podpisano niezależnie od już przyjętego: żaden z nich nie zawiera podpisów obu stron",
        )


def _of_ending(data: bytes, embedded: Sequence[EmbeddedPdfSignature], reader: PdfFileReader) -> Iterator[Found]:
    """Yield what stands behind the end of the PDF: bytes that belong to no revision."""
    last = max((one.signed_revision for one in embedded), default=-1)
    covered = max((sum(list(one.byte_range)[2:]) for one in embedded), default=0)
    behind = data[data.rfind(b"%%EOF") + len(b"%%EOF") :].strip()
    foreign = embedded and last == reader.xrefs.total_revisions - 1 and data[covered:].strip()
    if behind or foreign:
        yield Found(Kind.CHANGED_AFTER, "po końcu pliku dopisano bajty, które nie są zapisem zmiany PDF")


def _contents(data: bytes) -> Iterator[str]:
    """Yield the digests of the signatures in a file of ours."""
    for one in open_signed(data).embedded_regular_signatures:
        yield hashlib.sha256(one.pkcs7_content).hexdigest()


def _other_beginning(data: bytes, issue: Issue) -> str:
    """Return the label of the other issue that a file begins with, "" for none or for ours."""
    known = {other.sha256: other.label for other in issue.others}
    if data.startswith(issue.data) or not known:
        return ""
    told, at = hashlib.sha256(), 0
    for count, end in enumerate(_END.finditer(data)):
        if count == _MOST_ENDS:
            break
        for stop in (end.start() + len(b"%%EOF"), end.end()):
            told.update(data[at:stop])
            at = max(at, stop)
            if told.hexdigest() in known:
                return known[told.hexdigest()]
    return ""
