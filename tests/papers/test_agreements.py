"""Contracts, agreements, letters of intent and referrals: structure, parties, law then and now, grammar of the data."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from schematom_docs.case import CheckedCase
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued, issue
from tests.papers.wording import AGREEMENTS, TEMPLATES, clauses_by_section, folded, paragraphs, plain, sentences

Example = Callable[[str], CheckedCase]
PLACES = ("Pozna", "Kielc", "kielec", "Turk", "Turek", "Swarzędz", "Żmud", "Bielin", "Masłow", "Łopusz", "Stella")


def altered(issued: Issued, **subject_changes: object) -> dict[str, Any]:
    """Return the context of a paper with fields of its subject changed."""
    context: dict[str, Any] = copy.deepcopy(dict(issued.context))
    names = {"kontrakt_rodzinny": "kontrakt", "list_intencyjny": "list", "skierowanie_do_kis": "skierowanie"}
    type_id = issued.document.type_id
    context[names.get(type_id, type_id)].update(subject_changes)
    return context


def rendered(desk: Desk, type_id: str, context: dict[str, Any]) -> str:
    return plain(desk.template(f"{type_id}.docx").render(context))


@pytest.fixture(scope="module")
def contract(desk: Desk, example: Example) -> Issued:
    return issue(desk, example("poznan-2"), "kontrakt_rodzinny", "k01")


@pytest.fixture(scope="module")
def agreement(desk: Desk, example: Example) -> Issued:
    return issue(desk, example("turek"), "porozumienie", "p01")


@pytest.mark.parametrize("type_id", AGREEMENTS)
def test_template_names_no_place_and_no_year_of_a_pilot(type_id: str) -> None:
    text = "\n".join(text for _, text in paragraphs(TEMPLATES / f"{type_id}.docx"))
    assert [word for word in (*PLACES, "2013", "2014", "2015", "2016") if word in text] == []


@pytest.mark.parametrize("type_id", ["kontrakt_rodzinny", "porozumienie", "kontrakt_socjalny"])
def test_each_section_has_at_least_two_clauses_of_its_own(type_id: str) -> None:
    sections = clauses_by_section(TEMPLATES / f"{type_id}.docx")
    assert len(sections) >= 8
    assert [title for title, clauses in sections.items() if len(set(clauses)) < 2] == []


def test_only_closing_formulae_recur_between_the_templates() -> None:
    owners: Counter[str] = Counter()
    for type_id in AGREEMENTS:
        owners.update(set(sentences(TEMPLATES / f"{type_id}.docx")))
    assert {sentence for sentence, count in owners.items() if count > 1} <= {
        "Kontrakt sporządzono …, po jednym dla każdej ze Stron.",
        "zwanymi dalej łącznie „Stronami”, a każda z osobna „Stroną”.",
    }


def test_parties_of_the_family_contract_stand_in_the_instrumental_with_unit_person_and_authority(
    contract: Issued,
) -> None:
    text = plain(contract.document.docx)
    for words in (
        "Rodziną Państwa Nowaków, zamieszkałą pod adresem: ul. Przykładowa 4/7, 62-020 Swarzędz",
        "reprezentowaną przez Panią Annę Nowak, PESEL 84030762484, i Pana Jana Nowaka, PESEL 81111951377, działających",
        "Powiatem Poznańskim – Powiatowym Urzędem Pracy w Poznaniu",
        "reprezentowanym przez Dyrektora Adama Wzorcowego, działającego na podstawie pełnomocnictwa",
        "Gminą Swarzędz – Ośrodkiem Pomocy Społecznej w Swarzędzu",
        "przy kontrasygnacie Głównego Księgowego Mariana Próbnego, zwanym dalej „OPS”",
        "w trzech jednobrzmiących egzemplarzach, po jednym dla każdej ze Stron.",
    ):
        assert words in text


def test_children_neither_sign_nor_represent_the_family(contract: Issued) -> None:
    family = contract.context["kontrakt"]["rodzina"]  # type: ignore[index]
    signing = [text for style, text in paragraphs(contract.document.docx) if style == "Signature"]
    adults = [f"{person['imie']} {person['nazwisko']}" for person in family["reprezentanci"]]
    children = [f"{person['imie']} {person['nazwisko']}" for person in family["dzieci"]]
    assert children
    assert all(name in signing for name in adults)
    assert not any(name in signing for name in children)


def test_basket_is_summed_by_module_and_in_words(contract: Issued) -> None:
    basket = contract.context["kontrakt"]["koszyk"]  # type: ignore[index]
    total = contract.context["kontrakt"]["koszyk_suma"]  # type: ignore[index]
    text = plain(contract.document.docx)
    assert sum(part["suma"] for part in basket) == total > Decimal(0)
    assert all(f"Razem: moduł {part['modul']['nazwa']}" in text for part in basket)
    assert text.count("(słownie: ") == 2


def test_titles_of_annexes_are_those_of_the_list_and_of_the_annex_page(contract: Issued) -> None:
    shown = [(style, folded(text)) for style, text in paragraphs(contract.document.docx)]
    listed = [text for style, text in shown if style == "Załącznik umowy"]
    headings = [text for style, text in shown if style == "Nagłówek części"]
    assert listed == [item["tytul"] for item in contract.context["dokument"]["zalaczniki"]]  # type: ignore[index]
    assert headings == [listed[2]]


def test_contract_without_a_basket_has_no_table_and_no_third_annex(desk: Desk, contract: Issued) -> None:
    context = altered(contract, koszyk=[], koszyk_suma=Decimal(0))
    context["dokument"]["zalaczniki"] = context["dokument"]["zalaczniki"][:2]
    text = rendered(desk, "kontrakt_rodzinny", context)
    assert "Koszyk usług Strony uzgodnią w terminie 30 dni" in text
    assert "załącznik nr 3" not in text.lower()


def test_label_of_the_contract_follows_the_project(desk: Desk, contract: Issued) -> None:
    context = altered(contract)
    context["projekt"].update(nazwa_kontraktu="kontrakt socjalny", inne_nazwy_kontraktu=[])
    text = rendered(desk, "kontrakt_rodzinny", context)
    assert text.startswith("Kontrakt socjalny\nnr 1/2015\nzawarty w dniu 14 maja 2015 r.")
    assert "Trójstronny Kontrakt Rodzinny" not in text


def test_family_of_one_mother_is_spoken_of_in_the_singular_feminine(desk: Desk, example: Example) -> None:
    text = plain(issue(desk, example("poznan-2"), "kontrakt_rodzinny", "k02").document.docx)
    assert "przez Panią Katarzynę Wójcik, PESEL 86062184485, działającą w imieniu własnym" in text


@pytest.mark.parametrize(
    ("regime", "stands", "absent"),
    [("uodo1997", "imiennie upoważnion", "art. 6 ust. 1"), ("rodo", "art. 9 ust. 2 lit. b", "imiennie upoważnion")],
)
def test_data_protection_clause_is_that_of_the_day(
    regime: str, stands: str, absent: str, desk: Desk, agreement: Issued
) -> None:
    context = altered(agreement)
    context["rezim_danych"] = regime
    text = rendered(desk, "porozumienie", context)
    assert stands in text
    assert absent not in text


def test_agreement_has_a_copy_a_signature_and_a_coordinator_for_each_party(agreement: Issued) -> None:
    text = plain(agreement.document.docx)
    assert "w trzech jednobrzmiących egzemplarzach" in text
    assert "Gminą Miejską Turek – Miejskim Ośrodkiem Pomocy Społecznej w Turku" in text
    assert text.count("podpis i pieczęć") == 3
    assert "Powiatowy Urząd Pracy w Turku – do PZKW: 4 osoby, do MGI: 3 osoby" in text


def test_agreement_that_promises_money_is_countersigned_by_the_payer(desk: Desk, example: Example) -> None:
    made = issue(desk, example("poznan-2"), "porozumienie", "p01")
    payer = next(party for party in made.context["porozumienie"]["strony"] if party["kontrasygnata"])  # type: ignore[index]
    context = altered(made, finansowanie={"kwota": Decimal("316641.00"), "platnik": payer})
    text = rendered(desk, "porozumienie", context)
    assert "316 641,00 zł (słownie: trzysta szesnaście tysięcy sześćset czterdzieści jeden złotych 00/100)" in text
    assert text.count("przy kontrasygnacie") == 1
    assert "nie rodzi wzajemnych zobowiązań finansowych" not in text


@pytest.mark.parametrize(
    ("key", "forms"),
    [
        ("l01", ("Powiatowym Urzędem Pracy", "Powiatowemu Urzędowi Pracy", "w Powiatowym Urzędzie Pracy w Kielcach")),
        ("l02", ("Gminnym Ośrodkiem Pomocy", "Gminnemu Ośrodkowi Pomocy", "w Gminnym Ośrodku Pomocy Społecznej")),
    ],
)
def test_letter_of_intent_inflects_the_other_institution(
    key: str, forms: tuple[str, ...], desk: Desk, example: Example
) -> None:
    text = plain(issue(desk, example("kielce-1"), "list_intencyjny", key).document.docx)
    assert [form for form in forms if form not in text] == []
    assert "Niniejszy list nie rodzi zobowiązań finansowych i nie stanowi umowy przedwstępnej." in text
    assert "w dwóch jednobrzmiących egzemplarzach" in text


def test_social_contracts_and_referrals_of_stella_speak_of_women_only(desk: Desk, example: Example) -> None:
    case = example("stella-2016")
    for number in range(1, 13):
        contract = plain(issue(desk, case, "kontrakt_socjalny", f"s{number:02}").document.docx)
        referral = plain(issue(desk, case, "skierowanie_do_kis", f"sk{number:02}").document.docx)
        assert "zwaną dalej „Uczestniczką”" in contract
        assert "Uczestnik " not in contract
        assert "kieruję Panią " in referral
        assert "jest zobowiązana zgłosić się" in referral


def test_social_contract_has_a_blank_row_for_each_review_and_the_parts_of_its_type(
    desk: Desk, example: Example
) -> None:
    made = issue(desk, example("stella-2016"), "kontrakt_socjalny", "s01")
    text = plain(made.document.docx)
    assert "Część I B." in text
    assert "Część II B." in text
    days: list[date] = made.context["kontrakt_socjalny"]["oceny"]  # type: ignore[index]
    assert all(f"{day:%d.%m.%Y} r." in text for day in days)
    assert "Część I A." in rendered(desk, "kontrakt_socjalny", altered(made, typ="A"))
