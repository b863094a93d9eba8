"""The signature board on the command line, in a workspace with released packs."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from schematom_docs.cli.main import run
from schematom_docs.pdf.text import page_texts
from schematom_docs.records import ISSUED, SIGNED, SIGNING
from schematom_docs.registry import open_registry
from schematom_docs.wiring import SystemClock
from tests.conftest import ROOT
from tests.registry.orders import ACT, DAY, family, release

PACK = "PAK/RODZINNY/1/2026"


@pytest.fixture
def office(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with two released packs, four days after the release; the person is Ola Kowal."""
    (workspace / "schematom.toml").write_text("dni_na_podpis = 3\nkolejnosc_podpisow = true\n", encoding="utf-8")
    registry = open_registry(workspace)
    case = (ROOT / "examples" / "kielce-1" / "sprawa.yaml").read_bytes()
    release(registry, case=case)
    release(registry, family(2), case=case)
    registry.close()
    monkeypatch.chdir(workspace)
    monkeypatch.setenv("SCHEMATOM_OSOBA", "Ola Kowal")
    monkeypatch.setattr(SystemClock, "today", _today)
    monkeypatch.setattr(SystemClock, "now", _now)
    return workspace


def _today(_clock: SystemClock) -> date:
    return DAY + timedelta(days=4)


def _now(_clock: SystemClock) -> datetime:
    return ACT.at + timedelta(days=4)


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    """Return what a command prints as JSON. The command has to succeed."""
    capsys.readouterr()
    assert run(["board", *arguments, "--json"]) == 0
    printed: dict[str, object] = json.loads(capsys.readouterr().out)
    return printed


def test_table_shows_state_signatures_and_who_has_the_paper(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["board", "sent", PACK, "--strona", "pup", "--dzien", "23.11.2026", "--jak", "epuap"]) == 0
    capsys.readouterr()
    assert run(["board"]) == 0
    printed = capsys.readouterr()
    first, second = [line for line in printed.out.splitlines() if line.startswith("PAK/")]
    assert first.split("  ")[0] == PACK and SIGNING in first and "0 z 4" in first
    assert first.endswith("PUP w Kielcach (3 dni)")
    assert ISSUED in second and second.endswith("niewysłane: 4")
    assert "Uwaga: PAK/RODZINNY/2/2026: Przeterminowane: niewysłane od 4 dni" in printed.err
    assert "termin to 3 dni" in printed.err


def test_a_pack_is_signed_step_by_step_and_every_entry_knows_who_made_it(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "skan.pdf").write_bytes(b"%PDF skan")
    assert run(["board", "sent", PACK, "--wszystko", "--jak", "osobiście"]) == 0
    assert run(["board", "returned", PACK, "--strona", "rodzina", "--dowod", "skan.pdf"]) == 0
    shown = answer(capsys, "returned", PACK, "--strona", "pup", "--miejsce", "teczka 3", "--kto", "Jan Wpis")
    assert (shown["stan"], shown["podpisy"]) == (SIGNED, {"zlozone": 4, "potrzebne": 4})
    rows = shown["obieg"]
    assert isinstance(rows, list)
    assert [(row["wpisal"], row["jak"], row["miejsce"], bool(row["dowod"])) for row in rows] == [
        ("Ola Kowal", "osobiście", "", True),
        ("Jan Wpis", "osobiście", "teczka 3", False),
    ] * 2
    told = answer(capsys, "show", PACK)["historia"]
    assert isinstance(told, list)
    assert [each["kto"] for each in told] == ["Anna Referent"] + ["Ola Kowal"] * 6 + ["Jan Wpis"] * 2
    waiting = answer(capsys, "reminders")["przypomnienia"]
    assert isinstance(waiting, list)
    assert [(each["numer"], each["dni"], each["wyslane"]) for each in waiting] == [
        ("PAK/RODZINNY/2/2026", 4, False)
    ] * 4
    assert answer(capsys, "reminders", "--dni", "5")["przypomnienia"] == []


