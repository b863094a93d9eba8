"""Papers of the teams PZKW and MGI: counts from the list of members, parts by kind of team, facts of one pilot only."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from schematom_docs.case import CheckedCase, load_case, subjects
from schematom_docs.errors import CaseError
from schematom_docs.settings import Settings
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from tests.papers.issued import text_of
from tests.papers.wording import TEMPLATES, paragraphs, plain

Example = Callable[[str], CheckedCase]
OF_TEAMS = ("powolanie_zespolu", "sklad_zespolu", "regulamin_zespolu")
OF_MEETINGS = ("zaproszenie_na_posiedzenie", "protokol_posiedzenia", "lista_obecnosci")
OF_MEMBERS = ("upowaznienie_do_danych", "oswiadczenie_o_poufnosci")
WITH_TEAMS = ("kielce-1", "kielce-2", "poznan-2", "turek")
PLACES = ("Pozna", "Kielc", "kielec", "Turk", "Turek", "Swarzędz", "Żmud", "Bielin", "Masłow", "Łopusz", "Stella")


def with_team(desk: Desk, case: CheckedCase, type_id: str, key: str, **changes: object) -> str:
    """Return the text of a paper whose team was changed."""
    context: dict[str, Any] = copy.deepcopy(dict(issue(desk, case, type_id, key).context))
    context["zespol"].update(changes)
    return plain(desk.template(f"{type_id}.docx").render(context))


@pytest.mark.parametrize("type_id", (*OF_TEAMS, *OF_MEETINGS, *OF_MEMBERS, "pelnomocnictwo"))
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


def test_roster_and_rules_name_the_order_that_stands_once(desk: Desk, example: Example) -> None:
    case = example("turek")
    assert "regulamin_zespolu" in case.case.answers and "powolanie" not in str(case.case.answers["regulamin_zespolu"])
    for type_id in ("sklad_zespolu", "regulamin_zespolu"):
        assert "Zespół powołano zarządzeniem nr 3/2014 z dnia 5 lutego 2014 r." in text_of(desk, case, type_id, "pzkw")
        assert "Zespół powołano zarządzeniem nr 4/2014 z dnia 5 lutego 2014 r." in text_of(desk, case, type_id, "mgi")


def test_team_appointed_by_another_act_names_it_and_one_without_an_order_names_none(
    desk: Desk, example: Example
) -> None:
    made: Any = copy.deepcopy(dict(issue(desk, example("turek"), "sklad_zespolu", "pzkw").context))
    made["dokument"]["powolanie"] = "uchwałą nr 12/2014"
    assert "Zespół powołano uchwałą nr 12/2014." in plain(desk.template("sklad_zespolu.docx").render(made))
    made["dokument"] |= {"powolanie": None, "zarzadzenie_numer": None, "zarzadzenie_data": None}
    assert "powołano" not in plain(desk.template("sklad_zespolu.docx").render(made))


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


def test_invitation_goes_to_every_member_and_names_the_materials_only_when_there_are_some(
    desk: Desk, example: Example
) -> None:
    made = issue(desk, example("turek"), "zaproszenie_na_posiedzenie", "pzkw-lpiw")
    text = plain(made.document.docx)
    assert "które odbędzie się w dniu 26 lutego 2014 r. o godzinie 10:00." in text
    assert text.count(" w Turku\n") + text.endswith(" w Turku") >= 10
    context: dict[str, Any] = copy.deepcopy(dict(made.context))
    context["dokument"]["materialy"] = None
    assert "dołączam materiały" in text
    assert "dołączam materiały" not in plain(desk.template("zaproszenie_na_posiedzenie.docx").render(context))


def test_minutes_count_those_present_and_hold_the_resolution_of_the_local_programme(
    desk: Desk, example: Example
) -> None:
    text = text_of(desk, example("kielce-1"), "protokol_posiedzenia", "pzkw-lpiw")
    assert "9 z 10, zgodnie z listą obecności" in text
    assert "nr 1/2014\nprzyjęcia Lokalnego Programu Interdyscyplinarnej Współpracy\n8\n0\n1" in text
    assert "27 lutego 2014 r., godz. 10:00–12:30" in text
    assert "Turk" not in text and "Pozna" not in text


def test_votes_that_are_not_those_of_the_members_present_are_refused(
    desk: Desk, settings: Settings, tmp_path: Path
) -> None:
    source = (settings.examples / "turek" / "sprawa.yaml").read_text(encoding="utf-8")
    assert "za: 8, przeciw: 0, wstrzymalo: 1}" in source
    path = tmp_path / "sprawa.yaml"
    path.write_text(source.replace("za: 8, przeciw: 0, wstrzymalo: 1}", "za: 9, przeciw: 0, wstrzymalo: 1}"), "utf-8")
    case = load_case(path, reference=desk.reference)
    with pytest.raises(CaseError) as caught:
        issue(desk, case, "protokol_posiedzenia", "pzkw-lpiw")
    assert any("Suma głosów nie jest liczbą obecnych członków zespołu" in fault.reason for fault in caught.value.faults)


def test_attendance_list_has_the_members_of_a_team_or_the_twelve_women_of_the_classes(
    desk: Desk, example: Example
) -> None:
    team = text_of(desk, example("poznan-2"), "lista_obecnosci", "pzkw-lpiw")
    classes = text_of(desk, example("stella-2016"), "lista_obecnosci", "zajecia-01")
    assert "Na listę wpisano 10 osób." in team and "Instytucja" in team and "12.\n" in team
    assert "Na listę wpisano 12 osób." in classes and "Instytucja" not in classes
    assert "Europejskiego Funduszu Społecznego" not in classes


def test_each_member_is_authorised_in_the_right_form_and_within_the_tasks_of_the_team(
    desk: Desk, example: Example
) -> None:
    case = example("kielce-2")
    mobile = text_of(desk, case, "upowaznienie_do_danych", "mgi-1")
    coordinating = text_of(desk, case, "upowaznienie_do_danych", "pzkw-2")
    assert "upoważniam Panią Celinę Modelową" in mobile and "sporządzanie diagnoz" in mobile
    assert "upoważniam Pana Marka Ćwiczebnego" in coordinating and "sporządzanie opinii" in coordinating
    assert "Upoważnienie nr 11/2015" in mobile and "sporządzanie diagnoz" not in coordinating


@pytest.mark.parametrize(
    ("regime", "stands", "absent"),
    [("uodo1997", "nałogach", "Szczególne kategorie"), ("rodo", "Szczególne kategorie", "nałogach")],
)
def test_authorisation_follows_the_law_of_its_day(
    regime: str, stands: str, absent: str, desk: Desk, example: Example
) -> None:
    made = issue(desk, example("turek"), "upowaznienie_do_danych", "mgi-1")
    text = plain(desk.template("upowaznienie_do_danych.docx").render({**made.context, "rezim_danych": regime}))
    assert stands in text and absent not in text


def test_statement_of_confidentiality_speaks_in_the_gender_of_the_member(desk: Desk, example: Example) -> None:
    woman = text_of(desk, example("turek"), "oswiadczenie_o_poufnosci", "mgi-1")
    man = text_of(desk, example("turek"), "oswiadczenie_o_poufnosci", "mgi-2")
    assert "Ja, podpisana niżej Ksenia Próbna" in woman and "do których zobowiązana jestem" in woman
    assert "Ja, podpisany niżej Oskar Modelowy" in man and "do których zobowiązany jestem" in man


def test_power_of_attorney_of_an_office_is_given_for_its_legal_entity_and_of_the_association_for_itself(
    desk: Desk, example: Example
) -> None:
    office = text_of(desk, example("turek"), "pelnomocnictwo", "pl01")
    association = text_of(desk, example("stella-2016"), "pelnomocnictwo", "pl01")
    assert "Działając w imieniu Powiatu Tureckiego – Powiatowego Urzędu Pracy w Turku" in office
    assert "w czasie mojej nieobecności" in office and "Panu Karolowi Próbnemu" in office
    assert "Panu Arturowi Barczykowi" in association
    assert "w czasie mojej nieobecności" not in association and "Turk" not in association


def test_amendment_of_a_contract_is_signed_by_the_family_and_that_of_an_agreement_by_its_parties(
    desk: Desk, example: Example
) -> None:
    contract = text_of(desk, example("poznan-2"), "aneks", "an01")
    agreement = text_of(desk, example("turek"), "aneks", "an01")
    assert "do Trójstronnego Kontraktu Rodzinnego nr 1/2015 z dnia 14 maja 2015 r." in contract
    assert "Rodziną Państwa Nowaków, reprezentowaną przez Panią Annę Nowak i Pana Jana Nowaka" in contract
    assert "w terminie do dnia 31 lipca 2015 r.” otrzymuje brzmienie:" in contract
    assert "do porozumienia nr 1/2014 z dnia 3 lutego 2014 r." in agreement
    assert "dodaje się § 5 ust. 5 w brzmieniu:" in agreement and "w trzech jednobrzmiących egzemplarzach" in agreement
    assert "Rodziną" not in agreement and "Pozna" not in agreement


def test_clause_after_a_section_of_one_clause_keeps_its_indent(desk: Desk, example: Example) -> None:
    made = issue(desk, example("kielce-1"), "powolanie_zespolu", "pzkw")
    body = Document(io.BytesIO(made.document.docx)).paragraphs
    numbered = next(item for item in body if item.text.startswith("Wykonanie zarządzenia"))
    alone = next(item for item in body if item.text.startswith("Zespół działa do dnia"))
    assert numbered.style is not None and numbered.style.name == "Ustęp"
    assert numbered.paragraph_format.left_indent is None
    assert alone.style is not None and alone.style.name == "Ustęp bez numeru"
