"""Names, institutions, functions and places of our own choosing, read through by hand: each form right and certain."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from schematom_docs.polish import inflect

OWN = Path(__file__).parent / "own"
KINDS = {"names": "person", "institutions": "institution", "functions": "function", "places": "place"}
ROWS = [
    (kind, row)
    for table, kind in KINDS.items()
    for row in csv.DictReader(
        (OWN / f"{table}.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
]


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=[row["lemma"] for _, row in ROWS])
def test_forms_of_our_own_rows_are_right_and_certain(kind: str, row: dict[str, str]) -> None:
    found = {
        case: inflect(row["lemma"], case.lower(), kind=kind, gender=row["gender"] or None)
        for case in ("GEN", "DAT", "ACC", "INS", "LOC")
    }
    assert {case: result.form for case, result in found.items()} == {case: row[case] for case in found}
    assert all(result.certain for result in found.values())
