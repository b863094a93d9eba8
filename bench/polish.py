"""The inflector against `polish-inflection` of PyPI, each in a process of its own, in CPU seconds of one core.

cold: phrases never seen before in a new process, dictionary loaded; warm: the same phrases again, with the paradigms of
single words remembered and no finished phrase; start: import, dictionary and first form. The peer lives in an
environment of its own under output/ and is no dependency; without a network its column stays empty.
Accuracy counts forms that the tables of the tests accept; „gold” is also what the feasibility study measured.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.measure import Result

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "tests" / "polish"
PEER = ROOT / "output" / "peers" / "polish-inflection"
KINDS = {
    "names": "person",
    "institutions": "institution",
    "places": "place",
    "functions": "function",
    "titles": "function",
    "families": "family",
}
CASES = ("NOM", "GEN", "DAT", "ACC", "INS", "LOC", "VOC")
ROUNDS = 3
COLD_AIM, WARM_AIM = 20_000, 150_000

Row = tuple[tuple[str, str, str | None], Mapping[str, str]]


def results() -> Iterator[Result]:
    """Yield speed, start and accuracy, ours and the peer's."""
    phrases = list(dict.fromkeys(phrase for folder in ("gold", "own", "independent") for phrase, _ in rows(folder)))
    ours = best([run([sys.executable, "-X", "utf8", "-m", "bench.polish_ours"], phrases) for _ in range(ROUNDS)])
    python = peer_python()
    peer = best([run([str(python), "-X", "utf8", str(ROOT / "bench" / "polish_peer.py")], phrases)]) if python else None
    count = len(phrases) * len(CASES)
    yield speed("polish.inflect.cold", count / ours["first"], count / peer["first"] if peer else None)
    yield speed("polish.inflect.warm", count / ours["second"], count / peer["second"] if peer else None)
    start = peer["start"] * 1e3 if peer else None
    own = ours["start"] * 1e3
    yield Result("polish.inflect.start", own, start, "ms", start / own if start else None)
    yield speed("polish.inflect.cold.aim", count / ours["first"], COLD_AIM)
    yield speed("polish.inflect.warm.aim", count / ours["second"], WARM_AIM)
    for folder in ("gold", "independent"):
        for table in ("names", "institutions", "places", "titles", "functions"):
            cells = list(rows(folder, table))
            if cells:
                yield accuracy(f"polish.accuracy.{folder}.{table}", cells, phrases, ours, peer)


def rows(folder: str, only: str | None = None) -> Iterator[Row]:
    """Yield (lemma, kind, gender) and the row of every line of the tables of a folder."""
    for table, kind in KINDS.items():
        path = TABLES / folder / f"{table}.tsv"
        if only not in (None, table) or not path.exists():
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield (row["lemma"], kind, (row["gender"] or None) if table == "names" else None), row


def run(command: list[str], phrases: list[tuple[str, str, str | None]]) -> dict[str, Any]:
    """Return what a side prints about the phrases."""
    text = json.dumps(phrases)
    done = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def best(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the first run with the least seconds of all runs: neighbours on the machine only ever add."""
    return {**runs[0], **{key: min(one[key] for one in runs) for key in ("start", "first", "second")}}


def peer_python() -> Path | None:
    """Return the interpreter of the peer's environment, made on first use; None where it cannot be installed."""
    python = PEER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEER)], check=True)
    install = [str(python), "-m", "pip", "install", "-q", "polish-inflection==0.7.3"]
    return python if subprocess.run(install, capture_output=True, check=False).returncode == 0 else None


def speed(name: str, ours: float, peer: float | None) -> Result:
    """Return forms a second; more is better."""
    return Result(name, ours, peer, "forms/s", ours / peer if peer else None)


def accuracy(
    name: str,
    cells: list[Row],
    phrases: list[tuple[str, str, str | None]],
    ours: Mapping[str, Any],
    peer: Mapping[str, Any] | None,
) -> Result:
    """Return the percentage of accepted forms."""
    own = share(cells, phrases, ours["forms"])
    other = share(cells, phrases, peer["forms"]) if peer else None
    return Result(name, own, other, "%", own / other if other else None)


def share(cells: list[Row], phrases: list[tuple[str, str, str | None]], forms: list[list[str]]) -> float:
    """Return how many of a hundred forms the table accepts."""
    place = {phrase: index for index, phrase in enumerate(phrases)}
    right = total = 0
    for phrase, row in cells:
        for case, form in zip(CASES, forms[place[phrase]], strict=True):
            if row.get(case):
                right, total = right + (form in row[case].split("|")), total + 1
    return 100 * right / total
