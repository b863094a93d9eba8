"""Lists like those of real offices: the preview of each is the one laid down beside the list of its faults."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from schematom_docs.case.source import read_source
from schematom_docs.cli.import_report import preview_lines, preview_record
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.import_preview import Preview
from schematom_docs.workflow.importing import preview_import
from tests.tables.office_files import messy_csv, messy_workbook

EXPECTED = Path(__file__).parent / "expected"
LISTS: dict[str, Callable[[Path], Path]] = {
    "lista-rodzin": lambda folder: messy_workbook(folder / "lista-rodzin.xlsx"),
    "druga-tura": lambda folder: messy_csv(folder / "druga-tura.csv"),
}
CASE = Path(__file__).parent / "data" / "sprawa.yaml"
UNSEEN = {
    "lista-rodzin": {1, 2, 3, 9},  # rows above the first person, an empty row: nothing to tell
    "druga-tura": {1, 2},
}


def previewed(name: str, folder: Path, desk: Desk) -> Preview:
    """Return the preview of a messy list against a case of ten families."""
    return preview_import(desk, LISTS[name](folder), read_source(CASE))


@pytest.mark.parametrize("name", LISTS)
def test_preview_of_a_messy_list_is_the_one_laid_down(name: str, tmp_path: Path, desk: Desk) -> None:
    expected = (EXPECTED / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert preview_lines(previewed(name, tmp_path, desk)) == expected


@pytest.mark.parametrize("name", LISTS)
def test_every_fault_listed_is_seen_in_the_preview(name: str, tmp_path: Path, desk: Desk) -> None:
    listed = (EXPECTED / f"{name}.bledy.txt").read_text(encoding="utf-8").splitlines()
    rows = {int(line.split()[0]) for line in listed} - UNSEEN[name]
    text = "\n".join(preview_lines(previewed(name, tmp_path, desk)))
    assert len(listed) >= 20
    assert rows <= {int(number) for number in re.findall(r"wiersz +(\d+)", text)}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "iso8859-2"])
def test_encoding_of_a_csv_changes_nothing_but_the_notice(encoding: str, tmp_path: Path, desk: Desk) -> None:
    source = read_source(CASE)
    file = tmp_path / "druga-tura.csv"
    if encoding == "iso8859-2":  # it has no Polish quotation marks and no dash
        text = messy_csv(file, "utf-8").read_text(encoding="utf-8").replace("–", "-")
        file.write_bytes(text.encode(encoding))
    else:
        messy_csv(file, encoding)
    expected = (EXPECTED / "druga-tura.txt").read_text(encoding="utf-8").splitlines()[1:]
    lines = [line for line in preview_lines(preview_import(desk, file, source)) if "odczytano znaki" not in line]
    assert lines == expected


def test_no_preview_shows_a_whole_pesel(tmp_path: Path, desk: Desk) -> None:
    for name in LISTS:
        record = str(preview_record(previewed(name, tmp_path, desk)))
        assert re.search(r"(?<![\d.])\d{10,11}(?![\d.])", record) is None, name
