"""Informacja nr 2 made again from data: its approved text, its facts, nothing of Poznań with other data."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from docx import Document as WordDocument

from schematom_docs.pdf import page_texts
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden"
RUNNING = re.compile(
    r"Informacja nr \d+( · .*)?\s*strona \d+ z \d+"
    r"|Informacja nr \d+ na temat postępu w realizacji zadań w projekcie „Schematom STOP!”"
    r"|Projekt współfinansowany ze środków Unii Europejskiej w ramach Europejskiego Funduszu Społecznego"
)
# What tests/golden/README.md lets stand beside the approved text, by its style in the Word file.
FRAME_STYLES = {"Adresat", "Nagłówek części", "Nagłówek podpisu", "Signature", "Miejsce podpisu"}


def printed_text(desk: Desk, issued: Issued) -> str:
    """Return the text of a notice as its PDF holds it without frame, headers and footers, spaces folded."""
    pdf = desk.press.run([issued.document])[0]
    lines = [folded(line) for page in page_texts(pdf.data) for line in page.splitlines()]
    frame = frame_lines(issued.document.docx)
    return folded(" ".join(line for line in lines if line not in frame and not RUNNING.fullmatch(line)))


def frame_lines(docx: bytes) -> set[str]:
    """Return the lines of addressee, headings and signature of a Word file; none of them runs over two lines."""
    document = WordDocument(io.BytesIO(docx))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
    return {folded(item.text) for item in paragraphs if item.style is not None and item.style.name in FRAME_STYLES}


def folded(text: str) -> str:
    """Return text with every run of white space as one plain space."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u2011", "-")).strip()


def notice(papers: list[Issued]) -> Issued:
    """Return the progress notice among the papers."""
    return next(item for item in papers if item.document.type_id == "informacja_o_postepie")


def test_notice_of_poznan_has_the_approved_text_sentence_by_sentence(
    desk: Desk, papers: Callable[[str], list[Issued]]
) -> None:
    text = printed_text(desk, notice(papers("poznan-2")))
    for sentence in (GOLDEN / "informacja_nr_2.txt").read_text(encoding="utf-8").splitlines():
        wanted = folded(sentence.lstrip("–- "))
        assert text.startswith(wanted), f"oczekiwano: {wanted}\nw piśmie:   {text[: len(wanted) + 40]}"
        text = text.removeprefix(wanted).lstrip(" –")
    assert text == ""


def test_notice_of_poznan_holds_every_fact_of_its_source_in_order(
    desk: Desk, papers: Callable[[str], list[Issued]]
) -> None:
    text = printed_text(desk, notice(papers("poznan-2")))
    with (GOLDEN / "informacja_nr_2_fakty.tsv").open(encoding="utf-8", newline="") as table:
        facts = list(csv.DictReader(table, delimiter="\t"))
    assert len(facts) > 30
    position = 0
    for fact in facts:
        found = re.compile(fact["wzorzec"]).search(text, position)
        assert found, fact
        position = found.start()


FOREIGN = re.compile(r"Pozna|Swarzęd|Owińsk|Maltańsk|Palmiarni|Teatru Animacji|Częstoch|Gorz|lubelsk|janowsk|kraśnic")


def test_notice_with_data_of_kielce_has_no_name_date_or_number_of_poznan(
    desk: Desk, papers: Callable[[str], list[Issued]]
) -> None:
    issued = notice(papers("kielce-2"))
    text = printed_text(desk, issued)
    assert "30 lipca 2015" not in text and "23–24 czerwca" not in text and "Informacja nr 2" not in text
    assert "Kielcach" in text
    assert FOREIGN.findall(with_changed_context(desk, issued, wizyty_wyjazdowe=[])) == []


def test_notice_of_kielce_tells_of_its_own_visit_to_poznan(desk: Desk, papers: Callable[[str], list[Issued]]) -> None:
    text = printed_text(desk, notice(papers("kielce-2")))
    assert "z wizytą w dniu 17 czerwca 2015 r. do powiatu poznańskiego, gdzie liderem pilotażu jest" in text
    assert "z reprezentantem Zarządu Miasta i Gminy Swarzędz oraz z kierownikami jednostek" in text
    assert "przyjechali członkowie zespołów projektowych" not in text


def with_changed_context(desk: Desk, issued: Issued, **names: object) -> str:
    """Return the text of the Word file of a notice rendered again with other values of some names."""
    from tests.workflow.test_word_files import texts

    return folded(" ".join(texts(desk.template("informacja_o_postepie.docx").render({**issued.context, **names}))))


COUNTS = {
    1: "1 rodzina",
    2: "2 rodziny",
    5: "5 rodzin",
    22: "22 rodziny",
}


@pytest.mark.parametrize("families", COUNTS)
def test_number_of_families_agrees_with_its_noun(
    families: int, desk: Desk, papers: Callable[[str], list[Issued]]
) -> None:
    text = with_changed_counts(desk, notice(papers("poznan-2")), rodziny=families)
    assert f"{COUNTS[families]} wielodzietn" in text or f"{COUNTS[families]}" in text
    wrong = [
        form for number, form in COUNTS.items() if number != families and f"{families} {form.split()[1]} " in text + " "
    ]
    assert [form for form in wrong if form.split()[1] != COUNTS[families].split()[1]] == []


def with_changed_counts(desk: Desk, issued: Issued, **counts: int) -> str:
    """Return the text of the Word file rendered again with other numbers in `stan`."""
    from schematom_docs.case import template_name
    from tests.workflow.test_word_files import texts

    state = issued.context["stan"]
    assert isinstance(state, Mapping)
    context = {**issued.context, "stan": {**state, **counts}}
    template = desk.template(template_name(desk.form("informacja_o_postepie"), context))
    return folded(" ".join(texts(template.render(context))))


def test_notice_without_visits_says_nothing_of_them(desk: Desk, papers: Callable[[str], list[Issued]]) -> None:
    issued = notice(papers("poznan-2"))
    context = {**issued.context, "wizyty_wyjazdowe": [], "wizyty_przyjazdowe": [], "wizyty_wspolne": None}
    from tests.workflow.test_word_files import texts

    rendered = desk.template("informacja_o_postepie.docx").render(context)
    text = folded(" ".join(texts(rendered)))
    assert "wizyt" not in text.lower()
    assert "Trójstronny Kontrakt Rodzinny" in text


def test_notice_counts_contracts_from_the_list_not_from_an_answer(
    desk: Desk, papers: Callable[[str], list[Issued]]
) -> None:
    issued = notice(papers("poznan-2"))
    contracts = issued.context["kontrakty"]
    state = issued.context["stan"]
    assert isinstance(contracts, list) and isinstance(state, Mapping)
    cut_off = issued.context["informacja"]["stan_na"]  # type: ignore[index]
    assert state["kontrakty"] == len([each for each in contracts if each["data"] <= cut_off]) == 10


def test_template_of_the_notice_holds_no_fact_of_one_pilot() -> None:
    from schematom_docs.document import compile_template

    text = compile_template(ROOT / "templates" / "pl" / "informacja_o_postepie.docx").text()
    assert re.findall(r"Pozna|Swarzęd|Kielc|Turek|Częstoch|CRZL|PUP|201[0-9]|Schematom", text) == []


def test_golden_folder_is_where_the_tests_look() -> None:
    assert Path(GOLDEN / "informacja_nr_2.txt").is_file()
