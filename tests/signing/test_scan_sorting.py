"""Sorting of scanned sheets: every finding, completeness of counterparts, and that nothing is guessed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.records import SUPERSEDED, WITHDRAWN, StoredPage
from schematom_docs.signing.page_codes import payload
from schematom_docs.signing.scan_sorting import (
    AGREES,
    BLANK,
    DISAGREES,
    DOUBLE,
    FOREIGN,
    REPLACED,
    TAKEN_BACK,
    UNREADABLE,
    ScannedSheet,
    codes_named,
    sort_sheets,
)
from tests.signing.piles import in_state, known_version, sheets_of, text_of

A, B = "AAAAAAAA", "BBBBBBBB"
KNOWN = {A: [known_version(A)], B: [known_version(B)]}


def test_a_whole_counterpart_is_complete_and_in_order() -> None:
    sorting = sort_sheets(sheets_of(*(text_of(A, page) for page in (1, 2, 3, 4))), KNOWN)
    (counterpart,) = sorting.counterparts
    assert [one.finding for one in sorting.sheets] == [AGREES] * 4
    assert (counterpart.complete, counterpart.in_order, counterpart.missing) == (True, True, ())
    assert counterpart.label == "egz. 1/2 – PUP"


def test_a_missing_page_is_named_and_a_wrong_order_told() -> None:
    (counterpart,) = sort_sheets(sheets_of(*(text_of(A, page) for page in (4, 1, 2))), KNOWN).counterparts
    assert (counterpart.complete, counterpart.in_order, counterpart.missing) == (False, False, (3,))


def test_pages_of_two_counterparts_of_one_pack_are_kept_apart() -> None:
    pile = sheets_of(*(text_of(A, page, copy=copy) for page in (1, 2, 3, 4) for copy in (2, 1)))
    sorting = sort_sheets(pile, KNOWN)
    assert [(one.number, one.complete, one.in_order) for one in sorting.counterparts] == [
        (1, True, True),
        (2, True, True),
    ]


def test_the_second_sheet_of_a_page_is_a_double() -> None:
    sorting = sort_sheets(sheets_of(text_of(A, 1), text_of(A, 2), text_of(A, 1)), KNOWN)
    assert [one.finding for one in sorting.sheets] == [AGREES, AGREES, DOUBLE]


def test_a_page_that_an_earlier_scan_brought_is_a_double_and_counts_once() -> None:
    known = {A: [replace(known_version(A), seen=frozenset({(1, 1), (1, 2), (1, 4)}))]}
    sorting = sort_sheets(sheets_of(text_of(A, 1), text_of(A, 3)), known)
    assert [one.finding for one in sorting.sheets] == [DOUBLE, AGREES]
    assert sorting.counterparts[0].complete


def test_a_pack_that_the_registry_does_not_know_is_foreign() -> None:
    (one,) = sort_sheets(sheets_of(text_of("CCCCCCCC", 1)), KNOWN).sheets
    assert (one.finding, "CCCCCCCC" in one.reason) == (FOREIGN, True)


def test_a_code_of_another_system_is_foreign() -> None:
    (one,) = sort_sheets(sheets_of("https://example.org/"), KNOWN).sheets
    assert one.finding == FOREIGN
    assert "innego systemu" in one.reason


def test_a_code_of_another_system_beside_ours_does_not_disturb() -> None:
    sheet = ScannedSheet("a" * 64, "a.pdf", 1, ("https://example.org/", text_of(A, 1)))
    assert sort_sheets([sheet], KNOWN).sheets[0].finding == AGREES


def test_a_page_of_a_replaced_version_names_the_version_in_force() -> None:
    known = {A: [in_state(known_version(A), SUPERSEDED), known_version(A, version=2)]}
    sorting = sort_sheets(sheets_of(text_of(A, 1), text_of(A, 1, version=2)), known)
    assert [one.finding for one in sorting.sheets] == [REPLACED, AGREES]
    assert "obowiązuje wersja 2" in sorting.sheets[0].reason
    assert [one.version.version for one in sorting.counterparts] == [2]


def test_a_forged_page_of_a_replaced_version_is_not_taken_for_it() -> None:
    known = {A: [in_state(known_version(A), SUPERSEDED), known_version(A, version=2)]}
    (one,) = sort_sheets(sheets_of(payload(A, 1, 1, 1, 4, "0" * 16)), known).sheets
    assert one.finding == DISAGREES


def test_a_page_of_a_withdrawn_version_is_told_as_withdrawn() -> None:
    known = {A: [known_version(A), in_state(known_version(A, version=2), WITHDRAWN)]}
    sorting = sort_sheets(sheets_of(text_of(A, 1), text_of(A, 1, version=2)), known)
    assert [one.finding for one in sorting.sheets] == [AGREES, TAKEN_BACK]


def test_a_digest_that_was_not_printed_disagrees() -> None:
    (one,) = sort_sheets(sheets_of(payload(A, 1, 1, 1, 4, "0" * 16)), KNOWN).sheets
    assert (one.finding, one.reason) == (DISAGREES, "skrót strony nie zgadza się z wydanym")


def test_what_the_registry_never_printed_disagrees_with_its_reason() -> None:
    codes = [text_of(A, 1, version=7), text_of(A, 1, copy=9), text_of(A, 5, pages=5), text_of(A, 1, pages=9)]
    sorting = sort_sheets(sheets_of(*codes, "ZD1|AAAAAAAA|1|1"), KNOWN)
    assert {one.finding for one in sorting.sheets} == {DISAGREES}
    assert [one.reason for one in sorting.sheets[:3]] == [
        "pakiet AAAAAAAA nie ma wersji 7",
        "wersja 1 nie ma egzemplarza 9",
        "strona 5 nie miała kodu przy wydaniu",
    ]
    assert sorting.counterparts == ()


def test_two_piled_sheets_are_never_guessed() -> None:
    sheet = ScannedSheet("a" * 64, "a.pdf", 1, (text_of(A, 1), text_of(A, 2)))
    sorting = sort_sheets([sheet], KNOWN)
    assert sorting.sheets[0].finding == UNREADABLE
    assert "dwa kody" in sorting.sheets[0].reason
    assert sorting.counterparts == ()


def test_a_sheet_without_a_code_is_for_the_hand_and_a_blank_side_is_not() -> None:
    blank = ScannedSheet("a" * 64, "a.pdf", 2, blank=True)
    broken = ScannedSheet("a" * 64, "a.pdf", 3, fault="strona pliku jest uszkodzona")
    sorting = sort_sheets([*sheets_of(None), blank, broken], KNOWN)
    assert [one.finding for one in sorting.sheets] == [UNREADABLE, BLANK, UNREADABLE]
    assert sorting.sheets[2].reason == "strona pliku jest uszkodzona"


def test_a_sheet_placed_by_hand_counts_for_its_counterpart() -> None:
    sheets = sheets_of(text_of(A, 1), text_of(A, 2), text_of(A, 3), None)
    sheets[3] = replace(sheets[3], hand=(A, 1, 1, 4))
    sorting = sort_sheets(sheets, KNOWN)
    assert (sorting.sheets[3].finding, sorting.sheets[3].reason) == (AGREES, "wskazana ręcznie")
    assert sorting.counterparts[0].complete


def test_pages_without_a_code_are_not_waited_for() -> None:
    known = known_version(A)
    pages = tuple(
        StoredPage(page.counterpart, page.page, "" if page.page == 4 else page.digest) for page in known.pages
    )
    sorting = sort_sheets(sheets_of(*(text_of(A, page) for page in (1, 2, 3))), {A: [replace(known, pages=pages)]})
    (counterpart,) = sorting.counterparts
    assert (counterpart.complete, counterpart.uncoded) == (True, (4,))


def test_the_registry_is_asked_for_codes_of_ours_only() -> None:
    sheets = sheets_of(text_of(B, 1), "https://example.org/", None, "ZD1|AAAAAAAA|1|1", text_of(B, 2))
    assert codes_named(sheets) == [B]


@given(st.permutations([(code, copy, page) for code in (A, B) for copy in (1, 2) for page in (1, 2, 3, 4)]))
def test_any_order_of_the_pile_gives_the_same_counterparts(pile: list[tuple[str, int, int]]) -> None:
    sorting = sort_sheets(sheets_of(*(text_of(code, page, copy=copy) for code, copy, page in pile)), KNOWN)
    assert {one.finding for one in sorting.sheets} == {AGREES}
    assert [(one.version.code, one.number, one.complete) for one in sorting.counterparts] == [
        (code, copy, True) for code in (A, B) for copy in (1, 2)
    ]
