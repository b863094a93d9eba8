"""The gate of packs: `outloud` judges packs of all pilots, as released and as signed, beside our own gates and qpdf.

Run as `python -m tests.accessible_packs [FOLDER] [--all]`. FOLDER: where `make demo` put the packs (default: output);
one pack of each recipe of each pilot is judged, with --all every one. Each gets marks, manifest and seal as a release
gives them, and the smallest of each pilot a signature from outside. Exceptions, and no others: DOC-012 (the PDF/UA
label, which the PDF/A gate refuses) and, once signed, FRM-003 (the hidden field of a signature made elsewhere). Exit
code 0: no fault; 1: faults, printed; 11: outloud cannot be installed here.
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
from schematom_docs.pdf import count_pages
from schematom_docs.pdf.attachments import Attachment, attach
from schematom_docs.pdf.conformance import archival_faults, structure_faults
from schematom_docs.pdf.fingerprints import page_fingerprints
from schematom_docs.pdf.page_marks import stamp_marks
from schematom_docs.pdf.seal import seal
from tests.accessible_forms import judge
from tests.pdf.mark_samples import page_mark
from tests.signed_samples import signed

ISSUED, SIGNED = "DOC-012", "DOC-012,FRM-003"
_RECIPE = re.compile(r"pakiet-[a-z_]+")


def packs(folder: Path, *, every: bool) -> list[Path]:
    """Return the packs below folder: the first of each recipe of each pilot, or every one."""
    found: dict[tuple[str, str], Path] = {}
    for path in sorted(folder.glob("*/pakiet-*.pdf")):
        kind = _RECIPE.match(path.name)
        recipe = path.name if every or kind is None else kind[0]
        found.setdefault((path.parent.name, recipe), path)
    return list(found.values())


def released(pdf: bytes) -> bytes:
    """Return a pack as a release leaves it: marked, with its manifest, sealed."""
    pages = count_pages(pdf)
    marks = [page_mark(number, pages, digest[:16]) for number, digest in enumerate(page_fingerprints(pdf), 1)]
    manifest = Attachment("manifest.json", b"{}", "application/json", "Manifest pakietu", "Data")
    return seal(attach(stamp_marks(pdf, marks), [manifest]))


def main(arguments: Sequence[str]) -> int:
    """Judge the packs and print what is wrong; return the exit code."""
    folders = [Path(word) for word in arguments if not word.startswith("-")] or [Path("output")]
    chosen = [path for folder in folders for path in packs(folder, every="--all" in arguments)]
    if not chosen:
        print("Nie ma pakietów do oceny; najpierw: make demo", file=sys.stderr)
        return 1
    try:
        command = judge()
    except MissingProgramError as error:
        print(f"Nie sprawdzono dostępności pakietów: {error}", file=sys.stderr)
        return error.exit_code
    with TemporaryDirectory() as folder:
        issued, by_hand = _written(chosen, Path(folder))
        faults = _own_faults(issued, by_hand)
        for name, fault in faults:
            print(f"{name}: {fault}")
        codes = [_outloud(command, issued, ISSUED), _outloud(command, by_hand, SIGNED)]
    print(f"Pakiety: {len(issued)}, podpisane: {len(by_hand)}, wady: {len(faults)}")
    return 1 if faults or any(codes) else 0


def _written(chosen: Sequence[Path], folder: Path) -> tuple[list[Path], list[Path]]:
    """Write each pack as released, and the smallest of each pilot signed as well; return (released, signed)."""
    issued: list[Path] = []
    smallest: dict[str, bytes] = {}
    for path in chosen:
        data, pilot = released(path.read_bytes()), path.parent.name
        issued.append(folder / f"{pilot}-{path.name}")
        issued[-1].write_bytes(data)
        smallest[pilot] = min(smallest.get(pilot, data), data, key=len)
    by_hand = [folder / f"{pilot}-podpisany.pdf" for pilot in smallest]
    for path, data in zip(by_hand, smallest.values(), strict=True):
        path.write_bytes(signed(data))
    return issued, by_hand


def _own_faults(issued: Sequence[Path], by_hand: Sequence[Path]) -> list[tuple[str, Fault]]:
    """Return the faults by our gates of released packs, and of signed ones all but the gate of PDF/A, which knows no
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
