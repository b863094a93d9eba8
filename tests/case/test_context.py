"""The context of a paper: everything derived from the lists and from the day of the paper, nothing typed twice."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from schematom_docs.case import build_context, data_sha256, load_case, subjects, template_name
from tests.case.small_case import context_of, forms, reference, small_case, spoiled


def names(people: list[dict[str, Any]]) -> list[str]:
    """Return the first names of persons."""
    return [person["imie"] for person in people]


def test_contract_has_its_parties_signatures_and_copies() -> None:
    document = context_of("kontrakt_probny", "k01")["dokument"]
    assert [party["encja"] for party in document["strony"]] == ["rodzina", "instytucja", "instytucja"]
    assert document["liczba_egzemplarzy"] == 3
    assert [slot["slot"] for slot in document["podpisy"]] == ["rodzina", "pup", "ops"]
    assert names(document["podpisy"][0]["osoby"]) == ["Anna", "Karol"]
    assert document["podpisy"][1]["osoba"]["nazwisko"] == "Wzorcowy"
    assert document["podpisy"][1]["opis"] == "podpis i pieczęć"


def test_title_footer_and_annexes_are_filled_from_the_data() -> None:
    document = context_of("kontrakt_probny", "k01")["dokument"]
    assert document["tytul"] == "Trójstronny Kontrakt Rodzinny nr 1/2015 z dnia 14\u00a0maja\u00a02015\u00a0r."
    assert document["stopka"] == "Kontrakt nr 1/2015 · dane przykładowe"
    assert document["zalaczniki"] == [
        {"numer": 1, "tytul": "Diagnoza", "w_dokumencie": False},
        {"numer": 2, "tytul": "Koszyk rodziny r01", "w_dokumencie": False},
    ]
    assert document["przyklad"] is True


def test_annex_whose_condition_fails_is_left_out() -> None:
    assert context_of("kontrakt_probny", "k02")["dokument"]["zalaczniki"] == [
        {"numer": 1, "tytul": "Diagnoza", "w_dokumencie": False}
    ]


def test_answers_come_from_the_subject_then_the_common_ones_then_the_defaults_then_the_literal() -> None:
    first, second = (context_of("kontrakt_probny", key)["dokument"] for key in ("k01", "k02"))
    assert (first["uwagi"], second["uwagi"]) == ("wspólna uwaga", "własna uwaga")
    assert (first["miejscowosc"], second["miejscowosc"]) == ("Próbna", "Inna")
    assert first["data"] == date(2015, 5, 14)
    assert first["rodzaj_spotkan"] == "w domu"
    assert first["liczba_spotkan"] == 12
    assert first["adresat"] is None


def test_commitments_are_grouped_by_person() -> None:
    contract = context_of("kontrakt_probny", "k01")["kontrakt"]
    groups = contract["zobowiazania_rodziny"]
    assert [(group["osoba"]["imie"], [item["tresc"] for item in group["punkty"]]) for group in groups] == [
        ("Anna", ["ukończenia kursu", "udziału w spotkaniach"]),
        ("Karol", ["szukania pracy"]),
    ]
    assert contract["zobowiazania_pup"][0]["modul"]["nazwa"] == "prozatrudnieniowy"
    assert contract["zobowiazania_ops"] == []


def test_basket_is_grouped_by_module_with_sums_in_the_order_of_the_modules() -> None:
    contract = context_of("kontrakt_probny", "k01")["kontrakt"]
    assert [(group["modul"]["id"], group["suma"]) for group in contract["koszyk"]] == [
        ("prozatrudnieniowy", Decimal("700.00")),
        ("sport_i_kultura", Decimal("125.00")),
    ]
    row = contract["koszyk"][1]["pozycje"][0]
    assert (row["usluga"], row["ilosc"], row["kwota"]) == ("Wyjście na basen", 5, Decimal("125.00"))
    assert names(row["osoby"]) == ["Kuba", "Lena"]
    assert contract["koszyk_suma"] == Decimal("825.00")


def test_module_written_by_an_alias_is_printed_by_its_proper_name(tmp_path: Path) -> None:
    path = spoiled(tmp_path, ("nazwa: Kurs, modul: prozatrudnieniowy", "nazwa: Kurs, modul: pozazatrudnieniowy"))
    contract = context_of("kontrakt_probny", "k01", path)["kontrakt"]
    assert contract["koszyk"][0]["modul"]["nazwa"] == "prozatrudnieniowy"


def test_who_is_a_minor_is_judged_on_the_day_of_the_paper(tmp_path: Path) -> None:
    before = spoiled(tmp_path, ("data: 2015-05-14\n", "data: 2015-05-13\n"))
    families = [context_of("kontrakt_probny", "k01", before)["kontrakt"]["rodzina"]]
    families.append(context_of("kontrakt_probny", "k01")["kontrakt"]["rodzina"])
    later = context_of("kontrakt_probny", "k02")["rodziny"][0]
    assert [names(family["dzieci"]) for family in (*families, later)] == [["Kuba", "Lena"], ["Kuba", "Lena"], ["Kuba"]]
    assert names(later["dorosli"]) == ["Anna", "Karol", "Lena"]
    assert names(later["reprezentanci"]) == ["Anna", "Karol"]


def test_sex_and_birth_date_are_read_from_the_pesel() -> None:
    context = context_of("kontrakt_probny", "k02")
    member = context["kontrakt"]["rodzina"]["czlonkowie"][0]
    assert (member["plec"], member["data_urodzenia"]) == ("k", date(1990, 1, 15))
    assert context["uczestnicy"][0]["pesel"] == "05260203349"


def test_member_without_an_address_lives_at_the_familys() -> None:
    assert context_of("kontrakt_probny", "k01")["rodziny"][0]["czlonkowie"][2]["adres"]["ulica"] == "Długa"


def test_representative_is_the_one_in_office_on_the_day() -> None:
    may, july = (context_of("kontrakt_probny", key)["lider"] for key in ("k01", "k02"))
    assert (may["reprezentant"]["imie"], july["reprezentant"]["imie"]) == ("Ewa", "Adam")
    assert may["strona_nazwa"] == "Powiat Próbny – Powiatowe Centrum Pomocy Rodzinie w Próbnej"


def test_counts_come_from_the_lists_at_the_cut_off_day() -> None:
    june, july = (context_of("informacja_probna", key)["stan"] for key in ("i01", "i02"))
    assert june == {
        "dzien": date(2015, 6, 30),
        "rodziny": 2,
        "rodziny_z_etapu_1": 1,
        "kontrakty": 1,
        "porozumienia": 1,
        "wizyty_wyjazdowe": 1,
        "wizyty_przyjazdowe": 1,
        "wszystkie_kontrakty_podpisane": False,
    }
    assert (july["kontrakty"], july["wizyty_wyjazdowe"], july["wszystkie_kontrakty_podpisane"]) == (2, 2, True)


def test_a_printed_list_and_its_count_agree() -> None:
    context = context_of("informacja_probna", "i01")
    assert [visit["klucz"] for visit in context["wizyty_wyjazdowe"]] == ["w01"]
    assert [contract["klucz"] for contract in context["kontrakty"]] == ["k01"]
    assert [visit["klucz"] for visit in context_of("kontrakt_probny", "k01")["wizyty_wyjazdowe"]] == ["w01", "w02"]


def test_partners_are_those_of_the_stage() -> None:
    context = context_of("kontrakt_probny", "k01")
    assert [(item["klucz"], item["od_etapu"], item["dokument"]) for item in context["partnerzy"]] == [
        ("pup", 1, "wniosek"),
        ("ops", 2, "zaproszenie"),
    ]
    assert [item["klucz"] for item in context["realizatorzy"]] == ["pcpr", "pup", "ops"]
    assert (context["projekt"]["etap_rzymski"], context["projekt"]["etap_biezacy"]["numer"]) == ("II", 2)


def test_references_are_entities_with_kind_and_key() -> None:
    context = context_of("kontrakt_probny", "k01")
    assert context["kontrakt"]["opiekun"]["imie"] == "Ola"
    assert context["kontrakt"]["diagnoza"]["opracowal"]["liczba_czlonkow"] == 3
    assert context["projekt"]["koordynator"]["nazwisko"] == "Testowa"
    assert context["zespoly"]["mgi"]["czlonkowie"][0]["instytucja"]["klucz"] == "pup"
    for kind, entity in (("kontrakt", context["kontrakt"]), ("instytucja", context["lider"])):
        assert entity["encja"] == kind


def test_approved_forms_of_people_are_found_by_name_and_those_of_a_family_stay_its_own() -> None:
    context = context_of("kontrakt_probny", "k01")
    assert context["odmiany"] == {"Jan Wzorcowy": {"biernik": "Jana Wzorcowego"}}


def test_indicators_show_exact_threshold_and_share() -> None:
    indicators = context_of("kontrakt_probny", "k01")["wskazniki"]
    assert indicators["spoleczny"]["prog_liczba"] == 8
    assert indicators["praca"]["wynik_procent"] == Decimal("37.5")


def test_marks_stand_in_the_order_of_the_programme() -> None:
    project = context_of("kontrakt_probny", "k01")["projekt"]
    assert [mark["obraz"] for mark in project["znaki"]] == [b"1", b"2", b"3"]
    assert [mark["nazwa"] for mark in project["znaki"]][:2] == ["KAPITAŁ LUDZKI", "CRZL"]
    assert project["zdanie_o_finansowaniu"].startswith("Projekt współfinansowany ze środków Unii Europejskiej")


def test_programme_without_european_money_has_no_european_marks(tmp_path: Path) -> None:
    path = spoiled(tmp_path, ("program: po_kl", "program: aktywne_formy"))
    marks = dict.fromkeys(("mrpips.png", "program_aktywne_formy.png", "stella.png"), b"x")
    case = load_case(path, reference=reference())
    form = forms()["kontrakt_probny"]
    project: Any = build_context(case, form, "k01", reference=reference(), assets=marks)["projekt"]
    assert project["program"]["ue"] is False
    assert "UNIA EUROPEJSKA" not in " ".join(mark["nazwa"] for mark in project["znaki"])
    assert "Ministerstwa Rodziny, Pracy i Polityki Społecznej" in project["zdanie_o_finansowaniu"]


def test_legal_bases_are_those_of_the_day() -> None:
    context = context_of("kontrakt_probny", "k01")
    assert context["podstawy"]["promocja_zatrudnienia"]["id_wersji"] == "promocja_zatrudnienia-1"
    assert context["podstawy"]["pomoc_spoleczna"]["cytat"] == "ustawy z dnia 12 marca 2004 r. o pomocy społecznej"
    assert context["rezim_danych"] == "uodo1997"


def test_template_may_depend_on_a_field() -> None:
    form = forms()["dyplom_probny"]
    files = [template_name(form, context_of("dyplom_probny", key)) for key in ("d01", "d02")]
    assert files == ["dyplom_dziecko.docx", "dyplom.docx"]


def test_a_list_of_signers_gives_a_slot_each() -> None:
    slots = context_of("dyplom_probny", "d01")["dokument"]["podpisy"]
    assert [(slot["slot"], slot["osoba"]["nazwisko"]) for slot in slots] == [
        ("podpis_pcpr", "Nowy"),
        ("podpis_pup", "Wzorcowy"),
    ]


def test_subjects_are_the_entities_of_the_collection() -> None:
    case = small_case()
    assert subjects(case, forms()["kontrakt_probny"]) == ["k01", "k02"]
    assert subjects(case, forms()["porozumienie_probne"]) == ["p01", "p02"]


def test_names_added_by_a_pack_are_seen_by_the_paper() -> None:
    assert context_of("kontrakt_probny", "k01", pakiet={"wersja": 2})["pakiet"] == {"wersja": 2}


def plain(value: object) -> bool:
    """Tell whether a value is plain data of the exact types that are promised."""
    if isinstance(value, dict):
        return all(type(key) is str and plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(plain(item) for item in value)
    return value is None or type(value) in (str, int, Decimal, date, bool, bytes)


@pytest.mark.parametrize("type_id", ["kontrakt_probny", "informacja_probna", "dyplom_probny"])
def test_context_is_plain_data_that_travels(type_id: str) -> None:
    for key in subjects(small_case(), forms()[type_id]):
        context = context_of(type_id, key)
        assert plain(context)
        assert pickle.loads(pickle.dumps(context)) == context


def test_hash_is_of_exactly_the_data(tmp_path: Path) -> None:
    first = data_sha256(context_of("kontrakt_probny", "k01"))
    changed = spoiled(tmp_path, ("osoba: o1, tresc: ukończenia kursu", "osoba: o1, tresc: odbycia kursu"))
    assert first == data_sha256(context_of("kontrakt_probny", "k01"))
    assert first != data_sha256(context_of("kontrakt_probny", "k01", changed))
    assert len(first) == 64


@pytest.mark.parametrize("type_id", ["kontrakt_probny", "informacja_probna", "dyplom_probny"])
def test_hash_is_the_same_for_equal_data_wherever_they_were_made(type_id: str) -> None:
    context = context_of(type_id, subjects(small_case(), forms()[type_id])[0])
    assert data_sha256(context) == data_sha256(copy.deepcopy(context)) == data_sha256(dict(reversed(context.items())))
