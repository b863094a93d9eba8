"""Whatever is put anywhere into a data file: the check answers with Polish faults, it never fails and never lets go."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schematom_docs.case import check_case
from schematom_docs.case.record import walk
from schematom_docs.case.source import DataPath, raw_at, read_source
from schematom_docs.errors import Fault
from tests.case.small_case import CASE_FILE, forms, reference, small_case

FORMS, REFERENCE = forms(), reference()
WHOLE = read_source(CASE_FILE).data


def paths_of(value: object, path: DataPath = ()) -> list[DataPath]:
    """Return every path of plain data, from the root on."""
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [path, *(inner for key, item in items for inner in paths_of(item, (*path, key)))]


def replaced(path: DataPath, value: object) -> object:
    """Return a copy of the case with one value replaced; a value of ... takes the field out."""
    data = copy.deepcopy(WHOLE)
    parent = raw_at(data, path[:-1])
    if not path:
        return value
    if value is ...:
        del parent[path[-1]]  # type: ignore[attr-defined]
    else:
        parent[path[-1]] = value  # type: ignore[index]
    return data


def check(data: object) -> list[Fault]:
    """Return the faults of plain data."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sprawa.json"
        path.write_text(json.dumps(data, ensure_ascii=False, indent=0), encoding="utf-8")
        return check_case(path, FORMS, REFERENCE, "kontrakt_probny")


JUNK = st.one_of(
    st.sampled_from(["", " ", "?", "tak", "0", "-1", "2015-13-01", "99999999999", "Anna Nowak", "x" * 300]),
    st.just([]),
    st.just({}),
    st.just([None]),
    st.just([["a"]]),
    st.just({"a": {"b": []}}),
    st.none(),
    st.text(max_size=8),
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(paths_of(WHOLE)), JUNK)
def test_junk_anywhere_is_answered_in_polish(path: DataPath, junk: object) -> None:
    for fault in check(replaced(path, junk)):
        assert fault.place.startswith("sprawa.json")
        assert fault.reason.endswith((".", "?")) and fault.reason[0] not in "IE[{", fault.reason
        for english in ("Input", "should be", "valid ", "Extra inputs", "required", "schematom"):
            assert english not in str(fault)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([path for path in paths_of(WHOLE) if path]))
def test_taking_any_value_out_is_survived(path: DataPath) -> None:
    faults = check(replaced(path, ...))
    assert all(isinstance(fault, Fault) for fault in faults)


@pytest.mark.parametrize("data", [None, [], "tekst", {}, {"schemat": "2"}])
def test_a_file_that_is_no_case_says_so(data: object) -> None:
    faults = check(data)
    assert faults
    assert all(fault.reason for fault in faults)


def test_every_typed_value_stands_where_the_walk_says() -> None:
    case = small_case()
    absent = [
        path
        for path, value in walk(case.case)
        if value not in (None, (), {}, False) and path and raw_at(case.source.data, path) is None
    ]
    assert absent == []
