"""Papers between the systemic beneficiary and the leader: application, ranking, agreement, budget, invitation, press
note, final report with good practices, indicators. Facts of the pilots, sums, thresholds, and lists behind the numbers.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from schematom_docs.case import CheckedCase, load_case
from schematom_docs.errors import CaseError
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued, issue
from tests.conftest import PILOTS, ROOT
from tests.papers.issued import text_of
from tests.papers.wording import TEMPLATES, paragraphs, plain

Example = Callable[[str], CheckedCase]
TYPES = (
    "wniosek_o_realizacje_pilotazu", "lista_rankingowa", "pismo_o_wynikach_naboru", "umowa_o_realizacje",
    "budzet_i_harmonogram", "zaproszenie_do_etapu", "notatka_prasowa", "sprawozdanie_koncowe",
    "karta_dobrej_praktyki", "zestawienie_wskaznikow",
)  # fmt: skip
PLACES = ("Pozna", "Kielc", "kielec", "Turk", "Turek", "Swarzędz", "Żmud", "Bielin", "Masłow", "Łopusz", "Stella")


def again(desk: Desk, made: Issued, change: Callable[[dict[str, Any]], object]) -> str:
    """Return the text of a paper whose context has been changed."""
    context: dict[str, Any] = copy.deepcopy(dict(made.context))
    change(context)
    return plain(desk.template(f"{made.document.type_id}.docx").render(context))


def spoiled(desk: Desk, folder: Path, pilot: str, old: str, new: str) -> CheckedCase:
    """Return the case of a pilot with one text, which stands there exactly once, replaced."""
    text = (ROOT / "examples" / pilot / "sprawa.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path = folder / "sprawa.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return load_case(path, reference=desk.reference)


def refusal(desk: Desk, case: CheckedCase, type_id: str) -> list[str]:
    """Return the reasons for which a paper is refused."""
    with pytest.raises(CaseError) as caught:
        issue(desk, case, type_id, "")
    return [fault.reason for fault in caught.value.faults]


@pytest.mark.parametrize("type_id", TYPES)
def test_template_names_no_place_and_no_year_of_a_pilot(type_id: str) -> None:
    text = "\n".join(text for _, text in paragraphs(TEMPLATES / f"{type_id}.docx"))
    assert [word for word in (*PLACES, "2013", "2014", "2015", "2016") if word in text] == []


@pytest.mark.parametrize("type_id", TYPES)
def test_paper_is_made_for_each_pilot_that_needs_it(type_id: str, desk: Desk, example: Example) -> None:
    for pilot in desk.form(type_id).pilots:
        assert type_id in example(pilot).case.answers, pilot
    assert set(desk.form(type_id).pilots) <= set(PILOTS)


def test_agreement_promises_the_budget_in_figures_words_and_parts(desk: Desk, example: Example) -> None:
    text = text_of(desk, example("kielce-1"), "umowa_o_realizacje")
    for words in (
        "724 860,00 zł (słownie: siedemset dwadzieścia cztery tysiące osiemset sześćdziesiąt złotych 00/100)",
        "wsparcie rodzin objętych projektem – 408 219,00 zł (słownie: czterysta osiem tysięcy dwieście dziewiętnaście",
        "organizacja prac obu zespołów – 316 641,00 zł",
        "Powiatem Kieleckim – Powiatowym Centrum Pomocy Rodzinie w Kielcach",
        "przy kontrasygnacie Głównego Księgowego Edwarda Wzorcowego, zwanym dalej „Liderem”",
        "realizowany od 15 listopada 2013 r. do 31 grudnia 2014 r.",
        "PZKW składa się z 10 przedstawicieli",
        "nazywaną w Pilotażu „kontrakt socjalny”",
        "obejmuje wydatki poniesione od dnia 15 listopada 2013 r.",
        "w dwóch jednobrzmiących egzemplarzach",
    ):
        assert words in text


def test_agreement_with_data_of_another_pilot_holds_no_fact_of_the_first(desk: Desk, example: Example) -> None:
    text = text_of(desk, example("turek"), "umowa_o_realizacje")
    assert "Powiatem Tureckim – Powiatowym Urzędem Pracy w Turku" in text
    assert [
        word for word in ("Kielc", "kielec", "Kielec", "724 860", "408 219", "Bielin", "2013 r. do") if word in text
    ] == []
    assert "wydatki poniesione od dnia" not in text


def test_agreement_whose_instalments_do_not_make_the_budget_is_refused(
    tmp_path: Path, desk: Desk, example: Example
) -> None:
    case = spoiled(desk, tmp_path, "kielce-1", "kwota: 264860.00, warunek", "kwota: 264860.01, warunek")
    assert refusal(desk, case, "umowa_o_realizacje") == [
        "Suma transz nie jest kwotą budżetu (dokument „Umowa o realizację pilotażu”)."
    ]


@pytest.mark.parametrize("pilot", PILOTS)
def test_budget_and_schedule_add_up_to_the_grosz(pilot: str, desk: Desk, example: Example) -> None:
    made = issue(desk, example(pilot), "budzet_i_harmonogram", "")
    paper: Any = made.context["dokument"]
    budget: Any = made.context["projekt"]["budzet"]  # type: ignore[index]
    for number, part in enumerate(budget["czesci"], 1):
        for table in ("pozycje", "harmonogram"):
            assert sum(row["kwota"] for row in paper[table] if row["czesc"] == number) == part["kwota"]
    assert sum(part["kwota"] for part in budget["czesci"]) == budget["kwota"]
    assert all(row["ilosc"] * row["cena"] == row["kwota"] for row in paper["pozycje"])
    text = plain(made.document.docx)
    shown = f"{budget['kwota']:,.2f}".replace(",", " ").replace(".", ",")
    assert text.count(f"\n{shown}\n") == (3 if paper["zrodla_finansowania"] else 2)


def test_budget_of_kielce_is_the_sum_of_the_source(desk: Desk, example: Example) -> None:
    text = text_of(desk, example("kielce-1"), "budzet_i_harmonogram")
    assert "408 219,00" in text and "316 641,00" in text and "724 860,00" in text
    assert Decimal("408219.00") + Decimal("316641.00") == Decimal("724860.00")


def test_budget_with_a_wrong_product_names_the_row(tmp_path: Path, desk: Desk) -> None:
    case = spoiled(desk, tmp_path, "turek", "ilosc: 140, cena: 450.00", "ilosc: 141, cena: 450.00")
    [reason] = refusal(desk, case, "budzet_i_harmonogram")
    assert reason.startswith("Kwota pozycji nie jest iloczynem") and reason.endswith("Wiersz 5.")


def test_thresholds_of_stella_are_exact_and_results_are_counted_from_the_list(desk: Desk, example: Example) -> None:
    made = issue(desk, example("stella-2016"), "zestawienie_wskaznikow", "")
    text = plain(made.document.docx)
    assert "min. 60% z 12, tj. 7,2 – min. 8 osób" in text
    assert "min. 25% z 12, tj. 3 – min. 3 osoby" in text
    rows: Any = made.context["dokument"]["efekty"]  # type: ignore[index]
    social = [row for row in rows if row["wskaznik"]["klucz"] == "spoleczny"]
    assert f"{len(social)} osób z 12" in text
    assert text.count("wskaźnik osiągnięty") == 2
    fewer = again(
        desk, made, lambda c: c["dokument"].update(efekty=[*social[:7], *(r for r in rows if r not in social)])
    )
    assert "7 osób z 12" in fewer and "wskaźnik nieosiągnięty" in fewer


def test_six_of_sixteen_is_37_5_percent_and_both_numbers_have_their_lists(desk: Desk, example: Example) -> None:
    made = issue(desk, example("kielce-2"), "zestawienie_wskaznikow", "")
    text = plain(made.document.docx)
    assert "6 osób z 16, tj. 37,5%" in text
    assert "Osoby bezrobotne przed przystąpieniem do projektu\n16\nwykaz rodzin" in text
    families: Any = made.context["rodziny"]
    unemployed = [p for f in families for p in f["dorosli"] if p["status"] in ("bezrobotna", "bezrobotny")]
    assert len(unemployed) == 16
    assert len(re.findall(r"\n\d+\.\n[A-ZŻŁŚ]\. [A-ZŻŁŚ]\. \(r\d\d\)\n", text)) == 6
    assert [p["nazwisko"] for f in families for p in f["czlonkowie"] if p["nazwisko"] in text] == []


def test_result_that_differs_from_the_list_of_people_is_refused(tmp_path: Path, desk: Desk) -> None:
    case = spoiled(desk, tmp_path, "kielce-2", "    wynik: 6 ", "    wynik: 5 ")
    assert "Liczba osób w wykazie różni się od wyniku wskaźnika" in refusal(desk, case, "zestawienie_wskaznikow")[0]


@pytest.mark.parametrize("pilot", PILOTS)
def test_final_report_spends_within_the_parts_and_tells_what_is_left(pilot: str, desk: Desk, example: Example) -> None:
    made = issue(desk, example(pilot), "sprawozdanie_koncowe", "")
    paper: Any = made.context["dokument"]
    budget: Any = made.context["projekt"]["budzet"]  # type: ignore[index]
    spent = sum(row["kwota"] for row in paper["wydatki"])
    left = f"{budget['kwota'] - spent:,.2f}".replace(",", " ").replace(".", ",")
    assert f"Kwota niewykorzystana, {left} zł (słownie:" in plain(made.document.docx)


def test_final_report_counts_families_contracts_and_services_from_the_lists(desk: Desk, example: Example) -> None:
    made = issue(desk, example("kielce-2"), "sprawozdanie_koncowe", "")
    text = plain(made.document.docx)
    contracts: Any = made.context["kontrakty"]
    assert "Wsparciem objęto 10 rodzin" in text and "5 rodzin uczestniczyło także w I etapie" in text
    assert "łącznie 10 kontraktów" in text
    total = sum(contract["koszyk_suma"] for contract in contracts)
    assert text.count(f"{total:,.2f}".replace(",", " ").replace(".", ",")) == 2
    assert "wartość bazowa – 16 osób, wynik – 6 osób, tj. 37,5%" in text
    none = again(desk, made, lambda c: c.update(kontrakty=[], wydarzenia={}, porozumienia=[]))
    assert "Wykaz kontraktów" not in none and "Wydarzenie:" not in none


def test_final_report_of_stella_speaks_of_twelve_women_and_shows_no_european_sentence(
    desk: Desk, example: Example
) -> None:
    text = text_of(desk, example("stella-2016"), "sprawozdanie_koncowe")
    assert "W projekcie uczestniczyło 12 kobiet." in text
    assert "Unii Europejskiej" not in text and "Schematom" not in text and "rodzin " not in text


def test_application_names_the_three_institutions_with_their_letters_of_intent(desk: Desk, example: Example) -> None:
    text = text_of(desk, example("kielce-1"), "wniosek_o_realizacje_pilotazu")
    assert "Wnioskodawca wskazuje 3 instytucje" in text
    for name, day in (
        ("Powiatowy Urząd Pracy w Kielcach", "21"),
        ("Gminny Ośrodek Pomocy Społecznej w Bielinach", "22"),
    ):
        assert f"{name}\n{day} października 2013 r." in text
    other = text_of(desk, example("turek"), "wniosek_o_realizacje_pilotazu")
    assert "w przygotowaniu" in other and "Kielc" not in other


def test_ranking_holds_25_applications_with_kielce_seventh(desk: Desk, example: Example) -> None:
    made = issue(desk, example("kielce-1"), "lista_rankingowa", "")
    text = plain(made.document.docx)
    call: Any = made.context["projekt"]["nabor"]["tury"]  # type: ignore[index]
    scale: Any = made.context["projekt"]["skala"]  # type: ignore[index]
    paper: Any = made.context["dokument"]
    assert len(paper["zlozone_wnioski"]) == call[1]["na"] == 25
    assert "7.\nPowiatowe Centrum Pomocy Rodzinie w Kielcach\n" in text
    assert paper["miejsca"] == scale["powiatow"] - call[0]["wyloniono"] == 24
    assert text.count("lista rezerwowa") == 1


def test_letter_of_results_says_the_place_in_words(desk: Desk, example: Example) -> None:
    made = issue(desk, example("kielce-1"), "pismo_o_wynikach_naboru", "")
    text = plain(made.document.docx)
    assert "w drugiej turze naboru" in text and "zajął siódme miejsce w rankingu obejmującym 25 wniosków" in text
    reserve = again(desk, made, lambda c: c["dokument"].update(wynik="rezerwowy"))
    assert "pozostaje na liście rezerwowej" in reserve and "724 860" not in reserve


@pytest.mark.parametrize(
    ("pilot", "key", "words"),
    [
        ("kielce-2", "lopuszno", "w imieniu lidera pilotażu zapraszam Gminę Łopuszno do udziału w II etapie pilotażu"),
        ("kielce-2", "crzl", "uprzejmie zapraszam Powiat Kielecki do udziału w II etapie pilotażu"),
        ("poznan-2", "ops", "Szanowna Pani Kierownik,"),
        ("poznan-2", "pup", "Szanowny Panie Dyrektorze,"),
    ],
)
def test_invitation_is_worded_for_who_invites_and_who_is_invited(
    pilot: str, key: str, words: str, desk: Desk, example: Example
) -> None:
    assert words in text_of(desk, example(pilot), "zaproszenie_do_etapu", key)


@pytest.mark.parametrize(
    ("pilot", "facts"),
    [
        ("kielce-1", ("siódme miejsce na 25 powiatów", "724 860 zł, w tym 408 219 zł", "18 lutego 2014 r.")),
        ("kielce-2", ("16 osób bezrobotnych", "Autor: Dawid Kulpa", "godz. 23:00", "słodycze dla najmłodszych")),
        ("turek", ("wobec 10 rodzin", "www.pup.turek.pl", "cztery moduły")),
        ("poznan-2", ("8–9 czerwca 2015 r.", "kieleckiego i buskiego", "w tym 2 rodziny")),
        ("stella-2016", ("12 kobiet", "Kontakt dla mediów: Artur Barczyk", "20 osób – potencjalnych")),
    ],
)
def test_press_note_holds_the_facts_of_its_source(
    pilot: str, facts: tuple[str, ...], desk: Desk, example: Example
) -> None:
    text = text_of(desk, example(pilot), "notatka_prasowa", "n1")
    assert [fact for fact in facts if fact not in text] == []


def test_each_district_has_a_card_on_institutions_and_one_on_families(desk: Desk, example: Example) -> None:
    for pilot in ("kielce-1", "kielce-2", "turek", "poznan-2"):
        case = example(pilot)
        cards: Mapping[str, Any] = case.case.answers["karta_dobrej_praktyki"].by_subject
        areas = [card["obszar"] for card in cards.values()]
        assert areas == ["wspolpraca_instytucji", "praca_z_rodzina"], pilot
    made = issue(desk, example("kielce-1"), "karta_dobrej_praktyki", "dp1")
    bare = again(desk, made, lambda c: c["dokument"].update(koszt_praktyki=None, warunki=None, ryzyka=None))
    assert "Koszty" in plain(made.document.docx) and "Koszty" not in bare and "Warunki powodzenia" not in bare
