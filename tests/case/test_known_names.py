"""The names a template may use, read off specimens: nothing that a real paper has may be missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from schematom_docs.case.form_questions import read_by_program
from schematom_docs.case.known_names import Known, contexts, known_names
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.issue import Issued
from schematom_docs.workflow.templates import names_of
from tests.conftest import PILOTS


def strange(known: Known, value: object, path: str, met: set[tuple[int, int]]) -> Iterator[str]:
    """Yield the paths of a context that the tree of names does not know. met: what was held against what before."""
    if (id(known), id(value)) in met:
        return
    met.add((id(known), id(value)))
    if isinstance(value, Mapping):
        for name, item in value.items():
            found = known.field(str(name))
            if found is None:
                yield f"{path}.{name}"
            else:
                yield from strange(found, item, f"{path}.{name}", met)
    elif isinstance(value, list):
        inner = known.item()
        if value and inner is None:
            yield f"{path}[]"
        for item in value:
            yield from strange(inner, item, f"{path}[]", met) if inner else ()


@pytest.mark.parametrize("pilot", PILOTS)
def test_every_name_of_every_real_paper_is_known(pilot: str, desk: Desk, papers: Callable[[str], list[Issued]]) -> None:
    by_type: dict[str, list[Issued]] = {}
    for paper in papers(pilot):
        by_type.setdefault(paper.document.type_id, []).append(paper)
    unknown = {
        f"{type_id}: {path}"
        for type_id, found in by_type.items()
        for known, met in ((names_of(desk, desk.form(type_id)), set[tuple[int, int]]()),)
        for paper in found
        for path in strange(known, paper.context, "", met)
    }
    assert unknown == set()


def test_what_the_program_derives_is_known_beside_what_the_data_hold(desk: Desk) -> None:
    known = known_names(contexts(desk.form("kontrakt_rodzinny"), desk.reference))
    for path in (
        "kontrakt.rodzina.reprezentanci.[].imie_nazwisko", "kontrakt.koszyk.[].pozycje.[].koszt_jednostkowy",
        "kontrakt.zobowiazania_rodziny.[].osoba.rola", "kontrakt.opiekun.instytucja.nazwa", "stan.rodziny",
        "projekt.etap_biezacy.okres.od", "projekt.znaki.[].obraz", "dokument.podpisy.[].osoba.funkcja",
        "instytucje.pup.reprezentant.umocowanie", "podstawy.kodeks_cywilny.cytat",
    ):  # fmt: skip
        found: Known | None = known
        for part in path.split("."):
            assert found is not None, path
            found = found.item() if part == "[]" else found.field(part)
        assert found is not None, path


@pytest.mark.parametrize(
    "path",
    ["kontrakt.rodzian", "kontrakt.rodzina.reprezentanci.pesel", "dokument.pytanie", "podstawy.kodeks", "lider.x"],
)
def test_a_name_nobody_gives_is_not_known(path: str, desk: Desk) -> None:
    found: Known | None = known_names(contexts(desk.form("kontrakt_rodzinny"), desk.reference))
    for part in path.split("."):
        assert found is not None
        found = found.field(part)
    assert found is None


def test_kinds_of_values_come_from_the_model(desk: Desk) -> None:
    known = known_names(contexts(desk.form("kontrakt_rodzinny"), desk.reference))
    contract = known.fields["kontrakt"]
    assert contract.fields["data"].kind == "data"
    assert contract.fields["koszyk_suma"].kind == "liczba"
    assert contract.fields["numer"].kind == "tekst"
    assert contract.fields["rodzina"].kind == "zestaw pól"


def test_answers_that_decide_conditions_and_titles_are_read_by_the_program(desk: Desk) -> None:
    for form in desk.forms.values():
        assert "data" in read_by_program(form)
    asked = {name for form in desk.forms.values() for name in read_by_program(form)}
    assert all("." not in name and " " not in name for name in asked)
