"""Signing: with keys from files, at every level, refused with words that help."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from asn1crypto import tsp  # type: ignore[import-untyped]  # no stubs
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import TimestampRequestError

from schematom_docs.errors import SigningError
from schematom_docs.signing.pades import Level, SignatureWish, sign, url_timestamper
from schematom_docs.signing.signing_keys import SigningKey, read_pem, read_pkcs12, signer_of
from schematom_docs.signing.trust import TrustList
from schematom_docs.signing.verdicts import Kind
from tests.signing.pki import JUDGED, PASSWORD, make_pki
from tests.signing.signing_samples import issued_pack, judged, signed_once

pytestmark = pytest.mark.xdist_group("signatures")


class NoStamps:
    """A time stamp authority that does not answer."""

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        raise TimestampRequestError("no answer")


def jan() -> SigningKey:
    return make_pki().signers["Jan Wójcik"].signing_key()


def test_keys_of_pkcs12_and_pem_files_sign_alike() -> None:
    identity = make_pki().signers["Jan Wójcik"]
    from_p12 = read_pkcs12(identity.pkcs12(), PASSWORD, place="klucz.p12")
    from_pem = read_pem(identity.chain_pem(), identity.key_pem(PASSWORD), PASSWORD, place="klucz.pem")
    opened = read_pem(identity.chain_pem(), identity.key_pem(), "", place="klucz.pem")
    for key in (from_p12, from_pem, opened):
        data = sign(issued_pack(), signer_of(key, JUDGED), SignatureWish("podpis-pup"), at=JUDGED)
        assert data.startswith(issued_pack())
        assert judged(data).kind is Kind.SIGNED


def test_a_key_never_shows_in_what_is_printed() -> None:
    assert repr(jan().key)[2:40] not in repr(jan())


@pytest.mark.parametrize(
    ("data", "password", "said"),
    [
        (lambda: make_pki().tsa.pkcs12(), "złe", "hasło do pliku z kluczem jest złe"),
        (lambda: make_pki().tsa.pkcs12(), "", "hasło do pliku z kluczem jest złe"),
        (
            lambda: make_pki().tsa.pkcs12()[:500],
            PASSWORD,
            "albo plik jest uszkodzony",
        ),
        (lambda: b"to nie klucz", PASSWORD, "to nie jest plik PKCS#12"),
    ],
)
def test_a_key_file_that_does_not_open_is_told(data: Callable[[], bytes], password: str, said: str) -> None:
    with pytest.raises(SigningError, match=said) as caught:
        read_pkcs12(data(), password, place="klucz.p12")
    assert (caught.value.exit_code, caught.value.place) == (7, "klucz.p12")
    assert caught.value.remedy


def test_pem_keys_that_do_not_open_or_belong_to_another_are_told() -> None:
    pki = make_pki()
    jan_, other = pki.signers["Jan Wójcik"], pki.stranger
    with pytest.raises(SigningError, match="chroniony hasłem"):
        read_pem(jan_.chain_pem(), jan_.key_pem("tajne"), "", place="k.pem")
    with pytest.raises(SigningError, match="jest złe"):
        read_pem(jan_.chain_pem(), jan_.key_pem("tajne"), "inne", place="k.pem")
    with pytest.raises(SigningError, match="nie należy do tego klucza"):
        read_pem(jan_.chain_pem(), other.key_pem(), "", place="k.pem")
    with pytest.raises(SigningError, match="nie ma certyfikatu"):
        read_pem(b"nic", jan_.key_pem(), "", place="k.pem")


def test_a_certificate_out_of_its_time_is_refused_with_the_day() -> None:
    with pytest.raises(SigningError, match=r"stracił ważność 01\.01\.2021"):
        signer_of(make_pki().expired.signing_key(), JUDGED)
    with pytest.raises(SigningError, match=r"ważny dopiero od 01\.01\.2020"):
        signer_of(jan(), JUDGED.replace(year=2019))


def test_a_field_missing_or_signed_is_told_with_those_that_are_free() -> None:
    with pytest.raises(SigningError, match="nie ma takiego pola") as caught:
        sign(signed_once(), signer_of(jan(), JUDGED), SignatureWish("podpis-wup"), at=JUDGED)
    assert caught.value.remedy == "Wolne pola: podpis-pcpr, podpis-rodzina-o1."
    with pytest.raises(SigningError, match="już podpisane"):
        sign(signed_once(), signer_of(jan(), JUDGED), SignatureWish("podpis-pup"), at=JUDGED)
    with pytest.raises(SigningError, match="nie da się odczytać"):
        sign(b"%PDF-1.7 uszkodzony", signer_of(jan(), JUDGED), SignatureWish("podpis-pup"), at=JUDGED)


@pytest.mark.parametrize("level", [Level.T, Level.LT, Level.LTA])
def test_levels_with_time_need_a_server_that_answers(level: Level) -> None:
    wish = SignatureWish("podpis-pup", level)
    with pytest.raises(SigningError, match="nie podano serwera znaczników"):
        sign(issued_pack(), signer_of(jan(), JUDGED), wish, at=JUDGED)
    with pytest.raises(SigningError, match="znacznika czasu nie dało się uzyskać"):
        sign(
            issued_pack(),
            signer_of(jan(), JUDGED),
            wish,
            at=JUDGED,
            timestamper=NoStamps(),
            trust=make_pki().trust(),
        )


def test_a_server_of_time_stamps_that_is_not_there_is_told() -> None:
    stamps = url_timestamper("http://127.0.0.1:9/")
    with pytest.raises(SigningError, match="znacznika czasu nie dało się uzyskać"):
        sign(
            issued_pack(), signer_of(jan(), JUDGED), SignatureWish("podpis-pup", Level.T), at=JUDGED, timestamper=stamps
        )


@pytest.mark.parametrize("level", [Level.LT, Level.LTA])
def test_long_levels_need_trust_and_lists_of_revoked_certificates(level: Level) -> None:
    pki = make_pki()
    for trust in (TrustList(), pki.trust(()), pki.trust(pki.stale)):
        with pytest.raises(SigningError, match="certyfikatu nie da się sprawdzić"):
            sign(
                issued_pack(),
                signer_of(jan(), JUDGED),
                SignatureWish("podpis-pup", level),
                at=JUDGED,
                timestamper=pki.timestamper(),
                trust=trust,
            )


def test_the_seal_of_the_office_is_a_signature_that_says_so() -> None:
    wish = SignatureWish("podpis-pup", office=True, reason="wydanie", place="Kielce")
    data = sign(issued_pack(), signer_of(jan(), JUDGED), wish, at=JUDGED)
    signature = PdfFileReader(io.BytesIO(data)).embedded_signatures[0].sig_object
    assert (signature["/Reason"], signature["/Location"], signature["/SubFilter"]) == (
        "wydanie",
        "Kielce",
        "/ETSI.CAdES.detached",
    )
