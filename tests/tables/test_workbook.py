"""The workbook itself: what coordinators see in it, what is protected, what it refuses."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from schematom_docs.case.tables.files import read_book
from schematom_docs.case.tables.reading import DoubtfulColumnsError, read_tables
from schematom_docs.case.tables.workbook import workbook_bytes
from schematom_docs.case.tables.workbook_plan import Filled, workbook_plan
from schematom_docs.errors import CaseError
from schematom_docs.fields import Answer, Answers, Choice, FormField

FIELDS = (
    FormField("data", "Data złożenia", "data", "Deklaracja", required=True, example="14.05.2015"),
    FormField("osoba.pesel", "Osoba – PESEL", "pesel", "Osoba", hint="11 cyfr", example="84030741265"),
    FormField(
        "forma", "Forma umowy", "wybor", "Osoba", choices=(Choice("etat", "umowa o pracę"), Choice("z", "zlecenie"))
    ),
    FormField("ue", "Czy ze środków Unii", "tak_nie", "Osoba"),
    FormField("program", "Nazwa programu", "tekst", "Osoba", condition="ue", required=True),
    FormField("opis", "Opis", "dlugi_tekst", "Osoba"),
    FormField("zadania", "Zadania", "tabela", columns=(FormField("tresc", "Treść", "tekst", required=True),)),
)
ANSWERS: dict[str, Answer] = {
    "osoba.pesel": "05260203349",
    "opis": "=SUMA(A1)",
    "ue": "nie",
    "zadania": [{"tresc": "-pierwsze"}],
}


def made(answers: dict[str, Answer] | None = None) -> bytes:
    """Return the workbook of the small form with one subject."""
    rows = (Answers("dp01", ANSWERS if answers is None else answers),)
    return workbook_bytes(workbook_plan("proba", "Próba", FIELDS, Filled(rows)))


def sheet(name: str = "Dane") -> Worksheet:
    """Return a sheet of the workbook."""
    found = load_workbook(io.BytesIO(made()))[name]
    assert isinstance(found, Worksheet)
    return found


def test_same_answers_give_the_same_bytes() -> None:
    assert made() == made()


def test_header_and_key_column_stay_in_view_and_paths_are_hidden() -> None:
    page = sheet()
    assert page.freeze_panes == "B4"
    assert page.row_dimensions[1].hidden
    assert page["B1"].value == "data"
    assert page["A1"].value == "klucz@proba"
    assert page["B3"].value == "Data złożenia\u00a0*"
    assert page.print_title_rows == "$2:$3"


def test_headers_are_protected_and_answers_are_not() -> None:
    page = sheet()
    assert page.protection.sheet
    assert not page.protection.insertRows
    assert page["B3"].protection.locked
    assert not page["B5"].protection.locked
    assert not page.column_dimensions["C"].protection.locked


def test_pesel_keeps_its_zero_and_formula_stays_text() -> None:
    page = sheet()
    assert (page["C5"].value, page["C5"].number_format) == ("05260203349", "@")
    assert (page["G5"].value, page["G5"].data_type) == ("=SUMA(A1)", "s")


def test_choices_come_from_the_sheet_of_lists() -> None:
    page = sheet()
    formulas = {str(rule.formula1): str(rule.sqref) for rule in page.data_validations.dataValidation}
    assert formulas["Listy!$A$2:$A$3"].startswith("D5:D")
    assert [sheet("Listy")[f"A{row}"].value for row in (1, 2, 3)] == ["Forma umowy", "umowa o pracę", "zlecenie"]


def test_required_and_conditional_cells_are_marked() -> None:
    rules = {str(item.sqref): [rule.formula[0] for rule in item.rules] for item in sheet().conditional_formatting}
    assert any("LEN(TRIM($B5))=0" in formula for formula in rules["B5:B10000"])
    assert any('NOT($E5="tak")' in formula for formula in rules["F5:F10000"])


def test_hint_stands_in_the_comment_of_the_header() -> None:
    comment = sheet()["C3"].comment
    assert comment is not None
    assert "11 cyfr" in comment.text
    assert "84030741265" in comment.text


def test_sample_row_is_never_read(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    path.write_bytes(made())
    read = read_tables(read_book(path), {"": FIELDS[:-1], "zadania": FIELDS[-1].columns}, {})
    assert [row.key for row in read.main.rows if row.answers] == ["dp01"]
    assert [row.answers for row in read.tables["zadania"].rows if row.answers] == [{"tresc": "-pierwsze"}]


def test_columns_moved_by_people_are_still_known(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(made()))
    page = book["Dane"]
    assert isinstance(page, Worksheet)
    for row in range(1, 6):
        first, second = page.cell(row, 3), page.cell(row, 7)
        first.value, second.value = second.value, first.value
    page.cell(5, 3).data_type = "s"
    path = tmp_path / "p.xlsx"
    book.save(path)
    read = read_tables(read_book(path), {"": FIELDS[:-1], "zadania": FIELDS[-1].columns}, {})
    assert read.main.rows[0].answers["osoba.pesel"] == "05260203349"


@pytest.mark.parametrize(
    ("text", "reason"), [("x" * 32_768, "a komórka Excela mieści 32767"), ("a\x00b", "niewidoczny znak sterujący")]
)
def test_answer_no_cell_can_hold_is_refused(text: str, reason: str) -> None:
    with pytest.raises(CaseError, match=reason):
        made({"opis": text})


def test_longest_text_of_a_cell_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    path.write_bytes(made({"opis": "ż" * 32_767}))
    read = read_tables(read_book(path), {"": FIELDS[:-1], "zadania": FIELDS[-1].columns}, {})
    assert read.main.rows[0].answers == {"opis": "ż" * 32_767}


def foreign(path: Path, *rows: list[str], more: bool = False) -> Path:
    """Return a workbook of people, with a second sheet of the same columns when `more`."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    for row in rows:
        page.append(row)
    if more:
        second = book.create_sheet("Drugi")
        for row in rows:
            second.append(row)
    book.save(path)
    return path


def test_doubtful_column_is_asked_about_with_the_option_to_use(tmp_path: Path) -> None:
    path = foreign(tmp_path / "t.xlsx", ["Data złożenia", "Nazwy programow UE"], ["14.05.2015", "PO KL"])
    with pytest.raises(DoubtfulColumnsError, match='--column "Nazwy programow UE=program"'):
        read_tables(read_book(path), {"": FIELDS[:-1]}, {})


def test_which_of_two_like_sheets_is_meant_is_asked(tmp_path: Path) -> None:
    path = foreign(tmp_path / "t.xlsx", ["Data złożenia"], ["14.05.2015"], more=True)
    with pytest.raises(CaseError, match="nie wiadomo, który arkusz wczytać: „Sheet”, „Drugi”"):
        read_tables(read_book(path), {"": FIELDS[:-1]}, {})
    assert len(read_tables(read_book(path), {"": FIELDS[:-1]}, {}, "Drugi").main.rows) == 1


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("t.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "zaszyfrowany hasłem"),
        ("t.xls", OLE + b"\0" * 600, r"starego rodzaju \(.xls\)"),
        ("t.xls", b"<html><table><tr><td>1</td></tr></table></html>", "strona zapisana pod nazwą tabeli"),
        ("t.xlsx", b"PK\x03\x04 nic", "nie da się odczytać jako skoroszytu"),
        ("t.csv", b"\xff\xfea\x00;", "nieznane kodowanie"),
    ],
)
def test_file_that_is_no_table_is_refused_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CaseError, match=reason) as error:
        read_book(path)
    assert error.value.remedy
