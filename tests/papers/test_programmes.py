"""Recruitment, diagnosis, family programme, opinion, LPIW and service catalogue: facts, privacy, sums, conditions."""

from __future__ import annotations

import copy
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from schematom_docs.case import CheckedCase
from schematom_docs.polish.money import money_figures
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued, issue
from tests.papers.wording import TEMPLATES, paragraphs, plain

Example = Callable[[str], CheckedCase]
TYPES = (
    "lpiw",
    "katalog_uslug",
    "regulamin_rekrutacji",
    "formularz_zgloszeniowy",
    "formularz_zgloszeniowy_uczestnika",
    "karta_oceny_rodziny",
    "lista_zakwalifikowanych",
    "diagnoza_rodziny",
    "program_rodzinny",
    "opinia_o_programie",
)
FACTS = ("Pozna", "Kielc", "kielec", "Turk", "Turek", "Swarzędz", "Żmud", "Bielin", "Masłow", "Łopusz", "Stella")
HEALTH = ("poradni specjalistycznej", "przebyło leczenie", "Nie stwierdzono okoliczności istotnych")


@pytest.fixture
def text(desk: Desk, example: Example) -> Callable[..., str]:
    """Text of a paper of a pilot."""
    return lambda pilot, type_id, key="": plain(issue(desk, example(pilot), type_id, key).document.docx)


def altered(desk: Desk, issued: Issued, change: Callable[[dict[str, Any]], None]) -> str:
    """Return the text of a paper whose context was changed."""
    context: dict[str, Any] = copy.deepcopy(dict(issued.context))
    change(context)
    return plain(desk.template(f"{issued.document.type_id}.docx").render(context))


@pytest.mark.parametrize("type_id", TYPES)
def test_template_names_no_place_and_no_year_of_a_pilot(type_id: str) -> None:
    words = "\n".join(text for _, text in paragraphs(TEMPLATES / f"{type_id}.docx"))
    assert [word for word in (*FACTS, "2013", "2014", "2015", "2016") if word in words] == []


@pytest.mark.parametrize(("pilot", "key"), [("poznan-2", "k03"), ("kielce-2", "k05"), ("turek", "k01")])
def test_diagnosis_for_the_parties_holds_nothing_of_health(pilot: str, key: str, desk: Desk, example: Example) -> None:
    issued = issue(desk, example(pilot), "diagnoza_rodziny", key)
    secret = str(issued.context["dokument"]["informacje_szczegolne"])  # type: ignore[index]
    parties = plain(issued.document.docx)
    assert secret and secret not in parties and "Część poufna" not in parties
    assert "Niniejszy egzemplarz nie zawiera informacji o stanie zdrowia" in parties
    own = altered(desk, issued, lambda context: context["dokument"].update(egzemplarz="ops"))
    assert secret in own.replace("\u00a0", " ") and "wyłącznie do dokumentacji" in own


@pytest.mark.parametrize("type_id", ["program_rodzinny", "opinia_o_programie", "kontrakt_rodzinny", "lpiw"])
def test_health_told_in_the_diagnosis_is_in_no_other_paper(type_id: str, text: Callable[..., str]) -> None:
    words = text("poznan-2", type_id, "" if type_id == "lpiw" else "k03")
    assert [item for item in HEALTH if item in words] == []


def test_diagnosis_without_answers_leaves_room_to_write(desk: Desk, example: Example) -> None:
    def emptied(context: dict[str, Any]) -> None:
        context["dokument"].update(dict.fromkeys(("mieszkanie", "praca", "zasoby", "trudnosci", "zrodla", "wnioski")))

    issued = issue(desk, example("turek"), "diagnoza_rodziny", "k01")
    words = altered(desk, issued, emptied)
    assert words.count("……………") >= 5 and "Informacje zebrano" not in words


