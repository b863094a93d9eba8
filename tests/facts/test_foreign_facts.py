"""No paper of a pilot holds a fact of another one: the templates know no names, and the data know only their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from schematom_docs.case.source import read_source
from schematom_docs.workflow.issue import Issued
from tests.conftest import PILOTS, ROOT
from tests.workflow.test_word_files import texts

PROPER = re.compile(r"\b[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]{4,}")
LEFT_OUT = ("imie", "imiona", "odmiany", "zrodlo")  # first names are anybody's, forms repeat what the names say
NAMING = ("projekt", "instytucje", "rodziny", "uczestnicy", "osoby", "zespoly", "wydarzenia", "wizyty")


def words(value: object) -> Iterator[str]:
    """Yield the words with a capital letter in a piece of case data."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from () if key in LEFT_OUT else words(item)
    elif isinstance(value, list):
        for item in value:
            yield from words(item)
    elif isinstance(value, str):
        yield from PROPER.findall(value)


def stem(word: str) -> str:
    """Return what all cases of a name share: „Kielc” of „Kielcach”, „Swarzęd” of „Swarzędz”."""
    return word[: max(4, len(word) - 2)].lower()


@cache
def facts_of(pilot: str) -> frozenset[str]:
    """Return the stems of the names in the sections of a case that name people, places and offices."""
    data = read_source(ROOT / "examples" / pilot / "sprawa.yaml").data
    assert isinstance(data, dict)
    return frozenset(stem(word) for section in NAMING for word in words(data.get(section)))


@cache
def known_to(pilot: str) -> str:
    """Return everything the data of a pilot and the wording shared by all say: forms, reference data, templates."""
    own = (ROOT / "examples" / pilot / "sprawa.yaml").read_text(encoding="utf-8")
    forms = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "forms").rglob("*.yaml"))]
    templates = [text for path in sorted((ROOT / "templates").rglob("*.docx")) for text in texts(path.read_bytes())]
    return "\n".join([own, *forms, *templates]).lower()


@pytest.mark.parametrize("pilot", PILOTS)
def test_no_paper_holds_a_fact_of_another_pilot(pilot: str, papers: Callable[[str], list[Issued]]) -> None:
    others = frozenset[str]().union(*(facts_of(other) for other in PILOTS if other != pilot))
    foreign = {name for name in others - facts_of(pilot) if name not in known_to(pilot)}
    assert len(foreign) > 20
    found = {
        f"{paper.document.name}: {word}"
        for paper in papers(pilot)
        for text in texts(paper.document.docx)
        for word in PROPER.findall(text)
        if stem(word) in foreign
    }
    assert found == set()
