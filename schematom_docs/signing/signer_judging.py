"""One signature in a PDF → who made it, when, at what level, and whether the certificate may be trusted.

A certificate counts as good only when its revocation status is known, at the moment that a trusted time stamp proves,
else at the moment of judging.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from asn1crypto import cms, x509  # type: ignore[import-untyped]  # no stubs
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.diff_analysis import ModificationLevel, SuspiciousModification
from pyhanko.sign.general import CMSStructuralError
from pyhanko.sign.validation import async_validate_pdf_signature, generic_cms
from pyhanko.sign.validation.errors import DisallowedAlgorithmError, SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel, TimestampSignatureStatus
from pyhanko_certvalidator import CertificateValidator, ValidationContext, errors

from schematom_docs.signing.allowed_increments import POLICY
from schematom_docs.signing.signature_fields import PREFIX
from schematom_docs.signing.trust import Evidence, TrustList, context
from schematom_docs.signing.verdicts import SignatureJudgement, Trust

MINISTRY = re.compile(r"(podpis\w*|profil\w*) zaufan|^minist\w+ .*(cyfryzac|informatyzac)", re.IGNORECASE)
WEAK = frozenset({"md5", "sha1"})
_SHOWN = 2  # last characters of an identifier that are not masked
_BROKEN = "podpis nie zgadza się z treścią pliku"
Chain = tuple[Trust, str]


@dataclass(frozen=True, slots=True)
class Court:
    """What signatures are judged by. moment: now; salt: key of the workspace for digests of persons."""

    trust: TrustList
    moment: datetime
    evidence: Evidence
    salt: bytes

    def at(self, moment: datetime, others: Sequence[x509.Certificate] = ()) -> ValidationContext:
        """Return the context of a moment, now or in the proved past."""
        return context(self.trust, moment, self.evidence, others, past=moment != self.moment)


async def judge_signature(embedded: EmbeddedPdfSignature, court: Court, proof: datetime) -> SignatureJudgement:
    """Return what a signature is worth. proof: the earliest moment at which it is known to have existed."""
    certificate = embedded.signer_cert
    judged = _described(embedded, certificate, court)
    judged, weak = await _integrity(judged, embedded, court)
    if not judged.intact:
        return judged
    stamped, stamps = await _stamped(embedded, court, proof)
    moment = stamped or proof
    trust, reason = (Trust.WEAK, weak) if weak else await _chain(embedded, court.at(moment, _others(embedded)))
    level = "B-T" if stamps else "B-B"
    return replace(
        judged,
        level=level,
        at=stamped or judged.at,
        proved=stamped is not None,
        trust=trust,
        reason=reason or ("znacznika czasu nie można uznać" if stamps and stamped is None else ""),
    )


async def proved_time(embedded: EmbeddedPdfSignature, court: Court, proof: datetime) -> datetime | None:
    """Return the moment that a document time stamp proves, None when it is broken or not to be trusted."""
    embedded.compute_integrity_info(skip_diff=True)
    if embedded.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return None
    return await _token_time(embedded.signed_data, court, proof, embedded.compute_digest)


def later_changes(embedded: EmbeddedPdfSignature) -> str:
    """Return a Polish sentence on what was changed behind a signature, "" when nothing but signatures and proofs."""
    found = embedded.diff_result
    if isinstance(found, SuspiciousModification):
        return "po tym podpisie zmieniono plik w sposób, którego nie da się uznać za podpis lub znacznik czasu"
    if found is not None and found.modification_level > ModificationLevel.FORM_FILLING:
        return "po tym podpisie dopisano w pliku uwagi lub inne zmiany"
    return ""


def masked(identifier: str) -> str:
    """Return an identifier of a person with its digits hidden but the last two: „PNOPL-•••••••••58”."""
    kind, dash, number = identifier.partition("-")
    number, kind = (number, kind + dash) if dash else (identifier, "")
    hidden = max(0, len(number) - _SHOWN)
    return kind + "•" * hidden + number[hidden:]


def person_digest(identifier: str, salt: bytes) -> str:
    """Return a keyed digest of an identifier, hex; "" for none. Without the key no number can be tried out."""
    plain = re.sub(r"\s", "", identifier).upper()
    return hmac.new(salt, plain.encode("utf-8"), hashlib.sha256).hexdigest() if plain else ""


def _described(embedded: EmbeddedPdfSignature, certificate: x509.Certificate, court: Court) -> SignatureJudgement:
    subject = certificate.subject.native
    identifier = str(subject.get("serial_number") or "")
    words = [str(subject.get(part) or "") for part in ("common_name", "organization_name", "organizational_unit_name")]
    field = str(embedded.field_name)
    return SignatureJudgement(
        field=field,
        slot=field.removeprefix(PREFIX) if field.startswith(PREFIX) else "",
        name=words[0] or certificate.subject.human_friendly,
        identifier=masked(identifier),
        person=person_digest(identifier, court.salt),
        level="B-B",
        at=_claimed(embedded),
        proved=False,
        intact=False,
        trust=Trust.UNKNOWN,
        ministry=any(MINISTRY.search(word) for word in words),
        content=hashlib.sha256(embedded.pkcs7_content).hexdigest(),
    )


async def _integrity(
    judged: SignatureJudgement, embedded: EmbeddedPdfSignature, court: Court
) -> tuple[SignatureJudgement, str]:
    """Return the judgement with what mathematics says, and the weak algorithm used, "" for none."""
    now = court.at(court.moment, _others(embedded))
    try:
        status = await async_validate_pdf_signature(embedded, now, diff_policy=POLICY)
    except DisallowedAlgorithmError:
        return replace(judged, intact=True, later=later_changes(embedded)), "podpis użył przestarzałego algorytmu"
    except (SignatureValidationError, CMSStructuralError, PdfError, ValueError) as error:
        return replace(judged, reason=f"podpisu nie da się odczytać ({type(error).__name__})"), ""
    whole = status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    if not (status.intact and status.valid and whole):
        reason = _BROKEN if whole else "podpis nie obejmuje całego pliku"
        return replace(judged, reason=reason), ""
    weak = "podpis użył przestarzałego skrótu" if embedded.md_algorithm in WEAK else ""
    later = later_changes(embedded) or ("" if status.docmdp_ok else "zmieniono więcej, niż pozwolił pierwszy podpis")
    return replace(judged, intact=True, later=later), weak


async def _stamped(embedded: EmbeddedPdfSignature, court: Court, proof: datetime) -> tuple[datetime | None, int]:
    """Return (time proved by a trusted time stamp of the signature, how many it has)."""
    tokens = list(generic_cms.extract_tst_data_iter(embedded.signer_info, signed=False))
    for token in tokens:
        expected = generic_cms.message_imprint_checker(embedded.signer_info)
        found = await _token_time(token, court, proof, expected)
        if found is not None:
            return found, len(tokens)
    return None, len(tokens)


async def _token_time(
    token: cms.SignedData, court: Court, proof: datetime, expected: Callable[[str], bytes]
) -> datetime | None:
    try:
        found = await generic_cms.validate_tst_signed_data(token, court.at(proof), expected)
        status = TimestampSignatureStatus(**found)
    except (SignatureValidationError, CMSStructuralError, ValueError, TypeError, LookupError):
        return None
    good = status.intact and status.valid and status.trusted
    said: datetime = status.timestamp
    return said if good and said <= proof else None


async def _chain(embedded: EmbeddedPdfSignature, at: ValidationContext) -> Chain:
    """Return what the certificate of the signer is worth and why it is not trusted."""
    certificate = embedded.signer_cert
    validator = CertificateValidator(certificate, _others(embedded), validation_context=at)
    try:
        await validator.async_validate_usage(set())  # type: ignore[no-untyped-call]  # no annotations
    except errors.RevokedError:
        return Trust.REVOKED, "certyfikat był unieważniony"
    except errors.ExpiredError:
        return Trust.EXPIRED, "certyfikat stracił ważność, a nic nie dowodzi, że podpis złożono wcześniej"
    except errors.NotYetValidError:
        return Trust.EXPIRED, "certyfikat nie był jeszcze ważny"
    except errors.InsufficientRevinfoError:
        return Trust.REVOCATION_UNKNOWN, "brak aktualnej listy unieważnień (CRL) urzędu certyfikacji"
    except errors.DisallowedAlgorithmError:
        return Trust.WEAK, "certyfikat użył przestarzałego algorytmu"
    except (errors.ValidationError, errors.PathError):
        return Trust.UNKNOWN, "certyfikatu nie wystawił nikt z listy zaufanych"
    usage = certificate.key_usage_value
    if usage is not None and not {"digital_signature", "non_repudiation"} & set(usage.native):
        return Trust.UNKNOWN, "certyfikat nie służy do podpisywania"
    return Trust.TRUSTED, ""


def _others(embedded: EmbeddedPdfSignature) -> list[x509.Certificate]:
    others: list[x509.Certificate] = list(embedded.other_embedded_certs)
    return others


def _claimed(embedded: EmbeddedPdfSignature) -> datetime | None:
    """Return when the signer says it was signed; None when it says nothing that can be read."""
    try:
        said: datetime | None = embedded.self_reported_timestamp
    except (PdfError, ValueError):
        return None
    return said
