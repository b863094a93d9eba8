"""Names, institutions, functions, places and families written down with their forms before the program ever saw them.

A note „bearer decides” marks rows whose forms nobody can know without asking; they must never be certain where the
surname differs from its common noun. In the small table of families they do not count in the share of certain forms.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from schematom_docs.polish import Inflected, inflect

TABLES = Path(__file__).parent / "independent"
KINDS = {
    "names": "person",
    "institutions": "institution",
    "functions": "function",
    "places": "place",
    "families": "family",
}
CASES = ("GEN", "DAT", "ACC", "INS", "LOC")


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of one table."""
    lines = (TABLES / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def compared(table: str) -> Iterator[tuple[dict[str, str], Inflected, list[str]]]:
    """Yield row, result and accepted forms of every cell of a table."""
    for row in rows(table):
        for case in CASES:
            gender = row["gender"] or None
            yield row, inflect(row["lemma"], case.lower(), kind=KINDS[table], gender=gender), row[case].split("|")


@pytest.mark.parametrize("table", KINDS)
def test_no_wrong_form_is_certain(table: str) -> None:
    wrong = [(row["lemma"], found.form) for row, found, accepted in compared(table) if found.form not in accepted]
    sure = [found.form for _, found, accepted in compared(table) if found.certain and found.form not in accepted]
    assert sure == []
    assert len(wrong) <= 0.005 * sum(1 for _ in compared(table)), wrong


@pytest.mark.parametrize("table", KINDS)
def test_right_forms_without_variants_are_nearly_always_certain(table: str) -> None:
    single = [
        found.certain
        for row, found, accepted in compared(table)
        if accepted == [found.form] and (table != "families" or row["note"] != "bearer decides")
    ]
    assert sum(single) >= 0.95 * len(single)


def test_surnames_that_part_from_their_common_noun_are_never_certain() -> None:
    decided = [row for row in rows("names") if row["note"] == "bearer decides"]
    assert len(decided) > 20
    for row in decided:
        assert not inflect(row["lemma"], "gen", kind="person", gender=row["gender"]).certain, row["lemma"]


def test_names_that_hide_a_second_name_are_left_or_uncertain() -> None:
    for row in rows("traps"):
        found = inflect(row["lemma"], "gen", kind=row["kind"])
        assert found.form in row["GEN"].split("|") or not found.certain, row["lemma"]