def test_programme_names_version_diagnosis_and_the_sum_of_its_services(desk: Desk, example: Example) -> None:
    issued = issue(desk, example("poznan-2"), "program_rodzinny", "k01")
    words = plain(issued.document.docx)
    contract: dict[str, Any] = issued.context["kontrakt"]  # type: ignore[assignment]
    total = sum((part["suma"] for part in contract["koszyk"]), Decimal(0))
    assert total == contract["koszyk_suma"]
    assert money_figures(total).replace("\u00a0", " ") in words
    for fact in ("wersja 2 z dnia 10 kwietnia 2015 r.", "Diagnoza sytuacji Rodziny z dnia 20 kwietnia 2015 r."):
        assert fact in words
    modules = [words.index(f"Moduł {name}\n") for name in ("prozatrudnieniowy", "społeczny i integracyjny")]
    assert modules == sorted(modules)


def test_commitment_without_a_module_is_not_lost(desk: Desk, example: Example) -> None:
    def without_module(context: dict[str, Any]) -> None:
        context["kontrakt"]["zobowiazania"][0]["modul"] = None

    issued = issue(desk, example("poznan-2"), "program_rodzinny", "k01")
    lost: str = issued.context["kontrakt"]["zobowiazania"][0]["tresc"]  # type: ignore[index]
    assert "Działania poza modułami" not in plain(issued.document.docx)
    words = altered(desk, issued, without_module)
    assert lost in words[words.index("Działania poza modułami") :]


def test_programme_of_another_pilot_holds_no_fact_of_the_first(text: Callable[..., str]) -> None:
    words = text("turek", "program_rodzinny", "k02")
    assert "kurs" in words and [fact for fact in ("Swarzędz", "Pozna", "Kielc", "Nowak") if fact in words] == []


def test_opinion_knows_the_family_by_its_symbol_alone(desk: Desk, example: Example) -> None:
    issued = issue(desk, example("poznan-2"), "opinia_o_programie", "k04")
    words = plain(issued.document.docx)
    family: dict[str, Any] = issued.context["kontrakt"]["rodzina"]  # type: ignore[index]
    assert "oznaczona symbolem R04" in words and "opiniuje go pozytywnie" in words
    assert [person["nazwisko"] for person in family["czlonkowie"] if person["nazwisko"] in words] == []


def test_negative_opinion_stops_the_contract_and_says_why(desk: Desk, example: Example) -> None:
    def refused(context: dict[str, Any]) -> None:
        context["kontrakt"]["program"]["opinia"] = "negatywna"
        context["dokument"].update(uzasadnienie="Terminy kursów kolidują ze sobą.")

    words = altered(desk, issue(desk, example("turek"), "opinia_o_programie", "k01"), refused)
    assert "opiniuje go negatywnie" in words and "Terminy kursów kolidują ze sobą." in words
    assert "nie zawiera się z Rodziną Trójstronnego Kontraktu Rodzinnego" in words
    assert "PZKW stwierdza, że program" not in words


def test_local_programme_of_the_first_stage_holds_the_budget_of_its_source(text: Callable[..., str]) -> None:
    words = text("kielce-1", "lpiw")
    for fact in (
        "724 860,00 zł",
        "408 219,00 zł",
        "316 641,00 zł",
        "wersja 1 z dnia 27 lutego 2014 r.",
        "Bieliny i Masłów",
    ):
        assert fact in words
    assert "przestaje obowiązywać wersja poprzednia" not in words


def test_second_version_of_the_local_programme_replaces_the_first(text: Callable[..., str]) -> None:
    words = text("poznan-2", "lpiw")
    assert "Uchwała nr 2/2015" in words and "przestaje obowiązywać wersja poprzednia" in words
    assert [fact for fact in ("Kielc", "Turk", "724 860") if fact in words] == []


def test_local_programme_without_a_budget_has_no_chapter_on_money(desk: Desk, example: Example) -> None:
    issued = issue(desk, example("kielce-1"), "lpiw", "")
    assert "Finansowanie" in plain(issued.document.docx)
    assert "Finansowanie" not in altered(desk, issued, lambda context: context["projekt"].update(budzet=None))


def test_local_programme_names_no_family(desk: Desk, example: Example) -> None:
    issued = issue(desk, example("poznan-2"), "lpiw", "")
    words = plain(issued.document.docx)
    surnames = {person["nazwisko"] for family in issued.context["rodziny"] for person in family["czlonkowie"]}  # type: ignore[attr-defined]
    assert surnames and [name for name in surnames if name in words] == []


