"""Approved forms written into case files: every layout of „odmiany” is kept, comments stay, nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from schematom_docs.case.source import parse_source
from schematom_docs.errors import CaseError
from schematom_docs.workflow.approval import with_approvals, write_approvals

ENTRY = {"Jan Dąb": {"plec": "m", "mianownik": "Jan Dąb", "biernik": "Jana Dęba"}}
LAYOUTS = {
    "no section": "schemat: 1   # wersja\npilotaz: turek\n",
    "no newline at the end": "schemat: 1\npilotaz: turek",
    "empty section": "odmiany:   # formy zatwierdzone\npilotaz: turek\n",
    "empty flow section": "odmiany: {}   # formy\npilotaz: turek\n",
    "flow section": 'odmiany: {"Ewa Kot": {dopelniacz: "Ewy Kot"}}   # formy\npilotaz: turek\n',
    "block section": 'odmiany:\n    "Ewa Kot": {dopelniacz: "Ewy Kot"}   # uwaga\n\n# koniec\npilotaz: turek\n',
    "block entries": "odmiany:\n  Ewa Kot:\n    dopelniacz: Ewy Kot   # uwaga\npilotaz: turek\n",
    "partial flow entry": 'odmiany:\n  "Jan Dąb": {dopelniacz: "Jana Dęba"}   # uwaga\npilotaz: turek\n',
    "partial block entry": "odmiany:\n  Jan Dąb:\n    biernik: Jana Dęba   # tak chce rodzina\npilotaz: turek\n",
    "Windows lines": 'pilotaz: turek\r\nodmiany:\r\n  "Ewa Kot": {dopelniacz: "Ewy Kot"}\r\nschemat: 1\r\n',
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_forms_are_added_to_every_layout_and_comments_stay(text: str) -> None:
    edited = with_approvals(text, ENTRY)
    before, after = parse_source(text, "a.yaml").data, parse_source(edited, "a.yaml").data
    assert isinstance(before, dict) and isinstance(after, dict)
    entry = after["odmiany"]["Jan Dąb"]
    assert entry["biernik"] == "Jana Dęba" and entry["mianownik"] == "Jan Dąb"
    assert {**after, "odmiany": None} == {**before, "odmiany": None}
    known = before.get("odmiany") or {}
    assert all(after["odmiany"][name][case] == form for name, forms in known.items() for case, form in forms.items())
    comments = [line.partition("#")[2] for line in text.splitlines() if "#" in line]
    assert all(comment in edited for comment in comments)
    assert ("\r\n" in text) == ("\r\n" in edited) and edited.count("\n") - edited.count("\r\n") in (
        0,
        edited.count("\n"),
    )


def test_a_form_that_stands_in_the_file_is_never_overwritten() -> None:
    text = 'odmiany:\n  "Jan Dąb": {biernik: "Jana Dąba"}\n'
    after = parse_source(with_approvals(text, ENTRY), "a.yaml").data
    assert isinstance(after, dict) and after["odmiany"]["Jan Dąb"]["biernik"] == "Jana Dąba"


def test_adding_twice_changes_nothing_more() -> None:
    once = with_approvals(LAYOUTS["block section"], ENTRY)
    assert with_approvals(once, ENTRY) == once


@pytest.mark.parametrize(
    "text", ['{"pilotaz": "turek"}\n', '{"odmiany": {}, "pilotaz": "turek"}', '{"odmiany": {"A": {"plec": "k"}}}']
)
def test_json_case_files_stay_json(text: str, tmp_path: Path) -> None:
    path = tmp_path / "sprawa.json"
    path.write_text(text, encoding="utf-8")
    write_approvals(path, ENTRY)
    data = parse_source(path.read_text(encoding="utf-8"), "a.json", is_json=True).data
    assert isinstance(data, dict) and data["odmiany"]["Jan Dąb"]["biernik"] == "Jana Dęba"


def test_a_byte_order_mark_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "sprawa.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + LAYOUTS["no section"].encode("utf-8"))
    write_approvals(path, ENTRY)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfschemat: 1   # wersja")


def test_a_file_that_cannot_take_the_forms_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "sprawa.yaml"
    path.write_text("odmiany: nie wiem\n", encoding="utf-8")
    with pytest.raises(CaseError, match="nie umiem dopisać form"):
        write_approvals(path, ENTRY)
    assert path.read_text(encoding="utf-8") == "odmiany: nie wiem\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["sprawa.yaml"]


names = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff\u2028\u2029\x85"),
    min_size=1,
    max_size=20,
)


@given(lemma=names, form=names)
def test_any_name_and_form_come_back_as_they_were(lemma: str, form: str) -> None:
    edited = with_approvals(LAYOUTS["block section"], {lemma: {"biernik": form}})
    assert yaml.load(edited, Loader=yaml.BaseLoader)["odmiany"][lemma]["biernik"] == form
