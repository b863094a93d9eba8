from __future__ import annotations

from pathlib import Path

import pytest

from schematom_docs.errors import CaseError
from schematom_docs.pack import Member, Role, check_recipes, load_recipes, read_recipe, with_roles
from schematom_docs.workflow.desk import Desk

PACKS = Path(__file__).parents[2] / "forms" / "packs"
GOOD = """\
id: proba
nazwa: Pakiet próbny
dotyczy: rodzina
skladniki:
  - typ: kontrakt_rodzinny
"""


def test_five_recipes_are_there_for_family_institution_crzl_event_and_kis() -> None:
    recipes = load_recipes(PACKS)
    assert {recipe.id: recipe.subject for recipe in recipes.values()} == {
        "rodzinny": "rodzina",
        "instytucji": "instytucja",
        "crzl": "",
        "wydarzenie": "",
        "kis": "uczestniczka",
    }
    assert all(recipe.cover == "okladka" and recipe.contents == "spis_dokumentow" for recipe in recipes.values())


def test_recipes_ask_only_for_papers_that_the_project_has(desk: Desk) -> None:
    assert check_recipes(list(load_recipes(PACKS).values()), desk.roles(), desk.forms) == []


def test_every_recipe_says_what_it_must_hold() -> None:
    for recipe in load_recipes(PACKS).values():
        assert any(member.required for member in recipe.members)


def test_recipe_for_a_type_that_does_not_exist_is_a_fault_that_names_it() -> None:
    faults = check_recipes([read_recipe(GOOD, name="proba.yaml")], [], {"list_intencyjny"})
    assert [(fault.place, "kontrakt_rodzinny" in fault.reason) for fault in faults] == [("proba.yaml", True)]


def test_role_for_a_pack_that_does_not_exist_is_a_fault_of_the_form() -> None:
    recipe = read_recipe(GOOD, name="proba.yaml")
    faults = check_recipes([recipe], [Role("opinia_o_programie", "rodzinna", 20)], {"kontrakt_rodzinny"})
    assert [fault.place for fault in faults] == ["opinia_o_programie.yaml, role_w_pakietach"]
    assert "proba" in faults[0].remedy


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ("uwagi: pilne", "wiersz 6, uwagi", "Nieznany klucz „uwagi”"),
        ("id: proba", "wiersz 6, id", "już był"),
        ("  - typ: porozumienie\n    wymagane: może", "wiersz 7, skladniki[2].wymagane", "tak albo nie"),
        ("  - typ: porozumienie\n    wymagane: yes", "wiersz 7, skladniki[2].wymagane", "tak albo nie"),
        ("  - typ: porozumienie\n    kolejnosc: 1.5", "wiersz 7, skladniki[2].kolejnosc", "całkowitą"),
        ("  - typ: porozumienie\n    ilosc: 2", "wiersz 7, skladniki[2].ilosc", "Nieznany klucz"),
        ("  - typ: a\n    jeden_z: [b, c]", "wiersz 6, skladniki[2]", "„typ”, „jeden_z” i „obcy”"),
        ("  - wymagane: tak", "wiersz 6, skladniki[2]", "„typ”, „jeden_z” i „obcy”"),
        ("  - jeden_z: [a]", "wiersz 6, skladniki[2]", "nazwami"),
        ("  - typ: kontrakt_rodzinny", "wiersz 6, skladniki[2]", "już wyżej"),
        ("  - porozumienie", "wiersz 6, skladniki[2]", "„typ” albo „jeden_z”"),
    ],
)
def test_fault_of_a_recipe_names_file_line_and_key(line: str, place: str, words: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_recipe(GOOD + line + "\n", name="proba.yaml")
    assert [fault.place for fault in caught.value.faults] == [f"proba.yaml, {place}"]
    assert words in caught.value.faults[0].reason
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        ("id: proba", "id: inny", "id"),
        ("id: proba", "id: [a, b]", "id"),
        ("nazwa: Pakiet próbny", "nazwa: ''", "nazwa"),
        ("dotyczy: rodzina", "dotyczy: gmina", "dotyczy"),
        ("  - typ: kontrakt_rodzinny", "  {}", "skladniki"),
    ],
)
def test_wrong_value_of_a_recipe_is_found(before: str, after: str, path: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_recipe(GOOD.replace(before, after), name="proba.yaml")
    assert any(fault.place.endswith(f", {path}") and fault.remedy for fault in caught.value.faults)


def test_all_faults_of_all_recipe_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: a\nnazwa: A\nskladniki: []\nx: 1\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("id: [b\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_bytes("id: ż".encode("cp1250"))
    with pytest.raises(CaseError) as caught:
        load_recipes(tmp_path)
    places = [fault.place for fault in caught.value.faults]
    assert [place.partition(",")[0] for place in places] == ["a.yaml", "a.yaml", "b.yaml", "c.yaml"]


def test_alias_that_points_into_itself_is_refused_with_its_line() -> None:
    with pytest.raises(CaseError) as caught:
        read_recipe(GOOD + "nazwy: &n [*n]\n", name="proba.yaml")
    assert caught.value.place == "proba.yaml, wiersz 6"


def test_empty_recipe_file_lacks_everything() -> None:
    with pytest.raises(CaseError) as caught:
        read_recipe("", name="pusty.yaml")
    assert {fault.place.rpartition(", ")[2] for fault in caught.value.faults} == {"id", "nazwa", "skladniki"}


def test_digest_of_a_recipe_sees_what_it_says_and_not_how_it_is_typed() -> None:
    typed = read_recipe(GOOD, name="proba.yaml").sha256
    again = read_recipe("# uwaga\n" + GOOD.replace("\n", "\r\n").replace("rodzina", "'rodzina'"), name="proba.yaml")
    other = read_recipe(GOOD.replace("dotyczy: rodzina", "dotyczy: instytucja"), name="proba.yaml")
    assert again.sha256 == typed
    assert other.sha256 != typed


def test_members_stand_ten_apart_unless_their_order_is_given() -> None:
    text = GOOD + "  - typ: opinia\n  - typ: diagnoza\n    kolejnosc: 5\n"
    recipe = read_recipe(text, name="proba.yaml")
    assert [(member.types[0], member.order) for member in recipe.members] == [
        ("diagnoza", 5),
        ("kontrakt_rodzinny", 10),
        ("opinia", 20),
    ]


def test_form_joins_a_pack_by_its_role_in_the_order_it_asks_for() -> None:
    recipe = load_recipes(PACKS)["instytucji"]
    roles = [
        Role("opinia_o_programie", "instytucji", 50),
        Role("diagnoza_rodziny", "instytucji", 5, required=True, annex=True),
        Role("protokol", "rodzinny", 5),
    ]
    assert with_roles(recipe, roles) == (
        Member(("diagnoza_rodziny",), 5, required=True, repeatable=True, annex=True),
        *recipe.members,
        Member(("opinia_o_programie",), 50, required=False, repeatable=True),
    )


def test_recipe_counts_more_than_the_role_of_a_type_it_names_itself() -> None:
    recipe = load_recipes(PACKS)["rodzinny"]
    assert with_roles(recipe, [Role("kontrakt_rodzinny", "rodzinny", 1)]) == recipe.members
