"""The family programme details the version of the local programme (LPIW) that was in force on its day."""

from __future__ import annotations

from pathlib import Path

import pytest

from schematom_docs.case import load_case
from schematom_docs.errors import SchematomError
from schematom_docs.workflow.desk import Desk
from tests.conftest import ROOT


def faults_of(desk: Desk, folder: Path, old: str, new: str, pilot: str = "poznan-2") -> list[tuple[str, str]]:
    """Return (reason, remedy) of the faults of an example in which a text was changed once."""
    text = (ROOT / "examples" / pilot / "sprawa.yaml").read_text(encoding="utf-8")
    assert old in text
    path = folder / "sprawa.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        load_case(path, reference=desk.reference)
    except SchematomError as error:
        return [(fault.reason.replace("\u00a0", " "), fault.remedy.replace("\u00a0", " ")) for fault in error.faults]
    return []


def test_programme_that_details_a_version_no_longer_in_force_is_refused(tmp_path: Path, desk: Desk) -> None:
    found = faults_of(desk, tmp_path, "wersja 2 z dnia 10 kwietnia 2015 r.", "wersja 1 z dnia 25 lutego 2014 r.")
    assert found == [
        (
            "program rodzinny wskazuje „wersja 1 z dnia 25 lutego 2014 r.”, "
            "a w jego dniu obowiązywała inna wersja LPIW.",
            "Wpisz „wersja 2 z dnia 10 kwietnia 2015 r.”, a program dostosuj do tej wersji.",
        )
    ]


def test_newer_version_makes_the_later_programmes_out_of_date(tmp_path: Path, desk: Desk) -> None:
    second = '{numer: "2", data: 2015-04-10'
    third = '{numer: "3", data: 2015-05-06, uchwala: "3/2015"}'
    found = faults_of(desk, tmp_path, second, f"{third}, {second}")
    order = "wersja 2 nie jest późniejsza niż poprzednia."
    assert [reason for reason, _ in found if reason == order] == [order]
    late = [remedy for _, remedy in found if remedy.startswith("Wpisz „wersja 3 z dnia 6 maja 2015 r.”")]
    assert len(late) == 3


def test_programme_older_than_the_first_version_is_refused(tmp_path: Path, desk: Desk) -> None:
    found = faults_of(desk, tmp_path, "data: 2014-02-26, uchwala", "data: 2014-03-18, uchwala", "turek")
    assert found[0][0] == "w dniu programu rodzinnego (17 marca 2014 r.) nie było jeszcze LPIW."


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ('{numer: "2", data: 2014-02-24', "wersja 2 nie jest późniejsza niż poprzednia."),
        ('{numer: "1", data: 2015-04-10', "wersja 1 jest drugi raz."),
    ],
)
def test_versions_follow_each_other_under_their_own_numbers(
    changed: str, reason: str, tmp_path: Path, desk: Desk
) -> None:
    found = faults_of(desk, tmp_path, '{numer: "2", data: 2015-04-10', changed)
    assert reason in [item for item, _ in found]
