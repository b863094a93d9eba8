"""What follows the sealed bytes: signatures are counted, changes and junk are faults, the issue stays provable."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from schematom_docs.workflow.pack_verification import verify_pdf
from schematom_docs.workflow.verdicts import FAULTY, NOTED, SOUND, Verdict
from tests.verify.issued_packs import usual_pack


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[signers.SimpleSigner]:
    """A signer with a certificate of its own."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Próba")])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 7, start, start + timedelta(days=3650))
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    folder: Path = tmp_path_factory.mktemp("podpis")
    plain = serialization.NoEncryption()
    encoded = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "klucz.pem").write_bytes(encoded)
    (folder / "certyfikat.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    yield signers.SimpleSigner.load(str(folder / "klucz.pem"), str(folder / "certyfikat.pem"))


def test_signed_pack_is_sound_and_says_that_signatures_are_not_judged(signer: signers.SimpleSigner) -> None:
    once = _signed(usual_pack(), signer, "Podpis1")
    for data, count in ((once, 1), (_signed(once, signer, "Podpis2"), 2)):
        verdict = verify_pdf("podpisany.pdf", data)
        assert verdict.sound
        assert _outcomes(verdict)["bajty"] == SOUND
        (check,) = (check for check in verdict.checks if check.name == "dopisane")
        assert check.outcome == NOTED
        assert check.note == f"po wydaniu dopisano {len(data) - len(usual_pack())} B, podpisów: {count}"


@pytest.mark.parametrize("junk", [b"\n", b"junk", bytes(64), b"<html></html>", b"startxref\n15\n%%EOF\n"])
def test_junk_after_the_end_is_found_and_placed(junk: bytes) -> None:
    verdict = verify_pdf("pakiet.pdf", usual_pack() + junk)
    (fault,) = verdict.faults
    assert fault.place == f"bajty {len(usual_pack())}–{len(usual_pack()) + len(junk) - 1}"
    assert not verdict.sound


def test_change_appended_without_a_signature_is_found() -> None:
    verdict = verify_pdf("pakiet.pdf", _appended(usual_pack(), _new_title))
    assert _outcomes(verdict)["bajty"] == SOUND
    assert [fault.reason for fault in verdict.faults if "bez podpisu" in fault.reason]


def test_page_changed_after_release_is_named_even_under_a_signature(signer: signers.SimpleSigner) -> None:
    changed = _signed(_appended(usual_pack(), _more_ink), signer, "Podpis1")
    verdict = verify_pdf("pakiet.pdf", changed)
    assert (_outcomes(verdict)["bajty"], _outcomes(verdict)["strony"]) == (SOUND, FAULTY)
    assert ("strona 2 (Harmonogram działań)", "treść strony różni się od wydanej") in [
        (fault.place, fault.reason) for fault in verdict.faults
    ]


def test_note_put_on_a_page_after_release_is_named(signer: signers.SimpleSigner) -> None:
    changed = _signed(_appended(usual_pack(), _note), signer, "Podpis1")
    told = {fault.place: fault.reason for fault in verify_pdf("pakiet.pdf", changed).faults if not fault.warning}
    assert told == {"strona 1": "po wydaniu dopisano na stronie uwagi lub inne adnotacje (1)"}


def test_enclosed_file_added_after_release_is_named() -> None:
    verdict = verify_pdf("pakiet.pdf", _appended(usual_pack(), _enclose))
    assert ("załącznik dopisany.txt", "manifest go nie zna") in [(one.place, one.reason) for one in verdict.faults]


def _signed(pdf: bytes, signer: signers.SimpleSigner, field: str) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    fields.append_signature_field(writer, fields.SigFieldSpec(field, on_page=0))
    data = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
    out = io.BytesIO()
    signers.PdfSigner(data, signer=signer).sign_pdf(writer, output=out)
    return out.getvalue()


def _appended(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _new_title(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/Lang"] = generic.TextStringObject("en-GB")
    writer.update_root()


def _more_ink(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(1)[0].get_object()
    ink = writer.add_object(generic.StreamObject(stream_data=b"q 1 0 0 rg 100 500 200 20 re f Q"))
    page["/Contents"] = generic.ArrayObject([*_contents(page), ink])
    writer.update_container(page)


def _contents(page: generic.DictionaryObject) -> list[generic.PdfObject]:
    stated = page.raw_get("/Contents")
    return list(stated) if isinstance(stated, generic.ArrayObject) else [stated]


def _note(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    note = generic.DictionaryObject(
        {
            generic.NameObject("/Type"): generic.NameObject("/Annot"),
            generic.NameObject("/Subtype"): generic.NameObject("/FreeText"),
            generic.NameObject("/Rect"): generic.ArrayObject(
                [generic.NumberObject(value) for value in (100, 100, 300, 200)]
            ),
            generic.NameObject("/Contents"): generic.TextStringObject("Nieważne"),
        }
    )
    page["/Annots"] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(page)


def _enclose(writer: IncrementalPdfFileWriter) -> None:
    stream = embed.EmbeddedFileObject.from_file_data(writer, data=b"dopisane", mime_type="text/plain")
    specification = embed.FileSpec("dopisany.txt", embedded_data=stream).as_pdf_object()
    tree = writer.root["/Names"]["/EmbeddedFiles"]
    tree["/Names"] += [generic.TextStringObject("dopisany.txt"), writer.add_object(specification)]
    writer.update_container(tree["/Names"])


def _outcomes(verdict: Verdict) -> dict[str, str]:
    return {check.name: check.outcome for check in verdict.checks}
