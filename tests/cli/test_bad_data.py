"""Bad data of each kind: a Polish message with place and remedy, exit code 3, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from schematom_docs.cli.main import run
from tests.conftest import ROOT

Tree = dict[str, object]
EXAMPLE = ROOT / "examples" / "poznan-2" / "sprawa.yaml"


def tree() -> Tree:
    """Return the example of Poznań as plain text values."""
    data: Tree = yaml.load(EXAMPLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return data


def at(data: object, *path: str | int) -> dict[str, object]:
    """Return the mapping at a path."""
    for key in path:
        assert isinstance(data, dict | list)
        data = data[key]  # type: ignore[index]  # a key of a mapping or a position of a list
    assert isinstance(data, dict)
    return data


def missing_field(data: Tree) -> None:
    del at(data, "rodziny", "r01", "czlonkowie", "o1")["nazwisko"]


def unknown_key(data: Tree) -> None:
    member = at(data, "rodziny", "r01", "czlonkowie", "o1")
    member["nazwizko"] = member.pop("nazwisko")


def wrong_pesel(data: Tree) -> None:
    member = at(data, "rodziny", "r01", "czlonkowie", "o1")
    number = str(member["pesel"])
    member["pesel"] = number[:-1] + str((int(number[-1]) + 1) % 10)


def pesel_that_lost_its_zero(data: Tree) -> None:
    member = at(data, "rodziny", "r01", "czlonkowie", "o1")
    member["pesel"] = str(member["pesel"])[1:]


def sum_that_does_not_add_up(data: Tree) -> None:
    at(data, "projekt")["budzet"] = {
        "kwota": "724860.00",
        "czesci": [{"nazwa": "rodziny", "kwota": "408219.00"}, {"nazwa": "zespoły", "kwota": "316640.00"}],
    }


def date_outside_the_period(data: Tree) -> None:
    at(data, "kontrakty", "k01")["data"] = "2016-05-14"


def eleven_members(data: Tree) -> None:
    members = at(data, "zespoly", "mgi")["czlonkowie"]
    assert isinstance(members, list) and len(members) == 10
    members.append({"imie": "Próba", "nazwisko": "Jedenasta", "plec": "k", "instytucja": "pup"})


def pilot_that_is_a_path(data: Tree) -> None:
    data["pilotaz"] = "../../zlo"


def name_with_a_mark_that_turns_text_round(data: Tree) -> None:
    at(data, "rodziny", "r01", "czlonkowie", "o1")["imie"] = "An\u202ena"


def amount_no_paper_could_print(data: Tree) -> None:
    at(data, "rodziny", "r01")["limit_wsparcia"] = "9999999999999.00"


def two_families_with_one_pesel(data: Tree) -> None:
    first = at(data, "rodziny", "r01", "czlonkowie", "o1")
    second = at(data, "rodziny", "r02", "czlonkowie", "o1")
    second.update({key: first[key] for key in ("pesel", "plec") if key in first})
    if "data_urodzenia" in first:
        second["data_urodzenia"] = first["data_urodzenia"]


KINDS = {
    missing_field: ("rodziny.r01.czlonkowie.o1", "nazwisko"),
    unknown_key: ("rodziny.r01.czlonkowie.o1.nazwizko", "Czy chodzi o „nazwisko”?"),
    wrong_pesel: ("rodziny.r01.czlonkowie.o1.pesel", "cyfr"),
    pesel_that_lost_its_zero: ("rodziny.r01.czlonkowie.o1.pesel", "Excel zgubił zero?"),
    sum_that_does_not_add_up: ("projekt.budzet", "724"),
    date_outside_the_period: ("kontrakty.k01.data", "okres"),
    eleven_members: ("zespoly.mgi.czlonkowie", "11"),
    pilot_that_is_a_path: ("pilotaz", "nie nadaje się na nazwę pliku"),
    name_with_a_mark_that_turns_text_round: ("rodziny.r01.czlonkowie.o1.imie", "niewidoczny znak"),
    amount_no_paper_could_print: ("rodziny.r01.limit_wsparcia", "za duża"),
    two_families_with_one_pesel: ("rodziny.r02.czlonkowie.o1.pesel", "r01"),
}


@pytest.mark.parametrize("spoil", KINDS, ids=lambda spoil: spoil.__name__)
def test_bad_data_are_refused_with_place_and_remedy_and_nothing_is_written(
    spoil: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    data = tree()
    assert callable(spoil)
    spoil(data)
    path = tmp_path / "sprawa.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    target = tmp_path / "wyniki"
    assert run(["generate", "wszystkie", str(path), "--pdf", "-o", str(target)]) == 3
    message = capsys.readouterr().err
    place, words = KINDS[spoil]
    line = next(line for line in message.splitlines() if place in line)
    assert "sprawa.yaml, wiersz " in line
    assert words in line
    assert not target.exists()
    assert "Traceback" not in message


def test_pesel_is_masked_in_every_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    data = tree()
    wrong_pesel(data)
    number = str(at(data, "rodziny", "r01", "czlonkowie", "o1")["pesel"])
    path = tmp_path / "sprawa.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert run(["check", str(path)]) == 3
    assert number not in capsys.readouterr().err


def test_alias_of_a_module_is_accepted_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    path = tmp_path / "sprawa.yaml"
    text = EXAMPLE.read_text(encoding="utf-8")
    path.write_text(text.replace("modul: prozatrudnieniowy", "modul: pozazatrudnieniowy", 1), encoding="utf-8")
    target = tmp_path / "wyniki"
    assert run(["generate", "kontrakt_rodzinny", str(path), "--for", "k01", "-o", str(target)]) == 0
    message = capsys.readouterr().err
    assert "Uwaga: sprawa.yaml, wiersz" in message and "prozatrudnieniowy" in message
    assert (target / "kontrakt_rodzinny-k01.docx").is_file()
