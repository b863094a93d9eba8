"""The gate of packs: `outloud` judges packs of all pilots, as released and as signed, beside our own gates and qpdf.

Run as `python -m tests.accessible_packs [FOLDER] [--all]`. FOLDER: where `make demo` put the packs (default: output).
Judged are the bytes as they lie there: released packs (the electronic file and the first paper copy) and one assembled
pack of each recipe of each pilot, with --all every one; the smallest released pack of each pilot is signed from outside
and judged again. Exceptions, and no others: DOC-012 (the PDF/UA label, which the PDF/A gate refuses) and, once signed,
FRM-003 (the hidden field of a signature made elsewhere). Exit code 0: no fault; 1: faults, printed; 11: outloud cannot
be installed here.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from schematom_docs.errors import Fault, MissingProgramError
from schematom_docs.pdf.conformance import archival_faults, structure_faults
from tests.accessible_forms import judge
from tests.signed_samples import signed

ISSUED, SIGNED = "DOC-012", "DOC-012,FRM-003"
_RECIPE = re.compile(r"pakiet-[a-z_]+")
COPY = re.compile(r"-(egz|epuap|tom)-[0-9]+\.pdf$")


def packs(folder: Path, *, every: bool) -> list[Path]:
    """Return the packs below folder: the first of each recipe of each pilot, or every one."""
    found: dict[tuple[str, str], Path] = {}
    for path in sorted(folder.glob("*/pakiet-*.pdf")):
        kind = _RECIPE.match(path.name)
        recipe = path.name if every or kind is None else kind[0]
        found.setdefault((path.parent.name, recipe), path)
    return list(found.values())


def releases(folder: Path, *, every: bool) -> list[Path]:
    """Return the released files below folder: electronic files and first paper copies, or every PDF."""
    found = sorted(folder.glob("wydania/output/*/wydane/pakiet-*.pdf"))
    return [path for path in found if every or COPY.search(path.name) is None or path.stem.endswith("-egz-1")]


def main(arguments: Sequence[str]) -> int:
    """Judge the packs and print what is wrong; return the exit code."""
    folders = [Path(word) for word in arguments if not word.startswith("-")] or [Path("output")]
    every = "--all" in arguments
    assembled = [path for folder in folders for path in packs(folder, every=every)]
    issued = [path for folder in folders for path in releases(folder, every=every)]
    if not assembled or not issued:
        print("Nie ma pakietów do oceny; najpierw: make demo", file=sys.stderr)
        return 1
    try:
        command = judge()
    except MissingProgramError as error:
        print(f"Nie sprawdzono dostępności pakietów: {error}", file=sys.stderr)
        return error.exit_code
    with TemporaryDirectory() as folder:
        by_hand = _signed(issued, Path(folder))
        faults = _own_faults([*assembled, *issued], by_hand)
        for name, fault in faults:
            print(f"{name}: {fault}")
        codes = [_outloud(command, [*assembled, *issued], ISSUED), _outloud(command, by_hand, SIGNED)]
    print(f"Złożone: {len(assembled)}, wydane: {len(issued)}, podpisane: {len(by_hand)}, wady: {len(faults)}")
    return 1 if faults or any(codes) else 0


def _signed(issued: Sequence[Path], folder: Path) -> list[Path]:
    """Write the smallest released electronic file of each pilot signed from outside; return where."""
    smallest: dict[str, bytes] = {}
    for path in issued:
        if COPY.search(path.name) is None:
            data, pilot = path.read_bytes(), path.parent.parent.name
            smallest[pilot] = min(smallest.get(pilot, data), data, key=len)
    by_hand = [folder / f"{pilot}-podpisany.pdf" for pilot in smallest]
    for path, data in zip(by_hand, smallest.values(), strict=True):
        path.write_bytes(signed(data))
    return by_hand


def _own_faults(issued: Sequence[Path], by_hand: Sequence[Path]) -> list[tuple[str, Fault]]:
    """Return the faults by our gates of packs, and of signed ones all but the gate of PDF/A, which knows no
    fields: structure and the syntax by qpdf."""
    found: list[tuple[str, Fault]] = []
    for path in issued:
        data = path.read_bytes()
        found += [(path.name, fault) for fault in (*archival_faults(data), *structure_faults(data))]
    for path in by_hand:
        data = path.read_bytes()
        found += [(path.name, fault) for fault in structure_faults(data)]
        with pikepdf.open(io.BytesIO(data)) as document:
            found += [(path.name, Fault("plik", f"qpdf: {said}")) for said in document.check_pdf_syntax()]
    return found


def _outloud(command: Path, paths: Sequence[Path], exceptions: str) -> int:
    options = ["--layer", "conformance", "--quiet", "--fail-on", "error", "--skip", exceptions]
    return subprocess.run([str(command), *options, *map(str, paths)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
