"""`python -m bench [room…]`: run the benchmarks, print a table, write output/bench.json."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from bench.measure import Result

ROOMS = ("engine", "polish", "forms", "packs", "release", "scan")
TARGET = Path("output") / "bench.json"


def main(names: list[str]) -> None:
    """Run the rooms and print a line a result as soon as it is known."""
    results: list[Result] = []
    print(f"{'name':40} {'ours':>12} {'peer':>12} {'unit':10} {'ratio':>8}")
    for room in names or ROOMS:
        for result in importlib.import_module(f"bench.{room}").results():
            results.append(result)
            peer = "" if result.peer is None else f"{result.peer:.3f}"
            ratio = "" if result.ratio is None else f"{result.ratio:.2f}"
            print(f"{result.name:40} {result.ours:12.3f} {peer:>12} {result.unit:10} {ratio:>8}", flush=True)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(
        json.dumps({"results": [result.record() for result in results]}, ensure_ascii=False, indent=2) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
