"""Forms: a workbook of 10,000 rows checked and previewed against a case, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from bench.measure import Result, within

ROWS = 10_000
LEAST_ROWS_A_SECOND = 200.0
MOST_MB = 600.0


def results() -> Iterator[Result]:
    """Yield rows a second and peak memory of the whole process, of one run of reading, checking and previewing."""
    command = [sys.executable, "-m", "bench.import_rows", str(ROWS)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    speed, memory = (float(part) for part in done.stdout.split())
    yield Result("forms.xlsx10000", speed, None, "rows/s", speed / LEAST_ROWS_A_SECOND)
    yield within("forms.xlsx10000.memory", memory, MOST_MB, "MB")
