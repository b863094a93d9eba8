"""`python -m bench.letters N`: print how many MB a process grows after its first 100 of N letters."""

from __future__ import annotations

import gc
import resource
import sys

from bench.contract import contract, contract_data
from schematom_docs.document import compile_template

SETTLED = 100
KB_PER_MB = 1024


def peak_mb() -> float:
    """Return the largest resident memory of this process so far, in MB (Linux counts it in kB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB_PER_MB


def main(count: int) -> None:
    """Print the growth of resident memory in MB."""
    template, data = compile_template(contract()), contract_data()
    start = 0.0
    for number in range(count):
        data["osoba"]["pole0"] = f"adresat {number}"
        template.render(data)
        if number == SETTLED:
            gc.collect()
            start = peak_mb()
    print(peak_mb() - start)


if __name__ == "__main__":
    main(int(sys.argv[1]))
