"""Papers from a table: good rows become papers, faulty ones are refused with row and reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from schematom_docs.case import CheckedCase
from schematom_docs.errors import CaseError, UsageError
from schematom_docs.workflow.bulk import bulk_papers
from schematom_docs.workflow.desk import Desk
from tests.workflow.test_notice import folded
from tests.workflow.test_word_files import texts

HEADER = ["klucz", "wariant", "osoba.imie", "osoba.nazwisko", "osoba.plec", "wydarzenie", "numer", "podpisuja"]


def table(folder: Path, *rows: list[str]) -> Path:
    """Return an Excel file with the header of diplomas and the given rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([*HEADER[:-1]], *rows):
        sheet.append(row)
    path = folder / "lista.xlsx"
    book.save(path)
    return path


def test_letters_of_intent_from_a_csv_of_an_office(
    tmp_path: Path, desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    path = tmp_path / "listy.csv"
    rows = "klucz;instytucja;data;miejscowosc\nx1;pup;15.10.2013;Kielce\nx2;gops_bieliny;2013-10-16;Kielce\n"
    path.write_bytes(rows.encode("cp1250"))
    made = bulk_papers(desk, example("kielce-1"), "list_intencyjny", path, "l01")
    assert [document.name for document in made.documents] == ["list_intencyjny-x1", "list_intencyjny-x2"]
    assert made.refused == ()
    assert "16 października 2013 r." in folded(" ".join(texts(made.documents[1].docx)))


def test_faulty_row_is_refused_with_its_number_and_the_others_are_made(
    tmp_path: Path, desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    path = tmp_path / "listy.csv"
    path.write_text(
        "klucz;instytucja;data;miejscowosc\nx1;pup;2013-10-15;Kielce\nx2;pupp;2013-10-15;Kielce\n\nx3;pup;31.02.2013;Kielce\n",
        encoding="utf-8",
    )
    made = bulk_papers(desk, example("kielce-1"), "list_intencyjny", path, "l01")
    assert [document.subject for document in made.documents] == ["x1"]
    assert made.refused_rows == 2
    assert {fault.place.split(",")[1].strip() for fault in made.refused} == {"wiersz 3", "wiersz 5"}
    assert all(fault.reason and fault.remedy for fault in made.refused)


def test_two_rows_with_one_key_are_refused_as_a_whole(
    tmp_path: Path, desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    path = tmp_path / "listy.csv"
    path.write_text("klucz;instytucja\nx1;pup\nx1;pup\n", encoding="utf-8")
    with pytest.raises(CaseError, match="klucz „x1” jest też w wierszu 2"):
        bulk_papers(desk, example("kielce-1"), "list_intencyjny", path, "l01")


def test_key_of_a_row_must_not_replace_a_record_of_the_case(
    tmp_path: Path, desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    path = tmp_path / "listy.csv"
    path.write_text("klucz;instytucja\nl01;pup\n", encoding="utf-8")
    with pytest.raises(CaseError, match="pozycja o kluczu „l01” już jest w danych sprawy"):
        bulk_papers(desk, example("kielce-1"), "list_intencyjny", path, "l01")


def test_column_and_its_part_say_the_same_twice(
    tmp_path: Path, desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    path = tmp_path / "listy.csv"
    path.write_text("instytucja.nazwa;instytucja\nUrząd;pup\n", encoding="utf-8")
    with pytest.raises(CaseError, match="mówią o tym samym"):
        bulk_papers(desk, example("kielce-1"), "list_intencyjny", path, "l01")


def test_paper_about_the_whole_case_has_no_rows(
    tmp_path: Path, desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    with pytest.raises(UsageError, match="dotyczy całej sprawy"):
        bulk_papers(desk, example("kielce-1"), "okladka", table(tmp_path))
