"""Every rule on ten sentences of our own: five with its fault, five without any."""

from __future__ import annotations

from collections import Counter

import pytest

from schematom_docs.polish.proofreading import RULES, Finding, Passage, proofread, silent_rules
from tests.polish.proofreading.sentences import Sample, samples

WRONG = [sample for sample in samples() if sample.right is not None]
RIGHT = [sample for sample in samples() if sample.right is None]
NEEDS_A_CASE = {"obce-nazwisko"}
STRANGERS = dict.fromkeys(
    ["Kowalska", "Kowalskich", "Kowalskiej", "Kowalskiego", "Turek", "Turka", "Turków", "Wójt", "Wójta", "Wójtów"],
    "r02",
)


def found_in(sample: Sample) -> list[Finding]:
    return proofread([Passage("akapit 1", sample.text, typeset=sample.rule == "sierotka")])


@pytest.mark.parametrize("sample", WRONG, ids=lambda sample: f"{sample.rule}: {sample.text[:40]}")
def test_rule_finds_the_fault_and_proposes_the_right_wording(sample: Sample) -> None:
    proposed = [finding.right for finding in found_in(sample) if finding.rule == sample.rule]
    assert sample.right in proposed


@pytest.mark.parametrize("sample", RIGHT, ids=lambda sample: f"{sample.rule}: {sample.text[:40]}")
def test_a_right_sentence_has_no_finding_of_any_rule(sample: Sample) -> None:
    assert [(finding.rule, finding.wrong) for finding in found_in(sample)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Rodzina Państwa Kowalskich podpisuje kontrakt.",
        "Wniosek Marii Kowalskiej przyjęto.",
        "Pana Jana Turka skierowano na kurs.",
        "Pomoc dla Anny Wójt trwa.",
        "Rodzina Państwa Wójtów mieszka w Turku.",
    ],
)
def test_a_surname_of_another_family_is_found(text: str) -> None:
    found = proofread([Passage("akapit 1", text)], STRANGERS)
    assert [finding.rule for finding in found] == ["obce-nazwisko"] and "r02" in found[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "Wójt Gminy Masłów zaprasza rodziny.",
        "Umowę podpisano w Gminie Turek 5 maja 2014 r.",
        "Turek, 5 maja 2014 r.",
        "ul. Żeromskiego 3, 62-700 Turek",
        "Pismo do Wójta Gminy Bieliny wysłano.",
    ],
)
def test_an_office_or_a_town_is_no_surname_of_another_family(text: str) -> None:
    assert proofread([Passage("akapit 1", text)], STRANGERS) == []


def test_with_the_dictionary_no_rule_is_silent() -> None:
    assert silent_rules() == ()


def test_every_rule_has_five_wrong_and_five_right_sentences() -> None:
    wanted = {rule.id: 5 for rule in RULES if rule.id not in NEEDS_A_CASE}
    assert Counter(sample.rule for sample in WRONG) == wanted
    assert Counter(sample.rule for sample in RIGHT) == wanted


def test_rules_have_different_names() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
