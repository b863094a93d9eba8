"""Each kind of bad data gets its Polish message, with the exact place and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from schematom_docs.case import check_case, load_case
from schematom_docs.errors import CaseError, Fault
from tests.case.bad_values import BAD_VALUES
from tests.case.broken_rules import BROKEN_RULES
from tests.case.small_case import CASE_FILE, faults_of, forms, line_of, reference, small_case, spoiled

Change = tuple[str, str]
KINDS = BAD_VALUES | BROKEN_RULES


def only_fault(folder: Path, *changes: Change) -> Fault:
    """Return the one fault that the changes cause."""
    faults = faults_of(folder, *changes)
    assert len(faults) == 1, "\n".join(str(fault) for fault in faults)
    return faults[0]


def test_small_case_itself_has_no_faults(tmp_path: Path) -> None:
    assert faults_of(tmp_path) == []
    assert small_case().warnings == ()


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_kind_of_bad_data_has_its_place_reason_and_remedy(kind: str, tmp_path: Path) -> None:
    change, path, reason, remedy = KINDS[kind]
    changes = [change]
    if kind == "key that Windows reserves":
        changes.append(("wydarzenie: konferencja", "wydarzenie: con"))
    fault = only_fault(tmp_path, *changes)
    assert fault.place.startswith("sprawa.yaml, wiersz ")
    assert fault.place.endswith(f", {path}")
    assert fault.reason.startswith(reason)
    assert remedy in fault.remedy
    assert not fault.warning


def test_baskets_together_stay_within_the_budget(tmp_path: Path) -> None:
    no_limit = ('    limit_wsparcia: "1 000,00"\n', "")
    fault = only_fault(tmp_path, no_limit, ('koszt_jednostkowy: "700"', "koszt_jednostkowy: 724736"))
    assert fault.place.endswith(", projekt.budzet.kwota")
    assert fault.reason.startswith("wszystkie koszyki kosztują razem 724\u00a0861,00\u00a0zł, więcej niż cały budżet")


def test_place_names_the_line_of_the_value(tmp_path: Path) -> None:
    fault = only_fault(tmp_path, ("84030741265", "84030741266"))
    assert fault.place == f"sprawa.yaml, wiersz {line_of('84030741265')}, rodziny.r01.czlonkowie.o1.pesel"


def test_place_of_a_missing_field_is_the_line_of_what_it_belongs_to(tmp_path: Path) -> None:
    fault = only_fault(tmp_path, ("nazwa: Szkoła Podstawowa nr 1 w Próbnej, ", ""))
    assert fault.place == f"sprawa.yaml, wiersz {line_of('szkola: {nazwa')}, instytucje.szkola.nazwa"


def test_eleven_members_in_a_ten_member_team_are_one_too_many(tmp_path: Path) -> None:
    member = "      - {imie: Ala, nazwisko: Pierwsza, plec: k, instytucja: pup, funkcja: doradca}\n"
    fault = only_fault(tmp_path, ("dokladnie: 3", "dokladnie: 10"), (member, member * 9))
    assert fault.reason == "na liście jest 11 członków, a zespół liczy dokładnie 10."
    assert fault.remedy == "Usuń z listy 1."
    assert fault.place.endswith("zespoly.mgi.czlonkowie")


def test_alias_of_a_module_is_accepted_with_a_warning(tmp_path: Path) -> None:
    fault = only_fault(tmp_path, ("nazwa: Kurs, modul: prozatrudnieniowy", "nazwa: Kurs, modul: pozazatrudnieniowy"))
    assert fault.warning
    assert fault.place.endswith("katalog_uslug.kurs.modul")
    assert fault.reason == "„pozazatrudnieniowy” to inny zapis modułu „prozatrudnieniowy”; przyjmuję go."
    assert "Wpisz „prozatrudnieniowy”" in fault.remedy


@pytest.mark.parametrize(
    ("change", "path", "reason"),
    [
        (
            ("    skrot: PUP\n", "    skrot: PUP\n    krs: '0000123456'\n"),
            "instytucje.pup.krs",
            "jednostka samorządu nie ma KRS",
        ),
        (
            ("    skrot: PUP\n", "    skrot: PUP\n    nip: '7771234567'\n"),
            "instytucje.pup.nip",
            "ten sam NIP ma już „pcpr”",
        ),
        (("od: 2015-06-01}", "od: 2015-05-01}"), "instytucje.pcpr.reprezentanci.2", "urzęduje w tym samym czasie"),
        (
            ("opinia: pozytywna", "opinia: negatywna"),
            "kontrakty.k01.program",
            "program rodzinny nie ma pozytywnej opinii",
        ),
        (("rodzina: r02, pup", "rodzina: r01, pup"), "kontrakty.k02.rodzina", "rodzina „r01” ma już kontrakt „k01”"),
        (('"rodziny.*"', '"rodzinny.*"'), "dane_przykladowe.2", "ścieżka „rodzinny.*” do niczego nie prowadzi"),
    ],
)
def test_what_is_odd_but_possible_is_a_warning(change: Change, path: str, reason: str, tmp_path: Path) -> None:
    fault = only_fault(tmp_path, change)
    assert fault.warning
    assert fault.place.endswith(f", {path}")
    assert fault.reason.startswith(reason)


def test_warnings_alone_do_not_stop_loading(tmp_path: Path) -> None:
    path = spoiled(tmp_path, ("modul: sport_i_kultura", "modul: sportowy i kulturalny"))
    case = load_case(path, reference=reference())
    assert [fault.warning for fault in case.warnings] == [True]


def test_all_faults_come_in_one_pass_and_in_the_order_of_the_file(tmp_path: Path) -> None:
    faults = faults_of(
        tmp_path,
        ("kwota: 316641", "kwota: 1"),
        ("kod: 61-001", "kod: 61001"),
        ("84030741265", "84030741266"),
        ("koszt_jednostkowy: 25.00", "koszt: 25.00"),
        ("dokladnie: 3", "dokladnie: 10"),
        ("numer: 2/2015, rodzina: r02", "numer: 1/2015, rodzina: r02"),
    )
    paths = [fault.place.rpartition(", ")[2] for fault in faults]
    assert paths == [
        "projekt.budzet",
        "instytucje.pcpr.adres.kod",
        "rodziny.r01.czlonkowie.o1.pesel",
        "zespoly.mgi.czlonkowie",
        "katalog_uslug.basen.koszt_jednostkowy",
        "katalog_uslug.basen.koszt",
        "kontrakty.k02.numer",
    ]


def test_rules_also_see_a_team_whose_member_is_faulty(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, ("nazwisko: Trzeci, plec: m", "plec: m"), ("dokladnie: 3", "dokladnie: 2"))
    assert [fault.reason for fault in faults] == [
        "na liście jest 3 członków, a zespół liczy dokładnie 2.",
        "brak pola „nazwisko”.",
    ]


def test_load_case_raises_one_error_with_all_faults_and_exit_code_3(tmp_path: Path) -> None:
    path = spoiled(tmp_path, ("kwota: 316641", "kwota: 1"), ("kod: 61-001", "kod: 61001"))
    with pytest.raises(CaseError) as caught:
        load_case(path, reference=reference())
    assert caught.value.exit_code == 3
    assert len(caught.value.faults) == 2
    assert caught.value.reason == "dane sprawy są błędne (2 błędy)."


def test_no_message_holds_a_name_or_a_whole_number(tmp_path: Path) -> None:
    faults = faults_of(
        tmp_path,
        ("23.11.1979", "24.11.1979"),
        ("90011522240", "84030741265"),
        ("777-123-45-67", "777-123-45-68"),
        ("  u01: {imie: Irena", "  dojrzala: {imie: Irena"),
    )
    text = "\n".join(str(fault) for fault in faults)
    assert len(faults) == 4
    for secret in ("79112310576", "84030741265", "7771234568", "Dojrzał", "dojrzala", "Irena", "Karol", "Anna"):
        assert secret not in text


def test_no_english_reaches_the_user(tmp_path: Path) -> None:
    faults = faults_of(
        tmp_path,
        ("koordynator: {imie: Olga, nazwisko: Testowa, plec: k, funkcja: Koordynator}", "koordynator: Olga"),
        ("etapy: [2]", "etapy: dwa"),
        ("opiekun: zespoly.mgi.2", "opiekun: [Ala]"),
        ("strony: [pcpr, szkola]", "strony: pcpr"),
        ("finansowanie: bez_zobowiazan", "finansowanie: tak"),
        ("dla:\n      k02: {uwagi: własna uwaga, miejscowosc: Inna}", "dla: k02"),
    )
    assert len(faults) >= 6
    for fault in faults:
        assert fault.reason and fault.remedy, str(fault)
        for english in ("Input", "input", "should", "valid", "Extra", "field", "expected", "error"):
            assert english not in f"{fault.reason} {fault.remedy}"


def test_check_of_a_type_names_everything_its_papers_need(tmp_path: Path) -> None:
    path = spoiled(tmp_path, ("data: 2015-07-20, opiekun: {imie: Ala, nazwisko: Pierwsza, plec: k}", "oceny: []"))
    assert check_case(path, forms(), reference()) == []
    faults = check_case(path, forms(), reference(), "kontrakt_probny")
    assert [(fault.place.rpartition(", ")[2], fault.reason) for fault in faults] == [
        ("kontrakty.k02", "brak odpowiedzi na pytanie „Data zawarcia” (dokument „Kontrakt próbny”)."),
        ("kontrakty.k02", "brak danych „kontrakt.opiekun”, potrzebnych do dokumentu „Kontrakt próbny”."),
        ("kontrakty.k02", "tytuł dokumentu „Kontrakt próbny” potrzebuje „dokument.data”."),
    ]
    assert faults[0].remedy == "Wpisz ją w dokumenty.kontrakt_probny.dla.k02.data albo kontrakty.k02.data."
    assert CASE_FILE.name in faults[0].place
