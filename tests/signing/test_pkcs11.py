"""Signing by a token: SoftHSM stands for the card of a person."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pkcs11
import pytest
from asn1crypto import keys  # type: ignore[import-untyped]  # no stubs
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11.util.rsa import decode_rsa_private_key
from pkcs11.util.x509 import decode_x509_certificate

from schematom_docs.errors import SigningError
from schematom_docs.signing.pades import SignatureWish, sign
from schematom_docs.signing.pkcs11 import Token, token_signer
from schematom_docs.signing.verdicts import Kind
from tests.signing.pdfsig import seen
from tests.signing.pki import JUDGED, Identity, make_pki
from tests.signing.signing_samples import issued_pack, judged

pytestmark = pytest.mark.xdist_group("signatures")
LIBRARIES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
PIN = "246810"


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Token]:
    """A token with the keys of Jan Wójcik („podpis”) and of one whose certificate lapsed („dawny”)."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder / 'tokens'}\n", encoding="utf-8")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    command = ["softhsm2-util", "--init-token", "--free", "--label", "karta", "--pin", PIN, "--so-pin", "12345678"]
    subprocess.run(command, check=True, capture_output=True, timeout=30)
    library = next(Path(one) for one in LIBRARIES if Path(one).exists())
    card = pkcs11.lib(str(library)).get_token(token_label="karta")
    with card.open(user_pin=PIN, rw=True) as session:
        _put(session, make_pki().signers["Jan Wójcik"], "podpis")
        _put(session, make_pki().expired, "dawny")
    yield Token(library, "podpis", PIN, "karta")
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


def test_a_token_signs_and_both_judges_agree(token: Token) -> None:
    chain = [one.public_bytes(Encoding.DER) for one in make_pki().signers["Jan Wójcik"].chain]
    with token_signer(token, JUDGED, chain) as signer:
        data = sign(issued_pack(), signer, SignatureWish("podpis-pup"), at=JUDGED)
    verdict = judged(data)
    assert (verdict.kind, verdict.signatures[0].name) == (Kind.SIGNED, "Jan Wójcik")
    assert [(one.valid, one.trusted) for one in seen(data)] == [(True, True)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: replace(one, pin="000000"), "PIN karty jest zły"),
        (lambda one: replace(one, name="inna"), "nie znaleziono karty"),
        (lambda one: replace(one, label="nie ma"), "nie ma certyfikatu o tej nazwie"),
        (lambda one: replace(one, label="dawny"), "stracił ważność"),
        (lambda one: replace(one, library=Path("nie-ma.so")), "biblioteki karty nie da się wczytać"),
    ],
)
def test_what_is_wrong_with_a_token_is_told(token: Token, change: Callable[[Token], Token], said: str) -> None:
    with pytest.raises(SigningError, match=said), token_signer(change(token), JUDGED):
        pass


def test_the_pin_never_shows_in_what_is_printed(token: Token) -> None:
    assert PIN not in repr(token)


def _put(session: pkcs11.Session, identity: Identity, label: str) -> None:
    der = identity.key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    assert keys.RSAPrivateKey.load(der)["modulus"].native
    key = {**decode_rsa_private_key(der), pkcs11.Attribute.LABEL: label, pkcs11.Attribute.TOKEN: True}
    session.create_object(key)
    certificate = {**decode_x509_certificate(identity.der), pkcs11.Attribute.LABEL: label}
    session.create_object({**certificate, pkcs11.Attribute.TOKEN: True})
