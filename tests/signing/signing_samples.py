"""A small pack, really merged, with fields for three parties; made once a process."""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache
from itertools import pairwise

import docx
from pyhanko.sign import signers

from schematom_docs.pdf import LibreOfficeConverter, Part, merge, normalise
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.fonts import find_font
from schematom_docs.pdf.seal import seal
from schematom_docs.records import Slot
from schematom_docs.signing.judging import Issue, Rules, judge
from schematom_docs.signing.pades import Level, SignatureWish, sign
from schematom_docs.signing.signature_fields import add_fields, field_name, grid
from schematom_docs.signing.signing_keys import signer_of
from schematom_docs.signing.trust import TrustList
from schematom_docs.signing.verdicts import Verdict
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


@cache
def signed_in_turn() -> tuple[bytes, ...]:
    """Return the issue and what came back after each of the three parties: B-T, B-LT, B-LTA."""
    files = [issued_pack()]
    levels = (Level.T, Level.LT, Level.LTA)
    for slot, level, identity in zip(SLOTS, levels, make_pki().signers.values(), strict=True):
        files.append(signed_by(files[-1], identity, slot.key, level))
    assert all(after.startswith(before) for before, after in pairwise(files))
    return tuple(files)


@cache
def signed_once() -> bytes:
    """Return the issue signed by the office PUP, B-B, with a visible signature."""
    return signed_by(issued_pack(), make_pki().signers["Jan Wójcik"], "pup")


def judged(data: bytes, *, accepted: bytes = b"", trust: TrustList | None = None, moment: datetime = JUDGED) -> Verdict:
    """Return the verdict on a file held against the issue."""
    issue = Issue(issued_pack(), accepted, SLOTS)
    return judge(data, issue, Rules(trust or make_pki().trust(), moment, page_fingerprints, b"klucz obszaru"))


def _signer(identity: Identity) -> signers.Signer:
    moment = min(JUDGED, identity.certificate.not_valid_after_utc)
    return signer_of(identity.signing_key(), moment)


def _word_file(title: str) -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.language = "pl-PL"
    document.add_heading(title, 1)
    document.add_paragraph("Strony będą współdziałać; kwota 1 200,00 zł; zażółć gęślą jaźń. " * 4)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
