"""Records of the club and receipts of counterparts: class log, handover protocol, contract with staff, receipt."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from schematom_docs.case import CheckedCase
from schematom_docs.errors import CaseError
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import issue
from tests.conftest import PILOTS
from tests.papers.issued import text_of
from tests.papers.test_club_papers import altered


def test_log_counts_hours_and_attendances_from_its_meetings(desk: Desk, example: Callable[[str], CheckedCase]) -> None:
    rows = text_of(desk, example("stella-2016"), "dziennik_zajec", "dz1").split("\n")
    assert rows[rows.index("Razem") + 1] == "24"
    assert rows[rows.index("Felicja Lewandowska") + 1] == "6" and rows[rows.index("Agata Baran") + 1] == "8"
    assert "Uczestniczki zajęć" in rows
    assert "09.08.2016 r.: Felicja Lewandowska, Luiza Tkacz" in rows
    assert not [row for row in rows if row.startswith("Do zrealizowania")]


def test_log_says_how_many_hours_are_left(desk: Desk, tmp_path: Path) -> None:
    case = altered(desk, tmp_path, ("planowane_godziny: 24", "planowane_godziny: 30"))
    assert "Do zrealizowania: 6 godzin." in text_of(desk, case, "dziennik_zajec", "dz1")


def test_log_with_a_meeting_outside_its_period_is_refused(desk: Desk, tmp_path: Path) -> None:
    case = altered(desk, tmp_path, ("termin: 2016-08-23", "termin: 2016-09-23"))
    with pytest.raises(CaseError, match="poza okresem zajęć"):
        issue(desk, case, "dziennik_zajec", "dz1")


def test_handover_is_worth_what_the_budget_gives_for_equipment(
    desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    case = example("stella-2016")
    text = text_of(desk, case, "protokol_doposazenia", "pd1")
    budget = case.case.answers["budzet_i_harmonogram"].common["pozycje"]
    assert isinstance(budget, list)
    [equipment] = [row for row in budget if "doposażenie" in row["nazwa"]]
    assert Decimal(str(equipment["kwota"])) == Decimal("9240.00")
    assert "9 240,00 zł (słownie: dziewięć tysięcy dwieście czterdzieści złotych 00/100)" in text


def test_handover_with_a_wrong_value_is_refused(desk: Desk, tmp_path: Path) -> None:
    case = altered(desk, tmp_path, ("cena: 2100.00, wartosc: 4200.00", "cena: 2100.00, wartosc: 4300.00"))
    with pytest.raises(CaseError, match="ilością pomnożoną przez cenę"):
        issue(desk, case, "protokol_doposazenia", "pd1")


@pytest.mark.parametrize(("key", "pay"), [("uk1", "10 560,00 zł"), ("uk2", "7 200,00 zł"), ("uk3", "15 600,00 zł")])
def test_contract_with_staff_pays_hours_times_rate(
    key: str, pay: str, desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    text = text_of(desk, example("stella-2016"), "umowa_z_kadra", key)
    assert f"nie przekroczy {pay} brutto" in text
    assert ("Zleceniobiorczyni zobowiązuje się" in text) == (key != "uk2")
    assert ("Zleceniobiorca zobowiązuje się" in text) == (key == "uk2")
    assert "Kontrasygnata" not in text and "Unii Europejskiej" not in text


def test_contract_whose_pay_is_not_hours_times_rate_is_refused(desk: Desk, tmp_path: Path) -> None:
    case = altered(
        desk, tmp_path, ("stawka: 110.00\n        kwota: 10560.00", "stawka: 110.00\n        kwota: 10650.00")
    )
    with pytest.raises(CaseError, match="pomnożoną przez stawkę"):
        issue(desk, case, "umowa_z_kadra", "uk1")


@pytest.mark.parametrize("pilot", PILOTS)
def test_receipt_of_each_pilot_names_its_own_institutions(
    pilot: str, desk: Desk, example: Callable[[str], CheckedCase]
) -> None:
    text = text_of(desk, example(pilot), "potwierdzenie_odbioru", "po1")
    towns = {"kielce-1": "Kielcach", "kielce-2": "Łopusznie", "poznan-2": "Swarzędzu", "stella-2016": "Żmudzi"}
    own = towns.get(pilot, "Turku")
    assert own in text
    assert not [town for town in [*towns.values(), "Turku"] if town in text and town not in (own, "Kielcach")]
    assert ("Numer przesyłki" in text) == (pilot == "kielce-2")
    assert ("Pani Agata Baran" in text) == (pilot == "stella-2016")


def test_receipt_for_nobody_is_refused(desk: Desk, tmp_path: Path) -> None:
    case = altered(desk, tmp_path, ("        osoba_odbierajaca: uczestnicy.u01\n", ""))
    with pytest.raises(CaseError, match=r"Uzupełnij dokument.osoba_odbierajaca"):
        issue(desk, case, "potwierdzenie_odbioru", "po1")


def test_receipt_of_one_copy_speaks_of_one(desk: Desk, example: Callable[[str], CheckedCase]) -> None:
    one = text_of(desk, example("turek"), "potwierdzenie_odbioru", "po1")
    assert "Egzemplarz jest kompletny i podpisany" in one and "egzemplarza dokumentu" in one
    many = text_of(desk, example("poznan-2"), "potwierdzenie_odbioru", "po1")
    assert "Egzemplarze są kompletne i podpisane" in many
    assert re.search("wraz z załącznikami: diagnoza sytuacji rodziny, program rodzinny i koszyk usług", many)
