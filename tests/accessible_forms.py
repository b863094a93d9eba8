"""The gate of accessible forms: `outloud` judges every fillable PDF by PDF/UA-1, in an environment of its own.

Run as `python -m tests.accessible_forms`. outloud draws in a library under AGPL, so it is never installed beside the
program; the environment is made on first use in build/outloud. Exit code 0: no fault; 1: faults, printed; 11: outloud
cannot be installed here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from schematom_docs.errors import MissingProgramError
from schematom_docs.pdf.form_foreign import fill_foreign
from schematom_docs.pdf.form_making import make_form
from schematom_docs.settings import load_settings
from schematom_docs.wiring import open_desk
from schematom_docs.workflow.pdf_forms import blank_pdf, case_source, filled_pdf
from tests.pdf.form_samples import ANSWERS, FACE, FIELDS

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "outloud"
PACKAGE = "outloud==0.2.1"


def judge() -> Path:
    """Return the command of outloud, installed on first use. Raises MissingProgramError when it cannot be."""
    folder = HOME / ("Scripts" if os.name == "nt" else "bin")
    command = folder / ("outloud.exe" if os.name == "nt" else "outloud")
    if not command.exists():
        subprocess.run([sys.executable, "-m", "venv", str(HOME)], check=True)
        pip = [str(folder / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", PACKAGE]
        if subprocess.run(pip, check=False).returncode:
            raise MissingProgramError(f"nie da się zainstalować {PACKAGE}", remedy="Sprawdź połączenie z siecią.")
    return command


def forms() -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every form to judge: blank, filled, continued, flattened, filled as a foreign one."""
    desk = open_desk(load_settings(ROOT, {}))
    for form in desk.forms.values():
        if form.questions:
            yield f"{form.type_id}.pdf", blank_pdf(desk, form)
    source = case_source(ROOT / "examples" / "stella-2016" / "sprawa.yaml")
    declaration = desk.form("deklaracja_pracodawcy")
    for fast in (False, True):
        suffix = "-splaszczony" if fast else ""
        yield f"dp01{suffix}.pdf", filled_pdf(desk, declaration, source, "dp01", fast=fast)
        yield f"wzor{suffix}.pdf", make_form(FACE, FIELDS, ANSWERS, fast=fast)
        long = {"opis": "Zażółć gęślą jaźń. " * 300}
        yield f"obcy{suffix}.pdf", fill_foreign(make_form(FACE, FIELDS), long, place="obcy.pdf", fast=fast)


def main() -> int:
    """Make the forms, let outloud judge them, print what it says; return the exit code."""
    try:
        command = judge()
    except MissingProgramError as error:
        print(f"Nie sprawdzono dostępności formularzy: {error}", file=sys.stderr)
        return error.exit_code
    with TemporaryDirectory() as folder:
        paths = []
        for name, data in forms():
            paths.append(Path(folder) / name)
            paths[-1].write_bytes(data)
        return subprocess.run(
            [str(command), "--layer", "conformance", "--quiet", "--fail-on", "warning", *map(str, paths)], check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
