"""The trust list of a workspace: files in, certificates and lists of revoked ones out; nothing else."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from schematom_docs.errors import VerificationError
from schematom_docs.signing.signature_questions import same_person
from schematom_docs.signing.signer_judging import masked, person_digest
from schematom_docs.signing.trust import TrustList, anchors, read_trust
from tests.signing.pki import make_pki


def test_pem_and_der_files_are_read_alike() -> None:
    pki = make_pki()
    pem = pki.ca.certificate.public_bytes(Encoding.PEM) + pki.root.certificate.public_bytes(Encoding.PEM)
    der = [("a.crt", pki.ca.der), ("b.cer", pki.root.der), ("c.crl", pki.fresh[0])]
    assert read_trust(der) == TrustList((pki.ca.der, pki.root.der), pki.fresh[:1])
    assert read_trust([("oba.pem", pem)]) == TrustList((pki.ca.der, pki.root.der))
    assert read_trust([*der, ("oba.pem", pem)]) == read_trust(der)


@pytest.mark.parametrize("data", [b"", b"nic", b"-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n"])
def test_files_that_are_neither_are_named(data: bytes) -> None:
    with pytest.raises(VerificationError, match="to nie jest certyfikat") as caught:
        read_trust([("zaufane.pem", data)])
    assert caught.value.place == "zaufane.pem"


def test_a_person_is_not_trusted_as_an_authority() -> None:
    with pytest.raises(VerificationError, match="certyfikat osoby"):
        read_trust([("jan.crt", make_pki().signers["Jan Wójcik"].der)])


def test_an_authority_put_there_alone_is_trusted_by_itself() -> None:
    pki = make_pki()
    roots, between = anchors(TrustList((pki.root.der, pki.ca.der)))
    assert [one.subject.native["common_name"] for one in roots] == ["Korzeń testowy"]
    assert [one.subject.native["common_name"] for one in between] == ["Urząd certyfikacji testowy"]
    alone, nothing = anchors(TrustList((pki.ca.der,)))
    assert (len(alone), nothing) == (1, [])


def test_identifiers_of_persons_are_masked_and_their_digests_need_the_key() -> None:
    assert masked("PNOPL-44051401458") == "PNOPL-•••••••••58"
    assert (masked("12345"), masked("")) == ("•••45", "")
    one = person_digest("PNOPL-44051401458", b"klucz")
    assert one == person_digest(" pnopl-44051401458", b"klucz") != person_digest("PNOPL-44051401458", b"inny")
    assert person_digest("", b"klucz") == ""


def test_names_are_the_same_in_any_order_and_case() -> None:
    assert same_person("WÓJCIK Jan", "Jan Wójcik")
    assert same_person("Łucja Żółć-Gęślą", "ŻÓŁĆ-GĘŚLĄ ŁUCJA")
    assert not same_person("Jan Wójcik", "Janina Wójcik")
