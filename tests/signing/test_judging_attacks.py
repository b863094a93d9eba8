"""Every way to spoil, forge or lose a signature gets its own verdict; pdfsig judges beside us where it can."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.fonts import find_font
from schematom_docs.signing.judging import Issue, OtherIssue, Rules, judge
from schematom_docs.signing.pades import Level, SignatureWish, sign
from schematom_docs.signing.signing_keys import signer_of
from schematom_docs.signing.verdicts import Kind, Trust
from tests.signing import attacks
from tests.signing.pdfsig import seen, sign_in_own_field
from tests.signing.pki import JUDGED, LAPSED, Identity, make_pki
from tests.signing.signing_samples import SLOTS, issued_pack, judged, signed_by, signed_in_turn, signed_once

pytestmark = pytest.mark.xdist_group("signatures")


def pup() -> Identity:
    return make_pki().signers["Jan Wójcik"]


def test_a_byte_flipped_in_the_signed_part_breaks_the_signature() -> None:
    data = attacks.flipped(signed_once(), signed_once().index(b"/Rect") + 8)
    verdict = judged(data)
    assert Kind.BROKEN in (verdict.kind, *verdict.also)
    assert not verdict.accepted and not verdict.for_a_person
    assert [one.valid for one in seen(data)] == [False]


@pytest.mark.parametrize("change", list(attacks.INCREMENTS))
def test_what_is_added_after_a_signature_is_for_a_person_to_decide(change: str) -> None:
    data = attacks.with_increment(signed_once(), attacks.INCREMENTS[change])
    verdict = judged(data)
    assert (verdict.kind, verdict.accepted, verdict.for_a_person) == (Kind.CHANGED_AFTER, False, True)
    assert verdict.signatures[0].intact and verdict.signatures[0].later
    assert [(one.valid, one.whole) for one in seen(data)] == [(True, False)]  # it cannot judge increments


@pytest.mark.parametrize("change", ["notatka", "treść strony"])
def test_a_certified_file_changed_afterwards_is_for_a_person_to_decide(change: str) -> None:
    wish = SignatureWish("podpis-pup", certify=True, office=True)
    certified = sign(issued_pack(), signer_of(pup().signing_key(), JUDGED), wish, at=JUDGED)
    assert judged(certified).kind is Kind.SIGNED
    data = attacks.with_increment(certified, attacks.INCREMENTS[change])
    assert judged(data).kind is Kind.CHANGED_AFTER
    assert [one.valid for one in seen(data)] == [True]


@pytest.mark.parametrize("change", [name for name in attacks.INCREMENTS if name != "wygląd podpisu"])
def test_what_is_changed_before_a_valid_signature_is_seen(change: str) -> None:
    edited = attacks.with_increment(issued_pack(), attacks.INCREMENTS[change])
    data = signed_by(edited, pup(), "pup")
    verdict = judged(data)
    assert (verdict.kind, verdict.accepted, verdict.for_a_person) == (Kind.CHANGED_BEFORE, False, False)
    assert verdict.signatures[0].intact and verdict.signatures[0].trust is Trust.TRUSTED
    assert [(one.valid, one.trusted, one.whole) for one in seen(data)] == [(True, True, True)]  # it cannot know


def test_a_file_written_anew_after_signing_is_broken() -> None:
    data = attacks.rewritten(signed_once())
    verdict = judged(data)
    assert (verdict.kind, verdict.signatures[0].intact) == (Kind.BROKEN, False)
    assert [one.valid for one in seen(data)] == [False]


def test_a_copy_written_anew_and_then_signed_is_accepted_with_a_note() -> None:
    verdict = judged(signed_by(attacks.rewritten(issued_pack()), pup(), "pup"))
    assert (verdict.kind, verdict.accepted) == (Kind.REWRITTEN, True)
    assert verdict.reasons == ("program podpisującego zapisał plik od nowa; treść stron jest ta sama",)


def test_a_copy_written_anew_with_something_laid_over_a_page_is_of_other_content() -> None:
    verdict = judged(signed_by(attacks.rewritten(issued_pack(), note_on_top=True), pup(), "pup"))
    assert (verdict.kind, verdict.accepted) == (Kind.OTHER_CONTENT, False)


def test_a_dropped_signature_is_noticed_though_every_judge_finds_the_file_good() -> None:
    files = signed_in_turn()
    verdict = judged(files[1], accepted=files[2])
    assert (verdict.kind, verdict.accepted) == (Kind.DROPPED, False)
    assert verdict.reasons == ("brakuje podpisów, które już przyjęto (1)",)
    assert [(one.valid, one.trusted) for one in seen(files[1])] == [(True, True)]


def test_the_bare_issue_in_place_of_a_signed_file_is_noticed() -> None:
    assert judged(issued_pack(), accepted=signed_in_turn()[1]).kind is Kind.DROPPED
    assert judged(issued_pack()).kind is Kind.UNCHANGED


def test_a_changed_issue_that_nobody_signed_has_no_signature() -> None:
    verdict = judged(attacks.with_increment(issued_pack(), attacks.note))
    assert (verdict.kind, verdict.also) == (Kind.NO_SIGNATURE, (Kind.CHANGED_BEFORE,))
    assert judged(attacks.rewritten(issued_pack())).kind is Kind.NO_SIGNATURE


def test_two_files_signed_side_by_side_are_branches() -> None:
    first = signed_by(issued_pack(), make_pki().signers["Łucja Żółć-Gęślą"], "pcpr")
    verdict = judged(signed_once(), accepted=first)
    assert (verdict.kind, verdict.accepted, verdict.for_a_person) == (Kind.BRANCH, False, True)


@dataclass(frozen=True)
class Untrusted:
    """Whose certificate nobody should trust; what we and pdfsig say of it."""

    who: str
    trust: Trust
    independent: bool


@pytest.mark.parametrize(
    "case",
    [
        Untrusted("stranger", Trust.UNKNOWN, False),
        Untrusted("expired", Trust.EXPIRED, False),
        Untrusted("revoked", Trust.REVOKED, True),  # pdfsig knows no revocation lists
    ],
    ids=lambda case: case.who,
)
def test_a_certificate_that_is_not_good_is_named(case: Untrusted) -> None:
    data = signed_by(issued_pack(), getattr(make_pki(), case.who), "pup")
    verdict = judged(data)
    assert (verdict.kind, verdict.accepted) == (Kind.DOUBTFUL, False)
    assert (verdict.signatures[0].trust, verdict.signatures[0].intact) == (case.trust, True)
    assert [(one.valid, one.trusted) for one in seen(data)] == [(True, case.independent)]


def test_a_revoked_certificate_is_bad_with_a_time_stamp_after_the_revocation() -> None:
    verdict = judged(signed_by(issued_pack(), make_pki().revoked, "pup", Level.T))
    assert (verdict.kind, verdict.signatures[0].trust) == (Kind.DOUBTFUL, Trust.REVOKED)


def test_an_expired_certificate_is_good_when_a_time_stamp_proves_an_earlier_signature() -> None:
    early = datetime(2020, 6, 1, tzinfo=UTC)
    stamps = make_pki().timestamper(early)
    signer = signer_of(make_pki().expired.signing_key(), early)
    data = sign(issued_pack(), signer, SignatureWish("podpis-pup", Level.T), at=early, timestamper=stamps)
    verdict = judged(data)
    assert (verdict.kind, verdict.signatures[0].trust, verdict.signatures[0].at) == (Kind.SIGNED, Trust.TRUSTED, early)
    late = sign(
        issued_pack(), signer, SignatureWish("podpis-pup", Level.T), at=LAPSED, timestamper=make_pki().timestamper()
    )
    assert judged(late).signatures[0].trust is Trust.EXPIRED


@pytest.mark.parametrize("level", [Level.B, Level.T])
def test_unknown_revocation_is_never_good(level: Level) -> None:
    pki = make_pki()
    data = signed_by(issued_pack(), pup(), "pup", level)
    for crls in ((), pki.stale, pki.fresh[:1]):
        verdict = judged(data, trust=pki.trust(crls))
        assert (verdict.kind, verdict.accepted) == (Kind.DOUBTFUL, False)
        assert verdict.signatures[0].trust is Trust.REVOCATION_UNKNOWN


def test_a_signature_by_a_broken_digest_is_not_good() -> None:
    metadata = signers.PdfSignatureMetadata("podpis-pup", md_algorithm="sha1", subfilter=SigSeedSubFilter.PADES)
    out = io.BytesIO()
    tool = signers.PdfSigner(metadata, signer_of(pup().signing_key(), JUDGED))
    tool.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(issued_pack())), existing_fields_only=True, output=out)
    verdict = judged(out.getvalue())
    assert (verdict.kind, verdict.signatures[0].trust) == (Kind.DOUBTFUL, Trust.WEAK)
    assert [(one.valid, one.trusted) for one in seen(out.getvalue())] == [(True, True)]  # pdfsig trusts SHA-1


def test_bytes_before_the_header_are_refused() -> None:
    data = b"junk\n" + signed_once()
    assert judged(data).kind is Kind.UNREADABLE
    assert not any(one.valid for one in seen(data))


@pytest.mark.parametrize("junk", [b"dopisane", b"\n%%EOF\nwiersz\n%%EOF\n"])
def test_bytes_behind_the_end_are_for_a_person_to_decide(junk: bytes) -> None:
    verdict = judged(signed_once() + junk)
    assert Kind.CHANGED_AFTER in (verdict.kind, *verdict.also) or verdict.kind is Kind.UNREADABLE
    assert not verdict.accepted


def test_a_field_of_another_program_in_a_certified_file_is_not_passed_over() -> None:
    wish = SignatureWish("podpis-pup", certify=True)
    certified = sign(issued_pack(), signer_of(pup().signing_key(), JUDGED), wish, at=JUDGED)
    data = sign_in_own_field(certified, "strona1")
    verdict = judged(data, accepted=certified)
    assert len(verdict.signatures) == 2
    assert verdict.kind in (Kind.SIGNED, Kind.CHANGED_AFTER)
    assert all(one.valid for one in seen(data))


def test_a_flipped_digit_inside_the_signature_shows_by_the_digest_of_the_file_alone() -> None:
    files = signed_in_turn()
    place = files[1].index(b"/Contents <") + 11 + 18000  # behind the signature, in its filling of noughts
    data = files[1][:place] + b"1" + files[1][place + 1 :]
    assert judged(data).sha256 != judged(files[1]).sha256
    assert judged(data, accepted=files[1]).kind is not Kind.SIGNED


def test_another_pack_or_version_is_named() -> None:
    pki = make_pki()
    other = signed_by(attacks.with_increment(issued_pack(), attacks.language), pup(), "pup")
    before = judged(issued_pack()).sha256
    held = Issue(attacks.rewritten(issued_pack()), others=(OtherIssue("PAK/3/2026, wersja 1", before),))
    rules = Rules(pki.trust(), JUDGED, page_fingerprints)
    for data in (issued_pack(), signed_once(), other):
        verdict = judge(data, held, rules)
        assert (verdict.kind, verdict.reasons) == (Kind.OTHER_ISSUE, ("to PAK/3/2026, wersja 1",))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"%PDF-1.7\n" + b"[" * 90_000])
def test_what_is_no_pdf_is_unreadable(data: bytes) -> None:
    assert judged(data).kind is Kind.UNREADABLE


def test_a_truncated_file_is_never_accepted() -> None:
    data = signed_once()
    for length in range(len(issued_pack()) + 1, len(data) - 1, 1999):
        assert not judged(data[:length]).accepted


def test_the_visible_signature_of_three_parties_is_in_their_fields() -> None:
    fields = [one.field for one in judged(signed_in_turn()[3]).signatures]
    assert fields == [f"podpis-{slot.key}" for slot in SLOTS]
    assert find_font().exists()


def test_a_signature_of_a_kind_nobody_judges_is_for_a_person() -> None:
    data = signed_once().replace(b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detachee")
    verdict = judged(data)
    assert data != signed_once()
    assert (verdict.kind, verdict.reasons) == (
        Kind.DOUBTFUL,
        ("w pliku jest podpis rodzaju, którego program nie ocenia",),
    )
