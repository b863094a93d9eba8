"""Three parties sign one after another; after each our judge and Debian's pdfsig agree."""

from __future__ import annotations

import pytest

from schematom_docs.signing.verdicts import Kind, Trust
from tests.signing.pdfsig import seen, sign_in_field, sign_in_own_field
from tests.signing.pki import JUDGED, STAMPED, make_pki
from tests.signing.signing_samples import SLOTS, issued_pack, judged, signed_by, signed_in_turn

pytestmark = pytest.mark.xdist_group("signatures")
NAMES = tuple(slot.person for slot in SLOTS)


def test_the_issue_that_nobody_signed_is_known_as_unchanged() -> None:
    verdict = judged(issued_pack())
    assert (verdict.kind, verdict.accepted, verdict.signatures) == (Kind.UNCHANGED, False, ())


@pytest.mark.parametrize("count", [1, 2, 3])
def test_after_each_party_both_judges_find_every_signature_good(count: int) -> None:
    files = signed_in_turn()
    verdict = judged(files[count], accepted=files[count - 1] if count > 1 else b"")
    assert (verdict.kind, verdict.also, verdict.reasons, verdict.questions) == (Kind.SIGNED, (), (), ())
    assert tuple(one.slot for one in verdict.signatures) == tuple(slot.key for slot in SLOTS[:count])
    assert tuple(one.name for one in verdict.signatures) == NAMES[:count]
    assert all(one.intact and one.trust is Trust.TRUSTED and one.proved for one in verdict.signatures)
    assert {one.at for one in verdict.signatures} == {STAMPED}
    independent = seen(files[count])
    assert [(one.name, one.valid, one.trusted) for one in independent] == [(name, True, True) for name in NAMES[:count]]


def test_levels_are_read_from_what_the_file_holds() -> None:
    first, second, third = (judged(data).signatures[-1].level for data in signed_in_turn()[1:])
    assert (first, second, third) == ("B-T", "B-LT", "B-LTA")
    plain = judged(signed_by(issued_pack(), make_pki().signers["Jan Wójcik"], "pup")).signatures[0]
    assert (plain.level, plain.proved) == ("B-B", False)


def test_numbers_of_persons_are_masked_and_compared_by_keyed_digests() -> None:
    one, two = judged(signed_in_turn()[2]).signatures
    assert one.identifier == "PNOPL-•••••••••58"
    assert len(one.person) == 64 and one.person != two.person
    assert "44051401458" not in repr((one, two))


@pytest.mark.parametrize("slot", [slot.key for slot in SLOTS])
def test_a_signature_made_by_pdfsig_in_our_field_is_accepted(slot: str) -> None:
    place = [one.key for one in SLOTS].index(slot)
    data = sign_in_field(issued_pack(), f"podpis-{slot}", f"strona{place + 1}")
    verdict = judged(data)
    assert (verdict.kind, verdict.reasons, verdict.questions) == (Kind.SIGNED, (), ())
    assert [one.slot for one in verdict.signatures] == [slot]
    assert [(one.name, one.valid, one.trusted) for one in seen(data)] == [(NAMES[place], True, True)]


def test_pdfsig_signs_after_us_and_we_after_pdfsig() -> None:
    first = sign_in_field(issued_pack(), "podpis-pcpr", "strona1")
    second = signed_by(first, make_pki().signers["Jan Wójcik"], "pup")
    third = sign_in_field(second, "podpis-rodzina-o1", "strona3")
    for accepted, data in ((b"", first), (first, second), (second, third)):
        verdict = judged(data, accepted=accepted)
        assert (verdict.kind, verdict.reasons) == (Kind.SIGNED, ())
        assert all(one.valid and one.trusted for one in seen(data))
    assert len(judged(third).signatures) == 3


def test_a_field_of_the_programs_own_is_accepted_and_the_party_asked_for() -> None:
    data = sign_in_own_field(issued_pack(), "strona2")
    verdict = judged(data)
    assert verdict.kind is Kind.SIGNED
    assert verdict.signatures[0].slot == ""
    assert verdict.questions == (
        "Jan Wójcik: podpis stoi poza polami pakietu; potwierdź, za którą stronę go złożono"
        " (takie nazwisko ma: Powiatowy Urząd Pracy).",
    )
    assert [(one.valid, one.trusted) for one in seen(data)] == [(True, True)]


def test_two_signatures_in_own_fields_of_a_program_are_accepted() -> None:
    first = sign_in_own_field(issued_pack(), "strona1", "Pole 1")
    second = sign_in_own_field(first, "strona2", "Pole 2")
    verdict = judged(second, accepted=first)
    assert (verdict.kind, len(verdict.signatures)) == (Kind.SIGNED, 2)
    assert [(one.valid, one.trusted) for one in seen(second)] == [(True, True)] * 2


def test_the_seal_of_the_ministry_asks_who_it_was() -> None:
    verdict = judged(signed_by(issued_pack(), make_pki().ministry, "rodzina-o1"))
    assert (verdict.kind, verdict.signatures[0].ministry) == (Kind.SIGNED, True)
    assert "to pieczęć ministerstwa (podpis zaufany); potwierdź, kto podpisał" in verdict.questions[0]


def test_another_name_in_a_field_is_a_question_and_never_silent() -> None:
    verdict = judged(signed_by(issued_pack(), make_pki().signers["Jan Wójcik"], "pcpr"))
    assert verdict.kind is Kind.SIGNED
    expected = "było dla: Łucja Żółć-Gęślą, podpis ma: Jan Wójcik"
    assert [expected in question for question in verdict.questions] == [True]


def test_judging_changes_nothing() -> None:
    data = bytearray(signed_in_turn()[3])
    before = bytes(data)
    assert judged(bytes(data), moment=JUDGED) == judged(before)
    assert bytes(data) == before
