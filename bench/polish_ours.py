"""Run in a new process: our inflector over phrases on stdin, figures on stdout."""

from __future__ import annotations

import json
import sys
import time

CASES = ("nom", "gen", "dat", "acc", "ins", "loc", "voc")


def main() -> None:
    """Print seconds of import and first form, of the first run, of the second without cached phrases; all forms."""
    phrases = json.load(sys.stdin)
    start = time.process_time()
    from schematom_docs.polish.inflection import declension, inflect

    inflect("Urząd Pracy", "gen", kind="institution")
    ready = time.process_time()
    found = [[inflect(lemma, case, kind=kind, gender=gender) for case in CASES] for lemma, kind, gender in phrases]
    first = time.process_time()
    declension.cache_clear()
    again = time.process_time()
    for lemma, kind, gender in phrases:
        for case in CASES:
            inflect(lemma, case, kind=kind, gender=gender)
    second = time.process_time()
    forms = [[one.form for one in row] for row in found]
    certain = [[one.certain for one in row] for row in found]
    times = {"start": ready - start, "first": first - ready, "second": second - again}
    json.dump({**times, "forms": forms, "certain": certain}, sys.stdout)


if __name__ == "__main__":
    main()
