"""A changed fact shows which papers it touches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schematom_docs.case import load_case
from schematom_docs.case.probe import STEPS, altered
from schematom_docs.case.rules import repeated_facts
from schematom_docs.cli.main import run
from schematom_docs.errors import UsageError
from schematom_docs.settings import load_settings
from schematom_docs.wiring import open_desk
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.touching import touched_by
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def desk() -> Desk:
    """Return the desk of the repository."""
    return open_desk(load_settings(ROOT))


def touched(desk: Desk, pilot: str, path: str) -> set[str]:
    """Return „type-key” of the papers a fact of a pilot touches."""
    case = load_case(ROOT / "examples" / pilot, reference=desk.reference)
    return {f"{type_id}-{key}" for type_id, key in touched_by(desk, case, path).papers}


def test_surname_of_one_family_touches_its_own_papers_only(desk: Desk) -> None:
    found = touched(desk, "poznan-2", "rodziny.r01.nazwisko")
    assert "kontrakt_rodzinny-k01" in found
    assert not [paper for paper in found if paper.endswith(("-k02", "-k03"))]


def test_number_counted_from_a_list_is_touched_by_the_list(desk: Desk) -> None:
    assert "informacja_o_postepie-i02" in touched(desk, "poznan-2", "kontrakty.k03.data")


def test_title_of_the_project_touches_the_letters(desk: Desk) -> None:
    found = touched(desk, "kielce-1", "projekt.tytul")
    assert {"list_intencyjny-l01", "list_intencyjny-l02", "list_intencyjny-l03"} <= found


def test_a_whole_entity_touches_what_any_of_its_values_does(desk: Desk) -> None:
    found = touched(desk, "kielce-1", "instytucje.gops_maslow")
    assert "list_intencyjny-l03" in found
    assert "list_intencyjny-l01" not in found


def test_number_of_the_partnership_agreement_touches_every_declaration_of_accession(desk: Desk) -> None:
    found = touched(desk, "stella-2016", "dokumenty.porozumienie_partnerskie.wspolne.numer")
    declarations = {f"deklaracja_przystapienia-pp{number:02d}" for number in range(1, 21)}
    assert found == {"porozumienie_partnerskie-", "karta_partnerstwa-", *declarations}


def test_new_version_of_the_local_programme_reaches_the_programme_of_every_family(desk: Desk) -> None:
    case = load_case(ROOT / "examples" / "turek", reference=desk.reference).case
    stale = repeated_facts(case, altered(case, "projekt.produkty.1.wersje.1.numer", STEPS[0]))
    assert stale == [f"kontrakty.k{number:02d}.program.lpiw" for number in range(1, 11)]
    assert repeated_facts(case, altered(case, "projekt.tytul", STEPS[0])) == []


def test_a_wrong_path_names_what_stands_there(desk: Desk) -> None:
    with pytest.raises(UsageError) as caught:
        touched(desk, "kielce-1", "listy_intencyjne.l01.dat")
    assert "data" in caught.value.remedy


def test_command_prints_papers_and_packs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    case = str(Path("examples") / "kielce-1")
    assert run(["check", case, "--touches", "listy_intencyjne.l02.data", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert {"typ": "list_intencyjny", "klucz": "l02"} in printed["pisma"]
    assert {"typ": "porozumienie", "klucz": "p01"} in printed["pisma"]
    assert {"pakiet": "instytucji", "klucz": "gops_bieliny"} in printed["pakiety"]
    assert run(["check", case, "--touches", "opis"]) == 0
    assert "nie zmienia treści żadnego pisma" in capsys.readouterr().out
