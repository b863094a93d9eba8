"""Signing a PDF in a named field: PAdES B-B, B-T, B-LT and B-LTA, as an increment that leaves every byte in place."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from asn1crypto import tsp, x509  # type: ignore[import-untyped]  # no stubs
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError, PdfStrictReadError
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError as RefusedError
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.errors import PathError, ValidationError

from schematom_docs.errors import SigningError
from schematom_docs.signing.signature_appearance import field_picture, stamp_of
from schematom_docs.signing.trust import Evidence, TrustList, context

DIGEST = "sha256"
REASON_NO_STAMPS = "znacznika czasu nie dało się uzyskać"
_STAMPS_REMEDY = "Sprawdź adres serwera znaczników czasu i połączenie albo podpisz na poziomie B-B."


class Level(StrEnum):
    """How long a signature can be proved: B (now), T (time), LT (with revocation data), LTA (renewable)."""

    B = "B-B"
    T = "B-T"
    LT = "B-LT"
    LTA = "B-LTA"


class Timestamper(Protocol):
    """Authority that confirms when something was signed (RFC 3161)."""

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Return the answer to a request. Raises TimestampRequestError or OSError when there is none."""
        ...


class _Stamps(TimeStamper):
    """An authority as pyHanko asks it."""

    def __init__(self, authority: Timestamper) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # no annotations
        self._authority = authority

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Return the answer of the authority."""
        return await self._authority.async_request_tsa_response(req)


@dataclass(frozen=True, slots=True)
class SignatureWish:
    """How to sign. field: name of the field; visible: font of the visible signature, None for none; office: the
    office's seal, shown as such; certify: nothing but later signatures may follow (first signature only; never in a
    pack that goes out, for programs outside add fields of their own)."""

    field: str
    level: Level = Level.B
    visible: Path | None = None
    office: bool = False
    certify: bool = False
    reason: str = ""
    place: str = ""


def url_timestamper(url: str) -> Timestamper:
    """Return the time stamp server at an address."""
    server: Timestamper = HTTPTimeStamper(url, timeout=20)
    return server


def sign(
    pdf: bytes,
    signer: signers.Signer,
    wish: SignatureWish,
    *,
    at: datetime,
    timestamper: Timestamper | None = None,
    trust: TrustList | None = None,
) -> bytes:
    """Return pdf signed in the field of `wish`; it begins with the bytes given.

    at: the moment shown; trust: needed for B-LT and B-LTA, whose proofs are put into the file. Raises SigningError:
    field missing or signed already, level without its time stamps or revocation lists, a certificate that leads
    nowhere.
    """
    trust = trust or TrustList()
    if wish.level is not Level.B and timestamper is None:
        raise SigningError(
            f"poziom {wish.level} wymaga znacznika czasu, a nie podano serwera znaczników", remedy=_STAMPS_REMEDY
        )
    logging.getLogger("pyhanko").setLevel(logging.ERROR)  # it doubts proofs that were not fetched
    out = io.BytesIO()
    with _told(wish):
        writer = _writer(pdf)
        size = _field_size(writer, wish.field)
        stamps = None if wish.level is Level.B or timestamper is None else _Stamps(timestamper)
        style = _visible(signer.signing_cert, wish, size, at)
        tool = signers.PdfSigner(_metadata(wish, trust, at), signer, timestamper=stamps, stamp_style=style)
        tool.sign_pdf(writer, existing_fields_only=True, output=out)
    return out.getvalue()


@contextmanager
def _told(wish: SignatureWish) -> Iterator[None]:
    """Inside, what pyHanko raises becomes a SigningError in words."""
    try:
        yield
    except (TimestampRequestError, OSError) as error:
        raise SigningError(REASON_NO_STAMPS, remedy=_STAMPS_REMEDY) from error
    except (ValidationError, PathError, SignatureValidationError) as error:
        raise _unproved(wish) from error
    except RefusedError as error:
        if isinstance(error.__cause__ or error.__context__, (ValidationError, PathError)):
            raise _unproved(wish) from error
        reason = "program podpisujący odmówił złożenia podpisu w tym polu"
        raise SigningError(reason, place=wish.field, remedy="Sprawdź, czy certyfikat służy do podpisu.") from error
    except PdfError as error:
        raise SigningError("pliku PDF nie da się odczytać", remedy="Pobierz plik jeszcze raz.") from error


def _unproved(wish: SignatureWish) -> SigningError:
    return SigningError(
        f"certyfikatu nie da się sprawdzić, a poziom {wish.level} tego wymaga",
        remedy="Dodaj do zaufanych certyfikaty urzędu i jego aktualne listy unieważnień (CRL) albo podpisz niżej.",
    )


def _writer(pdf: bytes) -> IncrementalPdfFileWriter:
    """Return what appends to a file; one that poppler signed breaks rules of numbering and is taken all the same."""
    try:
        return IncrementalPdfFileWriter(io.BytesIO(pdf))
    except PdfStrictReadError:
        return IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)


def _metadata(wish: SignatureWish, trust: TrustList, at: datetime) -> signers.PdfSignatureMetadata:
    long = wish.level in (Level.LT, Level.LTA)
    return signers.PdfSignatureMetadata(
        field_name=wish.field,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm=DIGEST,
        reason=wish.reason or None,
        location=wish.place or None,
        certify=wish.certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        embed_validation_info=long,
        use_pades_lta=wish.level is Level.LTA,
        validation_context=context(trust, at, Evidence()) if long else None,
    )


def _field_size(writer: IncrementalPdfFileWriter, name: str) -> tuple[float, float]:
    """Return width and height of an empty signature field. Raises SigningError when it is missing or filled."""
    fields = list(enumerate_sig_fields(writer.prev))
    for found, value, reference in fields:
        if found != name:
            continue
        if value is not None:
            raise SigningError(
                "to pole jest już podpisane", place=name, remedy="Wskaż inną stronę (--as) albo plik bez jej podpisu."
            )
        field = reference.get_object()
        assert isinstance(field, DictionaryObject)
        left, bottom, right, top = (float(edge) for edge in field.get("/Rect", (0, 0, 0, 0)))
        return abs(right - left), abs(top - bottom)
    empty = ", ".join(found for found, value, _ in fields if value is None) or "brak"
    raise SigningError("w pliku nie ma takiego pola podpisu", place=name, remedy=f"Wolne pola: {empty}.")


def _visible(
    certificate: x509.Certificate, wish: SignatureWish, size: tuple[float, float], at: datetime
) -> StaticStampStyle | None:
    if wish.visible is None or not all(size):
        return None
    name = certificate.subject.native.get("common_name") or certificate.subject.human_friendly
    head = "Pieczęć elektroniczna urzędu" if wish.office else "Podpisano elektronicznie"
    lines = [head, str(name), f"{at:%d.%m.%Y, %H:%M}", *([wish.reason] if wish.reason else [])]
    return stamp_of(field_picture(size, lines, wish.visible))
