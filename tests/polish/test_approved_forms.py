"""Approved forms in filters: entries of persons and cases merged, the plural apart, families by either entry."""

from __future__ import annotations

import pytest

from schematom_docs.document import compile_template
from schematom_docs.polish import collected_forms
from schematom_docs.polish.approved import case_forms, merged
from schematom_docs.polish.declined import family_form, institution_form, text_form
from schematom_docs.polish.filters import FILTERS
from schematom_docs.polish.typography import typography_pass
from tests.document.word_files import p, word_file
from tests.workflow.test_word_files import texts

NOWAK = {"encja": "rodzina", "nazwisko": "Nowak"}


def test_plural_of_a_phrase_takes_the_approved_plural_and_the_singular_does_not() -> None:
    approved = {"moduł": {"mianownik": "moduł", "liczba_mnoga": {"dopelniacz": "moduli"}}}
    assert text_form("moduł", "gen", approved, number="pl").form == "moduli"
    assert text_form("moduł", "gen", approved).form == "modułu"
    assert text_form("moduł", "dat", approved, number="pl").source != "approved"


def test_singular_forms_do_not_serve_the_plural() -> None:
    assert text_form("moduł", "gen", {"moduł": {"dopelniacz": "moduła"}}, number="pl").form == "modułów"


@pytest.mark.parametrize(
    "approved",
    [
        {"Państwo Nowakowie": {"dopelniacz": "Państwa Nowakowych"}},
        {"Nowak": {"liczba_mnoga": {"dopelniacz": "Nowakowych"}}},
    ],
)
def test_families_take_approved_forms_under_their_label_or_as_plural_of_the_surname(
    approved: dict[str, dict[str, object]],
) -> None:
    assert family_form(NOWAK, "ins", approved) == "Rodziną Państwa Nowakowych"
    assert family_form(NOWAK, "dat", approved, polite=True) == "Państwu Nowakom"


def test_forms_of_the_entity_and_of_the_case_are_merged_form_by_form() -> None:
    whole = merged(
        {"dopelniacz": "a", "liczba_mnoga": {"celownik": "b", "biernik": None}},
        {"liczba_mnoga": {"dopelniacz": "c"}, "celownik": ""},
    )
    assert whole == {"dopelniacz": "a", "liczba_mnoga": {"celownik": "b", "dopelniacz": "c"}}


def test_what_is_told_beside_the_forms_is_no_form() -> None:
    entry = {"plec": "k", "slownik": "s", "data_zatwierdzenia": "2026-11-22", "zatwierdzil": "N", "celownik": "b"}
    assert case_forms(entry) == {"celownik": "b"}
    pup = {"encja": "instytucja", "nazwa": "Powiatowy Urząd Pracy", "odmiany": {**entry, "celownik": "PUP-owi"}}
    assert institution_form(pup, "dat", {}).form == "PUP-owi"
    assert institution_form(pup, "gen", {}).form == "Powiatowego Urzędu Pracy"


def test_a_malformed_plural_is_refused_with_the_right_shape() -> None:
    with pytest.raises(ValueError, match="liczba_mnoga"):
        case_forms({"liczba_mnoga": "moduły"}, "pl")


def test_an_unknown_case_in_the_plural_is_refused() -> None:
    with pytest.raises(ValueError, match="Nie ma przypadka „dopelnacz”"):
        text_form("moduł", "gen", {"moduł": {"liczba_mnoga": {"dopelnacz": "x"}}}, number="pl")


def test_a_plural_form_is_recorded_as_plural_under_its_singular() -> None:
    with collected_forms() as records:
        text_form("moduł", "gen", {}, number="pl")
        text_form("moduł", "gen", {})
    assert [(record.lemma, record.number, record.form) for record in records] == [
        ("moduł", "pl", "modułów"),
        ("moduł", "sg", "modułu"),
    ]


def test_a_family_may_carry_the_plural_of_its_surname_itself() -> None:
    family = {**NOWAK, "odmiany": {"liczba_mnoga": {"dopelniacz": "Nowakowych"}}}
    assert family_form(family, "ins", {}) == "Rodziną Państwa Nowakowych"
    assert family_form(family, "ins", {"Nowak": {"liczba_mnoga": {"dopelniacz": "Nowak"}}}).endswith("Nowakowych")


def test_typography_binds_an_approved_name_and_changes_no_sign_of_it() -> None:
    name = 'Klub "Razem - z nami"'
    source = word_file(p('Umowa z {{ nazwa|odmiana("narzednik") }} - {{ nazwa }}.'))
    template = compile_template(source, filters=FILTERS, text_pass=typography_pass)
    approved = {name: {"narzednik": 'Klubem "Razem - z nami"'}}
    made = template.render({"nazwa": name, "odmiany": approved})
    assert list(texts(made)) == ['Umowa z\u00a0Klubem "Razem - z\u00a0nami" – Klub „Razem – z\u00a0nami”.']
