"""Judging apart: the same verdict, and files that never end or eat all memory cost nobody but themselves."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.signing.allowed_increments import open_signed
from schematom_docs.signing.judge_worker import DEADLY, ENDLESS, TOO_LARGE, judge_apart
from schematom_docs.signing.judging import Fingerprints, Issue, Rules, judge
from schematom_docs.signing.verdicts import Kind
from tests.signing.attacks import flipped, rewritten
from tests.signing.pki import JUDGED, make_pki
from tests.signing.signing_samples import SLOTS, issued_pack, signed_in_turn

pytestmark = pytest.mark.xdist_group("signatures")


def never_ending(data: bytes) -> Sequence[str]:
    """Compare pages for ever."""
    while True:
        pass


def greedy(data: bytes) -> Sequence[str]:
    """Ask for more memory than a judge may have."""
    return ["0" * 3 * 1024**3]


def deadly(data: bytes) -> Sequence[str]:
    """End the process at once."""
    os._exit(3)


def rules() -> Rules:
    return Rules(make_pki().trust(), JUDGED, page_fingerprints, b"klucz")


def test_the_verdict_is_the_one_of_the_judge() -> None:
    data, issue = signed_in_turn()[3], Issue(issued_pack(), signed_in_turn()[2], SLOTS)
    verdict = judge_apart(data, issue, rules())
    assert verdict == judge(data, issue, rules())
    assert verdict.kind is Kind.SIGNED


@pytest.mark.parametrize(("fault", "reason"), [(never_ending, ENDLESS), (greedy, TOO_LARGE), (deadly, DEADLY)])
def test_a_file_that_breaks_the_limits_is_unreadable(fault: Fingerprints, reason: str) -> None:
    verdict = judge_apart(
        rewritten(issued_pack()), Issue(issued_pack()), replace(rules(), fingerprints=fault), seconds=8
    )
    assert (verdict.kind, verdict.reasons) == (Kind.UNREADABLE, (reason,))


def test_many_damaged_files_get_a_verdict_and_none_is_accepted_but_for_the_bytes_no_signature_covers() -> None:
    data, issue = signed_in_turn()[2], Issue(issued_pack(), b"", SLOTS)
    uncovered = [found.span() for found in re.finditer(rb"/Contents <[0-9A-Fa-f]+>", data)]
    last = open_signed(data).embedded_signatures[-1].byte_range
    uncovered.append((int(last[2]) + int(last[3]), len(data)))  # its proofs, put in behind it (B-LT)
    span = len(data) - len(issued_pack())
    for step in range(1, 30):
        place = len(issued_pack()) + step * span // 30
        assert not judge(data[:place], issue, rules()).accepted
        accepted = judge(flipped(data, place), issue, rules()).accepted
        assert not accepted or any(start <= place < end for start, end in uncovered)
