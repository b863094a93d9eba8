"""A file signed from outside, by a certificate made for the occasion: what comes back from a partner's program."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

from asn1crypto import keys, x509  # type: ignore[import-untyped]  # no stubs
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def signed(pdf: bytes) -> bytes:
    """Return pdf with a PAdES signature in a hidden field of its own, appended as an incremental update."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = made.Name([made.NameAttribute(NameOID.COMMON_NAME, "Osoba Przykładowa")])
    certificate = (
        made.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(MOMENT)
        .not_valid_after(MOMENT + timedelta(days=3650))
        .add_extension(made.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)
        .sign(key, hashes.SHA256())
    )
    der = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(der),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]  # no annotations
    )
    metadata = signers.PdfSignatureMetadata(
        field_name="Podpis", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    out = io.BytesIO()
    field = SigFieldSpec("Podpis", readable_field_name="Podpis: Osoba Przykładowa")
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    signers.PdfSigner(metadata, signer, new_field_spec=field).sign_pdf(writer, output=out)
    return out.getvalue()
