"""Without a wheel of morfeusz2 the rules that need no dictionary go on, and nothing right is called wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from schematom_docs.polish.proofreading.rules import ASKING_THE_DICTIONARY
from tests.polish.proofreading.sentences import samples

_SCRIPT = """
import json, sys
sys.modules["morfeusz2"] = None
from schematom_docs.polish.proofreading import Passage, proofread
judged = [[[one.rule, one.right] for one in proofread([Passage("a", text)])] for text in json.load(sys.stdin)]
json.dump(judged, sys.stdout)
"""


def test_rules_without_a_dictionary_find_most_faults_and_raise_no_false_alarm() -> None:
    chosen = [sample for sample in samples() if sample.rule != "sierotka"]
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _SCRIPT],
        input=json.dumps([sample.text for sample in chosen]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    judged = list(zip(chosen, json.loads(done.stdout), strict=True))
    wrong = [(sample, found) for sample, found in judged if sample.right is not None]
    assert [(sample.text, found) for sample, found in judged if sample.right is None and found] == []
    found_by = Counter(sample.rule for sample, found in wrong if sample.rule in {rule for rule, _ in found})
    assert {sample.rule for sample, _ in wrong if found_by[sample.rule] < 5} == ASKING_THE_DICTIONARY
    assert sum(sample.rule in {rule for rule, _ in found} for sample, found in wrong) > 0.6 * len(wrong)


def test_the_command_says_which_rules_do_not_work_without_a_dictionary(tmp_path: Path) -> None:
    path = tmp_path / "pismo.txt"
    path.write_text("Umowę zawarto 5 maja 2014 r. w Turku.\n", encoding="utf-8")
    script = "import sys; sys.modules['morfeusz2'] = None; from schematom_docs.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, "proofread", str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    assert "nie ma słownika morfeusz2" in done.stderr
    assert all(rule in done.stderr for rule in ASKING_THE_DICTIONARY)
