"""The gold tables of the project: at least 99.5 % of forms per table, and nothing wrong that is called certain."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from schematom_docs.polish import Inflected, inflect
from schematom_docs.polish.cases import CASES
from schematom_docs.polish.house_forms import HOUSE_FORMS
from schematom_docs.polish.place_exceptions import PLACE_EXCEPTIONS

GOLD = Path(__file__).parent / "gold"
KINDS = {
    "names": "person",
    "institutions": "institution",
    "places": "place",
    "titles": "function",
    "families": "family",
}


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of one gold table."""
    with (GOLD / f"{table}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def compared(table: str) -> Iterator[tuple[str, str, Inflected, list[str]]]:
    """Yield lemma, case, result and the accepted forms for every cell of a table."""
    for row in rows(table):
        gender = row["gender"] if table == "names" else None
        for case in CASES:
            result = inflect(row["lemma"], case, kind=KINDS[table], gender=gender)
            yield row["lemma"], case, result, row[case.upper()].split("|")


@pytest.mark.parametrize("table", KINDS)
def test_at_least_995_of_1000_forms_are_accepted(table: str) -> None:
    results = list(compared(table))
    wrong = [
        (lemma, case, found.form, accepted) for lemma, case, found, accepted in results if found.form not in accepted
    ]
    assert len(results) - len(wrong) >= 0.995 * len(results), wrong


@pytest.mark.parametrize("table", KINDS)
def test_no_wrong_form_is_certain(table: str) -> None:
    assert [
        (lemma, case, found.form)
        for lemma, case, found, ok in compared(table)
        if found.form not in ok and found.certain
    ] == []


@pytest.mark.parametrize("table", KINDS)
def test_right_forms_without_variants_are_nearly_always_certain(table: str) -> None:
    single = [found.certain for _, _, found, accepted in compared(table) if accepted == [found.form]]
    assert sum(single) >= 0.95 * len(single)


def test_no_gold_row_stands_in_a_table_of_exceptions() -> None:
    lemmas = {row["lemma"].lower() for table in KINDS for row in rows(table)}
    listed = {lemma.split(":")[0].lower() for lemma in (*HOUSE_FORMS, *PLACE_EXCEPTIONS)}
    assert lemmas.isdisjoint(listed)
