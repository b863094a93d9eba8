"""Papers of the teams PZKW and MGI: counts from the list of members, parts by kind of team, facts of one pilot only."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from schematom_docs.case import CheckedCase, subjects
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from tests.papers.wording import TEMPLATES, paragraphs, plain

Example = Callable[[str], CheckedCase]
OF_TEAMS = ("powolanie_zespolu", "sklad_zespolu", "regulamin_zespolu")
WITH_TEAMS = ("kielce-1", "kielce-2", "poznan-2", "turek")
PLACES = ("Pozna", "Kielc", "kielec", "Turk", "Turek", "Swarzędz", "Żmud", "Bielin", "Masłow", "Łopusz", "Stella")


def text_of(desk: Desk, case: CheckedCase, type_id: str, key: str) -> str:
    return plain(issue(desk, case, type_id, key).document.docx)


def with_team(desk: Desk, case: CheckedCase, type_id: str, key: str, **changes: object) -> str:
    """Return the text of a paper whose team was changed."""
    context: dict[str, Any] = copy.deepcopy(dict(issue(desk, case, type_id, key).context))
    context["zespol"].update(changes)
    return plain(desk.template(f"{type_id}.docx").render(context))


@pytest.mark.parametrize("type_id", OF_TEAMS)
def test_templates_of_teams_name_no_place_and_no_year_of_a_pilot(type_id: str) -> None:
    text = "\n".join(text for _, text in paragraphs(TEMPLATES / f"{type_id}.docx"))
    assert [word for word in (*PLACES, "2013", "2014", "2015", "2016") if word in text] == []


@pytest.mark.parametrize("pilot", WITH_TEAMS)
def test_order_appoints_ten_members_of_each_team_in_the_words_of_an_order(
    pilot: str, desk: Desk, example: Example
) -> None:
    pzkw = text_of(desk, example(pilot), "powolanie_zespolu", "pzkw")
    mgi = text_of(desk, example(pilot), "powolanie_zespolu", "mgi")
    assert "Powołuje się Powiatowy Zespół Koordynujący Współpracę (PZKW), dalej: „Zespół”." in pzkw
    assert "w sprawie powołania Mobilnej Grupy Interdyscyplinarnej (MGI)" in mgi
    assert all(
        "W skład Zespołu wchodzi 10 osób:" in text and "zarządza się, co następuje:" in text for text in (pzkw, mgi)
    )


def test_order_of_kielce_is_issued_by_the_head_of_the_leader_and_names_the_task_of_the_source(
    desk: Desk, example: Example
) -> None:
    text = text_of(desk, example("kielce-1"), "powolanie_zespolu", "pzkw")
    assert "Dyrektora Powiatowego Centrum Pomocy Rodzinie w Kielcach" in text
    assert "stworzenie Lokalnego Programu Interdyscyplinarnej Współpracy" in text
    assert "w terminie do dnia 28 lutego 2014 r." in text
    assert "Funkcję przewodniczącego Zespołu powierza się Pani Beacie Wzorcowej." in text
    assert "ustawy z dnia 29 sierpnia 1997 r. o ochronie danych osobowych" in text
    assert "Turk" not in text and "Pozna" not in text


def test_task_team_of_stage_one_has_three_members_and_general_tasks(desk: Desk, example: Example) -> None:
    text = text_of(desk, example("kielce-1"), "powolanie_zespolu", "zespol_zadaniowy")
    assert "W skład Zespołu wchodzą 3 osoby:" in text
    assert "Zespół liczy stale" not in text
    assert "diagnozowanie sytuacji rodzin" in text


def test_order_in_turek_is_issued_by_the_labour_office_and_has_the_tasks_of_its_source(
    desk: Desk, example: Example
) -> None:
    text = text_of(desk, example("turek"), "powolanie_zespolu", "mgi")
    assert "Dyrektora Powiatowego Urzędu Pracy w Turku" in text
    assert "bezpośrednia praca z rodzinami w terenie i kontrolowanie wdrażania elementów programów" in text
    assert "Kielc" not in text and "Bielin" not in text


@pytest.mark.parametrize("pilot", WITH_TEAMS)
def test_roster_counts_the_members_of_each_institution(pilot: str, desk: Desk, example: Example) -> None:
    made = issue(desk, example(pilot), "sklad_zespolu", "pzkw")
    members: Any = made.context["zespol"]
    shown = [text for _, text in paragraphs(made.document.docx)]
    total = shown.index("Razem")
    start = shown.index("Liczba osób") + 1
    counted = dict(zip(shown[start:total:2], shown[start + 1 : total : 2], strict=True))
    assert sum(int(number) for number in counted.values()) == len(members["czlonkowie"]) == 10
    assert shown[total + 1] == "10"
    assert all(f"{row['imie']} {row['nazwisko']}" in shown for row in members["czlonkowie"])


def test_member_without_an_institution_is_counted_apart(desk: Desk, example: Example) -> None:
    case = example("turek")
    context: Any = issue(desk, case, "sklad_zespolu", "pzkw").context
    members = [dict(row) for row in context["zespol"]["czlonkowie"]]
    members[0]["instytucja"] = None
    text = with_team(desk, case, "sklad_zespolu", "pzkw", czlonkowie=members)
    assert "osoby spoza instytucji uczestniczących w projekcie\n1\n" in text
    assert "osoby spoza" not in text_of(desk, case, "sklad_zespolu", "pzkw")


def test_rules_of_pzkw_speak_of_opinions_and_those_of_mgi_of_visits(desk: Desk, example: Example) -> None:
    case = example("poznan-2")
    pzkw, mgi = (text_of(desk, case, "regulamin_zespolu", key) for key in ("pzkw", "mgi"))
    assert "Zespół wydaje opinię o programie rodzinnym w terminie 14 dni" in pzkw
    assert "Opiekun odwiedza rodzinę" not in pzkw
    assert "Opiekun odwiedza rodzinę nie rzadziej niż co 14 dni" in mgi
    assert "wydaje opinię o programie" not in mgi
    assert "50% składu Zespołu, to jest 5 członków" in pzkw


def test_quorum_is_rounded_up_to_whole_members(desk: Desk, example: Example) -> None:
    text = with_team(desk, example("turek"), "regulamin_zespolu", "mgi", dokladnie=7)
    assert "50% składu Zespołu, to jest 4 członków" in text


def test_pilot_without_teams_has_no_papers_of_teams(desk: Desk, example: Example) -> None:
    assert [subjects(example("stella-2016"), desk.form(type_id)) for type_id in OF_TEAMS] == [[], [], []]