def test_code_of_a_counterpart_chooses_that_counterpart(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = open_registry(office).versions()[0].code
    rows = answer(capsys, "sent", f"{code}-2", "--strona", "pup")["obieg"]
    assert isinstance(rows, list)
    assert [row["egzemplarz"] for row in rows if row["stan"] == "wysłany"] == [2]


def test_order_of_parties_warns_and_does_not_stop(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["board", "sent", PACK, "--strona", "pup", "--egz", "1"]) == 0
    warned = capsys.readouterr().err
    assert "przed stroną „PUP w Kielcach” miała podpisać: Rodzina Państwa Nowaków" in warned
    (office / "schematom.toml").write_text("", encoding="utf-8")
    assert run(["board", "sent", PACK, "--strona", "pup", "--egz", "2"]) == 0
    assert "miała podpisać" not in capsys.readouterr().err


def test_declined_corrected_and_withdrawn_say_why_and_whom_to_tell(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["board", "declined", PACK, "--strona", "pup", "--egz", "1"]) == 9
    assert "odmowa wymaga powodu" in capsys.readouterr().err
    assert run(["board", "returned", PACK, "--strona", "rodzina"]) == 0
    assert run(["board", "declined", PACK, "--strona", "pup", "--egz", "1", "--powod", "brak zgody rady"]) == 0
    assert "Powiadom o odmowie: PUP w Kielcach" in capsys.readouterr().err
    assert run(["board", "correct", PACK, "--strona", "pup", "--egz", "1", "--stan", "wysłany"]) == 2
    shown = answer(
        capsys, "correct", PACK, "--strona", "pup", "--egz", "1", "--stan", "wysłany", "--powod", "to nie ten pakiet"
    )
    assert shown["stan"] == SIGNING
    assert run(["withdraw", PACK, "--powod", " "]) == 9
    assert run(["withdraw", PACK, "--powod", "błędny adres"]) == 0
    printed = capsys.readouterr()
    assert "Wycofano" in printed.out and "Powiadom o wycofaniu" in printed.err
    assert run(["board", "show", PACK, "--historia"]) == 0
    history = capsys.readouterr().out
    for typed in ("powód: brak zgody rady", "powód: to nie ten pakiet", "błędny adres"):
        assert typed in history


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (["show", "PAK/9/2026"], 2, "w rejestrze nie ma pakietu „PAK/9/2026”"),
        (["show", PACK, "--wersja", "x"], 2, "„x” to nie jest liczba"),
        (["sent", PACK], 2, "nie podano, o kogo chodzi"),
        (["sent", PACK, "--egz", "1", "--dzien", "31.11.2026"], 2, "„31.11.2026” to nie jest dzień"),
        (
            ["sent", PACK, "--egz", "1", "--jak", "gołąb"],
            2,
            "nieznana wartość „gołąb” opcji --jak; dozwolone: ePUAP, e-Doręczenia",
        ),
        (["returned", PACK, "--egz", "1", "--dowod", "nie-ma.pdf"], 2, "nie można odczytać dowodu"),
        (["odesłane", PACK], 2, "nie ma takiego polecenia: odesłane"),
    ],
)
def test_what_is_wrong_is_told_in_polish_and_nothing_is_written(
    office: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, reason: str
) -> None:
    before = open_registry(office).events()
    assert run(["board", *arguments]) == code
    assert reason in capsys.readouterr().err
    assert open_registry(office).events() == before


def test_outside_a_workspace_the_board_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["board", "--json"]) == 9
    assert "schematom init" in json.loads(capsys.readouterr().out)["rada"]


@pytest.mark.xdist_group("libreoffice")
def test_receipt_holds_timeline_digests_parties_and_ways(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = "".join(
        f'{key} = "{(ROOT / folder).as_posix()}"\n'
        for key, folder in (("szablony", "templates/pl"), ("formularze", "forms"), ("przyklady", "examples"))
    )
    (office / "schematom.toml").write_text(config, encoding="utf-8")
    (office / "skan.pdf").write_bytes(b"%PDF skan")
    assert run(["board", "sent", PACK, "--strona", "pup", "--jak", "e-Doręczenia"]) == 0
    run(["board", "returned", PACK, "--strona", "pup", "--egz", "2", "--dowod", "skan.pdf", "--miejsce", "teczka 3"])
    files = answer(capsys, "receipt", PACK, "-o", "wyniki")["pliki"]
    version = open_registry(office).versions()[0]
    assert isinstance(files, list)
    assert Path(files[0]).name == f"poswiadczenie_obiegu-{version.code}-1.pdf"
    text = "".join("".join(page_texts(Path(files[0]).read_bytes())).split())
    proof = open_registry(office).board(version)[3].proof
    for digest in (*version.files.values(), proof, open_registry(office).events(version)[-1].sha256):
        assert digest in text
    for told in ("PUPwKielcach:EwaLis", "wróciłpodpisany(papier)", "26.11.2026,e", "teczka3", "1z4"):
        assert told in text
    assert "OlaKowal" in text and "AnnaReferent" in text and "[?]" not in text


def test_registry_check_says_whole_or_names_what_is_not(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = office / "rejestr" / "pliki"
    (store / "00").mkdir(exist_ok=True)
    (store / "00" / ("0" * 64)).write_bytes(b"po przerwanym wydaniu")
    assert run(["registry", "check"]) == 0
    assert "Pliki po przerwanych wydaniach: 1 (usunie je opcja --usun)" in capsys.readouterr().out
    assert run(["registry", "check", "--usun", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"caly": True, "wpisy": 3, "uwagi": [], "po_przerwanych": ["0" * 64]}
    assert run(["registry", "check"]) == 0
    assert "przerwanych" not in capsys.readouterr().out
    sha256 = open_registry(office).versions()[0].sha256
    (store / sha256[:2] / sha256).write_bytes(b"")
    assert run(["registry", "check"]) == 8
    told = capsys.readouterr().err
    assert "rejestr jest naruszony" in told and f"plik {sha256[:12]}… w rejestrze jest zmieniony" in told


def test_registry_numbers_lists_void_ones_with_the_reason(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["withdraw", PACK, "--powod", "błędny adres"]) == 0
    capsys.readouterr()
    assert run(["registry", "numbers", "pakiety/rodzinny/2026"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("pakiety/")]
    assert [(line.split("  ")[0], line.split()[-1]) for line in lines] == [
        ("pakiety/rodzinny/2026", "wycofany"),
        ("pakiety/rodzinny/2026", "obowiązuje"),
    ]
    assert run(["registry", "numbers", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["numery"]
    assert [(each["oznaczenie"], each["niewazny"]) for each in listed if each["seria"] == "umowy/2026"] == [
        ("UM/1/2026", "wycofany"),
        ("UM/2/2026", ""),
    ]
