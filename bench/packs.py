"""Packs: 300 pages with 40 attachments in a process of its own; merging against pypdf and qpdf, with their losses."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from functools import partial

from bench.measure import Result, interleaved, seconds, slower, within
from bench.merging import WAYS, Kept, expected, kept, with_link_field_file
from bench.papers import papers

COUNT, SECTIONS, ROUNDS = 12, 4, 5
MOST_SECONDS = 90.0
MOST_MB = 600.0


def results() -> Iterator[Result]:
    """Yield time and losses of merging, then time, peak memory and size of the large pack."""
    yield from _merging()
    done = subprocess.run([sys.executable, "-m", "bench.large_pack"], check=True, capture_output=True, text=True)
    figures = json.loads(done.stdout.splitlines()[-1])
    for stage in ("foreign", "merge", "fingerprints", "marks", "attach", "seal", "archival", "structure"):
        yield Result(f"pack.large.{stage}", figures[stage], None, "s", None)
    yield within("pack.large", figures["total"], MOST_SECONDS, "s")
    yield within("pack.large.memory", figures["peak"], MOST_MB, "MB")
    yield Result("pack.large.size", figures["size"], None, "MB", None)


def _merging() -> Iterator[Result]:
    made = [(title, with_link_field_file(pdf)) for title, pdf in papers(COUNT, SECTIONS)]
    times = interleaved({name: partial(seconds, partial(way, made)) for name, way in WAYS.items()}, ROUNDS)
    whole = expected(made)
    counted = {name: kept(way(made)) for name, way in WAYS.items()}
    for peer in ("pypdf", "qpdf"):
        yield slower(f"pack.merge12.{peer}", times["ours"], times[peer])
    for one in fields(Kept):
        for peer in ("pypdf", "qpdf"):
            there, other = getattr(counted["ours"], one.name), getattr(counted[peer], one.name)
            yield Result(f"pack.merge12.{one.name}.{peer}", there, other, f"of {getattr(whole, one.name)}", None)
