"""Run by the interpreter of the peer's own environment: polish-inflection over phrases on stdin, figures on stdout."""

from __future__ import annotations

import json
import sys
import time

CASES = ("nom", "gen", "dat", "acc", "inst", "loc", "voc")


def main() -> None:
    """Print seconds of the first and second run, of import and first form, and all forms."""
    phrases = json.load(sys.stdin)
    start = time.process_time()
    from polish_inflection import odmien_fraze

    odmien_fraze("Urząd Pracy", "gen")
    ready = time.process_time()
    forms = [[odmien_fraze(lemma, case) for case in CASES] for lemma, _, _ in phrases]
    first = time.process_time()
    for lemma, _, _ in phrases:
        for case in CASES:
            odmien_fraze(lemma, case)
    second = time.process_time()
    json.dump({"start": ready - start, "first": first - ready, "second": second - first, "forms": forms}, sys.stdout)


main()
