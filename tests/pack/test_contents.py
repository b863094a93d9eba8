from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.errors import ConversionError
from schematom_docs.pack import Contents, Entry, Listed, Place, count_rows, settle_contents, unnumbered_pages

parts_lists = st.lists(st.builds(Listed, st.text(max_size=5), st.integers(1, 30), st.booleans()), max_size=60)


def test_first_page_counts_cover_and_contents() -> None:
    parts = [Listed("Kontrakt rodzinny", 4), Listed("Diagnoza", 2, annex=True), Listed("Karta podpisów", 1)]
    rows = count_rows(parts, pages_before=2)
    assert [(row.number, row.title, row.first_page, row.last_page, row.annex) for row in rows] == [
        (1, "Kontrakt rodzinny", 3, 6, False),
        (2, "Diagnoza", 7, 8, True),
        (3, "Karta podpisów", 9, 9, False),
    ]


def test_contents_that_grows_to_a_second_page_moves_all_that_follows() -> None:
    asked: list[int] = []

    def two_pages(contents: Contents) -> int:
        asked.append(contents.rows[0].first_page)
        return 2

    settled = settle_contents([Listed("Kontrakt", 4)], two_pages, pages_before=1)
    assert (settled.pages, settled.total, settled.rows[0].first_page) == (2, 7, 4)
    assert asked == [3, 4]


def test_pages_of_a_diploma_are_known_by_their_place_in_the_pack() -> None:
    cover = Entry("okladka", "", "Okładka", Place.COVER)
    diploma = Entry("dyplom", "d01", "Dyplom nr 1", Place.DOCUMENT, numbered=False)
    assert unnumbered_pages([cover, diploma, cover, diploma], [2, 1, 3, 2]) == {3, 7, 8}


def test_last_layout_is_the_one_to_print() -> None:
    seen: list[Contents] = []

    def render(contents: Contents) -> int:
        seen.append(contents)
        return 3

    assert settle_contents([Listed("Kontrakt", 1)], render) is seen[-1]


def test_contents_that_never_settles_is_an_error_with_a_remedy() -> None:
    with pytest.raises(ConversionError) as caught:
        settle_contents([Listed("Kontrakt", 1)], lambda contents: 3 - contents.pages)
    assert caught.value.place == "spis dokumentów"
    assert caught.value.remedy


@given(parts_lists, st.integers(0, 3), st.integers(1, 25))
def test_settled_rows_follow_each_other_without_gaps_up_to_the_last_page(
    parts: list[Listed], pages_before: int, rows_on_a_page: int
) -> None:
    settled = settle_contents(
        parts, lambda contents: max(1, -(-len(contents.rows) // rows_on_a_page)), pages_before=pages_before
    )
    assert settled.pages == max(1, -(-len(parts) // rows_on_a_page))
    following = pages_before + settled.pages + 1
    for row, part in zip(settled.rows, parts, strict=True):
        assert (row.first_page, row.pages, row.title) == (following, part.pages, part.title)
        following = row.last_page + 1
    assert settled.total == following - 1
