"""Papers of the social integration club: participation agreement, rules, individual plan, statement of outcome."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from schematom_docs.case import CheckedCase, load_case
from schematom_docs.errors import CaseError
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from tests.conftest import ROOT
from tests.papers.issued import text_of
from tests.papers.wording import plain

CLUB = ("umowa_uczestnictwa_kis", "plan_indywidualny_kis", "oswiadczenie_o_efekcie")
MASCULINE = ("uczestnik ", "zamieszkały", "podpisany ", "zwanym dalej „Uczestnikiem”")


def altered(desk: Desk, folder: Path, *changes: tuple[str, str]) -> CheckedCase:
    """Return Stella's case with texts changed wherever they stand."""
    text = (ROOT / "examples" / "stella-2016" / "sprawa.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "sprawa.yaml"
    path.write_text(text, encoding="utf-8")
    return load_case(path, reference=desk.reference)


@pytest.mark.parametrize("type_id", CLUB)
def test_every_paper_of_a_woman_speaks_of_her_in_the_feminine(
    type_id: str, desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    case = example("stella-2016")
    for key in case.case.participants:
        text = text_of(desk, case, type_id, key)
        assert not [word for word in MASCULINE if word in text], key
        assert "Unii Europejskiej" not in text


def test_agreement_names_contract_referral_and_classes_of_that_woman(
    desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    text = text_of(desk, example("stella-2016"), "umowa_uczestnictwa_kis", "u10")
    assert "Panią Jadwigą Rybak-Sadowską, PESEL 77060649360, zamieszkałą" in text
    assert "kontraktu socjalnego nr 10/2016 z dnia 6 czerwca 2016 r. oraz skierowania nr GOPS.4121.10.2016" in text
    assert "kurs księgowości;" in text and "kurs kucharski" not in text
    assert "Klub zawiadamia Gminny Ośrodek Pomocy Społecznej w Żmudzi" in text


def test_agreement_without_contract_and_referral_has_neither(desk: Desk, tmp_path: Path) -> None:
    case = altered(desk, tmp_path, (", kontrakt_socjalny: s01, skierowanie: sk01}", "}"))
    text = text_of(desk, case, "umowa_uczestnictwa_kis", "u01")
    assert "kontraktu socjalnego" not in text and "skierowania nr" not in text
    assert "zajęciach i formach wsparcia określonych w indywidualnym planie" in text
    assert "Działając na podstawie ustawy z dnia 13 czerwca 2003 r. o zatrudnieniu socjalnym, Strony ustalają" in text


def test_agreement_with_the_contract_of_another_woman_is_refused(desk: Desk, tmp_path: Path) -> None:
    case = altered(
        desk, tmp_path, ("kontrakt_socjalny: s01, skierowanie: sk01}", "kontrakt_socjalny: s02, skierowanie: sk01}")
    )
    with pytest.raises(CaseError, match="zawarto z inną osobą"):
        issue(desk, case, "umowa_uczestnictwa_kis", "u01")


def test_plan_adds_up_the_hours_of_its_actions(desk: Desk, example: Callable[[str], CheckedCase]) -> None:
    case = example("stella-2016")
    for key in case.case.participants:
        rows = plain(issue(desk, case, "plan_indywidualny_kis", key).document.docx).split("\n")
        start, total = rows.index("Termin i osoba odpowiedzialna"), rows.index("Razem")
        hours = [int(row) for row in rows[start:total] if re.fullmatch(r"\d+", row)]
        assert hours and str(sum(hours)) == rows[total + 1], key


def test_plan_takes_the_starting_point_from_the_social_contract(
    desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    text = text_of(desk, example("stella-2016"), "plan_indywidualny_kis", "u01")
    assert "gotowość do dojazdów do Chełma." in text
    assert "Cel główny: zdobycie kwalifikacji w gastronomii i podjęcie pracy." in text
    assert "Plan opracowali" in text


def test_statement_marks_only_what_the_woman_marked(desk: Desk, example: Callable[[str], CheckedCase]) -> None:
    case = example("stella-2016")
    rows = text_of(desk, case, "oswiadczenie_o_efekcie", "u03").split("\n")
    assert [rows[place - 1] for place, row in enumerate(rows) if row == "X"] == ["rozpoczęcie nauki"]
    assert "co najmniej 60% grupy, czyli 8 osób" in "\n".join(rows)
    blank = text_of(desk, case, "oswiadczenie_o_efekcie", "u06")
    assert "X" not in blank.split("\n") and "efekty zaznaczone w tabeli:" in blank


def test_statements_agree_with_the_list_behind_the_social_indicator(
    desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    case = example("stella-2016")
    marked = [key for key in case.case.participants if "\nX\n" in text_of(desk, case, "oswiadczenie_o_efekcie", key)]
    listed = case.case.answers["zestawienie_wskaznikow"].common["efekty"]
    assert isinstance(listed, list)
    social = [row["osoba"].split(".")[1] for row in listed if row["wskaznik"] == "spoleczny"]
    assert marked == social and len(marked) >= 8


def test_rules_of_another_club_hold_no_fact_of_stella(desk: Desk, tmp_path: Path) -> None:
    changes = (("„Stella”", "„Nadzieja”"), ("Żmudź", "Turek"), ("Chełm", "Konin"), ("Wzorcowy,", "Inny,"))
    text = text_of(desk, altered(desk, tmp_path, *changes), "regulamin_kis")
    assert "Regulamin Klubu Integracji Społecznej „Nadzieja”" in text
    assert not re.search("Stella|Żmud|Chełm", text)
    assert "Uczestniczki mają prawo do:" in text and "miejsca dla 12 osób" in text


def test_plan_with_an_action_after_its_period_is_refused(desk: Desk, tmp_path: Path) -> None:
    case = altered(
        desk, tmp_path, ("okres: {od: 2016-10-03, do: 2016-12-16}", "okres: {od: 2016-10-03, do: 2017-12-16}")
    )
    with pytest.raises(CaseError, match="kończy się po okresie planu"):
        issue(desk, case, "plan_indywidualny_kis", "u01")
