"""The five source texts: each known defect is found; with the texts at hand, hardly anything else is reported.

usterki_zrodel.tsv holds every judged defect: source, rule, text as it stands, right wording, the line that introduces
a list, and the fragment.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import NamedTuple

import pytest

from schematom_docs.polish.proofreading import Passage, proofread, text_passages
from tests.conftest import ROOT

SOURCES = Path(os.environ.get("SCHEMATOM_ZRODLA", ROOT.parent / "shared" / "seeds"))
PAGE = 1800  # characters of a standard page of typescript
ABOUT = Passage("wstęp", "Pilotaż „Schematom STOP!”, 30.07.2015 r.")


class Defect(NamedTuple):
    source: str
    rule: str
    wrong: str
    right: str
    lead: str
    fragment: str


def defects() -> list[Defect]:
    path = Path(__file__).parent / "usterki_zrodel.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Defect(*row) for row in rows[1:]]


@pytest.mark.parametrize("defect", defects(), ids=lambda defect: f"{defect.source} {defect.rule} {defect.wrong[:20]}")
def test_defect_of_a_source_is_found_with_its_remedy(defect: Defect) -> None:
    found = proofread([ABOUT, Passage("fragment", defect.fragment, defect.lead)])
    assert (defect.rule, defect.wrong, defect.right) in [(one.rule, one.wrong, one.right) for one in found]


@pytest.mark.parametrize("path", sorted(SOURCES.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_a_whole_source_has_at_most_one_false_alarm_a_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    judged = {(one.rule, "".join(one.wrong.split())) for one in defects() if one.source == path.stem[:3]}
    found = [one for one in proofread(text_passages(text)) if one.rule != "podwojna-spacja"]
    assert judged - {("podwojna-spacja", wrong) for _, wrong in judged} <= {
        (one.rule, "".join(one.wrong.split())) for one in found
    }
    alarms = [(one.rule, one.wrong) for one in found if (one.rule, "".join(one.wrong.split())) not in judged]
    assert len(alarms) <= -(-len(text) // PAGE), alarms
