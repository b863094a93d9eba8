"""Writing results leaves everything or nothing, and no temporary file."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from schematom_docs.errors import OutputError
from schematom_docs.workflow.output import write_files


def test_one_target_that_cannot_be_replaced_stops_all(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.docx": b"stare", "c.docx": b"stare"})
    (tmp_path / "b.docx").mkdir()
    with pytest.raises(OutputError, match=r"b\.docx: nie można zapisać pliku \(w tym miejscu jest folder\)"):
        write_files(tmp_path, {"a.docx": b"nowe", "b.docx": b"nowe", "c.docx": b"nowe"})
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "c.docx").read_bytes() == b"stare"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "b.docx", "c.docx"]


def test_interruption_in_the_middle_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path, {"a.docx": b"nowe", "b.docx": b"nowe"})
    assert list(tmp_path.iterdir()) == []


def test_two_runs_into_one_folder_do_not_meet(tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def run(content: bytes) -> None:
        try:
            for _ in range(30):
                write_files(tmp_path, {"a.docx": content, "b.docx": content})
        except BaseException as error:
            failures.append(error)

    runs = [threading.Thread(target=run, args=(content,)) for content in (b"pierwszy", b"drugi")]
    for each in runs:
        each.start()
    for each in runs:
        each.join(timeout=60)
    assert failures == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "b.docx"]


def test_results_have_the_usual_rights_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "zwykły").write_bytes(b"")
    made = write_files(tmp_path, {"a.docx": b"x"})[0]
    assert made.stat().st_mode == (tmp_path / "zwykły").stat().st_mode
