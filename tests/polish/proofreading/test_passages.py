"""From files to paragraphs: lines of a PDF, lists of a text, noise of a scan; names of other families."""

from __future__ import annotations

import pytest

from schematom_docs.polish.proofreading import Passage, proofread, text_passages
from schematom_docs.polish.proofreading.sentences import sentence_at
from schematom_docs.polish.proofreading.text_file import page_passages

PAGE = (
    "Powiatowy Urząd Pracy  w  Turku  zaprasza  wszystkie  rodziny  na  spotkanie w\n"
    "dniu 23 czerwca 2015 r., które odbędzie się w sali konferencyjnej starostwa społeczno-\n"
    "zawodowego.\n"
    "1. Kontrakt podpisują strony.\n"
    "2. Kontrakt wchodzi w życie.\n"
)


def test_lines_of_a_pdf_become_paragraphs_and_wide_spaces_are_no_fault() -> None:
    passages = page_passages([PAGE])
    assert [passage.place for passage in passages] == [
        "strona 1, wiersz 1",
        "strona 1, wiersz 4",
        "strona 1, wiersz 5",
    ]
    assert "społeczno-zawodowego" in passages[0].text
    assert {finding.rule for finding in proofread(passages)} == {"sierotka"}


def test_a_one_letter_word_in_a_pdf_is_judged_by_the_end_of_its_line() -> None:
    loose = proofread(page_passages(["Zapraszamy państwa na spotkanie podsumowujące i\nna wystawę prac dzieci."]))
    tied = proofread(page_passages(["Zapraszamy państwa na spotkanie podsumowujące\ni na wystawę prac dzieci."]))
    assert [finding.rule for finding in loose] == ["sierotka"] and tied == []


def test_items_of_a_list_know_the_line_that_introduces_them() -> None:
    items = text_passages("Przyjechali goście z powiatów:\n· lubelski,\n· Kraśnik\n\nZapraszamy ponownie.\n")
    assert [item.lead for item in items] == ["", "Przyjechali goście z powiatów:", "Przyjechali goście z powiatów:", ""]
    assert [finding.right for finding in proofread(items)] == ["lubelskiego,", "kraśnickiego"]


def test_what_a_scan_leaves_of_logotypes_is_not_proofread() -> None:
    assert proofread([Passage("wiersz 1", "* % % : ‘ : LUDZKI ,, . *"), Passage("wiersz 2", "………………")]) == []


def test_a_surname_of_another_family_is_reported_in_any_form() -> None:
    strangers = {"Kowalskich": "r02", "Kowalskiej": "r02", "Kowalskiego": "r02"}
    wrong = ("Rodzina Państwa Kowalskich podpisuje.", "Pani Marii Kowalskiej wręczono.", "Dla Jana Kowalskiego.",
             "Dzieci Kowalskich przyszły.", "Umowę Kowalskiej odesłano.")  # fmt: skip
    right = ("Rodzina Państwa Nowaków podpisuje.", "Pani Annie Nowak wręczono.", "Dla Jana Nowaka.",
             "Dzieci Nowaków przyszły.", "Ulica Kowalska jest długa.")  # fmt: skip
    for text in wrong:
        found = proofread([Passage("akapit 1", text)], strangers)
        assert [finding.rule for finding in found] == ["obce-nazwisko"] and "r02" in found[0].reason
    for text in right:
        assert proofread([Passage("akapit 1", text)], strangers) == []


def test_the_sentence_of_a_finding_is_the_one_it_stands_in() -> None:
    text = "Umowę zawarto 5 maja 2014 r. w Turku. Strony są zgodne, tj. nie ma sporu. Koniec."
    start = text.index("zgodne")
    assert sentence_at(text, start, start + 6) == "Strony są zgodne, tj. nie ma sporu."


def test_a_year_named_elsewhere_in_the_paper_replaces_br() -> None:
    found = proofread([Passage("akapit 1", "Turek, 30.07.2015 r."), Passage("akapit 2", "Termin mija 1 września br.")])
    assert [finding.right for finding in found] == ["2015 r."]


@pytest.mark.parametrize(
    "text",
    [
        "Umowa zawarta z gminą, reprezentowaną przez Dyrektor Annę Nowak, obowiązuje.",
        "Dzięki Państwa pomocy wiele rodzin odzyskało pracę.",
        "Wsparcie w zakresie prawnym i socjalnym świadczy gmina.",
        "W imieniu własnym i w imieniu małoletniego oświadczenie składa matka.",
        "1) kurs, 2) staż (art. 5 ustawy, t.j. Dz.U. z 2013 r. poz. 182).",
        "Asystent, rolą którego jest pomoc, odwiedza rodzinę.",
        "Bez mała połowa rodzin odmówiła. Z dala od miasta odbył się obóz.",
        "Odbyły się zajęcia, z których 3 prowadził psycholog; koszt udziału 2 osób pokrył powiat.",
        "Polecenie schematom check --all -o wynik działa.",
    ],
)
def test_what_looks_like_a_fault_but_is_right_is_left_alone(text: str) -> None:
    assert [(finding.rule, finding.wrong) for finding in proofread([Passage("akapit 1", text)])] == []
