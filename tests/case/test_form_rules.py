"""Rules of a form: told when a paper is made from the case and when answers come from elsewhere, also row by row."""

from __future__ import annotations

from pathlib import Path

from schematom_docs.case import build_context, check_forms, load_case, load_forms
from schematom_docs.case.answer_checks import check_answers
from schematom_docs.errors import CaseError
from schematom_docs.fields import Answers
from tests.case.small_case import MARKS, reference, spoiled

FORM = """\
typ: kosztorys
nazwa: Kosztorys
tytul: Kosztorys
szablon: kosztorys.docx
pytania:
  - {pole: razem, etykieta: Razem, rodzaj: kwota, przyklad: "10,00"}
  - pole: pozycje
    etykieta: Pozycje
    rodzaj: tabela
    kolumny:
      - {pole: ilosc, etykieta: Ilość, rodzaj: liczba}
      - {pole: cena, etykieta: Cena, rodzaj: kwota}
      - {pole: kwota, etykieta: Kwota, rodzaj: kwota}
reguly:
  - warunek: dokument.pozycje|sum(attribute="kwota") == dokument.razem
    komunikat: Pozycje nie dają sumy.
    pole: razem
  - wiersze: dokument.pozycje
    warunek: wiersz.ilosc * wiersz.cena == wiersz.kwota
    komunikat: Kwota nie jest iloczynem.
    pole: pozycje
"""
RIGHT = [{"ilosc": "2", "cena": "3,00", "kwota": "6,00"}, {"ilosc": "1", "cena": "4,00", "kwota": "4,00"}]
WRONG = [RIGHT[0], {"ilosc": "3", "cena": "4,00", "kwota": "4,00"}]


def reasons(folder: Path, rows: list[dict[str, str]], total: str) -> list[str]:
    """Return the reasons for which a paper of the form with these answers is refused, [] when it is made."""
    (folder / "formularze").mkdir()
    (folder / "formularze" / "kosztorys.yaml").write_text(FORM, encoding="utf-8")
    own = f"\ndokumenty:\n  kosztorys: {{wspolne: {{razem: '{total}', pozycje: {rows}}}}}\n"
    case = load_case(spoiled(folder, ("\ndokumenty:\n", own)), reference=reference())
    form = load_forms(folder / "formularze")["kosztorys"]
    try:
        build_context(case, form, "", reference=reference(), assets=MARKS)
    except CaseError as error:
        return [fault.reason for fault in error.faults]
    return []


def test_a_paper_whose_answers_break_a_rule_is_refused(tmp_path: Path) -> None:
    assert reasons(tmp_path, RIGHT, "11,00") == ["Pozycje nie dają sumy (dokument „Kosztorys”)."]


def test_a_rule_about_a_table_names_the_row_that_breaks_it(tmp_path: Path) -> None:
    assert reasons(tmp_path, WRONG, "10,00") == ["Kwota nie jest iloczynem (dokument „Kosztorys”). Wiersz 2."]


def test_a_paper_that_keeps_the_rules_is_made(tmp_path: Path) -> None:
    assert reasons(tmp_path, RIGHT, "10,00") == []


def test_answers_from_a_workbook_are_told_the_row_too(tmp_path: Path) -> None:
    (tmp_path / "kosztorys.yaml").write_text(FORM, encoding="utf-8")
    form = load_forms(tmp_path)["kosztorys"]
    found = check_answers(form, Answers("", {"razem": "10,00", "pozycje": WRONG}))
    assert [(fault.path, fault.row, fault.reason) for fault in found] == [("pozycje", 2, "Kwota nie jest iloczynem.")]


def test_a_rule_about_a_table_that_the_form_does_not_ask_for_is_a_fault_of_the_form(tmp_path: Path) -> None:
    text = FORM.replace("wiersze: dokument.pozycje", "wiersze: dokument.pozycja")
    (tmp_path / "kosztorys.yaml").write_text(text, encoding="utf-8")
    found = [fault.reason for fault in check_forms(tmp_path, reference=reference())]
    assert found == ["formularz nie ma pytania „pozycja”."]
