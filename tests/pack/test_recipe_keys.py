"""Keys of recipes that decide what belongs to a pack: conditions, gates, files made elsewhere, shares, limits."""

from __future__ import annotations

import pytest

from schematom_docs.errors import CaseError
from schematom_docs.pack import (
    FOREIGN,
    Candidate,
    Place,
    Role,
    Share,
    check_recipes,
    read_recipe,
    survey,
)

GOOD = """\
id: proba
nazwa: Pakiet próbny
dotyczy: rodzina
bramki:
  - {typ: kontrakt_rodzinny, warunek: kontrakt.diagnoza, komunikat: Brak diagnozy., rada: Dopisz ją.}
skladniki:
  - typ: kontrakt_rodzinny
  - {typ: zgoda, wymagane: tak, gdy: rodzina.dzieci}
  - {obcy: zaswiadczenie, tytul: Zaświadczenie o dochodach}
zalaczniki_wg: [kontrakt_rodzinny]
rozdzielnik:
  - {strona: pup, bez: [zgoda]}
  - {strona: ops, tylko: [kontrakt_rodzinny, zaswiadczenie]}
limit_mb: 5
limit_epuap_mb: "3,5"
"""
TYPES = {"kontrakt_rodzinny", "zgoda", "opinia"}
CONTRACT = Candidate("kontrakt_rodzinny", "k01", "Kontrakt")


def test_recipe_says_gates_shares_and_limits() -> None:
    recipe = read_recipe(GOOD, name="proba.yaml")
    [gate] = recipe.gates
    assert (gate.type_id, gate.condition, gate.message) == ("kontrakt_rodzinny", "kontrakt.diagnoza", "Brak diagnozy.")
    assert gate.source == "proba.yaml, wiersz 5, bramki[1].warunek"
    assert recipe.shares == (
        Share("pup", without=("zgoda",)),
        Share("ops", only=("kontrakt_rodzinny", "zaswiadczenie")),
    )
    assert (recipe.limit, recipe.mail_limit) == (5_000_000, 3_500_000)
    assert recipe.annex_lists == ("kontrakt_rodzinny",)


def test_share_holds_what_it_does_not_leave_out() -> None:
    without, only = read_recipe(GOOD, name="proba.yaml").shares
    assert [without.has(type_id) for type_id in ("zgoda", "kontrakt_rodzinny")] == [False, True]
    assert [only.has(type_id) for type_id in ("zgoda", "kontrakt_rodzinny")] == [False, True]


@pytest.mark.parametrize(
    ("before", "after", "place", "words"),
    [
        ("warunek: kontrakt.diagnoza, ", "", "bramki[1].warunek", "Brakuje wartości klucza „warunek”"),
        (", rada: Dopisz ją.", "", "bramki[1].rada", "Brakuje wartości klucza „rada”"),
        ("limit_mb: 5", "limit_mb: dużo", "limit_mb", "liczbę megabajtów"),
        ("limit_mb: 5", "limit_mb: -1", "limit_mb", "liczbę megabajtów"),
        ("bez: [zgoda]", "bez: [zgoda], tylko: [opinia]", "rozdzielnik[1]", "„bez” i „tylko”"),
        ("strona: ops", "strona: pup", "rozdzielnik[2].strona", "jest już wyżej"),
        ("zalaczniki_wg: [kontrakt_rodzinny]", "zalaczniki_wg: kontrakt_rodzinny", "zalaczniki_wg", "listę nazw"),
        (", tytul: Zaświadczenie o dochodach", "", "skladniki[3].tytul", "Brakuje wartości klucza „tytul”"),
        ("obcy: zaswiadczenie", "obcy: Zaświadczenie", "skladniki[3].obcy", "nie może być kluczem"),
        ("- typ: kontrakt_rodzinny", "- {typ: kontrakt_rodzinny, tytul: Kontrakt}", "skladniki[1].tytul", "obcych"),
    ],
)
def test_fault_of_a_key_names_its_place(before: str, after: str, place: str, words: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_recipe(GOOD.replace(before, after, 1), name="proba.yaml")
    [fault] = caught.value.faults
    assert fault.place.endswith(f", {place}")
    assert words in fault.reason


def test_type_that_never_enters_the_pack_is_a_fault_of_gate_list_and_share() -> None:
    text = GOOD.replace("{typ: kontrakt_rodzinny, war", "{typ: opinia, war").replace("bez: [zgoda]", "bez: [opinia]")
    recipe = read_recipe(text, name="proba.yaml")
    faults = check_recipes([recipe], [], TYPES)
    assert [(fault.place, "„opinia”" in fault.reason) for fault in faults] == [
        ("proba.yaml, bramki", True),
        ("proba.yaml, rozdzielnik", True),
    ]
    assert check_recipes([recipe], [Role("opinia", "proba", 50)], TYPES) == []


def test_required_place_counts_only_when_its_condition_holds() -> None:
    recipe = read_recipe(GOOD, name="proba.yaml")
    scan = Candidate(FOREIGN, "1", "Zaświadczenie o dochodach", fills="zaswiadczenie")
    childless = survey(recipe, [], [CONTRACT, scan], subject="r01", holds=lambda condition: False)
    assert childless.missing == ()
    assert [member.types for member in childless.idle] == [("zgoda",)]
    family = survey(recipe, [], [CONTRACT, scan], subject="r01", holds=lambda condition: condition == "rodzina.dzieci")
    assert [fault.place for fault in family.missing] == ["zgoda"]


def test_place_for_a_file_made_elsewhere_is_filled_by_the_file_that_names_it() -> None:
    recipe = read_recipe(GOOD.replace(", gdy: rodzina.dzieci", ", gdy: rodzina.nic"), name="proba.yaml")
    scan = Candidate(FOREIGN, "1", "Zaświadczenie o dochodach", fills="zaswiadczenie")
    free = Candidate(FOREIGN, "2", "Mapa")
    plan = survey(recipe, [], [scan, free, CONTRACT], subject="r01", holds=lambda condition: False)
    found = [(entry.type_id, entry.title, entry.place) for entry in plan.entries]
    assert found == [
        ("kontrakt_rodzinny", "Kontrakt", Place.DOCUMENT),
        (FOREIGN, "Zaświadczenie o dochodach", Place.ANNEX),
        (FOREIGN, "Mapa", Place.DOCUMENT),
    ]


def test_required_file_made_elsewhere_that_is_not_there_is_missing_with_what_to_write() -> None:
    plan = survey(read_recipe(GOOD, name="proba.yaml"), [], [CONTRACT], subject="r01", holds=lambda condition: False)
    [fault] = plan.missing
    assert fault.place == "Zaświadczenie o dochodach"
    assert "miejsce: zaswiadczenie" in fault.remedy


def test_two_files_for_one_place_are_refused() -> None:
    scans = [Candidate(FOREIGN, number, "Zaświadczenie", fills="zaswiadczenie") for number in "12"]
    plan = survey(read_recipe(GOOD, name="proba.yaml"), [], [CONTRACT, *scans], subject="r01", holds=lambda c: False)
    [fault] = plan.missing
    assert fault.place == "Zaświadczenie o dochodach" and "daje ich 2" in fault.reason
