"""Papers of the ministry's task and of the three-sector partnership: programme, agreement, declarations, charter,
workshops, offer, agreement on the task, report. Thresholds, sums, sectors, women spoken of as women.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from schematom_docs.case import CheckedCase, load_case
from schematom_docs.errors import CaseError
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued, issue, issue_all
from tests.conftest import ROOT
from tests.papers.wording import TEMPLATES, clauses_by_section, paragraphs, plain

Example = Callable[[str], CheckedCase]
WHOLE = (
    "lokalny_program_aktywizacji", "porozumienie_partnerskie", "karta_partnerstwa",
    "oferta_na_zadanie", "umowa_o_zadanie", "sprawozdanie_z_zadania",
)  # fmt: skip
KEYED = ("deklaracja_przystapienia", "program_warsztatow")
FACTS = ("Żmud", "Chełm", "Stella", "Barczyk", "Lubelszczyzn", "2016", "Aktywne Formy")


@pytest.fixture(scope="module")
def made(desk: Desk, example: Example) -> dict[str, Issued]:
    """The papers of the whole case, each once."""
    return {type_id: issue(desk, example("stella-2016"), type_id, "") for type_id in WHOLE}


def text_of(made: dict[str, Issued], type_id: str) -> str:
    return plain(made[type_id].document.docx)


def again(desk: Desk, paper: Issued, change: Callable[[dict[str, Any]], object]) -> str:
    """Return the text of a paper whose context has been changed."""
    context: dict[str, Any] = copy.deepcopy(dict(paper.context))
    change(context)
    return plain(desk.template(f"{paper.document.type_id}.docx").render(context))


def refusal(desk: Desk, folder: Path, type_id: str, old: str, new: str) -> list[str]:
    """Return the reasons for which a paper is refused when one text of the case, standing there once, is replaced."""
    text = (ROOT / "examples" / "stella-2016" / "sprawa.yaml").read_text(encoding="utf-8")
    start = text.index(f"\n  {type_id}:")
    assert text.count(old, start) >= 1, old
    path = folder / "sprawa.yaml"
    path.write_text(text[:start] + text[start:].replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        issue(desk, load_case(path, reference=desk.reference), type_id, "")
    return [fault.reason for fault in caught.value.faults]


@pytest.mark.parametrize("type_id", [*WHOLE, *KEYED])
def test_template_holds_no_fact_of_the_pilot(type_id: str) -> None:
    text = "\n".join(text for _, text in paragraphs(TEMPLATES / f"{type_id}.docx"))
    assert [word for word in FACTS if word in text] == []


@pytest.mark.parametrize("type_id", ["porozumienie_partnerskie", "umowa_o_zadanie", "lokalny_program_aktywizacji"])
def test_each_section_has_clauses_of_its_own(type_id: str) -> None:
    sections = clauses_by_section(TEMPLATES / f"{type_id}.docx")
    assert len(sections) == 11
    assert [title for title, clauses in sections.items() if not clauses] == []


@pytest.mark.parametrize("type_id", WHOLE)
def test_paper_carries_the_sentence_of_its_programme_and_no_european_one(type_id: str, made: dict[str, Issued]) -> None:
    strip = made[type_id].context["projekt"]
    assert "Unii Europejskiej" not in strip["zdanie_o_finansowaniu"]  # type: ignore[index]
    assert "Unii Europejskiej" not in text_of(made, type_id)


def test_programme_speaks_of_twelve_women_their_modules_and_exact_thresholds(made: dict[str, Issued]) -> None:
    text = text_of(made, "lokalny_program_aktywizacji")
    for words in (
        "Programem obejmuje się 12 kobiet; w Programie nazywa się je „Uczestniczkami”.",
        "zawarto 12 kontraktów socjalnych i wydano 12 skierowań",
        "wsparcie indywidualne: poradnictwo psychologiczne, poradnictwo prawne, poradnictwo socjalne",
        "min. 60%, tj. min. 8 osób z 12",
        "min. 25%, tj. min. 3 osoby z 12",
        "zawierająca dane: liczba osób, wymiar zatrudnienia i czas trwania",
        "Liczba miejsc: 20.",
        "ustawy z dnia 13 czerwca 2003 r. o zatrudnieniu socjalnym",
    ):
        assert words in text
    assert "uczestników" not in text


def test_programme_for_women_and_men_counts_persons_and_calls_them_participants(
    desk: Desk, made: dict[str, Issued]
) -> None:
    text = again(desk, made["lokalny_program_aktywizacji"], lambda data: data["uczestnicy"][0].update(plec="m"))
    assert "obejmuje się 12 osób; w Programie nazywa się je „Uczestnikami”" in text


def test_programme_without_optional_parts_drops_their_tables(desk: Desk, made: dict[str, Issued]) -> None:
    empty: dict[str, object] = {
        "wymiar_uslug": [],
        "przewidywane_trudnosci": [],
        "monitoring": [],
        "zasoby": [],
        "uchwala": None,
    }
    text = again(desk, made["lokalny_program_aktywizacji"], lambda data: data["dokument"].update(empty))
    assert "co miesiąc na podstawie dokumentacji zajęć." in text
    for words in ("Wymiar usług w okresie", "Przewidywane trudności", "zasobach środowiska", "przyjęto na podstawie"):
        assert words not in text


def test_referrals_given_after_the_day_of_the_programme_are_not_counted(desk: Desk, made: dict[str, Issued]) -> None:
    def early(data: dict[str, Any]) -> None:
        data["dokument"]["data"] = min(item["data"] for item in data["skierowania"])

    expected = sum(
        item["data"] == min(other["data"] for other in made["lokalny_program_aktywizacji"].context["skierowania"])  # type: ignore[attr-defined]
        for item in made["lokalny_program_aktywizacji"].context["skierowania"]  # type: ignore[attr-defined]
    )
    assert 0 < expected < 12
    assert f"wydano {expected} skierowania" in again(desk, made["lokalny_program_aktywizacji"], early)


def test_partnership_names_parties_of_three_sectors_with_unit_person_and_authority(made: dict[str, Issued]) -> None:
    paper = made["porozumienie_partnerskie"]
    text = plain(paper.document.docx)
    assert {party["sektor"] for party in paper.context["dokument"]["sygnatariusze"]} == {  # type: ignore[index]
        "publiczny", "spoleczny", "prywatny",
    }  # fmt: skip
    for words in (
        "Gminą Żmudź – Gminnym Ośrodkiem Pomocy Społecznej w Żmudzi",
        "Powiatem Chełmskim – Powiatowym Urzędem Pracy w Chełmie",
        "reprezentowanym przez Dyrektora Kazimierza Próbnego, działającego na podstawie upoważnienia",
        "zwanymi dalej łącznie „Partnerami”, a każdy z osobna „Partnerem”.",
        "w czterech jednobrzmiących egzemplarzach, po jednym dla każdego Partnera.",
    ):
        assert words in text


def test_partnership_of_two_sectors_is_refused(desk: Desk, tmp_path: Path) -> None:
    reasons = refusal(
        desk, tmp_path, "porozumienie_partnerskie", "sygnatariusze: [stella, gops, pup, firma1]",
        "sygnatariusze: [stella, gops, pup, kis]",
    )  # fmt: skip
    assert any("z trzech sektorów" in reason for reason in reasons)
    assert any("nie obejmują dokładnie stron" in reason for reason in reasons)


def test_twenty_signatories_of_three_sectors_accede_to_the_same_agreement(
    desk: Desk, example: Example, made: dict[str, Issued]
) -> None:
    case = example("stella-2016")
    papers = issue_all(desk, case, "deklaracja_przystapienia")
    sectors = Counter(item.context["dokument"]["przystepujacy"]["sektor"] for item in papers)  # type: ignore[index]
    assert sectors == {"publiczny": 8, "spoleczny": 6, "prywatny": 6}
    agreement = made["porozumienie_partnerskie"].context["dokument"]
    for item in papers:
        own = item.context["dokument"]
        named = own["przystepujacy"]["nazwa"]  # type: ignore[index]
        assert own["porozumienie_numer"] == agreement["numer"]  # type: ignore[index]
        assert own["porozumienie_data"] == agreement["data"]  # type: ignore[index]
        assert named.startswith("Przykładow") or named.startswith("Konwent")
        assert named in plain(item.document.docx)


def test_declaration_of_one_institution_names_no_other(desk: Desk, example: Example) -> None:
    case = example("stella-2016")
    papers = issue_all(desk, case, "deklaracja_przystapienia")
    names = [str(item.context["dokument"]["przystepujacy"]["nazwa"]) for item in papers]  # type: ignore[index]
    for item, own in zip(papers, names, strict=True):
        assert [name for name in names if name in plain(item.document.docx)] == [own]


def test_charter_rests_on_the_agreement_and_its_workshops(
    desk: Desk, example: Example, made: dict[str, Issued]
) -> None:
    charter = made["karta_partnerstwa"].context["dokument"]
    workshops = issue_all(desk, example("stella-2016"), "program_warsztatow")
    agreement = made["porozumienie_partnerskie"].context["dokument"]
    assert charter["warsztaty"] == len(workshops) == 4  # type: ignore[index]
    assert charter["porozumienie_numer"] == agreement["numer"]  # type: ignore[index]
    assert {item.context["dokument"]["liczba_miejsc"] for item in workshops} == {charter["uczestnikow"]} == {20}  # type: ignore[index]
    text = text_of(made, "karta_partnerstwa")
    assert [word for word in ("Wizja", "Misja", "Wartości", "Cele") if word not in text.split("\n")] == []


def test_workshop_without_questions_and_results_has_no_empty_headings(desk: Desk, example: Example) -> None:
    paper = issue(desk, example("stella-2016"), "program_warsztatow", "w1")
    assert "Pytania do pracy w grupach" in plain(paper.document.docx)
    bare = again(desk, paper, lambda data: data["dokument"].update(pytania=[], rezultat=[], zaproszeni=[]))
    assert [word for word in ("Pytania do pracy", "Rezultat warsztatu", "zapraszamy") if word in bare] == []


def test_grant_and_own_share_make_the_budget_in_offer_agreement_and_instalments(made: dict[str, Issued]) -> None:
    offer, agreement = made["oferta_na_zadanie"].context, made["umowa_o_zadanie"].context
    budget = offer["projekt"]["budzet"]["kwota"]  # type: ignore[index]
    grant = sum(row["dotacja"] for row in offer["dokument"]["koszty"])  # type: ignore[index]
    own = sum(row["wklad"] for row in offer["dokument"]["koszty"])  # type: ignore[index]
    assert grant + own == budget == Decimal(130000)
    assert (agreement["dokument"]["dotacja"], agreement["dokument"]["wklad"]) == (grant, own)  # type: ignore[index]
    assert sum(row["kwota"] for row in agreement["dokument"]["transze"]) == grant  # type: ignore[index]
    assert "co stanowi 90% kosztu zadania, wynoszącego 130 000,00 zł" in text_of(made, "oferta_na_zadanie")


def test_agreement_is_made_with_the_state_treasury_and_promises_the_same_effects(made: dict[str, Issued]) -> None:
    text = text_of(made, "umowa_o_zadanie")
    for words in (
        "Skarbem Państwa – Ministerstwem Rodziny, Pracy i Polityki Społecznej",
        "reprezentowanym przez Dyrektora Departamentu Zbigniewa Wzorcowego, działającego na podstawie upoważnienia",
        "117 000,00 zł (słownie: sto siedemnaście tysięcy złotych 00/100)",
        "min. 60%, tj. min. 8 osób z 12",
        "min. 25%, tj. min. 3 osoby z 12",
        "w terminie 30 dni od zakończenia jego realizacji",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("type_id", "old", "new", "words"),
    [
        ("umowa_o_zadanie", "kwota: 46800.00", "kwota: 46800.01", "Suma transz nie jest kwotą dotacji"),
        ("umowa_o_zadanie", "wklad: 13000.00", "wklad: 12999.99", "nie dają kwoty budżetu"),
        ("oferta_na_zadanie", "dotacja: 16900.00", "dotacja: 16900.50", "nie dają kwoty części budżetu"),
        ("sprawozdanie_z_zadania", "dotacja: 117000.00", "dotacja: 100000.00", "przekraczają jej kwotę"),
        ("sprawozdanie_z_zadania", "osob: 9", "osob: 13", "więcej niż w grupie"),
    ],
)
def test_numbers_that_do_not_agree_are_refused(
    type_id: str, old: str, new: str, words: str, desk: Desk, tmp_path: Path
) -> None:
    assert any(words in reason for reason in refusal(desk, tmp_path, type_id, old, new))


def test_report_gives_the_numbers_of_the_list_and_the_sum_to_return(
    desk: Desk, example: Example, made: dict[str, Issued]
) -> None:
    sheet = issue(desk, example("stella-2016"), "zestawienie_wskaznikow", "").context["dokument"]
    listed = Counter(row["wskaznik"]["klucz"] for row in sheet["efekty"])  # type: ignore[index]
    report = made["sprawozdanie_z_zadania"].context["dokument"]
    assert {row["wskaznik"]["klucz"]: row["osob"] for row in report["wyniki"]} == listed  # type: ignore[index]
    text = text_of(made, "sprawozdanie_z_zadania")
    assert "Wsparciem objęto 12 kobiet." in text
    assert text.count("próg osiągnięty") == 2
    assert "Kwota niewykorzystana, 1 070,00 zł (słownie: jeden tysiąc siedemdziesiąt złotych 00/100)" in text


def test_threshold_of_eight_of_twelve_is_not_reached_by_seven(desk: Desk, made: dict[str, Issued]) -> None:
    def fewer(data: dict[str, Any]) -> None:
        data["dokument"]["wyniki"][0]["osob"] = 7

    text = again(desk, made["sprawozdanie_z_zadania"], fewer)
    assert text.count("próg nieosiągnięty") == 1


def test_grant_spent_in_full_leaves_nothing_to_return(desk: Desk, made: dict[str, Issued]) -> None:
    spent = Decimal(115930)
    text = again(desk, made["sprawozdanie_z_zadania"], lambda data: data["dokument"].update(dotacja=spent))
    assert "Dotację wykorzystano w całości." in text
    assert "podlega zwrotowi" not in text


@pytest.mark.parametrize("type_id", WHOLE)
def test_paper_with_data_of_another_pilot_holds_no_fact_of_this_one(
    type_id: str, desk: Desk, example: Example, made: dict[str, Issued]
) -> None:
    other = issue(desk, example("poznan-2"), "budzet_i_harmonogram", "").context
    project = {"cel": "aktywizacja rodzin", **copy.deepcopy(dict(other["projekt"])), "bloki": []}  # type: ignore[call-overload]
    project["cel"] = project["cel"] or "aktywizacja rodzin"
    institutions = [copy.deepcopy(other["lider"]), *copy.deepcopy(other["partnerzy"])]  # type: ignore[misc]

    def move(data: dict[str, Any]) -> None:
        own = data["dokument"]
        project["budzet"]["czesci"] = (project["budzet"].get("czesci") or [])[:1] * 3
        data.update(projekt=project, lider=institutions[0], partnerzy=institutions[1:])
        for name in ("adresat", "zlecajacy_zadanie", "klub_integracji", "osrodek"):
            if name in own:
                own[name] = institutions[0]
        for name in ("sygnatariusze", "strony"):
            if own.get(name):
                own[name] = institutions[:1]
        for slot in own["podpisy"]:
            slot.update(strona=institutions[0], osoba=institutions[0]["reprezentant"])
        own.update(zadania=[], problemy=["bezrobocie"], wizja="Praca.", rezultaty=[], przebieg=["Działano."])
        own.update(uchwala=None, miejscowosc="Poznań")

    text = again(desk, made[type_id], move)
    assert [word for word in ("Żmud", "Stella", "Barczyk", "Lubelszczyzn", "Aktywne Formy") if word in text] == []
    assert "Pozna" in text
