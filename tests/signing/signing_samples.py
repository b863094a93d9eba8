"""A small pack, really merged, with fields for three parties; made once a process."""

from __future__ import annotations

import io
from functools import cache

import docx
from pyhanko.sign import signers

from schematom_docs.pdf import LibreOfficeConverter, Part, merge, normalise
from schematom_docs.pdf.fonts import find_font
from schematom_docs.pdf.seal import seal
from schematom_docs.records import Slot
from schematom_docs.signing.pades import Level, SignatureWish, sign
from schematom_docs.signing.signature_fields import add_fields, field_name, grid
from schematom_docs.signing.signing_keys import signer_of
from tests.signing.pki import JUDGED, Identity, make_pki

SLOTS = (
    Slot("pcpr", "Powiatowe Centrum Pomocy Rodzinie", "Łucja Żółć-Gęślą", "dyrektor"),
    Slot("pup", "Powiatowy Urząd Pracy", "Jan Wójcik", "dyrektor"),
    Slot("rodzina-o1", "Rodzina Ździebłów", "Świętosław Ździebło"),
)


@cache
def plain_pack() -> bytes:
    """Return two papers merged, tagged, PDF/A-2b, without fields and seal."""
    titles = ("Porozumienie o współpracy", "Karta podpisów")
    pdfs = LibreOfficeConverter().convert([(title, _word_file(title)) for title in titles])
    parts = [Part(title, normalise(pdf, title=title)) for title, pdf in zip(titles, pdfs, strict=True)]
    return merge(parts, title="Pakiet do podpisu elektronicznego")


@cache
def issued_pack() -> bytes:
    """Return the pack as issued: with fields on its last page, sealed."""
    return seal(add_fields(plain_pack(), grid(SLOTS, 2, left=62, top=560), find_font()))


def signed_by(pdf: bytes, identity: Identity, slot: str, level: Level = Level.B, *, visible: bool = True) -> bytes:
    """Return pdf signed in the field of a slot at the moment of judging."""
    pki = make_pki()
    wish = SignatureWish(field_name(slot), level, find_font() if visible else None)
    return sign(pdf, _signer(identity), wish, at=JUDGED, timestamper=pki.timestamper(), trust=pki.trust())


def _signer(identity: Identity) -> signers.Signer:
    return signer_of(identity.signing_key(), JUDGED)


def _word_file(title: str) -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.language = "pl-PL"
    document.add_heading(title, 1)
    document.add_paragraph("Strony będą współdziałać; kwota 1 200,00 zł; zażółć gęślą jaźń. " * 4)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
