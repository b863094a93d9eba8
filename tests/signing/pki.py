"""A public key infrastructure made for tests: root, CA, signers, time stamps, and those whom nobody should trust.

All dates are fixed, years before and after any clock, so that nothing here grows old.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import keys as asn1_keys  # type: ignore[import-untyped]  # no stubs
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

from schematom_docs.signing.signing_keys import SigningKey, store_of
from schematom_docs.signing.trust import TrustList

START, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 1, 1, tzinfo=UTC)
LAPSED = datetime(2021, 1, 1, tzinfo=UTC)
STAMPED = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)  # what the time stamps say
JUDGED = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)  # when files are judged
REVOKED_ON = datetime(2025, 5, 5, tzinfo=UTC)
PASSWORD = "tajne hasło"
PESEL = "44051401458"  # the textbook number, of nobody
MINISTRY = "Minister do spraw informatyzacji – pieczęć podpisu zaufanego"


@dataclass(frozen=True, slots=True)
class Identity:
    """A certificate with its key and those above it, the nearest first."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def der(self) -> bytes:
        """Return the certificate in DER."""
        return self.certificate.public_bytes(Encoding.DER)

    def key_pem(self, password: str = "") -> bytes:
        """Return the private key in PEM, locked when a password is given."""
        locked = BestAvailableEncryption(password.encode("utf-8")) if password else NoEncryption()
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)

    def chain_pem(self) -> bytes:
        """Return the certificate and those above it in PEM."""
        return b"".join(one.public_bytes(Encoding.PEM) for one in (self.certificate, *self.chain))

    def pkcs12(self, name: str = "podpis", password: str = PASSWORD) -> bytes:
        """Return a PKCS#12 file with key and certificates."""
        locked = BestAvailableEncryption(password.encode("utf-8"))
        return pkcs12.serialize_key_and_certificates(
            name.encode("utf-8"), self.key, self.certificate, list(self.chain), locked
        )

    def signing_key(self) -> SigningKey:
        """Return what signs."""
        return SigningKey(
            self.der,
            self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
            tuple(one.public_bytes(Encoding.DER) for one in self.chain),
        )


@dataclass(frozen=True, slots=True)
class Pki:
    """The whole. signers: three parties by name; fresh: CRLs in force; stale: CRLs that lapsed years ago."""

    root: Identity
    ca: Identity
    signers: Mapping[str, Identity]
    tsa: Identity
    stranger: Identity
    expired: Identity
    revoked: Identity
    ministry: Identity
    fresh: tuple[bytes, ...]
    stale: tuple[bytes, ...]

    def trust(self, crls: Sequence[bytes] | None = None) -> TrustList:
        """Return the trust list of the workspace: root and CA; crls: those in force unless given."""
        return TrustList((self.root.der, self.ca.der), self.fresh if crls is None else tuple(crls))

    def timestamper(self, at: datetime = STAMPED) -> DummyTimeStamper:
        """Return a time stamp authority that says this moment."""
        key = self.tsa.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return DummyTimeStamper(
            asn1_x509.Certificate.load(self.tsa.der),
            asn1_keys.PrivateKeyInfo.load(key),
            store_of([one.public_bytes(Encoding.DER) for one in self.tsa.chain]),
            fixed_dt=at,
        )


@cache
def make_pki() -> Pki:
    """Return the infrastructure, made once a process."""
    root = _authority("Korzeń testowy", None)
    ca = _authority("Urząd certyfikacji testowy", root)
    names = ("Łucja Żółć-Gęślą", "Jan Wójcik", "Świętosław Ździebło")
    signers = {name: _person(name, ca, f"PNOPL-{int(PESEL) + place}") for place, name in enumerate(names)}
    revoked = _person("Rewokowana Osoba", ca, "PNOPL-44051401467")
    stranger = _person("Jan Wójcik", _authority("Obcy urząd", None), f"PNOPL-{PESEL}")
    return Pki(
        root,
        ca,
        signers,
        _signed(_name("Znacznik czasu testowy"), ca, _STAMPING),
        stranger,
        _person("Dawna Osoba", ca, "PNOPL-44051401470", until=LAPSED),
        revoked,
        _person(MINISTRY, ca, ""),
        (_crl(root, (), END), _crl(ca, (revoked,), END)),
        (_crl(root, (), LAPSED), _crl(ca, (), LAPSED)),
    )


_SIGNING = ((x509.KeyUsage(True, True, False, False, False, False, False, False, False), True),)
_STAMPING = (
    (x509.KeyUsage(True, False, False, False, False, False, False, False, False), True),
    (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True),
)
_ISSUING = (
    (x509.BasicConstraints(True, None), True),
    (x509.KeyUsage(False, False, False, False, False, True, True, False, False), True),
)
Extensions = Sequence[tuple[x509.ExtensionType, bool]]


def _authority(name: str, above: Identity | None) -> Identity:
    return _signed(_name(name), above, _ISSUING)


def _person(name: str, above: Identity, serial: str, until: datetime = END) -> Identity:
    return _signed(_name(name, serial), above, _SIGNING, until)


def _name(name: str, serial: str = "") -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "PL"), x509.NameAttribute(NameOID.COMMON_NAME, name)]
    return x509.Name([*parts, *([x509.NameAttribute(NameOID.SERIAL_NUMBER, serial)] if serial else [])])


def _signed(name: x509.Name, above: Identity | None, extensions: Extensions, until: datetime = END) -> Identity:
    key = rsa.generate_private_key(65537, 2048)
    issuer = above.certificate.subject if above else name
    issuer_key = above.key if above else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(START)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    chain = (above.certificate, *above.chain) if above else ()
    return Identity(builder.sign(issuer_key, hashes.SHA256()), key, chain)


def _crl(issuer: Identity, revoked: Sequence[Identity], until: datetime) -> bytes:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(START + timedelta(days=1))
        .next_update(until)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False)
        .add_extension(x509.CRLNumber(1), critical=False)
    )
    for one in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number)
        builder = builder.add_revoked_certificate(entry.revocation_date(REVOKED_ON).build())
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)
