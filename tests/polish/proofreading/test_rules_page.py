"""docs/korekta.md: every rule stands there with its reason, a wrong example it finds, and a right one."""

from __future__ import annotations

import re

import pytest

from schematom_docs.polish.proofreading import RULES, Finding, Passage, proofread
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "korekta.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([\w-]+)` \| (.+?) \| (.+?) \| (.+?) \|$", PAGE, flags=re.MULTILINE)
STRANGERS = {"Kowalskich": "r02"}


def found_in(rule: str, example: str) -> list[Finding]:
    text = example.replace("~", "\u00a0")
    return proofread([Passage("przykład", text, typeset=rule == "sierotka")], STRANGERS)


@pytest.mark.parametrize(("rule", "reason", "wrong", "right"), ROWS, ids=[row[0] for row in ROWS])
def test_example_of_the_page_is_what_the_rule_says(rule: str, reason: str, wrong: str, right: str) -> None:
    assert rule in [finding.rule for finding in found_in(rule, wrong)]
    assert found_in(rule, right) == []
    assert reason == next(one.reason for one in RULES if one.id == rule)


def test_the_page_shows_every_rule_once() -> None:
    assert sorted(row[0] for row in ROWS) == sorted(rule.id for rule in RULES)
