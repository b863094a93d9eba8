"""Papers of participants and annexes of the family contract: declarations, consents, monitoring; guardians, law."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schematom_docs.case import CheckedCase, load_case, subjects
from schematom_docs.errors import CaseError
from schematom_docs.settings import Settings
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from schematom_docs.workflow.relations import related_papers
from tests.papers.issued import text_of
from tests.papers.wording import TEMPLATES, paragraphs, plain

Example = Callable[[str], CheckedCase]
Recast = Callable[..., CheckedCase]
ANNEXES = ("karta_uslug", "harmonogram_dzialan", "zobowiazania_osob")
OF_PEOPLE = (
    "deklaracja_uczestnictwa", "oswiadczenie_uczestnika", "zgoda_na_przetwarzanie", "klauzula_informacyjna",
    "zgoda_na_wizerunek",
)  # fmt: skip
OF_CONTRACTS = ("karta_monitoringu", "ocena_kontraktu")
FACTS = {
    "kielce-1": ("Kielc", "Bielin", "Bednarz", "Masłow"),
    "kielce-2": ("Kielc", "Bielin", "Bednarz"),
    "turek": ("Turk", "Majewsk"),
    "poznan-2": ("Pozna", "Swarzęd", "Nowak"),
    "stella-2016": ("Stella", "Żmud", "Baran"),
}


def signers(desk: Desk, case: CheckedCase, type_id: str, key: str) -> list[str]:
    rows: Any = issue(desk, case, type_id, key).context["dokument"]
    return [person["imie_nazwisko"] for row in rows["podpisy"] for person in row["osoby"]]


@pytest.fixture
def recast(settings: Settings, desk: Desk, tmp_path: Path) -> Recast:
    """Return the case of a pilot with texts of its file replaced."""

    def make(pilot: str, *changes: tuple[str, str]) -> CheckedCase:
        source = (settings.examples / pilot / "sprawa.yaml").read_text(encoding="utf-8")
        for old, new in changes:
            assert old in source
            source = source.replace(old, new)
        path = tmp_path / "sprawa.yaml"
        path.write_text(source, encoding="utf-8")
        return load_case(path, reference=desk.reference)

    return make


@pytest.mark.parametrize("type_id", [*ANNEXES, *OF_PEOPLE, *OF_CONTRACTS])
def test_template_names_no_pilot_and_no_year(type_id: str) -> None:
    text = "\n".join(text for _, text in paragraphs(TEMPLATES / f"{type_id}.docx"))
    words = [word for facts in FACTS.values() for word in facts]
    assert [word for word in (*words, "Europejsk", "2014", "2015", "2016") if word in text] == []


@pytest.mark.parametrize("pilot", ["kielce-1", "kielce-2", "turek", "poznan-2"])
@pytest.mark.parametrize("type_id", [*ANNEXES, *OF_PEOPLE, *OF_CONTRACTS])
def test_paper_of_a_family_holds_facts_of_its_pilot_and_of_no_other(
    type_id: str, pilot: str, desk: Desk, example: Example
) -> None:
    key = {**dict.fromkeys(ANNEXES, "k01"), "karta_monitoringu": "m01", "ocena_kontraktu": "oc01"}.get(
        type_id, "r01-o1"
    )
    text = text_of(desk, example(pilot), type_id, key)
    own = FACTS[pilot]
    assert any(word in text for word in own)
    others = {word for name, words in FACTS.items() for word in words if name != pilot and word not in own}
    assert [word for word in others - {"Kielc", "Bielin", "Bednarz", "Masłow"} if word in text] == []
    assert pilot.startswith("kielce") or "Kielc" not in text


@pytest.mark.parametrize(("basket", "first"), [(True, 4), (False, 3)])
def test_annexes_bear_the_titles_and_numbers_of_the_list_of_the_contract(
    basket: bool, first: int, desk: Desk, example: Example
) -> None:
    case = example("poznan-2")
    listed: Any = issue(desk, case, "kontrakt_rodzinny", "k01").context["dokument"]
    titles = {item["tytul"]: item["numer"] for item in listed["zalaczniki"]}
    for type_id in ANNEXES[0 if basket else 1 :]:
        made = issue(desk, case, type_id, "k01")
        context: Any = copy.deepcopy(dict(made.context))
        number = titles[made.document.title]
        if not basket:
            context["kontrakt"]["koszyk"] = []
            number -= 2
        text = plain(desk.template(f"{type_id}.docx").render(context))
        mark = f"Załącznik nr {number} do Trójstronnego Kontraktu Rodzinnego nr 1/2015 z dnia 14 maja 2015 r."
        assert text.startswith(f"{mark}\n{made.document.title}\n")
        assert number >= first


def test_annexes_follow_the_contract_in_the_family_pack(desk: Desk, example: Example) -> None:
    case = example("poznan-2")
    recipe = desk.recipe("rodzinny")
    order = list(dict.fromkeys(type_id for type_id, _ in related_papers(desk, case, recipe, "r01")))
    start = order.index("kontrakt_rodzinny")
    assert order[start + 1 : start + 4] == list(ANNEXES)
    assert order[-6:] == [*OF_PEOPLE, "zgoda_rodzica_na_wyjazd"]
    assert {role.type_id for role in desk.roles() if role.annex and role.recipe_id == "rodzinny"} == set(ANNEXES)


def test_annex_takes_the_name_that_the_project_gives_the_contract(desk: Desk, example: Example) -> None:
    text = text_of(desk, example("kielce-1"), "harmonogram_dzialan", "k01")
    assert text.startswith("Załącznik nr 5 do kontraktu socjalnego nr 1/2014 z dnia 14 kwietnia 2014 r.")


def test_service_card_has_a_row_for_each_service_and_room_for_changes(desk: Desk, example: Example) -> None:
    made = issue(desk, example("poznan-2"), "karta_uslug", "k01")
    contract: Any = made.context["kontrakt"]
    text = plain(made.document.docx)
    services = [row for part in contract["koszyk"] for row in part["pozycje"]]
    assert all(f"{row['usluga']} – {row['wykonawca']}" in text for row in services)
    assert len(re.findall(r"^\d+\.$", text, re.M)) == len(services) + 3
    assert "Kartę usług przyjęli\nRodzina\nAnna Nowak\nRodzina\nJan Nowak\nOpiekun Rodziny" in text
    assert "Opiekun Rodziny\nJoanna Przykładowa" in text


def test_contract_without_a_basket_gives_no_service_card(desk: Desk, recast: Recast, settings: Settings) -> None:
    source = (settings.examples / "poznan-2" / "sprawa.yaml").read_text(encoding="utf-8")
    start = source.index("    koszyk:\n")
    case = recast("poznan-2", (source[start : source.index("    opiekun:", start)], ""))
    with pytest.raises(CaseError, match="Karta usług") as refused:
        issue(desk, case, "karta_uslug", "k01")
    assert "koszyk" in str(refused.value)


def test_schedule_holds_every_duty_once_in_order_of_dates(desk: Desk, example: Example) -> None:
    made = issue(desk, example("poznan-2"), "harmonogram_dzialan", "k01")
    contract: Any = made.context["kontrakt"]
    text = plain(made.document.docx)
    days = [date(int(y), int(m), int(d)) for d, m, y in re.findall(r"^(\d\d)\.(\d\d)\.(\d{4}) r\.$", text, re.M)]
    assert days == sorted(item["termin"] for item in contract["zobowiazania"])
    assert all(text.count(item["tresc"]) == 1 for item in contract["zobowiazania"])
    assert "nie rzadziej niż co 14 dni. Terminy ocen realizacji Kontraktu: 15 lipca 2015 r. i 15 września" in text


def test_duty_without_a_date_stands_apart_and_one_review_is_one(desk: Desk, recast: Recast) -> None:
    case = recast(
        "poznan-2",
        (', termin: 2015-09-30, dowod: "rachunek"}', "}"),
        ("oceny: [2015-07-15, 2015-09-15]", "oceny: [2015-07-15]"),
    )
    text = text_of(desk, case, "harmonogram_dzialan", "k01")
    assert "Zobowiązania wykonywane przez cały okres Kontraktu\nOPS – do opłacenia zajęć sportowych" in text
    assert "Termin oceny realizacji Kontraktu: 15 lipca 2015 r." in text


def test_duties_are_grouped_by_person_and_institution(desk: Desk, example: Example) -> None:
    text = text_of(desk, example("poznan-2"), "zobowiazania_osob", "k01")
    places = [
        text.index(f"\n{name}\n") for name in ("Pani Anna Nowak", "Pan Jan Nowak", "Powiatowy Urząd Pracy w Poznaniu")
    ]
    assert places == sorted(places)
    assert places[0] < text.index("ukończenia kursu sprzedawcy") < places[1] < text.index("obsługi wózków") < places[2]


def test_women_of_stella_declare_in_the_feminine_and_without_the_european_union(desk: Desk, example: Example) -> None:
    case = example("stella-2016")
    for type_id in OF_PEOPLE:
        for number in range(1, 13):
            text = text_of(desk, case, type_id, f"u{number:02}")
            assert not re.search(r"podpisany|zamieszkały|uprzedzony|uczestnik[aió]w?\b(?<!uczestniczki)", text), text
            assert "Europejs" not in text
            assert "PUP" not in text
    assert "dla uczestniczki projektu" in text_of(desk, case, "klauzula_informacyjna", "u05")


def test_parents_declare_their_minors_and_a_grown_up_son_declares_himself(desk: Desk, example: Example) -> None:
    case = example("poznan-2")
    family = case.case.families["r09"]
    son = next(key for key, member in family.members.items() if member.represents and member.role == "dziecko")
    parent = next(key for key, member in family.members.items() if member.role == "rodzic")
    phrase = "Jako przedstawiciel ustawowy zgłaszam udział w Projekcie"
    assert phrase in text_of(desk, case, "deklaracja_uczestnictwa", f"r09-{parent}")
    assert phrase not in text_of(desk, case, "deklaracja_uczestnictwa", f"r09-{son}")
    minor = next(key for key, member in family.members.items() if member.is_minor(date(2015, 4, 13)))
    acting = signers(desk, case, "zgoda_na_wizerunek", f"r09-{minor}")
    assert acting
    assert family.members[son].first_name not in " ".join(acting)


def test_only_adults_declare(desk: Desk, example: Example) -> None:
    keys = subjects(example("poznan-2"), desk.form("deklaracja_uczestnictwa"))
    assert [key for key in keys if key.startswith("r01-")] == ["r01-o1", "r01-o2"]


@pytest.mark.parametrize("type_id", ["zgoda_na_przetwarzanie", "klauzula_informacyjna", "zgoda_na_wizerunek"])
def test_both_parents_act_for_a_child_and_one_mother_alone(type_id: str, desk: Desk, example: Example) -> None:
    case = example("poznan-2")
    assert signers(desk, case, type_id, "r01-d1") == ["Anna Nowak", "Jan Nowak"]
    assert signers(desk, case, type_id, "r02-d1") == ["Katarzyna Wójcik"]
    assert signers(desk, case, type_id, "r01-o1") == ["Anna Nowak"]
    both = text_of(desk, case, type_id, "r01-d1")
    assert "małoletniej Julii Nowak, urodzonej dnia 12 maja 2003 r." in both
    assert "Julia Nowak" not in both


def test_minor_without_a_guardian_is_refused(desk: Desk, recast: Recast) -> None:
    case = recast(
        "poznan-2",
        (
            "data_urodzenia: 1986-06-21, rola: rodzic, reprezentuje: tak",
            "data_urodzenia: 1986-06-21, rola: inny, reprezentuje: tak",
        ),
    )
    with pytest.raises(CaseError, match="Klauzula informacyjna") as refused:
        issue(desk, case, "klauzula_informacyjna", "r02-d1")
    assert "nie ma przedstawiciela ustawowego" in str(refused.value)


def test_consent_is_of_the_law_of_1997_and_later_only_a_notice_is_made(
    desk: Desk, example: Example, recast: Recast
) -> None:
    then = example("stella-2016")
    assert len(subjects(then, desk.form("zgoda_na_przetwarzanie"))) == 12
    assert "ustawy z dnia 29 sierpnia 1997 r." in text_of(desk, then, "zgoda_na_przetwarzanie", "u01")
    assert "RODO" not in text_of(desk, then, "klauzula_informacyjna", "u01")
    now = recast("stella-2016", ("2016-", "2026-"), ("2017-", "2027-"), ("2018-", "2028-"))
    assert subjects(now, desk.form("zgoda_na_przetwarzanie")) == []
    notice = text_of(desk, now, "klauzula_informacyjna", "u01")
    assert "klauzula informacyjna dla uczestniczki projektu" in notice
    assert all(
        word in notice for word in ("art. 9 ust. 2 lit. b", "Inspektor ochrony danych", "Prezesa Urzędu Ochrony")
    )
    assert "1997" not in notice
    assert "art. 6 ust. 1 lit. a" in text_of(desk, now, "zgoda_na_wizerunek", "u01")
    statement = text_of(desk, now, "oswiadczenie_uczestnika", "u01")
    assert "ustawy z dnia 20 marca 2025 r. o rynku pracy" in statement


def test_statement_says_what_is_known_and_leaves_the_rest_to_strike_out(
    desk: Desk, example: Example, recast: Recast
) -> None:
    text = text_of(desk, example("poznan-2"), "oswiadczenie_uczestnika", "r01-o1")
    assert "jestem osobą bezrobotną" in text
    assert "zarejestrowaną w Powiatowym Urzędzie Pracy w Poznaniu." in text
    assert "Korzystam ze świadczeń pomocy społecznej" in text
    assert "Niepotrzebne skreślić" not in text
    unknown = recast("poznan-2", ("urzad_pracy: pup, korzysta_z_pomocy: tak, osrodek_pomocy: ops", "urzad_pracy: pup"))
    text = text_of(desk, unknown, "oswiadczenie_uczestnika", "r01-o1")
    assert "Korzystam / nie korzystam* ze świadczeń" in text
    assert text.endswith("* Niepotrzebne skreślić.")


def test_image_is_always_a_choice_of_its_own(desk: Desk, example: Example) -> None:
    case = example("turek")
    assert "wyrażam zgodę / nie wyrażam zgody*" in text_of(desk, case, "zgoda_na_wizerunek", "r01-o1")
    assert "Jej odmowa nie wpływa na udział w projekcie" in text_of(desk, case, "zgoda_na_wizerunek", "r01-d1")


def test_monitoring_card_counts_duties_and_is_signed_by_those_present(desk: Desk, example: Example) -> None:
    first = text_of(desk, example("poznan-2"), "karta_monitoringu", "m01")
    assert "Sprawdzono 5 zobowiązań, w tym wykonanych: 1." in first
    assert "Trudności i potrzeby" in first
    second = text_of(desk, example("poznan-2"), "karta_monitoringu", "m02")
    assert "Sprawdzono 3 zobowiązania, w tym wykonanych: 1." in second
    assert not any(part in second for part in ("Trudności i potrzeby", "Ustalenia", "Usługi wykorzystane"))
    assert "Rodzina\nAnna Nowak" not in second
    with_child = text_of(desk, example("kielce-2"), "karta_monitoringu", "m01")
    assert "Obecni z Rodziny\nElżbieta Bednarz, Wiesław Bednarz, Marcin Bednarz" in with_child
    assert "Rodzina\nMarcin Bednarz" not in with_child


def test_review_adds_up_and_is_signed_by_all_parties(desk: Desk, example: Example) -> None:
    text = text_of(desk, example("poznan-2"), "ocena_kontraktu", "oc01")
    numbers = re.search(
        r"Oceniono (\d+) \w+: wykonanych – (\d+), w toku – (\d+), niewykonanych – (\d+), nier\w+ – (\d+)", text
    )
    assert numbers is not None
    total, *parts = map(int, numbers.groups())
    assert total == sum(parts) == 5
    assert "Ocena okresowa realizacji kontraktu" in text
    assert "wymaga zmiany w zakresie: terminów zajęć sportowych w sierpniu." in text
    signing = signers(desk, example("poznan-2"), "ocena_kontraktu", "oc01")
    assert signing == ["Anna Nowak", "Jan Nowak", "Adam Wzorcowy", "Irena Testowska", "Joanna Przykładowa"]
    final = text_of(desk, example("kielce-2"), "ocena_kontraktu", "oc01")
    assert "Ocena końcowa realizacji kontraktu" in final
    assert "nie wymagają zmiany" in final


def test_monitoring_before_the_contract_is_refused(desk: Desk, recast: Recast) -> None:
    case = recast("poznan-2", ("        data: 2015-06-10\n        forma", "        data: 2015-05-04\n        forma"))
    with pytest.raises(CaseError) as refused:
        issue(desk, case, "karta_monitoringu", "m01")
    assert "wcześniejsza niż zawarcie kontraktu" in str(refused.value)
