"""Whole papers in right Polish raise no alarm; sentences with faults of the classes named are all found."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from schematom_docs.polish.proofreading import Passage, proofread, text_passages
from schematom_docs.polish.proofreading.text_file import page_passages

HERE = Path(__file__).parent


def faulty() -> list[tuple[str, str]]:
    with (HERE / "klasy_bledow.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if not row[0].startswith("#")]
    return [(rule, text) for rule, text in rows]


@pytest.mark.parametrize(("rule", "text"), faulty(), ids=lambda value: str(value)[:40])
def test_a_fault_of_a_named_class_is_found(rule: str, text: str) -> None:
    assert rule in [finding.rule for finding in proofread([Passage("akapit 1", text)])]


def test_a_letter_a_decision_a_contract_and_minutes_in_right_polish_raise_no_alarm() -> None:
    text = (HERE / "pisma_poprawne.txt").read_text(encoding="utf-8")
    assert len(text) > 3 * 1800
    assert [(finding.rule, finding.wrong) for finding in proofread(text_passages(text))] == []


@pytest.mark.parametrize(
    "text",
    [
        "Stronę reprezentuje Pani Anna Nowak, a podpis składa Pan Jan Kowalski.",
        "Umowę podpisano przez Jana Kowalskiego i Annę Nowak.",
        "Skierowano Jana Nowaka na kurs.",
        "Umowa zawarta pomiędzy Powiatem Tureckim a Rodziną Państwa Nowaków.",
        "Szanowna Pani Dyrektor!",
        "Szanowny Panie Wójcie,",
        "Wyrażam zgodę na przetwarzanie danych i badania.",
        "Stowarzyszenie objęło 4 rodziny, a PCPR przeszkoliło 3 osoby.",
        "Zajęcia ukończyły 4 uczestniczki.",
        "Udzielono rodzinie pomocy, a uczestniczkom porad.",
        "Wypłacono 350 zł (zasiłek celowy).",
        "Od 1 lipca 2015 r. do 31 sierpnia 2015 r. zajęć nie ma.",
        "Okres „od zgłoszenia do »Zielonego Światła«” trwa miesiąc.",
        "Umowa obowiązuje w 2 gminach i w 3 powiatach.",
    ],
)
def test_right_sentences_near_the_named_classes_raise_no_alarm(text: str) -> None:
    assert [(finding.rule, finding.wrong) for finding in proofread([Passage("akapit 1", text)])] == []


def test_a_word_divided_at_the_end_of_a_pdf_line_is_put_together() -> None:
    page = "Powiat zaprasza wszystkie rodziny wielo-\ndzietne na program społeczno-\nzawodowy do urzędu mia\u00ad\nsta."
    joined = " ".join(passage.text for passage in page_passages([page]))
    assert "wielodzietne" in joined and "społeczno-zawodowy" in joined and "miasta" in joined


def test_a_file_of_one_endless_line_is_read_in_pieces() -> None:
    text = "Umowę zawarto 5 maja 2014 r. w Turku. " * 1_000 + "Na tą kwotę czekano."
    assert [finding.rule for finding in proofread([Passage("wiersz 1", text)])] == ["te-ta"]
