"""Filters beyond the examples of their page: errors, approved forms, the record of used forms, a plain context."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import Environment

from schematom_docs.errors import TemplateError
from schematom_docs.polish import collected_forms
from schematom_docs.polish.filters import FILTERS

ANNA = {"encja": "osoba", "imie": "Anna", "nazwisko": "Przykładowa", "plec": "k", "funkcja": "Dyrektor"}
PAWEL = {"encja": "osoba", "imie": "Paweł", "nazwisko": "Kozioł", "plec": "m"}


def rendered(source: str, **context: Any) -> str:
    environment = Environment(autoescape=False)
    environment.filters.update(FILTERS)
    return environment.from_string(source).render(context)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ('{{ osoba|odmiana("genetiv") }}', "Nie ma przypadka"),
        ("{{ brak|odmiana('biernik') }}", "odmienić można"),
        ('{{ osoba|odmiana("biernik", rodzaj="x", pan=1)|kwota }}', "nie jest liczbą"),
        ("{{ {'encja': 'osoba', 'imie': 'A', 'nazwisko': 'B'}|zgodnie('zwany') }}", "płci"),
        ("{{ []|zgodnie('zwany') }}", "Pusta lista"),
        ("{{ []|lista }}", "niepustej listy"),
        ("{{ 0.1|kwota }}", "dokładnie"),
        ("{{ '30.07.2015'|data }}", "nie jest datą"),
        ("{{ {'od': none, 'do': none}|zakres }}", "ani początku"),
        ("{{ {'encja': 'adres', 'kod': '62-020'}|adres }}", "miejscowosc"),
        ("{{ 0|egzemplarze }}", "dodatnia"),
        ("{{ 2.5|liczba('rodzina') }}", "dokładnie"),
        ("{{ 5|slownie('x') }}", "nie ma rodzaju"),
        ("{{ osoba|zgodnie('szybko') }}", "uzgodnić"),
        ("{{ {'encja': 'rodzina', 'nazwisko': 'X'}|skrot }}", "skrót"),
    ],
)
def test_filter_that_cannot_do_its_work_says_why(source: str, reason: str) -> None:
    with pytest.raises(TemplateError, match=reason):
        rendered(source, osoba=ANNA)


def test_function_before_a_name_is_declined_with_it() -> None:
    assert rendered('{{ o|odmiana("biernik", funkcja=True) }}', o=ANNA) == "Dyrektora Annę Przykładową"


def test_forms_of_the_entity_win_over_those_of_the_case() -> None:
    own = {**PAWEL, "odmiany": {"dopelniacz": "Pawła Kozła"}}
    case = {"Paweł Kozioł": {"dopelniacz": "Pawła Kozioła"}}
    assert rendered('{{ o|odmiana("dopelniacz") }}', o=own, odmiany=case) == "Pawła Kozła"
    assert rendered('{{ o|odmiana("dopelniacz") }}', o=PAWEL, odmiany=case) == "Pawła Kozioła"


def test_approved_surname_serves_every_bearer_of_that_sex_only() -> None:
    forms = {"Kozioł": {"plec": "m", "dopelniacz": "Kozła"}}
    jan = {**PAWEL, "imie": "Jan"}
    ewa = {"encja": "osoba", "imie": "Ewa", "nazwisko": "Kozioł", "plec": "k"}
    assert rendered('{{ o|odmiana("dopelniacz") }}', o=jan, odmiany=forms) == "Jana Kozła"
    assert rendered('{{ o|odmiana("dopelniacz") }}', o=ewa, odmiany=forms) == "Ewy Kozioł"


def test_approved_surname_of_a_person_does_not_leak_into_the_family() -> None:
    family = {"encja": "rodzina", "nazwisko": "Kozioł"}
    forms = {"Kozioł": {"dopelniacz": "Kozła"}, "Państwo Koziołowie": {"dopelniacz": "Państwa Kozłów"}}
    assert rendered('{{ r|odmiana("narzednik") }}', r=family, odmiany=forms) == "Rodziną Państwa Kozłów"
    assert rendered('{{ r|odmiana("celownik", panstwo=True) }}', r=family, odmiany=forms) == "Państwu Koziołom"


def test_name_marked_as_undeclined_stays_as_it_is() -> None:
    forms = {"MOPS w Kielcach": {"nieodmienne": True}}
    with collected_forms() as used:
        assert rendered('{{ "MOPS w Kielcach"|odmiana("dopelniacz") }}', odmiany=forms) == "MOPS w Kielcach"
    assert [(record.source, record.certain) for record in used] == [("approved", True)]


def test_used_forms_are_recorded_with_their_certainty() -> None:
    with collected_forms() as used:
        rendered('{{ o|odmiana("dopelniacz") }} {{ a|odmiana("celownik", pan=True) }}', o=PAWEL, a=ANNA)
    assert [(record.lemma, record.case, record.certain) for record in used] == [
        ("Paweł Kozioł", "gen", False),
        ("Anna Przykładowa", "dat", True),
    ]


def test_nothing_is_recorded_outside_the_collector() -> None:
    with collected_forms() as used:
        pass
    rendered('{{ o|odmiana("dopelniacz") }}', o=PAWEL)
    assert used == []


def test_filter_works_with_a_plain_mapping_for_context() -> None:
    odmiana = FILTERS["odmiana"]
    assert odmiana({"odmiany": {}}, "Powiat Turecki", "narzednik") == "Powiatem Tureckim"
    assert odmiana(None, "Powiat Turecki", "narzednik") == "Powiatem Tureckim"


def test_list_takes_any_iterable_but_no_text() -> None:
    assert rendered("{{ x|map(attribute='n')|lista }}", x=[{"n": "a"}, {"n": "b"}]).replace("\u00a0", " ") == "a i b"
    with pytest.raises(TemplateError):
        rendered("{{ 'abc'|lista }}")


def test_family_of_two_surnames_without_known_adults_is_named_by_surnames() -> None:
    family = {"encja": "rodzina", "nazwiska": ["Nowak", "Wójcik"], "czlonkowie": []}
    assert (
        rendered('{{ r|odmiana("biernik") }}', r=family).replace("\u00a0", " ") == "Rodzinę Państwa Nowaków i Wójcików"
    )


def test_children_of_a_mixed_family_are_not_named_in_its_label() -> None:
    adults = [{**PAWEL, "nazwisko": "Nowak"}, {"encja": "osoba", "imie": "Ewa", "nazwisko": "Lis", "plec": "k"}]
    child = {"encja": "osoba", "imie": "Kuba", "nazwisko": "Lis", "plec": "m", "dziecko": True}
    family = {"encja": "rodzina", "nazwiska": ["Nowak", "Lis"], "czlonkowie": [*adults, child]}
    text = rendered('{{ r|odmiana("celownik") }}', r=family).replace("\u00a0", " ")
    assert text == "Rodzinie Państwa Pawła Nowaka i Ewy Lis"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            {"ulica": "ul. Kwiatowa", "numer": "7", "kod": "61-001", "miejscowosc": "Poznań"},
            "ul. Kwiatowa 7, 61-001 Poznań",
        ),
        (
            {"ulica": "os. Kościuszkowców", "numer": "4", "kod": "62-020", "miejscowosc": "Swarzędz"},
            "os. Kościuszkowców 4, 62-020 Swarzędz",
        ),
        (
            {"ulica": "Długa", "numer": "3/5", "kod": "26-004", "miejscowosc": "Napęków", "poczta": "Bieliny"},
            "ul. Długa 3/5, Napęków, 26-004 Bieliny",
        ),
    ],
)
def test_addresses_with_streets(address: dict[str, str], expected: str) -> None:
    assert rendered("{{ a|adres }}", a=address).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{{ ' '|zgodnie('zwany') }}", "rodzaju gramatycznego"),
        ("{{ ''|pan }}", "mówi się o osobie"),
        ("{{ 'Urząd'|pan }}", "mówi się o osobie"),
        ("{{ none|z(none) }}", "oczekiwano tekstu"),
        ("{{ {'od': none}|z(none) }}", "oczekiwano tekstu"),
        ("{{ ['kino', none]|lista }}", "pusta pozycja"),
        ("{{ 5|dobierz(none, none, none) }}", "trzech słów"),
        ("{{ 5|liczba(' ') }}", "rzeczownika"),
        ("{{ 'Infinity'|liczba('rodzina') }}", "nie jest liczbą"),
        ("{{ 'NaN'|procent }}", "nie jest liczbą"),
        ("{{ 5|liczba_pl(-1) }}", "miejsc po przecinku"),
        ("{{ '1e30'|liczba_pl(2) }}", "bilion"),
        ("{{ osoba|odmiana('biernik', panowie=True) }}", "nie ma takich ustawień; są: przypadek"),
    ],
)
def test_filter_given_a_value_of_another_kind_says_what_it_expects(source: str, reason: str) -> None:
    with pytest.raises(TemplateError, match=reason):
        rendered(source, osoba=ANNA)


def test_family_is_addressed_as_panstwo() -> None:
    family = {"encja": "rodzina", "nazwisko": "Nowak"}
    assert rendered('{{ r|pan("celownik") }}', r=family) == "Państwu"
    assert rendered('{{ [r, r]|pan("biernik") }}', r=family) == "Państwa"


def test_counted_noun_the_dictionary_lacks_is_recorded_as_uncertain_and_marked() -> None:
    with collected_forms(mark=True) as records:
        assert rendered("{{ 5|liczba('ksawk') }}").endswith("[?]")
    assert [(record.lemma, record.number, record.certain) for record in records] == [("ksawk", "pl", False)]


def test_approved_plural_of_a_counted_noun_wins_and_is_certain() -> None:
    approved = {"ksawk": {"liczba_mnoga": {"dopelniacz": "ksawek"}}}
    with collected_forms(mark=True) as records:
        assert rendered("{{ 5|liczba('ksawk') }}", odmiany=approved) == "5\u00a0ksawek"
    assert [record.source for record in records] == ["approved"]
