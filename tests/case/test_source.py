"""Reading files: every scalar stays text, every value keeps its line, whatever program wrote the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.case.source import parse_source, read_source
from schematom_docs.errors import CaseError
from tests.case.small_case import CASE_FILE


def test_scalars_stay_as_they_are_written() -> None:
    read = parse_source("a: 05260203349\nb: NO\nc: 2015-05-14\nd: 1.50\ne: 12:30\nf: yes\ng: '007'\n", "x.yaml")
    assert read.data == {
        "a": "05260203349",
        "b": "NO",
        "c": "2015-05-14",
        "d": "1.50",
        "e": "12:30",
        "f": "yes",
        "g": "007",
    }


def test_only_an_empty_value_a_tilde_and_null_are_nothing() -> None:
    read = parse_source("a:\nb: ~\nc: null\nd: ''\ne: Null\nf: 'null'\n", "x.yaml")
    assert read.data == {"a": None, "b": None, "c": None, "d": "", "e": "Null", "f": "null"}


def test_every_value_has_its_line_also_with_windows_newlines_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "sprawa.yaml"
    path.write_bytes("\ufeffa: 1\r\nb:\r\n  - x\r\n  - {c: ż}\r\n".encode())
    read = read_source(path)
    assert read.data == {"a": "1", "b": ["x", {"c": "ż"}]}
    assert read.place(("a",)) == "sprawa.yaml, wiersz 1, a"
    assert read.place(("b", 1, "c")) == "sprawa.yaml, wiersz 4, b.2.c"
    assert read.place(("b", 1, "d")) == "sprawa.yaml, wiersz 4, b.2.d"


def test_a_key_given_twice_is_a_fault_that_names_both_lines() -> None:
    read = parse_source("a: 1\nb:\n  c: 2\n  c: 3\n", "x.yaml")
    assert [str(fault) for fault in read.faults] == [
        "x.yaml, wiersz 4, b.c: ten sam klucz podano drugi raz (pierwszy raz w wierszu 3). "
        "Zostaw jeden z nich; wartości drugiego nie biorę pod uwagę."
    ]
    assert parse_source('{"a": 1,\n "a": [2]}', "x.json", is_json=True).faults[0].place == "x.json, wiersz 2, a"


def test_json_numbers_are_text_and_truth_is_polish() -> None:
    read = parse_source(
        '{"a": 0.10, "b": 12345678901234567890,\n "c": true, "d": null, "e": ["ż", -1e5]}', "x", is_json=True
    )
    assert read.data == {"a": "0.10", "b": "12345678901234567890", "c": "tak", "d": None, "e": ["ż", "-1e5"]}
    assert read.place(("e", 1)) == "x, wiersz 2, e.2"


values = st.recursive(
    st.none() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10
)


@given(values)
def test_json_with_texts_is_read_as_the_standard_library_reads_it(value: object) -> None:
    for text in (json.dumps(value), json.dumps(value, ensure_ascii=False, indent=1)):
        assert parse_source(text, "x.json", is_json=True).data == value


@pytest.mark.parametrize(
    "text",
    ['{"a": 1', '{"a" 1}', "[1 2]", '{"a": }', "{a: 1}", '{"a": "b', "[1] 2", '{"a": 1,}', '{"a": "\\x"}', "[01]"],
)
def test_malformed_json_is_refused_in_polish(text: str) -> None:
    with pytest.raises(CaseError) as caught:
        parse_source(text, "x.json", is_json=True)
    assert caught.value.reason.startswith("pliku nie da się odczytać jako JSON: ")
    assert caught.value.place == "x.json, wiersz 1"


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("a: 1\nb: c: d\n", "dwukropek w niedozwolonym miejscu", 2),
        ("a:\n\tb: 1\n", "wcięcie tabulatorem", 2),
        ("a: 'x\n", "cudzysłów nie został zamknięty", 2),
        ("a: [1, 2\nb: 3\n", "brak przecinka albo nawiasu zamykającego", 2),
        ("a: *x\n", "odwołanie (*) do nieistniejącej kotwicy", 1),
        ("a: &x\n  b: *x\n", "odwołanie (*) wskazuje na samo siebie", 1),
        ("? [a]\n: 1\n", "nazwa pola musi być tekstem", 1),
    ],
)
def test_malformed_yaml_is_refused_in_polish_with_its_line(text: str, reason: str, line: int) -> None:
    with pytest.raises(CaseError) as caught:
        parse_source(text, "x.yaml")
    assert reason in caught.value.reason
    assert caught.value.place.startswith("x.yaml, wiersz ")
    assert int(caught.value.place.rpartition(" ")[2]) in (line, line + 1)


@pytest.mark.parametrize("is_json", [False, True])
def test_endless_nesting_is_refused_not_followed(is_json: bool) -> None:
    for depth in (100, 20_000):
        with pytest.raises(CaseError, match="zagnieżdżone zbyt głęboko"):
            parse_source("[" * depth + "]" * depth, "x", is_json=is_json)


def test_references_that_grow_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schematom_docs.case.yaml_source.MOST", 2_000)
    lines = ["a: &a [x, x, x, x, x, x, x, x]"]
    lines += [
        f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}]"
        for old, new in zip("abcde", "bcdef", strict=True)
    ]
    with pytest.raises(CaseError, match="danych jest zbyt dużo"):
        parse_source("\n".join(lines), "x.yaml")


def test_a_file_that_is_not_utf_8_says_how_to_save_it(tmp_path: Path) -> None:
    path = tmp_path / "sprawa.yaml"
    path.write_bytes("a: żółw".encode("cp1250"))
    with pytest.raises(CaseError) as caught:
        read_source(path)
    assert "UTF-8" in caught.value.reason
    assert "Zapisz jako" in caught.value.remedy


def test_absent_file_and_unknown_suffix_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="nie ma takiego pliku"):
        read_source(tmp_path / "brak.yaml")
    with pytest.raises(CaseError, match="nieznany rodzaj pliku danych"):
        read_source(tmp_path / "sprawa.docx")


def test_the_same_case_as_json_reads_the_same(tmp_path: Path) -> None:
    data = read_source(CASE_FILE).data
    path = tmp_path / "sprawa.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    assert read_source(path).data == data
