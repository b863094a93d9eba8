"""What the sources do not give is marked as sample data, and the sample data are worth printing."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from schematom_docs.case import load_case
from schematom_docs.case.address import Address
from schematom_docs.case.case_model import Case
from schematom_docs.case.person import Person
from schematom_docs.case.record import walk
from schematom_docs.case.service import cost

EXAMPLES = Path(__file__).parents[2] / "examples"
PILOTS = ("kielce-1", "kielce-2", "turek", "poznan-2", "stella-2016")
NAMED_BY_SOURCES = {("Artur", "Barczyk")}
IDENTIFIERS = {"pesel", "nip", "regon", "krs", "nrb", "ade", "telefon", "email"}
MODULES = {"prozatrudnieniowy", "spoleczny_i_integracyjny", "rodzinny", "sport_i_kultura"}


def case_of(pilot: str) -> Case:
    return load_case(EXAMPLES / pilot).case


def text_of(pilot: str) -> str:
    return (EXAMPLES / pilot / "sprawa.yaml").read_text(encoding="utf-8")


def is_sample(case: Case, path: tuple[str | int, ...]) -> bool:
    """Tell whether the path lies under one of the paths of `dane_przykladowe`; `*` stands for any one step."""
    patterns = (pattern.split(".") for pattern in case.sample_data)
    return any(
        len(pattern) <= len(path) and all(want in ("*", str(step)) for want, step in zip(pattern, path, strict=False))
        for pattern in patterns
    )


@pytest.mark.parametrize("pilot", PILOTS)
def test_every_person_and_address_is_sample_data_unless_a_source_names_it(pilot: str) -> None:
    case = case_of(pilot)
    unmarked = [
        path
        for path, value in walk(case)
        if isinstance(value, Person | Address)
        and not is_sample(case, path)
        and not (isinstance(value, Person) and (value.first_name, value.surname) in NAMED_BY_SOURCES)
    ]
    assert unmarked == []


@pytest.mark.parametrize("pilot", PILOTS)
def test_every_identifier_and_contact_is_sample_data(pilot: str) -> None:
    case = case_of(pilot)
    given = [(path, value) for path, value in walk(case) if path and path[-1] in IDENTIFIERS and value is not None]
    assert [path for path, _ in given if not is_sample(case, path)] == []
    assert all(str(value).endswith(".invalid") for path, value in given if path[-1] == "email")
    assert all("000" in str(value) for path, value in given if path[-1] == "telefon")


@pytest.mark.parametrize("pilot", PILOTS)
def test_every_group_of_project_data_names_its_source(pilot: str) -> None:
    section = re.search(r"^projekt:\n(.*?)^\S", text_of(pilot), re.MULTILINE | re.DOTALL)
    assert section
    groups = re.split(r"^(?=  \w)", section[1], flags=re.MULTILINE)[1:]
    assert len(groups) > 10
    assert [group.split(":")[0].strip() for group in groups if "źród" not in group] == []


@pytest.mark.parametrize("pilot", PILOTS)
def test_comments_name_only_the_five_sources(pilot: str) -> None:
    numbers = re.findall(r"źród\w+:? (\d{3})", text_of(pilot))
    assert numbers
    assert set(numbers) <= {"000", "001", "002", "003", "004"}


@pytest.mark.parametrize("pilot", ["poznan-2", "kielce-2"])
def test_ten_contracts_are_complete_and_no_two_are_alike(pilot: str) -> None:
    contracts = list(case_of(pilot).contracts.values())
    assert len({contract.family for contract in contracts}) == len(contracts) == 10
    assert len({contract.main_goal for contract in contracts}) == 10
    for contract in contracts:
        assert {item.party for item in contract.commitments} == {"rodzina", "pup", "ops"}
        assert all(item.deadline and item.proof and item.module in MODULES for item in contract.commitments)
    for one, other in combinations(contracts, 2):
        shared = {item.text for item in one.commitments} & {item.text for item in other.commitments}
        assert len(shared) <= 1, f"{one.number} i {other.number}: {shared}"


@pytest.mark.parametrize("pilot", ["poznan-2", "kielce-2"])
def test_each_basket_serves_all_four_modules_within_the_limit_of_its_family(pilot: str) -> None:
    case = case_of(pilot)
    for contract in case.contracts.values():
        services = [(case.services[item.service], item.quantity) for item in contract.basket]
        limit = case.families[contract.family].support_limit
        assert {service.module for service, _ in services} == MODULES
        assert limit is not None
        assert sum(cost(service, quantity) for service, quantity in services) <= limit


def test_families_of_poznan_have_one_or_two_adults_and_three_to_seven_children() -> None:
    families = case_of("poznan-2").families.values()
    adults = {sum(member.represents for member in family.members.values()) for family in families}
    children = {sum(not member.represents for member in family.members.values()) for family in families}
    assert adults == {1, 2}
    assert min(children) == 3
    assert max(children) == 7


def test_the_five_continuing_families_of_kielce_are_the_same_people_in_both_stages() -> None:
    first = {family.all_surnames: family for family in case_of("kielce-1").families.values()}
    continuing = [family for family in case_of("kielce-2").families.values() if 1 in family.stages]
    assert len(continuing) == 5
    for family in continuing:
        before = first[family.all_surnames]
        assert [member.pesel for member in family.members.values()] == [
            member.pesel for member in before.members.values()
        ]


def test_each_woman_of_stella_has_her_own_contract_and_referral() -> None:
    case = case_of("stella-2016")
    women = {f"uczestnicy.{key}" for key in case.participants}
    contracts = {key: contract.person for key, contract in case.social_contracts.items()}
    assert len(women) == 12
    assert sorted(contracts.values()) == sorted(women)
    assert all(contract.type == "B" for contract in case.social_contracts.values())
    assert {referral.person: contracts[referral.contract or ""] for referral in case.referrals.values()} == {
        woman: woman for woman in women
    }
    goals = [contract.main_goals for contract in case.social_contracts.values()]
    assert len(set(goals)) == 12


def test_diplomas_of_kielce_show_every_variant_and_one_to_three_signatures() -> None:
    diplomas = case_of("kielce-2").diplomas.values()
    assert {diploma.variant for diploma in diplomas} == {"dorosly", "dziecko", "rodzina", "instytucja"}
    assert {len(diploma.signers) for diploma in diplomas} == {1, 2, 3}
