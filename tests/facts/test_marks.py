"""Order of the publicity marks: the footer of source text 003 for PO KL, no European mark for Stella."""

from __future__ import annotations

from schematom_docs.case import load_reference
from tests.conftest import ROOT


def test_marks_stand_in_the_order_of_the_footer_of_the_notice() -> None:
    marks = load_reference(ROOT / "forms" / "dane").programmes["po_kl"].marks
    assert [mark.file for mark in marks] == ["kapital_ludzki.png", "crzl.png", "ue_efs.png"]


def test_papers_of_stella_carry_no_european_mark() -> None:
    marks = load_reference(ROOT / "forms" / "dane").programmes["aktywne_formy"].marks
    assert [mark.file for mark in marks] == ["mrpips.png", "program_aktywne_formy.png", "stella.png"]
    assert not any("Unia" in mark.description or "Kapitał" in mark.description for mark in marks)
