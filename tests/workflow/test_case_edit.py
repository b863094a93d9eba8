"""Changed data written into case files: what differs is edited, comments and layout stay."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.case.source import parse_source
from schematom_docs.errors import CaseError
from schematom_docs.workflow.case_edit import edited_text, write_case
from tests.conftest import ROOT

TEXT = """\
# sprawa
pilotaz: proba   # krótko
instytucje:
  pup: {nazwa: "Urząd Pracy", skrot: PUP}   # źródło: 001
  pcpr:
    nazwa: Centrum   # dane przykładowe
    adres:
lista:
  - pierwszy   # uwaga
  - drugi
puste: {}
"""
values = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.text("abcż", min_size=1), inner, min_size=1)
    ),
    max_leaves=6,
)


def data_of(text: str) -> dict[str, object]:
    data = parse_source(text, "x").data
    assert isinstance(data, dict)
    return data


def comments(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


def test_nothing_changed_means_not_one_sign_changed() -> None:
    assert edited_text(TEXT, data_of(TEXT), "x") == TEXT


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("instytucje", "pup", "nazwa"), "Powiatowy Urząd Pracy", "  pup: {nazwa: Powiatowy Urząd Pracy, skrot: PUP}"),
        (("instytucje", "pup", "nip"), "7771234567", '  pup: {nazwa: "Urząd Pracy", skrot: PUP, nip: "7771234567"}'),
        (("instytucje", "pcpr", "adres"), {"kod": "62-020"}, '    adres: {kod: "62-020"}'),
        (("instytucje", "gops"), {"nazwa": "GOPS", "adres": {"numer": "7"}}, "    adres: {numer: 7}"),
        (("instytucje", "pcpr", "nazwa"), "Centrum: „A” # nowe", '    nazwa: "Centrum: „A” # nowe"   # dane'),
        (("puste",), {"a": "tak"}, "puste: {a: tak}"),
        (("lista",), ["pierwszy", "drugi", "trzeci"], "  - trzeci"),
    ],
)
def test_a_change_is_one_edit_and_comments_stay(path: tuple[str, ...], value: object, line: str) -> None:
    data = copy.deepcopy(data_of(TEXT))
    target: object = data
    for part in path[:-1]:
        assert isinstance(target, dict)
        target = target[part]
    assert isinstance(target, dict)
    target[path[-1]] = value
    edited = edited_text(TEXT, data, "x")
    assert data_of(edited) == data
    assert any(item.startswith(line) for item in edited.splitlines()), edited
    assert comments(edited)[: len(comments(TEXT))] or comments(edited) == comments(TEXT)
    for note in (" sprawa", " krótko", " źródło: 001", " dane przykładowe", " uwaga"):
        assert any(note in item for item in comments(edited)), note


def test_a_removed_field_takes_its_line() -> None:
    data = copy.deepcopy(data_of(TEXT))
    assert isinstance(data["instytucje"], dict)
    del data["instytucje"]["pcpr"]
    edited = edited_text(TEXT, data, "x")
    assert "pcpr" not in edited
    assert data_of(edited) == data


@given(st.sampled_from(["pilotaz", "nowe", "lista"]), values)
def test_any_value_is_read_back_as_it_was(key: str, value: object) -> None:
    data = {**data_of(TEXT), key: value}
    try:
        edited = edited_text(TEXT, data, "x")
    except CaseError:
        assert parse_source(yaml.safe_dump(value, allow_unicode=True), "x").data != value
        return
    assert data_of(edited) == data


def test_a_pilot_with_one_answer_more_differs_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "sprawa.yaml"
    text = (ROOT / "examples" / "stella-2016" / "sprawa.yaml").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8", newline="\n")
    data = copy.deepcopy(data_of(text))
    declarations = data["deklaracje_pracodawcow"]
    assert isinstance(declarations, dict)
    declarations["dp01"]["numer"] = "1/2016"
    write_case(path, data)
    before, after = text.splitlines(), path.read_text(encoding="utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    assert changed[0].endswith('numer: "1/2016"}   # dane przykładowe')


def test_json_stays_json(tmp_path: Path) -> None:
    path = tmp_path / "sprawa.json"
    path.write_text('{"pilotaz": "proba", "projekt": {"lider": "pup"}}', encoding="utf-8")
    write_case(path, {"pilotaz": "proba", "projekt": {"lider": "pcpr", "skrot": "„S”"}})
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "pilotaz": "proba",
        "projekt": {"lider": "pcpr", "skrot": "„S”"},
    }