@pytest.mark.parametrize(
    ("pilot", "count"), [("kielce-2", "16 usług"), ("poznan-2", "25 usług"), ("turek", "14 usług")]
)
def test_catalogue_lists_each_service_once_under_its_module(
    pilot: str, count: str, desk: Desk, example: Example
) -> None:
    case = example(pilot)
    words = plain(issue(desk, case, "katalog_uslug", "").document.docx)
    assert f"Obejmuje {count} w 4 modułach" in words
    lines = words.split("\n")
    assert [item.name for item in case.case.services.values() if lines.count(item.name) != 1] == []


def test_rules_and_scoring_card_have_the_same_criteria_and_most_points(text: Callable[..., str]) -> None:
    rules, card = text("turek", "regulamin_rekrutacji"), text("turek", "karta_oceny_rodziny", "r01")
    for criterion in (
        "zamieszkuje na terenie gminy objętej projektem",
        "jest wspólnym klientem ośrodka pomocy społecznej i powiatowego urzędu pracy",
        "bezrobocie dorosłych członków rodziny",
        "czas pozostawania bez pracy",
        "liczba dzieci na utrzymaniu",
        "długotrwałe korzystanie z pomocy społecznej",
        "gotowość do współpracy, oceniana w rozmowie",
    ):
        assert criterion in rules and criterion in card
    assert "najwyżej 45 punktów" in rules and "\n45\n" in card


def test_points_of_the_card_are_those_of_the_list(desk: Desk, example: Example) -> None:
    case = example("poznan-2")
    listed = issue(desk, case, "lista_zakwalifikowanych", "").context["dokument"]["pozycje"]  # type: ignore[index]
    fields = [f"punkty_za_{name}" for name in ("bezrobocie", "czas_bez_pracy", "dzieci", "pomoc", "gotowosc")]
    assert len(listed) == 10
    for row in listed:
        card: dict[str, Any] = issue(desk, case, "karta_oceny_rodziny", row["rodzina"]["klucz"]).context["dokument"]  # type: ignore[assignment]
        assert sum(int(card[field]) for field in fields) == row["punkty"]


@pytest.mark.parametrize("pilot", ["kielce-1", "kielce-2", "poznan-2", "turek"])
def test_list_counts_people_from_the_families_and_names_nobody(pilot: str, desk: Desk, example: Example) -> None:
    issued = issue(desk, example(pilot), "lista_zakwalifikowanych", "")
    words = plain(issued.document.docx)
    families: list[dict[str, Any]] = issued.context["rodziny"]  # type: ignore[assignment]
    people = sum(len(family["czlonkowie"]) for family in families)
    children = sum(len(family["dzieci"]) for family in families)
    assert "10 rodzin" in words and f"Razem\n{people}\n{children}" in words
    assert [family["nazwisko"] for family in families if family["nazwisko"] in words] == []


def test_twelve_women_are_spoken_of_in_the_feminine(text: Callable[..., str]) -> None:
    rules, listed = text("stella-2016", "regulamin_rekrutacji"), text("stella-2016", "lista_zakwalifikowanych")
    assert "12 kobiet" in rules and "Formularz podpisuje kandydatka." in rules and "rodzin" not in rules.lower()
    assert (
        "12 kobiet" in listed
        and listed.count("zakwalifikowana") >= 12
        and "Uczestniczki zostaną zawiadomione" in listed
    )
    assert "Unii Europejskiej" not in rules + listed
    form = text("stella-2016", "formularz_zgloszeniowy_uczestnika", "u01")
    assert "otrzymałam" in form and "Zgłaszająca się" in form and "kandydatka chciałaby" in form


def test_adults_sign_the_application_and_act_for_their_children(desk: Desk, example: Example) -> None:
    issued = issue(desk, example("poznan-2"), "formularz_zgloszeniowy", "r01")
    signing = [words for style, words in paragraphs(issued.document.docx) if style == "Nagłówek podpisu"]
    assert [name.replace("\u00a0", " ") for name in signing if name] == ["Anna Nowak", "Jan Nowak"]
    assert "działając jako ich przedstawiciele ustawowi" in plain(issued.document.docx)
    childless = altered(desk, issued, lambda context: context["rodzina"].update(dzieci=[]))
    assert "przedstawiciele ustawowi" not in childless and "działamy w imieniu własnym" in childless
