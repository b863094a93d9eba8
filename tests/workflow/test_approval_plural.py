"""Approving plural forms, and what is told beside approved forms: the dictionary's edition, the day, who approved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from schematom_docs.case.source import parse_source
from schematom_docs.case.wordforms import WordForms
from schematom_docs.polish import FormRecord
from schematom_docs.polish.dictionary import edition
from schematom_docs.values import Document
from schematom_docs.workflow.approval import Entries, approvals, with_approvals, write_approvals
from schematom_docs.workflow.issue import Issued
from schematom_docs.workflow.names import grouped_names

SINGULAR = FormRecord("moduł", "gen", "modułu", "dictionary", True)
PLURAL = FormRecord("moduł", "gen", "modułów", "variants", False, number="pl")


def issued(*records: FormRecord) -> Issued:
    document = Document("kontrakt", "r01", "Kontrakt", b"", "", "")
    return Issued(document, {}, tuple(records))


def test_a_name_keeps_its_singular_and_plural_apart() -> None:
    (name,) = grouped_names([issued(SINGULAR, PLURAL)])
    assert [(form.number, form.form, form.certain) for form in name.forms] == [
        ("sg", "modułu", True),
        ("pl", "modułów", False),
    ]
    assert not name.certain


def test_plural_forms_are_approved_under_their_own_key_with_the_edition_day_and_approver() -> None:
    names = grouped_names([issued(SINGULAR, PLURAL)])
    assert approvals(names, {}, day=date(2026, 11, 22), approver="A. Nowak") == {
        "moduł": {
            "mianownik": "moduł",
            "dopelniacz": "modułu",
            "liczba_mnoga": {"dopelniacz": "modułów"},
            "slownik": edition(),
            "data_zatwierdzenia": "2026-11-22",
            "zatwierdzil": "A. Nowak",
        }
    }


def test_a_chosen_plural_form_is_written_instead_of_the_proposed_one() -> None:
    names = grouped_names([issued(PLURAL)])
    entry = approvals(names, {"moduł": {"liczba_mnoga": {"dopelniacz": "moduli"}}})["moduł"]
    assert entry["liczba_mnoga"] == {"dopelniacz": "moduli"}


ENTRY: Entries = {
    "moduł": {
        "dopelniacz": "modułu",
        "liczba_mnoga": {"dopelniacz": "modułów", "celownik": "modułom"},
        "slownik": "wydanie",
    }
}
LAYOUTS = {
    "none": "pilotaz: turek\n",
    "flow with a plural": 'odmiany:\n  "moduł": {liczba_mnoga: {celownik: "modułom"}, biernik: "moduł"}   # uwaga\n',
    "block with a plural last": "odmiany:\n  moduł:\n    liczba_mnoga:\n      celownik: modułom   # my\npilotaz: t\n",
    "block with a plural first": "odmiany:\n  moduł:\n    liczba_mnoga:\n      celownik: modułom\n    biernik: moduł\n",
    "block without a plural": "odmiany:\n  moduł:\n    biernik: moduł\n",
    "json": '{"odmiany": {"moduł": {"liczba_mnoga": {"celownik": "modułom"}}}}\n',
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_plural_forms_go_into_every_layout_and_come_back(layout: str, tmp_path: Path) -> None:
    path = tmp_path / ("sprawa.json" if layout == "json" else "sprawa.yaml")
    path.write_text(LAYOUTS[layout], encoding="utf-8", newline="\n")
    write_approvals(path, ENTRY)
    data = parse_source(path.read_text(encoding="utf-8"), path.name, is_json=layout == "json").data
    assert isinstance(data, dict)
    entry = data["odmiany"]["moduł"]
    assert entry["liczba_mnoga"] == {"dopelniacz": "modułów", "celownik": "modułom"}
    assert entry["dopelniacz"] == "modułu"
    assert entry.get("slownik") == ("wydanie" if layout == "none" else None), "an old entry keeps its own origin"
    assert WordForms.model_validate(entry).plural is not None
    once = path.read_text(encoding="utf-8")
    write_approvals(path, ENTRY)
    assert path.read_text(encoding="utf-8") == once


def test_a_plural_form_that_stands_in_the_file_is_never_overwritten() -> None:
    text = 'odmiany:\n  "moduł": {liczba_mnoga: {dopelniacz: "moduli"}}\n'
    data = parse_source(with_approvals(text, ENTRY), "a.yaml").data
    assert isinstance(data, dict)
    assert data["odmiany"]["moduł"]["liczba_mnoga"] == {"dopelniacz": "moduli", "celownik": "modułom"}


def test_approvals_made_before_editions_were_noted_stay_valid() -> None:
    old = WordForms.model_validate({"plec": "m", "mianownik": "Jan Dąb", "dopelniacz": "Jana Dęba"})
    assert (old.genitive, old.edition, old.approved_on, old.plural) == ("Jana Dęba", None, None, None)


def test_an_unknown_case_among_plural_forms_is_an_error() -> None:
    with pytest.raises(ValueError, match="dopelnacz"):
        WordForms.model_validate({"liczba_mnoga": {"dopelnacz": "modułów"}})
