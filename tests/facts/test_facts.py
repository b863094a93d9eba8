"""Every fact of the five source texts stands in the loaded example cases, field by field."""

from __future__ import annotations

import csv
import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from schematom_docs.case import load_case, load_reference
from tests.facts.case_facts import HERE, Fact, as_text, facts, value_at

ROOT = HERE.parents[1]
SOURCES = Path(os.environ.get("SCHEMATOM_ZRODLA", ROOT.parent / "shared" / "seeds"))
PILOTS = ("kielce-1", "kielce-2", "turek", "poznan-2", "stella-2016")
REFERENCE = {"programy": "programmes", "moduly": "modules"}


@cache
def case_root(pilot: str) -> object:
    return load_case(ROOT / "examples" / pilot, reference=load_reference(ROOT / "forms")).case


def fact_value(fact: Fact) -> str:
    shared, _, rest = fact.path.partition(".")
    if shared in REFERENCE:
        return as_text(value_at(getattr(load_reference(ROOT / "forms"), REFERENCE[shared]), rest))
    return as_text(value_at(case_root(fact.pilot), fact.path))


def source_text(number: str) -> str:
    files = sorted(SOURCES.glob(f"{number}_*.txt"))
    if not files:
        pytest.skip(f"brak tekstu źródłowego {number} w folderze źródeł; wskaż go zmienną SCHEMATOM_ZRODLA")
    return " ".join(files[0].read_text(encoding="utf-8").split())


@pytest.mark.parametrize("fact", facts(), ids=lambda fact: fact.id)
def test_fact_stands_in_the_loaded_case(fact: Fact) -> None:
    assert fact_value(fact) == fact.value, f"{fact.text} ({fact.pilot}: {fact.path})"


@pytest.mark.parametrize("fact", facts(), ids=lambda fact: fact.id)
def test_fact_stands_in_its_source_text(fact: Fact) -> None:
    assert " ".join(fact.words.split()) in source_text(fact.source), fact.text


def test_every_pilot_and_every_source_has_its_facts() -> None:
    rows = facts()
    assert len(rows) >= 90
    assert len({fact.id for fact in rows}) == len(rows)
    assert set(Counter(fact.pilot for fact in rows)) == set(PILOTS)
    assert {fact.source for fact in rows} == {"000", "001", "002", "003", "004"}


def test_at_most_fifteen_facts_are_left_out_and_each_has_its_reason() -> None:
    with (HERE / "pominiete.tsv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert 0 < len(rows) <= 15
    assert all(len(row["powod"]) > 20 and row["fakt"] for row in rows)
