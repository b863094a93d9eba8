"""Scans against a registry: kept, counted once, added up over days, placed by hand, the board marked only when told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from schematom_docs.cli.main import run
from schematom_docs.errors import UsageError
from schematom_docs.records import RETURNED, TO_SEND, Act
from schematom_docs.registry import open_registry
from schematom_docs.signing.scan_reading import read_scan
from schematom_docs.workflow.scan_hands import HandEntry
from schematom_docs.workflow.scan_signed import ALL, read_signed
from schematom_docs.workflow.scanning import Scanned, ScanOrder, scan
from schematom_docs.world import Registry
from tests.registry.orders import ACT
from tests.signing.released import Released, release
from tests.signing.simulated_scans import Scanner, scan_file
from tests.signing.simulated_scans import sheets as scanned_sheets

GOOD = Scanner(dpi=100, degrees=0.5, noise=0, blur=0.3, quality=75)


def sheets(payloads: Sequence[str | None], seed: int = 7) -> list[Image.Image]:
    """Return pages as a good scanner gives them; what a bad one does is the matter of other tests."""
    return scanned_sheets(payloads, GOOD, seed)


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    """An empty registry in a workspace of its own."""
    (tmp_path / "schematom.toml").write_text("", encoding="utf-8")
    opened = open_registry(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def pack(registry: Registry) -> Released:
    """A released pack of two counterparts of three pages each."""
    return release(registry, "r01", pages=3)


def _scan(
    registry: Registry,
    *files: tuple[str, bytes],
    hands: Sequence[str] = (),
    signed: Sequence[str] = (),
    act: Act = ACT,
) -> Scanned:
    order = ScanOrder(files, [HandEntry.of(text) for text in hands], read_signed(signed))
    return scan(registry, order, act, lambda stage, done, total: None, read=read_scan)


def _file(payloads: Sequence[str | None], name: str = "skan.pdf") -> tuple[str, bytes]:
    return name, scan_file(sheets(payloads))


def _states(registry: Registry, pack: Released) -> dict[tuple[int, str], str]:
    return {(row.counterpart, row.slot.key): row.state for row in registry.board(pack.version)}


def test_a_whole_counterpart_is_kept_and_the_board_waits_for_a_word(registry: Registry, pack: Released) -> None:
    file = _file(pack.copy(1))
    scanned = _scan(registry, file)
    assert scanned.clean
    assert [(one.number, one.complete) for one in scanned.sorting.counterparts] == [(1, True)]
    assert set(_states(registry, pack).values()) == {TO_SEND}
    kept = registry.scans(pack.version)
    assert [(one.sheet, one.finding, one.page) for one in kept] == [
        (1, "zgodna", 1),
        (2, "zgodna", 2),
        (3, "zgodna", 3),
    ]
    assert registry.content(kept[0].file) == file[1]


def test_only_those_who_are_named_are_marked_and_only_on_their_counterpart(registry: Registry, pack: Released) -> None:
    scanned = _scan(registry, _file(pack.copy(1)), signed=["pup"])
    states = _states(registry, pack)
    assert [key for key, state in states.items() if state == RETURNED] == [(1, "pup")]
    assert [one.parties for one in scanned.marked] == [("pup",)]
    row = next(row for row in registry.board(pack.version) if row.state == RETURNED)
    assert (row.proof, row.returned_on) == (registry.scans(pack.version)[0].file, ACT.at.date())


def test_a_counterpart_that_lacks_a_page_is_not_marked(registry: Registry, pack: Released) -> None:
    scanned = _scan(registry, _file(pack.copy(1)[:2]), signed=[ALL])
    assert not scanned.clean
    assert scanned.sorting.counterparts[0].missing == (3,)
    assert [(one.parties, one.reason) for one in scanned.marked] == [((), "brakuje stron")]
    assert set(_states(registry, pack).values()) == {TO_SEND}


def test_pages_scanned_on_different_days_add_up(registry: Registry, pack: Released) -> None:
    _scan(registry, _file(pack.copy(1)[:2]))
    tomorrow = Act("Ewa Nowa", ACT.at + timedelta(days=1))
    scanned = _scan(registry, _file(pack.copy(1)[2:], "reszta.pdf"), signed=[ALL], act=tomorrow)
    assert scanned.clean
    assert [state for key, state in _states(registry, pack).items() if key[0] == 1] == [RETURNED, RETURNED]


def test_the_same_file_is_counted_once_under_any_name(registry: Registry, pack: Released) -> None:
    name, data = _file(pack.copy(1)[:2])
    first = _scan(registry, (name, data), ("kopia.pdf", data))
    again = _scan(registry, ("inna nazwa.pdf", data))
    assert (first.repeated, again.repeated) == (("kopia.pdf",), ("inna nazwa.pdf",))
    assert [one.finding for one in again.sorting.sheets] == ["zgodna", "zgodna"]
    assert again.sorting.counterparts[0].missing == (3,)
    assert len(registry.scans()) == 2


def test_a_page_scanned_again_in_another_file_is_a_double(registry: Registry, pack: Released) -> None:
    _scan(registry, _file(pack.copy(1)))
    again = _scan(registry, ("drugi.pdf", scan_file(sheets(pack.copy(1)[:1], seed=99))))
    assert [one.finding for one in again.sorting.sheets] == ["podwójna"]
    assert again.clean


def test_a_page_of_a_replaced_version_does_not_count_for_the_new_one(registry: Registry, pack: Released) -> None:
    newer = release(registry, "r01", pages=3, supersedes=1)
    scanned = _scan(registry, _file([pack.copy(1)[0], *newer.copy(1)[1:]]))
    assert [one.finding for one in scanned.sorting.sheets] == ["zastąpiona", "zgodna", "zgodna"]
    assert [one.missing for one in scanned.sorting.counterparts] == [(1,)]
    assert [(one.version, one.finding) for one in registry.scans(pack.version)] == [(1, "zastąpiona")]


def test_a_scan_read_before_tells_its_reasons_again(registry: Registry, pack: Released) -> None:
    release(registry, "r01", pages=3, supersedes=1)
    file = _file(pack.copy(1)[:1])
    _scan(registry, file)
    (one,) = _scan(registry, file).sorting.sheets
    assert one.reason == "jest z wersji 1, obowiązuje wersja 2, wczytana wcześniej"


def test_an_unreadable_page_is_placed_by_hand_and_recorded_so(registry: Registry, pack: Released) -> None:
    file = _file([*pack.copy(1)[:2], None])
    first = _scan(registry, file)
    assert [one.finding for one in first.sorting.sheets] == ["zgodna", "zgodna", "nieczytelna"]
    assert not first.clean
    code = pack.version.code
    second = _scan(registry, file, hands=[f"skan.pdf:3={code.lower()}-1:3"])
    assert second.clean
    assert [(one.sheet, one.finding, one.page, one.by_hand) for one in registry.scans(pack.version)] == [
        (1, "zgodna", 1, False),
        (2, "zgodna", 2, False),
        (3, "zgodna", 3, True),
    ]
    assert _scan(registry, file).clean


def test_the_letters_beside_the_code_place_a_page_too(registry: Registry, pack: Released) -> None:
    text = pack.copy(2)[0]
    scanned = _scan(registry, _file([None]), hands=[f"skan.pdf:1={text}"])
    assert [one.place for one in scanned.sorting.sheets] == [(pack.version.code, 1, 2, 1)]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("skan.pdf:2={code}-1:1", "nie ma strony 2"),
        ("inny.pdf:1={code}-1:1", "nie jest wśród podanych plików"),
        ("skan.pdf:1={code}-1:9", "wydanie nie ma takiej strony"),
        ("skan.pdf:1={code}-7:1", "wydanie nie ma takiej strony"),
        ("skan.pdf:1=00000000-1:1", "rejestr nie zna pakietu 00000000"),
        ("skan.pdf:1={code}-1/4:1", "nie ma wersji 4"),
        ("skan.pdf:1=strona trzecia", "nie wskazuje strony pakietu"),
        ("skan.pdf:1=ZD1|{code}-1|1|1|3|0123456789abcdef", "nie zgadza się z wydanym"),
        ("skan.pdf=3", "nie wskazuje strony skanu"),
    ],
)
def test_a_hand_that_points_nowhere_is_refused_before_anything_is_kept(
    registry: Registry, pack: Released, entry: str, reason: str
) -> None:
    file = _file([None])
    with pytest.raises(UsageError, match=reason):
        _scan(registry, file, hands=[entry.format(code=pack.version.code)])
    assert registry.scans() == []


def test_a_pack_of_two_versions_asks_which(registry: Registry, pack: Released) -> None:
    release(registry, "r01", pages=3, supersedes=1)
    with pytest.raises(UsageError, match="kilka wersji"):
        _scan(registry, _file([None]), hands=[f"skan.pdf:1={pack.version.code}-1:1"])


def test_who_has_no_place_for_a_signature_is_refused_before_anything_is_kept(
    registry: Registry, pack: Released
) -> None:
    with pytest.raises(UsageError, match="nie podpisuje „ops”"):
        _scan(registry, _file(pack.copy(1)), signed=["pup,ops"])
    with pytest.raises(UsageError, match="nie ma egzemplarza"):
        _scan(registry, _file(pack.copy(1)), signed=["K7Q2M9XA-2=pup"])
    assert registry.scans() == []


def test_what_the_board_already_has_stays(registry: Registry, pack: Released) -> None:
    _scan(registry, _file(pack.copy(1)), signed=["pup"])
    proof = next(row.proof for row in registry.board(pack.version) if row.state == RETURNED)
    again = _scan(registry, ("drugi.pdf", scan_file(sheets(pack.copy(1), seed=50))), signed=[ALL])
    assert [(one.parties, one.reason) for one in again.marked] == [(("rodzina",), "oznaczono wcześniej: pup")]
    assert next(row.proof for row in registry.board(pack.version) if row.slot.key == "pup") == proof


def test_a_file_that_is_no_scan_does_not_stop_the_others(registry: Registry, pack: Released) -> None:
    scanned = _scan(registry, ("umowa.docx", b"PK\x03\x04"), _file(pack.copy(1)))
    assert [fault.place for fault in scanned.refused] == ["umowa.docx"]
    assert scanned.sorting.counterparts[0].complete
    assert not scanned.clean


# -- the command -----------------------------------------------------------------------------------------------------
@pytest.fixture
def command(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run `schematom scan …` inside the workspace; returns (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCHEMATOM_OSOBA", "Anna Referent")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["scan", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_the_command_tells_a_whole_counterpart(
    command: Callable[..., tuple[int, str, str]], pack: Released, registry: Registry, tmp_path: Path
) -> None:
    (tmp_path / "skan.pdf").write_bytes(scan_file(sheets(pack.copy(1))))
    code, out, _ = command("skan.pdf", "--signed", "pup", "--dzien", "20.11.2026")
    assert code == 0
    assert [row.returned_on for row in registry.board(pack.version) if row.state == RETURNED] == [date(2026, 11, 20)]
    assert "egz. 1/2 – rodzina" in out
    assert "3 z 3" in out
    assert "komplet" in out
    assert "podpisali: pup." in out
    assert "Wszystko posortowane." in out


def test_the_command_names_what_is_missing_foreign_and_for_the_hand(
    command: Callable[..., tuple[int, str, str]], pack: Released, tmp_path: Path
) -> None:
    foreign = "ZD1|CCCCCCCC|1|1|1|0123456789abcdef"
    (tmp_path / "skan.pdf").write_bytes(scan_file(sheets([pack.copy(2)[2], foreign, None, pack.copy(2)[0]])))
    code, out, err = command("skan.pdf", "brak.pdf")
    assert code == 8
    assert "brakuje str. 2; kolejność w skanie: 3, 1" in out
    assert "skan.pdf, str. 2: obca" in out
    assert "skan.pdf, str. 3: nieczytelna – nie widać na niej kodu strony." in out
    assert '--hand "skan.pdf:2=KOD-EGZEMPLARZ:STRONA"' in out
    assert "brak.pdf: nie można odczytać pliku (nie ma takiego pliku ani folderu)" in err
    assert "Wszystko posortowane" not in out


def test_the_command_speaks_json(command: Callable[..., tuple[int, str, str]], pack: Released, tmp_path: Path) -> None:
    (tmp_path / "skan-1.pdf").write_bytes(scan_file(sheets(pack.copy(1)[:1])))
    (tmp_path / "skan-2.tif").write_bytes(scan_file(sheets(pack.copy(1)[1:2]), "TIFF"))
    code, out, err = command("skan-*", "--json")
    said = json.loads(out)
    assert (code, err) == (8, "")
    assert said["egzemplarze"][0]["brakuje"] == [3]
    assert [one["wynik"] for one in said["strony"]] == ["zgodna", "zgodna"]
    assert said["posortowane"] is False


def test_outside_a_workspace_the_command_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "pusty"
    outside.mkdir()
    monkeypatch.chdir(outside)
    assert run(["scan", "skan.pdf", "--kto", "Anna"]) == 9
    assert "schematom init" in capsys.readouterr().err
