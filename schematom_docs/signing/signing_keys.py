"""Keys that sign, from PKCS#12 and PEM files. Nothing of them is kept, written or told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from asn1crypto import keys, x509  # type: ignore[import-untyped]  # no stubs
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509 import Certificate, load_pem_x509_certificates
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from schematom_docs.errors import SigningError

_WRONG_PASSWORD = "Sprawdź hasło i podaj je jeszcze raz."


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key with its certificates, all DER. chain: certificates above the signer's, in any order."""

    certificate: bytes
    key: bytes = field(repr=False)
    chain: tuple[bytes, ...] = ()


def read_pkcs12(data: bytes, password: str, *, place: str) -> SigningKey:
    """Return the key of a PKCS#12 file. Raises SigningError for a wrong password and for a file that holds no key."""
    try:
        key, certificate, chain = pkcs12.load_key_and_certificates(data, password.encode("utf-8"))
    except ValueError as error:
        if not data.startswith(b"\x30"):
            raise SigningError(
                "to nie jest plik PKCS#12 (.p12, .pfx)", place=place, remedy="Wskaż plik z kluczem i certyfikatem."
            ) from error
        reason = "hasło do pliku z kluczem jest złe albo plik jest uszkodzony"
        raise SigningError(reason, place=place, remedy=_WRONG_PASSWORD) from error
    if key is None or certificate is None:
        raise SigningError(
            "w pliku nie ma klucza prywatnego z certyfikatem",
            place=place,
            remedy="Wyeksportuj certyfikat razem z kluczem prywatnym.",
        )
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SigningKey(_der(certificate), der, tuple(_der(one) for one in chain))


def read_pem(certificates: bytes, key: bytes, password: str, *, place: str) -> SigningKey:
    """Return a key given as two PEM texts: certificates (any order) and the private key, password "" when unlocked.

    Raises SigningError for a wrong password, a text that is no PEM and a key that no certificate belongs to.
    """
    try:
        secret = load_pem_private_key(key, password.encode("utf-8") or None)
    except TypeError as error:  # a password for an open key, or none for a locked one
        reason = "klucz jest bez hasła, a hasło podano" if password else "klucz jest chroniony hasłem"
        raise SigningError(reason, place=place, remedy=_WRONG_PASSWORD) from error
    except ValueError as error:
        reason = "hasło do klucza jest złe albo to nie jest klucz prywatny PEM"
        raise SigningError(reason, place=place, remedy=_WRONG_PASSWORD) from error
    try:
        found = load_pem_x509_certificates(certificates)
    except ValueError as error:
        reason = "w pliku nie ma certyfikatu PEM"
        raise SigningError(reason, place=place, remedy="Wskaż plik z certyfikatem.") from error
    own = [one for one in found if one.public_key() == secret.public_key()]
    if not own:
        raise SigningError(
            "certyfikat nie należy do tego klucza", place=place, remedy="Wskaż certyfikat i klucz tej samej osoby."
        )
    der = secret.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SigningKey(_der(own[0]), der, tuple(_der(one) for one in found if one != own[0]))


def signer_of(key: SigningKey, at: datetime) -> signers.Signer:
    """Return what pyHanko signs with. Raises SigningError when the certificate is not in force at that moment."""
    certificate = x509.Certificate.load(key.certificate)
    check_in_force(certificate, at)
    return signers.SimpleSigner(
        signing_cert=certificate,
        signing_key=keys.PrivateKeyInfo.load(key.key),
        cert_registry=store_of(key.chain),
    )


def store_of(certificates: Sequence[bytes]) -> SimpleCertificateStore:
    """Return certificates (DER) as pyHanko takes them."""
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # no annotations
    for der in certificates:
        store.register(x509.Certificate.load(der))
    return store


def check_in_force(certificate: x509.Certificate, at: datetime) -> None:
    """Raise SigningError when a certificate is not yet or no longer in force at a moment."""
    first, last = certificate.not_valid_before, certificate.not_valid_after
    if at > last:
        raise SigningError(
            f"certyfikat stracił ważność {last:%d.%m.%Y}", remedy="Podpisz ważnym certyfikatem, po jego odnowieniu."
        )
    if at < first:
        raise SigningError(
            f"certyfikat jest ważny dopiero od {first:%d.%m.%Y}", remedy="Sprawdź datę w systemie i certyfikat."
        )


def _der(certificate: Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)
