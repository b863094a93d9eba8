"""Releases of many packs: laid out together, released one by one without laying anything out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from schematom_docs.pdf import LibreOfficeConverter
from schematom_docs.workflow.desk import Desk
from schematom_docs.workflow.press import Press
from schematom_docs.workflow.release import Request, release_pack
from schematom_docs.workflow.release_run import lay_out_together
from tests.released import ACT, DAY, open_workspace


@dataclass
class Counted:
    """LibreOffice, with what it was asked for noted: names of the documents of each start."""

    starts: list[list[str]] = field(default_factory=list)

    def convert(self, documents: Sequence[tuple[str, bytes]]) -> list[bytes]:
        """Return one PDF for each document."""
        self.starts.append([name for name, _ in documents])
        return LibreOfficeConverter().convert(documents)


def test_packs_laid_out_together_are_released_without_another_start(tmp_path: Path, desk: Desk) -> None:
    counted = Counted()
    workspace = open_workspace(tmp_path, replace(desk, press=Press(counted)))
    office = workspace.office("kielce-1")
    requests = [Request("instytucji", subject, DAY, ACT) for subject in ("pup", "gops_bieliny")]
    lay_out_together(office, requests)
    assert len(counted.starts) >= 1
    before = len(counted.starts)
    versions = [release_pack(office, asked, workspace.bind(asked)).version for asked in requests]
    assert counted.starts[before:] == []
    assert [(version.key.subject, version.number) for version in versions] == [("pup", 1), ("gops_bieliny", 2)]
    lay_out_together(office, requests)
    assert counted.starts[before:] == []
