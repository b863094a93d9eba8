"""The office's own trust list: certificates and revocation lists (CRL) as files, read offline; nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import crl, ocsp, pem, x509  # type: ignore[import-untyped]  # no stubs
from pyhanko_certvalidator import ValidationContext

from schematom_docs.errors import VerificationError

CERTIFICATES = ("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE")
REVOCATIONS = ("X509 CRL", "CRL")
_REMEDY = "W folderze zaufanych trzymaj certyfikaty (.pem, .crt, .cer, .der) i listy unieważnień (.crl)."


@dataclass(frozen=True, slots=True)
class TrustList:
    """What the office trusts, DER. certificates: of authorities; crls: lists of revoked certificates."""

    certificates: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a signed file brings along: certificates, CRLs and OCSP answers of its own (DER). Not trusted by itself."""

    certificates: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    answers: tuple[bytes, ...] = ()


def read_trust(files: Iterable[tuple[str, bytes]]) -> TrustList:
    """Return the trust list in files given as (name, bytes), PEM or DER, several objects in a file allowed.

    Raises VerificationError naming the file that holds neither, or a certificate that is of no authority.
    """
    certificates: list[bytes] = []
    crls: list[bytes] = []
    for name, data in files:
        for kind, der in _objects(name, data):
            (crls if kind in REVOCATIONS else certificates).append(der)
    return TrustList(tuple(dict.fromkeys(certificates)), tuple(dict.fromkeys(crls)))


def anchors(trust: TrustList) -> tuple[list[x509.Certificate], list[x509.Certificate]]:
    """Return (certificates trusted by themselves, certificates between).

    Self-signed ones are trusted by themselves, and those whose issuer is not in the list: whoever put an authority
    there alone, trusts it. All others must lead to them and must not be revoked.
    """
    loaded = [x509.Certificate.load(der) for der in trust.certificates]
    subjects = {one.subject.hashable for one in loaded}
    first = [one for one in loaded if one.self_signed != "no" or one.issuer.hashable not in subjects]
    return first, [one for one in loaded if one not in first]


def context(
    trust: TrustList, at: datetime, evidence: Evidence, others: Sequence[x509.Certificate] = (), *, past: bool = False
) -> ValidationContext:
    """Return the context in which a chain is judged at a moment: every certificate needs its revocation status.

    past: the moment is proved by a time stamp, so lists made after it count as well. Nothing is fetched.
    """
    roots, between = anchors(trust)
    brought = [x509.Certificate.load(der) for der in evidence.certificates]
    return ValidationContext(
        trust_roots=roots,
        other_certs=[*between, *brought, *others],
        crls=[crl.CertificateList.load(der) for der in (*trust.crls, *evidence.crls)],
        ocsps=[ocsp.OCSPResponse.load(der) for der in evidence.answers],
        moment=at,
        revocation_mode="require",
        allow_fetching=False,
        retroactive_revinfo=past,
    )


def proves_status(certificate: x509.Certificate, evidence: Evidence) -> bool:
    """Return whether a file itself tells if a certificate was revoked: by an OCSP answer or a CRL of its issuer."""
    issuers = {crl.CertificateList.load(der).issuer.hashable for der in evidence.crls}
    return bool(evidence.answers) or certificate.issuer.hashable in issuers


def _objects(name: str, data: bytes) -> list[tuple[str, bytes]]:
    try:
        if pem.detect(data):
            found = [(kind, der) for kind, _, der in pem.unarmor(data, multiple=True)]
        else:
            found = [(_kind(data), data)]
        for kind, der in found:
            if kind in CERTIFICATES:
                _check_authority(name, der)
            elif kind in REVOCATIONS:
                _ = crl.CertificateList.load(der, strict=True)["tbs_cert_list"]["issuer"].native
            else:
                raise ValueError(kind)
    except (ValueError, TypeError, LookupError) as error:
        raise VerificationError("to nie jest certyfikat ani lista unieważnień", place=name, remedy=_REMEDY) from error
    return found


def _kind(data: bytes) -> str:
    """Return the PEM name of what a DER file holds."""
    try:
        _ = x509.Certificate.load(data, strict=True)["tbs_certificate"]["subject"].native
    except (ValueError, TypeError, LookupError):
        return REVOCATIONS[0]
    return CERTIFICATES[0]


def _check_authority(name: str, der: bytes) -> None:
    certificate = x509.Certificate.load(der, strict=True)
    if not certificate.ca:
        raise VerificationError(
            "to certyfikat osoby, a nie urzędu certyfikacji",
            place=name,
            remedy="Do zaufanych wkłada się certyfikaty urzędów, które wystawiają certyfikaty osobom.",
        )
