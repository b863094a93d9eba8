"""The approved text of notice no 2: holds every fact of source 003 in its order and none of that source's defects."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent

DEFECTS_OF_THE_SOURCE = {
    "kropka po skrócie nr": r"\bnr\.",
    "końcówka dopisana do liczby rzymskiej": r"\bgim\b",
    "data względna": r"\bbr\.",
    "cudzysłów angielski albo prosty": '[“"]',
    "dwie spacje": r" {2}",
    "spacja przed znakiem interpunkcyjnym": r" [,.;:]",
    "rok przyklejony do skrótu": r"\d{4}r\.",
    "od … – … zamiast od … do": r"\bod \d[^.;]{0,20} – \d",
    "zero przed dniem": r"\b0\d\b",
    "spacja w skrócie m.in.": r"m\. in\.",
    "zgubione „się”": r"w którym mieści gminny",
    "zły przypadek zarządu": r"reprezentant Zarząd ",
    "nieodmieniona nazwa miasta": r"miasta Częstochowa|miasta Gorzów",
    "zły przypadek gości": r"do nas gości\b",
    "siedziba zamiast nazwy powiatu": r"Busko|Janów|Kraśnik\b",
    "podwójny spójnik": r"jak i też|jak też",
}


def approved_text() -> str:
    return " ".join((HERE / "informacja_nr_2.txt").read_text(encoding="utf-8").split("\n"))


def facts() -> list[dict[str, str]]:
    with (HERE / "informacja_nr_2_fakty.tsv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_fact_of_the_source_stands_in_the_approved_notice_in_its_order() -> None:
    text, position = approved_text(), 0
    for fact in facts():
        found = re.compile(fact["wzorzec"]).search(text, position)
        assert found, f"{fact['id']} {fact['fakt']}: nie ma „{fact['wzorzec']}” za znakiem {position}"
        position = found.end()
    assert len(facts()) >= 90


@pytest.mark.parametrize("defect", DEFECTS_OF_THE_SOURCE)
def test_approved_notice_has_no_defect_of_the_source(defect: str) -> None:
    assert not re.search(DEFECTS_OF_THE_SOURCE[defect], approved_text())


def test_each_line_of_the_approved_notice_is_one_sentence_or_one_point_of_a_list() -> None:
    lines = (HERE / "informacja_nr_2.txt").read_text(encoding="utf-8").splitlines()
    closing = {line[-1] for line in lines[2:]}
    assert closing <= {".", ":", ";"}
    assert len(lines) == len(set(lines))
