"""Signatures outside a PDF are known by content and held against the issue; they are not judged, and that is said."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder

from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.signing.judging import Issue, Rules
from schematom_docs.signing.uploads import NOT_JUDGED, judge_upload
from schematom_docs.signing.verdicts import Kind, Verdict
from tests.signing.pki import JUDGED, make_pki

ISSUED = b"%PDF-1.7 wydany pakiet " * 40
OTHER = b"%PDF-1.7 inny pakiet " * 40
DSIG = "http://www.w3.org/2000/09/xmldsig#"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"


def verdict(data: bytes, accepted: bytes = b"") -> Verdict:
    return judge_upload(data, Issue(ISSUED, accepted), Rules(make_pki().trust(), JUDGED, page_fingerprints))


def enveloping(content: bytes) -> bytes:
    text = base64.encodebytes(content).decode("ascii")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><ds:Signature xmlns:ds="{DSIG}"><ds:SignedInfo/>'
        f'<ds:Object Encoding="{DSIG}base64">{text}</ds:Object></ds:Signature>'
    ).encode()


def detached(content: bytes, algorithm: str = SHA256, name: str = "sha256") -> bytes:
    digest = base64.b64encode(hashlib.new(name, content).digest()).decode("ascii")
    return (
        f'<ds:Signature xmlns:ds="{DSIG}"><ds:SignedInfo><ds:Reference URI="pakiet.pdf">'
        f'<ds:DigestMethod Algorithm="{algorithm}"/><ds:DigestValue>{digest}</ds:DigestValue>'
        "</ds:Reference></ds:SignedInfo></ds:Signature>"
    ).encode()


def cms(content: bytes, *, whole: bool) -> bytes:
    signer = make_pki().signers["Jan Wójcik"]
    options = [PKCS7Options.Binary, *([] if whole else [PKCS7Options.DetachedSignature])]
    builder = PKCS7SignatureBuilder().set_data(content).add_signer(signer.certificate, signer.key, hashes.SHA256())
    return builder.sign(Encoding.DER, options)


def asic(content: bytes, *, mimetype: str = "application/vnd.etsi.asic-e+zip") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        archive.writestr("pakiet.pdf", content)
        archive.writestr("META-INF/signatures001.xml", detached(content))
    return out.getvalue()


MADE: dict[str, Callable[[bytes], bytes]] = {
    "XAdES otaczający": enveloping,
    "XAdES odłączony": detached,
    "ASiC-E": asic,
    "ASiC-S": lambda content: asic(content, mimetype="application/vnd.etsi.asic-s+zip"),
    "ASiC bez typu": lambda content: asic(content, mimetype=""),
    "p7s odłączony": lambda content: cms(content, whole=False),
    "p7s z treścią": lambda content: cms(content, whole=True),
}


@pytest.mark.parametrize("kind", list(MADE))
def test_a_container_about_the_issue_is_for_a_person_and_says_it_was_not_judged(kind: str) -> None:
    found = verdict(MADE[kind](ISSUED))
    assert (found.kind, found.accepted, found.for_a_person) == (Kind.CONTAINER, False, True)
    assert found.reasons[-1] == NOT_JUDGED
    assert found.reasons[0].startswith({"X": "XAdES", "A": "ASiC", "p": "CMS"}[kind[0]])


@pytest.mark.parametrize("kind", list(MADE))
def test_a_container_about_another_file_is_refused(kind: str) -> None:
    found = verdict(MADE[kind](OTHER))
    assert (found.kind, found.for_a_person) == (Kind.OTHER_CONTENT, False)
    assert "nie dotyczy wydanego pliku" in found.reasons[0]


def test_a_container_about_the_file_accepted_before_counts() -> None:
    assert verdict(detached(OTHER), accepted=OTHER).kind is Kind.CONTAINER


def test_a_digest_that_no_longer_holds_proves_nothing() -> None:
    assert verdict(detached(ISSUED, f"{DSIG}sha1", "sha1")).kind is Kind.OTHER_CONTENT


def test_a_signed_pdf_inside_an_archive_is_named_to_be_taken_out() -> None:
    found = verdict(asic(ISSUED + b" podpis"))
    assert found.kind is Kind.CONTAINER
    assert "pakiet.pdf" in found.reasons[0]


def test_an_archive_without_a_signature_and_other_files_are_unreadable() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("pakiet.pdf", ISSUED)
    for data in (out.getvalue(), b"", b"tekst", b"<a/>", b"\x30\x03\x02\x01\x01", b"\xff\xd8\xff"):
        assert verdict(data).kind is Kind.UNREADABLE


def test_entities_of_hostile_xml_are_not_expanded() -> None:
    bomb = (
        '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f'<ds:Signature xmlns:ds="{DSIG}"><ds:Object>&c;&x;</ds:Object></ds:Signature>'
    )
    assert verdict(bomb.encode()).kind is Kind.OTHER_CONTENT


def test_an_archive_that_unpacks_to_much_is_read_only_as_far_as_needed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.etsi.asic-e+zip")
        archive.writestr("pakiet.pdf", b"\0" * 50_000_000)
    assert verdict(out.getvalue()).kind is Kind.OTHER_CONTENT
