"""Tables of real offices: merged cells, formulas, encodings, broken files."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from schematom_docs.case.table import read_table
from schematom_docs.errors import CaseError


def sheet(path: Path, *rows: list[object], merged: str = "") -> Path:
    """Return an Excel file with the rows, cells of the range merged."""
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    if merged:
        page.merge_cells(merged)
    book.save(path)
    return path


def test_merged_cell_speaks_for_every_row_it_covers(tmp_path: Path) -> None:
    path = sheet(tmp_path / "t.xlsx", ["klucz", "gmina"], ["a", "Bieliny"], ["b", None], merged="B2:B3")
    assert [row.cells["gmina"] for row in read_table(path)] == ["Bieliny", "Bieliny"]


def test_formula_without_a_result_is_refused_with_its_cell(tmp_path: Path) -> None:
    path = sheet(tmp_path / "t.xlsx", ["klucz", "data"], ["a", "=DATE(2013,10,15)"])
    with pytest.raises(CaseError, match="komórka B2: w komórce jest formuła bez obliczonego wyniku"):
        read_table(path)


def test_dates_and_whole_numbers_of_excel_become_plain_text(tmp_path: Path) -> None:
    from datetime import datetime

    path = sheet(tmp_path / "t.xlsx", ["data", "liczba", "kod"], [datetime(2015, 5, 14), 3.0, "00123"])  # noqa: DTZ001
    assert read_table(path)[0].cells == {"data": "2015-05-14", "liczba": "3", "kod": "00123"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "utf-16"])
def test_csv_in_the_encodings_of_offices_keeps_polish_letters(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("nazwa;miasto\nŻółw;Łódź\n".encode(encoding))
    assert read_table(path)[0].cells == {"nazwa": "Żółw", "miasto": "Łódź"}


def test_row_after_a_cell_of_two_lines_keeps_the_number_of_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a;b\n"dwie\nlinie";1\nx;2\n', encoding="utf-8")
    assert [row.number for row in read_table(path)] == [3, 4]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("t.xlsx", b"to nie jest zip", "nie da się odczytać jako skoroszytu"),
        ("t.csv", b"a;b\n" + b"x" * 140_000 + b";1\n", "nie da się odczytać jako CSV"),
        ("t.csv", b"", "tabela jest pusta"),
        ("t.csv", b"a;a\n1;2\n", "kolumna „a” jest dwa razy"),
        ("t.csv", b"a\n1;2\n", "kolumnie bez nagłówka"),
        ("t.ods", b"", "nieznany rodzaj tabeli"),
    ],
)
def test_broken_table_is_refused_in_polish(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CaseError, match=reason):
        read_table(path)
