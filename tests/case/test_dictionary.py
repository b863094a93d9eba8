"""The dictionary of case data in docs/ is the one the model writes, and explains every field."""

from __future__ import annotations

from schematom_docs.case.dictionary import data_dictionary
from tests.case.small_case import ROOT


def test_page_in_docs_is_the_one_the_model_writes() -> None:
    page = (ROOT / "docs" / "dane.md").read_text(encoding="utf-8")
    assert page == data_dictionary(), "python -m schematom_docs.case.dictionary > docs/dane.md"


def test_every_field_has_a_kind_and_a_meaning() -> None:
    rows = [line.split(" | ") for line in data_dictionary().splitlines() if line.startswith("| `")]
    assert len(rows) > 200
    for row in rows:
        assert len(row) == 4
        assert row[1].strip()
        assert row[3].strip(" |")
