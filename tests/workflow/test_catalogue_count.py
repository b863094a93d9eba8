"""How many papers each pilot needs, counted from the catalogue of papers and the case files, without the program.

katalog.tsv was written from the catalogue of the domain: row, type, the pilots the row names, pilots that have the type
beyond it or do without it with the reason, and what the papers are counted by. The case files are read as plain YAML.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from schematom_docs.workflow.desk import Desk
from tests.conftest import PILOTS, ROOT
from tests.workflow.test_example_sets import PAPERS

TABLE = Path(__file__).with_name("katalog.tsv")
FRAME = "pakiet"
"""A paper made for a pack, not for a case."""


def catalogue() -> list[dict[str, str]]:
    """Return the rows of the catalogue by the names of their columns."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def pilots(row: dict[str, str]) -> set[str]:
    """Return the pilots that need the type of a row."""
    return {*row["w katalogu"].split(), *row["ponad katalog"].split()} - {*row["bez"].split()}


def counted(raw: dict[str, Any], row: dict[str, str]) -> int:
    """Return how many papers of the type of a row the records of a case call for."""
    people = [member for family in raw.get("rodziny", {}).values() for member in family["czlonkowie"].values()]
    events = [event["rodzaj"] for event in raw.get("wydarzenia", {}).values()]
    papers = raw["dokumenty"]
    by_unit: dict[str, Callable[[], int]] = {
        "sprawa": lambda: 1,
        "zapisy": lambda: len(papers[row["typ"]]["dla"]),
        "osoby": lambda: len(people) + len(raw.get("uczestnicy", {})),
        "dorośli": lambda: sum(_adult(person, raw) for person in [*people, *raw.get("uczestnicy", {}).values()]),
        "czlonkowie_zespolow": lambda: sum(len(team["czlonkowie"]) for team in raw["zespoly"].values()),
        "konferencje": lambda: events.count("konferencja"),
        "wyjazdy": lambda: events.count("wyjazd"),
    }
    unit = row["na"]
    return by_unit[unit]() if unit in by_unit else len(raw[unit])


def _adult(person: dict[str, Any], raw: dict[str, Any]) -> bool:
    born, day = person["data_urodzenia"], raw["dokumenty"]["deklaracja_uczestnictwa"]["wspolne"]["data"]
    return bool((day.year - born.year - ((day.month, day.day) < (born.month, born.day))) >= 18)


def test_forms_name_the_rows_and_pilots_of_the_catalogue(desk: Desk) -> None:
    listed = {row["typ"]: (int(row["lp"]), pilots(row)) for row in catalogue()}
    forms = {form.type_id: (form.catalogue_row, set(form.pilots)) for form in desk.forms.values()}
    assert forms == listed
    assert {row for row, _ in listed.values()} == set(range(1, 47))


def test_every_departure_from_the_catalogue_has_its_reason() -> None:
    assert [row["typ"] for row in catalogue() if (row["ponad katalog"] or row["bez"]) and not row["powód"]] == []


@pytest.mark.parametrize("pilot", PILOTS)
def test_papers_of_a_pilot_are_as_many_as_its_records_call_for(pilot: str) -> None:
    raw = yaml.safe_load((ROOT / "examples" / pilot / "sprawa.yaml").read_text(encoding="utf-8"))
    wanted = {row["typ"]: counted(raw, row) for row in catalogue() if pilot in pilots(row) and row["na"] != FRAME}
    assert wanted == PAPERS[pilot]
