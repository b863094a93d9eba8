"""The 314 powiats against an independent list by voivodeship, the dictionary, and the rule that makes adjectives."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from schematom_docs.polish import collected_forms, dictionary, inflect
from schematom_docs.polish.filters import FILTERS
from schematom_docs.polish.powiats import is_named_after_seat, powiat_of, powiats

ROWS = list(
    csv.DictReader(
        (Path(__file__).parent / "powiaty.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)
# Powiats without the 66 towns with powiat rights, by voivodeship, as the territorial division has had them since 2013.
COUNTS = {
    "dolnośląskie": 26,
    "kujawsko-pomorskie": 19,
    "lubelskie": 20,
    "lubuskie": 12,
    "łódzkie": 21,
    "małopolskie": 19,
    "mazowieckie": 37,
    "opolskie": 11,
    "podkarpackie": 21,
    "podlaskie": 14,
    "pomorskie": 16,
    "śląskie": 17,
    "świętokrzyskie": 13,
    "warmińsko-mazurskie": 19,
    "wielkopolskie": 31,
    "zachodniopomorskie": 18,
}
NOT_FROM_THE_SEAT = {
    "Jelenia Góra": "karkonoski",
    "Ożarów Mazowiecki": "warszawski zachodni",
    "Ustrzyki Dolne": "bieszczadzki",
    "Zakopane": "tatrzański",
}


def test_every_voivodeship_has_its_powiats_and_none_twice() -> None:
    assert Counter(row["wojewodztwo"] for row in ROWS) == COUNTS
    assert sum(COUNTS.values()) == 314
    assert len({row["siedziba"] for row in ROWS}) == 314
    assert len({(row["wojewodztwo"], row["przymiotnik"]) for row in ROWS}) == 314


def test_table_agrees_with_the_list_by_voivodeship_seat_by_seat() -> None:
    assert dict(powiats()) == {row["siedziba"]: row["przymiotnik"] for row in ROWS}


def test_ten_names_serve_two_powiats_each_in_different_voivodeships() -> None:
    shared = {name for name, count in Counter(powiats().values()).items() if count > 1}
    assert shared == {
        *("bielski", "brzeski", "grodziski", "krośnieński", "nowodworski"),
        *("opolski", "ostrowski", "średzki", "świdnicki", "tomaszowski"),
    }
    assert all(count <= 2 for count in Counter(powiats().values()).values())


def attested(word: str) -> bool:
    """Return whether the dictionary has the word as an adjective in its base form."""
    readings = dictionary.readings(word.rsplit("-", 1)[-1])
    return any(r.pos == "adj" and r.lemma.split(":")[0] == word.rsplit("-", 1)[-1] for r in readings)


def test_dictionary_attests_every_adjective() -> None:
    unattested = [name for name in powiats().values() if not all(attested(word) for word in name.split())]
    assert (len(powiats()) - len(unattested), unattested) == (314, [])


def test_310_names_come_from_the_seat_and_the_other_four_wait_for_approval() -> None:
    apart = {seat: name for seat, name in powiats().items() if not is_named_after_seat(seat, name)}
    assert apart == NOT_FROM_THE_SEAT


@pytest.mark.parametrize("seat", NOT_FROM_THE_SEAT)
def test_a_name_that_does_not_come_from_the_seat_is_uncertain_until_approved(seat: str) -> None:
    context: dict[str, object] = {}
    with collected_forms() as records:
        FILTERS["powiat"](context, seat, "dopelniacz")
        context["odmiany"] = {powiat_of(seat): {"dopelniacz": "powiatu zatwierdzonego"}}
        assert FILTERS["powiat"](context, seat, "dopelniacz") == "powiatu zatwierdzonego"
    assert [record.certain for record in records] == [False, True]


@pytest.mark.parametrize("seat", sorted(set(powiats()) - set(NOT_FROM_THE_SEAT)))
def test_every_other_powiat_is_certain_in_every_case(seat: str) -> None:
    with collected_forms() as records:
        forms = [FILTERS["powiat"](None, seat, case) for case in ("dopelniacz", "celownik", "narzednik", "miejscownik")]
    assert [form.split()[0] for form in forms] == ["powiatu", "powiatowi", "powiatem", "powiecie"]
    assert [form[-3:] for form in forms] == ["ego", "emu", forms[2][-3:], forms[3][-3:]]
    assert all(form.endswith(("kim", "nim")) for form in forms[2:])
    assert all(record.certain for record in records)


@pytest.mark.parametrize(
    ("name", "proper"),
    [
        ("Powiat Busko-Zdrój", "Powiatu Buskiego"),
        ("powiat Turek", "powiatu tureckiego"),
        ("Powiat Kielce", "Powiatu Kieleckiego"),
        ("Starosta Powiatu Busko-Zdrój", "Starosty Powiatu Buskiego"),
        ("Zarząd Powiatu Janów Lubelski", "Zarządu Powiatu Janowskiego"),
        ("Powiat Ożarów Mazowiecki", "Powiatu Warszawskiego Zachodniego"),
    ],
)
def test_a_powiat_named_by_its_seat_is_uncertain_and_its_own_name_is_offered(name: str, proper: str) -> None:
    for kind in (None, "institution"):
        found = inflect(name, "gen", kind=kind)
        assert not found.certain and proper in found.alternatives


@pytest.mark.parametrize("name", ["Powiat Buski", "powiat turecki", "Powiat Kielecki", "powiat łódzki wschodni"])
def test_a_powiat_named_by_its_adjective_is_certain(name: str) -> None:
    assert inflect(name, "gen", kind="institution").certain
